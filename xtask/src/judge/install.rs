//! The judges below `target/judges`: installed once, at these versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::exit::Failure;

/// What npm installs. Later versions need a later node.
const NODE: &[&str] = &["@stoplight/prism-cli@5.14.2"];

/// What pip installs.
const PYTHON: &[&str] = &[
    "schemathesis==4.32.5",
    "django==5.2.19",
    "djangorestframework==3.18.3",
    "drf-spectacular==0.30.0",
];

/// Where the judges are.
pub(super) struct Tools {
    folder: PathBuf,
}

/// A judge that can be run, or why not.
pub(super) type Had = Result<PathBuf, String>;

impl Tools {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            folder: root.join("target/judges"),
        }
    }

    /// A file of a judge's own.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The `prism` program, to be run by `node`.
    pub(super) fn prism(&self) -> Result<Had, Failure> {
        let folder = self.folder.join("node");
        install("npm", &folder, NODE, |command, folder| {
            command
                .args(["install", "--no-audit", "--no-fund", "--no-save"])
                .arg("--prefix")
                .arg(folder)
                .args(NODE);
        })
        .map(|had| had.map(|folder| folder.join("node_modules/.bin/prism")))
    }

    /// The folder with `python` and `st`.
    pub(super) fn python(&self) -> Result<Had, Failure> {
        let folder = self.folder.join("python");
        if !folder.join("bin/python").is_file() {
            let made = run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
            if let Err(reason) = made {
                return Ok(Err(format!("python3: {reason}")));
            }
        }
        let pip = folder.join("bin/pip");
        let pip = pip.to_string_lossy().into_owned();
        install(&pip, &folder, PYTHON, |command, _| {
            command
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .args(PYTHON);
        })
        .map(|had| had.map(|folder| folder.join("bin")))
    }
}

/// Installs what is wanted into a folder, unless a file in it says that it is there.
fn install(
    program: &str,
    folder: &Path,
    wanted: &[&str],
    arguments: impl Fn(&mut Command, &Path),
) -> Result<Had, Failure> {
    let (stamp, wanted) = (folder.join("judges.txt"), wanted.join("\n"));
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(Ok(folder.to_owned()));
    }
    fs::create_dir_all(folder)?;
    let mut command = Command::new(program);
    arguments(&mut command, folder);
    if let Err(reason) = run(&mut command) {
        return Ok(Err(reason));
    }
    fs::write(&stamp, wanted)?;
    Ok(Ok(folder.to_owned()))
}

/// Runs an installer, whose words are kept for the reason why it failed.
fn run(command: &mut Command) -> Result<(), String> {
    let name = Path::new(command.get_program()).file_name();
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let last = words.lines().rfind(|line| !line.trim().is_empty());
    Err(format!(
        "{name} failed: {}",
        last.unwrap_or_default().trim()
    ))
}

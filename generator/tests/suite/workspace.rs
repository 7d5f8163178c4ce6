//! The generated crates of all cases in one workspace below `target/`, kept from run to run so that only what changed is compiled.
//!
//! Most types crates have a copy of one and the same runtime. It takes longer to compile than what is special about them, so they borrow it
//! from the crate that it is copied from.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::output::Files;

use crate::case::Case;
use crate::{snapshot, values};

/// The crate of the round trips.
const VALUES: &str = "case-values";

/// The workspace on the disk.
pub struct Workspace {
    folder: PathBuf,
    /// The features of server crates that are off by default: what the API calls.
    hooks: Vec<String>,
}

impl Workspace {
    /// Writes the crates of the cases, without touching a file that has the wanted text already.
    ///
    /// A client or server that is as for an empty document is left out: there is nothing new to compile.
    pub fn write(cases: &[Case]) -> Self {
        let mut workspace = Self {
            hooks: Vec::new(),
            folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases"),
        };
        let mut wanted = Files::new();
        let mut members = Vec::new();
        let mut tests = String::new();
        let mut dependencies = String::new();
        for case in cases {
            let Some(files) = case.generate().files else {
                continue;
            };
            let plain = snapshot::without_content(case);
            for kind in ["types", "client", "server"] {
                let name = case.crate_name(kind);
                let own = |path: &str| path.starts_with(&format!("{name}/"));
                let differs = files
                    .iter()
                    .any(|(path, text)| own(path) && plain.get(path) != Some(text));
                if differs || kind == "types" || case.name == "empty_document" {
                    let files = files.iter().filter(|(path, _)| own(path));
                    let files = files.map(|(path, text)| (path.to_owned(), without_engine(text)));
                    let files: Vec<_> = files.collect();
                    let borrows = kind == "types" && can_borrow(case, &name, &files);
                    wanted.extend(if borrows {
                        borrowing(&name, files)
                    } else {
                        files
                    });
                    if kind == "server" {
                        workspace.hooks.extend(hooks(&name, &wanted));
                    }
                    members.push(name);
                }
            }
            if let Some(test) = values::test(case) {
                let _ = writeln!(tests, "\n{test}");
                let name = case.crate_name("types");
                let _ = writeln!(dependencies, "{name} = {{ path = \"../{name}\" }}");
            }
        }
        members.push(VALUES.to_owned());
        wanted.insert("Cargo.toml", manifest(&members));
        wanted.insert(
            format!("{VALUES}/Cargo.toml"),
            values_manifest(&dependencies),
        );
        wanted.insert(format!("{VALUES}/src/lib.rs"), "//! See `tests/`.\n");
        wanted.insert(
            format!("{VALUES}/tests/values.rs"),
            format!("//! The values of the cases.\n\n#[macro_use]\nmod round_trip;\n{tests}"),
        );
        wanted.insert(
            format!("{VALUES}/tests/round_trip/mod.rs"),
            include_str!("round_trip.rs"),
        );
        workspace.hold(&wanted);
        workspace.pin();
        workspace
    }

    /// The linter has nothing to say about any crate.
    pub fn clippy(&self) {
        assert!(!self.hooks.is_empty(), "no case has webhooks or callbacks");
        let features = format!("--features={}", self.hooks.join(","));
        self.cargo(&["clippy", "--workspace", "--keep-going", &features]);
    }

    /// What hostile descriptions become is sound rustdoc, without code to run.
    pub fn doc(&self) {
        let package = |kind| format!("--package=hostile-descriptions-{kind}");
        let [types, client, server] = ["types", "client", "server"].map(package);
        self.cargo(&["doc", "--no-deps", &types, &client, &server]);
    }

    /// The values go through the generated types.
    pub fn test_values(&self) {
        self.cargo(&["test", "--package", VALUES]);
    }

    fn cargo(&self, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).args(["--quiet", "--offline"]);
        if arguments[0] == "clippy" {
            command.args(["--", "-D", "warnings"]);
        }
        let output = command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "cargo {arguments:?} in {}:\n{}{}",
            self.folder.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Makes the folder hold these files and no other crates.
    fn hold(&self, wanted: &Files) {
        for (path, text) in wanted.iter() {
            write(&self.folder.join(path), text);
        }
        for entry in fs::read_dir(&self.folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.path().join("Cargo.toml").exists() {
                self.remove_others(&name, wanted);
            }
        }
    }

    fn remove_others(&self, below: &str, wanted: &Files) {
        let folder = self.folder.join(below);
        for entry in fs::read_dir(&folder).unwrap() {
            let path = format!("{below}/{}", entry.unwrap().file_name().to_str().unwrap());
            if self.folder.join(&path).is_dir() {
                self.remove_others(&path, wanted);
            } else if wanted.get(&path).is_none() {
                fs::remove_file(self.folder.join(&path)).unwrap();
            }
        }
        if fs::read_dir(&folder).unwrap().next().is_none() {
            fs::remove_dir(&folder).unwrap();
        }
    }

    /// The versions of the dependencies are those of the repository; cargo drops what is not needed.
    fn pin(&self) {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        let lock = fs::read_to_string(lock).unwrap();
        let copy = self.folder.join("repository.lock");
        if fs::read_to_string(&copy).ok().as_ref() != Some(&lock) {
            write(&self.folder.join("Cargo.lock"), &lock);
            write(&copy, &lock);
        }
    }
}

/// A manifest without the default HTTP engine and the default web framework, which take longest to compile and are the same for all
/// documents; the features of the tags stay, and the mock is there, which is another one for each document.
fn without_engine(text: &str) -> String {
    text.replace("default = [\"reqwest\"]", "default = []")
        .replace("default = [\"reqwest\", ", "default = [")
        .replace("default = [\"axum\"", "default = [\"mock\"")
}

/// The features of a server crate with what the API calls.
fn hooks(name: &str, files: &Files) -> Vec<String> {
    let manifest = files.get(&format!("{name}/Cargo.toml")).unwrap();
    let (_, hooks) = manifest
        .split_once("# What the API calls.\n")
        .unwrap_or_default();
    let hooks = hooks.lines().map_while(|line| line.split_once(" = ["));
    hooks
        .map(|(feature, _)| format!("{name}/{feature}"))
        .collect()
}

/// Whether a types crate can do with the runtime of the template. A scalar of another crate has implementations of the runtime's traits, which
/// only the crate of the traits may give it, and some patterns need another engine; and one crate is compiled with its copy, as users do.
fn can_borrow(case: &Case, name: &str, files: &[(String, String)]) -> bool {
    let (scalars, manifest) = (
        format!("{name}/src/scalars.rs"),
        format!("{name}/Cargo.toml"),
    );
    let has_own = |(path, text): &(String, String)| {
        *path == scalars || *path == manifest && text.contains("fancy-regex")
    };
    case.name != "empty_document" && !files.iter().any(has_own)
}

/// The types crate with the runtime of the template in the place of its copy.
fn borrowing(name: &str, files: Vec<(String, String)>) -> Vec<(String, String)> {
    let runtime = format!("{name}/src/runtime/");
    let (manifest, root) = (format!("{name}/Cargo.toml"), format!("{name}/src/lib.rs"));
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/types");
    let dependency = format!(
        "[dependencies]\noasmith-template-types = {{ path = \"{}\" }}\n",
        template.canonicalize().unwrap().display()
    );
    files
        .into_iter()
        .filter(|(path, _)| !path.starts_with(&runtime))
        .map(|(path, text)| {
            let text = match () {
                () if path == manifest => once(&text, "[dependencies]\n", &dependency),
                () if path == root => once(
                    &text,
                    "pub mod runtime;",
                    "pub use oasmith_template_types::*;",
                ),
                () => text,
            };
            (path, text)
        })
        .collect()
}

/// Replaces what must be there exactly once.
#[track_caller]
fn once(text: &str, part: &str, other: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "{part:?} in\n{text}");
    text.replace(part, other)
}

fn manifest(members: &[String]) -> String {
    let mut text = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
    for member in members {
        let _ = writeln!(text, "    \"{member}\",");
    }
    // Nobody debugs these.
    text.push_str("]\n\n[profile.dev]\ndebug = false\n");
    text
}

fn values_manifest(dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{VALUES}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dev-dependencies]\n\
         serde_json = \"1\"\n{dependencies}"
    )
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() == Some(text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

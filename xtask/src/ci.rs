//! `cargo xtask ci`: all that CI runs.

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::agree::Agree;
use crate::codegen::Codegen;
use crate::drift::Drift;
use crate::exit::{Exit, Failure};
use crate::judge::Judge;
use crate::root::Root;
use crate::style::{BAD, CAUTION, GOOD, TITLE, paint};
use crate::tidy;

mod tags;
mod whole;

/// Run all that CI runs, and sum up
///
/// A step that fails does not stop the later ones. Steps that can do without the target folder run beside the others; what they print
/// comes at the end. The folder of real documents is ../shared/specs or what the variable `OASMITH_SPECS` names; without it the steps that
/// need one are skipped.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: cargo xtask ci --only tidy --only test")]
pub(crate) struct Ci {
    /// Run this step only; may be repeated
    #[arg(long, value_name = "STEP", value_parser = clap::builder::PossibleValuesParser::new(STEPS.iter().map(|step| step.name)))]
    only: Vec<String>,
}

struct Step {
    name: &'static str,
    lane: Lane,
    run: fn(&Root) -> Result<Ending, Failure>,
}

/// What a step has to wait for.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Lane {
    /// It works in the target folder of the repository, as most do.
    Main,
    /// It compiles elsewhere or little, and leaves a processor idle at times.
    Beside,
}

enum Ending {
    Passed,
    Failed,
    Skipped(String),
}

const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        lane: Lane::Main,
        run: |root| cargo(root, &["fmt", "--all", "--check"]),
    },
    Step {
        name: "tidy",
        lane: Lane::Main,
        run: |root| tidy::run(root).map(Ending::from),
    },
    Step {
        name: "clippy",
        lane: Lane::Main,
        run: |root| {
            cargo(
                root,
                &[
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--locked",
                    "--",
                    "-D",
                    "warnings",
                ],
            )
        },
    },
    Step {
        name: "test",
        lane: Lane::Main,
        run: |root| cargo(root, &["test", "--workspace", "--locked", "--no-fail-fast"]),
    },
    Step {
        name: "features",
        lane: Lane::Main,
        run: |root| {
            // What is off by default, and the client without its engine.
            let client = ["test", "--locked", "-p", "oasmith-template-client"];
            let with = |more: &[&str]| cargo(root, &[&client[..], more].concat());
            let server = ["test", "--locked", "-p", "oasmith-template-server"];
            match with(&["--all-features"])? {
                Ending::Passed => {}
                other => return Ok(other),
            }
            match with(&["--no-default-features"])? {
                Ending::Passed => cargo(root, &[&server[..], &["--all-features"]].concat()),
                other => Ok(other),
            }
        },
    },
    Step {
        name: "codegen",
        lane: Lane::Main,
        run: |root| Codegen::check().run(root).map(Ending::from),
    },
    Step {
        name: "drift",
        lane: Lane::Main,
        run: drift,
    },
    Step {
        name: "agree",
        lane: Lane::Main,
        run: |root| {
            let spec = root.path()?.join("spec/authentik/openapi.yaml");
            Agree::with(spec).run(root).map(Ending::from)
        },
    },
    Step {
        name: "doc",
        lane: Lane::Main,
        run: doc,
    },
    Step {
        name: "whole",
        lane: Lane::Beside,
        run: whole::compiled,
    },
    Step {
        name: "tags",
        lane: Lane::Beside,
        run: whole::tags,
    },
    Step {
        name: "exam",
        lane: Lane::Beside,
        run: whole::examined,
    },
    Step {
        name: "wasm",
        lane: Lane::Main,
        run: wasm,
    },
    Step {
        name: "corpus",
        lane: Lane::Beside,
        run: whole::corpus,
    },
    Step {
        name: "real",
        lane: Lane::Beside,
        run: whole::others,
    },
    Step {
        name: "official",
        lane: Lane::Beside,
        run: official,
    },
    Step {
        // Late: what it compiles, it compiles where the tests are compiled.
        name: "judge",
        lane: Lane::Beside,
        run: |root| Judge::all(None).run(root).map(Ending::from),
    },
    Step {
        // After the exam, which builds what it needs.
        name: "prism",
        lane: Lane::Beside,
        run: whole::judged,
    },
];

impl From<ExitStatus> for Ending {
    fn from(status: ExitStatus) -> Self {
        if status.success() {
            Self::Passed
        } else {
            Self::Failed
        }
    }
}

impl From<Exit> for Ending {
    fn from(exit: Exit) -> Self {
        if exit == Exit::Fine {
            Self::Passed
        } else {
            Self::Failed
        }
    }
}

impl Ci {
    pub(crate) fn run(&self, root: &Root) -> Exit {
        let start = Instant::now();
        let mut lines = Vec::new();
        let mut worst = Exit::Fine;
        let (main, beside): (Vec<_>, Vec<_>) = STEPS
            .iter()
            .filter(|step| self.only.is_empty() || self.only.iter().any(|name| name == step.name))
            .partition(|step| step.lane == Lane::Main);
        // Alone, a lane is run as it is.
        let (here, there) = match (main.is_empty(), beside.is_empty()) {
            (false, false) => (main, beside),
            _ => ([main, beside].concat(), Vec::new()),
        };
        let other = (!there.is_empty()).then(|| OtherLane::start(root, &there));
        for step in here {
            let (ending, line) = step.run(root);
            worst = worst.max(ending);
            lines.push(line);
        }
        if let Some(other) = other {
            let (ending, others) = other
                .and_then(OtherLane::end)
                .unwrap_or_else(|failure| (crate::exit::report(&*failure), Vec::new()));
            worst = worst.max(ending);
            lines.extend(others);
        }
        anstream::eprintln!("\n{}", paint(TITLE, SUMMARY));
        for line in &lines {
            anstream::eprintln!("{line}");
        }
        anstream::eprintln!("{TOTAL:8} {:>7.1} s", start.elapsed().as_secs_f64());
        worst
    }
}

/// The title above the lines of the steps.
const SUMMARY: &str = "== summary";

/// How the last line of the summary begins.
const TOTAL: &str = "total";

impl Step {
    /// Runs it and tells what became of it, with its line of the summary.
    fn run(&self, root: &Root) -> (Exit, String) {
        anstream::eprintln!("\n{}", paint(TITLE, format_args!("== {}", self.name)));
        let start = Instant::now();
        let ending = (self.run)(root).unwrap_or_else(|failure| {
            crate::exit::report(&*failure);
            Ending::Failed
        });
        let exit = match ending {
            Ending::Failed => Exit::Failed,
            Ending::Passed | Ending::Skipped(_) => Exit::Fine,
        };
        (exit, line(self.name, &ending, start.elapsed()))
    }
}

/// Steps in a process of their own, beside those of this one.
struct OtherLane {
    process: Child,
    log: PathBuf,
}

impl OtherLane {
    fn start(root: &Root, steps: &[&Step]) -> Result<Self, Failure> {
        let folder = root.path()?.join("target");
        fs::create_dir_all(&folder)?;
        let log = folder.join("ci-beside.log");
        let file = File::create(&log)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("ci").current_dir(root.path()?);
        for step in steps {
            command.args(["--only", step.name]);
        }
        let process = command
            // The lines are read again, so nobody may force colours on them.
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()?;
        Ok(Self { process, log })
    }

    /// Waits for it, prints all that it printed, and gives the lines of its summary.
    fn end(mut self) -> Result<(Exit, Vec<String>), Failure> {
        let status = self.process.wait()?;
        let told = fs::read_to_string(&self.log)?;
        anstream::eprint!("{told}");
        let lines = told.lines().skip_while(|line| *line != SUMMARY).skip(1);
        let lines = lines.take_while(|line| !line.starts_with(TOTAL));
        let exit = if status.success() {
            Exit::Fine
        } else {
            Exit::Failed
        };
        Ok((exit, lines.map(str::to_owned).collect()))
    }
}

fn line(name: &str, ending: &Ending, time: Duration) -> String {
    let ending: &dyn fmt::Display = match ending {
        Ending::Passed => &paint(GOOD, "passed"),
        Ending::Failed => &paint(BAD, "FAILED"),
        Ending::Skipped(reason) => &paint(CAUTION, format_args!("skipped: {reason}")),
    };
    format!("{name:8} {:>7.1} s  {ending}", time.as_secs_f64())
}

fn cargo(root: &Root, arguments: &[&str]) -> Result<Ending, Failure> {
    Ok(root.cargo(arguments)?.status()?.into())
}

/// The comparison must not fall asleep: of two documents that differ it has to say so, and of one with itself that it is the same.
fn drift(root: &Root) -> Result<Ending, Failure> {
    let cases = root.path()?.join("xtask/tests/drift");
    let (before, after) = (cases.join("before.yaml"), cases.join("after.yaml"));
    let changed = Drift::expecting(&before, &after).run(root)?;
    let same = Drift::expecting(&before, &before).run(root)?;
    Ok(if (changed, same) == (Exit::Breaking, Exit::Unchanged) {
        Ending::Passed
    } else {
        Ending::Failed
    })
}

/// The generated client for programs in a browser: with its own engine there, and for programs that bring theirs.
fn wasm(root: &Root) -> Result<Ending, Failure> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()?;
    let sysroot = String::from_utf8(sysroot.stdout)?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if !library.is_dir() {
        let reason = format!("no {TARGET}: `rustup target add {TARGET}` brings it");
        return Ok(Ending::Skipped(reason));
    }
    let check = [
        "check",
        "--locked",
        "-p",
        "authentik-client",
        "--target",
        TARGET,
    ];
    let with_all = cargo(root, &check)?;
    if !matches!(with_all, Ending::Passed) {
        return Ok(with_all);
    }
    let bare = ["--no-default-features", "--features", "flows,stages"];
    cargo(root, &[&check[..], &bare].concat())
}

/// The generated client beside the official one, in a workspace of its own.
fn official(root: &Root) -> Result<Ending, Failure> {
    let manifest = ["--manifest-path", "comparison/Cargo.toml"];
    let mut fmt = root.cargo(["fmt", "--check"])?;
    if !fmt.args(manifest).status()?.success() {
        return Ok(Ending::Failed);
    }
    let mut test = root.cargo(["test"])?;
    test.args(manifest)
        .env("CARGO_TARGET_DIR", root.path()?.join("target/comparison"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    Ok(test.status()?.into())
}

/// The documentation of the generator and of the generated crates: the documents' words must be sound rustdoc, too.
fn doc(root: &Root) -> Result<Ending, Failure> {
    let mut command = root.cargo(["doc", "--no-deps", "--locked", "--package", "oasmith"])?;
    for name in generated_crates(&root.path()?)? {
        command.args(["--package", &name]);
    }
    Ok(command.env("RUSTDOCFLAGS", "-D warnings").status()?.into())
}

/// The names of the crates in `generated/`, which are those of their folders.
fn generated_crates(root: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join("generated"))? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

//! `cargo xtask ci`: all that CI runs.

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
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

/// Run all that CI runs, in order, and sum up
///
/// A step that fails does not stop the later ones. The folder of real documents is ../shared/specs or what the variable
/// `OASMITH_SPECS` names; without it the steps that need one are skipped.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: cargo xtask ci --only tidy --only test")]
pub(crate) struct Ci {
    /// Run this step only; may be repeated
    #[arg(long, value_name = "STEP", value_parser = clap::builder::PossibleValuesParser::new(STEPS.iter().map(|step| step.name)))]
    only: Vec<String>,
}

struct Step {
    name: &'static str,
    run: fn(&Root) -> Result<Ending, Failure>,
}

enum Ending {
    Passed,
    Failed,
    Skipped(String),
}

const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        run: |root| cargo(root, &["fmt", "--all", "--check"]),
    },
    Step {
        name: "tidy",
        run: |root| tidy::run(root).map(Ending::from),
    },
    Step {
        name: "clippy",
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
        run: |root| cargo(root, &["test", "--workspace", "--locked", "--no-fail-fast"]),
    },
    Step {
        name: "features",
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
        run: |root| Codegen::check().run(root).map(Ending::from),
    },
    Step {
        name: "drift",
        run: drift,
    },
    Step {
        name: "agree",
        run: |root| {
            let spec = root.path()?.join("spec/authentik/openapi.yaml");
            Agree::with(spec).run(root).map(Ending::from)
        },
    },
    Step {
        name: "doc",
        run: doc,
    },
    Step {
        name: "whole",
        run: whole::compiled,
    },
    Step {
        name: "tags",
        run: whole::tags,
    },
    Step {
        name: "exam",
        run: whole::examined,
    },
    Step {
        name: "judge",
        run: |root| Judge::all(None).run(root).map(Ending::from),
    },
    Step {
        name: "wasm",
        run: wasm,
    },
    Step {
        name: "corpus",
        run: whole::corpus,
    },
    Step {
        name: "real",
        run: whole::others,
    },
    Step {
        name: "official",
        run: official,
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
        let mut results = Vec::new();
        let chosen =
            |step: &&Step| self.only.is_empty() || self.only.iter().any(|name| name == step.name);
        for step in STEPS.iter().filter(chosen) {
            anstream::eprintln!("\n{}", paint(TITLE, format_args!("== {}", step.name)));
            let start = Instant::now();
            let ending = (step.run)(root).unwrap_or_else(|failure| {
                crate::exit::report(&*failure);
                Ending::Failed
            });
            results.push((step.name, ending, start.elapsed()));
        }
        anstream::eprintln!("\n{}", paint(TITLE, "== summary"));
        for (name, ending, time) in &results {
            anstream::eprintln!("{}", line(name, ending, *time));
        }
        let total: Duration = results.iter().map(|(_, _, time)| time).sum();
        anstream::eprintln!("{:8} {:>7.1} s", "total", total.as_secs_f64());
        let failed = results
            .iter()
            .any(|(_, ending, _)| matches!(ending, Ending::Failed));
        if failed { Exit::Failed } else { Exit::Fine }
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

/// The generated client for programs in a browser, which bring an engine of their own: the futures of reqwest are not `Send` there.
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

/// The documentation of the generated crates: the documents' words must be sound rustdoc.
fn doc(root: &Root) -> Result<Ending, Failure> {
    let crates = generated_crates(&root.path()?)?;
    if crates.is_empty() {
        return Ok(Ending::Skipped("there is no generated crate".to_owned()));
    }
    let mut command = root.cargo(["doc", "--no-deps", "--locked"])?;
    for name in crates {
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

//! `cargo xtask agree`: prove that the generated client and the generated server agree, from the document alone.
//!
//! A sampler makes values for every schema. A program that is printed beside the generated crates lets the client send them to the
//! server in the same process, and the server answer them, for every operation: what the handler was called with and what the
//! caller got back must be the values that were put in. Then every constraint of every body is broken once, which the server has
//! to refuse with the name of the field.
//!
//! Our own reading of the document is not trusted: the document's schemas, as JSON Schema, go to a validator of others, which has to
//! accept every sample and everything that client and server put on the wire, and to refuse every broken one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use oasmith::output::disk;
use oasmith::{Config, Generated, NamesLock, Reading};

use crate::documents::Opened;
use crate::exit::{Exit, Failure};
use crate::root::{self, Root};

use exam::Exam;

mod accepted;
mod condition;
mod exam;
mod outcome;
mod print;
mod schema;
mod spoil;
mod told;

/// The file with the questions of an exam, in the folder of the harness.
pub(crate) const EXAM: &str = "exam.json";

/// Prove that generated client and server agree
///
/// Generates from the document into target/agree/NAME, builds a program beside the crates that calls every operation with
/// sampled values, runs it, and prints what was examined and every disagreement.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: cargo xtask agree --spec spec/authentik/openapi.yaml")]
pub(crate) struct Agree {
    /// The document
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
}

impl Agree {
    /// `agree --spec FILE`.
    pub(crate) fn with(spec: PathBuf) -> Self {
        Self { spec }
    }

    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let Some(prepared) = Prepared::new(root, &self.spec)? else {
            return Ok(Exit::Document);
        };
        let Prepared {
            shown,
            harness,
            target,
            reading,
            alone,
        } = prepared;
        let Reading {
            document,
            api,
            names,
        } = reading;
        let exam = Exam::new(&api, &document, &names);
        let questions = harness.join(EXAM);
        keep(&questions, &serde_json::to_string(&exam)?)?;
        let Some(report) = sit(root, &harness, &target, &questions)? else {
            return Ok(Exit::Failed);
        };
        drop(alone);
        outcome::print(&shown, &exam, &report)
    }
}

/// The crates of a document and the harness beside them, written and not built.
pub(crate) struct Prepared {
    /// The document's path as messages show it.
    pub(crate) shown: String,
    /// The folder of the harness.
    pub(crate) harness: PathBuf,
    /// Where cargo builds it.
    pub(crate) target: PathBuf,
    /// What the document says.
    pub(crate) reading: Reading,
    /// Held as long as the program is built and run.
    alone: File,
}

impl Prepared {
    /// Generates from a document into `target/agree/NAME`. `None` if nothing can be generated, which has been told.
    pub(crate) fn new(root: &Root, spec: &Path) -> Result<Option<Self>, Failure> {
        let path = root.path()?;
        let shown = root::shown(spec, &path)?;
        let out = path.join("target/agree").join(key(&shown));
        let config = config(spec)?;
        let opened = Opened::read(spec, None, &config)?;
        let input = opened.input(&shown);
        let Some(reading) = oasmith::read(&input, &config) else {
            anstream::eprintln!("{shown}: nothing can be generated");
            return Ok(None);
        };
        let Generated { files, .. } = oasmith::generate(&input, &config);
        if reading.api.operations.is_empty() || files.is_none() {
            anstream::eprintln!(
                "{shown}: no operation is generated, so there is nothing for client and server to agree on; \
                 `cargo xtask codegen` tells why"
            );
            return Ok(None);
        }
        let alone = alone(&path.join("target/agree"))?;
        let target = disk::Target {
            root: &out,
            name: "agree",
            document: &shown,
        };
        disk::write(
            &target,
            &files.unwrap_or_default(),
            disk::WriteOptions { force: true },
        )?;
        let harness = out.join("agree");
        for (name, text) in print::files(&reading.api, &reading.names) {
            keep(&harness.join(name), &text)?;
        }
        // The versions of the dependencies are those of the repository; cargo drops what is not needed.
        fs::copy(path.join("Cargo.lock"), harness.join("Cargo.lock"))?;
        Ok(Some(Self {
            shown,
            harness,
            target: path.join("target/agree/target"),
            reading,
            alone,
        }))
    }
}

/// Waits until nobody else is in the folder: the programs of all documents have one name there.
pub(crate) fn alone(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("lock");
    keep(&path, "")?;
    let file = File::open(&path).map_err(|error| failed("open", &path, &error))?;
    if file.try_lock().is_err() {
        anstream::eprintln!("waiting for another one in `{}`", folder.display());
        file.lock().map_err(|error| failed("lock", &path, &error))?;
    }
    Ok(file)
}

/// Builds and runs the program; `None` if it does not build or does not end well, which cargo has told.
fn sit(
    root: &Root,
    harness: &Path,
    target: &Path,
    questions: &Path,
) -> Result<Option<outcome::Report>, Failure> {
    let mut run = root.cargo(["run", "--quiet", "--manifest-path"])?;
    run.arg(harness.join("Cargo.toml"))
        .arg("--")
        .arg(questions)
        .env("CARGO_TARGET_DIR", target)
        .stderr(Stdio::inherit());
    let output = run.output()?;
    if !output.status.success() {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&output.stdout)?))
}

/// How the document is generated: by the `oasmith.toml` and the `names.lock` beside it, into a workspace of its own.
fn config(spec: &Path) -> Result<Config, Failure> {
    let beside = |name: &str| {
        let path = spec.with_file_name(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("read", &path, &error)),
        }
    };
    let mut config = match beside("oasmith.toml")? {
        Some(text) => Config::from_toml(&text)?,
        None => Config::default(),
    };
    if let Some(text) = beside("names.lock")? {
        config.kept = NamesLock::from_toml(&text)?;
    }
    config.standalone = true;
    Ok(config)
}

/// A folder's name for a document: `spec/authentik/openapi.yaml` gives `spec-authentik-openapi.yaml`.
fn key(shown: &str) -> String {
    let parts = shown
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("-")
}

/// Writes a file whose text is another one: cargo looks at the time of the change.
pub(crate) fn keep(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed("create", folder, &error))?;
    }
    fs::write(path, text).map_err(|error| failed("write", path, &error))
}

fn failed(action: &str, path: &Path, error: &std::io::Error) -> Failure {
    format!("cannot {action} `{}`: {error}", path.display()).into()
}

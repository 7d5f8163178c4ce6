//! `cargo xtask corpus`: generate from every document of a folder, and say in one table what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use oasmith::diagnostic::Severity;
use oasmith::{Config, Generated, Input};

use crate::agree::alone;
use crate::exit::{Exit, Failure};
use crate::files::Folder;
use crate::root::{self, Root};

use check::Verdict;

mod check;

const EXAMPLES: &str = "\
Examples:
  cargo xtask corpus ../specs
      Print what every document below the folder gives.
  cargo xtask corpus ../specs --check --only petstore
      Compile and lint what the documents with `petstore` in their paths give, too.

A document is a .json, .yaml or .yml file whose top says `openapi` or `swagger`.";

/// Generate from every document of a folder and print a table
///
/// Nothing of the repository is touched. With --check the generated crates are written to a folder outside of it and compiled.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Corpus {
    /// The folder
    dir: PathBuf,
    /// Compile the generated crates, and run clippy on them
    #[arg(long)]
    check: bool,
    /// Only documents with this in their paths; may be repeated
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Where the generated crates are kept [default: a folder in the system's folder for temporary files]
    #[arg(long, value_name = "DIR", requires = "check")]
    into: Option<PathBuf>,
}

/// What came of one document.
struct Row {
    /// Its path in the folder.
    document: String,
    outcome: Outcome,
    took: Duration,
}

enum Outcome {
    Generated {
        operations: usize,
        of: usize,
        errors: usize,
        warnings: usize,
        /// The first file that is no Rust, and why.
        unparsed: Option<String>,
    },
    /// The report says why; the code of its first error is here.
    Refused(String),
    Panicked,
}

impl Corpus {
    /// `corpus DIR`.
    pub(crate) fn of(dir: PathBuf) -> Self {
        Self {
            dir,
            check: false,
            only: Vec::new(),
            into: None,
        }
    }

    /// `corpus DIR --check --only …`.
    pub(crate) fn checking(dir: PathBuf, only: &[&str]) -> Self {
        Self {
            check: true,
            only: only.iter().map(|only| (*only).to_owned()).collect(),
            ..Self::of(dir)
        }
    }

    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let mut documents = Vec::new();
        collect(&self.dir, &mut documents)?;
        let shown = |path: &Path| {
            path.strip_prefix(&self.dir)
                .unwrap_or(path)
                .to_string_lossy()
                .into_owned()
        };
        documents.retain(|path| {
            let mut only = self.only.iter();
            self.only.is_empty() || only.any(|only| shown(path).contains(only.as_str()))
        });
        let into = self
            .into
            .clone()
            .unwrap_or_else(|| std::env::temp_dir().join("oasmith-corpus"));
        let into = root::absolute(&into)?;
        if self.check && into.starts_with(root.path()?) {
            return Err("the generated crates have to stand outside of the repository".into());
        }
        // The crates of all folders have the same names there.
        let _alone = self.check.then(|| alone(&into)).transpose()?;
        let mut crates = check::Crates::new(&into);
        let mut rows = Vec::with_capacity(documents.len());
        for (index, path) in documents.iter().enumerate() {
            let name = format!("c{index}");
            let (row, files) = generate(path, &shown(path), &name)?;
            if let (true, Some(files)) = (self.check, files) {
                crates.write(&name, &files)?;
            }
            rows.push(row);
        }
        let verdicts = if self.check {
            crates.check(root)?
        } else {
            BTreeMap::new()
        };
        print(&rows, self.check.then_some(&verdicts))?;
        let panicked = rows.iter().any(|row| {
            matches!(
                row.outcome,
                Outcome::Panicked
                    | Outcome::Generated {
                        unparsed: Some(_),
                        ..
                    }
            )
        });
        let broken = verdicts
            .values()
            .any(|verdict| verdict.errors + verdict.warnings > 0);
        Ok(if panicked || broken {
            Exit::Failed
        } else {
            Exit::Fine
        })
    }
}

/// The documents below a folder, sorted by path.
fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| format!("cannot read `{}`: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, documents)?;
        } else if is_document(&path) {
            documents.push(path);
        }
    }
    Ok(())
}

/// Whether a file says at its top that it is a document. Files of documents that have several do not.
fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !matches!(ending, Some("json" | "yaml" | "yml")) {
        return false;
    }
    let Ok(bytes) = fs::read(path) else {
        return false;
    };
    let text = String::from_utf8_lossy(&bytes);
    let is_key = |line: &str| {
        let line = line.trim_start_matches(['\u{feff}', '{', ' ', '\t']);
        [
            "openapi:",
            "swagger:",
            "\"openapi\"",
            "\"swagger\"",
            "'openapi'",
            "'swagger'",
        ]
        .iter()
        .any(|key| line.starts_with(key))
    };
    // In JSON on one line the key may be anywhere.
    text.lines()
        .any(|line| is_key(line) || (line.len() > 200 && line.contains("\"openapi\"")))
}

fn generate(
    path: &Path,
    shown: &str,
    name: &str,
) -> Result<(Row, Option<oasmith::output::Files>), Failure> {
    let bytes = fs::read(path)?;
    let folder = Folder::of(path, None)?;
    let input = Input::new(shown, &bytes).with_files(&folder);
    let config = Config {
        name: Some(name.to_owned()),
        ..Config::default()
    };
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| oasmith::generate(&input, &config)));
    let took = start.elapsed();
    let (outcome, files) = match result {
        Err(_) => (Outcome::Panicked, None),
        Ok(Generated {
            files: None,
            report,
            ..
        }) => {
            let first = report
                .iter()
                .find(|diagnostic| diagnostic.code.severity() == Severity::Error);
            let code = first.map(|diagnostic| diagnostic.code.to_string());
            (Outcome::Refused(code.unwrap_or_default()), None)
        }
        Ok(Generated { files, report, .. }) => {
            let outcome = Outcome::Generated {
                operations: report.coverage.generated_operations,
                of: report.coverage.operations,
                errors: report.count(Severity::Error),
                warnings: report.count(Severity::Warning),
                unparsed: files.as_ref().and_then(unparsed),
            };
            (outcome, files)
        }
    };
    let row = Row {
        document: shown.to_owned(),
        outcome,
        took,
    };
    Ok((row, files))
}

/// The first generated file that is no Rust. Those of the runtime are the same for all documents.
fn unparsed(files: &oasmith::output::Files) -> Option<String> {
    let generated = files.iter().filter(|(path, _)| {
        let is_rust = Path::new(path)
            .extension()
            .is_some_and(|ending| ending == "rs");
        is_rust && !path.contains("/src/runtime/")
    });
    let mut errors = generated.filter_map(|(path, text)| {
        let error = syn::parse_file(text).err()?;
        Some(format!("{path}: {error}"))
    });
    errors.next()
}

fn print(rows: &[Row], verdicts: Option<&BTreeMap<usize, Verdict>>) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let width = rows
        .iter()
        .map(|row| row.document.chars().count())
        .max()
        .unwrap_or(0)
        .max(8);
    let checked = if verdicts.is_some() {
        "  compiled  clippy"
    } else {
        ""
    };
    writeln!(
        out,
        "{:<width$}  generated   operations  errors  warnings  seconds{checked}",
        "document"
    )?;
    let (mut generated, mut operations, mut of) = (0, 0, 0);
    for (index, row) in rows.iter().enumerate() {
        let (word, counts) = match &row.outcome {
            Outcome::Panicked => ("panicked".to_owned(), None),
            Outcome::Refused(code) => (format!("no, {code}"), None),
            Outcome::Generated {
                operations,
                of,
                errors,
                warnings,
                unparsed,
            } => (
                if unparsed.is_some() {
                    "no Rust".to_owned()
                } else {
                    "yes".to_owned()
                },
                Some((*operations, *of, *errors, *warnings)),
            ),
        };
        let columns = counts.map_or_else(
            || format!("{:>11} {:>7} {:>9}", "", "", ""),
            |(operations, of, errors, warnings)| {
                format!(
                    "{:>11} {errors:>7} {warnings:>9}",
                    format!("{operations}/{of}")
                )
            },
        );
        if let Some((has, all, ..)) = counts {
            generated += 1;
            operations += has;
            of += all;
        }
        let verdict = verdicts
            .and_then(|verdicts| verdicts.get(&index))
            .map_or_else(String::new, |verdict| {
                let compiled = if verdict.errors == 0 { "yes" } else { "NO" };
                format!("  {compiled:>8}  {:>6}", verdict.warnings)
            });
        let seconds = row.took.as_secs_f64();
        writeln!(
            out,
            "{:<width$}  {word:<9}  {columns}  {seconds:>7.2}{verdict}",
            row.document
        )?;
    }
    for row in rows {
        if let Outcome::Generated {
            unparsed: Some(error),
            ..
        } = &row.outcome
        {
            writeln!(out, "{}: {error}", row.document)?;
        }
    }
    let panicked = rows
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Panicked))
        .count();
    writeln!(
        out,
        "{generated} of {} documents generated, {operations} of {of} operations, {panicked} panics",
        rows.len()
    )?;
    if let Some(verdicts) = verdicts {
        let clean = verdicts
            .values()
            .filter(|verdict| verdict.errors + verdict.warnings == 0)
            .count();
        writeln!(
            out,
            "{clean} of {} compile without a warning",
            verdicts.len()
        )?;
        for (index, verdict) in verdicts {
            if let (Some(first), Some(row)) = (&verdict.first, rows.get(*index)) {
                writeln!(out, "\n{}\n{first}", row.document)?;
            }
        }
    }
    Ok(())
}

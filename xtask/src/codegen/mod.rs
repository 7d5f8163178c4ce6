//! `cargo xtask codegen`: write `generated/`, or say how it differs from what the documents give.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oasmith::Generated;
use oasmith::output::disk;
use serde_json::json;

use crate::exit::{self, Exit, Failure};
use crate::root::Root;

use job::Job;
use outcome::{Outcome, Said};

mod job;
mod outcome;

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
      Generate from every spec/NAME/openapi.{yaml,yml,json} into generated/.
  cargo xtask codegen --check
      Write nothing; print what would change. CI runs this.
  cargo xtask codegen --spec ../petstore.yaml --out target/petstore --name petstore
      Generate from one document into a folder that is a workspace of its own.

An `oasmith.toml` beside the document says how it is generated; an `overlay.yaml` is applied to it before (docs/patch-a-document.md).";

/// Generate Rust from the OpenAPI documents
///
/// Only files whose text changes are written. Files that oasmith wrote earlier and the document no longer gives are
/// removed; any other file is left alone. `.oasmith/NAME.json` in the output folder lists the files of each document.
/// `names.lock` beside the document (with --out: in the output folder) keeps the Rust names from one release to the next.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help())]
pub(crate) struct Codegen {
    /// Write nothing; print a diff and exit with 1 if the output differs in any way
    #[arg(long)]
    check: bool,
    /// Exit with 3 if a diagnostic says that something of a document was left out
    #[arg(long)]
    strict: bool,
    /// Overwrite files that are in the way although oasmith did not write them
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Generate from this document only
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// The folder to generate that document into
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The API's name, from which the crates get theirs [default: as oasmith.toml or the document's title says]
    #[arg(long, requires = "spec")]
    name: Option<String>,
    /// The folder that the other files of that document may stand in [default: the document's own folder]
    #[arg(long, value_name = "DIR", requires = "spec")]
    files: Option<PathBuf>,
    /// An overlay to apply to that document, after those of its oasmith.toml; may be given several times
    #[arg(long, value_name = "FILE", requires = "spec")]
    overlay: Vec<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// Diagnostics on standard error, the result on standard output
    Text,
    /// One JSON object on standard output
    Json,
}

fn long_help() -> String {
    format!("{EXAMPLES}\n\n{}", exit::TABLE)
}

impl Codegen {
    /// `codegen --check`, as CI runs it.
    pub(crate) fn check() -> Self {
        Self {
            check: true,
            ..Self::write()
        }
    }

    /// `codegen --spec FILE --out DIR --name NAME`.
    pub(crate) fn one(spec: PathBuf, out: PathBuf, name: &str) -> Self {
        Self {
            spec: Some(spec),
            out: Some(out),
            name: Some(name.to_owned()),
            ..Self::write()
        }
    }

    /// `codegen`.
    pub(crate) fn write() -> Self {
        Self {
            check: false,
            strict: false,
            force: false,
            spec: None,
            out: None,
            name: None,
            files: None,
            overlay: Vec::new(),
            format: Format::Text,
        }
    }

    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let root = root.path()?;
        let jobs = match (&self.spec, &self.out) {
            (Some(spec), Some(out)) => {
                let job = Job::of_file(&root, spec, out, self.name.as_deref())?;
                let job = job.with_files(self.files.as_deref());
                vec![job.with_overlays(&self.overlay)]
            }
            _ => job::of_workspace(&root)?,
        };
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in &jobs {
            outcomes.push(self.run_job(&root, job)?);
        }
        if self.spec.is_none() {
            for orphan in job::orphans(&root, &jobs)? {
                outcomes.push(self.run_job(&root, &orphan)?);
            }
        }
        let exit = outcomes
            .iter()
            .map(|outcome| outcome.exit(self.strict))
            .max();
        let exit = exit.unwrap_or(Exit::Fine);
        self.print(&outcomes, exit)?;
        Ok(exit)
    }

    fn run_job(&self, root: &Path, job: &Job) -> Result<Outcome, Failure> {
        let loaded = job.load()?;
        let Generated {
            files,
            names,
            report,
            located,
        } = job.generate(loaded.as_ref());
        let said = Said {
            report,
            loaded,
            located,
        };
        let target = job.target();
        let Some(files) = files else {
            // There is nothing to write, but an earlier run may have been killed.
            if !self.check {
                disk::recover(&target)?;
            }
            return Ok(Outcome::nothing(job, said));
        };
        if self.check {
            let mut differences = disk::check(&target, &files)?;
            for difference in &mut differences {
                difference.path = format!("{}/{}", job.out_shown, difference.path);
            }
            differences.extend(job.check_names(root, &names)?);
            return Ok(Outcome::checked(job, said, differences));
        }
        let options = disk::WriteOptions { force: self.force };
        match disk::write(&target, &files, options) {
            Ok(summary) => {
                job.write_names(&names)?;
                Ok(Outcome::wrote(job, said, &files, summary))
            }
            Err(disk::DiskError::Foreign(paths)) => Ok(Outcome::refused(job, said, &paths)),
            Err(error) => Err(error.into()),
        }
    }

    fn print(&self, outcomes: &[Outcome], exit: Exit) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        match self.format {
            Format::Json => {
                let documents: Vec<_> = outcomes.iter().map(Outcome::to_json).collect();
                let result = json!({ "exit": exit as u8, "documents": documents });
                writeln!(out, "{result:#}")?;
            }
            Format::Text => {
                for outcome in outcomes {
                    outcome.print(&mut out)?;
                }
            }
        }
        Ok(())
    }
}

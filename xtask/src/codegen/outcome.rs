//! What came of one document, and how it is told.

use std::io::{self, Write};
use std::path::PathBuf;

use oasmith::diagnostic::{Places, Report};
use oasmith::output::Files;
use oasmith::output::disk::{Difference, DifferenceKind, Summary};
use oasmith::{Located, Sources};
use serde_json::{Value, json};

use super::job::Job;
use crate::documents::Opened;
use crate::exit::Exit;
use crate::style::{BAD, CAUTION, GOOD, TITLE, paint, stderr_has_colors};

/// So many lines of diffs are printed; a change of the generator may touch every file.
const DIFF_LINES: usize = 400;

/// What there is to say about a document, and where its text is.
pub(super) struct Said {
    pub(super) report: Report,
    pub(super) loaded: Option<Opened>,
    pub(super) located: Located,
}

impl Said {
    fn to_text(&self, document: &str) -> String {
        let sources = self.sources(document);
        let places = sources.as_ref().map(|sources| sources as &dyn Places);
        self.report
            .render_text(document, places, stderr_has_colors())
    }

    fn to_json(&self, document: &str) -> Value {
        let sources = self.sources(document);
        let places = sources.as_ref().map(|sources| sources as &dyn Places);
        let report = self.report.render_json(document, places);
        serde_json::from_str(&report).unwrap_or_default()
    }

    fn sources<'a>(&'a self, document: &'a str) -> Option<Sources<'a>> {
        let sources = self.loaded.as_ref()?.input(document).sources();
        Some(sources.knowing(self.located.clone()))
    }
}

/// What came of one document.
pub(super) struct Outcome {
    document: String,
    out: String,
    said: Said,
    result: Done,
}

enum Done {
    /// The document is too broken.
    Nothing,
    Wrote {
        crates: usize,
        summary: Summary,
    },
    Checked(Vec<Difference>),
    /// Files that are not ours are in the way.
    Refused(Vec<String>),
}

impl Outcome {
    pub(super) fn nothing(job: &Job, said: Said) -> Self {
        Self::new(job, said, Done::Nothing)
    }

    pub(super) fn checked(job: &Job, said: Said, differences: Vec<Difference>) -> Self {
        Self::new(job, said, Done::Checked(differences))
    }

    pub(super) fn wrote(job: &Job, said: Said, files: &Files, summary: Summary) -> Self {
        let is_crate = |path: &str| {
            path.strip_suffix("/Cargo.toml")
                .is_some_and(|dir| !dir.contains('/'))
        };
        let crates = files.iter().filter(|(path, _)| is_crate(path)).count();
        Self::new(job, said, Done::Wrote { crates, summary })
    }

    pub(super) fn refused(job: &Job, said: Said, paths: &[PathBuf]) -> Self {
        let paths = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        Self::new(job, said, Done::Refused(paths))
    }

    fn new(job: &Job, said: Said, result: Done) -> Self {
        Self {
            document: job.document.clone(),
            out: job.out_shown.clone(),
            said,
            result,
        }
    }

    /// How the task is to end for this document.
    pub(super) fn exit(&self, strict: bool) -> Exit {
        let output = match &self.result {
            Done::Nothing => Exit::Document,
            Done::Wrote { .. } => Exit::Fine,
            Done::Refused(_) => Exit::Refused,
            Done::Checked(differences) if differences.is_empty() => Exit::Fine,
            Done::Checked(differences) if differences.iter().any(is_edited) => Exit::Edited,
            Done::Checked(_) => Exit::Failed,
        };
        let document = if strict && self.said.report.has_errors() {
            Exit::Document
        } else {
            Exit::Fine
        };
        output.max(document)
    }

    /// Diagnostics and warnings go to standard error, the result to `out`.
    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let mut err = anstream::stderr().lock();
        write!(err, "{}", self.said.to_text(&self.document))?;
        match &self.result {
            Done::Nothing => writeln!(err, "{}: nothing could be generated", self.document),
            Done::Refused(paths) => {
                writeln!(
                    err,
                    "{}: oasmith did not write these files, so it does not overwrite them:",
                    paint(BAD, "error")
                )?;
                paths
                    .iter()
                    .try_for_each(|path| writeln!(err, "  {path}"))?;
                writeln!(err, "move them away, or overwrite them with --force")
            }
            Done::Wrote { crates, summary } => {
                for path in &summary.edited {
                    writeln!(
                        err,
                        "{}: an edit by hand is gone: {}/{path}",
                        paint(CAUTION, "warning"),
                        self.out
                    )?;
                }
                writeln!(out, "{}", self.wrote_line(*crates, summary))?;
                write!(out, "{}", self.said.report.render_coverage())
            }
            Done::Checked(differences) => self.print_differences(out, differences),
        }
    }

    fn wrote_line(&self, crates: usize, summary: &Summary) -> String {
        let coverage = self.said.report.coverage;
        let of = if coverage.generated_operations == coverage.operations {
            String::new()
        } else {
            format!("{} of ", coverage.generated_operations)
        };
        let removed = match summary.removed.len() {
            0 => String::new(),
            count => format!(", {count} removed"),
        };
        format!(
            "{}/: {}, {}, {of}{}; {} written, {} unchanged{removed}",
            self.out,
            plural(crates, "crate"),
            plural(coverage.types, "type"),
            plural(coverage.operations, "operation"),
            plural(summary.written.len(), "file"),
            summary.unchanged,
        )
    }

    fn print_differences(
        &self,
        out: &mut impl Write,
        differences: &[Difference],
    ) -> io::Result<()> {
        let mut lines = DIFF_LINES;
        for difference in differences {
            writeln!(
                out,
                "{}: {}",
                paint(TITLE, words(difference.kind)),
                difference.path
            )?;
            let count = difference.diff.lines().count();
            if count <= lines {
                lines -= count;
                print_diff(out, &difference.diff)?;
            } else {
                writeln!(out, "  (a diff of {count} lines, left out)")?;
            }
        }
        if differences.is_empty() {
            writeln!(
                out,
                "{}/: fresh, {} gives the same",
                self.out, self.document
            )
        } else {
            writeln!(
                out,
                "{}/: {} from what {} gives; run `cargo xtask codegen` and commit the result",
                self.out,
                match differences.len() {
                    1 => "1 file differs".to_owned(),
                    count => format!("{count} files differ"),
                },
                self.document
            )
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let report = self.said.to_json(&self.document);
        let result = match &self.result {
            Done::Nothing => json!({ "result": "nothing" }),
            Done::Refused(paths) => json!({ "result": "refused", "foreign": paths }),
            Done::Wrote { crates, summary } => json!({
                "result": "wrote",
                "crates": crates,
                "written": summary.written,
                "unchanged": summary.unchanged,
                "removed": summary.removed,
                "edited": summary.edited,
            }),
            Done::Checked(differences) => {
                let differences: Vec<Value> = differences
                    .iter()
                    .map(|d| json!({ "path": d.path, "kind": words(d.kind), "diff": d.diff }))
                    .collect();
                json!({ "result": "checked", "differences": differences })
            }
        };
        json!({ "document": self.document, "out": self.out, "output": result, "report": report })
    }
}

fn is_edited(difference: &Difference) -> bool {
    difference.kind == DifferenceKind::EditedByHand
}

fn words(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::EditedByHand => "edited by hand",
        DifferenceKind::Missing => "missing",
        DifferenceKind::LeftOver => "left over",
        DifferenceKind::Foreign => "in the way",
        _ => "stale",
    }
}

fn print_diff(out: &mut impl Write, diff: &str) -> io::Result<()> {
    for line in diff.lines() {
        match line.as_bytes().first() {
            Some(b'-') => writeln!(out, "{}", paint(BAD, line))?,
            Some(b'+') => writeln!(out, "{}", paint(GOOD, line))?,
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

//! `cargo xtask explain`: what a diagnostic means.

use std::fmt::Write as _;
use std::io::Write;

use oasmith::diagnostic::Code;
use oasmith::drift::ChangeId;

use crate::exit::{Exit, Failure};
use crate::style::{TITLE, paint};

mod changes;

/// Tell what a diagnostic means and what to do about it
///
/// Without a code, list all of them. Codes that begin with E leave something out of the output, those with W do not.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  cargo xtask explain E004\n  cargo xtask explain property-removed"
)]
pub(crate) struct Explain {
    /// The code, in upper or lower case, or the id of a change that `drift` tells
    code: Option<String>,
    /// Print the reference page of all codes, docs/diagnostics.md
    #[arg(long, conflicts_with = "code")]
    all: bool,
    /// Print the table of changes of docs/drift.md
    #[arg(long, conflicts_with_all = ["all", "code"])]
    changes: bool,
}

/// What stands above the codes on the reference page.
const HEAD: &str = "\
# Diagnostics

What oasmith says about a document. This page is printed by `cargo xtask explain --all` from the table in
`generator/src/diagnostic/code.rs`.

A diagnostic names a file, a line and a column, shows the line, and says what was met there. As JSON (`cargo xtask codegen --format json`)
each one has `code`, `severity`, `title`, `message`, `help`, `file`, `pointer` (RFC 6901), `line`, `column`, `end_column` and `excerpt`.

Codes that begin with E say that something of the document is not in the output, those with W that everything is generated and something
deserves a look. Neither stops the rest from being generated. `cargo xtask codegen` ends with 0 although there are errors, so that a
document with one broken operation can be used; with `--strict` it ends with 3 if there is any. Where nothing can be generated at all, it
ends with 3 either way. The id of a code never changes its meaning.
";

/// The reference page.
fn page() -> String {
    let mut text = HEAD.to_owned();
    for (title, letter) in [("Errors", 'E'), ("Warnings", 'W')] {
        let _ = writeln!(text, "\n## {title}");
        for code in Code::ALL
            .iter()
            .filter(|code| code.id().starts_with(letter))
        {
            let _ = writeln!(text, "\n### {}: {}\n", code.id(), code.title());
            for line in wrap(code.explanation(), 140) {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    text
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let mut out = anstream::stdout().lock();
        if self.all {
            write!(out, "{}", page())?;
            return Ok(Exit::Fine);
        }
        if self.changes {
            write!(out, "{}", changes::table())?;
            return Ok(Exit::Fine);
        }
        let Some(id) = &self.code else {
            for code in Code::ALL {
                writeln!(out, "{}  {}", paint(TITLE, code.id()), code.title())?;
            }
            return Ok(Exit::Fine);
        };
        if let Ok(change) = id.parse::<ChangeId>() {
            write!(out, "{}", changes::page(change))?;
            return Ok(Exit::Fine);
        }
        let code: Code = id
            .parse()
            .map_err(|error| format!("{error}; `cargo xtask explain` lists the codes"))?;
        writeln!(out, "{}: {}\n", paint(TITLE, code.id()), code.title())?;
        for line in wrap(code.explanation(), 80) {
            writeln!(out, "{line}")?;
        }
        Ok(Exit::Fine)
    }
}

/// Breaks each line of a text at spaces, so that lines have at most `width` characters where words allow it.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{changes, page};

    #[test]
    fn the_table_of_changes_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/drift.md");
        let found = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            found.contains(&changes::table()),
            "put what `cargo xtask explain --changes` prints into docs/drift.md"
        );
    }

    #[test]
    fn the_reference_page_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md");
        let found = std::fs::read_to_string(path).unwrap_or_default();
        let fresh = found == page();
        assert!(
            fresh,
            "run `cargo xtask explain --all > docs/diagnostics.md`"
        );
    }
}

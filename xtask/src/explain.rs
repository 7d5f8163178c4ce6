//! `cargo xtask explain`: what a diagnostic means.

use std::io::Write;

use oasmith::diagnostic::Code;

use crate::exit::{Exit, Failure};
use crate::style::{TITLE, paint};

/// Tell what a diagnostic means and what to do about it
///
/// Without a code, list all of them. Codes that begin with E leave something out of the output, those with W do not.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: cargo xtask explain E004")]
pub(crate) struct Explain {
    /// The code, in upper or lower case
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let mut out = anstream::stdout().lock();
        let Some(id) = &self.code else {
            for code in Code::ALL {
                writeln!(out, "{}  {}", paint(TITLE, code.id()), code.title())?;
            }
            return Ok(Exit::Fine);
        };
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

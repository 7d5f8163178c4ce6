//! `cargo xtask spec show`: the document that is generated from.

use std::io::Write;

use oasmith::diagnostic::Severity;

use crate::documents::{self, Opened, config_beside};
use crate::exit::{self, Exit, Failure};
use crate::root::{Root, shown};
use crate::style::stderr_has_colors;

/// Print a document as it is generated from: with its overlays, and without what `[filter]` leaves out
///
/// The result is JSON on standard output; what keeps an overlay from being applied goes to standard error. Of a document in several
/// files it is the one that the document begins with.
#[derive(Debug, clap::Args)]
#[command(after_long_help = exit::TABLE)]
pub(super) struct Show {
    /// The API, by its folder in spec/ [default: the only one]
    api: Option<String>,
}

impl Show {
    pub(super) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let root = root.path()?;
        let documents = documents::of_workspace(&root)?;
        let mut wanted = documents
            .iter()
            .filter(|document| self.api.as_ref().is_none_or(|api| *api == document.name));
        let document = match (wanted.next(), wanted.next(), &self.api) {
            (Some(document), None, _) => document,
            (None, _, Some(api)) => return Err(format!("there is no spec/{api}").into()),
            _ => return Err("there are several documents in spec/: name one".into()),
        };
        let config = config_beside(&document.path)?;
        let opened = Opened::read(&document.path, None, &config)?;
        let name = shown(&document.path, &root)?;
        let input = opened.input(&name);
        let (effective, report) = oasmith::effective(&input, &config);
        if report.count(Severity::Error) > 0 {
            let said = report.render_text(&name, Some(&input.sources()), stderr_has_colors());
            anstream::eprint!("{said}");
        }
        let Some(effective) = effective else {
            return Ok(Exit::Document);
        };
        writeln!(anstream::stdout().lock(), "{effective:#}")?;
        Ok(Exit::Fine)
    }
}

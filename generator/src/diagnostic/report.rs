//! The report: every diagnostic of a run, and what of the document is covered.

use super::{Code, Pointer, Severity};

/// One thing to say about one place of the document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// Where in the document.
    pub pointer: Pointer,
    /// What was met, in the document's words.
    pub message: String,
    /// What to do about it, where there is something to do.
    pub help: Option<String>,
}

/// How much of the document the output covers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Coverage {
    /// Operations of the document.
    pub operations: usize,
    /// Operations of the output.
    pub generated_operations: usize,
    /// Types of the output.
    pub types: usize,
}

/// Everything that was met on the way from a document to the output.
///
/// Stages add to it and go on: one bad construct does not stop the rest.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// How much of the document the output covers.
    pub coverage: Coverage,
}

impl Report {
    /// Adds a diagnostic; saying the same thing about the same place twice is saying it once.
    pub fn add(&mut self, code: Code, pointer: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic {
            code,
            pointer: pointer.clone(),
            message: message.into(),
            help: None,
        });
    }

    /// Adds a diagnostic that knows what to do about it.
    pub fn add_with_help(
        &mut self,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let help = Some(help.into());
        self.push(Diagnostic {
            code,
            pointer: pointer.clone(),
            message: message.into(),
            help,
        });
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        // The audit and the reader meet the same malformed part.
        let same_place = |known: &Diagnostic| {
            known.code == diagnostic.code && known.pointer == diagnostic.pointer
        };
        let known = match diagnostic.code {
            Code::Malformed => self.diagnostics.iter().any(same_place),
            _ => self.diagnostics.contains(&diagnostic),
        };
        if !known {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The diagnostics, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// Whether something of the document is not in the output.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many diagnostics of one severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|diagnostic| diagnostic.code.severity() == severity)
            .count()
    }

    /// Puts the diagnostics into the order of the document, as `position` tells it for each place.
    pub(crate) fn sort_by_position<K: Ord>(&mut self, position: impl Fn(&Pointer) -> K) {
        self.diagnostics
            .sort_by_cached_key(|diagnostic| position(&diagnostic.pointer));
    }
}

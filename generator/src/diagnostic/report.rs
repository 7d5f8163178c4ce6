//! The report: every diagnostic of a run, and what of the document is covered.

use std::collections::HashMap;

use super::{Code, Pointer, Position, Severity};

/// One thing to say about one place of the document.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// Where in the document.
    pub pointer: Pointer,
    /// Where in the text, if a parser says it: there are no pointers into what cannot be parsed.
    pub position: Option<Position>,
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
    /// Operations that are left out because the filter says so; the other counts are without them.
    pub filtered: usize,
}

/// An operation of the document that is not in the output.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LeftOut {
    /// In upper case, as HTTP spells it.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Where it is.
    pub pointer: Pointer,
    /// What kept it out: the last error about it.
    pub reason: Option<(Code, String)>,
}

/// Everything that was met on the way from a document to the output.
///
/// Stages add to it and go on: one bad construct does not stop the rest.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// Where each of them is in the list: a document may cause very many.
    known: HashMap<Diagnostic, usize>,
    /// The error that was met last, perhaps not for the first time.
    last_error: Option<usize>,
    left_out: Vec<LeftOut>,
    /// How much of the document the output covers.
    pub coverage: Coverage,
}

impl Report {
    /// Adds a diagnostic; saying the same thing about the same place twice is saying it once.
    pub fn add(&mut self, code: Code, pointer: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic {
            code,
            pointer: pointer.clone(),
            position: None,
            message: message.into(),
            help: None,
        });
    }

    /// Adds what a parser says about the text of a file.
    pub(crate) fn add_at(
        &mut self,
        code: Code,
        pointer: &Pointer,
        position: Option<Position>,
        message: impl Into<String>,
    ) {
        self.push(Diagnostic {
            code,
            pointer: pointer.clone(),
            position,
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
            position: None,
            message: message.into(),
            help,
        });
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        let mut key = diagnostic.clone();
        if diagnostic.code == Code::Malformed {
            // The audit and the reader meet the same malformed part, in different words.
            key.message.clear();
            key.help = None;
        }
        let next = self.diagnostics.len();
        let is_error = diagnostic.code.severity() == Severity::Error;
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            self.diagnostics.push(diagnostic);
        }
        if is_error {
            self.last_error = Some(index);
        }
    }

    /// Begins to look for what keeps an operation out.
    pub(crate) fn begin_operation(&mut self) {
        self.coverage.operations += 1;
        self.last_error = None;
    }

    /// The operation that was begun last is left out; the error that was met last is why.
    pub(crate) fn leave_out(&mut self, method: &str, path: &str, pointer: &Pointer) {
        let error = self
            .last_error
            .and_then(|index| self.diagnostics.get(index));
        self.left_out.push(LeftOut {
            method: method.to_owned(),
            path: path.to_owned(),
            pointer: pointer.clone(),
            reason: error.map(|error| (error.code, error.message.clone())),
        });
    }

    /// The operations that are not in the output, in the document's order.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
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

    /// Says of each diagnostic what `origin` says of its place: where that was in the document as written.
    pub(crate) fn move_places(&mut self, origin: impl Fn(&Pointer) -> Pointer) {
        for mut diagnostic in std::mem::take(&mut self.diagnostics) {
            diagnostic.pointer = origin(&diagnostic.pointer);
            self.push(diagnostic);
        }
    }

    /// Puts the diagnostics into the order of the document, as `position` tells it for each place.
    pub(crate) fn sort_by_position<K: Ord>(&mut self, mut position: impl FnMut(&Pointer) -> K) {
        self.diagnostics
            .sort_by_cached_key(|diagnostic| position(&diagnostic.pointer));
        // The places in the list are others now, and the last stage is done.
        self.known.clear();
        self.last_error = None;
    }
}

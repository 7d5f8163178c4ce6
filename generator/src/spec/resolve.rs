//! References: from a `$ref` to the place it names.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Pointer, Report};

/// More references in a row than any document needs; a longer chain is a cycle.
const LONGEST_CHAIN: usize = 64;

impl Document {
    /// The place that `reference` names, `from` being where it is written. Reports a reference that leaves the document or leads
    /// nowhere (OpenAPI 3.0.3, Reference Object).
    #[must_use]
    pub fn target(&self, reference: &str, from: &Pointer, report: &mut Report) -> Option<Pointer> {
        if !reference.starts_with('#') {
            let message = format!("`{reference}` is not within this document");
            report.add_with_help(
                Code::ForeignReference,
                from,
                message,
                "bundle the files into one document",
            );
            return None;
        }
        let target = Pointer::parse(reference).filter(|pointer| self.get(pointer).is_some());
        if target.is_none() {
            report.add(
                Code::BrokenReference,
                from,
                format!("there is nothing at `{reference}`"),
            );
        }
        target
    }

    /// Follows the `$ref` at `pointer`, and those behind it, to a place that is no reference.
    #[must_use]
    pub fn follow(&self, pointer: &Pointer, report: &mut Report) -> Option<Pointer> {
        let mut current = pointer.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(Value::String(reference)) =
                self.get(&current).and_then(|value| value.get("$ref"))
            else {
                return Some(current);
            };
            current = self.target(reference, &current, report)?;
        }
        report.add(
            Code::BrokenReference,
            pointer,
            "the references go round in a circle",
        );
        None
    }
}

//! `unevaluatedItems` and `unevaluatedProperties` (JSON Schema 2020-12 core, section 11): what no other keyword says anything about. Where the
//! other keywords stand beside it, that is what `items` and `additionalProperties` say, and it is made to be these. Where others are brought
//! in by a reference or a composition, it stays.

use serde_json::{Map, Value};

use super::{Dialect, Document};
use crate::diagnostic::Pointer;

/// The two keywords, each with the one that says the same of what stands beside it.
const KEYWORDS: [(&str, &str); 2] = [
    ("unevaluatedItems", "items"),
    ("unevaluatedProperties", "additionalProperties"),
];

/// Keywords that say something about the same value by other schemas.
const BRINGING_IN: [&str; 8] = [
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "allOf",
    "anyOf",
    "oneOf",
    "if",
    "dependentSchemas",
];

/// What becomes of a keyword.
enum Settled {
    /// It says what this one does.
    Is(&'static str),
    /// This one has said everything.
    SaysNothing,
    /// It restricts nothing, and leaves nothing to those around it.
    AllowsAll,
}

impl Document {
    /// Makes the keywords plain ones where they are, and takes them out where they say nothing.
    pub(super) fn settle_unevaluated(&mut self) {
        if self.dialect < Dialect::V31 {
            return;
        }
        let mut found: Vec<(Pointer, &str, Settled)> = Vec::new();
        for at in &self.restrictions {
            let (Some(schema), Some(last)) = (at.parent(), at.last()) else {
                continue;
            };
            let known = KEYWORDS.iter().find(|(keyword, _)| *keyword == last);
            let (Some((keyword, plain)), Some(Value::Object(members))) = (known, self.get(&schema))
            else {
                continue;
            };
            if let Some(settled) = settle(members, keyword, plain) {
                found.push((schema, keyword, settled));
            }
        }
        if found.is_empty() {
            return;
        }
        self.keep_as_written();
        // The innermost first: what is around it takes it along.
        for (schema, keyword, settled) in found.into_iter().rev() {
            let old = schema.join(keyword);
            self.restrictions.retain(|at| *at != old);
            if matches!(settled, Settled::AllowsAll) {
                continue;
            }
            let Some(Value::Object(members)) = self.get_mut(&schema) else {
                continue;
            };
            if let (Some(value), Settled::Is(plain)) = (members.shift_remove(keyword), settled) {
                members.insert(plain.to_owned(), value);
                self.provenance.moves.add(&schema.join(plain), &old);
            }
        }
    }
}

fn settle(schema: &Map<String, Value>, keyword: &str, plain: &'static str) -> Option<Settled> {
    let value = schema.get(keyword)?;
    if schema.contains_key(plain) {
        return Some(Settled::SaysNothing);
    }
    // What `contains` finds counts as said, too.
    let of_items = plain == "items" && schema.contains_key("contains");
    let is_plain = !of_items && !BRINGING_IN.iter().any(|other| schema.contains_key(*other));
    match value {
        _ if is_plain => Some(Settled::Is(plain)),
        Value::Bool(true) => Some(Settled::AllowsAll),
        _ => None,
    }
}

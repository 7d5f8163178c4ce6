// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The texts of our own decode errors, which serde hands on as text only.

use std::fmt;

use serde_json::Value;

use super::json::DecodeError;
use super::{expectation, pointer};

/// How the texts begin that name several keys, as a list in JSON.
const MISSING: &str = "missing fields ";
const FORBIDDEN: &str = "forbidden fields ";

/// What is wrong with a value that nothing may be.
pub(super) const NOT_THERE: &str = "must not be there";

/// The keys that must be there and are not.
pub(super) struct Missing<'k>(pub(super) &'k [&'k str]);

/// The keys that are there and must not be.
pub(super) struct Forbidden<'k>(pub(super) &'k [String]);

/// A key that is there twice.
pub(super) struct Duplicate<'k>(pub(super) &'k str);

/// An error inside a value that was read as a whole first.
pub(super) struct Inner<'e> {
    pub(super) place: &'e str,
    pub(super) error: &'e dyn fmt::Display,
}

impl fmt::Display for Missing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Value = self.0.iter().copied().collect();
        write!(f, "{MISSING}{names}")
    }
}

impl fmt::Display for Forbidden<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Value = self.0.iter().map(String::as_str).collect();
        write!(f, "{FORBIDDEN}{names}")
    }
}

impl fmt::Display for Duplicate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "duplicate field `{}`", self.0)
    }
}

impl fmt::Display for Inner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "in {}: {}", Value::from(self.place), self.error)
    }
}

/// What a text of serde or of ours says about the value at `path`; more than one fault only for keys that are missing, or there in spite
/// of the document.
pub(super) fn explain(mut path: String, text: &str) -> Vec<DecodeError> {
    if let Some((place, text)) = text.strip_prefix("in ").and_then(split_place) {
        path.push_str(&place);
        return explain(path, text);
    }
    for (before, message) in [(MISSING, "is required"), (FORBIDDEN, NOT_THERE)] {
        if let Some(keys) = text.strip_prefix(before) {
            let keys: Vec<String> = serde_json::from_str(keys).unwrap_or_default();
            return keys.iter().map(|key| at_key(&path, key, message)).collect();
        }
    }
    let error = if let Some(key) = quoted(text, "missing field `") {
        at_key(&path, key, "is required")
    } else if let Some(key) = quoted(text, "duplicate field `") {
        at_key(&path, key, "is given twice")
    } else {
        DecodeError {
            path,
            message: expectation::reword(text),
        }
    };
    vec![error]
}

fn at_key(object: &str, key: &str, message: &str) -> DecodeError {
    let mut path = object.to_owned();
    pointer::push(&mut path, key);
    DecodeError {
        path,
        message: message.to_owned(),
    }
}

fn quoted<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    text.strip_prefix(before)?.strip_suffix('`')
}

/// The pointer, written as a JSON string, and what follows it.
fn split_place(text: &str) -> Option<(String, &str)> {
    let mut strings = serde_json::Deserializer::from_str(text).into_iter::<String>();
    let place = strings.next()?.ok()?;
    let rest = text.get(strings.byte_offset()..)?;
    Some((place, rest.strip_prefix(": ")?))
}

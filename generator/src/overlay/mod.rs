//! Overlays: what a maintainer changes in a document that is not theirs (OpenAPI Overlay Specification 1.0 and 1.1).
//!
//! An overlay is a list of actions on the raw tree, applied one after the other before anything else looks at the document. Each names
//! its targets by a `JSONPath` (RFC 9535) and updates them, removes them, or copies something of the document into them. An action that
//! finds no target is an error: the document has changed, and whoever wrote the action has to know.

mod action;
mod merge;
mod origins;

use serde_json::Value;

use crate::diagnostic::{Code, Pointer, Report};
use action::Action;

pub use origins::Origins;

/// So many bytes all actions together may add, values counted as the reader of documents counts them: copies of copies grow quickly.
const MOST_BYTES: usize = 256 << 20;

/// What a value takes beside its text, about.
const BYTES_PER_VALUE: usize = 64;

/// As deep as the reader of documents goes.
const MOST_LEVELS: usize = 100;

/// The keys of an overlay (Overlay Object).
const KEYS: [&str; 4] = ["overlay", "info", "extends", "actions"];

/// An overlay to apply to a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Overlay {
    /// Its path relative to the folder of the document, with `/`, for diagnostics.
    pub path: String,
    /// YAML or JSON.
    pub bytes: Vec<u8>,
}

/// A document that overlays are applied to.
#[derive(Debug)]
pub struct Target<'t> {
    /// The tree; actions change it.
    pub tree: &'t mut Value,
    /// The name of its file.
    pub name: &'t str,
    /// Where it is served, if that is known.
    pub address: Option<&'t str>,
    /// Where the changed parts come from.
    pub origins: Origins,
    /// What actions may still add.
    room: usize,
}

impl<'t> Target<'t> {
    /// A document to which nothing has been done yet.
    pub fn new(tree: &'t mut Value, name: &'t str, address: Option<&'t str>) -> Self {
        Self {
            tree,
            name,
            address,
            origins: Origins::default(),
            room: MOST_BYTES,
        }
    }

    /// Applies the overlay that stands at `at`. `None` where an action could not be applied as it is meant; the report says why, and
    /// the other actions are applied all the same.
    pub fn apply(&mut self, overlay: &Value, at: &Pointer, report: &mut Report) -> Option<()> {
        let Some(members) = overlay.as_object() else {
            report.add(Code::Overlay, at, "the overlay is not an object");
            return None;
        };
        check_version(overlay, at, report)?;
        for key in members.keys() {
            if !KEYS.contains(&key.as_str()) && !key.starts_with("x-") {
                let message = format!("an overlay has no `{key}`");
                report.add(Code::OverlayWithoutEffect, &at.join(key), message);
            }
        }
        self.check_extends(overlay, at, report);
        let at = at.join("actions");
        let Some(Value::Array(actions)) = overlay.get("actions") else {
            report.add(Code::Overlay, &at, "an overlay has a list of `actions`");
            return None;
        };
        let mut all = Some(());
        for (index, action) in actions.iter().enumerate() {
            let at = at.join(index);
            let done =
                Action::read(action, &at, report).and_then(|action| self.act(&action, &at, report));
            all = all.and(done);
        }
        all
    }

    /// `extends` names this document, as far as that can be seen.
    fn check_extends(&self, overlay: &Value, at: &Pointer, report: &mut Report) {
        let Some(Value::String(extends)) = overlay.get("extends") else {
            return;
        };
        let own = self.tree.get("$self").and_then(Value::as_str);
        let is_address = extends.contains("://");
        let fits = if is_address {
            own == Some(extends) || self.address == Some(extends)
        } else {
            // Overlays stand beside their documents, so the last part of the path tells.
            extends.rsplit('/').next() == Some(self.name)
        };
        if !fits {
            let message = format!("it extends `{extends}` and is applied to `{}`", self.name);
            report.add(Code::OverlayForAnother, &at.join("extends"), message);
        }
    }
}

/// The versions that are supported; a third number makes no difference (Versions).
fn check_version(overlay: &Value, at: &Pointer, report: &mut Report) -> Option<()> {
    let version = match overlay.get("overlay") {
        Some(Value::String(version)) => version.clone(),
        Some(other) => other.to_string(),
        None => {
            let message = "an overlay says its version: `overlay: 1.1.0`";
            report.add(Code::Overlay, at, message);
            return None;
        }
    };
    let is = |known: &str| {
        version
            .strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if is("1.0") || is("1.1") {
        return Some(());
    }
    let message = format!("it is an overlay of version {version}; 1.0 and 1.1 are supported");
    report.add(Code::Overlay, &at.join("overlay"), message);
    None
}

/// How many levels a value has, and what it takes, about.
fn weigh(value: &Value) -> (usize, usize) {
    match value {
        Value::Object(members) => members
            .iter()
            .fold((1, BYTES_PER_VALUE), |sum, (key, value)| {
                let (levels, bytes) = weigh(value);
                (sum.0.max(levels + 1), sum.1 + key.len() + bytes)
            }),
        Value::Array(items) => items.iter().fold((1, BYTES_PER_VALUE), |sum, value| {
            let (levels, bytes) = weigh(value);
            (sum.0.max(levels + 1), sum.1 + bytes)
        }),
        Value::String(text) => (1, BYTES_PER_VALUE + text.len()),
        _ => (1, BYTES_PER_VALUE),
    }
}

#[cfg(test)]
mod tests;

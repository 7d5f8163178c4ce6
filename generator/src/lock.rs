//! `names.lock`: which Rust name each place of a document has, so that names stay when the document grows.
//!
//! A place that has a name keeps it; a new place that would like the same name takes another one. Without a lock names depend on the
//! document alone, and a new schema may take the name of an old one.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The names that were given, by place. A place is a component's name or a JSON Pointer, an operationId, or a value.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct NamesLock {
    /// Where the document was fetched from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<Pin>,
    /// What was fetched from the addresses that the document refers to.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) remote: BTreeMap<String, Remote>,
    /// Types, by component or pointer.
    pub(crate) types: BTreeMap<String, String>,
    /// Methods, by operationId.
    pub(crate) operations: BTreeMap<String, String>,
    /// Failure types, by what they hold.
    pub(crate) failures: BTreeMap<String, String>,
    /// Types of several successes, by what they hold.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) successes: BTreeMap<String, String>,
    /// Variants, by type and value; the variant for everything else is `*`.
    pub(crate) values: BTreeMap<String, BTreeMap<String, String>>,
}

/// Where a document was fetched from, and what it was.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The address, without user, password and query.
    pub url: String,
    /// `info.version`.
    pub version: String,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What was fetched from an address that a document refers to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Remote {
    /// Where it is kept, relative to the folder of the document.
    pub file: String,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A `names.lock` that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamesLockError(String);

impl fmt::Display for NamesLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl std::error::Error for NamesLockError {}

const HEADER: &str = "\
# Which Rust name each place of the document has. `cargo xtask codegen` reads and writes it: commit it, so that names stay when the
# document grows. To give a name up, delete its line.

";

impl NamesLock {
    /// Reads a `names.lock`.
    ///
    /// # Errors
    ///
    /// Where the text is not TOML of this form; the message names the line.
    pub fn from_toml(text: &str) -> Result<Self, NamesLockError> {
        toml::from_str(text).map_err(|error| NamesLockError(error.to_string()))
    }

    /// Where the document was fetched from, if it was.
    #[must_use]
    pub fn source(&self) -> Option<&Pin> {
        self.source.as_ref()
    }

    /// The same names, of a document that was fetched.
    #[must_use]
    pub fn with_source(self, source: Pin) -> Self {
        Self {
            source: Some(source),
            ..self
        }
    }

    /// What was fetched from the addresses that the document refers to, by address.
    #[must_use]
    pub fn remote(&self) -> &BTreeMap<String, Remote> {
        &self.remote
    }

    /// The same names, of a document with these remote files.
    #[must_use]
    pub fn with_remote(self, remote: BTreeMap<String, Remote>) -> Self {
        Self { remote, ..self }
    }

    /// The text of a `names.lock`: sorted, one name per line.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // Maps of strings have a form in TOML.
        let body = toml::to_string(self).unwrap_or_default();
        format!("{HEADER}{body}")
    }
}

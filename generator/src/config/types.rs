//! `[types]`: which Rust type values of a format have.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Rust types by the formats of the document: `"string:uuid" = "String"`.
pub type Types = BTreeMap<Format, Mapped>;

/// A format of which values can have another type.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
pub enum Format {
    /// `format: uuid`.
    #[serde(rename = "string:uuid")]
    Uuid,
    /// `format: date-time`.
    #[serde(rename = "string:date-time")]
    DateTime,
    /// `format: date`.
    #[serde(rename = "string:date")]
    Date,
}

/// The type that values have.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Mapped {
    /// The text as it is, which is not read at all: for servers that send what the format does not allow.
    String,
}

//! What a maintainer may decide beside the document: `oasmith.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;

use crate::lock::NamesLock;

mod fields;
mod filter;
mod names;
mod types;

pub use fields::Fields;
pub use filter::{Filter, PathPattern, Selection};
pub use names::Names;
pub use types::{ForeignType, Format, Mapped, Plain, TypePath, Types};

/// The content of an `oasmith.toml`. Every key may be left out.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The name of the API, from which the crates get theirs: `authentik` makes `authentik-types`. Without it `info.title` is used.
    pub name: Option<String>,
    /// The overlays that are applied to the document, in this order, by their paths relative to its folder. Without the key the
    /// `overlay.yaml` beside the document is, if there is one.
    pub overlay: Option<Vec<String>>,
    /// Which operations are wanted.
    pub filter: Filter,
    /// How names are made.
    pub names: Names,
    /// Which Rust types stand for what the document describes.
    pub types: Types,
    /// Fields about which the document is wrong.
    pub fields: Fields,
    /// Where the document comes from; `cargo xtask spec pull` fetches it, `cargo xtask drift` compares with it.
    pub source: Option<Source>,
    /// How changes of the document are judged.
    pub drift: DriftConfig,
    /// The names that were given before: the `names.lock` beside the document, not a part of the file.
    #[serde(skip)]
    pub kept: NamesLock,
    /// Whether the crates stand in a workspace of their own, with a `Cargo.toml` above them. Set by `--out`, not by the file.
    #[serde(skip)]
    pub standalone: bool,
}

/// Where a document comes from.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// An `http` or `https` address that serves the document: `https://auth.example.com/api/v3/schema/`.
    pub url: String,
    /// The environment variable that holds a bearer token for it (RFC 6750), if it wants one. The token itself is never in a file.
    pub token_env: Option<String>,
}

/// How changes of the document are judged.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct DriftConfig {
    /// Levels that take the place of those of the table, by the ids of the changes: `"enum-value-added" = "risky"`.
    pub levels: BTreeMap<String, String>,
    /// Fingerprints of changes that are known and wanted: they are told, and count for nothing.
    pub accepted: BTreeSet<String>,
}

/// An `oasmith.toml` that cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError(String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads an `oasmith.toml`.
    ///
    /// # Errors
    ///
    /// Where the text is not TOML, or has a key that oasmith does not know; the message names line and key.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| ConfigError(error.to_string()))
    }
}

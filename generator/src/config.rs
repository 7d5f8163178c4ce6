//! What a maintainer may decide beside the document: `oasmith.toml`.

use std::fmt;

use serde::Deserialize;

use crate::lock::NamesLock;

/// The content of an `oasmith.toml`. Every key may be left out.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The name of the API, from which the crates get theirs: `authentik` makes `authentik-types`. Without it `info.title` is used.
    pub name: Option<String>,
    /// How names are made.
    pub names: Names,
    /// The names that were given before: the `names.lock` beside the document, not a part of the file.
    #[serde(skip)]
    pub kept: NamesLock,
    /// Whether the crates stand in a workspace of their own, with a `Cargo.toml` above them. Set by `--out`, not by the file.
    #[serde(skip)]
    pub standalone: bool,
}

/// How names are made.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// Endings that type names lose where nothing collides: `["Enum"]` makes `DeniedActionEnum` a `DeniedAction`.
    pub strip_suffix: Vec<String>,
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

//! `[names]`: what is called otherwise than its document calls it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How names are made. A name that is chosen here comes before those of `names.lock`; the names on the wire stay.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// Endings that type names lose where nothing collides: `["Enum"]` makes `DeniedActionEnum` a `DeniedAction`.
    pub strip_suffix: Vec<String>,
    /// Names of types, by their components or, of inline schemas, by their places as `names.lock` has them.
    pub schemas: BTreeMap<String, String>,
    /// Names of methods, by `operationId`.
    pub operations: BTreeMap<String, String>,
    /// Names of fields, by the places of the properties: `"#/components/schemas/Flow/properties/pk"`.
    pub properties: BTreeMap<String, String>,
    /// Names of variants, by the schemas (as in `schemas`) and the values.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

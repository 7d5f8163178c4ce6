//! `[fields]`: what servers really send where their document is wrong about a field.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Fields about which the document is wrong, by the places of their properties: `"#/components/schemas/Flow/properties/title"`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Fields {
    /// They may be `null`.
    pub nullable: BTreeSet<String>,
    /// They need not be there.
    pub optional: BTreeSet<String>,
}

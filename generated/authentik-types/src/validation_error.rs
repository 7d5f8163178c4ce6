// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::record;

/// Schema `ValidationError`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidationError {
    pub non_field_errors: Option<Vec<String>>,
    pub code: Option<String>,
    /// All other members.
    pub additional: BTreeMap<String, Value>,
}

record! {
    ValidationError {
        non_field_errors: optional,
        code: optional,
        ..additional
    }
}

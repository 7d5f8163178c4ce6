// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::record;

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct GenericError {
    pub detail: String,
    pub code: Option<String>,
}

record! {
    GenericError {
        detail: required,
        code: optional,
    }
}

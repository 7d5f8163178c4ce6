// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Scalars of other crates: a value of theirs is right once it is read.

use crate::runtime::Validate;

impl Validate for uuid::Uuid {}

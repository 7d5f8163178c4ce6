// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The operations of the document as facts about types without values, by tag.

/// Operations tagged `flows`.
#[cfg(feature = "flows")]
pub mod flows;

/// Operations tagged `stages`.
#[cfg(feature = "stages")]
pub mod stages;

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// Whether all of the bound policies must pass, or any one of them.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PolicyEngineMode {
    /// `all`
    All,
    /// `any`
    Any,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    PolicyEngineMode {
        All: "all",
        Any: "any",
        ..Unknown
    }
}

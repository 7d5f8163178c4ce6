// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// What happens after an invalid response to a challenge.
///
/// Schema `InvalidResponseActionEnum`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum InvalidResponseAction {
    /// `retry`
    Retry,
    /// `restart`
    Restart,
    /// `restart_with_context`
    RestartWithContext,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    InvalidResponseAction {
        Retry: "retry",
        Restart: "restart",
        RestartWithContext: "restart_with_context",
        ..Unknown
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// The kind of a user.
///
/// Schema `UserTypeEnum`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum UserType {
    /// `internal`
    Internal,
    /// `external`
    External,
    /// `service_account`
    ServiceAccount,
    /// `internal_service_account`
    InternalServiceAccount,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    UserType {
        Internal: "internal",
        External: "external",
        ServiceAccount: "service_account",
        InternalServiceAccount: "internal_service_account",
        ..Unknown
    }
}

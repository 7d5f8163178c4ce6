// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// When a user write stage creates a user.
///
/// Schema `UserCreationModeEnum`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum UserCreationMode {
    /// `never_create`
    NeverCreate,
    /// `create_when_required`
    CreateWhenRequired,
    /// `always_create`
    AlwaysCreate,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    UserCreationMode {
        NeverCreate: "never_create",
        CreateWhenRequired: "create_when_required",
        AlwaysCreate: "always_create",
        ..Unknown
    }
}

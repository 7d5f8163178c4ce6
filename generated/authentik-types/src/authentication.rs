// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// Who may start a flow.
///
/// Schema `AuthenticationEnum`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Authentication {
    /// `none`
    None,
    /// `require_authenticated`
    RequireAuthenticated,
    /// `require_unauthenticated`
    RequireUnauthenticated,
    /// `require_superuser`
    RequireSuperuser,
    /// `require_redirect`
    RequireRedirect,
    /// `require_outpost`
    RequireOutpost,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    Authentication {
        None: "none",
        RequireAuthenticated: "require_authenticated",
        RequireUnauthenticated: "require_unauthenticated",
        RequireSuperuser: "require_superuser",
        RequireRedirect: "require_redirect",
        RequireOutpost: "require_outpost",
        ..Unknown
    }
}

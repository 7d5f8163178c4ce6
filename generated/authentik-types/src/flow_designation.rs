// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// What a flow is for.
///
/// Schema `FlowDesignationEnum`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum FlowDesignation {
    /// `authentication`
    Authentication,
    /// `authorization`
    Authorization,
    /// `invalidation`
    Invalidation,
    /// `enrollment`
    Enrollment,
    /// `unenrollment`
    Unenrollment,
    /// `recovery`
    Recovery,
    /// `stage_configuration`
    StageConfiguration,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    FlowDesignation {
        Authentication: "authentication",
        Authorization: "authorization",
        Invalidation: "invalidation",
        Enrollment: "enrollment",
        Unenrollment: "unenrollment",
        Recovery: "recovery",
        StageConfiguration: "stage_configuration",
        ..Unknown
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::{Operation, Json, Security};

/// `PATCH /stages/invitation/stages/{stage_uuid}/`
#[derive(Clone, Copy, Debug)]
pub enum InvitationStagesPartialUpdate {}

impl Operation for InvitationStagesPartialUpdate {
    const ID: &'static str = "stages_invitation_stages_partial_update";
    const METHOD: &'static str = "PATCH";
    const PATH: &'static str = "/stages/invitation/stages/{stage_uuid}/";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::AnyOf(&[&["authentik"]]);
    type Success = Json<crate::InvitationStage>;
    type Failure = crate::ApiError;
}

/// `PATCH /stages/user_write/{stage_uuid}/`
#[derive(Clone, Copy, Debug)]
pub enum UserWritePartialUpdate {}

impl Operation for UserWritePartialUpdate {
    const ID: &'static str = "stages_user_write_partial_update";
    const METHOD: &'static str = "PATCH";
    const PATH: &'static str = "/stages/user_write/{stage_uuid}/";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::AnyOf(&[&["authentik"]]);
    type Success = Json<crate::UserWriteStage>;
    type Failure = crate::ApiError;
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::operations;
use crate::runtime::Json;

operations! {
    InvitationStagesPartialUpdate = PATCH "/stages/invitation/stages/{stage_uuid}/" as "stages_invitation_stages_partial_update" by [["authentik"]]
        => 200 Json<crate::InvitationStage> | crate::ApiError;
    UserWritePartialUpdate = PATCH "/stages/user_write/{stage_uuid}/" as "stages_user_write_partial_update" by [["authentik"]]
        => 200 Json<crate::UserWriteStage> | crate::ApiError;
}

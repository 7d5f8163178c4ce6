// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::{Context, Error, not_implemented};
use crate::types::{self, ApiError};
use crate::types::operations::stages as op;
use crate::endpoints;

/// The operations tagged `stages`. Methods left out answer 501 Not Implemented.
pub trait Stages: Send + Sync + 'static {
    /// InvitationStage Viewset
    ///
    /// `PATCH /stages/invitation/stages/{stage_uuid}/`
    ///
    /// - `stage_uuid`: A UUID string identifying this Invitation Stage.
    ///
    /// Answers with [`InvitationStage`](crate::types::InvitationStage) or one of its [failures](crate::types::ApiError).
    fn invitation_stages_partial_update(
        &self,
        cx: &Context,
        stage_uuid: Uuid,
        body: Option<types::PatchedInvitationStageRequest>,
    ) -> impl Future<Output = Result<types::InvitationStage, Error<ApiError>>> + Send {
        not_implemented((cx, stage_uuid, body))
    }

    /// UserWriteStage Viewset
    ///
    /// `PATCH /stages/user_write/{stage_uuid}/`
    ///
    /// - `stage_uuid`: A UUID string identifying this User Write Stage.
    ///
    /// Answers with [`UserWriteStage`](crate::types::UserWriteStage) or one of its [failures](crate::types::ApiError).
    fn user_write_partial_update(
        &self,
        cx: &Context,
        stage_uuid: Uuid,
        body: Option<types::PatchedUserWriteStageRequest>,
    ) -> impl Future<Output = Result<types::UserWriteStage, Error<ApiError>>> + Send {
        not_implemented((cx, stage_uuid, body))
    }
}

endpoints! {
    Stages {
        op::InvitationStagesPartialUpdate
            => invitation_stages_partial_update(stage_uuid: path("stage_uuid"), body: optional_body()),
        op::UserWritePartialUpdate
            => user_write_partial_update(stage_uuid: path("stage_uuid"), body: optional_body()),
    }
}

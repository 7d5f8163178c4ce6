// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::{
    Authenticate, Context, Endpoint, Error, Input, Outcome, Router, not_implemented,
};
use crate::types::{self, ApiError};
use crate::types::operations::stages as op;

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

impl<S: Stages> Endpoint<S> for op::InvitationStagesPartialUpdate {
    type Arguments = (Uuid, Option<types::PatchedInvitationStageRequest>);

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let stage_uuid = input.path("stage_uuid");
        let body = input.optional_body();
        Some((stage_uuid?, body))
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        (stage_uuid, body): Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.invitation_stages_partial_update(cx, stage_uuid, body)
    }
}

impl<S: Stages> Endpoint<S> for op::UserWritePartialUpdate {
    type Arguments = (Uuid, Option<types::PatchedUserWriteStageRequest>);

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let stage_uuid = input.path("stage_uuid");
        let body = input.optional_body();
        Some((stage_uuid?, body))
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        (stage_uuid, body): Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.user_write_partial_update(cx, stage_uuid, body)
    }
}

/// Adds the operations tagged `stages` to a router.
#[must_use]
pub fn routes<S: Stages + Authenticate>(router: Router<S>) -> Router<S> {
    router
        .route::<op::InvitationStagesPartialUpdate>()
        .route::<op::UserWritePartialUpdate>()
}

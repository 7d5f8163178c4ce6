// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Each operation with what it requires:
//!
//! ```no_run
//! # async fn calls(client: &authentik_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! # let (stage_uuid, body) = todo!();
//! client.stages().invitation_stages_partial_update(stage_uuid).body(body).await?;
//! # let (stage_uuid, body) = todo!();
//! client.stages().user_write_partial_update(stage_uuid).body(body).await?;
//! # Ok(())
//! # }
//! ```

use uuid::Uuid;

use crate::runtime::{Call, Client};
use crate::types;
use crate::types::operations::stages as op;
use crate::setters;

/// The operations tagged `stages`; made by [`Client::stages`].
#[derive(Clone, Copy, Debug)]
pub struct Stages<'c> {
    client: &'c Client,
}

impl Client {
    /// The operations tagged `stages`.
    #[must_use]
    pub fn stages(&self) -> Stages<'_> {
        Stages { client: self }
    }
}

impl Stages<'_> {
    /// InvitationStage Viewset
    ///
    /// `PATCH /stages/invitation/stages/{stage_uuid}/`
    ///
    /// - `stage_uuid`: A UUID string identifying this Invitation Stage.
    ///
    /// Answers with [`InvitationStage`](crate::types::InvitationStage) or one of its [failures](crate::types::ApiError).
    #[inline]
    pub fn invitation_stages_partial_update(
        &self,
        stage_uuid: Uuid,
    ) -> Call<op::InvitationStagesPartialUpdate> {
        Call::new(self.client).path_param("stage_uuid", &stage_uuid)
    }

    /// UserWriteStage Viewset
    ///
    /// `PATCH /stages/user_write/{stage_uuid}/`
    ///
    /// - `stage_uuid`: A UUID string identifying this User Write Stage.
    ///
    /// Answers with [`UserWriteStage`](crate::types::UserWriteStage) or one of its [failures](crate::types::ApiError).
    #[inline]
    pub fn user_write_partial_update(&self, stage_uuid: Uuid) -> Call<op::UserWritePartialUpdate> {
        Call::new(self.client).path_param("stage_uuid", &stage_uuid)
    }
}

setters! {
    op::InvitationStagesPartialUpdate {
        /// Sets the request body.
        body: &types::PatchedInvitationStageRequest => json_body(body),
    }
}

setters! {
    op::UserWritePartialUpdate {
        /// Sets the request body.
        body: &types::PatchedUserWriteStageRequest => json_body(body),
    }
}

//! The operations tagged `flows`.

use authentik_server::types::{
    ApiError, Flow, FlowStageBinding, PatchedFlowRequest, PatchedFlowStageBindingRequest,
};
use authentik_server::{Context, Error, Flows};
use uuid::Uuid;

use super::{Authentik, bindings, instances};

impl Flows for Authentik {
    async fn bindings_partial_update(
        &self,
        _: &Context,
        fsb_uuid: Uuid,
        body: Option<PatchedFlowStageBindingRequest>,
    ) -> Result<FlowStageBinding, Error<ApiError>> {
        self.change(move |tx| bindings::change(tx, fsb_uuid, body.unwrap_or_default()))
            .await
    }

    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        body: Option<PatchedFlowRequest>,
    ) -> Result<Flow, Error<ApiError>> {
        self.change(move |tx| instances::change(tx, &slug, body.unwrap_or_default()))
            .await
    }
}

//! The operations tagged `flows`.

use authentik_server::types::{
    Flow, FlowStageBinding, PatchedFlowRequest, PatchedFlowStageBindingRequest,
};
use authentik_server::{Context, Flows};
use uuid::Uuid;

use super::{Authentik, bindings, instances};
use crate::refusal::Failure;

impl Flows for Authentik {
    async fn bindings_partial_update(
        &self,
        _: &Context,
        fsb_uuid: Uuid,
        body: Option<PatchedFlowStageBindingRequest>,
    ) -> Result<FlowStageBinding, Failure> {
        bindings::change(&mut self.tables(), fsb_uuid, body.unwrap_or_default())
    }

    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        body: Option<PatchedFlowRequest>,
    ) -> Result<Flow, Failure> {
        instances::change(&mut self.tables(), &slug, body.unwrap_or_default())
    }
}

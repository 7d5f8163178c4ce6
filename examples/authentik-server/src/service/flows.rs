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
        let body = body.unwrap_or_default();
        self.store
            .transaction(|tables| bindings::change(tables, fsb_uuid, body))
    }

    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        body: Option<PatchedFlowRequest>,
    ) -> Result<Flow, Failure> {
        let body = body.unwrap_or_default();
        self.store
            .transaction(|tables| instances::change(tables, &slug, body))
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::{Context, Error, not_implemented};
use crate::types::{self, ApiError};
use crate::types::operations::flows as op;
use crate::endpoints;

/// The operations tagged `flows`. Methods left out answer 501 Not Implemented.
pub trait Flows: Send + Sync + 'static {
    /// FlowStageBinding Viewset
    ///
    /// `PATCH /flows/bindings/{fsb_uuid}/`
    ///
    /// - `fsb_uuid`: A UUID string identifying this Flow Stage Binding.
    ///
    /// Answers with [`FlowStageBinding`](crate::types::FlowStageBinding) or one of its [failures](crate::types::ApiError).
    fn bindings_partial_update(
        &self,
        cx: &Context,
        fsb_uuid: Uuid,
        body: Option<types::PatchedFlowStageBindingRequest>,
    ) -> impl Future<Output = Result<types::FlowStageBinding, Error<ApiError>>> + Send {
        not_implemented((cx, fsb_uuid, body))
    }

    /// Flow Viewset
    ///
    /// `PATCH /flows/instances/{slug}/`
    ///
    /// - `slug`: Visible in the URL.
    ///
    /// Answers with [`Flow`](crate::types::Flow) or one of its [failures](crate::types::ApiError).
    fn instances_partial_update(
        &self,
        cx: &Context,
        slug: String,
        body: Option<types::PatchedFlowRequest>,
    ) -> impl Future<Output = Result<types::Flow, Error<ApiError>>> + Send {
        not_implemented((cx, slug, body))
    }
}

endpoints! {
    Flows {
        op::BindingsPartialUpdate
            => bindings_partial_update(fsb_uuid: path("fsb_uuid"), body: optional_body()),
        op::InstancesPartialUpdate
            => instances_partial_update(slug: path("slug"), body: optional_body()),
    }
}

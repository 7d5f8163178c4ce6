// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::{
    Authenticate, Context, Endpoint, Error, Input, Outcome, Router, not_implemented,
};
use crate::types::{self, ApiError};
use crate::types::operations::flows as op;

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

impl<S: Flows> Endpoint<S> for op::BindingsPartialUpdate {
    type Arguments = (Uuid, Option<types::PatchedFlowStageBindingRequest>);

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let fsb_uuid = input.path("fsb_uuid");
        let body = input.optional_body();
        Some((fsb_uuid?, body))
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        (fsb_uuid, body): Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.bindings_partial_update(cx, fsb_uuid, body)
    }
}

impl<S: Flows> Endpoint<S> for op::InstancesPartialUpdate {
    type Arguments = (String, Option<types::PatchedFlowRequest>);

    fn decode(input: &mut Input) -> Option<Self::Arguments> {
        let slug = input.path("slug");
        let body = input.optional_body();
        Some((slug?, body))
    }

    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        (slug, body): Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a {
        service.instances_partial_update(cx, slug, body)
    }
}

/// Adds the operations tagged `flows` to a router.
#[must_use]
pub fn routes<S: Flows + Authenticate>(router: Router<S>) -> Router<S> {
    router.route::<op::BindingsPartialUpdate>().route::<op::InstancesPartialUpdate>()
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Each operation with what it requires:
//!
//! ```no_run
//! # async fn calls(client: &authentik_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! # let (fsb_uuid, body) = todo!();
//! client.flows().bindings_partial_update(fsb_uuid).body(body).await?;
//! # let (slug, body) = todo!();
//! client.flows().instances_partial_update(slug).body(body).await?;
//! # Ok(())
//! # }
//! ```

use uuid::Uuid;

use crate::runtime::{Call, Client};
use crate::types;
use crate::types::operations::flows as op;
use crate::setters;

/// The operations tagged `flows`; made by [`Client::flows`].
#[derive(Clone, Copy, Debug)]
pub struct Flows<'c> {
    client: &'c Client,
}

impl Client {
    /// The operations tagged `flows`.
    #[must_use]
    pub fn flows(&self) -> Flows<'_> {
        Flows { client: self }
    }
}

impl Flows<'_> {
    /// FlowStageBinding Viewset
    ///
    /// `PATCH /flows/bindings/{fsb_uuid}/`
    ///
    /// - `fsb_uuid`: A UUID string identifying this Flow Stage Binding.
    ///
    /// Answers with [`FlowStageBinding`](crate::types::FlowStageBinding) or one of its [failures](crate::types::ApiError).
    #[inline]
    pub fn bindings_partial_update(&self, fsb_uuid: Uuid) -> Call<op::BindingsPartialUpdate> {
        Call::new(self.client).path_param("fsb_uuid", &fsb_uuid)
    }

    /// Flow Viewset
    ///
    /// `PATCH /flows/instances/{slug}/`
    ///
    /// - `slug`: Visible in the URL.
    ///
    /// Answers with [`Flow`](crate::types::Flow) or one of its [failures](crate::types::ApiError).
    #[inline]
    pub fn instances_partial_update(&self, slug: &str) -> Call<op::InstancesPartialUpdate> {
        Call::new(self.client).path_param("slug", slug)
    }
}

setters! {
    op::BindingsPartialUpdate {
        /// Sets the request body.
        body: &types::PatchedFlowStageBindingRequest => json_body(body),
    }
}

setters! {
    op::InstancesPartialUpdate {
        /// Sets the request body.
        body: &types::PatchedFlowRequest => json_body(body),
    }
}

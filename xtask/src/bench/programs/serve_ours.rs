//! The endpoint on the generated server.

use authentik_server::types::{ApiError, Flow, PatchedFlowRequest};
use authentik_server::{Authenticate, Context, Credential, Denial, Error, Flows, Identity};

use crate::plain::{self, SLUG, TOKEN};

pub fn router() -> axum::Router {
    let text = serde_json::to_vec(&plain::Flow::sample(0)).expect("the sample can be written");
    let flow = serde_json::from_slice(&text).expect("the sample can be read");
    authentik_server::router(Service { flow }).into_axum()
}

struct Service {
    flow: Flow,
}

impl Authenticate for Service {
    async fn authenticate(&self, _: &Context, credential: Credential) -> Result<Identity, Denial> {
        if credential.secret() == TOKEN {
            Ok(Identity::new(()))
        } else {
            Err(Denial::new("Token invalid/expired"))
        }
    }
}

impl Flows for Service {
    async fn instances_retrieve(&self, _: &Context, slug: String) -> Result<Flow, Error<ApiError>> {
        if slug != SLUG {
            return Err(Error::not_found());
        }
        Ok(self.flow.clone())
    }

    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        body: Option<PatchedFlowRequest>,
    ) -> Result<Flow, Error<ApiError>> {
        if slug != SLUG {
            return Err(Error::not_found());
        }
        let change = body.unwrap_or_default();
        let mut flow = self.flow.clone();
        flow.name = change.name.unwrap_or(flow.name);
        flow.slug = change.slug.unwrap_or(flow.slug);
        flow.title = change.title.unwrap_or(flow.title);
        flow.designation = change.designation.unwrap_or(flow.designation);
        flow.background = change.background.or(flow.background);
        flow.policy_engine_mode = change.policy_engine_mode.or(flow.policy_engine_mode);
        flow.compatibility_mode = change.compatibility_mode.or(flow.compatibility_mode);
        flow.layout = change.layout.or(flow.layout);
        flow.denied_action = change.denied_action.or(flow.denied_action);
        flow.authentication = change.authentication.or(flow.authentication);
        Ok(flow)
    }
}

/// The tags without an operation here: the router has them all, and answers 501.
macro_rules! left_out {
    ($($tag:ident)*) => {$(
        impl authentik_server::$tag for Service {}
    )*};
}

left_out! {
    Admin Authenticators Core Crypto Endpoints Enterprise Events Lifecycle Managed Oauth2 Outposts Policies
    Propertymappings Providers Rac Rbac Reports Root Schema Sources Ssf Stages Tasks Tenants
}

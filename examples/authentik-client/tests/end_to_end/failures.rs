//! 403, and the statuses that the document does not list.

use authentik_client::types::{ApiError, Flow, PatchedFlowRequest};
use authentik_server::types;
use authentik_server::{Authenticate, Context, Credential, Denial, Error, Flows, Identity, Stages};
use authentik_server_example::seed;
use serde_json::json;
use uuid::Uuid;

use crate::answers::{forbidden, undocumented};
use crate::transport::Transport;

const FLOW: &str = "default-authentication-flow";

pub(crate) async fn a_missing_token_is_forbidden(transport: Transport) {
    let (served, _client) = transport.example().await;
    let client = served.builder().build().unwrap();
    let answer = forbidden(client.flows().instances_partial_update(FLOW).await);
    assert_eq!(
        answer,
        json!({ "detail": "Authentication credentials were not provided." })
    );
}

pub(crate) async fn a_wrong_token_is_forbidden(transport: Transport) {
    let (served, _client) = transport.example().await;
    let client = served.builder().bearer("another-token").build().unwrap();
    // Who may not come in learns nothing of what is there.
    for slug in [FLOW, "no-such-flow"] {
        let answer = forbidden(client.flows().instances_partial_update(slug).await);
        assert_eq!(answer, json!({ "detail": "Token invalid/expired" }));
    }
}

pub(crate) async fn what_does_not_exist_is_an_undocumented_404(transport: Transport) {
    let (_served, client) = transport.example().await;
    let (flows, stages) = (client.flows(), client.stages());
    let answers = [
        undocumented(flows.instances_partial_update("no-such-flow").await),
        undocumented(flows.bindings_partial_update(Uuid::nil()).await),
        undocumented(stages.user_write_partial_update(Uuid::nil()).await),
        undocumented(
            stages
                .user_write_partial_update(seed::INVITATION_STAGE)
                .await,
        ),
        undocumented(
            stages
                .invitation_stages_partial_update(seed::USER_WRITE_STAGE)
                .await,
        ),
    ];
    for answer in answers {
        assert_eq!(answer, (404, json!({ "detail": "Not found." })));
    }
}

pub(crate) async fn what_is_left_out_is_501(transport: Transport) {
    let served = transport.serve(authentik_server::router(Broken)).await;
    let stages = served.client();
    let answer = undocumented(stages.stages().user_write_partial_update(Uuid::nil()).await);
    assert_eq!(answer, (501, json!({ "detail": "Not implemented." })));
}

pub(crate) async fn a_handler_that_fails_is_500_without_its_reason(transport: Transport) {
    let served = transport.serve(authentik_server::router(Broken)).await;
    let answer = undocumented(
        served
            .client()
            .flows()
            .instances_partial_update("fails")
            .await,
    );
    assert_eq!(answer, (500, json!({ "detail": "Internal server error." })));
}

pub(crate) async fn a_handler_that_panics_is_500_without_its_reason(transport: Transport) {
    let served = transport.serve(authentik_server::router(Broken)).await;
    let answer = undocumented(
        served
            .client()
            .flows()
            .instances_partial_update("panics")
            .await,
    );
    assert_eq!(answer, (500, json!({ "detail": "Internal server error." })));
}

/// Fails in one operation, and leaves the others out.
struct Broken;

impl Flows for Broken {
    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        _: Option<PatchedFlowRequest>,
    ) -> Result<types::Flow, Error<ApiError>> {
        assert_ne!(slug, "panics", "a secret of the server");
        Err::<Flow, _>(Error::internal("a secret of the server"))
    }
}

impl Stages for Broken {}

impl Authenticate for Broken {
    async fn authenticate(&self, _: &Context, _: Credential) -> Result<Identity, Denial> {
        Ok(Identity::new(()))
    }
}

//! Path parameters that look like paths.

use std::sync::{Arc, Mutex};

use authentik_client::Error as ClientError;
use authentik_client::types::{ApiError, Flow, PatchedFlowRequest};
use authentik_server::{Authenticate, Context, Credential, Denial, Error, Flows, Identity, Stages};

use crate::transport::Transport;

pub(crate) async fn a_slug_arrives_as_it_was_given(transport: Transport) {
    let slugs = Slugs::default();
    let served = transport
        .serve(authentik_server::router(slugs.clone()))
        .await;
    let client = served.client();
    let cases = [
        ("a/b", "a%2Fb"),
        ("two words", "two%20words"),
        ("é", "%C3%A9"),
        ("a/../b", "a%2F..%2Fb"),
        ("100%25?#&+", "100%2525%3F%23%26%2B"),
        ("...", "..."),
    ];
    for (slug, sent) in cases {
        let answer = client.flows().instances_partial_update(slug).await;
        assert_eq!(answer.unwrap_err().status().unwrap(), 404);
        assert_eq!(slugs.last().as_deref(), Some(slug));
        let path = format!("/api/v3/flows/instances/{sent}/");
        assert_eq!(served.log.last().path, path);
    }
}

pub(crate) async fn a_dot_segment_is_not_sent(transport: Transport) {
    let served = transport
        .serve(authentik_server::router(Slugs::default()))
        .await;
    let client = served.client();
    for slug in [".", "..", ""] {
        let error = client
            .flows()
            .instances_partial_update(slug)
            .await
            .unwrap_err();
        assert!(
            matches!(&error, ClientError::Request(error) if error.place() == "path parameter `slug`")
        );
    }
    assert_eq!(served.log.len(), 0);
}

/// Notes the slugs that it is asked for.
#[derive(Clone, Default)]
struct Slugs(Arc<Mutex<Option<String>>>);

impl Slugs {
    fn last(&self) -> Option<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Flows for Slugs {
    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        _: Option<PatchedFlowRequest>,
    ) -> Result<Flow, Error<ApiError>> {
        *self.0.lock().unwrap() = Some(slug);
        Err(Error::not_found())
    }
}

impl Stages for Slugs {}

impl Authenticate for Slugs {
    async fn authenticate(&self, _: &Context, _: Credential) -> Result<Identity, Denial> {
        Ok(Identity::new(()))
    }
}

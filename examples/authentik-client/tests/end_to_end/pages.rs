//! The examples that the pages of authentik's documentation print.

use authentik_client::types::runtime::{Failure, json};
use authentik_client::types::{
    self, ApiError, PatchedFlowStageBindingRequest, PatchedInvitationStageRequest,
    PatchedUserWriteStageRequest,
};
use authentik_client::{Client, Error as ClientError};
use authentik_server::{Authenticate, Context, Credential, Denial, Error, Flows, Identity, Stages};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::transport::Transport;

macro_rules! page {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../generator/tests/seed_pages/",
            $name,
            ".json"
        ))
    };
}

/// What each page prints for 200, 400 and 403.
const ANSWERS: [(&str, u16, &str); 14] = [
    ("000", 200, page!("000.200")),
    ("000", 400, page!("000.400")),
    ("000", 403, page!("000.403")),
    ("001", 400, page!("001.400")),
    ("001", 403, page!("001.403")),
    ("002", 200, page!("002.200")),
    ("002", 400, page!("002.400")),
    ("002", 403, page!("002.403")),
    ("003", 200, page!("003.200")),
    ("003", 400, page!("003.400")),
    ("003", 403, page!("003.403")),
    ("004", 200, page!("004.200")),
    ("004", 400, page!("004.400")),
    ("004", 403, page!("004.403")),
];

pub(crate) async fn request_examples_are_sent_as_they_stand(transport: Transport) {
    let served = transport.answer(204, "").await;
    let client = served.client();
    let (flows, stages) = (client.flows(), client.stages());

    let body: PatchedInvitationStageRequest = read(page!("000.request"));
    let _ = stages
        .invitation_stages_partial_update(Uuid::nil())
        .body(&body)
        .await;
    assert_eq!(served.log.last().json(), value(page!("000.request")));

    let body: PatchedUserWriteStageRequest = read(page!("002.request"));
    let _ = stages
        .user_write_partial_update(Uuid::nil())
        .body(&body)
        .await;
    assert_eq!(served.log.last().json(), value(page!("002.request")));

    let body: PatchedFlowStageBindingRequest = read(page!("003.request"));
    let _ = flows.bindings_partial_update(Uuid::nil()).body(&body).await;
    assert_eq!(served.log.last().json(), value(page!("003.request")));
}

pub(crate) async fn answer_examples_arrive_as_they_stand(transport: Transport) {
    for (page, status, text) in ANSWERS {
        let example = Example { status, text };
        let served = transport.serve(authentik_server::router(example)).await;
        let answer = call(&served.client(), page).await;
        let body = match (status, answer) {
            (200, Ok(body)) => body,
            (400, Err(ClientError::Api(ApiError::BadRequest(body), _))) => to_value(&body),
            (403, Err(ClientError::Api(ApiError::Forbidden(body), _))) => to_value(&body),
            (_, answer) => unreachable!("page {page}, {status}: {answer:?}"),
        };
        assert_eq!(body, value(text), "page {page}, {status}");
    }
}

pub(crate) async fn an_example_without_a_required_member_is_not_decoded(transport: Transport) {
    let text = page!("001.200");
    let served = transport.answer(200, text).await;
    let error = call(&served.client(), "001").await.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), text.as_bytes());
    let ClientError::Decode {
        status,
        path,
        message,
        ..
    } = error
    else {
        unreachable!("{error:?}");
    };
    assert_eq!(
        (status.as_u16(), &*path, &*message),
        (200, "/flow_set/0/designation", "is required")
    );
}

/// Calls the operation of a page; the body of the answer, written again.
async fn call(client: &Client, page: &str) -> Result<Value, ClientError<ApiError>> {
    let (flows, stages, pk) = (client.flows(), client.stages(), Uuid::nil());
    match page {
        "000" | "001" => Ok(to_value(
            &stages.invitation_stages_partial_update(pk).await?,
        )),
        "002" => Ok(to_value(&stages.user_write_partial_update(pk).await?)),
        "003" => Ok(to_value(&flows.bindings_partial_update(pk).await?)),
        _ => Ok(to_value(&flows.instances_partial_update("slug").await?)),
    }
}

/// Reads an example; what is read is written again as it stands.
fn read<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let read = json::decode(text.as_bytes()).unwrap();
    assert_eq!(to_value(&read), value(text));
    read
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn to_value<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap()
}

/// Answers every operation with the value that an example holds.
struct Example {
    status: u16,
    text: &'static str,
}

impl Example {
    fn answer<T: DeserializeOwned>(&self) -> Result<T, Error<ApiError>> {
        match ApiError::decode(self.status, self.text.as_bytes()) {
            Some(failure) => Err(Error::Api(failure.map_err(Error::internal)?)),
            None => json::decode(self.text.as_bytes()).map_err(Error::internal),
        }
    }
}

impl Flows for Example {
    async fn bindings_partial_update(
        &self,
        _: &Context,
        _: Uuid,
        _: Option<PatchedFlowStageBindingRequest>,
    ) -> Result<types::FlowStageBinding, Error<ApiError>> {
        self.answer()
    }

    async fn instances_partial_update(
        &self,
        _: &Context,
        _: String,
        _: Option<types::PatchedFlowRequest>,
    ) -> Result<types::Flow, Error<ApiError>> {
        self.answer()
    }
}

impl Stages for Example {
    async fn invitation_stages_partial_update(
        &self,
        _: &Context,
        _: Uuid,
        _: Option<PatchedInvitationStageRequest>,
    ) -> Result<types::InvitationStage, Error<ApiError>> {
        self.answer()
    }

    async fn user_write_partial_update(
        &self,
        _: &Context,
        _: Uuid,
        _: Option<PatchedUserWriteStageRequest>,
    ) -> Result<types::UserWriteStage, Error<ApiError>> {
        self.answer()
    }
}

impl Authenticate for Example {
    async fn authenticate(&self, _: &Context, _: Credential) -> Result<Identity, Denial> {
        Ok(Identity::new(()))
    }
}

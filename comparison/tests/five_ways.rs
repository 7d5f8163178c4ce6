//! Five ways in which the official client of authentik is wrong, each beside what the generated one does.
//!
//! The official client, `authentik-client` on crates.io, is made by openapi-generator from the same document. Both clients talk to the
//! same server here, which answers what it is told to and keeps what it was asked.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "this is all test code"
)]

use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use official::apis::configuration::Configuration;
use official::apis::flows_api::{
    FlowsInstancesPartialUpdateError as OfficialError, flows_instances_partial_update,
};
use official::models::{Flow as OfficialFlow, PatchedFlowRequest as OfficialRequest};
use ours::types::{ApiError, Flow, PatchedFlowRequest};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What a server was asked.
#[derive(Debug)]
struct Asked {
    path: String,
    content_type: Option<String>,
    body: String,
}

/// A server that gives one answer to everything.
#[derive(Clone)]
struct Server {
    answer: (u16, String),
    asked: Arc<Mutex<Vec<Asked>>>,
    url: String,
}

impl Server {
    async fn answering(status: u16, body: &Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            answer: (status, body.to_string()),
            asked: Arc::default(),
            url: format!("http://{}/api/v3", listener.local_addr().unwrap()),
        };
        let app = axum::Router::new()
            .fallback(answer)
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        server
    }

    async fn official(
        &self,
        slug: &str,
        body: Option<OfficialRequest>,
    ) -> Result<OfficialFlow, official::apis::Error<OfficialError>> {
        let configuration = Configuration {
            base_path: self.url.clone(),
            ..Configuration::new()
        };
        flows_instances_partial_update(&configuration, slug, body).await
    }

    async fn ours(
        &self,
        slug: &str,
        body: Option<PatchedFlowRequest>,
    ) -> Result<Flow, ours::Error<ApiError>> {
        let client = ours::Client::builder(&self.url).build().unwrap();
        let call = client.flows().instances_partial_update(slug);
        match body {
            Some(body) => call.body(&body).await,
            None => call.await,
        }
    }

    /// What it was asked last.
    fn asked(&self) -> Asked {
        self.asked.lock().unwrap().pop().unwrap()
    }
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let content_type = request.headers().get("content-type").cloned();
    let body = to_bytes(request.into_body(), usize::MAX).await.unwrap();
    server.asked.lock().unwrap().push(Asked {
        path,
        content_type: content_type.map(|value| value.to_str().unwrap().to_owned()),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let (status, body) = server.answer;
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(Body::from(body))
        .unwrap()
}

fn official_failure(error: official::apis::Error<OfficialError>) -> OfficialError {
    let official::apis::Error::ResponseError(response) = error else {
        panic!("{error:?}");
    };
    response.entity.unwrap()
}

fn our_failure(error: ours::Error<ApiError>) -> ApiError {
    let ours::Error::Api(failure, _) = error else {
        panic!("{error:?}");
    };
    failure
}

/// A flow with all that both releases of the document ask for.
fn flow() -> Value {
    json!({
        "pk": "96000000-0000-4000-8000-000000000001",
        "policybindingmodel_ptr_id": "96000000-0000-4000-8000-000000000002",
        "name": "Login",
        "slug": "login",
        "title": "Welcome",
        "designation": "authentication",
        "background": "/static/dist/assets/images/flow_background.jpg",
        "background_url": "/static/dist/assets/images/flow_background.jpg",
        "background_themed_urls": null,
        "stages": [],
        "policies": [],
        "cache_count": 0,
        "export_url": "/api/v3/flows/instances/login/export/",
    })
}

#[tokio::test]
async fn a_403_is_a_403() {
    let body = json!({ "detail": "You may not.", "code": "permission_denied" });
    let server = Server::answering(403, &body).await;

    let official = official_failure(server.official("login", None).await.unwrap_err());
    // It is read as a 400, and what it says is lost.
    let OfficialError::Status400(read) = official else {
        panic!("{official:?}");
    };
    assert!(
        !serde_json::to_string(&read)
            .unwrap()
            .contains("You may not.")
    );

    let ApiError::Forbidden(read) = our_failure(server.ours("login", None).await.unwrap_err())
    else {
        panic!("it is a 403");
    };
    assert_eq!(read.detail, "You may not.");
    assert_eq!(read.code.as_deref(), Some("permission_denied"));
}

#[tokio::test]
async fn the_messages_of_each_field_are_there() {
    let body = json!({ "slug": ["Flow with this slug already exists."] });
    let server = Server::answering(400, &body).await;

    let official = official_failure(server.official("login", None).await.unwrap_err());
    let OfficialError::Status400(read) = official else {
        panic!("{official:?}");
    };
    assert_eq!(serde_json::to_value(&read).unwrap(), json!({}));

    let ApiError::BadRequest(read) = our_failure(server.ours("login", None).await.unwrap_err())
    else {
        panic!("it is a 400");
    };
    assert_eq!(serde_json::to_value(&read).unwrap(), body);
}

#[tokio::test]
async fn a_value_of_a_newer_server_breaks_nothing() {
    let mut body = flow();
    body["authentication"] = json!("require_a_newer_thing");
    let server = Server::answering(200, &body).await;

    let error = server.official("login", None).await.unwrap_err();
    assert!(
        matches!(error, official::apis::Error::Serde(_)),
        "{error:?}"
    );

    let flow = server.ours("login", None).await.unwrap();
    let authentication = serde_json::to_value(flow.authentication).unwrap();
    assert_eq!(authentication, body["authentication"]);
    assert_eq!(flow.name, "Login");
}

#[tokio::test]
async fn a_space_in_a_path_stays_a_space() {
    let server = Server::answering(200, &flow()).await;

    server.official("my flow", None).await.unwrap();
    // In a path a plus is a plus (RFC 3986, section 3.3): another flow.
    assert_eq!(server.asked().path, "/api/v3/flows/instances/my+flow/");

    server.ours("my flow", None).await.unwrap();
    assert_eq!(server.asked().path, "/api/v3/flows/instances/my%20flow/");
}

#[tokio::test]
async fn a_body_that_is_left_out_is_not_there() {
    let server = Server::answering(200, &flow()).await;

    server.official("login", None).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.body, "null");
    assert_eq!(asked.content_type.as_deref(), Some("application/json"));

    server.ours("login", None).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.body, "");
    assert_eq!(asked.content_type, None);
}

#[tokio::test]
async fn what_is_sent_is_the_same() {
    let server = Server::answering(200, &flow()).await;

    let body = OfficialRequest {
        title: Some("Hello".to_owned()),
        compatibility_mode: Some(false),
        ..OfficialRequest::new()
    };
    server.official("login", Some(body)).await.unwrap();
    let official: Value = serde_json::from_str(&server.asked().body).unwrap();

    let body = PatchedFlowRequest {
        title: Some("Hello".to_owned()),
        compatibility_mode: Some(false),
        ..PatchedFlowRequest::default()
    };
    server.ours("login", Some(body)).await.unwrap();
    let ours: Value = serde_json::from_str(&server.asked().body).unwrap();
    assert_eq!(ours, official);
}

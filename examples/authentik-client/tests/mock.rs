//! The client against the mock of the same document: in process and on a port, in two lines each.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

use std::future::IntoFuture;

use authentik_client::types::runtime::Validate;
use authentik_client::types::{ApiError, Flow, FlowLayout, PatchedFlowRequest};
use authentik_client::{Client, Error};
use authentik_server::{Authenticate, Context, Flows, Stages, mock};
use tokio::net::TcpListener;

#[tokio::test]
async fn in_process() {
    let client = Client::builder("http://mock/api/v3").service(mock::router());
    let client = client.bearer("any").build().unwrap();

    let request = PatchedFlowRequest::default();
    let answer = client
        .flows()
        .instances_partial_update("a")
        .body(&request)
        .await;
    let flow: Flow = answer.unwrap();
    // Made up, as the document shows no flow.
    assert_eq!(flow.slug, "text");
}

#[tokio::test]
async fn on_a_port() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, mock::router().into_axum()).into_future());
    let client = Client::builder(&format!("http://{address}/api/v3"));
    let client = client.bearer("any").build().unwrap();

    let answer = client.flows().instances_partial_update("a").await;
    assert_eq!(answer.unwrap().name, "text");
}

#[tokio::test]
async fn a_failure_is_asked_for() {
    let client = Client::builder("http://mock/api/v3").service(mock::router());
    let client = client.bearer("any").header("prefer", "code=403");
    let client = client.build().unwrap();

    let answer = client.flows().instances_partial_update("a").await;
    let Err(Error::Api(ApiError::Forbidden(failure), _)) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(failure.detail, "text");
}

#[tokio::test]
async fn one_that_remembers() {
    let client = Client::builder("http://mock/api/v3").service(mock::remembering());
    let client = client.bearer("any").build().unwrap();

    let name = PatchedFlowRequest {
        name: Some("Sign in".to_owned()),
        ..PatchedFlowRequest::default()
    };
    let flow = client.flows().instances_partial_update("login").body(&name);
    let flow: Flow = flow.await.unwrap();
    assert_eq!(
        (&*flow.slug, &*flow.name, &*flow.title),
        ("login", "Sign in", "text")
    );

    let title = PatchedFlowRequest {
        title: Some("Welcome".to_owned()),
        layout: Some(FlowLayout::SidebarLeft),
        ..PatchedFlowRequest::default()
    };
    let flow = client
        .flows()
        .instances_partial_update("login")
        .body(&title);
    let flow: Flow = flow.await.unwrap();
    assert_eq!((&*flow.name, &*flow.title), ("Sign in", "Welcome"));
    assert_eq!(flow.layout, Some(FlowLayout::SidebarLeft));
    flow.validate().unwrap();

    // Of another flow nobody has said anything.
    let other = client.flows().instances_partial_update("logout").await;
    assert_eq!(other.unwrap().name, "text");
}

#[tokio::test]
async fn one_that_moves() {
    let client = Client::builder("http://mock/api/v3").service(mock::remembering());
    let client = client.bearer("any").build().unwrap();

    let slug = PatchedFlowRequest {
        slug: Some("sign-in".to_owned()),
        ..PatchedFlowRequest::default()
    };
    let flow = client.flows().instances_partial_update("login").body(&slug);
    assert_eq!(flow.await.unwrap().slug, "sign-in");
    let flow = client.flows().instances_partial_update("login").await;
    assert!(
        matches!(&flow, Err(error) if error.status().is_some_and(|status| status == 404)),
        "{flow:?}"
    );
    let taken = client
        .flows()
        .instances_partial_update("logout")
        .body(&slug);
    let taken = taken.await;
    assert!(
        matches!(taken, Err(Error::Api(ApiError::BadRequest(_), _))),
        "{taken:?}"
    );
}

/// Serves bindings by itself; the mock answers the rest.
struct Half;

impl Authenticate for Half {}

impl Stages for Half {}

impl Flows for Half {
    async fn instances_partial_update(
        &self,
        _: &Context,
        slug: String,
        _: Option<PatchedFlowRequest>,
    ) -> Result<Flow, authentik_server::Error<ApiError>> {
        Err(authentik_server::Error::invalid(
            "slug",
            format!("{slug} is taken"),
        ))
    }
}

#[tokio::test]
async fn a_part_of_a_service() {
    let client = Client::builder("http://mock/api/v3").service(mock::over(Half));
    let client = client.bearer("any").build().unwrap();
    let answer = client.flows().instances_partial_update("a").await;
    // Its own way of looking at credentials, too.
    assert!(
        matches!(answer, Err(Error::Api(ApiError::Forbidden(_), _))),
        "{answer:?}"
    );
}

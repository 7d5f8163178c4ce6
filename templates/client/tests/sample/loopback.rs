//! The default transport against a server behind a socket.
#![cfg(feature = "reqwest")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

use crate::recorder::TOKEN;
use crate::runtime::{Client, Credential, Error};
use crate::types::{ApiError, Flow, PatchedFlowRequest};

type Log = Arc<Mutex<Vec<String>>>;

/// Answers by the last segment of the path, and keeps each request as one line.
async fn answer(
    State(log): State<Log>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let header = |name| {
        headers
            .get(name)
            .map_or("-", |value| value.to_str().unwrap())
    };
    let line = format!(
        "{method} {uri} {} {} {}",
        header("authorization"),
        header("content-type"),
        String::from_utf8_lossy(&body)
    );
    log.lock().unwrap().push(line);
    let status = |code: u16| http::StatusCode::from_u16(code).unwrap();
    match uri.path().trim_end_matches('/').rsplit('/').next().unwrap() {
        "forbidden" => (status(403), r#"{"detail": "no"}"#).into_response(),
        "broken" => (status(500), "broken").into_response(),
        "elsewhere" => (status(302), [("location", "/landed")]).into_response(),
        "slow" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            ().into_response()
        }
        _ => r#"{"slug": "a", "title": "A"}"#.into_response(),
    }
}

struct Server {
    address: SocketAddr,
    log: Log,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let log = Log::default();
        let app = Router::new().fallback(answer).with_state(Arc::clone(&log));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, log }
    }

    fn client(&self) -> Client {
        let builder = Client::builder(&format!("http://{}/api/v3", self.address));
        builder
            .credential("authentik", Credential::bearer(TOKEN))
            .build()
            .unwrap()
    }

    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

#[tokio::test]
async fn requests_on_the_wire() {
    let server = Server::start().await;
    let client = server.client();
    let body = PatchedFlowRequest {
        title: Some("é".into()),
        ..Default::default()
    };
    let flow = client
        .flows()
        .instances_partial_update("a/../b")
        .body(&body)
        .await
        .unwrap();
    assert_eq!(
        flow,
        Flow {
            slug: "a".into(),
            title: "A".into()
        }
    );
    client
        .flows()
        .instances_partial_update("...")
        .await
        .unwrap();
    let expected = [
        r#"PATCH /api/v3/flows/instances/a%2F..%2Fb/ Bearer t0p-s3cret application/json {"title":"é"}"#,
        "PATCH /api/v3/flows/instances/.../ Bearer t0p-s3cret - ",
    ];
    assert_eq!(server.seen(), expected);
}

#[tokio::test]
async fn a_connection_is_used_again() {
    async fn peer(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> String {
        format!(r#"{{"slug": "a", "title": "{peer}"}}"#)
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new()
        .fallback(peer)
        .into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let client = Client::builder(&format!("http://{address}"))
        .build()
        .unwrap();
    let first = client.flows().instances_partial_update("a").await.unwrap();
    let second = client.flows().instances_partial_update("a").await.unwrap();
    assert_eq!(first.title, second.title);
}

#[tokio::test]
async fn failures_on_the_wire() {
    let server = Server::start().await;
    let client = server.client();
    let error = client
        .flows()
        .instances_partial_update("forbidden")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Api(ApiError::Forbidden(_), _)));
    let error = client
        .flows()
        .instances_partial_update("broken")
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Undocumented { status, body, .. } if status == 500 && body == "broken")
    );
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let server = Server::start().await;
    let error = server
        .client()
        .flows()
        .instances_partial_update("elsewhere")
        .await
        .unwrap_err();
    let Error::Undocumented {
        status, headers, ..
    } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(status, 302);
    assert_eq!(headers["location"], "/landed");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn time_limit() {
    let server = Server::start().await;
    let call = server.client().flows().instances_partial_update("slow");
    let error = call.timeout(Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout));
}

#[tokio::test]
async fn time_limit_of_the_engine() {
    let server = Server::start().await;
    let engine = reqwest::Client::builder()
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let builder = Client::builder(&format!("http://{}", server.address)).reqwest(engine);
    let client = builder.build().unwrap();
    let error = client
        .flows()
        .instances_partial_update("slow")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Timeout));
}

#[tokio::test]
async fn unreachable_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let builder = Client::builder(&format!("http://{address}"));
    let client = builder
        .credential("authentik", Credential::query("key", TOKEN))
        .build()
        .unwrap();
    let error = client.flows().instances_list().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert!(std::error::Error::source(&error).is_some());
    // The URL, and with it the key, is in none of the errors of the chain.
    assert!(!format!("{error} {error:#?}").contains(TOKEN));
}

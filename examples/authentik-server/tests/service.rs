//! The service behind its layers.

#![allow(clippy::unwrap_used, reason = "this is all test code")]

use std::convert::Infallible;
use std::time::Duration;

use authentik_server_example::app::Limits;
use authentik_server_example::auth::Tokens;
use authentik_server_example::store::Store;
use authentik_server_example::{Authentik, app, seed};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

const FLOW: &str = "/flows/instances/default-authentication-flow/";

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

fn served(limits: &Limits) -> axum::Router {
    let limited = ["flows:for-flows", "stages:for-stages", "none:for-nothing"];
    let tokens =
        Tokens::all_rights(["for-all".to_owned()]).and(limited.map(|token| token.parse().unwrap()));
    let service = Authentik::new(Store::in_memory().unwrap(), tokens);
    let store = service.store();
    app(authentik_server::router(service), store, limits)
}

fn patch(path: &str, token: &str, body: impl Into<Body>) -> Request<Body> {
    Request::patch(format!("/api/v3{path}"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(body.into())
        .unwrap()
}

async fn ask(app: axum::Router, request: Request<Body>) -> Answer {
    let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes(),
    }
}

#[tokio::test]
async fn the_health_route_needs_no_token() {
    let request = Request::get("/health").body(Body::empty()).unwrap();
    let answer = ask(served(&Limits::default()), request).await;
    assert_eq!(
        (answer.status, answer.json()),
        (StatusCode::OK, json!({ "status": "ok" }))
    );
}

#[tokio::test]
async fn a_request_has_an_id() {
    let app = served(&Limits::default());
    let answer = ask(app.clone(), patch(FLOW, "for-all", "{}")).await;
    assert_eq!(answer.headers["x-request-id"].len(), 36);
    let mut request = patch(FLOW, "for-all", "{}");
    let id = "an-id-of-the-caller".parse().unwrap();
    request.headers_mut().insert("x-request-id", id);
    let answer = ask(app, request).await;
    assert_eq!(answer.headers["x-request-id"], "an-id-of-the-caller");
}

#[tokio::test]
async fn a_token_has_rights() {
    let app = served(&Limits::default());
    let stage = format!("/stages/user_write/{}/", seed::USER_WRITE_STAGE);
    let binding = format!("/flows/bindings/{}/", seed::USER_WRITE_BINDING);
    for (token, flows, stages) in [
        ("for-all", true, true),
        ("for-flows", true, false),
        ("for-stages", false, true),
        ("for-nothing", false, false),
    ] {
        for (path, is_allowed) in [(FLOW, flows), (&binding, flows), (&stage, stages)] {
            // Who may not change it does not learn what is wrong with the change either.
            let answer = ask(app.clone(), patch(path, token, "null")).await;
            if is_allowed {
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{token} {path}");
            } else {
                let detail = "You do not have permission to perform this action.";
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{token} {path}");
                assert_eq!(answer.json(), json!({ "detail": detail }));
            }
        }
    }
    let answer = ask(app, patch(FLOW, "wrong", "{}")).await;
    assert_eq!(answer.json(), json!({ "detail": "Token invalid/expired" }));
}

#[tokio::test]
async fn a_body_is_limited() {
    let limits = Limits {
        body: 20,
        ..Limits::default()
    };
    let app = served(&limits);
    let fits = ask(
        app.clone(),
        patch(FLOW, "for-all", r#"{"title": "a title"}"#),
    )
    .await;
    assert_eq!(fits.status, StatusCode::OK);
    let long = ask(app, patch(FLOW, "for-all", r#"{"title": "a title!"}"#)).await;
    let detail = "The request body has more than 20 bytes.";
    assert_eq!(
        (long.status, long.json()),
        (StatusCode::PAYLOAD_TOO_LARGE, json!({ "detail": detail }))
    );
}

/// A body that never ends.
struct Slow;

impl axum::body::HttpBody for Slow {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        std::task::Poll::Pending
    }
}

#[tokio::test]
async fn a_slow_body_is_timed_out_and_holds_up_no_other() {
    let limits = Limits {
        time: Duration::from_millis(200),
        concurrency: 1,
        ..Limits::default()
    };
    let app = served(&limits);
    let slow = tokio::spawn(ask(app.clone(), patch(FLOW, "for-all", Body::new(Slow))));
    tokio::task::yield_now().await;
    // The one that waits for it is timed out as well, and the one after them is served.
    let waiting = tokio::spawn(ask(app.clone(), patch(FLOW, "for-all", "{}")));
    for answer in [slow.await.unwrap(), waiting.await.unwrap()] {
        assert!(
            matches!(answer.status, StatusCode::REQUEST_TIMEOUT | StatusCode::OK),
            "{}",
            answer.status
        );
    }
    let slow = ask(app.clone(), patch(FLOW, "for-all", Body::new(Slow))).await;
    assert_eq!(
        (slow.status, slow.json()),
        (
            StatusCode::REQUEST_TIMEOUT,
            json!({ "detail": "Request timed out." })
        )
    );
    let after = ask(app, patch(FLOW, "for-all", "{}")).await;
    assert_eq!(after.status, StatusCode::OK);
}

#[tokio::test]
async fn changes_are_seen_by_the_next_request() {
    let app = served(&Limits::default());
    let stage = format!("/stages/user_write/{}/", seed::SOURCE_USER_WRITE_STAGE);
    for group in [json!(null), json!(seed::GROUP)] {
        let body = json!({ "create_users_group": group }).to_string();
        let answer = ask(app.clone(), patch(&stage, "for-all", body)).await;
        assert_eq!(answer.json()["create_users_group"], group);
        let answer = ask(app.clone(), patch(&stage, "for-all", "")).await;
        assert_eq!(answer.json()["create_users_group"], group);
    }
    let body = json!({ "target": seed::AUTHENTICATION_FLOW }).to_string();
    let binding = format!("/flows/bindings/{}/", seed::USER_WRITE_BINDING);
    ask(app.clone(), patch(&binding, "for-all", body)).await;
    let flow = ask(app, patch(FLOW, "for-all", "")).await.json();
    assert_eq!(flow["stages"], json!([seed::USER_WRITE_STAGE]));
}

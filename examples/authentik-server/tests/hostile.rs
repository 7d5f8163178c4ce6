//! Requests that are wrong in every way: each is answered in the document's shape, with the field.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "this is all test code"
)]

use std::io::{Read, Write};
use std::net::TcpStream;

use authentik_server_example::app::Limits;
use authentik_server_example::auth::Tokens;
use authentik_server_example::store::Store;
use authentik_server_example::{Authentik, app, seed};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

const FLOW: &str = "/api/v3/flows/instances/default-authentication-flow/";

fn served() -> axum::Router {
    let tokens = Tokens::all_rights(["token".to_owned()]);
    let service = Authentik::new(Store::in_memory().unwrap(), tokens);
    let store = service.store();
    app(authentik_server::router(service), store, &Limits::default())
}

async fn ask(method: &str, path: &str, content_type: &str, body: &str) -> (u16, HeaderMap, Bytes) {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", "Bearer token");
    if !content_type.is_empty() {
        request = request.header("content-type", content_type);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let (parts, body) = served().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status.as_u16(), parts.headers, body)
}

async fn patch(path: &str, body: &str) -> (u16, Value) {
    let (status, headers, body) = ask("PATCH", path, "application/json", body).await;
    assert_eq!(headers["content-type"], "application/json");
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn a_wrong_body_is_told_by_its_field() {
    let general = |message: &str| json!({ "non_field_errors": [message] });
    let boolean = json!({ "compatibility_mode": ["must be a boolean"] });
    let cases = [
        ("null", general("must not be null")),
        ("[]", general("must be an object")),
        ("7", general("must be an object")),
        (r#"{"compatibility_mode": "true"}"#, boolean.clone()),
        (r#"{"compatibility_mode": 1}"#, boolean),
        (
            r#"{"compatibility_mode": null}"#,
            json!({ "compatibility_mode": ["must be a boolean, not null"] }),
        ),
        (r#"{"title": 1}"#, json!({ "title": ["must be a string"] })),
        (
            r#"{"title": "a", "title": "b"}"#,
            json!({ "title": ["is given twice"] }),
        ),
        (
            r#"{"slug": "a/b", "slug": "c", "title": 1}"#,
            json!({ "slug": ["is given twice"], "title": ["must be a string"] }),
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(patch(FLOW, body).await, (400, expected), "{body}");
    }
    for body in ["{", "{\"title\": \"\u{1}\"}", "{} {}", "\u{feff}{}", "NaN"] {
        let (status, answer) = patch(FLOW, body).await;
        assert_eq!(status, 400, "{body}");
        let message = answer["non_field_errors"][0].as_str().unwrap();
        assert!(
            message.starts_with("is not valid JSON: "),
            "{body} {message}"
        );
    }
    let deep = "[".repeat(100_000);
    let (status, answer) = patch(FLOW, &format!(r#"{{"later": {deep}"#)).await;
    assert_eq!((status, answer.as_object().unwrap().len()), (400, 1));
    let deep = format!(r#"{{"title": {deep}{}}}"#, "]".repeat(100_000));
    let expected = json!({ "title": ["must be a string"] });
    assert_eq!(patch(FLOW, &deep).await, (400, expected));
}

#[tokio::test]
async fn numbers_and_uuids_are_checked() {
    let binding = format!("/api/v3/flows/bindings/{}/", seed::USER_WRITE_BINDING);
    let order = json!({ "order": ["must be an integer from -2147483648 to 2147483647"] });
    for number in [
        "2147483648",
        "-2147483649",
        "1.5",
        "15e-1",
        "1e10",
        "\"1\"",
        "true",
    ] {
        let body = format!(r#"{{"order": {number}}}"#);
        assert_eq!(
            patch(&binding, &body).await,
            (400, order.clone()),
            "{number}"
        );
    }
    for uuid in ["\"x\"", "7", "\"00000000-0000-0000-0000-00000000000\""] {
        let body = format!(r#"{{"target": {uuid}, "order": 2147483648}}"#);
        let (status, answer) = patch(&binding, &body).await;
        assert_eq!(status, 400, "{uuid}");
        assert_eq!(answer["target"], json!(["must be a UUID"]), "{uuid}");
        assert_eq!(answer["order"], order["order"], "{uuid}");
    }
    let in_path = patch("/api/v3/flows/bindings/x/", "{}").await;
    assert_eq!(in_path, (400, json!({ "fsb_uuid": ["must be a UUID"] })));
}

#[tokio::test]
async fn what_is_not_known_is_passed_over() {
    let (status, answer) = patch(&format!("{FLOW}?page=x&%ff"), r#"{"later": [{}]}"#).await;
    assert_eq!(
        (status, &answer["slug"]),
        (200, &json!("default-authentication-flow"))
    );
}

#[tokio::test]
async fn another_media_type_is_415() {
    for content_type in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let (status, _, body) = ask("PATCH", FLOW, content_type, "{}").await;
        let body: Value = serde_json::from_slice(&body).unwrap();
        let detail = "Unsupported media type, expected application/json.";
        assert_eq!((status, body), (415, json!({ "detail": detail })));
    }
}

#[tokio::test]
async fn another_method_is_405() {
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE"] {
        let (status, headers, body) = ask(method, FLOW, "", "").await;
        assert_eq!(
            (status, &headers["allow"]),
            (405, &"OPTIONS, PATCH".parse().unwrap())
        );
        assert_eq!(body.is_empty(), method == "HEAD");
    }
    let (status, headers, _) = ask("OPTIONS", FLOW, "", "").await;
    assert_eq!(
        (status, &headers["allow"]),
        (204, &"OPTIONS, PATCH".parse().unwrap())
    );
}

#[tokio::test]
async fn paths_are_decoded_once() {
    let encoded = FLOW.replace("default-", "d%65fault%2D");
    assert_eq!(patch(&encoded, "{}").await.0, 200);
    for path in ["a%2Fb", "%2e%2e", "a%00b", "%2565", "a'%20OR%201=1"] {
        let (status, answer) = patch(&format!("/api/v3/flows/instances/{path}/"), "{}").await;
        assert_eq!(
            (status, answer),
            (404, json!({ "detail": "Not found." })),
            "{path}"
        );
    }
    let (status, answer) = patch("/api/v3/flows/instances/%FF/", "{}").await;
    assert_eq!(
        (status, answer),
        (400, json!({ "slug": ["must be UTF-8 text"] }))
    );
}

/// What a server over TCP makes of bytes that are no HTTP, or not all of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn broken_requests_do_no_harm() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, served()).await });
    let head = format!(
        "PATCH {FLOW} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer token\r\nContent-Type: application/json\r\n"
    );
    let ends = tokio::task::spawn_blocking(move || {
        let send = |bytes: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(bytes.as_bytes()).unwrap();
            if !bytes.contains("Connection: close") {
                stream.shutdown(std::net::Shutdown::Write).unwrap();
            }
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            String::from_utf8_lossy(&answer).into_owned()
        };
        for broken in [
            "\0\0\0\0\r\n\r\n",
            "GET\r\n\r\n",
            &format!("{head}Content-Length: 10\r\n\r\n{{"),
            &format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
            &format!("{head}Content-Length: 18446744073709551616\r\n\r\n"),
        ] {
            let answer = send(broken);
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
                "{broken:?} {answer}"
            );
        }
        send(&format!(
            "{head}Connection: close\r\nContent-Length: 2\r\n\r\n{{}}"
        ))
    });
    assert!(ends.await.unwrap().starts_with("HTTP/1.1 200 "));
}

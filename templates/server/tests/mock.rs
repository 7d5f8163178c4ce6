//! What a service leaves out, answered as the document shows it.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

#[path = "mock/lists.rs"]
mod lists;
#[path = "mock/remembering.rs"]
mod remembering;

use http::HeaderValue;
use oasmith_template_server::answers;
use oasmith_template_server::runtime::Router;
use oasmith_template_server::runtime::mock::Mock;

use self::sample::flows::{self, Flows};
use self::sample::{Answer, DOCUMENT, Sample, request, send};
use serde_json::json;

impl Flows for Mock {}

const FLOW: &str = r#"{"slug":"text","title":"text"}"#;
const SHORT: &str = r#"{"slug":"s","title":"t"}"#;
const MESSAGE: &str = r#"{"detail":"text"}"#;

answers! {
    "flows_instances_retrieve" {
        "200" => FLOW as "application/json",
        "200" example "short" with ["X-Total": "0"] => SHORT as "application/vnd.flow+json",
        "404",
        "4XX" => MESSAGE as "application/json",
        "default" => MESSAGE as "application/problem+json",
    }
    "flows_instances_partial_update" {
        "2XX" => FLOW as "application/json",
    }
    "flows_instances_list" {}
}

async fn ask(method: &str, path: &str, prefer: &[&str]) -> Answer {
    let router = flows::routes(Router::new(Mock, &DOCUMENT)).mocked(SHOWN);
    let mut request = request(method, path, "application/json", "");
    for line in prefer {
        let line = HeaderValue::from_str(line).unwrap();
        request.headers_mut().append("prefer", line);
    }
    send(router, request).await
}

/// What is answered to a `GET` with that preference.
async fn preferred(prefer: &str) -> (u16, String, String) {
    let answer = ask("GET", "/flows/instances/a/", &[prefer]).await;
    let applied = answer.header("preference-applied").to_owned();
    (answer.status, answer.text, applied)
}

#[tokio::test]
async fn headers_that_have_to_be_there_are() {
    let answer = ask("GET", "/flows/instances/a/", &["example=short"]).await;
    assert_eq!(answer.header("x-total"), "0");
}

#[tokio::test]
async fn the_first_answer_is_given() {
    let answer = ask("GET", "/flows/instances/a/", &[]).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, FLOW));
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("preference-applied"), "");
    let range = ask("PATCH", "/flows/instances/a/", &[]).await;
    assert_eq!((range.status, range.text.as_str()), (200, FLOW));
}

#[tokio::test]
async fn a_status_can_be_preferred() {
    let empty = (404, String::new(), "code=404".to_owned());
    assert_eq!(preferred("code=404").await, empty);
    let range = (409, MESSAGE.to_owned(), "code=409".to_owned());
    assert_eq!(preferred("respond-async, CODE = \"409\"; x=1").await, range);
    let default = (503, MESSAGE.to_owned(), "code=503".to_owned());
    assert_eq!(preferred("code=503").await, default);
}

#[tokio::test]
async fn an_example_can_be_preferred() {
    let short = (200, SHORT.to_owned(), "example=short".to_owned());
    assert_eq!(preferred("example=short").await, short);
    let lines = ["code=200", "example=short"];
    let both = ask("GET", "/flows/instances/a/", &lines).await;
    assert_eq!(both.text, SHORT);
    assert_eq!(both.header("content-type"), "application/vnd.flow+json");
    assert_eq!(both.header("preference-applied"), "code=200, example=short");
}

#[tokio::test]
async fn what_the_document_does_not_show_is_not_made_up() {
    for (prefer, shown) in [
        ("example=long", " named \"long\""),
        ("code=404, example=short", " 404 named \"short\""),
        ("code=100", " 100"),
        ("code=abc", " abc"),
        ("code=", " "),
        ("code=\u{e9}", ""),
    ] {
        let answer = ask("GET", "/flows/instances/a/", &[prefer]).await;
        if prefer.is_ascii() {
            let message = format!("The document shows no answer{shown}.");
            assert_eq!(answer.json(), json!({ "detail": message }), "{prefer}");
            assert_eq!(answer.status, 501, "{prefer}");
        } else {
            // A header that is no text asks for nothing.
            assert_eq!(answer.status, 200, "{prefer}");
        }
    }
    for path in [
        "/flows/instances/?page=1",
        "/flows/bindings/6ba7b810-9dad-11d1-80b4-00c04fd430c8/",
    ] {
        let answer = ask("GET", path, &[]).await;
        assert_eq!(answer.status, 501, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn requests_are_checked_as_ever() {
    let wrong = ask("GET", "/flows/bindings/x/", &["code=404"]).await;
    assert_eq!(wrong.status, 400, "{}", wrong.text);
    let unknown = ask("GET", "/nowhere/", &[]).await;
    assert_eq!(unknown.status, 404);
    let mut anonymous = request("GET", "/flows/instances/a/", "", "");
    anonymous.headers_mut().remove("authorization");
    let router = flows::routes(Router::new(Mock, &DOCUMENT)).mocked(SHOWN);
    assert_eq!(send(router, anonymous).await.status, 403);
}

#[tokio::test]
async fn what_a_service_has_is_its_own() {
    let router = flows::routes(Router::new(Sample, &DOCUMENT)).mocked(SHOWN);
    let own = send(router, request("GET", "/flows/instances/a/", "", "")).await;
    assert_eq!(own.json()["slug"], "a");
}

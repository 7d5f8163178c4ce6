//! What handlers answer, and what becomes of their failures.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use std::sync::{Arc, Mutex};

use std::convert::Infallible;
use std::future::{Future, ready};

use oasmith_template_server::runtime::{
    Context, Endpoint, Identity, Input, Outcome, Refused, form,
};
use oasmith_template_types::operations;
use oasmith_template_types::runtime::{Json, Rule};
use sample::flows::Flows;
use sample::{DOCUMENT, PROBLEMS, Sample, User, call, request, router, send};
use serde_json::json;

#[tokio::test]
async fn documented_failures_have_their_status_and_body() {
    let answer = call("PATCH", "/flows/instances/invalid/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({ "slug": ["taken"] }))
    );
    let answer = call("PATCH", "/flows/instances/forbidden/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (403, json!({ "detail": "No." }))
    );
    let answer = call("PATCH", "/flows/instances/empty/").await;
    assert_eq!(
        (
            answer.status,
            answer.text.as_str(),
            answer.header("content-type")
        ),
        (404, "", "")
    );
}

#[tokio::test]
async fn other_statuses_have_the_shape_of_the_document() {
    let answer = call("PATCH", "/flows/instances/missing/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (404, json!({ "detail": "Not found." }))
    );
    let answer = call("PATCH", "/flows/instances/gone/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (410, json!({ "detail": "Gone." }))
    );
}

#[tokio::test]
async fn an_interim_status_is_no_answer() {
    assert_eq!(
        call("PATCH", "/flows/instances/continue/").await.status,
        500
    );
}

#[tokio::test]
async fn a_handler_adds_headers() {
    assert_eq!(
        call("GET", "/flows/instances/a/").await.header("etag"),
        "\"1\""
    );
}

#[tokio::test]
async fn internal_errors_go_to_the_hook_and_nowhere_else() {
    let paths = [
        "PATCH /flows/instances/secret/",
        "PATCH /flows/instances/panic/",
        "GET /flows/unwritten/",
    ];
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let router = router(&DOCUMENT).on_internal_error(move |cx, error| {
        sink.lock()
            .unwrap()
            .push(format!("{} {error}", cx.operation_id()));
    });
    for line in paths {
        let (method, path) = line.split_once(' ').unwrap();
        let answer = send(router.clone(), request(method, path, "", "")).await;
        assert_eq!(
            (answer.status, answer.json()),
            (500, json!({ "detail": "Internal server error." })),
            "{line}"
        );
    }
    let expected = [
        "flows_instances_partial_update top secret",
        "flows_instances_partial_update the handler panicked: top secret",
        "flows_unwritten the value cannot be written as JSON",
    ];
    assert_eq!(*seen.lock().unwrap(), expected);
    assert_eq!(
        send(router, request("PATCH", "/flows/instances/a/", "", ""))
            .await
            .status,
        200
    );
}

/// Runs a test of this program by itself and gives what it writes to standard error.
fn standard_error_of(test: &str) -> String {
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test]
async fn an_internal_error_without_a_hook() {
    let answer = call("PATCH", "/flows/instances/secret/").await;
    assert_eq!(answer.json(), json!({ "detail": "Internal server error." }));
}

#[test]
fn is_a_line_on_standard_error() {
    let written = standard_error_of("an_internal_error_without_a_hook");
    let line = "flows_instances_partial_update: internal error: top secret";
    assert!(written.lines().any(|written| written == line), "{written}");
}

#[tokio::test]
async fn a_handler_finds_a_request_invalid() {
    let answer = call("PATCH", "/flows/instances/taken/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({ "slug": ["is taken"] }))
    );
    let answer = call("PATCH", "/flows/instances/unknown/").await;
    let expected = json!({
        "a/b": ["does not exist", "is not yours"],
        "non_field_errors": ["is too much"],
    });
    assert_eq!((answer.status, answer.json()), (400, expected));
    let answer = send(
        router(&PROBLEMS),
        request("PATCH", "/flows/instances/taken/", "", ""),
    )
    .await;
    let errors = json!([{ "in": "body", "pointer": "/slug", "detail": "is taken" }]);
    assert_eq!((answer.status, &answer.json()["errors"]), (422, &errors));
}

#[tokio::test]
async fn an_answer_that_breaks_the_document_is_found() {
    let huge = || request("PATCH", "/flows/instances/huge/", "", "");
    let seen = Arc::new(Mutex::new(String::new()));
    let sink = Arc::clone(&seen);
    let checking = router(&DOCUMENT)
        .check_answers(true)
        .on_internal_error(move |_, error| *sink.lock().unwrap() = error.to_string());
    assert_eq!(send(checking, huge()).await.status, 500);
    assert_eq!(
        *seen.lock().unwrap(),
        "the answer breaks the document: /slug must have at most 100 characters"
    );
    let trusting = router(&DOCUMENT).check_answers(false);
    assert_eq!(send(trusting, huge()).await.status, 200);
}

operations! {
    Names = GET "/names" as "names" => 200 Json<Vec<String>> | Infallible, within Rule::new().max_items(2);
}

impl Endpoint<Sample> for Names {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        cx: &'a Context,
        _: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let names = cx.uri().query().unwrap_or_default().split(',');
        Ok(ready(Ok(names.map(str::to_owned).collect())))
    }
}

#[tokio::test]
async fn so_is_one_that_breaks_the_limits_of_the_whole() {
    let router = router(&DOCUMENT).check_answers(true).route::<Names>();
    let router = router.on_internal_error(|_, _| ());
    for (query, status) in [("a,b", 200), ("a,b,c", 500)] {
        let request = request("GET", &format!("/names?{query}"), "", "");
        assert_eq!(
            send(router.clone(), request).await.status,
            status,
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_hook_that_panics_does_not_take_the_answer_along() {
    let router = router(&DOCUMENT).on_internal_error(|_, _| panic!("hook"));
    let answer = send(router, request("PATCH", "/flows/instances/secret/", "", "")).await;
    assert_eq!(answer.status, 500);
}

#[tokio::test]
async fn a_handler_can_be_called_without_a_router() {
    let (parts, ()) = http::Request::new(()).into_parts();
    let identity = Identity::new(User("admin".into()));
    let cx = Context::new("flows_instances_retrieve", parts).with_identity(identity);
    let flow = Sample.instances_retrieve(&cx, "a".into()).await.unwrap();
    assert_eq!(flow.title, "admin");
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_events_is_kept_alive_where_the_handler_wants_it() {
    const EVENT: &str = "data: {\"slug\":\"\",\"title\":\"\"}\n\n";
    let silent = call("GET", "/flows/watch/").await;
    assert_eq!(silent.header("content-type"), "text/event-stream");
    assert_eq!(silent.text, [EVENT, EVENT].concat());
    // After 15 and 30 s; an event begins a new pause.
    let alive = call("GET", "/flows/watch/?alive").await;
    assert_eq!(alive.text, [":\n\n", ":\n\n", EVENT, EVENT].concat());
}

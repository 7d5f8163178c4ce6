//! Reading and checking what a request holds.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use std::convert::Infallible;
use std::future::ready;
use std::pin::Pin;
use std::task;

use bytes::Bytes;
use oasmith_template_server::runtime::{Context, Endpoint, Input, Outcome, Refused, form};
use oasmith_template_server::types::runtime::text::Style;
use oasmith_template_server::types::runtime::{Operation, Rule, Security, Text};
use sample::types::PatchedFlowRequest;
use sample::{DOCUMENT, PROBLEMS, Sample, call, call_json, request, router, send};
use serde_json::{Value, json};
use tower_service::Service;

const PATCH: &str = "/flows/instances/a/";

/// An operation that answers with a text and asks for no credentials.
macro_rules! operation {
    ($name:ident = $method:literal $path:literal as $id:literal) => {
        impl Operation for $name {
            const ID: &'static str = $id;
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            const STATUS: u16 = 200;
            const SECURITY: Security = Security::Unstated;
            type Success = Text;
            type Failure = Infallible;
        }
    };
}

async fn invalid(path: &str, body: &str) -> Value {
    let answer = call_json("PATCH", path, body).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (400, "application/json"),
        "{answer:?}"
    );
    assert!(
        !answer.text.contains("s3cret"),
        "the answer has what was sent: {}",
        answer.text
    );
    answer.json()
}

#[tokio::test]
async fn a_right_body_reaches_the_handler() {
    for content_type in ["application/json", "Application/JSON; charset=utf-8"] {
        let request = request(
            "PATCH",
            PATCH,
            content_type,
            r#"{"title": "Welcome", "unknown": 1}"#,
        );
        let answer = send(router(&DOCUMENT), request).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "application/json")
        );
        assert_eq!(answer.json(), json!({ "slug": "a", "title": "Welcome" }));
    }
}

#[tokio::test]
async fn an_optional_body_can_be_left_out() {
    assert_eq!(call("PATCH", PATCH).await.json()["title"], "no body");
    assert_eq!(
        call_json("PATCH", PATCH, "").await.json()["title"],
        "no body"
    );
}

#[tokio::test]
async fn a_required_body_cannot() {
    let answer = call("POST", "/flows/instances/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({ "non_field_errors": ["is required"] }))
    );
}

#[tokio::test]
async fn what_is_no_object_is_invalid() {
    for body in [" null\n", "1", "{", "\"s3cret\"", "{} x", "\u{0}"] {
        let fields = invalid(PATCH, body).await;
        assert!(fields["non_field_errors"][0].is_string(), "{body} {fields}");
    }
    assert_eq!(
        invalid(PATCH, "null").await["non_field_errors"],
        json!(["must not be null"])
    );
}

#[tokio::test]
async fn a_wrong_type_names_its_field() {
    let fields = invalid(PATCH, r#"{"order": "s3cret"}"#).await;
    assert_eq!(fields, json!({ "order": ["must be an integer"] }));
    let fields = invalid(PATCH, r#"{"flow_set": [{"slug": "a"}, {}]}"#).await;
    assert_eq!(fields["flow_set"][1]["slug"], json!(["is required"]));
}

#[tokio::test]
async fn all_violations_are_named_at_once() {
    let fields = invalid(
        PATCH,
        r#"{"slug": "S3CRET s3cret", "order": 11, "flow_set": [{"slug": ""}]}"#,
    )
    .await;
    assert_eq!(
        fields["slug"],
        json!(["must have at most 5 characters", "must match ^[-a-z]*$"])
    );
    assert_eq!(fields["order"], json!(["must be at most 10"]));
    assert!(
        fields["flow_set"]
            .to_string()
            .contains("must have at least 1 character")
    );
}

#[tokio::test]
async fn a_wrong_type_hides_no_other_fault() {
    let body = json!({
        "slug": "S3CRET s3cret",
        "title": 1,
        "order": 11,
        "flow_set": [{ "slug": "" }, { "slug": 1 }, {}, { "slug": "fine" }],
    });
    let expected = json!({
        "slug": ["must have at most 5 characters", "must match ^[-a-z]*$"],
        "title": ["must be a string"],
        "order": ["must be at most 10"],
        "flow_set": [
            { "slug": ["must have at least 1 character"] },
            { "slug": ["must be a string"] },
            { "slug": ["is required"] },
        ],
    });
    assert_eq!(invalid(PATCH, &body.to_string()).await, expected);
}

#[tokio::test]
async fn a_wrong_path_parameter_is_invalid() {
    let answer = call("GET", "/flows/bindings/s3cret/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({ "fsb_uuid": ["must be a UUID"] }))
    );
    let answer = call("GET", "/flows/instances/%FF/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({ "slug": ["must be UTF-8 text"] }))
    );
    let uuid = "00000000-0000-0000-0000-000000000003";
    assert_eq!(
        call("GET", &format!("/flows/bindings/{uuid}/"))
            .await
            .json()["slug"],
        uuid
    );
}

#[tokio::test]
async fn a_query_is_read() {
    let path = "/flows/instances/?search=a+b%2Bc%C3%A9&page=2&designation=x&designation=y%2Cz&identifier_in=1,2&other";
    let answer = call("GET", path).await;
    let expected = r#"InstancesListQuery { search: Some("a b+cé"), page: Some(2), designation: Some(["x", "y,z"]), identifier_in: Some([1, 2]), x_request_id: None }"#;
    assert_eq!(answer.json()[0]["title"], expected);
    let answer = call("GET", "/flows/instances/?identifier_in=1%2C2&p%61ge=3").await;
    let title = answer.json()[0]["title"].to_string();
    assert!(
        title.contains("identifier_in: Some([1, 2])") && title.contains("page: Some(3)"),
        "{title}"
    );
}

#[tokio::test]
async fn wrong_parameters_are_named_at_once() {
    let path = "/flows/instances/?page=0&identifier_in=1,s3cret&search=%FF";
    let mut request = request("GET", path, "", "");
    request
        .headers_mut()
        .insert("x-request-id", "s3cret".parse().unwrap());
    let answer = send(router(&DOCUMENT), request).await;
    assert_eq!(answer.status, 400);
    assert!(!answer.text.contains("s3cret"));
    let fields = answer.json();
    assert_eq!(fields["page"], json!(["must be at least 1"]));
    assert_eq!(fields["search"], json!(["must be UTF-8 text"]));
    assert_eq!(fields["X-Request-ID"], json!(["must be a UUID"]));
    assert!(
        fields["identifier_in"]
            .to_string()
            .contains("must be an integer")
    );
}

#[tokio::test]
async fn a_scalar_is_given_once() {
    let answer = call("GET", "/flows/instances/?page=1&page=2").await;
    assert_eq!(answer.json(), json!({ "page": ["must be given once"] }));
}

#[tokio::test]
async fn problem_details_tell_where_it_was() {
    let answer = send(
        router(&PROBLEMS),
        request("GET", "/flows/instances/?page=x", "", ""),
    )
    .await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (422, "application/problem+json")
    );
    let errors = json!([{ "in": "query", "pointer": "/page", "detail": "must be an integer" }]);
    assert_eq!(answer.json()["errors"], errors);
}

#[tokio::test]
async fn another_media_type_is_415() {
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "",
    ] {
        let answer = send(
            router(&DOCUMENT),
            request("PATCH", PATCH, content_type, "{}"),
        )
        .await;
        assert_eq!(
            (answer.status, answer.header("accept")),
            (415, "application/json"),
            "{content_type}"
        );
        assert_eq!(
            answer.json(),
            json!({ "detail": "Unsupported media type, expected application/json." })
        );
    }
}

#[tokio::test]
async fn a_compressed_body_is_415() {
    let coded = |path: &str, content_type: &str, coding: &'static str| {
        let mut request = request("POST", path, content_type, r#"{"slug":"a","title":"T"}"#);
        let coding = http::HeaderValue::from_static(coding);
        request.headers_mut().insert("content-encoding", coding);
        send(router(&DOCUMENT), request)
    };
    let answer = coded("/flows/instances/", "application/json", "gzip").await;
    assert_eq!(
        (answer.status, answer.header("accept-encoding")),
        (415, "identity")
    );
    assert_eq!(
        answer.json(),
        json!({ "detail": "Unsupported content coding, expected identity." })
    );
    let plain = coded("/flows/instances/", "application/json", "Identity").await;
    assert_eq!(plain.status, 201);
    // Who reads bytes gets them as they are.
    let raw = coded("/flows/import/", "multipart/form-data; boundary=x", "gzip").await;
    assert_eq!(raw.status, 200);
}

#[tokio::test]
async fn a_raw_body_is_handed_over() {
    let content_type = "multipart/form-data; boundary=x";
    let answer = send(
        router(&DOCUMENT),
        request("POST", "/flows/import/", content_type, "--x--"),
    )
    .await;
    assert_eq!(answer.text, "multipart/form-data; boundary=x 5");
    assert_eq!(call_json("POST", "/flows/import/", "{}").await.status, 415);
}

#[tokio::test]
async fn a_long_body_is_413() {
    let body = r#"{"title": "0123456789"}"#;
    let at_limit = router(&DOCUMENT).body_limit(body.len());
    assert_eq!(
        send(at_limit, request("PATCH", PATCH, "application/json", body))
            .await
            .status,
        200
    );
    let above = router(&DOCUMENT).body_limit(body.len() - 1);
    let answer = send(above, request("PATCH", PATCH, "application/json", body)).await;
    let detail = format!("The request body has more than {} bytes.", body.len() - 1);
    assert_eq!(
        (answer.status, answer.json()),
        (413, json!({ "detail": detail }))
    );
}

/// Three frames of ten bytes each.
struct Frames(usize);

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> task::Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        self.0 += 1;
        let frame = http_body::Frame::data(Bytes::from_static(b"          "));
        task::Poll::Ready((self.0 <= 3).then_some(Ok(frame)))
    }
}

#[tokio::test]
async fn a_body_of_unknown_length_is_limited_too() {
    for (limit, status) in [(29, 413), (30, 400)] {
        let request = request("PATCH", PATCH, "application/json", "").map(|_| Frames(0));
        let response = router(&DOCUMENT)
            .body_limit(limit)
            .call(request)
            .await
            .unwrap();
        assert_eq!(response.status(), status);
    }
}

/// Reads each kind of parameter that the sample has none of.
enum Kinds {}

operation!(Kinds = "GET" "/kinds/" as "kinds");

impl Endpoint<Sample> for Kinds {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let query: Result<String, Refused> = input.query("q");
        let list: Result<Vec<i64>, Refused> = input.query_as("list", Style::FORM);
        let header: Result<i64, Refused> = input.header("X-One");
        let headers: Result<Vec<String>, Refused> = input.header("X-Many");
        let cookie: Result<String, Refused> = input.cookie("c");
        let arguments = (query?, list?, header?, headers?, cookie?);
        Ok(ready(Ok(format!("{arguments:?}"))))
    }
}

/// Takes JSON under a media type of its own.
enum Merge {}

operation!(Merge = "PUT" "/merge/" as "merge");

impl Endpoint<Sample> for Merge {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let body: PatchedFlowRequest = input.body_as(&["application/merge-patch+json"])?;
        Ok(ready(Ok(body.title)))
    }
}

/// Takes a list that has limits.
enum Names {}

operation!(Names = "PUT" "/names/" as "names");

impl Endpoint<Sample> for Names {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let item = Rule::new().min_length(1);
        let rule = Rule::new().max_items(2).items(&item);
        let names: Vec<String> = input.checked_body(&["application/json"], &rule)?;
        Ok(ready(Ok(names.join(" "))))
    }
}

#[tokio::test]
async fn a_body_that_is_no_object_has_limits() {
    let names = async |body: &str| {
        let request = request("PUT", "/names/", "application/json", body);
        send(router(&DOCUMENT).route::<Names>(), request).await
    };
    assert_eq!(names(r#"["a", "b"]"#).await.text, "a b");
    let answer = names(r#"["a", "", 1]"#).await;
    let expected = json!({
        "1": ["must have at least 1 character"],
        "2": ["must be a string"],
        "non_field_errors": ["must have at most 2 items"],
    });
    assert_eq!((answer.status, answer.json()), (400, expected));
    assert_eq!(names("").await.status, 400);
}

#[tokio::test]
async fn json_under_another_media_type_is_read() {
    for (content_type, body, status) in [
        ("application/merge-patch+json", r#"{"title": "T"}"#, 200),
        (
            "Application/Merge-Patch+JSON; charset=utf-8",
            r#"{"title": "T"}"#,
            200,
        ),
        ("application/merge-patch+json", r#"{"order": 11}"#, 400),
        ("application/merge-patch+json", "", 400),
        ("application/json", "{}", 415),
    ] {
        let router = router(&DOCUMENT).route::<Merge>();
        let answer = send(router, request("PUT", "/merge/", content_type, body)).await;
        assert_eq!(answer.status, status, "{content_type} {body} {answer:?}");
        if status == 200 {
            assert_eq!(answer.text, "T");
        }
    }
}

async fn kinds(query: &str, headers: &[(&'static str, &str)]) -> sample::Answer {
    let mut request = request("GET", &format!("/kinds/{query}"), "", "");
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    send(router(&DOCUMENT).route::<Kinds>(), request).await
}

#[tokio::test]
async fn each_kind_of_parameter_is_read() {
    let headers = [
        ("x-one", "5"),
        ("x-many", "a, b"),
        ("x-many", "c"),
        ("cookie", "b=1; c=x%20y"),
    ];
    let answer = kinds("?q=&list=1,2", &headers).await;
    assert_eq!(answer.text, r#"("", [1, 2], 5, ["a", "b", "c"], "x y")"#);
}

#[tokio::test]
async fn what_is_required_and_missing_is_named_once() {
    let answer = kinds("", &[]).await;
    let required = json!(["is required"]);
    let expected = json!({ "q": required, "list": required, "X-One": required, "X-Many": required, "c": required });
    assert_eq!((answer.status, answer.json()), (400, expected));
    let twice = json!(["must be given once"]);
    let answer = kinds(
        "?q=1&q=2&list=1&list=2",
        &[
            ("x-one", "1"),
            ("x-one", "2"),
            ("x-many", ""),
            ("cookie", "c="),
        ],
    )
    .await;
    assert_eq!(
        answer.json(),
        json!({ "q": twice, "list": twice, "X-One": twice })
    );
}

/// Takes any JSON.
enum Anything {}

operation!(Anything = "PUT" "/anything/" as "anything");

impl Endpoint<Sample> for Anything {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let body: Option<Option<Value>> = input.optional_body()?;
        Ok(ready(Ok(format!("{body:?}"))))
    }
}

#[tokio::test]
async fn null_is_a_body_where_it_is_a_value() {
    let router = router(&DOCUMENT).route::<Anything>();
    for (body, read) in [
        ("null", "Some(None)"),
        ("1", "Some(Some(Number(1)))"),
        ("", "None"),
    ] {
        let request = request("PUT", "/anything/", "application/json", body);
        assert_eq!(send(router.clone(), request).await.text, read, "{body}");
    }
}

//! One value in several notations: JSON, and forms with the same members.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use std::convert::Infallible;

use oasmith_template_server::endpoints;
use oasmith_template_server::runtime::{Context, Error, Router};
use oasmith_template_server::types::record;
use oasmith_template_server::types::runtime::Rule;
use sample::types::PatchedFlowRequest;
use sample::{DOCUMENT, Sample, request, send};
use serde_json::json;

/// What generated types would have.
mod op {
    use std::convert::Infallible;

    use oasmith_template_server::types::operations;
    use oasmith_template_server::types::runtime::Text;

    operations! {
        Make = POST "/make" as "make" => 200 Text | Infallible;
        MayMake = POST "/may" as "may_make" => 200 Text | Infallible;
        Close = POST "/close" as "close" => 200 Text | Infallible;
    }
}

/// Has no other members than these.
#[derive(Clone, Debug, Default, PartialEq)]
struct Closed {
    title: Option<String>,
    within: Option<Vec<Self>>,
}

record! {
    Closed closed {
        title: optional within Rule::new().max_length(3),
        within: optional checked,
    }
}

trait Making: Send + Sync + 'static {
    fn make(
        &self,
        cx: &Context,
        body: PatchedFlowRequest,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;

    fn may_make(
        &self,
        cx: &Context,
        body: Option<PatchedFlowRequest>,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;

    fn close(
        &self,
        cx: &Context,
        body: Closed,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;
}

impl Making for Sample {
    async fn make(
        &self,
        _: &Context,
        body: PatchedFlowRequest,
    ) -> Result<String, Error<Infallible>> {
        Ok(body.title)
    }

    async fn may_make(
        &self,
        _: &Context,
        body: Option<PatchedFlowRequest>,
    ) -> Result<String, Error<Infallible>> {
        Ok(body.map_or_else(|| "nothing".to_owned(), |body| body.title))
    }

    async fn close(&self, _: &Context, body: Closed) -> Result<String, Error<Infallible>> {
        Ok(body.title.unwrap_or_default())
    }
}

endpoints! {
    Making {
        op::Make => make(body: body_or_form(&[
            "application/json; charset=utf-8",
            "application/x-www-form-urlencoded",
        ], &Rule::new())),
        op::MayMake => may_make(body: optional_body_or_form(&[
            "application/vnd.flow+json",
            "multipart/form-data",
        ], &Rule::new())),
        op::Close => close(body: body_or_form(&[
            "application/json",
            "application/x-www-form-urlencoded",
        ], &Rule::new())),
    }
}

fn router() -> Router<Sample> {
    routes(Router::new(Sample, &DOCUMENT))
}

async fn answer(path: &str, content_type: &str, body: &str) -> sample::Answer {
    send(router(), request("POST", path, content_type, body)).await
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nT\r\n--b--\r\n";

#[tokio::test]
async fn the_media_type_says_how_the_value_is_written() {
    let json = r#"{"title": "T"}"#;
    for content_type in ["application/json", "APPLICATION/JSON; charset=ascii"] {
        assert_eq!(answer("/make", content_type, json).await.text, "T");
    }
    for content_type in [FORM, "Application/X-www-form-urlencoded; charset=utf-8"] {
        assert_eq!(answer("/make", content_type, "title=T").await.text, "T");
    }
    assert_eq!(
        answer("/may", "application/vnd.flow+json", json).await.text,
        "T"
    );
    let multipart = "multipart/form-data; boundary=b";
    assert_eq!(answer("/may", multipart, PARTS).await.text, "T");
}

#[tokio::test]
async fn limits_hold_in_each_notation() {
    let expected = json!({ "order": ["must be at most 10"] });
    for (content_type, body) in [
        ("application/json", r#"{"title": "T", "order": 11}"#),
        (FORM, "title=T&order=11"),
    ] {
        let answer = answer("/make", content_type, body).await;
        assert_eq!((answer.status, answer.json()), (400, expected.clone()));
    }
}

#[tokio::test]
async fn a_form_that_is_not_listed_is_refused() {
    assert_eq!(answer("/may", FORM, "title=T").await.status, 415);
    let multipart = "multipart/form-data; boundary=b";
    assert_eq!(answer("/make", multipart, PARTS).await.status, 415);
    assert_eq!(answer("/make", "text/plain", "{}").await.status, 415);
}

#[tokio::test]
async fn what_may_be_missing_may_be_missing() {
    assert_eq!(answer("/may", "", "").await.text, "nothing");
    assert_eq!(answer("/make", "", "").await.status, 400);
}

#[tokio::test]
async fn members_that_the_document_forbids_are_named_with_all_that_is_wrong() {
    let body = json!({
        "title": "long",
        "more": "s3cret",
        "within": [{ "title": "T" }, { "a": {}, "b": [], "title": 1 }],
    });
    let body = body.to_string();
    let forbidden = json!(["must not be there"]);
    let expected = json!({
        "title": ["must have at most 3 characters"],
        "more": forbidden,
        "within": [{}, { "a": forbidden, "b": forbidden, "title": ["must be a string"] }],
    });
    let answer = answer("/close", "application/json", &body).await;
    assert_eq!((answer.status, answer.json()), (400, expected));
}

#[tokio::test]
async fn who_wants_to_passes_over_them() {
    let body = r#"{ "title": "T", "more": 1 }"#;
    let request = request("POST", "/close", "application/json", body);
    let answer = send(router().refuse_forbidden_members(false), request).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "T"));
}

#[tokio::test]
async fn a_form_may_have_other_members() {
    assert_eq!(answer("/close", FORM, "title=T&more=1").await.text, "T");
}

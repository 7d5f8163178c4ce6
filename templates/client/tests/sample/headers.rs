//! The headers that the document declares for an answer.

use std::convert::Infallible;

use oasmith_template_types::runtime::{Empty, text};
use oasmith_template_types::{header_fields, operations, record};

use crate::recorder::Recorder;
use crate::runtime::{Call, Error};

operations! {
    Count = GET "/count" as "count" => 204 Empty | Infallible, headers CountHeaders;
}

#[derive(Clone, Debug, PartialEq)]
pub struct CountHeaders {
    total: i64,
    filter: Option<serde_json::Value>,
    tags: Option<Vec<String>>,
}

record! {
    CountHeaders {
        total: required "X-Total",
        filter: optional "X-Filter",
        tags: optional "X-Tags",
    }
}

header_fields! {
    CountHeaders {
        "X-Total": required,
        "X-Filter": optional as text::Style::JSON,
        "X-Tags": optional,
    }
}

#[tokio::test]
async fn headers_are_read_as_the_document_says() {
    let server = Recorder::answering(204, "")
        .header("x-total", "3")
        .header("x-filter", r#"{"a": [1]}"#)
        .header("x-tags", "a, b")
        .header("x-tags", "c");
    let client = server.client();
    let expected = CountHeaders {
        total: 3,
        filter: Some(serde_json::json!({"a": [1]})),
        tags: Some(vec!["a".into(), "b".into(), "c".into()]),
    };
    let ((), headers) = Call::<Count>::new(&client).with_headers().await.unwrap();
    assert_eq!(headers, expected);
    let answer = Call::<Count>::new(&client).send().await.unwrap();
    assert_eq!(answer.typed_headers::<CountHeaders>().unwrap(), expected);
}

#[tokio::test]
async fn headers_may_be_left_out_unless_they_are_required() {
    let client = Recorder::answering(204, "").header("x-total", "3").client();
    let ((), headers) = Call::<Count>::new(&client).with_headers().await.unwrap();
    assert_eq!((headers.filter, headers.tags), (None, None));
}

#[tokio::test]
async fn a_header_that_is_missing_or_wrong_is_named() {
    let client = Recorder::answering(204, "").client();
    let call = Call::<Count>::new(&client);
    let Err(Error::Decode { message, .. }) = call.clone().with_headers().await else {
        panic!("a required header is missing");
    };
    assert_eq!(message, r#"the header "X-Total" is required"#);
    // Who does not ask for them does not mind.
    call.await.unwrap();
    let client = Recorder::answering(204, "")
        .header("x-total", "many")
        .client();
    let Err(Error::Decode { message, .. }) = Call::<Count>::new(&client).with_headers().await
    else {
        panic!("a number is a word");
    };
    assert!(
        message.starts_with(r#"the header "X-Total" must be"#),
        "{message}"
    );
}

#[tokio::test]
async fn a_failure_has_headers_of_its_own() {
    let client = Recorder::answering(429, "").header("x-total", "3").client();
    let error = Call::<Count>::new(&client).await.unwrap_err();
    let headers = error.typed_headers::<CountHeaders>().unwrap().unwrap();
    assert_eq!(headers.total, 3);
    let client = Recorder::answering(429, "").header("x-total", "many");
    let client = client.client();
    let error = Call::<Count>::new(&client).await.unwrap_err();
    let wrong = error.typed_headers::<CountHeaders>().unwrap().unwrap_err();
    assert_eq!(wrong.path, "/X-Total");
    let unsent: Error<Infallible> = Error::Timeout;
    assert!(unsent.typed_headers::<CountHeaders>().is_none());
}

#[tokio::test]
async fn a_failure_is_none_of_headers() {
    let client = Recorder::answering(500, "").client();
    let error = Call::<Count>::new(&client)
        .with_headers()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Undocumented { .. }), "{error:?}");
}

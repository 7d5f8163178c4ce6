//! How answers are told apart.

use std::collections::BTreeSet;
use std::error::Error as _;

use crate::recorder::Recorder;
use crate::runtime::{Call, Error};
use crate::types::operations::flows as op;
use crate::types::{ApiError, Flow, GenericError};

const FLOW: &str = r#"{"slug": "a", "title": "A"}"#;

async fn patch(answer: &Recorder) -> Result<Flow, Error<ApiError>> {
    answer.client().flows().instances_partial_update("a").await
}

#[tokio::test]
async fn success_is_typed() {
    let flow = patch(&Recorder::answering(200, FLOW)).await.unwrap();
    assert_eq!(
        flow,
        Flow {
            slug: "a".into(),
            title: "A".into()
        }
    );
}

#[tokio::test]
async fn any_2xx_is_a_success() {
    let client = Recorder::answering(201, FLOW).client();
    let response = client
        .flows()
        .instances_partial_update("a")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (response.status.as_u16(), response.body.slug.as_str()),
        (201, "a")
    );
    assert_eq!(response.headers["content-type"], "application/json");
}

#[tokio::test]
async fn documented_success_can_be_a_redirect() {
    let client = Recorder::answering(302, "").client();
    Call::<op::Alternatives>::new(&client).await.unwrap();
    assert!(Call::<op::Optional>::new(&client).await.is_err());
}

#[tokio::test]
async fn documented_failures_go_by_status() {
    // The body of one failure with the status of the other: the shape must not decide.
    let error = patch(&Recorder::answering(400, r#"{"detail": "x"}"#))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Api(ApiError::BadRequest(_), _)),
        "{error:?}"
    );
    let error = patch(&Recorder::answering(403, r#"{"detail": "no"}"#))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(error.to_string(), "status 403");
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    let Error::Api(ApiError::Forbidden(GenericError { detail }), _) = error else {
        panic!("{error:?}")
    };
    assert_eq!(detail, "no");
}

#[tokio::test]
async fn failure_without_content_ignores_its_body() {
    let error = patch(&Recorder::answering(404, "<html>"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Api(ApiError::NotFound, _)));
}

#[tokio::test]
async fn undocumented_status_keeps_everything() {
    for status in [302, 409, 500] {
        let answer = Recorder::answering(status, "<h1>Oops</h1>").content_type("text/html");
        let error = patch(&answer).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("Oops"));
        let shown = error.to_string();
        let expected = format!("PATCH /flows/instances/{{slug}}/: the answer {status} ");
        assert!(shown.starts_with(&expected), "{shown}");
        assert!(shown.ends_with(" is not documented (13 bytes)"), "{shown}");
        assert_eq!(error.text().as_deref(), Some("<h1>Oops</h1>"));
        assert_eq!(error.json::<String>(), None);
        assert!(error.violations().is_empty());
        let Error::Undocumented {
            target: _,
            status: seen,
            headers,
            body,
        } = error
        else {
            panic!("{error:?}")
        };
        assert_eq!((seen.as_u16(), &body[..]), (status, &b"<h1>Oops</h1>"[..]));
        assert_eq!(headers["content-type"], "text/html");
    }
}

#[tokio::test]
async fn unreadable_body_tells_place_and_status() {
    let error = patch(&Recorder::answering(200, r#"{"slug": "a", "title": 7}"#))
        .await
        .unwrap_err();
    assert_eq!(error.raw_body().unwrap(), r#"{"slug": "a", "title": 7}"#);
    assert!(error.headers().unwrap().contains_key("content-type"));
    let Error::Decode { status, path, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!((status.as_u16(), path.as_str()), (200, "/title"));

    // A declared failure is no less checked.
    let error = patch(&Recorder::answering(403, "{}")).await.unwrap_err();
    assert!(
        matches!(&error, Error::Decode { status, path, .. } if *status == 403 && path == "/detail")
    );
    // And what can be done where the document is wrong.
    let words = error.to_string();
    assert!(
        words.contains("`optional` in `[fields]` of oasmith.toml"),
        "{words}"
    );
}

#[tokio::test]
async fn messages_are_read_by_field() {
    let body = r#"{"slug": ["is taken"], "non_field_errors": ["is too much"]}"#;
    for status in [400, 422] {
        // 400 is documented, 422 is not.
        let error = patch(&Recorder::answering(status, body)).await.unwrap_err();
        let violations = error.violations();
        // Whether an object keeps the order of its keys is a feature of serde_json that any crate may turn on.
        let lines: BTreeSet<String> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines.iter().collect::<Vec<_>>(),
            ["/slug is taken", "the value is too much"]
        );
        let slug: Vec<_> = violations
            .about("slug")
            .map(|found| &*found.message)
            .collect();
        assert_eq!(slug, ["is taken"]);
    }
    let error = patch(&Recorder::answering(403, r#"{"detail": "no"}"#))
        .await
        .unwrap_err();
    assert!(error.violations().is_empty());
}

#[tokio::test]
async fn answer_of_a_proxy_is_named() {
    let answer = Recorder::answering(200, "<html>").content_type("text/html");
    let error = patch(&answer).await.unwrap_err().to_string();
    assert!(
        error.starts_with(
            "PATCH /flows/instances/{slug}/: the answer 200 OK is not as documented: the body "
        ),
        "{error}"
    );
    assert!(error.ends_with("(the answer is text/html)"), "{error}");
}

#[tokio::test]
async fn empty_and_text_bodies() {
    for body in ["", "ignored"] {
        Recorder::answering(204, body)
            .client()
            .flows()
            .instances_destroy("a")
            .await
            .unwrap();
    }
    let answer = Recorder::answering(200, "version: 1");
    let text = answer
        .client()
        .flows()
        .instances_export("a", 1)
        .await
        .unwrap();
    assert_eq!(text, "version: 1");
    let error = patch(&Recorder::answering(200, "")).await.unwrap_err();
    assert!(matches!(error, Error::Decode { .. }));
}

#[tokio::test]
async fn response_limit() {
    let answer = Recorder::answering(200, FLOW);
    let enough = answer.builder().response_limit(FLOW.len()).build().unwrap();
    enough.flows().instances_partial_update("a").await.unwrap();
    let short = answer
        .builder()
        .response_limit(FLOW.len() - 1)
        .build()
        .unwrap();
    let error = short
        .flows()
        .instances_partial_update("a")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert!(error.source().is_none());
    assert!(error.to_string().contains("more than 26 bytes"), "{error}");
}

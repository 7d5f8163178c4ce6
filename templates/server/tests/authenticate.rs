//! Who a request comes from.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use sample::{Answer, DOCUMENT, PROBLEMS, request, router, send};
use serde_json::json;

const MISSING: &str = "Authentication credentials were not provided.";
const WRONG: &str = "Invalid credentials.";

async fn who(path: &str, headers: &[(&'static str, &str)]) -> Answer {
    let mut request = request("GET", path, "", "");
    request.headers_mut().remove("authorization");
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    send(router(&DOCUMENT), request).await
}

fn assert_denied(answer: &Answer, detail: &str) {
    assert_eq!(
        (answer.status, answer.json()),
        (403, json!({ "detail": detail }))
    );
}

#[tokio::test]
async fn a_protected_operation_asks_for_its_credential() {
    let path = "/flows/instances/a/";
    assert_denied(&who(path, &[]).await, MISSING);
    assert_denied(
        &who(path, &[("authorization", "Basic dTp0MGtlbg==")]).await,
        MISSING,
    );
    assert_denied(
        &who(path, &[("authorization", "Bearer s3cret")]).await,
        WRONG,
    );
    assert_denied(
        &who(path, &[("authorization", "Bearer expired")]).await,
        "Token expired.",
    );
    assert_denied(&who(path, &[("authorization", "Bearer")]).await, WRONG);
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let answer = who(path, &[("authorization", &format!("{scheme} t0ken"))]).await;
        assert_eq!(answer.json()["title"], "authentik -");
    }
}

#[tokio::test]
async fn it_is_asked_before_the_body_is_read() {
    let mut request = request("PATCH", "/flows/instances/a/", "text/plain", "far too long");
    request.headers_mut().remove("authorization");
    let answer = send(router(&DOCUMENT).body_limit(1), request).await;
    assert_denied(&answer, MISSING);
}

#[tokio::test]
async fn a_check_that_fails_is_500() {
    for token in ["down", "panic"] {
        let answer = who(
            "/flows/instances/a/",
            &[("authorization", &format!("Bearer {token}"))],
        )
        .await;
        assert_eq!(
            (answer.status, answer.json()),
            (500, json!({ "detail": "Internal server error." }))
        );
    }
}

#[tokio::test]
async fn an_anonymous_alternative_asks_for_none_but_takes_no_wrong_one() {
    for path in ["/who/optional/", "/who/unstated/"] {
        assert_eq!(who(path, &[]).await.text, "anonymous");
        assert_eq!(
            who(path, &[("authorization", "Bearer t0ken")]).await.text,
            "authentik -"
        );
        assert_denied(
            &who(path, &[("authorization", "Bearer s3cret")]).await,
            WRONG,
        );
    }
    assert_eq!(
        who("/who/unstated/", &[("x-api-key", "t0ken")]).await.text,
        "key -"
    );
    // A parameter may be called like a key that other operations ask for.
    assert_eq!(
        who("/who/unstated/", &[("x-api-key", "s3cret")]).await.text,
        "anonymous"
    );
}

#[tokio::test]
async fn each_alternative_is_enough() {
    let path = "/who/any/";
    assert_denied(
        &who(path, &[("authorization", "Bearer t0ken")]).await,
        MISSING,
    );
    assert_eq!(
        who(path, &[("authorization", "Bearer+Agent t0ken")])
            .await
            .text,
        "agent -"
    );
    assert_eq!(
        who(path, &[("authorization", "Basic dTp0MGtlbg==")])
            .await
            .text,
        "basic u"
    );
    assert_denied(&who(path, &[("authorization", "Basic !")]).await, WRONG);
    assert_eq!(who(path, &[("x-api-key", "t0ken")]).await.text, "key -");
    let wrong_and_right = [
        ("x-api-key", "t0ken"),
        ("authorization", "bearer+agent s3cret"),
    ];
    assert_eq!(who(path, &wrong_and_right).await.text, "key -");
}

#[tokio::test]
async fn schemes_that_go_together_are_asked_for_together() {
    assert_denied(
        &who("/who/any/", &[("cookie", "sessionid=t0ken")]).await,
        MISSING,
    );
    let cookie = ("cookie", "a=b; sessionid=t0ken");
    assert_eq!(
        who("/who/any/?token=t%30ken", &[cookie]).await.text,
        "session -"
    );
    assert_denied(&who("/who/any/?token=s3cret", &[cookie]).await, WRONG);
    assert_denied(
        &who("/who/any/?token=t0ken&token=t0ken", &[cookie]).await,
        WRONG,
    );
}

#[tokio::test]
async fn a_scheme_that_is_not_defined_lets_nobody_in() {
    assert_denied(
        &who("/who/undefined/", &[("authorization", "Bearer t0ken")]).await,
        MISSING,
    );
}

#[tokio::test]
async fn a_401_says_how_to_authenticate() {
    let mut request = request("GET", "/who/any/", "", "");
    request.headers_mut().remove("authorization");
    let answer = send(router(&PROBLEMS), request).await;
    assert_eq!(answer.status, 401);
    assert_eq!(
        answer.header("www-authenticate"),
        "bearer+agent, Basic realm=\"basic\""
    );
}

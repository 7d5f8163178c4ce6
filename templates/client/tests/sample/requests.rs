//! What is sent.

use crate::recorder::Recorder;
use crate::runtime::{Call, Error, OperationId};
use crate::types::operations::flows as op;
use crate::types::runtime::Patch;
use crate::types::{Ordering, PatchedFlowRequest};

async fn list(
    change: impl FnOnce(Call<op::InstancesList>) -> Call<op::InstancesList>,
) -> http::Request<crate::runtime::Body> {
    let server = Recorder::answering(200, "[]");
    change(server.client().flows().instances_list())
        .await
        .unwrap();
    server.request()
}

#[tokio::test]
async fn optional_body_left_out_is_no_body() {
    let server = Recorder::answering(200, r#"{"slug": "a", "title": "A"}"#);
    server
        .client()
        .flows()
        .instances_partial_update("a")
        .await
        .unwrap();
    let request = server.request();
    assert_eq!(request.body().as_bytes().unwrap(), "");
    assert!(!request.headers().contains_key("content-type"));
    // Some servers ask for it; engines say it only of a body that there is.
    assert_eq!(request.headers()["content-length"], "0");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.method(), "PATCH");
    assert_eq!(
        request.extensions().get(),
        Some(&OperationId("InstancesPartialUpdate"))
    );
}

#[tokio::test]
async fn what_has_no_content_says_nothing_of_its_length() {
    let request = list(|call| call).await;
    assert!(!request.headers().contains_key("content-length"));
}

#[tokio::test]
async fn body_is_absent_null_or_value() {
    let server = Recorder::answering(200, r#"{"slug": "a", "title": "A"}"#);
    let client = server.client();
    let cases = [
        (Patch::Absent, r#"{"title":"T"}"#),
        (Patch::Null, r#"{"title":"T","background":null}"#),
        (
            Patch::Value("x".into()),
            r#"{"title":"T","background":"x"}"#,
        ),
    ];
    for (background, expected) in cases {
        let body = PatchedFlowRequest {
            title: Some("T".into()),
            background,
        };
        client
            .flows()
            .instances_partial_update("a")
            .body(&body)
            .await
            .unwrap();
        let request = server.request();
        assert_eq!(request.headers()["content-type"], "application/json");
        assert_eq!(request.body().as_bytes().unwrap(), expected);
    }
}

#[tokio::test]
async fn path_values_are_one_segment() {
    let server = Recorder::answering(204, "");
    let cases = [
        ("default-flow", "default-flow"),
        ("/", "%2F"),
        ("a b", "a%20b"),
        ("é", "%C3%A9"),
        ("a/../b", "a%2F..%2Fb"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c;d\\", "a%3Fb%23c%3Bd%5C"),
    ];
    for (slug, expected) in cases {
        server
            .client()
            .flows()
            .instances_destroy(slug)
            .await
            .unwrap();
        let expected = format!("http://localhost/api/v3/flows/instances/{expected}/");
        assert_eq!(server.request().uri().to_string(), expected);
    }
    for slug in ["", ".", ".."] {
        let error = server
            .client()
            .flows()
            .instances_destroy(slug)
            .await
            .unwrap_err();
        let Error::Request(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.place(), "path parameter `slug`");
        assert!(!server.was_called());
    }
}

#[tokio::test]
async fn template_with_a_query_and_two_values_in_a_segment() {
    let server = Recorder::answering(200, "");
    let call = server
        .client()
        .flows()
        .instances_export("a.b", -3)
        .query_param("x", &true);
    call.await.unwrap();
    assert_eq!(
        server.request().uri().path_and_query().unwrap(),
        "/api/v3/flows/a.b.-3/export?raw=1&x=true"
    );
}

#[tokio::test]
async fn path_parameter_without_value() {
    let server = Recorder::answering(204, "");
    let error = Call::<op::InstancesDestroy>::new(&server.client())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "path parameter `slug` has no value");
}

#[tokio::test]
async fn query_values() {
    let request = list(|call| call.search("a&b=c d+é").page(2).page(3)).await;
    assert_eq!(
        request.uri().query().unwrap(),
        "search=a%26b%3Dc%20d%2B%C3%A9&page=3"
    );
    assert_eq!(list(|call| call).await.uri().query(), None);
    let request = list(|call| call.query_param("filter[x]", &None::<i32>).search("")).await;
    assert_eq!(request.uri().query().unwrap(), "search=");
}

#[tokio::test]
async fn query_lists() {
    let ordering = [Ordering::Slug, Ordering::TitleDescending];
    let request = list(|call| {
        call.ordering(&ordering)
            .designation(&["a,b", "c"])
            .labels(&["x", "y"])
            .query_param("z[]", &[1])
    });
    let expected = "ordering=slug&ordering=-title&designation=a%2Cb,c&labels=x%7Cy&z%5B%5D=1";
    assert_eq!(request.await.uri().query().unwrap(), expected);
    let request = list(|call| call.ordering(&[]).designation(&[])).await;
    assert_eq!(request.uri().query(), None);
}

#[tokio::test]
async fn value_without_text() {
    let server = Recorder::answering(200, "[]");
    let call = server
        .client()
        .flows()
        .instances_list()
        .query_param("q", &f64::NAN);
    let error = call.await.unwrap_err().to_string();
    assert!(
        error.starts_with("query parameter `q` was not sent: "),
        "{error}"
    );
}

#[tokio::test]
async fn headers_and_cookies() {
    let request = list(|call| {
        call.request_id("r1")
            .theme("a b;c")
            .header("accept", "text/csv")
            .header("Content-Type", "x/y")
    });
    let request = request.await;
    assert_eq!(request.headers()["x-request-id"], "r1");
    assert_eq!(request.headers()["cookie"], "theme=a%20b%3Bc");
    assert_eq!(request.headers()["accept"], "text/csv");
    assert!(
        !request.headers().contains_key("content-type"),
        "there is no body"
    );
    assert!(
        request.headers()["user-agent"]
            .to_str()
            .unwrap()
            .starts_with("oasmith-template-client/")
    );
}

#[tokio::test]
async fn header_injection_is_refused() {
    let server = Recorder::answering(200, "[]");
    let attempts = [
        ("x-a", "v\r\nx-b: w", "header \"x-a\""),
        ("x-a\r\nx-b", "v", "header \"x-a\\r\\nx-b\""),
        ("x-a", "v\0", "header \"x-a\""),
        ("content-length", "0", "header \"content-length\""),
    ];
    for (name, value, place) in attempts {
        let call = server.client().flows().instances_list().header(name, value);
        let Err(Error::Request(error)) = call.await else {
            panic!("{name:?} was taken")
        };
        assert_eq!(error.place(), place);
    }
    let error = server
        .client()
        .flows()
        .instances_list()
        .request_id("a\nb")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Request(_)));
    assert!(!server.was_called());
}

#[tokio::test]
async fn calls_can_be_sent_twice() {
    let server = Recorder::answering(200, "[]");
    let call = server.client().flows().instances_list().search("x");
    call.clone().await.unwrap();
    server.request();
    call.await.unwrap();
    assert_eq!(server.request().uri().query().unwrap(), "search=x");
}

//! Settings of the builder.

use std::time::Duration;

use crate::recorder::Recorder;
use crate::runtime::{Body, BoxFuture, Client, Error, Transport, TransportError};

#[tokio::test]
async fn base_urls_are_joined() {
    let cases = [
        ("http://h", "http://h/flows/instances/"),
        ("http://h/", "http://h/flows/instances/"),
        ("https://h/api/v3", "https://h/api/v3/flows/instances/"),
        ("https://h/api/v3/", "https://h/api/v3/flows/instances/"),
        ("https://h/api/v3//", "https://h/api/v3/flows/instances/"),
        (
            "http://h:9000/a%20b",
            "http://h:9000/a%20b/flows/instances/",
        ),
        ("http://[::1]:9000", "http://[::1]:9000/flows/instances/"),
        ("http://[::1]", "http://[::1]/flows/instances/"),
        (
            "HTTPS://Example.com/",
            "https://Example.com/flows/instances/",
        ),
    ];
    for (base, expected) in cases {
        let server = Recorder::answering(200, "[]");
        let client = Client::builder(base)
            .service(server.clone())
            .build()
            .unwrap();
        client.flows().instances_list().await.unwrap();
        assert_eq!(server.request().uri().to_string(), expected, "{base}");
    }
}

#[test]
fn wrong_base_urls_are_refused() {
    let cases = [
        ("", "is not a URL"),
        ("/api/v3", "is not absolute"),
        ("auth.example.com", "is not absolute"),
        ("auth.example.com/api", "is not"),
        ("ftp://h/", "must start with"),
        ("http://", "is not a URL"),
        ("http:///api", "is not a URL"),
        ("http://:80/", "has no host"),
        ("http://h:x/", "has a port"),
        ("http://h:99999/", "has a port"),
        ("http://h?x=1", "has a query"),
        ("http://h/?", "has a query"),
        ("http://h/#top", "has a fragment"),
        ("http://user:t0p@h/", "holds a user name"),
        ("http://h/\n", "holds white space"),
        ("http://h/a\\b", "holds a backslash"),
        ("http://h/a/../b", "has a `.` or `..`"),
        ("http://h/a/%2E%2e", "has a `.` or `..`"),
        ("http://bücher.example/", "is not a URL"),
    ];
    for (base, expected) in cases {
        let builder = Client::builder(base);
        assert!(!format!("{builder:?}").contains("t0p"));
        let error = builder.build().unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("base URL {expected}")),
            "{base:?}: {error}"
        );
        assert!(!error.contains("t0p"));
    }
}

#[tokio::test]
async fn a_client_goes_to_another_base_url_with_the_same_settings() {
    let server = Recorder::answering(200, "[]");
    let client = server.builder().header("x-kept", "yes").build().unwrap();
    let other = client.at("https://content.example.com/v1/").unwrap();
    other.flows().instances_list().await.unwrap();
    let request = server.request();
    assert_eq!(
        request.uri().to_string(),
        "https://content.example.com/v1/flows/instances/"
    );
    assert_eq!(request.headers()["x-kept"], "yes");
    client.flows().instances_list().await.unwrap();
    let first = server.request().uri().to_string();
    assert_eq!(first, "http://localhost/api/v3/flows/instances/");
    let error = client.at("content.example.com").unwrap_err().to_string();
    assert!(error.starts_with("base URL is not absolute"), "{error}");
}

#[test]
fn wrong_headers_are_refused() {
    for (name, value) in [("x y", "1"), ("x", "1\r\ny: 2"), ("content-length", "3")] {
        assert!(
            Client::builder("http://h")
                .header(name, value)
                .build()
                .is_err(),
            "{name}"
        );
    }
    assert!(
        Client::builder("http://h")
            .user_agent("a\n")
            .build()
            .is_err()
    );
}

#[tokio::test]
async fn headers_of_the_client() {
    let server = Recorder::answering(200, "[]");
    let client = server
        .builder()
        .user_agent("mine/1")
        .header("x-tenant", "t")
        .build()
        .unwrap();
    client.flows().instances_list().await.unwrap();
    let request = server.request();
    assert_eq!(request.headers()["user-agent"], "mine/1");
    assert_eq!(request.headers()["x-tenant"], "t");
}

/// A server that accepts requests and never answers.
struct Silent;

impl Transport for Silent {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn time_limit_without_a_timer_is_an_error() {
    let client = Client::builder("http://h")
        .transport(Silent)
        .build()
        .unwrap();
    let call = client
        .flows()
        .instances_list()
        .timeout(Duration::from_millis(1));
    let Err(Error::Request(error)) = call.await else {
        panic!("the limit was ignored")
    };
    assert_eq!(error.place(), "time limit");
}

#[cfg(feature = "tokio")]
#[tokio::test]
async fn time_limit_of_a_service() {
    let silent = tower::service_fn(|_: http::Request<Body>| {
        std::future::pending::<Result<http::Response<Body>, TransportError>>()
    });
    let builder = Client::builder("http://h").timeout(Duration::from_millis(1));
    let client = builder.service(silent).build().unwrap();
    assert!(matches!(
        client.flows().instances_list().await,
        Err(Error::Timeout)
    ));
}

#[tokio::test]
async fn error_of_a_service() {
    let broken = tower::service_fn(async |_: http::Request<Body>| {
        Err::<http::Response<Body>, _>(std::io::Error::other("down"))
    });
    let client = Client::builder("http://h").service(broken).build().unwrap();
    let error = client.flows().instances_list().await.unwrap_err();
    assert!(matches!(&error, Error::Transport(cause) if !cause.is_timeout()));
    assert_eq!(error.to_string(), "down");
}

#[tokio::test]
async fn axum_router_in_the_same_process() {
    let app = axum::Router::new().fallback(async |uri: http::Uri| format!("[{:?}]", uri.path()));
    let client = Client::builder("http://h").service(app).build().unwrap();
    let error = client.flows().instances_list().await.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), r#"["/flows/instances/"]"#);
}

#[tokio::test]
async fn calls_can_be_spawned() {
    let client = Recorder::answering(200, "[]").client();
    let call = client.flows().instances_list();
    tokio::spawn(call.clone().send()).await.unwrap().unwrap();
    tokio::spawn(call.into_future()).await.unwrap().unwrap();
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn missing_transport() {
    let error = Client::builder("http://h").build().unwrap_err().to_string();
    assert!(error.contains("cargo feature `reqwest`"), "{error}");
}

//! The router as an axum service, over a socket.

#![cfg(feature = "axum")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use sample::{DOCUMENT, router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Serves the sample beside a route of axum's own, and sends the requests over one connection each.
async fn exchange(requests: &[&str]) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let health = axum::Router::new().route("/healthz", axum::routing::get(async || "fine"));
    let app = health.merge(router(&DOCUMENT).into_axum());
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let mut answers = Vec::new();
    for request in requests {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answers.push(answer);
    }
    server.abort();
    answers
}

fn head(line: &str, headers: &str) -> String {
    format!(
        "{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nauthorization: Bearer t0ken\r\n{headers}\r\n"
    )
}

#[tokio::test]
async fn a_server_over_a_socket() {
    let patch = "PATCH /api/v3/flows/instances/a%2Fb/";
    let body = r#"{"title":"Welcome"}"#;
    let json = "content-type: application/json\r\n";
    let requests = [
        head(patch, &format!("{json}content-length: {}\r\n", body.len())) + body,
        head(patch, &format!("{json}transfer-encoding: chunked\r\n"))
            + "13\r\n"
            + body
            + "\r\n0\r\n\r\n",
        head(patch, ""),
        head(patch, &format!("{json}content-length: 0\r\n")),
        head(patch, &format!("{json}content-length: 3000000\r\n")),
        head("HEAD /api/v3/flows/instances/a/", ""),
        head("TRACE /api/v3/flows/instances/a/", ""),
        head("PATCH /api/v3/flows/instances/panic/", ""),
        head("GET /healthz", ""),
        head("GET /nowhere", ""),
    ];
    let requests: Vec<&str> = requests.iter().map(String::as_str).collect();
    let answers = exchange(&requests).await;
    let expected = [
        ("200 OK", r#"{"slug":"a/b","title":"Welcome"}"#),
        ("200 OK", r#"{"slug":"a/b","title":"Welcome"}"#),
        ("200 OK", r#"{"slug":"a/b","title":"no body"}"#),
        ("200 OK", r#"{"slug":"a/b","title":"no body"}"#),
        (
            "413 Payload Too Large",
            r#"{"detail":"The request body has more than 2097152 bytes."}"#,
        ),
        ("200 OK", ""),
        (
            "405 Method Not Allowed",
            r#"{"detail":"Method \"TRACE\" not allowed."}"#,
        ),
        (
            "500 Internal Server Error",
            r#"{"detail":"Internal server error."}"#,
        ),
        ("200 OK", "fine"),
        ("404 Not Found", r#"{"detail":"Not found."}"#),
    ];
    for (answer, (status, body)) in answers.iter().zip(expected) {
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}\r\n")),
            "{answer}"
        );
        assert_eq!(answer.split_once("\r\n\r\n").unwrap().1, body, "{answer}");
    }
    assert!(
        answers[5].contains("content-length: 34\r\n"),
        "{}",
        answers[5]
    );
}

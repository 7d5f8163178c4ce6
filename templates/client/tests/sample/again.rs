//! Calls that are sent again.

#![cfg(feature = "tokio")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::runtime::{Body, BoxFuture, Client, Error, Retry, Transport, TransportError};
use crate::types::PatchedFlowRequest;

/// A server that gives its answers one after the other, the last one again and again: `503`, `503 Retry-After`, `lost`.
#[derive(Clone)]
struct Script {
    answers: &'static [&'static str],
    has_clock: bool,
    bodies: Arc<Mutex<Vec<usize>>>,
}

impl Script {
    fn new(answers: &'static [&'static str]) -> Self {
        Self {
            answers,
            has_clock: true,
            bodies: Arc::default(),
        }
    }

    fn client(&self, retry: Retry) -> Client {
        let builder = Client::builder("http://h").retry(retry);
        builder.transport(self.clone()).build().unwrap()
    }

    fn sent(&self) -> usize {
        self.bodies.lock().unwrap().len()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let length = request.body().as_bytes().map_or(0, bytes::Bytes::len);
        let mut bodies = self.bodies.lock().unwrap();
        let answer = self.answers.get(bodies.len()).or(self.answers.last());
        bodies.push(length);
        let answer = *answer.unwrap();
        Box::pin(async move {
            if answer == "lost" {
                return Err(TransportError::new("the connection was lost"));
            }
            let (status, advice) = answer.split_once(' ').unwrap_or((answer, ""));
            let mut response = http::Response::new(Body::from(
                if status == "200" { "[]" } else { "no" }.to_owned(),
            ));
            *response.status_mut() = status.parse().unwrap();
            if !advice.is_empty() {
                let headers = response.headers_mut();
                headers.insert("retry-after", advice.parse().unwrap());
            }
            Ok(response)
        })
    }

    fn timer(&self, limit: Duration) -> Option<BoxFuture<'static, ()>> {
        self.has_clock
            .then(|| Box::pin(tokio::time::sleep(limit)) as BoxFuture<'static, ()>)
    }
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_tried_again_after_growing_waits() {
    let server = Script::new(&["503", "lost", "429", "200"]);
    let start = Instant::now();
    let client = server.client(Retry::new(3));
    client.flows().instances_list().await.unwrap();
    assert_eq!(server.sent(), 4);
    // 200, 400 and 800 milliseconds, each less up to a half.
    let waited = start.elapsed().as_millis();
    assert!((700..=1403).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn the_last_answer_stands() {
    let server = Script::new(&["503"]);
    let retry = Retry::new(2).first_wait(Duration::from_millis(1));
    let error = server
        .client(retry)
        .flows()
        .instances_list()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Undocumented { status, .. } if status == 503));
    assert_eq!(server.sent(), 3);
}

#[tokio::test(start_paused = true)]
async fn what_does_not_pass_is_not_tried_again() {
    for answer in [&["500"], &["404"], &["302"], &["200"]] {
        let server = Script::new(answer);
        let _ = server.client(Retry::new(2)).flows().instances_list().await;
        assert_eq!(server.sent(), 1, "{answer:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    for (answers, waited) in [
        (&["503 7", "200"], 7),
        (&["429 0", "200"], 0),
        (&["503 Sun, 06 Nov 1994 08:49:37 GMT", "200"], 0),
    ] {
        let server = Script::new(answers);
        let start = Instant::now();
        let client = server.client(Retry::new(1));
        client.flows().instances_list().await.unwrap();
        assert_eq!(start.elapsed().as_secs(), waited, "{answers:?}");
    }
    // Longer than the caller would wait.
    let server = Script::new(&["503 31", "200"]);
    let call = server.client(Retry::new(1)).flows().instances_list();
    assert!(call.await.is_err());
    assert_eq!(server.sent(), 1);
    let later = SystemTime::now() + Duration::from_secs(60);
    let date: &'static str = format!("503 {}", httpdate::fmt_http_date(later)).leak();
    let server = Script::new(vec![date, "200"].leak());
    let retry = Retry::new(1).longest_wait(Duration::from_secs(90));
    let start = Instant::now();
    server.client(retry).flows().instances_list().await.unwrap();
    assert!((55..=60).contains(&start.elapsed().as_secs()));
}

#[tokio::test(start_paused = true)]
async fn only_what_is_safe_to_repeat_is_sent_again() {
    let body = PatchedFlowRequest {
        title: Some("T".into()),
        ..Default::default()
    };
    let server = Script::new(&["503"]);
    let client = server.client(Retry::new(1));
    let call = client.flows().instances_partial_update("a").body(&body);
    assert!(call.clone().await.is_err());
    assert_eq!(server.sent(), 1);
    // The whole body is sent again.
    assert!(call.idempotent().await.is_err());
    assert_eq!(*server.bodies.lock().unwrap(), [13, 13, 13]);

    let server = Script::new(&["503"]);
    let client = server.client(Retry::new(1));
    assert!(client.flows().instances_destroy("a").await.is_err());
    assert_eq!(server.sent(), 2);
    let streamed = http_body_util::Full::new(bytes::Bytes::from_static(b"x"));
    let call = client
        .flows()
        .instances_destroy("a")
        .stream_body("text/plain", Body::stream(streamed));
    assert!(call.await.is_err());
    assert_eq!(server.sent(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_call_has_its_own_setting() {
    let server = Script::new(&["503"]);
    let client = server.client(Retry::new(5));
    let call = client.flows().instances_list().retry(Retry::new(0));
    assert!(call.await.is_err());
    assert_eq!(server.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_time_limit_holds_for_all_of_it() {
    let server = Script::new(&["503 5"]);
    let start = Instant::now();
    let call = server.client(Retry::new(9)).flows().instances_list();
    let error = call.timeout(Duration::from_secs(12)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout));
    assert_eq!((server.sent(), start.elapsed().as_secs()), (3, 12));
}

#[tokio::test]
async fn without_a_clock_the_answer_stands() {
    let server = Script {
        has_clock: false,
        ..Script::new(&["503"])
    };
    let call = server.client(Retry::new(1)).flows().instances_list();
    assert!(matches!(call.await, Err(Error::Undocumented { .. })));
    assert_eq!(server.sent(), 1);
}

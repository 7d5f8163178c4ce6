//! Answers that are not JSON, at once and as they come.

use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::Full;
use oasmith_template_client::{Body, Call, Client, Error};
use tower::service_fn;

use crate::albums::{Album, ApiError, Dump, Export};
use crate::pieces::Pieces;

fn export(client: &Client, name: &str) -> Call<Export> {
    Call::new(client).path_param("name", name)
}

/// A client of a server that answers with that body.
fn serving(body: impl Into<Body>) -> Client {
    let body = Arc::new(Mutex::new(Some(body.into())));
    let service = service_fn(move |_: http::Request<Body>| {
        let body = body.lock().unwrap().take().unwrap();
        async { Ok::<_, Infallible>(http::Response::new(body)) }
    });
    Client::builder("http://h")
        .service(service)
        .response_limit(8)
        .build()
        .unwrap()
}

#[tokio::test]
async fn bytes_have_the_documented_media_type() {
    let client = Album::default().client();
    let answer = export(&client, "\0é").send().await.unwrap();
    assert_eq!(answer.headers["content-type"], "image/png");
    assert_eq!(answer.body, "\0é".as_bytes());
    let dump = |name: &str| Call::<Dump>::new(&client).path_param("name", name).send();
    let answer = dump("d").await.unwrap();
    assert_eq!(answer.headers["content-type"], "application/octet-stream");
    assert_eq!(answer.body, b"d");
    let answer = dump("webp").await.unwrap();
    let media_types: Vec<_> = answer.headers.get_all("content-type").iter().collect();
    assert_eq!(media_types, ["image/webp"], "the handler has the last word");
    let error = dump("line").await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 500);
}

#[tokio::test]
async fn a_media_type_that_is_not_documented_is_found_where_answers_are_checked() {
    let album = Album::default();
    let status = async |checks, name| {
        let router = album.router().check_answers(checks);
        let client = Client::builder("http://h").service(router).build().unwrap();
        match export(&client, name).send().await {
            Ok(answer) => answer.status.as_u16(),
            Err(error) => error.status().unwrap().as_u16(),
        }
    };
    assert_eq!(status(true, "webp").await, 500);
    assert_eq!(status(true, "parameter").await, 200);
    assert_eq!(status(false, "webp").await, 200);
}

#[tokio::test]
async fn the_wanted_media_type_is_named() {
    let service = service_fn(|request: http::Request<Body>| async move {
        let accept = request.headers()["accept"].as_bytes().to_vec();
        Ok::<_, Infallible>(http::Response::new(Full::new(Bytes::from(accept))))
    });
    let client = Client::builder("http://h")
        .service(service)
        .build()
        .unwrap();
    let dump = || Call::<Dump>::new(&client).path_param("name", "d");
    assert_eq!(export(&client, "d").await.unwrap(), b"image/png, */*;q=0.1");
    assert_eq!(dump().await.unwrap(), b"*/*");
    let mut answer = dump()
        .header("accept", "application/xml")
        .stream()
        .await
        .unwrap();
    assert_eq!(
        answer.body.chunk().await.unwrap().unwrap(),
        "application/xml"
    );
}

#[tokio::test]
async fn a_streamed_answer_comes_piece_by_piece() {
    let pieces = Pieces::new(5, 1024);
    let taken = pieces.taken();
    let client = serving(pieces);
    let mut answer = export(&client, "a").stream().await.unwrap();
    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(
        taken.load(Ordering::Relaxed),
        0,
        "the answer is there before its body"
    );
    for count in 1..=5 {
        assert_eq!(answer.body.chunk().await.unwrap().unwrap().len(), 1024);
        assert_eq!(taken.load(Ordering::Relaxed), count);
    }
    assert!(answer.body.chunk().await.unwrap().is_none());

    let client = serving(Pieces::new(5, 1024));
    let error = export(&client, "a").await.unwrap_err();
    assert!(
        error.to_string().contains("more than 8 bytes"),
        "without a stream there is a limit"
    );
}

#[tokio::test]
async fn failures_of_a_streamed_call_are_typed() {
    let client = Album::default().client();
    let error = export(&client, "forbidden").stream().await.unwrap_err();
    let Error::Api(ApiError::Forbidden(message), _) = error else {
        panic!("{error:?}")
    };
    assert_eq!(message, "No.");
    let error = Call::<Dump>::new(&client).stream().await.unwrap_err();
    assert!(matches!(error, Error::Request(_)));
}

#[tokio::test]
async fn a_streamed_answer_can_break_off() {
    let client = serving(Pieces::new(1, 1).failing());
    let mut answer = export(&client, "a").stream().await.unwrap();
    assert_eq!(answer.body.chunk().await.unwrap().unwrap(), "x");
    let error = answer.body.chunk().await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.is_timeout()),
        ("the disk is gone", false)
    );
}

#[cfg(feature = "tokio")]
#[tokio::test]
async fn a_time_limit_holds_to_the_last_byte() {
    let limit = std::time::Duration::from_millis(20);
    let client = serving(Pieces::new(2, 1).stalling());
    let mut answer = export(&client, "a").timeout(limit).stream().await.unwrap();
    answer.body.chunk().await.unwrap().unwrap();
    answer.body.chunk().await.unwrap().unwrap();
    assert!(answer.body.chunk().await.unwrap_err().is_timeout());

    let client = serving(Pieces::new(2, 1).stalling());
    let error = export(&client, "a").timeout(limit).await.unwrap_err();
    assert!(matches!(error, Error::Timeout));
}

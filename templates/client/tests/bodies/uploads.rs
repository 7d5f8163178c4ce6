//! Bodies that are sent as they come.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body::Body as _;
use http_body_util::Empty;
use oasmith_template_client::{Body, Call, Client, Error, Form};
use oasmith_template_types::runtime::File;
use tower::service_fn;

use crate::albums::{Album, Import, Picture, Upload};
use crate::pieces::Pieces;

const PIECE: usize = 64 * 1024;
const COUNT: usize = 160;

/// What a server saw that takes one piece after the other.
#[derive(Default)]
struct Seen {
    bytes: usize,
    /// How many pieces the client had taken from the source when the server got one, at most, beyond those it got.
    ahead: usize,
    length: Option<u64>,
}

fn watching(taken: Arc<AtomicUsize>) -> (Client, Arc<Mutex<Seen>>) {
    let seen = Arc::<Mutex<Seen>>::default();
    let shared = Arc::clone(&seen);
    let service = service_fn(move |request: http::Request<Body>| {
        let (seen, taken) = (Arc::clone(&shared), Arc::clone(&taken));
        async move {
            let mut body = request.into_body();
            seen.lock().unwrap().length = body.size_hint().exact();
            while let Some(chunk) = body.chunk().await.map_err(|error| error.to_string())? {
                let mut seen = seen.lock().unwrap();
                seen.bytes += chunk.len();
                let ahead = taken.load(Ordering::Relaxed) - seen.bytes / PIECE;
                seen.ahead = seen.ahead.max(ahead);
            }
            Ok::<_, String>(http::Response::new(Empty::<Bytes>::new()))
        }
    });
    let client = Client::builder("http://h")
        .service(service)
        .build()
        .unwrap();
    (client, seen)
}

#[tokio::test]
async fn a_stream_is_not_held() {
    let pieces = Pieces::new(COUNT, PIECE).with_length();
    let (client, seen) = watching(pieces.taken());
    let call = Call::<Import>::new(&client).stream_body("application/zip", pieces);
    call.await.unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!((seen.bytes, seen.ahead), (COUNT * PIECE, 0));
    assert_eq!(seen.length, Some((COUNT * PIECE) as u64));
}

#[tokio::test]
async fn the_files_of_a_form_are_not_held() {
    for has_length in [false, true] {
        let mut pieces = Pieces::new(COUNT, PIECE);
        if has_length {
            pieces = pieces.with_length();
        }
        let (client, seen) = watching(pieces.taken());
        let form = Form::new().text("title", "T").file(
            "file",
            "disk.img",
            "application/octet-stream",
            pieces,
        );
        Call::<Upload>::new(&client).form(form).await.unwrap();
        let seen = seen.lock().unwrap();
        assert!(seen.bytes > COUNT * PIECE && seen.bytes < (COUNT + 1) * PIECE);
        assert!(seen.ahead <= 1, "{} pieces ahead", seen.ahead);
        let length = has_length.then_some(seen.bytes as u64);
        assert_eq!(
            seen.length, length,
            "the length is known if that of the file is"
        );
    }
}

#[tokio::test]
async fn a_streamed_form_arrives() {
    let album = Album::default();
    let form = Form::new()
        .file("file", "a\"b.bin", "x/y", Pieces::new(3, 2))
        .text("title", "é")
        .file("more", "m", "x/z", b"\r\n--".to_vec())
        .text("tags", "1")
        .text("tags", "2");
    assert_eq!(
        format!("{form:?}"),
        r#"{"file", "title", "more", "tags", "tags"}"#
    );
    album.upload().form(form).await.unwrap();
    let picture = Picture {
        file: File::new("xxxxxx")
            .named("a\"b.bin")
            .with_content_type("x/y"),
        title: "é".into(),
        more: Some(vec![
            File::new("\r\n--").named("m").with_content_type("x/z"),
        ]),
        tags: Some(vec!["1".into(), "2".into()]),
        ..Picture::default()
    };
    assert_eq!(album.picture(), picture);
    let error = album.upload().form(Form::new()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400, "a form without parts is one");
    let call = album
        .upload()
        .form(Form::new().file("f", "f", "a\nb", vec![]));
    assert!(matches!(call.await, Err(Error::Request(_))));
}

#[tokio::test]
async fn streamed_bytes_arrive() {
    let album = Album::default();
    let client = album.client();
    let call = Call::<Import>::new(&client);
    let stream = call
        .clone()
        .stream_body("application/zip", Pieces::new(2, 3));
    stream.await.unwrap();
    call.stream_body("application/zip", "in memory".to_owned())
        .await
        .unwrap();
    for (content_type, taken) in [
        ("Image/png; a=b", true),
        ("images/png", false),
        ("*/*", false),
    ] {
        let call = Call::<Import>::new(&client).raw_body(content_type, "x");
        assert_eq!(call.await.is_ok(), taken, "{content_type}");
    }
    let imports = album.imports.lock().unwrap();
    assert_eq!(imports[0].1, "xxxxxx");
    assert_eq!(imports[1].1, "in memory");
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let client = Album::default().client();
    let call = Call::<Import>::new(&client).stream_body("application/zip", Pieces::new(1, 1));
    call.clone().await.unwrap();
    let Err(Error::Request(error)) = call.await else {
        panic!("sent twice")
    };
    assert_eq!(
        error.to_string(),
        "body is a stream, which a clone of the call has sent already"
    );
    let call = Call::<Import>::new(&client).stream_body("application/zip", vec![1]);
    call.clone().await.unwrap();
    call.await.unwrap();
}

#[tokio::test]
async fn a_broken_source_breaks_the_call() {
    let pieces = Pieces::new(2, PIECE).failing();
    let (client, _) = watching(pieces.taken());
    let call = Call::<Import>::new(&client).stream_body("application/zip", pieces);
    let error = call.await.unwrap_err();
    assert!(matches!(&error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.to_string(), "the disk is gone");
}

#[tokio::test]
async fn two_forms_have_two_boundaries() {
    let boundaries = Arc::<Mutex<Vec<String>>>::default();
    let shared = Arc::clone(&boundaries);
    let service = service_fn(move |request: http::Request<Body>| {
        let media_type = request.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        shared.lock().unwrap().push(media_type);
        async { Ok::<_, Infallible>(http::Response::new(Empty::<Bytes>::new())) }
    });
    let client = Client::builder("http://h")
        .service(service)
        .build()
        .unwrap();
    for _ in 0..2 {
        Call::<Upload>::new(&client)
            .form(Form::new().text("a", "b"))
            .await
            .unwrap();
    }
    let boundaries = boundaries.lock().unwrap();
    assert_ne!(boundaries[0], boundaries[1]);
    assert!(boundaries[0].len() <= "multipart/form-data; boundary=".len() + 70);
}

/// A form with a file of unknown and one of known length, through an engine and a socket.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_streamed_form_arrives_over_a_socket() {
    let album = Album::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = axum::Router::new().fallback_service(album.router());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let client = Client::builder(&url).build().unwrap();
    for pieces in [Pieces::new(64, PIECE), Pieces::new(64, PIECE).with_length()] {
        let form = Form::new()
            .text("title", "T")
            .file("file", "disk.img", "x/y", pieces);
        Call::<Upload>::new(&client).form(form).await.unwrap();
        assert_eq!(album.picture().file.content.len(), 64 * PIECE);
    }
}

//! Answers and uploads that the server handles as they come.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use oasmith_template_client::{Body, Call, Client};
use oasmith_template_server::endpoints;
use oasmith_template_server::runtime::{
    Answers, Authenticate, Context, Denied, Document, Error, Invalid, RawAnswer, RawBody, Router,
    form, not_implemented,
};
use oasmith_template_types::operations;
use oasmith_template_types::runtime::{Binary, Text};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{Receiver, Sender, channel, error::TryRecvError};
use tower::Service as _;

use crate::pieces::Pieces;

mod op {
    use super::{Binary, Infallible, Text, operations};

    operations! {
        Download = GET "/download" as "download" => 200 Binary | Infallible;
        Upload = POST "/upload" as "upload" => 200 Text | Infallible;
    }
}

trait Files: Send + Sync + 'static {
    fn download(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<RawAnswer, Error<Infallible>>> + Send {
        not_implemented(cx)
    }

    fn upload(
        &self,
        cx: &Context,
        body: RawBody,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send {
        not_implemented((cx, body))
    }
}

endpoints! {
    Files {
        op::Download => download() as form::Bytes,
        op::Upload => upload(body: raw_body(&["application/octet-stream"])),
    }
}

const DOCUMENT: Document = Document {
    base_path: "/",
    schemes: &[],
    answers: Answers {
        invalid: Invalid::Problem { status: 400 },
        denied: Denied::Problem { status: 401 },
    },
};

const LIMIT: usize = 64;

type Piece = Result<&'static str, &'static str>;

/// What comes through a channel.
struct Arriving(Receiver<Piece>);

impl Stream for Arriving {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Piece>> {
        self.0.poll_recv(task)
    }
}

/// Answers with what it is given, and tells of each piece that it reads.
struct Shelf {
    content: Mutex<Option<RawAnswer>>,
    read: Sender<String>,
}

impl Authenticate for Shelf {}

impl Files for Shelf {
    async fn download(&self, _: &Context) -> Result<RawAnswer, Error<Infallible>> {
        let content = self.content.lock().unwrap().take();
        content.ok_or_else(|| Error::internal("taken"))
    }

    async fn upload(&self, _: &Context, mut body: RawBody) -> Result<String, Error<Infallible>> {
        let mut length = 0;
        loop {
            let piece = body.chunk().await;
            let told = match &piece {
                Ok(Some(piece)) => format!("{} bytes", piece.len()),
                Ok(None) => "the end".to_owned(),
                Err(error) => error.to_string(),
            };
            self.read.send(told).await.unwrap();
            match piece? {
                Some(piece) => length += piece.len(),
                None => return Ok(length.to_string()),
            }
        }
    }
}

struct Stage {
    router: Router<Shelf>,
    client: Client,
    read: Receiver<String>,
    errors: Arc<Mutex<Vec<String>>>,
}

impl Stage {
    /// A client and a server in one process.
    fn new(content: impl Into<RawAnswer>) -> Self {
        let (read, told) = channel(8);
        let errors = Arc::<Mutex<Vec<String>>>::default();
        let sink = Arc::clone(&errors);
        let shelf = Shelf {
            content: Mutex::new(Some(content.into())),
            read,
        };
        let router = routes(Router::new(shelf, &DOCUMENT).body_limit(LIMIT))
            .on_internal_error(move |_, error| sink.lock().unwrap().push(error.to_string()));
        let builder = Client::builder("http://h").service(router.clone());
        Self {
            router,
            client: builder.build().unwrap(),
            read: told,
            errors,
        }
    }

    /// A client and a server with a socket between them.
    #[cfg(feature = "reqwest")]
    async fn connected(content: impl Into<RawAnswer>) -> Self {
        let stage = Self::new(content);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = axum::Router::new().fallback_service(stage.router.clone());
        tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
        let client = Client::builder(&format!("http://{address}")).build();
        Self {
            client: client.unwrap(),
            ..stage
        }
    }

    async fn open(&self) -> Body {
        let call = Call::<op::Download>::new(&self.client);
        call.stream().await.unwrap().body
    }

    fn upload(&self, body: impl Into<Body>) -> Call<op::Upload> {
        Call::new(&self.client).stream_body("application/octet-stream", body)
    }

    async fn head(&self) -> http::Response<oasmith_template_server::Body> {
        let request = http::Request::head("http://h/download");
        let request = request.body(http_body_util::Empty::new()).unwrap();
        let Ok(answer) = self.router.clone().call(request).await;
        answer
    }
}

async fn text(body: &mut Body) -> String {
    let piece = body.chunk().await.unwrap().unwrap();
    String::from_utf8(piece.to_vec()).unwrap()
}

#[tokio::test]
async fn an_answer_comes_as_it_is_made() {
    let (sender, receiver) = channel(1);
    let stage = Stage::new(RawAnswer::stream(Arriving(receiver)));
    let mut body = stage.open().await;
    for piece in ["one", "two"] {
        sender.send(Ok(piece)).await.unwrap();
        assert_eq!(text(&mut body).await, piece);
    }
    drop(sender);
    assert!(body.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn pieces_are_made_when_they_are_wanted() {
    let pieces = Pieces::new(5, 1024);
    let taken = pieces.taken();
    let stage = Stage::new(RawAnswer::body(pieces));
    let mut body = stage.open().await;
    for count in 1..=5 {
        body.chunk().await.unwrap().unwrap();
        assert_eq!(taken.load(std::sync::atomic::Ordering::Relaxed), count);
    }
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn an_error_midway_ends_the_connection() {
    let (sender, receiver) = channel(1);
    let stage = Stage::connected(RawAnswer::stream(Arriving(receiver))).await;
    let mut body = stage.open().await;
    sender.send(Ok("one")).await.unwrap();
    assert_eq!(text(&mut body).await, "one");
    sender.send(Err("the disk is gone")).await.unwrap();
    body.chunk().await.unwrap_err();
    assert_eq!(*stage.errors.lock().unwrap(), ["the disk is gone"]);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_length_is_kept() {
    for (length, right) in [(3, true), (4, false), (2, false)] {
        let content = RawAnswer::stream(Pieced(Some("abc"))).with_length(length);
        let stage = Stage::connected(content).await;
        let answer = Call::<op::Download>::new(&stage.client).send().await;
        let errors = stage.errors.lock().unwrap();
        match answer {
            Ok(answer) => {
                assert!(right, "{length}");
                assert_eq!(answer.headers["content-length"], "3");
                assert_eq!((answer.body.as_slice(), errors.len()), (&b"abc"[..], 0));
            }
            Err(error) => assert!(!right && errors.len() == 1, "{length} {error} {errors:?}"),
        }
    }
}

/// One piece.
struct Pieced(Option<&'static str>);

impl Stream for Pieced {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Piece>> {
        assert!(self.0 != Some("panic"), "the handler's stream");
        Poll::Ready(self.0.take().map(Ok))
    }
}

#[tokio::test]
async fn a_panic_midway_is_an_error() {
    let stage = Stage::new(RawAnswer::stream(Pieced(Some("panic"))));
    stage.open().await.chunk().await.unwrap_err();
    let errors = stage.errors.lock().unwrap();
    assert_eq!(*errors, ["the handler panicked: the handler's stream"]);
}

#[tokio::test]
async fn head_makes_no_piece() {
    let pieces = Pieces::new(1, 1);
    let taken = pieces.taken();
    let answer = Stage::new(RawAnswer::body(pieces).with_length(7))
        .head()
        .await;
    assert_eq!(answer.headers()["content-length"], "7");
    assert!(answer.body().is_end_stream());
    assert_eq!(taken.load(std::sync::atomic::Ordering::Relaxed), 0);
    let answer = Stage::new(RawAnswer::stream(Pieced(Some("panic"))))
        .head()
        .await;
    assert!(answer.headers().get("content-length").is_none());
    assert!(answer.body().is_end_stream());
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_caller_who_leaves_ends_the_stream() {
    let (sender, receiver) = channel(1);
    let stage = Stage::connected(RawAnswer::stream(Arriving(receiver))).await;
    let mut body = stage.open().await;
    sender.send(Ok("one")).await.unwrap();
    assert_eq!(text(&mut body).await, "one");
    drop(body);
    let gone = tokio::time::timeout(Duration::from_secs(20), sender.closed());
    gone.await.expect("the stream is still there");
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn an_upload_is_read_as_it_comes() {
    let mut stage = Stage::connected("").await;
    let (sender, receiver) = channel(1);
    let call = stage.upload(Body::stream(Uploading(Arriving(receiver))));
    let answer = tokio::spawn(call.into_future());
    for piece in ["one", "two"] {
        sender.send(Ok(piece)).await.unwrap();
        assert_eq!(stage.read.recv().await.unwrap(), "3 bytes");
        assert_eq!(stage.read.try_recv(), Err(TryRecvError::Empty));
    }
    drop(sender);
    assert_eq!(stage.read.recv().await.unwrap(), "the end");
    assert_eq!(answer.await.unwrap().unwrap(), "6");
}

/// What arrives as the body of a request.
struct Uploading(Arriving);

impl http_body::Body for Uploading {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Task<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, &'static str>>> {
        let piece = Pin::new(&mut self.0).poll_next(task);
        piece.map_ok(|piece| http_body::Frame::data(piece.into()))
    }
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_limit_holds_for_what_comes() {
    let mut stage = Stage::connected("").await;
    let error = stage.upload(Pieces::new(3, 30)).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 413);
    let mut read = Vec::new();
    while let Ok(line) = stage.read.try_recv() {
        read.push(line);
    }
    assert_eq!(
        read.last().unwrap(),
        "the request body has more than 64 bytes"
    );
    assert!(read.iter().any(|line| line == "30 bytes"), "{read:?}");
}

#[tokio::test]
async fn a_limit_holds_for_what_is_announced() {
    let mut stage = Stage::new("");
    let announced = Pieces::new(3, 30).with_length();
    let taken = announced.taken();
    let error = stage.upload(announced).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 413);
    assert_eq!(stage.read.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(taken.load(std::sync::atomic::Ordering::Relaxed), 0);
    let fits = stage.upload(Pieces::new(2, 32).with_length()).await;
    assert_eq!(fits.unwrap(), "64");
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn an_upload_that_breaks_off_is_an_error() {
    let mut stage = Stage::connected("").await;
    let (sender, receiver) = channel(1);
    let call = stage.upload(Body::stream(Uploading(Arriving(receiver))));
    let answer = tokio::spawn(call.into_future());
    sender.send(Ok("one")).await.unwrap();
    assert_eq!(stage.read.recv().await.unwrap(), "3 bytes");
    sender.send(Err("unplugged")).await.unwrap();
    answer.await.unwrap().unwrap_err();
    let last = stage.read.recv().await.unwrap();
    assert_eq!(last, "the request body could not be read to its end");
}

#[tokio::test]
async fn a_slow_upload_is_dropped_with_its_request() {
    let stage = Stage::new("");
    let (sender, receiver) = channel(1);
    let call = stage.upload(Body::stream(Uploading(Arriving(receiver))));
    let limit = Duration::from_millis(20);
    tokio::time::timeout(limit, call.into_future())
        .await
        .unwrap_err();
    assert!(sender.is_closed());
}

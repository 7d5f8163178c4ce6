//! Answers that come item by item: server-sent events and JSON lines, from the server's stream to the client's.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll};
use std::time::Duration;

use futures_core::Stream;
use http_body_util::Full;
use oasmith_template_client::{Body, Call, Client, Error as CallError, ItemStream, StreamError};
use oasmith_template_server::endpoints;
use oasmith_template_server::runtime::{
    Answers, Authenticate, Context, Denied, Document, Error, EventStream, Invalid, LineStream,
    RecordStream, Router, WholeOrItems, form, not_implemented,
};
use oasmith_template_types::runtime::{Event, Json, Rule, Text, sequential};
use oasmith_template_types::{operations, record};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{Receiver, channel};
use tower::service_fn;

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub text: String,
}

record! {
    Tick {
        text: required within Rule::new().max_length(9),
    }
}

fn tick(text: &str) -> Tick {
    Tick {
        text: text.to_owned(),
    }
}

mod op {
    use super::{Infallible, Json, Text, Tick, operations, sequential};

    operations! {
        Ticks = GET "/ticks" as "ticks" => 200 sequential::Events<Tick>, sequential::Events<Tick> | Infallible;
        Words = GET "/words" as "words" => 200 sequential::Events<Text>, sequential::Events<Text> | Infallible;
        Chat = GET "/chat/{kind}" as "chat" => 200 Json<Tick>, sequential::Events<Tick> | Infallible;
        Log = GET "/log" as "log" => 200 sequential::Lines<Tick> as "application/x-ndjson",
            sequential::Lines<Tick> as "application/x-ndjson" | Infallible;
        Texts = GET "/texts" as "texts" => 200 sequential::Records<Tick>, sequential::Records<Tick> | Infallible;
    }
}

trait Feeds: Send + Sync + 'static {
    fn ticks(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<EventStream<Tick>, Error<Infallible>>> + Send {
        not_implemented(cx)
    }

    fn words(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<EventStream<Text>, Error<Infallible>>> + Send {
        not_implemented(cx)
    }

    fn chat(
        &self,
        cx: &Context,
        kind: String,
    ) -> impl Future<Output = Result<WholeOrItems<Tick, EventStream<Tick>>, Error<Infallible>>> + Send
    {
        not_implemented((cx, kind))
    }

    fn log(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<LineStream<Tick>, Error<Infallible>>> + Send {
        not_implemented(cx)
    }

    fn texts(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<RecordStream<Tick>, Error<Infallible>>> + Send {
        not_implemented(cx)
    }
}

endpoints! {
    Feeds {
        op::Ticks => ticks() as form::Items,
        op::Words => words() as form::Items,
        op::Chat => chat(kind: path("kind")) as form::Either,
        op::Log => log() as form::Items,
        op::Texts => texts() as form::Items,
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

/// What comes through a channel.
struct Arriving<T>(Receiver<Result<T, &'static str>>);

impl<T> Stream for Arriving<T> {
    type Item = Result<T, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(task)
    }
}

/// A list as a stream.
struct Listed<T>(std::vec::IntoIter<T>);

impl<T: Unpin> Stream for Listed<T> {
    type Item = Result<T, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

fn listed<T>(items: impl Into<Vec<T>>) -> Listed<T> {
    Listed(items.into().into_iter())
}

type Ticks = Receiver<Result<Event<Tick>, &'static str>>;

/// Answers with ticks of its own; those of `ticks` come through a channel.
#[derive(Default)]
struct Station {
    ticks: Mutex<Option<Ticks>>,
}

impl Authenticate for Station {}

impl Feeds for Station {
    async fn ticks(&self, _: &Context) -> Result<EventStream<Tick>, Error<Infallible>> {
        let ticks = self.ticks.lock().unwrap().take();
        let ticks = ticks.ok_or_else(Error::not_found)?;
        Ok(EventStream::new(Arriving(ticks)))
    }

    async fn words(&self, _: &Context) -> Result<EventStream<Text>, Error<Infallible>> {
        let words = ["one\ntwo", "é"].map(str::to_owned);
        Ok(EventStream::new(listed(words)))
    }

    async fn chat(
        &self,
        _: &Context,
        kind: String,
    ) -> Result<WholeOrItems<Tick, EventStream<Tick>>, Error<Infallible>> {
        match kind.as_str() {
            "whole" => Ok(WholeOrItems::Whole(tick("whole"))),
            _ => Ok(EventStream::new(listed([tick("a"), tick("b")])).into()),
        }
    }

    async fn log(&self, _: &Context) -> Result<LineStream<Tick>, Error<Infallible>> {
        Ok(LineStream::new(listed([tick("a\nb"), tick("c")])))
    }

    async fn texts(&self, _: &Context) -> Result<RecordStream<Tick>, Error<Infallible>> {
        Ok(RecordStream::new(listed([
            tick("a"),
            tick("too long by far"),
        ])))
    }
}

type Errors = Arc<Mutex<Vec<String>>>;

fn station(station: Station) -> (Router<Station>, Errors) {
    let errors = Errors::default();
    let sink = Arc::clone(&errors);
    let router = routes(Router::new(station, &DOCUMENT))
        .on_internal_error(move |_, error| sink.lock().unwrap().push(error.to_string()));
    (router, errors)
}

fn client() -> Client {
    let (router, _) = station(Station::default());
    Client::builder("http://h").service(router).build().unwrap()
}

#[cfg(feature = "reqwest")]
async fn connected(router: Router<Station>) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = axum::Router::new().fallback_service(router);
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    let client = Client::builder(&format!("http://{address}")).build();
    client.unwrap()
}

/// A client of a server that answers with that text of that media type.
fn answering(media_type: &'static str, body: impl Into<bytes::Bytes>) -> Client {
    let body = body.into();
    let service = service_fn(move |_: http::Request<Body>| {
        let answer = http::Response::builder().header("content-type", media_type);
        let answer = answer.body(Full::new(body.clone())).unwrap();
        async { Ok::<_, Infallible>(answer) }
    });
    let builder = Client::builder("http://h").service(service);
    builder.response_limit(40).build().unwrap()
}

async fn all<P: sequential::Sequential>(mut items: ItemStream<P>) -> Vec<P::Item> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    all
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn events_arrive_as_they_are_made() {
    let (sender, receiver) = channel(1);
    let (router, errors) = station(Station {
        ticks: Mutex::new(Some(receiver)),
    });
    let client = connected(router).await;
    let mut events = Call::<op::Ticks>::new(&client).events().await.unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    assert_eq!(events.headers()["cache-control"], "no-cache");
    let first = Event::new(tick("one")).named("tick").with_id("7");
    sender.send(Ok(first.clone())).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), first);
    sender.send(Ok(tick("two").into())).await.unwrap();
    let second = events.next().await.unwrap().unwrap();
    assert_eq!((second.event, second.data), (None, tick("two")));
    sender.send(Err("the clock stopped")).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Transport(_)), "{error:?}");
    assert!(events.next().await.is_none());
    assert_eq!(*errors.lock().unwrap(), ["the clock stopped"]);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn dropping_the_stream_ends_it_at_the_server() {
    let (sender, receiver) = channel(1);
    let (router, _) = station(Station {
        ticks: Mutex::new(Some(receiver)),
    });
    let client = connected(router).await;
    let mut events = Call::<op::Ticks>::new(&client).events().await.unwrap();
    sender.send(Ok(tick("one").into())).await.unwrap();
    events.next().await.unwrap().unwrap();
    drop(events);
    let gone = tokio::time::timeout(Duration::from_secs(20), sender.closed());
    gone.await.expect("the stream is still there");
}

#[tokio::test]
async fn an_item_that_breaks_the_document_is_found_where_answers_are_checked() {
    for checks in [true, false] {
        let (router, errors) = station(Station::default());
        let router = router.check_answers(checks);
        let client = Client::builder("http://h").service(router).build().unwrap();
        let mut texts = Call::<op::Texts>::new(&client).records().await.unwrap();
        assert_eq!(texts.next().await.unwrap().unwrap(), tick("a"));
        assert_eq!(texts.next().await.unwrap().is_err(), checks);
        assert_eq!(errors.lock().unwrap().len(), usize::from(checks));
    }
}

#[tokio::test]
async fn texts_lines_and_records_arrive() {
    let client = client();
    let words = Call::<op::Words>::new(&client).events().await.unwrap();
    let words: Vec<String> = all(words).await.into_iter().map(|it| it.data).collect();
    assert_eq!(words, ["one\ntwo", "é"]);
    let log = Call::<op::Log>::new(&client).lines().await.unwrap();
    assert_eq!(log.headers()["content-type"], "application/x-ndjson");
    assert_eq!(all(log).await, [tick("a\nb"), tick("c")]);
    let log = Call::<op::Log>::new(&client).await.unwrap();
    assert_eq!(log, [tick("a\nb"), tick("c")], "all at once");
}

#[tokio::test]
async fn a_success_can_have_two_forms() {
    let client = client();
    let chat = |kind: &str| Call::<op::Chat>::new(&client).path_param("kind", kind);
    assert_eq!(chat("whole").await.unwrap(), tick("whole"));
    let events = all(chat("events").events().await.unwrap()).await;
    assert_eq!(events, [tick("a").into(), tick("b").into()]);
    let error = chat("whole").events().await.unwrap_err();
    let CallError::Decode { message, body, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(message, "is not of text/event-stream");
    assert_eq!(body, r#"{"text":"whole"}"#);
}

#[tokio::test]
async fn the_media_type_of_the_items_is_asked_for() {
    let service = service_fn(|request: http::Request<Body>| async move {
        let accept = request.headers()["accept"].to_str().unwrap().to_owned();
        let answer = http::Response::builder().header("content-type", "Text/Event-Stream; a=b");
        let text = format!("data: {{\"text\":\"{accept}\"}}\n\n");
        Ok::<_, Infallible>(answer.body(Full::new(bytes::Bytes::from(text))).unwrap())
    });
    let client = Client::builder("http://h").service(service).build();
    let call = Call::<op::Chat>::new(&client.unwrap()).path_param("kind", "k");
    let events = all(call.events().await.unwrap()).await;
    assert_eq!(events[0].data, tick("text/event-stream"));
}

const DONE: &str = "data: {\"text\":\"a\"}\n\ndata: [DONE]\n\ndata: {\"text\":\"b\"}\n\n";

#[tokio::test]
async fn data_that_is_no_json_is_an_error_item() {
    let client = answering("text/event-stream", DONE);
    let mut events = Call::<op::Ticks>::new(&client).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, tick("a"));
    let error = events.next().await.unwrap().unwrap_err();
    assert!(!format!("{error:?} {error}").contains("DONE"));
    let StreamError::Decode { raw, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(raw.data, "[DONE]");
    assert_eq!(events.next().await.unwrap().unwrap().data, tick("b"));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_mark_ends_the_stream() {
    let client = answering("text/event-stream", DONE);
    let events = Call::<op::Ticks>::new(&client).events().await.unwrap();
    let events = all(events.until("[DONE]")).await;
    assert_eq!(events, [tick("a").into()]);
}

#[tokio::test]
async fn an_item_has_a_limit() {
    let long = format!("data: {{\"text\":\"{}\"}}", "x".repeat(40));
    for end in ["", "\n\n"] {
        let text = format!("data: {{\"text\":\"a\"}}\n\n{long}{end}");
        let client = answering("text/event-stream", text);
        let mut events = Call::<op::Ticks>::new(&client).events().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, tick("a"));
        let error = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(error, StreamError::TooLarge { limit: 40 }),
            "{error:?}"
        );
        assert!(events.next().await.is_none());
    }
    let short = "data: {\"text\":\"a\"}\n\n".repeat(100);
    let client = answering("text/event-stream", short);
    let events = Call::<op::Ticks>::new(&client).events().await.unwrap();
    assert_eq!(
        all(events).await.len(),
        100,
        "the limit is that of one item"
    );
}

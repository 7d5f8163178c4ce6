//! Lists that come page by page.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{Ready, poll_fn, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_core::Stream;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower::Service;

use crate::runtime::{Body, Call, Client, Error, Items, Next, Paged};
use crate::types::runtime::{Json, Operation, Security, Validate};
use crate::types::{ApiError, GenericError};

/// The page of authentik: the number of the next one, 0 at the end.
#[derive(Debug, Deserialize, Serialize)]
struct Numbered {
    pagination: Pagination,
    results: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Pagination {
    next: f64,
}

/// The page of Django REST framework: the address of the next one, `null` at the end.
#[derive(Debug, Deserialize, Serialize)]
struct Linked {
    next: Option<String>,
    results: Vec<String>,
}

impl Validate for Numbered {}
impl Validate for Linked {}

enum ByNumber {}
enum ByLink {}

macro_rules! list {
    ($name:ident, $page:ty, $next:expr) => {
        impl Operation for $name {
            const ID: &'static str = stringify!($name);
            const METHOD: &'static str = "GET";
            const PATH: &'static str = "/names/";
            const STATUS: u16 = 200;
            const SECURITY: Security = Security::Unstated;
            type Success = Json<$page>;
            type Failure = ApiError;
        }

        impl Paged for $name {
            const PARAMETER: &'static str = "page";
            type Item = String;

            fn split(page: $page) -> (Vec<String>, Next) {
                let next: fn(&$page) -> Next = $next;
                (page.results.clone(), next(&page))
            }
        }
    };
}

list!(ByNumber, Numbered, |page| Next::number(
    page.pagination.next
));
list!(ByLink, Linked, |page| Next::link(page.next.as_ref()));

/// A server that gives one answer after the other, the last one again and again, and keeps what it was asked for.
#[derive(Clone)]
struct Pages {
    answers: Arc<Mutex<VecDeque<(u16, Value)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Pages {
    fn of(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            asked: Arc::default(),
        }
    }

    fn numbered<'a>(pages: impl IntoIterator<Item = (Value, &'a [&'a str])>) -> Self {
        let page = |(next, results)| json!({ "pagination": { "next": next }, "results": results });
        Self::of(pages.into_iter().map(|it| (200, page(it))))
    }

    fn linked<'a>(pages: impl IntoIterator<Item = (Value, &'a [&'a str])>) -> Self {
        let page = |(next, results)| json!({ "next": next, "results": results });
        Self::of(pages.into_iter().map(|it| (200, page(it))))
    }

    fn call<O: Operation>(&self) -> Call<O> {
        let client = Client::builder("http://localhost").service(self.clone());
        Call::new(&client.build().unwrap())
    }

    /// The query of each request.
    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Service<http::Request<Body>> for Pages {
    type Response = http::Response<axum::body::Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let mut asked = self.asked.lock().unwrap();
        asked.push(request.uri().query().unwrap_or_default().to_owned());
        assert!(asked.len() < 20, "it asks for ever: {asked:?}");
        let mut answers = self.answers.lock().unwrap();
        let (status, body) = answers.pop_front().unwrap();
        if answers.is_empty() {
            answers.push_back((status, body.clone()));
        }
        let mut response = http::Response::new(axum::body::Body::from(body.to_string()));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        ready(Ok(response))
    }
}

/// All items up to the end or the first error.
async fn all<O: Paged<Item = String>>(
    mut items: Items<O>,
) -> (Vec<String>, Option<Error<O::Failure>>) {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "an error ends the list");
                return (found, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none(), "the end stays the end");
    (found, None)
}

#[tokio::test]
async fn the_number_of_the_next_page_is_followed_until_it_is_zero() {
    for zero in [json!(0), json!(0.0), json!(-1), json!(2.5)] {
        let server = Pages::numbered([
            (json!(2), &["a", "b"][..]),
            (json!(3.0), &["c"]),
            (zero.clone(), &["d"]),
        ]);
        let (items, error) = all(server.call::<ByNumber>().items()).await;
        assert_eq!(items, ["a", "b", "c", "d"], "{zero}");
        assert!(error.is_none());
        assert_eq!(server.asked(), ["", "page=2", "page=3"]);
    }
}

#[cfg(feature = "blocking")]
#[test]
fn items_are_waited_for() {
    let server = Pages::numbered([(json!(2), &["a", "b"][..]), (json!(0), &["c"])]);
    let items: Result<Vec<_>, _> = server.call::<ByNumber>().items().wait().collect();
    assert_eq!(items.unwrap(), ["a", "b", "c"]);
    assert_eq!(server.asked(), ["", "page=2"]);
}

#[tokio::test]
async fn a_page_is_counted_on_while_there_is_a_link() {
    let link = json!("http://localhost/names/?page=2");
    let server = Pages::linked([
        (link.clone(), &["a"][..]),
        (link, &["b"]),
        (Value::Null, &["c"]),
    ]);
    let (items, _) = all(server.call::<ByLink>().items()).await;
    assert_eq!(items, ["a", "b", "c"]);
    assert_eq!(server.asked(), ["", "page=2", "page=3"]);
}

#[tokio::test]
async fn it_begins_at_the_page_that_was_asked_for() {
    let server = Pages::numbered([(json!(4), &["c"][..]), (json!(0), &["d"])]);
    let call = server.call::<ByNumber>().query_param("page", &3);
    let (items, _) = all(call.items()).await;
    assert_eq!(items, ["c", "d"]);
    assert_eq!(server.asked(), ["page=3", "page=4"]);

    let server = Pages::linked([(json!("…"), &["c"][..]), (Value::Null, &["d"])]);
    let call = server.call::<ByLink>().query_param("page", &3);
    let (items, _) = all(call.items()).await;
    assert_eq!(items, ["c", "d"]);
    assert_eq!(server.asked(), ["page=3", "page=4"]);
}

#[tokio::test]
async fn what_else_was_asked_for_is_asked_of_every_page() {
    let server = Pages::numbered([(json!(2), &["a"][..]), (json!(0), &["b"])]);
    let call = server.call::<ByNumber>().query_param("search", "x y");
    all(call.items()).await;
    assert_eq!(server.asked(), ["search=x%20y", "search=x%20y&page=2"]);
}

#[tokio::test]
async fn a_page_that_is_named_again_ends_the_list() {
    // Each of these servers would go round for ever.
    let cases: [(&[i32], &[&str]); 4] = [
        (&[1], &[""]),
        (&[2], &["", "page=2"]),
        (&[2, 3, 2, 3], &["", "page=2", "page=3"]),
        (&[3, 1], &["", "page=3"]),
    ];
    for (nexts, asked) in cases {
        let server = Pages::numbered(nexts.iter().map(|next| (json!(next), &["a"][..])));
        let (items, error) = all(server.call::<ByNumber>().items()).await;
        assert_eq!(server.asked(), asked, "{nexts:?}");
        assert_eq!(items.len(), asked.len());
        assert!(error.is_none());
    }
    let server = Pages::numbered([(json!(3), &["a"][..])]);
    all(server.call::<ByNumber>().query_param("page", &3).items()).await;
    assert_eq!(server.asked(), ["page=3"]);
}

#[tokio::test]
async fn an_empty_page_is_passed_over() {
    let server = Pages::numbered([
        (json!(2), &[][..]),
        (json!(3), &["a"]),
        (json!(4), &[]),
        (json!(0), &[]),
    ]);
    let (items, _) = all(server.call::<ByNumber>().items()).await;
    assert_eq!(items, ["a"]);
    assert_eq!(server.asked().len(), 4);
}

#[tokio::test]
async fn an_error_ends_the_list_after_the_items_before_it() {
    let first = (
        200,
        json!({ "pagination": { "next": 2 }, "results": ["a", "b"] }),
    );
    let last = (
        200,
        json!({ "pagination": { "next": 0 }, "results": ["c"] }),
    );
    let refused = (403, json!({ "detail": "no" }));
    let server = Pages::of([first.clone(), refused, last.clone()]);
    let (items, error) = all(server.call::<ByNumber>().items()).await;
    assert_eq!(items, ["a", "b"]);
    let forbidden = GenericError {
        detail: "no".into(),
    };
    let error = error.unwrap();
    assert!(matches!(error, Error::Api(ApiError::Forbidden(it), _) if it == forbidden));
    assert_eq!(server.asked(), ["", "page=2"]);

    let broken = (200, json!({ "results": [] }));
    let server = Pages::of([first, broken, last]);
    let (items, error) = all(server.call::<ByNumber>().items()).await;
    assert_eq!(items, ["a", "b"]);
    assert!(matches!(error, Some(Error::Decode { .. })), "{error:?}");
}

#[tokio::test]
async fn a_page_is_requested_when_its_first_item_is_wanted() {
    let server = Pages::numbered([(json!(2), &["a", "b"][..]), (json!(0), &["c"])]);
    let mut items = server.call::<ByNumber>().items();
    assert!(server.asked().is_empty());
    for (asked, item) in [(1, "a"), (1, "b"), (2, "c")] {
        assert_eq!(items.next().await.unwrap().unwrap(), item);
        assert_eq!(server.asked().len(), asked, "{item}");
    }
}

#[tokio::test]
async fn it_is_a_stream() {
    let server = Pages::numbered([(json!(2), &["a"][..]), (json!(0), &["b"])]);
    let mut items = server.call::<ByNumber>().items();
    let mut found = Vec::new();
    while let Some(item) = poll_fn(|cx| Pin::new(&mut items).poll_next(cx)).await {
        found.push(item.unwrap());
    }
    assert_eq!(found, ["a", "b"]);
}

#[tokio::test]
async fn a_wait_that_is_given_up_loses_nothing() {
    let server = Pages::numbered([(json!(2), &["a"][..]), (json!(0), &["b"])]);
    let mut items = server.call::<ByNumber>().items();
    // The future of `next` is dropped after it was polled once.
    let started = poll_fn(|cx| {
        let mut next = std::pin::pin!(items.next());
        Poll::Ready(next.as_mut().poll(cx).is_ready())
    });
    let was_ready = started.await;
    let (rest, _) = all(items).await;
    let expected: &[&str] = if was_ready { &["b"] } else { &["a", "b"] };
    assert_eq!(rest, expected);
    assert_eq!(server.asked().len(), 2, "no page is asked for twice");
}

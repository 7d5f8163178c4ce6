// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Answers that are made item by item: server-sent events and JSON lines.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::error::BoxError;
use crate::types::runtime::{Events, Lines, Records, Sequential};

/// A success that is made item by item: each is written when the connection has room for it, and the rest is dropped when the caller
/// goes away.
pub struct ItemStream<P: Sequential> {
    items: Pin<Box<dyn Stream<Item = Result<P::Item, BoxError>> + Send>>,
    silence: Option<Silence>,
}

/// Starts the time after which a stream has been silent for too long.
type Silence = Box<dyn FnMut() -> Pause + Send>;

type Pause = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Says nothing to whoever reads events (HTML, section 9.2.6).
const COMMENT: &[u8] = b":\n\n";

impl<P: Sequential> ItemStream<P> {
    /// The items of a stream; of an event, its data is enough. An error ends the connection, so that the caller does not take what came
    /// before for all; it is told to [`Router::on_internal_error`](super::Router::on_internal_error).
    pub fn new<S, T, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        T: Into<P::Item>,
        E: Into<BoxError>,
    {
        Self {
            items: Box::pin(Given {
                stream: Box::pin(stream),
                item: PhantomData,
            }),
            silence: None,
        }
    }

    pub(super) fn into_body(self, is_checked: bool) -> Body {
        Body::stream(Written {
            items: self,
            pause: None,
            is_checked,
        })
    }
}

impl<T> ItemStream<Events<T>>
where
    Events<T>: Sequential,
{
    /// Sends a comment whenever a pause goes by without an event, so that nothing on the way takes the connection for a dead one. HTML,
    /// section 9.2.7, advises 15 seconds: `keep_alive(|| tokio::time::sleep(Duration::from_secs(15)))`. Without it none is sent.
    #[must_use]
    pub fn keep_alive<F>(self, mut pause: impl FnMut() -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let silence: Silence = Box::new(move || Box::pin(pause()));
        Self {
            silence: Some(silence),
            ..self
        }
    }
}

impl<P: Sequential> fmt::Debug for ItemStream<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").finish_non_exhaustive()
    }
}

/// A success that is made event by event; see [`ItemStream`].
pub type EventStream<T> = ItemStream<Events<T>>;

/// A success that is made line by line; see [`ItemStream`].
pub type LineStream<T> = ItemStream<Lines<T>>;

/// A success that is made record by record; see [`ItemStream`].
pub type RecordStream<T> = ItemStream<Records<T>>;

/// A success of an operation that has it as a whole and item by item.
#[derive(Debug)]
pub enum WholeOrItems<T, S> {
    /// The whole.
    Whole(T),
    /// Item by item.
    Items(S),
}

impl<T, P: Sequential> From<ItemStream<P>> for WholeOrItems<T, ItemStream<P>> {
    fn from(items: ItemStream<P>) -> Self {
        Self::Items(items)
    }
}

/// A stream of what can be made items.
struct Given<S, I> {
    stream: Pin<Box<S>>,
    item: PhantomData<fn() -> I>,
}

impl<S, T, E, I> Stream for Given<S, I>
where
    S: Stream<Item = Result<T, E>>,
    T: Into<I>,
    E: Into<BoxError>,
{
    type Item = Result<I, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.stream.as_mut().poll_next(task));
        Poll::Ready(item.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}

/// The items as they are written.
struct Written<P: Sequential> {
    items: ItemStream<P>,
    /// The time since the last item.
    pause: Option<Pause>,
    is_checked: bool,
}

impl<P: Sequential> Stream for Written<P> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self {
            items: ItemStream { items, silence },
            pause,
            is_checked,
        } = &mut *self;
        let Poll::Ready(item) = items.as_mut().poll_next(task) else {
            let Some(silence) = silence else {
                return Poll::Pending;
            };
            ready!(pause.get_or_insert_with(silence).as_mut().poll(task));
            *pause = None;
            return Poll::Ready(Some(Ok(Bytes::from_static(COMMENT))));
        };
        *pause = None;
        Poll::Ready(item.map(|item| {
            let item = item?;
            if *is_checked && let Err(broken) = P::check(&item) {
                return Err(format!("an item breaks the document: {broken}").into());
            }
            let mut body = Vec::new();
            P::write(&item, &mut body)?;
            Ok(body.into())
        }))
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Answers that come item by item: server-sent events and JSON lines.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use http_body::Body as _;

use super::body::Body;
use super::call::Call;
use super::error::{Error, Target};
use super::response::{Response, wrong_type};
use super::transport::TransportError;
use crate::types::runtime::sequential::{Cutter, Framing};
use crate::types::runtime::{Event, Events, Lines, Records, Sequential, Streaming};

/// The items of an answer as they come: a [`Stream`], or one at a time with [`ItemStream::next`]. Dropping it closes the answer.
///
/// An item that cannot be read is an error item, and the next ones can still be had; see [`StreamError`].
pub struct ItemStream<P> {
    source: Source,
    payload: PhantomData<fn() -> P>,
}

impl<P: Sequential> ItemStream<P> {
    fn new(answer: Response<Body>, limit: usize) -> Self {
        Self {
            source: Source {
                headers: answer.headers,
                body: answer.body,
                cutter: Cutter::new(P::FRAMING),
                limit,
                last: None,
                ended: false,
            },
            payload: PhantomData,
        }
    }

    /// The headers of the answer.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.source.headers
    }

    /// The same items up to one whose data is that text, which is none itself: for servers that end with a mark such as `[DONE]`.
    #[must_use]
    pub fn until(mut self, mark: impl Into<String>) -> Self {
        self.source.last = Some(mark.into());
        self
    }

    /// The next item; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// The item cannot be read, or the rest of the answer cannot be had.
    pub async fn next(&mut self) -> Option<Result<P::Item, StreamError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<P: Sequential> Stream for ItemStream<P> {
    type Item = Result<P::Item, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let raw = ready!(self.source.poll(cx)).transpose()?;
        Poll::Ready(raw.map(|raw| {
            P::read_item(raw.clone()).map_err(|error| StreamError::Decode {
                raw: Box::new(raw.into_text()),
                path: error.path,
                message: error.message,
            })
        }))
    }
}

impl<P> fmt::Debug for ItemStream<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("body", &self.source.body)
            .finish_non_exhaustive()
    }
}

/// The items before they are read.
struct Source {
    headers: HeaderMap,
    body: Body,
    cutter: Cutter,
    /// How many bytes an item can have.
    limit: usize,
    /// The data of the item that ends the stream.
    last: Option<String>,
    ended: bool,
}

impl Source {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<Vec<u8>>, StreamError>>> {
        loop {
            if let Some(raw) = self.cutter.take() {
                if raw.data.len() > self.limit {
                    return Poll::Ready(Some(Err(self.too_large())));
                }
                let last = self.last.as_ref().map(String::as_bytes);
                if last == Some(raw.data.as_slice()) {
                    self.end();
                    return Poll::Ready(None);
                }
                return Poll::Ready(Some(Ok(raw)));
            }
            if self.cutter.held() > self.limit {
                return Poll::Ready(Some(Err(self.too_large())));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => {
                    self.cutter.push(frame.data_ref().unwrap_or(&Bytes::new()));
                }
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(StreamError::Transport(error))));
                }
                None => {
                    self.cutter.end();
                    self.ended = true;
                }
            }
        }
    }

    fn too_large(&mut self) -> StreamError {
        self.end();
        StreamError::TooLarge { limit: self.limit }
    }

    /// Gives the connection back; nothing comes any more.
    fn end(&mut self) {
        self.body = Body::empty();
        self.cutter = Cutter::new(Framing::Lines);
        self.ended = true;
    }
}

/// Why an item could not be had.
///
/// `Debug` and `Display` show nothing of its content, because errors end up in logs.
#[non_exhaustive]
pub enum StreamError {
    /// An item is not what the document says. The next ones can still be had.
    Decode {
        /// The item as it came; all but events have data only.
        raw: Box<Event<String>>,
        /// The offending place in its data, a JSON Pointer (RFC 6901).
        path: String,
        /// What is wrong there.
        message: String,
    },
    /// An item has more bytes than `ClientBuilder::response_limit` allows. Nothing comes after it.
    TooLarge {
        /// How many it can have.
        limit: usize,
    },
    /// The rest could not be had. [`TransportError::is_timeout`] tells whether the time limit of the call was over.
    Transport(TransportError),
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode { path, message, .. } => f
                .debug_struct("Decode")
                .field("path", path)
                .field("message", message)
                .finish_non_exhaustive(),
            Self::TooLarge { limit } => f.debug_struct("TooLarge").field("limit", limit).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode { path, message, .. } if path.is_empty() => {
                write!(f, "an item {message}")
            }
            Self::Decode { path, message, .. } => write!(f, "an item: {path} {message}"),
            Self::TooLarge { limit } => write!(f, "an item has more than {limit} bytes"),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Decode { .. } | Self::TooLarge { .. } => None,
        }
    }
}

impl<O, T> Call<O>
where
    O: Streaming<Items = Events<T>>,
    Events<T>: Sequential,
{
    /// Sends the call and gives the events of the answer as they come. No event may have more bytes than
    /// `ClientBuilder::response_limit`; the time limit of the call holds to the last one.
    ///
    /// # Errors
    /// Everything but a success of that media type; a failure of the document is read and typed as by [`Call::send`].
    pub async fn events(self) -> Result<ItemStream<Events<T>>, Error<O::Failure>> {
        self.open_items().await
    }
}

impl<O, T> Call<O>
where
    O: Streaming<Items = Lines<T>>,
    Lines<T>: Sequential,
{
    /// Sends the call and gives the values of the answer as they come, one from each line. No line may have more bytes than
    /// `ClientBuilder::response_limit`; the time limit of the call holds to the last one.
    ///
    /// # Errors
    /// Everything but a success; a failure of the document is read and typed as by [`Call::send`].
    pub async fn lines(self) -> Result<ItemStream<Lines<T>>, Error<O::Failure>> {
        self.open_items().await
    }
}

impl<O, T> Call<O>
where
    O: Streaming<Items = Records<T>>,
    Records<T>: Sequential,
{
    /// Sends the call and gives the values of the answer as they come. None may have more bytes than
    /// `ClientBuilder::response_limit`; the time limit of the call holds to the last one.
    ///
    /// # Errors
    /// Everything but a success; a failure of the document is read and typed as by [`Call::send`].
    pub async fn records(self) -> Result<ItemStream<Records<T>>, Error<O::Failure>> {
        self.open_items().await
    }
}

impl<O: Streaming> Call<O> {
    async fn open_items(self) -> Result<ItemStream<O::Items>, Error<O::Failure>> {
        let client = self.client().clone();
        let answer = self.accepting(O::ITEMS_TYPE).stream().await?;
        // Text in another form would pass for a stream without events.
        if O::Items::FRAMING == Framing::Events && !answer.is_of(O::ITEMS_TYPE) {
            let answer = client.inner.collect(answer).await?;
            return Err(wrong_type(Target::of::<O>(), answer, O::ITEMS_TYPE));
        }
        Ok(ItemStream::new(answer, client.inner.response_limit))
    }
}

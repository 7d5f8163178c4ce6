// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Bodies of requests: read to their end, or handed over as they come.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::body::Frames;
use super::error::{BoxError, Error};
use super::reply::Refusal;

/// Why a body could not be read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// It has more bytes than [`Router::body_limit`](super::Router::body_limit) or
    /// [`Router::stream_limit`](super::Router::stream_limit) allows: answered with 413.
    TooLarge {
        /// How many it can have.
        limit: usize,
    },
    /// The connection broke off: answered as an invalid request, should anybody still listen.
    Broken(BoxError),
}

impl BodyError {
    pub(super) fn refusal(&self) -> Refusal {
        match self {
            Self::TooLarge { limit } => Refusal::TooLarge { limit: *limit },
            Self::Broken(_) => Refusal::unreadable(),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "the request body has more than {limit} bytes"),
            Self::Broken(_) => f.write_str("the request body could not be read to its end"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Broken(error) => Some(error.as_ref()),
        }
    }
}

/// The body of a request in a media type that the router does not read itself, such as `application/octet-stream`: a stream of
/// bytes that is an error once it has more than [`Router::stream_limit`](super::Router::stream_limit) allows.
///
/// The request is read as fast as this is; what is not read when it is dropped is not taken from the connection.
#[derive(Debug)]
pub struct RawBody {
    /// The `Content-Type` with its parameters, such as the boundary of a multipart body.
    pub content_type: String,
    body: Incoming,
}

impl RawBody {
    /// A body in memory, for a test that calls a handler by itself.
    pub fn new(content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(content_type.into(), Incoming::bytes(bytes.into()))
    }

    pub(super) const fn of(content_type: String, body: Incoming) -> Self {
        Self { content_type, body }
    }

    pub(super) fn into_incoming(self) -> (String, Incoming) {
        (self.content_type, self.body)
    }

    /// How many bytes are still to come, if the caller has said so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.body.size().exact()
    }

    /// The next piece; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// [`Error::Body`]: the rest is too long, or could not be read.
    pub async fn chunk<E>(&mut self) -> Result<Option<Bytes>, Error<E>> {
        self.body.chunk().await.map_err(Error::Body)
    }

    /// All that is still to come, in memory, which cannot be more than [`Router::body_limit`](super::Router::body_limit) allows.
    ///
    /// # Errors
    /// [`Error::Body`]: it is too long, or could not be read.
    pub async fn collect<E>(self) -> Result<Bytes, Error<E>> {
        self.body.read().await.map_err(Error::Body)
    }
}

impl Stream for RawBody {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.body.poll(task)
    }
}

impl http_body::Body for RawBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        self.body.poll(task).map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size()
    }
}

/// The body of a request, whatever type it had, with a limit.
pub(super) struct Incoming {
    rest: Rest,
    left: usize,
    limit: usize,
    /// How many bytes of it may be in memory at the same time.
    in_memory: usize,
}

enum Rest {
    Bytes(Bytes),
    Frames(Pin<Box<dyn Frames>>),
    Nothing,
}

impl Incoming {
    pub(super) fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let rest = if body.is_end_stream() {
            Rest::Nothing
        } else {
            Rest::Frames(Box::pin(body))
        };
        Self::unlimited(rest)
    }

    pub(super) fn bytes(bytes: Bytes) -> Self {
        Self::unlimited(if bytes.is_empty() {
            Rest::Nothing
        } else {
            Rest::Bytes(bytes)
        })
    }

    const fn unlimited(rest: Rest) -> Self {
        Self {
            rest,
            left: usize::MAX,
            limit: usize::MAX,
            in_memory: usize::MAX,
        }
    }

    /// Whether there is no body, as far as that can be told before it is read.
    pub(super) const fn is_empty(&self) -> bool {
        matches!(self.rest, Rest::Nothing)
    }

    /// Takes the body out.
    pub(super) const fn take(&mut self) -> Self {
        Self {
            rest: std::mem::replace(&mut self.rest, Rest::Nothing),
            ..*self
        }
    }

    /// The same body, an error once it has more than `limit` bytes; refused at once if it says so beforehand.
    pub(super) fn limited(self, limit: usize) -> Result<Self, BodyError> {
        if usize::try_from(self.size().lower()).map_or(true, |least| least > limit) {
            return Err(BodyError::TooLarge { limit });
        }
        let left = limit;
        Ok(Self {
            left,
            limit,
            ..self
        })
    }

    /// The same body, of which so many bytes may be in memory.
    pub(super) fn held(self, in_memory: usize) -> Self {
        Self { in_memory, ..self }
    }

    /// How many bytes of it may be in memory.
    pub(super) const fn in_memory(&self) -> usize {
        self.in_memory
    }

    /// Reads it to its end.
    pub(super) async fn read(self) -> Result<Bytes, BodyError> {
        let in_memory = self.in_memory;
        let mut body = if self.left > in_memory {
            self.limited(in_memory)?
        } else {
            self
        };
        let mut all = BytesMut::new();
        let Some(first) = body.chunk().await? else {
            return Ok(Bytes::new());
        };
        // Most bodies come in one piece, which then need not be copied.
        let Some(second) = body.chunk().await? else {
            return Ok(first);
        };
        all.extend_from_slice(&first);
        all.extend_from_slice(&second);
        while let Some(piece) = body.chunk().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        poll_fn(|task| self.poll(task)).await.transpose()
    }

    pub(super) fn size(&self) -> SizeHint {
        match &self.rest {
            Rest::Bytes(bytes) => {
                SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            }
            Rest::Frames(frames) => frames.size(),
            Rest::Nothing => SizeHint::with_exact(0),
        }
    }

    /// The next piece; nothing comes after an error.
    pub(super) fn poll(
        &mut self,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BodyError>>> {
        let piece = loop {
            match &mut self.rest {
                Rest::Nothing => return Poll::Ready(None),
                Rest::Bytes(bytes) => break Some(Ok(std::mem::take(bytes))),
                Rest::Frames(frames) => match ready!(frames.as_mut().poll(task)) {
                    Some(Ok(frame)) => {
                        // What is no data are trailers, which nobody asks for.
                        if let Ok(data) = frame.into_data() {
                            break Some(Ok(data));
                        }
                    }
                    Some(Err(error)) => break Some(Err(BodyError::Broken(error))),
                    None => break None,
                },
            }
        };
        let limit = self.limit;
        let piece = piece.map(|piece| {
            let piece = piece?;
            let left = self.left.checked_sub(piece.len());
            self.left = left.ok_or(BodyError::TooLarge { limit })?;
            Ok(piece)
        });
        if !matches!((&piece, &self.rest), (Some(Ok(_)), Rest::Frames(_))) {
            self.rest = Rest::Nothing;
        }
        Poll::Ready(piece)
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

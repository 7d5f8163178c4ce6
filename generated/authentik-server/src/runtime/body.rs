// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Bodies: reading those of requests, holding those of answers.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};

use super::error::BoxError;
use super::reply::Refusal;

/// The body of an answer: all its bytes at once.
#[derive(Clone, Debug, Default)]
pub struct Body(Bytes);

impl Body {
    /// Its bytes.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let bytes = std::mem::take(&mut self.0);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(u64::try_from(self.0.len()).unwrap_or(u64::MAX))
    }
}

/// The body of a request in a media type that the router does not read itself, such as `application/octet-stream`.
#[derive(Clone, Debug)]
pub struct RawBody {
    /// The `Content-Type` with its parameters, such as the boundary of a multipart body.
    pub content_type: String,
    /// The bytes as they were sent.
    pub bytes: Bytes,
}

/// The body of a request, whatever type it had.
pub(super) struct Incoming(Option<Pin<Box<dyn Frames>>>);

trait Frames: Send {
    fn poll(
        self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>>;
    fn least(&self) -> u64;
}

impl<B> Frames for B
where
    B: http_body::Body<Data = Bytes> + Send,
    B::Error: Into<BoxError>,
{
    fn poll(
        self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.poll_frame(task).map_err(Into::into)
    }

    fn least(&self) -> u64 {
        self.size_hint().lower()
    }
}

impl Incoming {
    pub(super) fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self((!body.is_end_stream()).then(|| Box::pin(body) as Pin<Box<dyn Frames>>))
    }

    /// Reads it to its end. One that is longer than `limit` bytes is refused, and not read if it says so beforehand.
    pub(super) async fn read(self, limit: usize) -> Result<Bytes, Refusal> {
        let Some(mut body) = self.0 else {
            return Ok(Bytes::new());
        };
        if usize::try_from(body.least()).map_or(true, |least| least > limit) {
            return Err(Refusal::TooLarge { limit });
        }
        let mut all = BytesMut::new();
        while let Some(frame) = poll_fn(|task| body.as_mut().poll(task)).await {
            let frame = frame.map_err(|_| Refusal::unreadable())?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if data.len() > limit.saturating_sub(all.len()) {
                return Err(Refusal::TooLarge { limit });
            }
            all.extend_from_slice(&data);
        }
        Ok(all.freeze())
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Bodies of requests and responses.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::transport::{BoxError, TransportError};

/// The body of a request or response: bytes in memory, or a stream.
pub struct Body(Kind);

enum Kind {
    Bytes(Bytes),
    /// The lock is never waited for: it makes a stream that is only `Send` also `Sync`, as HTTP engines ask.
    Stream(Mutex<UnsyncBoxBody<Bytes, TransportError>>),
}

impl Body {
    /// A body without content.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Kind::Bytes(Bytes::new()))
    }

    /// A body that comes in pieces.
    pub fn stream<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let body = body.map_err(TransportError::new);
        Self(Kind::Stream(Mutex::new(body.boxed_unsync())))
    }

    /// The same body, as an error once it has more than so many bytes.
    #[must_use]
    pub fn limited(self, bytes: usize) -> Self {
        let body = Limited::new(self, bytes).map_err(move |error| {
            if error.is::<LengthLimitError>() {
                TransportError::new(format!("the body has more than {bytes} bytes"))
            } else {
                TransportError::new(error)
            }
        });
        Self::stream(body)
    }

    /// The content, if it is in memory.
    #[must_use]
    pub const fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) => None,
        }
    }

    /// The next piece of the content; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// The rest could not be had. [`TransportError::is_timeout`] tells whether the time limit of the call was over.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        while let Some(frame) = self.frame().await {
            if let Ok(data) = frame?.into_data() {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }

    /// Reads the whole body, of at most `limit` bytes.
    pub(super) async fn collect_up_to(self, limit: usize) -> Result<Bytes, TransportError> {
        match Limited::new(self, limit).collect().await {
            Ok(collected) => Ok(collected.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => Err(TransportError::new(format!(
                "the body of the response has more than {limit} bytes, the limit set by `ClientBuilder::response_limit`"
            ))),
            Err(error) => Err(TransportError::new(error)),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Kind::Stream(body) => {
                Pin::new(body.get_mut().unwrap_or_else(PoisonError::into_inner)).poll_frame(cx)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Bytes(bytes) => bytes.is_empty(),
            Kind::Stream(body) => body.try_lock().is_ok_and(|body| body.is_end_stream()),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Stream(body) => body
                .try_lock()
                .map_or_else(|_| SizeHint::default(), |body| body.size_hint()),
        }
    }
}

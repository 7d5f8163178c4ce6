//! Successes of any media type, as their bytes.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderValue;
use http_body::{Frame, SizeHint};

use super::body::Body;
use super::error::BoxError;

/// A success of bytes: an image, an archive, a file.
///
/// Bytes in memory are `Ok(bytes.into())`; what is read or made on the way is a stream:
///
/// ```ignore
/// let file = tokio::fs::File::open(path).await.map_err(Error::internal)?;
/// let length = file.metadata().await.map_err(Error::internal)?.len();
/// Ok(RawAnswer::stream(tokio_util::io::ReaderStream::new(file)).with_length(length).with_media_type("image/png"))
/// ```
#[derive(Debug)]
pub struct RawAnswer {
    pub(super) body: Body,
    pub(super) media_type: Option<Result<HeaderValue, String>>,
}

impl RawAnswer {
    /// Content that comes in pieces. An error ends the connection, so that the caller does not take what came before for all; it
    /// is told to [`Router::on_internal_error`](super::Router::on_internal_error).
    pub fn stream<S, T, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        T: Into<Bytes>,
        E: Into<BoxError>,
    {
        Body::stream(stream).into()
    }

    /// Content that comes in frames.
    pub fn body<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Body::new(body).into()
    }

    /// The same content with a `Content-Length`. More or fewer bytes than that are an error.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        let body = Body::new(Measured {
            body: self.body,
            left: bytes,
        });
        Self { body, ..self }
    }

    /// The same content with a media type of its own: for documents that leave it open, as `image/*` and
    /// `application/octet-stream` do. One that the document does not allow is an internal error where answers are checked
    /// ([`Router::check_answers`](super::Router::check_answers)).
    #[must_use]
    pub fn with_media_type(self, media_type: &str) -> Self {
        let value = HeaderValue::from_str(media_type).map_err(|_| media_type.to_owned());
        Self {
            media_type: Some(value),
            ..self
        }
    }
}

impl<B: Into<Body>> From<B> for RawAnswer {
    fn from(body: B) -> Self {
        Self {
            body: body.into(),
            media_type: None,
        }
    }
}

/// A body that has as many bytes as was said.
struct Measured {
    body: Body,
    left: u64,
}

impl http_body::Body for Measured {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = std::task::ready!(Pin::new(&mut self.body).poll_frame(task));
        Poll::Ready(match frame {
            Some(Ok(frame)) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                match u64::try_from(length)
                    .ok()
                    .and_then(|length| self.left.checked_sub(length))
                {
                    Some(left) => {
                        self.left = left;
                        Some(Ok(frame))
                    }
                    None => Some(Err("the content is longer than its length".into())),
                }
            }
            None if self.left > 0 => Some(Err("the content is shorter than its length".into())),
            other => other,
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The engine in a browser, or in another host of JavaScript: `fetch`.
//!
//! What belongs to JavaScript stays on the thread that it was made on. The wrappers hold to that: used on another thread of a
//! program that has several, they panic.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use gloo_timers::future::TimeoutFuture;
use http_body::Frame;
use http_body_util::BodyExt;
use send_wrapper::SendWrapper;

use super::super::body::Body;
use super::super::transport::{BoxFuture, Transport, TransportError};
use super::{Reqwest, failed};

impl Reqwest {
    /// Whether a redirect is followed is up to `fetch`: it follows, and leaves `Authorization` out where the host is another
    /// one (Fetch Standard, section 4.4).
    #[allow(clippy::unnecessary_wraps)]
    pub(in super::super) fn new() -> Result<Self, TransportError> {
        Ok(Self(::reqwest::Client::new()))
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(SendWrapper::new(async move {
            let (parts, body) = request.into_parts();
            // Most browsers send no stream, so a body that is one is read first.
            let bytes = body.collect().await?.to_bytes();
            let request = http::Request::from_parts(parts, bytes);
            let request = request.try_into().map_err(failed)?;
            let mut response = self.0.execute(request).await.map_err(failed)?;
            let mut answer = http::Response::default();
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            *answer.body_mut() = Body::stream(Fetched::new(response));
            Ok(answer)
        }))
    }

    fn timer(&self, limit: Duration) -> Option<BoxFuture<'static, ()>> {
        // `setTimeout` counts in 31 bits: some 24 days.
        let most = i32::MAX.unsigned_abs();
        let millis = u32::try_from(limit.as_millis()).map_or(most, |millis| millis.min(most));
        Some(Box::pin(SendWrapper::new(TimeoutFuture::new(millis))))
    }
}

/// The body of an answer, piece by piece.
struct Fetched(SendWrapper<Pin<Box<dyn Stream<Item = ::reqwest::Result<Bytes>>>>>);

impl Fetched {
    fn new(response: ::reqwest::Response) -> Self {
        Self(SendWrapper::new(Box::pin(response.bytes_stream())))
    }
}

impl http_body::Body for Fetched {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let piece = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(piece.map(|bytes| bytes.map(Frame::data).map_err(failed)))
    }
}

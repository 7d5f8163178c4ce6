//! A `tower` service as the HTTP engine.

use std::future::poll_fn;
#[cfg(feature = "tokio")]
use std::time::Duration;

use bytes::Bytes;
use tower_service::Service;

use super::body::Body;
#[cfg(feature = "tokio")]
use super::transport::tokio_timer;
use super::transport::{BoxError, BoxFuture, Transport, TransportError};

/// Sends every request through a clone of a service, once that is ready.
///
/// Time limits are kept by the timer of tokio, with the cargo feature `tokio` and inside a tokio runtime.
pub(super) struct ServiceTransport<S>(pub(super) S);

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        send(self.0.clone(), request)
    }

    #[cfg(feature = "tokio")]
    fn timer(&self, limit: Duration) -> Option<BoxFuture<'static, ()>> {
        tokio_timer(limit)
    }
}

/// Sends a request through a service once that is ready.
pub(super) fn send<S, B>(
    mut service: S,
    request: http::Request<Body>,
) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    Box::pin(async move {
        poll_fn(|cx| service.poll_ready(cx))
            .await
            .map_err(TransportError::new)?;
        let response = service.call(request).await.map_err(TransportError::new)?;
        Ok(response.map(Body::stream))
    })
}

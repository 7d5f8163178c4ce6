//! Layers around the HTTP engine.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use tower_service::Service;

use super::body::Body;
use super::service::send;
use super::transport::{BoxError, BoxFuture, Transport, TransportError};

/// The HTTP engine of a client as a tower service: what a layer is put around.
#[derive(Clone)]
pub struct Engine(pub(super) Arc<dyn Transport>);

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Engine")
    }
}

impl Service<http::Request<Body>> for Engine {
    type Response = http::Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<http::Response<Body>, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let engine = Arc::clone(&self.0);
        Box::pin(async move { engine.send(request).await })
    }
}

/// A service that a layer made, with the timer of the engine that is inside.
pub(super) struct Layered<S> {
    pub(super) service: S,
    pub(super) engine: Arc<dyn Transport>,
}

impl<S, B> Transport for Layered<S>
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
        send(self.service.clone(), request)
    }

    fn timer(&self, limit: Duration) -> Option<BoxFuture<'static, ()>> {
        self.engine.timer(limit)
    }
}

//! The engine everywhere but in a browser.

use std::time::Duration;

use ::reqwest::redirect::Policy;
use http_body_util::BodyExt;

use super::super::body::Body;
use super::super::transport::{BoxFuture, Transport, TransportError, tokio_timer};
use super::{Reqwest, failed};

impl Reqwest {
    /// An engine that follows no redirect: a server that redirects must not learn a way to have the request, with its
    /// credentials, sent to another host.
    pub(in super::super) fn new() -> Result<Self, TransportError> {
        ::reqwest::Client::builder()
            .redirect(Policy::none())
            .build()
            .map(Self)
            .map_err(failed)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = request.map(to_reqwest).try_into().map_err(failed)?;
            let response = self.0.execute(request).await.map_err(failed)?;
            Ok(http::Response::from(response).map(from_reqwest))
        })
    }

    fn timer(&self, limit: Duration) -> Option<BoxFuture<'static, ()>> {
        tokio_timer(limit)
    }
}

/// Bytes stay bytes, so that the engine knows the length and can send them again on a fresh connection.
fn to_reqwest(body: Body) -> ::reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => ::reqwest::Body::wrap(body),
    }
}

fn from_reqwest(body: ::reqwest::Body) -> Body {
    Body::stream(body.map_err(failed))
}

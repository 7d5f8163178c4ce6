// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The default HTTP engine.

use std::time::Duration;

use ::reqwest::redirect::Policy;

use super::body::Body;
use super::transport::{BoxFuture, Transport, TransportError, tokio_timer};

/// Sends every request with `reqwest`.
pub(super) struct Reqwest(pub(super) ::reqwest::Client);

impl Reqwest {
    /// An engine that follows no redirect: a server that redirects must not learn a way to have the request, with its
    /// credentials, sent to another host.
    pub(super) fn new() -> Result<Self, TransportError> {
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
    use http_body_util::BodyExt;

    Body::stream(body.map_err(failed))
}

/// The URL is left out: a credential can be part of its query.
fn failed(error: ::reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::timeout(error.without_url())
    } else {
        TransportError::new(error.without_url())
    }
}

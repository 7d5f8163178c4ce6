// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The seam between the client and the HTTP engine.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use super::body::Body;

/// An error of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A future of any type.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An HTTP engine: takes a request with an absolute URI, gives the response of the server.
///
/// An implementation must not follow a redirect to another host with the credentials of the request, and must give
/// responses of every status as they are. [`OperationId`](super::OperationId) is among the extensions of the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request.
    ///
    /// # Errors
    /// No response could be had. The client drops the future when the time limit of a call is over.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// A future that is ready once `limit` has passed; `None` if this engine has no clock, in which case a call with a
    /// time limit is an error rather than a call without.
    fn timer(&self, limit: Duration) -> Option<BoxFuture<'static, ()>> {
        let _ = limit;
        None
    }
}

/// Why no response could be had, or not all of it.
pub struct TransportError {
    cause: BoxError,
    timeout: bool,
}

impl TransportError {
    /// An error with that cause; a cause that already is a `TransportError` is taken as it is.
    pub fn new(cause: impl Into<BoxError>) -> Self {
        cause.into().downcast().map_or_else(
            |cause| Self {
                cause,
                timeout: false,
            },
            |same| *same,
        )
    }

    /// An error which says that a time limit of the engine's own was over.
    pub fn timeout(cause: impl Into<BoxError>) -> Self {
        Self {
            timeout: true,
            ..Self::new(cause)
        }
    }

    /// Whether a time limit was over.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        self.timeout
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.cause, f)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.cause, f)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}

/// The timer of the tokio runtime that the caller is in.
#[cfg(feature = "tokio")]
pub(super) fn tokio_timer(limit: Duration) -> Option<BoxFuture<'static, ()>> {
    tokio::runtime::Handle::try_current().ok()?;
    Some(Box::pin(async move { tokio::time::sleep(limit).await }))
}

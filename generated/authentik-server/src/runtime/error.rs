// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What a handler answers instead of the documented success.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

use super::upload::BodyError;
use crate::types::runtime::Violations;

/// Any error that can cross threads.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What a handler answers instead of the documented success. `E` has the failures that the document lists, and turns
/// into this with `?`.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// A documented failure.
    Api(E),
    /// An answer that the document does not list.
    Status {
        /// Its status; one below 200 is answered as an internal error.
        status: StatusCode,
        /// Its JSON body. Without one, a status of 400 and more gets the message of its status, in the shape of the
        /// document's other rejections.
        body: Option<Value>,
    },
    /// The request cannot be done as it is, for reasons that only the service knows: answered as an invalid request is,
    /// with these messages by field. Places are those of the body.
    Invalid(Violations),
    /// The body of the request could not be read to its end.
    Body(BodyError),
    /// Answered with 501: the service does not serve this operation.
    NotImplemented,
    /// Answered with 500. The text of the error goes to standard error or to
    /// [`Router::on_internal_error`](super::Router::on_internal_error), never into the answer.
    Internal(BoxError),
}

impl<E> Error<E> {
    /// 404, where what the path names does not exist.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// An answer with that status and no body of its own.
    #[must_use]
    pub const fn status(status: StatusCode) -> Self {
        Self::Status { status, body: None }
    }

    /// An invalid request, with one message about a member of the body: `Error::invalid("slug", "is taken")`. For more
    /// than one see [`Violations::add`] and [`Violations::into_result`].
    #[must_use]
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        let mut violations = Violations::new();
        violations.add(field, message);
        Self::Invalid(violations)
    }

    /// 500, for a failure that the caller has no part in.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Self::Internal(error.into())
    }
}

impl<E> From<E> for Error<E> {
    fn from(failure: E) -> Self {
        Self::Api(failure)
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(failure) => failure.fmt(f),
            Self::Status { status, .. } => write!(f, "answered with {status}"),
            Self::Invalid(violations) => violations.fmt(f),
            Self::Body(error) => error.fmt(f),
            Self::NotImplemented => f.write_str("not implemented"),
            Self::Internal(_) => f.write_str("internal error"),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(failure) => failure.source(),
            Self::Internal(error) => Some(error.as_ref()),
            Self::Body(error) => error.source(),
            Self::Status { .. } | Self::Invalid(_) | Self::NotImplemented => None,
        }
    }
}

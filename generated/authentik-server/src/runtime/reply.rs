// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The answer to a request before it is written.

use std::future::Future;
use std::pin::Pin;

use http::{HeaderValue, StatusCode};
use serde_json::Value;

use super::body::Body;
use super::error::BoxError;
use super::input::Place;
use crate::types::runtime::{EncodeError, Violation, Violations};

/// The answer to a request, under way.
pub(super) type Replying = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// The answer to a request.
#[derive(Debug)]
pub enum Reply {
    Content {
        status: StatusCode,
        content_type: Option<&'static str>,
        bytes: Vec<u8>,
    },
    /// Content whose end is perhaps not known.
    Streamed {
        status: StatusCode,
        content_type: HeaderValue,
        body: Body,
    },
    Refused(Refusal),
}

/// Why a request did not get what it asked for, to be written as the document says.
#[derive(Debug)]
pub enum Refusal {
    NotFound,
    MethodNotAllowed {
        allow: String,
    },
    /// The answer to OPTIONS (RFC 9110, section 9.3.7).
    Options {
        allow: String,
    },
    /// `challenge` is for `WWW-Authenticate`.
    Denied {
        message: String,
        challenge: Option<HeaderValue>,
    },
    TooLarge {
        limit: usize,
    },
    UnsupportedMediaType {
        expected: &'static [&'static str],
    },
    /// The body is compressed, which is for a layer in front to undo.
    UnsupportedCoding,
    Invalid(Vec<(Place, Violation)>),
    Status(StatusCode),
    /// The service does not serve the operation.
    NotImplemented,
    /// The document shows no such answer.
    #[cfg(feature = "mock")]
    NotShown(String),
    Internal(BoxError),
}

impl Refusal {
    pub(super) fn unreadable() -> Self {
        let message = "could not be read to its end".into();
        Self::Invalid(vec![(
            Place::Body,
            Violation {
                place: String::new(),
                message,
            },
        )])
    }
}

/// Whether a status can be that of an answer: the other 1xx come before one (RFC 9110, section 15.2).
fn is_final(status: StatusCode) -> bool {
    !status.is_informational() || status == StatusCode::SWITCHING_PROTOCOLS
}

impl Reply {
    pub(super) fn content(
        status: u16,
        content_type: Option<&'static str>,
        bytes: Result<Vec<u8>, EncodeError>,
    ) -> Self {
        match (StatusCode::from_u16(status), bytes) {
            (Ok(status), Ok(bytes)) if is_final(status) => Self::Content {
                status,
                content_type,
                bytes,
            },
            (_, Err(error)) => Self::internal(error),
            (_, Ok(_)) => Self::internal("the status is none that an answer can have"),
        }
    }

    pub(super) fn streamed(status: u16, content_type: HeaderValue, body: Body) -> Self {
        match StatusCode::from_u16(status) {
            Ok(status) if !status.is_informational() => Self::Streamed {
                status,
                content_type,
                body,
            },
            _ => Self::internal("the status is none that an answer can have"),
        }
    }

    pub(super) fn failure(
        status: u16,
        content_type: &'static str,
        bytes: Result<Option<Vec<u8>>, EncodeError>,
    ) -> Self {
        let content_type = matches!(bytes, Ok(Some(_))).then_some(content_type);
        Self::content(status, content_type, bytes.map(Option::unwrap_or_default))
    }

    pub(super) fn status(status: StatusCode, body: Option<Value>) -> Self {
        match body {
            Some(body) => Self::content(
                status.as_u16(),
                Some("application/json"),
                Ok(body.to_string().into_bytes()),
            ),
            None if status.as_u16() >= 400 => Self::Refused(Refusal::Status(status)),
            None => Self::content(status.as_u16(), None, Ok(Vec::new())),
        }
    }

    /// A request that the handler finds invalid; one without a message is refused all the same.
    pub(super) fn invalid(violations: Violations) -> Self {
        let violations = violations.into_iter();
        Self::Refused(Refusal::Invalid(
            violations
                .map(|violation| (Place::Body, violation))
                .collect(),
        ))
    }

    pub(super) fn internal(error: impl Into<BoxError>) -> Self {
        Self::Refused(Refusal::Internal(error.into()))
    }
}

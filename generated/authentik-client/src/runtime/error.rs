// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Why a call failed.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::response::typed_headers;
use super::transport::TransportError;
use crate::types::runtime::text::HeaderFields;
use crate::types::runtime::{DecodeError, Failure, Operation, Violations, json};

/// Why a call failed; `E` holds the failures that the document lists for the operation.
///
/// `Debug` and `Display` show neither the headers nor the body of an undocumented or unreadable response, because errors
/// end up in logs.
#[non_exhaustive]
pub enum Error<E> {
    /// The server answered with a failure of the document, and with these headers.
    Api(E, Box<HeaderMap>),
    /// The server answered with a status that the document does not list.
    Undocumented {
        /// What was asked for.
        target: Target,
        /// The status.
        status: StatusCode,
        /// The headers.
        headers: Box<HeaderMap>,
        /// The body as it came.
        body: Bytes,
    },
    /// The body of the answer is not what the document says for its status.
    Decode {
        /// What was asked for.
        target: Target,
        /// The status.
        status: StatusCode,
        /// The offending place in the body, a JSON Pointer (RFC 6901).
        path: String,
        /// What is wrong there; with the content type of the answer if that is another one than expected.
        message: String,
        /// The headers.
        headers: Box<HeaderMap>,
        /// The body as it came.
        body: Bytes,
    },
    /// The request could not be made from what the caller gave; nothing was sent.
    Request(RequestError),
    /// The time limit was over.
    Timeout,
    /// The server could not be reached, or its answer not be read to the end.
    Transport(TransportError),
}

/// The method and the path template of an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Target {
    /// The HTTP method.
    pub method: &'static str,
    /// The path as the document has it, without the values of its parameters.
    pub path: &'static str,
}

impl Target {
    pub(super) const fn of<O: Operation>() -> Self {
        Self {
            method: O::METHOD,
            path: O::PATH,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl<E: Failure> Error<E> {
    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(failure, _) => StatusCode::from_u16(failure.status()).ok(),
            Self::Undocumented { status, .. } | Self::Decode { status, .. } => Some(*status),
            Self::Request(_) | Self::Timeout | Self::Transport(_) => None,
        }
    }

    /// What the server finds wrong with the request: the messages of an answer 400 or 422 with their fields, whatever
    /// shape of those that [`Violations::from_answer`] knows it has. Empty for every other error.
    pub fn violations(&self) -> Violations {
        let body = match (self.status().map(|status| status.as_u16()), self) {
            (Some(400 | 422), Self::Api(failure, _)) => failure
                .encode()
                .ok()
                .flatten()
                .and_then(|body| json::decode(&body).ok()),
            (Some(400 | 422), _) => self.json(),
            _ => None,
        };
        body.as_ref()
            .map(Violations::from_answer)
            .unwrap_or_default()
    }
}

impl<E> Error<E> {
    /// The headers of the answer, if there was one: `Retry-After`, `WWW-Authenticate`, the id of the request.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(_, headers)
            | Self::Undocumented { headers, .. }
            | Self::Decode { headers, .. } => Some(headers),
            Self::Request(_) | Self::Timeout | Self::Transport(_) => None,
        }
    }

    /// The headers that the document declares for a failure, as a struct of the types crate:
    /// `error.typed_headers::<RetryAfterHeaders>()`; `None` if there was no answer.
    ///
    /// # Errors
    /// A header is not what the document says; the place is `/name`.
    pub fn typed_headers<H: HeaderFields>(&self) -> Option<Result<H, DecodeError>> {
        self.headers().map(typed_headers)
    }

    /// The body of an answer that could not be made a typed value.
    pub const fn raw_body(&self) -> Option<&Bytes> {
        match self {
            Self::Undocumented { body, .. } | Self::Decode { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The body of an answer that could not be made a typed value, as text; what is no UTF-8 is replaced.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        self.raw_body().map(|body| String::from_utf8_lossy(body))
    }

    /// The body of an answer that could not be made a typed value, read as JSON into a type of the caller's own.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        json::decode(self.raw_body()?).ok()
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(failure, _) => f.debug_tuple("Api").field(failure).finish_non_exhaustive(),
            Self::Undocumented {
                target,
                status,
                body,
                ..
            } => f
                .debug_struct("Undocumented")
                .field("target", target)
                .field("status", status)
                .field("body", &format_args!("{} bytes", body.len()))
                .finish_non_exhaustive(),
            Self::Decode {
                target,
                status,
                path,
                message,
                body,
                ..
            } => f
                .debug_struct("Decode")
                .field("target", target)
                .field("status", status)
                .field("path", path)
                .field("message", message)
                .field("body", &format_args!("{} bytes", body.len()))
                .finish_non_exhaustive(),
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
            Self::Timeout => f.write_str("Timeout"),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
        }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(failure, _) => failure.fmt(f),
            Self::Undocumented {
                target,
                status,
                body,
                ..
            } => {
                let length = body.len();
                write!(
                    f,
                    "{target}: the answer {status} is not documented ({length} bytes)"
                )
            }
            Self::Decode {
                target,
                status,
                path,
                message,
                ..
            } => {
                let place = if path.is_empty() { "the body" } else { path };
                write!(
                    f,
                    "{target}: the answer {status} is not as documented: {place} {message}"
                )?;
                match setting(message) {
                    Some(setting) => write!(
                        f,
                        " (where the document is wrong, `{setting}` in `[fields]` of oasmith.toml says so)"
                    ),
                    None => Ok(()),
                }
            }
            Self::Request(error) => error.fmt(f),
            Self::Timeout => f.write_str("the time limit was over"),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

/// The setting of the generator with which such an answer can be read.
fn setting(message: &str) -> Option<&'static str> {
    if message.ends_with(", not null") {
        Some("nullable")
    } else if message == "is required" {
        Some("optional")
    } else {
        None
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // Each of these speaks for the whole in `Display`, so the chain goes on with its cause.
        match self {
            Self::Api(failure, _) => failure.source(),
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

/// What of a request could not be made, and why. Does not repeat the value that was given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RequestError {
    place: String,
    problem: String,
}

impl RequestError {
    /// `problem` continues a sentence that starts with `place`.
    pub(super) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            problem: problem.into(),
        }
    }

    /// What could not be made: "path parameter `slug`", "header `x-request-id`", "body".
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.problem)
    }
}

impl std::error::Error for RequestError {}

/// The failures that do not depend on the operation, so that the code between [`Call`](super::Call) and the transport is
/// compiled once.
pub(super) enum Fault {
    Request(RequestError),
    Timeout,
    Transport(TransportError),
}

impl<E> From<Fault> for Error<E> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Request(error) => Self::Request(error),
            Fault::Timeout => Self::Timeout,
            Fault::Transport(error) => Self::Transport(error),
        }
    }
}

impl From<RequestError> for Fault {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<TransportError> for Fault {
    fn from(error: TransportError) -> Self {
        if error.is_timeout() {
            Self::Timeout
        } else {
            Self::Transport(error)
        }
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! How the document wants rejections written.

use http::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use serde_json::{Map, Value, json};

use super::body::Body;
use super::input::Place;
use super::reply::{Refusal, Reply};
use super::scheme::Scheme;
use crate::types::runtime::{Violation, Violations};

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// What a router takes from the document besides its operations.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// The path of the server's URL (OpenAPI 3.0, "Server Object").
    pub base_path: &'static str,
    /// The security schemes, to which operations refer by name.
    pub schemes: &'static [Scheme],
    /// How rejections are written.
    pub answers: Answers,
}

/// How rejections are written.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// A request that is not what the document says.
    pub invalid: Invalid,
    /// A request without right credentials. Its shape is also that of the rejections that no document lists: 404, 405,
    /// 413, 415, 500, 501.
    pub denied: Denied,
}

/// The answer to a request that is not what the document says.
#[derive(Clone, Copy, Debug)]
pub enum Invalid {
    /// Lists of messages by field, as Django REST framework writes them: `{"slug": ["is required"]}`.
    Fields {
        /// The status.
        status: u16,
        /// The key for messages about the whole.
        general: &'static str,
    },
    /// Problem details (RFC 9457) with a member `errors`: `[{"in": "query", "pointer": "/page", "detail": "…"}]`.
    Problem {
        /// The status.
        status: u16,
    },
}

/// The answer to a request without right credentials.
#[derive(Clone, Copy, Debug)]
pub enum Denied {
    /// An object with one message: `{"detail": "Not found."}`.
    Member {
        /// The status; 401 comes with a `WWW-Authenticate` header.
        status: u16,
        /// The key of the message.
        member: &'static str,
    },
    /// Problem details (RFC 9457).
    Problem {
        /// The status; 401 comes with a `WWW-Authenticate` header.
        status: u16,
    },
}

impl Denied {
    pub(super) fn status(self) -> StatusCode {
        let (Self::Member { status, .. } | Self::Problem { status }) = self;
        StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN)
    }
}

impl Answers {
    /// Writes an answer. `method` is that of the request.
    pub(super) fn write(&self, reply: Reply, method: &Method) -> Response<Body> {
        match reply {
            Reply::Content {
                status,
                content_type,
                bytes,
            } => written(status, content_type, bytes),
            Reply::Streamed {
                status,
                content_type,
                body,
            } => {
                let mut response = Response::new(body);
                *response.status_mut() = status;
                if content_type.as_bytes().starts_with(b"text/event-stream") {
                    let value = HeaderValue::from_static("no-cache");
                    response.headers_mut().insert(CACHE_CONTROL, value);
                }
                response.headers_mut().insert(CONTENT_TYPE, content_type);
                response
            }
            Reply::Refused(refusal) => self.refuse(refusal, method),
        }
    }

    fn refuse(&self, refusal: Refusal, method: &Method) -> Response<Body> {
        match refusal {
            Refusal::NotFound => self.plain(StatusCode::NOT_FOUND),
            Refusal::Status(status) => self.plain(status),
            Refusal::NotImplemented => self.plain(StatusCode::NOT_IMPLEMENTED),
            #[cfg(feature = "mock")]
            Refusal::NotShown(message) => self.message(StatusCode::NOT_IMPLEMENTED, &message),
            Refusal::Internal(_) => self.plain(StatusCode::INTERNAL_SERVER_ERROR),
            Refusal::Invalid(violations) => self.invalid(&violations),
            Refusal::Options { allow } => with(
                written(StatusCode::NO_CONTENT, None, Vec::new()),
                ALLOW,
                &allow,
            ),
            Refusal::MethodNotAllowed { allow } => {
                let message = format!("Method \"{method}\" not allowed.");
                with(
                    self.message(StatusCode::METHOD_NOT_ALLOWED, &message),
                    ALLOW,
                    &allow,
                )
            }
            Refusal::TooLarge { limit } => {
                let message = format!("The request body has more than {limit} bytes.");
                self.message(StatusCode::PAYLOAD_TOO_LARGE, &message)
            }
            Refusal::UnsupportedMediaType { expected } => {
                let expected = expected.join(", ");
                let message = format!("Unsupported media type, expected {expected}.");
                with(
                    self.message(StatusCode::UNSUPPORTED_MEDIA_TYPE, &message),
                    ACCEPT,
                    &expected,
                )
            }
            // RFC 9110, section 15.5.16: what the server takes is told in `Accept-Encoding`.
            Refusal::UnsupportedCoding => with(
                self.message(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "Unsupported content coding, expected identity.",
                ),
                ACCEPT_ENCODING,
                "identity",
            ),
            Refusal::Denied { message, challenge } => {
                let mut response = self.message(self.denied.status(), &message);
                if let Some(challenge) = challenge {
                    response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
                }
                response
            }
        }
    }

    fn invalid(&self, violations: &[(Place, Violation)]) -> Response<Body> {
        let (Invalid::Fields { status, .. } | Invalid::Problem { status }) = self.invalid;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        match self.invalid {
            Invalid::Fields { general, .. } => {
                let violations: Violations = violations
                    .iter()
                    .map(|(_, violation)| violation.clone())
                    .collect();
                written(
                    status,
                    Some(JSON),
                    Value::Object(violations.by_field(general)).to_string(),
                )
            }
            Invalid::Problem { .. } => {
                let mut problem = problem(status, "The request is not valid.");
                problem.insert("errors".into(), violations.iter().map(error).collect());
                written(status, Some(PROBLEM), Value::Object(problem).to_string())
            }
        }
    }

    fn plain(&self, status: StatusCode) -> Response<Body> {
        self.message(status, &sentence(status))
    }

    fn message(&self, status: StatusCode, message: &str) -> Response<Body> {
        match self.denied {
            Denied::Member { member, .. } => {
                written(status, Some(JSON), json!({ member: message }).to_string())
            }
            Denied::Problem { .. } => written(
                status,
                Some(PROBLEM),
                Value::Object(problem(status, message)).to_string(),
            ),
        }
    }
}

fn problem(status: StatusCode, detail: &str) -> Map<String, Value> {
    // A problem of the type `about:blank`, which need not be written, has the phrase of its status as the title.
    let title = status.canonical_reason().unwrap_or("Error");
    [
        ("title", title.into()),
        ("status", status.as_u16().into()),
        ("detail", detail.into()),
    ]
    .map(|(key, value): (&str, Value)| (key.to_owned(), value))
    .into_iter()
    .collect()
}

fn error((place, violation): &(Place, Violation)) -> Value {
    json!({ "in": place.as_str(), "pointer": violation.place, "detail": violation.message })
}

/// The phrase of a status as a sentence: `Not found.`
fn sentence(status: StatusCode) -> String {
    let mut sentence = status.canonical_reason().unwrap_or("Error").to_lowercase();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence.push('.');
    sentence
}

fn written(
    status: StatusCode,
    content_type: Option<&'static str>,
    bytes: impl Into<Vec<u8>>,
) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes.into()));
    *response.status_mut() = status;
    if let Some(content_type) = content_type {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    response
}

/// Adds a header made of names that the document gave; left out if those are no text for a header.
fn with(mut response: Response<Body>, name: HeaderName, value: &str) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

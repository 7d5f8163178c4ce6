// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Asking the service who a request comes from.

use std::any::Any;
use std::fmt;
use std::future::{Future, ready};
use std::sync::Arc;

use constant_time_eq::constant_time_eq;
use http::{HeaderValue, StatusCode};

use super::answers::Document;
use super::context::Context;
use super::error::BoxError;
use super::reply::Refusal;
use super::scheme::{Presented, Scheme};
use crate::types::runtime::Security;

const MISSING: &str = "Authentication credentials were not provided.";
const WRONG: &str = "Invalid credentials.";

/// Tells who a credential belongs to. Every service implements it; one without protected operations does with
/// `impl Authenticate for Service {}`.
pub trait Authenticate: Send + Sync + 'static {
    /// Asked before the body of a request is read, once for each credential that an operation accepts and the request
    /// holds. The answer is what [`Context::identity`] gives to the handler.
    ///
    /// # Errors
    /// A [`Denial`]: the credential is wrong, or it could not be checked. Without an implementation all are wrong.
    fn authenticate(
        &self,
        cx: &Context,
        credential: Credential,
    ) -> impl Future<Output = Result<Identity, Denial>> + Send {
        let _ = (cx, credential);
        ready(Err(Denial::default()))
    }
}

/// A credential that a request holds.
#[derive(Clone)]
pub struct Credential {
    scheme: &'static str,
    user: Option<String>,
    secret: String,
}

impl Credential {
    pub(super) fn new(scheme: &'static str, user: Option<&str>, secret: &str) -> Self {
        Self {
            scheme,
            user: user.map(str::to_owned),
            secret: secret.to_owned(),
        }
    }

    /// The name of its scheme in the document.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The user of a `basic` scheme (RFC 7617).
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// Whether the token, key or password is this one. The time that it takes tells nothing of where they differ; it may
    /// tell whether they are of one length.
    #[must_use]
    pub fn is(&self, secret: &str) -> bool {
        constant_time_eq(self.secret.as_bytes(), secret.as_bytes())
    }

    /// The token, key or password; never empty but for a password and [`Scheme::external`]. Compare it with
    /// [`is`](Self::is), not with `==`.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

/// Without user and secret.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("scheme", &self.scheme)
            .finish_non_exhaustive()
    }
}

/// Who a request comes from, in a type of the service's own.
#[derive(Clone)]
pub struct Identity(Arc<dyn Any + Send + Sync>);

impl Identity {
    /// Holds a value for [`Context::identity`].
    pub fn new<T: Any + Send + Sync>(value: T) -> Self {
        Self(Arc::new(value))
    }

    pub(super) fn get<T: Any + Send + Sync>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

/// Without the value, which may be secret.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity")
    }
}

/// Why a credential is not accepted.
#[derive(Debug)]
pub struct Denial(Reason);

#[derive(Debug)]
enum Reason {
    Wrong(String),
    Internal(BoxError),
}

impl Denial {
    /// The credential is wrong; the caller reads the message: `Token expired.`
    pub fn new(message: impl Into<String>) -> Self {
        Self(Reason::Wrong(message.into()))
    }

    /// The credential could not be checked: 500, and the caller does not read why.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Self(Reason::Internal(error.into()))
    }
}

/// `Invalid credentials.`
impl Default for Denial {
    fn default() -> Self {
        Self::new(WRONG)
    }
}

/// Finds out who a request comes from: nobody (an empty list) or what the service says.
pub(super) async fn authenticate<S: Authenticate>(
    service: &S,
    cx: &Context,
    security: Security,
    document: &Document,
) -> Result<Vec<Identity>, Refusal> {
    let is_unstated = matches!(security, Security::Unstated);
    let alternatives = Alternatives::of(security, document.schemes);
    let mut denied = None;
    for schemes in &alternatives.named {
        match all_of(service, cx, schemes).await {
            Ok(Some(identities)) => return Ok(identities),
            Ok(None) => {}
            Err(Denial(Reason::Internal(error))) => return Err(Refusal::Internal(error)),
            // Where the document asks for nothing, a parameter may be called what a key is called elsewhere.
            Err(Denial(Reason::Wrong(_))) if is_unstated && schemes.iter().all(Scheme::is_key) => {}
            Err(Denial(Reason::Wrong(message))) => denied = denied.or(Some(message)),
        }
    }
    match denied {
        // A wrong credential is not the same as none: the caller believes to be somebody.
        None if alternatives.anonymous => Ok(Vec::new()),
        denied => Err(Refusal::Denied {
            message: denied.unwrap_or_else(|| MISSING.to_owned()),
            challenge: challenge(&alternatives.named, document),
        }),
    }
}

/// What an operation accepts.
struct Alternatives {
    named: Vec<Vec<Scheme>>,
    anonymous: bool,
}

impl Alternatives {
    /// An alternative with a scheme that the document does not define is left out: nobody can meet it.
    fn of(security: Security, schemes: &[Scheme]) -> Self {
        let find = |name: &&str| {
            schemes
                .iter()
                .find(|scheme| scheme.name() == *name)
                .copied()
        };
        match security {
            // The document is silent, so a credential is looked at and none is asked for.
            Security::Unstated => Self {
                named: schemes.iter().map(|scheme| vec![*scheme]).collect(),
                anonymous: true,
            },
            Security::AnyOf(alternatives) => Self {
                named: alternatives
                    .iter()
                    .filter(|names| !names.is_empty())
                    .filter_map(|names| names.iter().map(find).collect())
                    .collect(),
                anonymous: alternatives.iter().any(|names| names.is_empty()),
            },
        }
    }
}

/// Asks about the credentials of schemes that go together; `None` if the request lacks one of them.
async fn all_of<S: Authenticate>(
    service: &S,
    cx: &Context,
    schemes: &[Scheme],
) -> Result<Option<Vec<Identity>>, Denial> {
    let mut credentials = Vec::new();
    for scheme in schemes {
        match scheme.presented(cx) {
            Presented::Nothing => return Ok(None),
            Presented::Malformed => return Err(Denial::default()),
            Presented::Credential(credential) => credentials.push(credential),
        }
    }
    let mut identities = Vec::new();
    for credential in credentials {
        identities.push(service.authenticate(cx, credential).await?);
    }
    Ok(Some(identities))
}

/// 401 must say how to authenticate (RFC 9110, section 15.5.2).
fn challenge(alternatives: &[Vec<Scheme>], document: &Document) -> Option<HeaderValue> {
    if document.answers.denied.status() != StatusCode::UNAUTHORIZED {
        return None;
    }
    let mut challenges: Vec<_> = alternatives
        .iter()
        .flatten()
        .filter_map(Scheme::challenge)
        .collect();
    challenges.dedup();
    HeaderValue::from_str(&challenges.join(", "))
        .ok()
        .filter(|value| !value.is_empty())
}

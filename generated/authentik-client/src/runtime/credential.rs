// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Credentials, and which of them a call takes.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::query;
use crate::types::runtime::Security;

/// Text that `Debug` does not show.
#[derive(Clone)]
pub struct Secret(String);

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What a client shows to prove who it is, in the form of one security scheme (OpenAPI 3.0, "Security Scheme Object").
///
/// It is checked when the client is built.
#[derive(Clone, Debug)]
pub struct Credential(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Bearer(Secret),
    Basic { user: String, password: Secret },
    Header { name: String, value: Secret },
    Query { name: String, value: Secret },
    Cookie { name: String, value: Secret },
}

impl Credential {
    /// A bearer token (RFC 6750); also for schemes of the types `oauth2` and `openIdConnect`.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Bearer(token.into()))
    }

    /// A user name, without colon, and a password (RFC 7617).
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Basic {
            user: user.into(),
            password: password.into(),
        })
    }

    /// An API key in a header.
    pub fn header(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self(Kind::Header {
            name: name.into(),
            value: value.into(),
        })
    }

    /// An API key in the query.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self(Kind::Query {
            name: name.into(),
            value: value.into(),
        })
    }

    /// An API key in a cookie.
    pub fn cookie(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self(Kind::Cookie {
            name: name.into(),
            value: value.into(),
        })
    }

    /// The credential as it is sent. The error continues a sentence that starts with the name of the scheme, and does
    /// not repeat the secret.
    pub(super) fn prepare(&self) -> Result<Prepared, String> {
        match &self.0 {
            Kind::Bearer(token) => {
                check_secret(token)?;
                if token.0.contains(' ') {
                    return Err(
                        "has a space in its token: give the token alone, without `Bearer`".into(),
                    );
                }
                sensitive(&AUTHORIZATION, &format!("Bearer {}", token.0))
            }
            Kind::Basic { user, password } => {
                if user.contains(|c: char| c == ':' || c.is_control()) {
                    return Err("has a colon or control character in its user name".into());
                }
                if password.0.contains(char::is_control) {
                    return Err("has a control character in its password: trim it".into());
                }
                let pair = STANDARD.encode(format!("{user}:{}", password.0));
                sensitive(&AUTHORIZATION, &format!("Basic {pair}"))
            }
            Kind::Header { name, value } => {
                check_secret(value)?;
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| format!("names a header that cannot exist: {name:?}"))?;
                sensitive(&name, &value.0)
            }
            Kind::Query { name, value } => {
                check_secret(value)?;
                Ok(Prepared::Query(query::pair(name, &value.0)))
            }
            Kind::Cookie { name, value } => {
                check_secret(value)?;
                if value.0.contains([' ', '"', ',', ';', '\\']) {
                    return Err("has a character that a cookie cannot hold (RFC 6265)".into());
                }
                Ok(Prepared::Cookie(format!("{name}={}", value.0)))
            }
        }
    }
}

/// A credential as it is sent.
#[derive(Clone)]
pub(super) enum Prepared {
    Header(HeaderName, HeaderValue),
    /// An encoded `name=value`.
    Query(String),
    /// `name=value`.
    Cookie(String),
}

/// The credentials of a client by the name of their scheme, as they are sent.
pub(super) type Credentials = Vec<(String, Prepared)>;

/// The credentials that a call takes, of those that are configured.
///
/// Of the alternatives in the document the first one whose schemes are all configured. The anonymous alternative counts
/// last, wherever it stands: who configured a credential wants to be known. With no alternative fulfilled the call goes
/// out without credentials, because a cookie or a header set by hand can do as well. Where the document says nothing, an
/// only credential is taken.
pub(super) fn choose(security: Security, configured: &Credentials) -> Vec<&Prepared> {
    let alternatives = match security {
        Security::AnyOf(alternatives) => alternatives,
        Security::Unstated => {
            return match configured.as_slice() {
                [(_, only)] => vec![only],
                _ => Vec::new(),
            };
        }
    };
    let find = |scheme: &&str| {
        configured
            .iter()
            .find(|(known, _)| known == scheme)
            .map(|(_, prepared)| prepared)
    };
    let fulfilled = |schemes: &&[&str]| schemes.iter().map(find).collect::<Option<Vec<_>>>();
    let named = alternatives.iter().filter(|schemes| !schemes.is_empty());
    named
        .copied()
        .find_map(|schemes| fulfilled(&schemes))
        .unwrap_or_default()
}

/// Marks the values that are secret by their name, so that `Debug` of a header map does not show them.
pub(super) fn hide_secrets(headers: &mut HeaderMap) {
    use http::header::{COOKIE, PROXY_AUTHORIZATION, SET_COOKIE};

    for (name, value) in headers.iter_mut() {
        if [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE].contains(name) {
            value.set_sensitive(true);
        }
    }
}

fn check_secret(secret: &Secret) -> Result<(), String> {
    if secret.0.is_empty() {
        return Err("is empty".into());
    }
    if secret.0.contains(['\r', '\n']) {
        return Err("has a line break: trim it, for example if it was read from a file".into());
    }
    if !secret.0.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err("has a character that is not printable ASCII".into());
    }
    Ok(())
}

fn sensitive(name: &HeaderName, value: &str) -> Result<Prepared, String> {
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| "has a character that a header cannot hold".to_owned())?;
    value.set_sensitive(true);
    Ok(Prepared::Header(name.clone(), value))
}

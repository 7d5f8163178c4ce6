// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The security schemes of the document (OpenAPI 3.0, "Security Scheme Object") and the credentials they find.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::authenticate::Credential;
use super::context::Context;
use super::parameter::{cookie, query_values};
use crate::types::runtime::text::percent::decode_query;

/// A security scheme: its name in the document and where its credentials stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scheme {
    name: &'static str,
    carrier: Carrier,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Carrier {
    /// `Authorization: NAME CREDENTIALS` (RFC 9110, section 11.6.2).
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    External,
}

/// What a request holds for a scheme.
pub(super) enum Presented {
    Nothing,
    /// Something that is no credential of the scheme.
    Malformed,
    Credential(Credential),
}

impl Scheme {
    /// `type: http` with `scheme: bearer` (RFC 6750); also for `oauth2` and `openIdConnect`.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self::http(name, "Bearer")
    }

    /// `type: http` with `scheme: basic` (RFC 7617).
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self::http(name, "Basic")
    }

    /// `type: http` with any `scheme`, whose name counts in any case of letters.
    #[must_use]
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self {
            name,
            carrier: Carrier::Http(scheme),
        }
    }

    /// `type: apiKey` with `in: header`.
    #[must_use]
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self {
            name,
            carrier: Carrier::Header(header),
        }
    }

    /// `type: apiKey` with `in: query`.
    #[must_use]
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self {
            name,
            carrier: Carrier::Query(parameter),
        }
    }

    /// `type: apiKey` with `in: cookie`.
    #[must_use]
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self {
            name,
            carrier: Carrier::Cookie(cookie),
        }
    }

    /// A scheme that a request does not carry, such as `mutualTLS`: [`Authenticate`](super::Authenticate) is always
    /// asked, with an empty secret, and looks at [`Context::extensions`].
    #[must_use]
    pub const fn external(name: &'static str) -> Self {
        Self {
            name,
            carrier: Carrier::External,
        }
    }

    /// Its name in the document.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether its credential is a value under a name of the document's choosing (`type: apiKey`).
    pub(super) const fn is_key(&self) -> bool {
        matches!(
            self.carrier,
            Carrier::Header(_) | Carrier::Query(_) | Carrier::Cookie(_)
        )
    }

    /// Its challenge for `WWW-Authenticate` (RFC 9110, section 11.6.1); only `http` schemes have one.
    pub(super) fn challenge(&self) -> Option<String> {
        match self.carrier {
            // `realm` is required there (RFC 7617, section 2).
            Carrier::Http(scheme) if is_basic(scheme) => {
                Some(format!("{scheme} realm=\"{}\"", self.name))
            }
            Carrier::Http(scheme) => Some(scheme.to_owned()),
            _ => None,
        }
    }

    pub(super) fn presented(&self, cx: &Context) -> Presented {
        match self.carrier {
            Carrier::Http(scheme) => self.authorization(scheme, cx.headers()),
            Carrier::Header(name) => match cx.headers().get(name) {
                Some(value) => self.secret(std::str::from_utf8(value.as_bytes()).ok()),
                None => Presented::Nothing,
            },
            Carrier::Query(name) => match query_values(cx.query(), name).as_slice() {
                [] => Presented::Nothing,
                [value] => self.secret(decode_query(value).as_deref()),
                [_, ..] => Presented::Malformed,
            },
            Carrier::Cookie(name) => match cookie(cx.headers(), name) {
                Some(value) => self.secret(Some(value)),
                None => Presented::Nothing,
            },
            Carrier::External => Presented::Credential(Credential::new(self.name, None, "")),
        }
    }

    fn authorization(&self, scheme: &str, headers: &HeaderMap) -> Presented {
        let of_scheme = |value: &'_ http::HeaderValue| {
            let value = value.to_str().ok()?;
            let (name, credentials) = value.split_once(' ').unwrap_or((value, ""));
            name.eq_ignore_ascii_case(scheme)
                .then(|| credentials.trim().to_owned())
        };
        let Some(credentials) = headers.get_all(AUTHORIZATION).iter().find_map(of_scheme) else {
            return Presented::Nothing;
        };
        if !is_basic(scheme) {
            return self.secret(Some(&credentials));
        }
        let decoded = base64_decode(&credentials).and_then(|bytes| String::from_utf8(bytes).ok());
        match decoded.as_deref().and_then(|pair| pair.split_once(':')) {
            Some((user, password)) => {
                Presented::Credential(Credential::new(self.name, Some(user), password))
            }
            None => Presented::Malformed,
        }
    }

    fn secret(&self, secret: Option<&str>) -> Presented {
        match secret {
            Some(secret) if !secret.is_empty() => {
                Presented::Credential(Credential::new(self.name, None, secret))
            }
            _ => Presented::Malformed,
        }
    }
}

fn is_basic(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("basic")
}

/// Reads Base64 (RFC 4648, section 4), with or without the padding.
fn base64_decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for chunk in digits.chunks(4) {
        let mut group = 0_u32;
        for digit in chunk {
            group = group << 6 | sextet(*digit)?;
        }
        let [_, first, second, third] = (group << (6 * (4 - chunk.len()))).to_be_bytes();
        match chunk.len() {
            4 => bytes.extend([first, second, third]),
            3 => bytes.extend([first, second]),
            2 => bytes.push(first),
            _ => return None,
        }
    }
    Some(bytes)
}

fn sextet(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Reading bodies.

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::de::DeserializeOwned;

use super::{Input, Place, REQUIRED, Refused};
use crate::runtime::upload::{Incoming, RawBody};
use crate::types::runtime::media_type::essence;
use crate::types::runtime::{Checks, Rule, Validate, Violation, Violations, json, strictly};

/// The media type of JSON (RFC 8259, section 11).
const JSON: &[&str] = &["application/json"];

impl Input {
    /// A JSON body that must be there, checked against the constraints of its type.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn body<T: DeserializeOwned + Validate>(&mut self) -> Result<T, Refused> {
        self.body_as(JSON)
    }

    /// A JSON body that can be left out, which is to say empty, checked against the constraints of its type.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_body<T: DeserializeOwned + Validate>(&mut self) -> Result<Option<T>, Refused> {
        self.optional_body_as(JSON)
    }

    /// A JSON body under another media type, such as `application/merge-patch+json`, that must be there.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn body_as<T>(&mut self, media_types: &'static [&'static str]) -> Result<T, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        let body = self.optional_body_as(media_types);
        self.require_body(body)
    }

    /// A JSON body under another media type that can be left out.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_body_as<T>(
        &mut self,
        media_types: &'static [&'static str],
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        self.optional_checked_body(media_types, &Rule::new())
    }

    /// A JSON body that must be there, with constraints of its own beside those of its type.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn checked_body<T>(
        &mut self,
        media_types: &'static [&'static str],
        rule: &Rule<'_>,
    ) -> Result<T, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        let body = self.optional_checked_body(media_types, rule);
        self.require_body(body)
    }

    /// A JSON body that can be left out, with constraints of its own beside those of its type.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_checked_body<T>(
        &mut self,
        media_types: &'static [&'static str],
        rule: &Rule<'_>,
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        let Some(bytes) = self.json(media_types)? else {
            return Ok(None);
        };
        match self.reading(|| json::decode::<T>(&bytes)) {
            Ok(value) => self.valid_body(value, rule).map(Some),
            Err(_) if bytes.trim_ascii() == b"null" => self.refuse_body("must not be null"),
            Err(_) => {
                // The quick reading stops at the first fault; slow ones find them all, and what the rest breaks.
                let faults = self.reading(|| json::faults::<T>(&bytes, rule));
                self.violations
                    .extend(faults.into_iter().map(|fault| (Place::Body, fault)));
                Err(Refused)
            }
        }
    }

    /// Reads a body with the members that the document forbids refused or passed over.
    fn reading<T>(&self, read: impl FnOnce() -> T) -> T {
        if self.refuses_members {
            strictly(read)
        } else {
            read()
        }
    }

    /// A body in one of the media types, which can be ranges such as `image/*`, that must be there; it is handed over as it
    /// comes.
    ///
    /// # Errors
    /// It is not there or in another media type.
    pub fn raw_body(&mut self, media_types: &'static [&'static str]) -> Result<RawBody, Refused> {
        let body = self.optional_raw_body(media_types);
        self.require_body(body)
    }

    /// A body in one of the media types, which can be ranges such as `image/*`, that can be left out; it is handed over as
    /// it comes.
    ///
    /// # Errors
    /// It is in another media type.
    pub fn optional_raw_body(
        &mut self,
        media_types: &'static [&'static str],
    ) -> Result<Option<RawBody>, Refused> {
        // An endpoint that does not say that it takes a stream has its body in memory.
        let body = if self.unread.is_empty() {
            Incoming::bytes(self.body.clone())
        } else {
            self.unread.take()
        };
        if body.is_empty() {
            return Ok(None);
        }
        self.expect_media_type(media_types)?;
        Ok(Some(RawBody::of(self.content_type().to_owned(), body)))
    }

    /// The bytes of a body that is there and is JSON by its media type.
    fn json(&mut self, media_types: &'static [&'static str]) -> Result<Option<Bytes>, Refused> {
        if self.body.is_empty() {
            return Ok(None);
        }
        self.expect_plain(media_types)?;
        Ok(Some(self.body.clone()))
    }

    /// The value, if it keeps to the constraints of its type and those.
    pub(super) fn valid_body<T: Validate>(
        &mut self,
        value: T,
        rule: &Rule<'_>,
    ) -> Result<T, Refused> {
        let mut broken = Violations::new();
        value.check(rule, &mut Checks::new(&mut broken));
        if broken.is_empty() {
            return Ok(value);
        }
        let broken = broken.into_iter().map(|violation| (Place::Body, violation));
        self.violations.extend(broken);
        Err(Refused)
    }

    /// Takes down that a body that must be there is not.
    pub(super) fn require_body<T>(
        &mut self,
        body: Result<Option<T>, Refused>,
    ) -> Result<T, Refused> {
        match body? {
            Some(body) => Ok(body),
            None => self.refuse_body(REQUIRED),
        }
    }

    /// Takes down what is wrong with the body as a whole.
    pub(super) fn refuse_body<T>(&mut self, message: &str) -> Result<T, Refused> {
        let violation = Violation {
            place: String::new(),
            message: message.to_owned(),
        };
        self.violations.push((Place::Body, violation));
        Err(Refused)
    }

    /// Refuses a body that is in none of the media types. One that does not say so is not read: a browser sends it across
    /// origins without asking (Fetch, "CORS-safelisted request-header").
    pub(super) fn expect_media_type(
        &mut self,
        media_types: &'static [&'static str],
    ) -> Result<(), Refused> {
        if is_accepted(self.content_type(), media_types) {
            return Ok(());
        }
        self.unsupported = Some(media_types);
        Err(Refused)
    }

    /// The same for a body that is read here: one that is compressed (RFC 9110, section 8.4) is refused, too. A layer that undoes that takes
    /// the header off.
    pub(super) fn expect_plain(
        &mut self,
        media_types: &'static [&'static str],
    ) -> Result<(), Refused> {
        self.expect_media_type(media_types)?;
        let mut codings = self.cx.headers().get_all(CONTENT_ENCODING).iter();
        if codings.all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
            return Ok(());
        }
        self.is_coded = true;
        Err(Refused)
    }

    /// The `Content-Type`, "" if there is none.
    pub(super) fn content_type(&self) -> &str {
        content_type(self.cx.headers())
    }
}

/// The `Content-Type`, "" if there is none.
pub(in crate::runtime) fn content_type(headers: &HeaderMap) -> &str {
    let value = headers.get(CONTENT_TYPE);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Whether a `Content-Type` is one of the documented media types, whatever its parameters.
pub(in crate::runtime) fn is_accepted(content_type: &str, media_types: &[&str]) -> bool {
    // As most clients send it.
    if media_types.contains(&content_type) {
        return true;
    }
    let sent = essence(content_type);
    let mut media_types = media_types.iter();
    media_types.any(|documented| is_within(sent, documented))
}

/// Whether a media type is the documented one, or of the documented range `image/*` or `*/*`.
fn is_within(media_type: &str, documented: &str) -> bool {
    match essence(documented).split_once("/*") {
        Some(("*", "")) => true,
        Some((kind, "")) => media_type
            .split_once('/')
            .is_some_and(|(sent, _)| sent.eq_ignore_ascii_case(kind)),
        // What its parameters say, a charset or a version, is no reason to refuse it.
        _ => media_type.eq_ignore_ascii_case(essence(documented)),
    }
}

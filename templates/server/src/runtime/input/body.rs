//! Reading bodies.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::{Input, Place, REQUIRED};
use crate::runtime::body::RawBody;
use crate::types::runtime::{Validate, Violation, json};

/// The media type of JSON (RFC 8259, section 11).
const JSON: &[&str] = &["application/json"];

impl Input {
    /// A JSON body that must be there, checked against the constraints of its type.
    pub fn body<T: DeserializeOwned + Validate>(&mut self) -> Option<T> {
        self.body_as(JSON)
    }

    /// A JSON body that can be left out, which is to say empty, checked against the constraints of its type.
    pub fn optional_body<T: DeserializeOwned + Validate>(&mut self) -> Option<T> {
        self.optional_body_as(JSON)
    }

    /// A JSON body under another media type, such as `application/merge-patch+json`, that must be there.
    pub fn body_as<T>(&mut self, media_types: &'static [&'static str]) -> Option<T>
    where
        T: DeserializeOwned + Validate,
    {
        if self.body.is_empty() {
            return self.refuse_body(REQUIRED);
        }
        self.optional_body_as(media_types)
    }

    /// A JSON body under another media type that can be left out.
    pub fn optional_body_as<T>(&mut self, media_types: &'static [&'static str]) -> Option<T>
    where
        T: DeserializeOwned + Validate,
    {
        let bytes = self.json(media_types)?;
        match json::decode::<T>(&bytes) {
            Ok(value) => {
                self.check_body(&value);
                Some(value)
            }
            Err(_) => {
                // The quick reading stops at the first fault; slow ones find them all, and what the rest breaks.
                let faults = json::faults::<T>(&bytes);
                self.violations
                    .extend(faults.into_iter().map(|fault| (Place::Body, fault)));
                None
            }
        }
    }

    /// A body in one of the media types, which can be ranges such as `image/*`, that must be there; it is handed over as it
    /// was sent.
    pub fn raw_body(&mut self, media_types: &'static [&'static str]) -> Option<RawBody> {
        if self.body.is_empty() {
            return self.refuse_body(REQUIRED);
        }
        self.optional_raw_body(media_types)
    }

    /// A body in one of the media types, which can be ranges such as `image/*`, that can be left out; it is handed over as
    /// it was sent.
    pub fn optional_raw_body(&mut self, media_types: &'static [&'static str]) -> Option<RawBody> {
        if !self.accepts_body(media_types) {
            return None;
        }
        let content_type = self.content_type().to_owned();
        Some(RawBody {
            content_type,
            bytes: self.body.clone(),
        })
    }

    /// The bytes of a body that is there, is JSON by its media type and is not `null`.
    fn json(&mut self, media_types: &'static [&'static str]) -> Option<Bytes> {
        if !self.accepts_body(media_types) {
            return None;
        }
        if self.body.trim_ascii() == b"null" {
            return self.refuse_body("must not be null");
        }
        Some(self.body.clone())
    }

    pub(super) fn check_body(&mut self, value: &dyn Validate) {
        let broken = value.validate().err().unwrap_or_default();
        let broken = broken.into_iter().map(|violation| (Place::Body, violation));
        self.violations.extend(broken);
    }

    /// Takes down what is wrong with the body as a whole.
    pub(super) fn refuse_body<T>(&mut self, message: &str) -> Option<T> {
        let violation = Violation {
            place: String::new(),
            message: message.to_owned(),
        };
        self.violations.push((Place::Body, violation));
        None
    }

    /// Whether there is a body to read.
    pub(super) fn accepts_body(&mut self, media_types: &'static [&'static str]) -> bool {
        !self.body.is_empty() && self.has_media_type(media_types)
    }

    /// Whether the body is in one of the media types. One that does not say so is not read: a browser sends it across
    /// origins without asking (Fetch, "CORS-safelisted request-header").
    pub(super) fn has_media_type(&mut self, media_types: &'static [&'static str]) -> bool {
        let sent = self.content_type();
        let essence = sent.split(';').next().unwrap_or_default().trim();
        let accepted = media_types
            .iter()
            .any(|media_type| is_within(essence, media_type));
        if !accepted {
            self.unsupported = Some(media_types);
        }
        accepted
    }

    /// The `Content-Type`, "" if there is none.
    pub(super) fn content_type(&self) -> &str {
        let value = self.cx.headers().get(CONTENT_TYPE);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// Whether a media type is the documented one, or of the documented range `image/*` or `*/*`.
fn is_within(media_type: &str, documented: &str) -> bool {
    match documented.split_once("/*") {
        Some(("*", "")) => true,
        Some((kind, "")) => media_type
            .split_once('/')
            .is_some_and(|(sent, _)| sent.eq_ignore_ascii_case(kind)),
        _ => media_type.eq_ignore_ascii_case(documented),
    }
}

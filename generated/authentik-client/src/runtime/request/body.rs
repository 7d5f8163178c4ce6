// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Setting the body of a request.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::Request;
use crate::runtime::error::RequestError;
use crate::runtime::form::{self, Form};
use crate::runtime::outgoing::Outgoing;
use crate::types::runtime::EncodeError;
use crate::types::runtime::form::{FormError, Part, urlencoded};

impl Request {
    pub(in super::super) fn body(&mut self, content_type: &str, body: Outgoing) {
        self.body = Some(body);
        self.header(CONTENT_TYPE.as_str(), content_type);
    }

    pub(in super::super) fn bytes(&mut self, content_type: &str, body: impl Into<Bytes>) {
        self.body(content_type, Outgoing::Bytes(body.into()));
    }

    pub(in super::super) fn json(
        &mut self,
        content_type: &str,
        body: Result<Vec<u8>, EncodeError>,
    ) {
        match body {
            Ok(body) => self.bytes(content_type, body),
            Err(error) => self.fail(unwritten(&error)),
        }
    }

    pub(in super::super) fn form(&mut self, form: Form) {
        match form.into_body() {
            Ok((content_type, body)) => self.body(&content_type, Outgoing::once(body)),
            Err(problem) => self.fail(problem),
        }
    }

    pub(in super::super) fn multipart(&mut self, parts: Result<Vec<Part<'_>>, FormError>) {
        let body = parts
            .map_err(|error| unwritten(&error))
            .and_then(|parts| form::bytes(&parts));
        match body {
            Ok((content_type, body)) => self.bytes(&content_type, body),
            Err(problem) => self.fail(problem),
        }
    }

    pub(in super::super) fn urlencoded(&mut self, parts: Result<Vec<Part<'_>>, FormError>) {
        match parts.and_then(|parts| urlencoded::encode(&parts)) {
            Ok(body) => self.bytes("application/x-www-form-urlencoded", body),
            Err(error) => self.fail(unwritten(&error)),
        }
    }
}

fn unwritten(error: &dyn std::error::Error) -> RequestError {
    RequestError::new("body", format!("was not sent: {error}"))
}

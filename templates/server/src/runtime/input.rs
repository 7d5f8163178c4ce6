//! Reading the arguments of an operation from its request, collecting all that is wrong.

mod body;
mod form;

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;

use super::context::Context;
use super::parameter::{cookie, percent_decode, query_decode, query_items, query_values};
use super::reply::Refusal;
use crate::types::runtime::{Checks, Rule, Validate, Violation, Violations, text};

const NOT_UTF8: &str = "must be UTF-8 text";
const REQUIRED: &str = "is required";

/// Where a value stands in a request (OpenAPI 3.0, "Parameter Object", `in`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In the body.
    Body,
}

impl Place {
    /// The value of `in`; `body` for the body.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

/// A request whose arguments are being read.
///
/// Every method gives `None` for a value that is not there or is wrong, and takes down what is wrong: the handler is not
/// called then, and the answer names all of it. So the `None` of an optional value needs no second look.
pub struct Input {
    cx: Arc<Context>,
    path: Vec<(&'static str, String)>,
    body: Bytes,
    violations: Vec<(Place, Violation)>,
    unsupported: Option<&'static [&'static str]>,
    checks_answers: bool,
}

impl Input {
    /// `path` has the path parameters, still encoded.
    pub(super) const fn new(
        cx: Arc<Context>,
        path: Vec<(&'static str, String)>,
        body: Bytes,
        checks_answers: bool,
    ) -> Self {
        Self {
            cx,
            path,
            body,
            violations: Vec::new(),
            unsupported: None,
            checks_answers,
        }
    }

    pub(super) const fn checks_answers(&self) -> bool {
        self.checks_answers
    }

    /// A path parameter.
    pub fn path<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let (_, raw) = self.path.iter().find(|(key, _)| *key == name)?;
        let value = percent_decode(raw);
        self.scalars(Place::Path, name, value.map(|value| vec![value]))
    }

    /// A query parameter that must be there; a list is one parameter for each item (`explode: true`).
    pub fn query<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.optional_query(name);
        self.require(Place::Query, name, value)
    }

    /// A query parameter that can be left out; a list is one parameter for each item (`explode: true`).
    pub fn optional_query<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let cx = Arc::clone(&self.cx);
        let values = query_values(cx.query(), name);
        if values.is_empty() {
            return None;
        }
        self.scalars(
            Place::Query,
            name,
            values.into_iter().map(query_decode).collect(),
        )
    }

    /// A query parameter that must be there, a list joined with commas (`explode: false`).
    pub fn query_list<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.optional_query_list(name);
        self.require(Place::Query, name, value)
    }

    /// A query parameter that can be left out, a list joined with commas (`explode: false`).
    pub fn optional_query_list<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let cx = Arc::clone(&self.cx);
        match query_values(cx.query(), name).as_slice() {
            [] => None,
            [list] => self.scalars(Place::Query, name, query_items(list)),
            [_, ..] => self.refuse(Place::Query, name, "must be given once"),
        }
    }

    /// A header that must be there; a list is joined with commas.
    pub fn header<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.optional_header(name);
        self.require(Place::Header, name, value)
    }

    /// A header that can be left out.
    pub fn optional_header<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let cx = Arc::clone(&self.cx);
        let lines = header_lines(cx.headers(), name);
        if lines.is_empty() {
            return None;
        }
        self.scalars(
            Place::Header,
            name,
            lines.iter().copied().map(to_text).collect(),
        )
    }

    /// A header that must be there and is a list joined with commas (`style: simple`).
    pub fn header_list<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.optional_header_list(name);
        self.require(Place::Header, name, value)
    }

    /// A header that can be left out and is a list joined with commas (`style: simple`).
    pub fn optional_header_list<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let cx = Arc::clone(&self.cx);
        let lines = header_lines(cx.headers(), name);
        if lines.is_empty() {
            return None;
        }
        let items = lines
            .iter()
            .flat_map(|line| line.split(|byte| *byte == b','));
        self.scalars(
            Place::Header,
            name,
            items.map(<[u8]>::trim_ascii).map(to_text).collect(),
        )
    }

    /// A cookie that must be there.
    pub fn cookie<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.optional_cookie(name);
        self.require(Place::Cookie, name, value)
    }

    /// A cookie that can be left out.
    pub fn optional_cookie<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = percent_decode(cookie(self.cx.headers(), name)?);
        self.scalars(Place::Cookie, name, value.map(|value| vec![value]))
    }

    /// Checks the constraints of a parameter that has been read.
    pub fn check(&mut self, place: Place, name: &str, value: &dyn Validate, rule: &Rule<'_>) {
        let mut found = Violations::new();
        Checks::new(&mut found).field(name, value, rule);
        self.violations
            .extend(found.into_iter().map(|violation| (place, violation)));
    }

    /// Why the handler must not be called.
    pub(super) fn refusal(&mut self) -> Option<Refusal> {
        if let Some(expected) = self.unsupported {
            return Some(Refusal::UnsupportedMediaType { expected });
        }
        let violations = std::mem::take(&mut self.violations);
        (!violations.is_empty()).then_some(Refusal::Invalid(violations))
    }

    /// Reads a parameter from its texts; `None` stands for texts that are not UTF-8.
    fn scalars<T: DeserializeOwned>(
        &mut self,
        place: Place,
        name: &str,
        texts: Option<Vec<String>>,
    ) -> Option<T> {
        let Some(texts) = texts else {
            return self.refuse(place, name, NOT_UTF8);
        };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        match text::from_text(name, &texts) {
            Ok(value) => Some(value),
            Err(error) => {
                self.violations.push((place, error.into()));
                None
            }
        }
    }

    /// Takes down that a parameter is missing, unless something else was wrong with it.
    fn require<T>(&mut self, place: Place, name: &str, value: Option<T>) -> Option<T> {
        let pointer = pointer(name);
        let named = |(at, violation): &(Place, Violation)| {
            *at == place && violation.place.starts_with(&pointer)
        };
        if value.is_none() && !self.violations.iter().any(named) {
            return self.refuse(place, name, REQUIRED);
        }
        value
    }

    fn refuse<T>(&mut self, place: Place, name: &str, message: &str) -> Option<T> {
        self.violations.push((
            place,
            Violation {
                place: pointer(name),
                message: message.into(),
            },
        ));
        None
    }
}

/// The place of a parameter as a JSON Pointer (RFC 6901).
fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn header_lines<'h>(headers: &'h HeaderMap, name: &str) -> Vec<&'h [u8]> {
    headers
        .get_all(name)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect()
}

fn to_text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

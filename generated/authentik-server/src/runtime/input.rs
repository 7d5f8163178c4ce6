// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

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
use super::upload::Incoming;
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
/// Every method takes down what is wrong, so that all of it can be answered at once, and gives [`Refused`] then.
pub struct Input {
    cx: Arc<Context>,
    path: Vec<(&'static str, String)>,
    body: Bytes,
    /// The body where it has not been read.
    unread: Incoming,
    /// What was read last: a parameter's limits are checked after it is read.
    last: (Place, &'static str),
    violations: Vec<(Place, Violation)>,
    unsupported: Option<&'static [&'static str]>,
    checks_answers: bool,
}

/// An argument is missing or wrong; the [`Input`] knows what is wrong with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Refused;

/// Query, header and cookie parameters that a method takes as one argument. Implemented by
/// [`parameters!`](crate::parameters).
pub trait Parameters: Sized {
    /// Reads all of them.
    ///
    /// # Errors
    /// One is missing or wrong.
    fn read(input: &mut Input) -> Result<Self, Refused>;
}

/// Says how each field of a struct is read from a request, one line per field: `field: reader("name")`, or
/// `field: reader("name") within rule` where the document limits the value. The readers are the methods of
/// [`Input`](crate::runtime::Input).
#[doc(hidden)]
#[macro_export]
macro_rules! parameters {
    ($name:ident { $($field:ident: $reader:ident($wire:literal) $(within $rule:expr)?,)* }) => {
        impl $crate::runtime::Parameters for $name {
            fn read(input: &mut $crate::runtime::Input) -> Result<Self, $crate::runtime::Refused> {
                $(
                    let $field = input.$reader($wire);
                    $(let $field = input.within($field, &$rule);)?
                )*
                Ok(Self { $($field: $field?),* })
            }
        }
    };
}

impl Input {
    /// `path` has the path parameters, still encoded.
    pub(super) const fn new(
        cx: Arc<Context>,
        path: Vec<(&'static str, String)>,
        body: Bytes,
        unread: Incoming,
        checks_answers: bool,
    ) -> Self {
        Self {
            cx,
            path,
            body,
            unread,
            last: (Place::Body, ""),
            violations: Vec::new(),
            unsupported: None,
            checks_answers,
        }
    }

    pub(super) const fn checks_answers(&self) -> bool {
        self.checks_answers
    }

    /// A path parameter.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn path<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        self.last = (Place::Path, name);
        let raw = self.path.iter().find(|(key, _)| *key == name);
        let value = raw.map(|(_, raw)| percent_decode(raw).map(|value| vec![value]));
        let value = self.scalars(value);
        self.require(value)
    }

    /// A query parameter that must be there; a list is one parameter for each item (`explode: true`).
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn query<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        let value = self.optional_query(name);
        self.require(value)
    }

    /// A query parameter that can be left out; a list is one parameter for each item (`explode: true`).
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_query<T>(&mut self, name: &'static str) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Query, name);
        let values = query_values(self.cx.query(), name);
        let texts = (!values.is_empty()).then(|| values.into_iter().map(query_decode).collect());
        self.scalars(texts)
    }

    /// A query parameter that must be there, a list joined with commas (`explode: false`).
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn query_list<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        let value = self.optional_query_list(name);
        self.require(value)
    }

    /// A query parameter that can be left out, a list joined with commas (`explode: false`).
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_query_list<T>(&mut self, name: &'static str) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Query, name);
        let texts = match query_values(self.cx.query(), name).as_slice() {
            [] => None,
            [list] => Some(query_items(list)),
            [_, ..] => return self.refuse("must be given once"),
        };
        self.scalars(texts)
    }

    /// A header that must be there; a list is joined with commas.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn header<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        let value = self.optional_header(name);
        self.require(value)
    }

    /// A header that can be left out.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_header<T>(&mut self, name: &'static str) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Header, name);
        let lines = header_lines(self.cx.headers(), name);
        let texts = (!lines.is_empty()).then(|| lines.into_iter().map(to_text).collect());
        self.scalars(texts)
    }

    /// A header that must be there and is a list joined with commas (`style: simple`).
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn header_list<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        let value = self.optional_header_list(name);
        self.require(value)
    }

    /// A header that can be left out and is a list joined with commas (`style: simple`).
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_header_list<T>(&mut self, name: &'static str) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Header, name);
        let lines = header_lines(self.cx.headers(), name);
        let items = lines
            .iter()
            .flat_map(|line| line.split(|byte| *byte == b','));
        let texts =
            (!lines.is_empty()).then(|| items.map(<[u8]>::trim_ascii).map(to_text).collect());
        self.scalars(texts)
    }

    /// A cookie that must be there.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn cookie<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        let value = self.optional_cookie(name);
        self.require(value)
    }

    /// A cookie that can be left out.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_cookie<T>(&mut self, name: &'static str) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Cookie, name);
        let value = cookie(self.cx.headers(), name);
        let texts = value.map(|value| percent_decode(value).map(|value| vec![value]));
        self.scalars(texts)
    }

    /// The parameters that a method takes as one argument.
    ///
    /// # Errors
    /// One of them is not there or wrong.
    pub fn parameters<P: Parameters>(&mut self) -> Result<P, Refused> {
        P::read(self)
    }

    /// Checks the limits of the parameter that was read last.
    ///
    /// # Errors
    /// It has been refused before or breaks one of them.
    pub fn within<T: Validate>(
        &mut self,
        value: Result<T, Refused>,
        rule: &Rule<'_>,
    ) -> Result<T, Refused> {
        let value = value?;
        let (place, name) = self.last;
        let mut found = Violations::new();
        Checks::new(&mut found).field(name, &value, rule);
        let before = self.violations.len();
        self.violations
            .extend(found.into_iter().map(|violation| (place, violation)));
        if self.violations.len() > before {
            return Err(Refused);
        }
        Ok(value)
    }

    /// Why the arguments were refused.
    pub(super) fn refusal(self) -> Refusal {
        match self.unsupported {
            Some(expected) => Refusal::UnsupportedMediaType { expected },
            None => Refusal::Invalid(self.violations),
        }
    }

    /// Reads the parameter from its texts, where it is there; texts that are `None` are not UTF-8.
    #[expect(
        clippy::option_option,
        reason = "whether it is there, and whether it is text"
    )]
    fn scalars<T: DeserializeOwned>(
        &mut self,
        texts: Option<Option<Vec<String>>>,
    ) -> Result<Option<T>, Refused> {
        let Some(texts) = texts else {
            return Ok(None);
        };
        let Some(texts) = texts else {
            return self.refuse(NOT_UTF8);
        };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (place, name) = self.last;
        text::from_text(name, &texts).map(Some).map_err(|error| {
            self.violations.push((place, error.into()));
            Refused
        })
    }

    /// Takes down that a parameter that must be there is not.
    fn require<T>(&mut self, value: Result<Option<T>, Refused>) -> Result<T, Refused> {
        match value? {
            Some(value) => Ok(value),
            None => self.refuse(REQUIRED),
        }
    }

    /// Takes down what is wrong with the parameter as a whole.
    fn refuse<T>(&mut self, message: &str) -> Result<T, Refused> {
        let (place, name) = self.last;
        let violation = Violation {
            place: pointer(name),
            message: message.into(),
        };
        self.violations.push((place, violation));
        Err(Refused)
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

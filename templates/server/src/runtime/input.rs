//! Reading the arguments of an operation from its request, collecting all that is wrong.

mod body;
mod form;

use std::str::Utf8Error;
use std::sync::Arc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::context::Context;
use super::parameter;
use super::reply::Refusal;
use super::upload::Incoming;
use crate::types::runtime::text::{self, Pair, Style};
use crate::types::runtime::{Checks, DecodeError, Rule, Validate, Violation, Violations};

pub(super) use self::body::{content_type, is_accepted};

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
    /// The names of the parameters outside of the path.
    names: &'static [&'static str],
    /// What was read last: a parameter's limits are checked after it is read.
    last: (Place, &'static str),
    violations: Vec<(Place, Violation)>,
    unsupported: Option<&'static [&'static str]>,
    is_coded: bool,
    checks_answers: bool,
    refuses_members: bool,
}

/// An argument is missing or wrong; the [`Input`] knows what is wrong with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Refused;

/// Query, header and cookie parameters that a method takes as one argument. Implemented by
/// [`parameters!`](crate::parameters).
pub trait Parameters: Sized {
    /// Their names.
    const NAMES: &'static [&'static str];

    /// Reads all of them.
    ///
    /// # Errors
    /// One is missing or wrong.
    fn read(input: &mut Input) -> Result<Self, Refused>;
}

/// Says how each field of a struct is read from a request, one line per field: `field: reader("name")`,
/// `field: reader("name", style)` where the style is not the usual one of the place, with `within rule` at the end where the
/// document limits the value, `checked` where it limits only what is in it. The readers are the methods of [`Input`](crate::runtime::Input).
#[doc(hidden)]
#[macro_export]
macro_rules! parameters {
    ($name:ident { $($field:ident: $reader:ident($wire:literal $(, $style:expr)?) $($check:ident $($rule:expr)?)?,)* }) => {
        impl $crate::runtime::Parameters for $name {
            const NAMES: &'static [&'static str] = &[$($wire),*];

            fn read(input: &mut $crate::runtime::Input) -> Result<Self, $crate::runtime::Refused> {
                $(
                    let $field = input.$reader($wire $(, $style)?);
                    $(let $field = $crate::parameters!(@check input $field $check $($rule)?);)?
                )*
                Ok(Self { $($field: $field?),* })
            }
        }
    };
    (@check $input:ident $field:ident checked) => {
        $input.within($field, &$crate::types::runtime::Rule::new())
    };
    (@check $input:ident $field:ident within $rule:expr) => { $input.within($field, &$rule) };
}

impl Input {
    /// `path` has the path parameters, still encoded.
    pub(super) const fn new(
        cx: Arc<Context>,
        path: Vec<(&'static str, String)>,
        body: Bytes,
        unread: Incoming,
        checks_answers: bool,
        refuses_members: bool,
    ) -> Self {
        Self {
            cx,
            path,
            body,
            unread,
            names: &[],
            last: (Place::Body, ""),
            violations: Vec::new(),
            unsupported: None,
            is_coded: false,
            checks_answers,
            refuses_members,
        }
    }

    pub(super) const fn checks_answers(&self) -> bool {
        self.checks_answers
    }

    /// The context, the path parameters as they were sent, and the body.
    #[cfg(feature = "mock")]
    pub(super) fn sent(&self) -> (Arc<Context>, Vec<String>, Bytes) {
        let segments = self.path.iter().map(|(_, segment)| segment.clone());
        (Arc::clone(&self.cx), segments.collect(), self.body.clone())
    }

    /// A path parameter in the style `simple`.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn path<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        self.path_as(name, Style::SIMPLE)
    }

    /// A path parameter in another style.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn path_as<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        style: Style,
    ) -> Result<T, Refused> {
        self.last = (Place::Path, name);
        let segment = self.path.iter().find(|(key, _)| *key == name);
        let value = segment.map(|(_, segment)| text::from_segment(style, name, segment));
        let value = self.taken(value.unwrap_or(Ok(None)));
        self.require(value)
    }

    /// A query parameter that must be there.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn query<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        self.query_as(name, Style::FORM_EXPLODED)
    }

    /// A query parameter that must be there, in another style.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn query_as<T>(&mut self, name: &'static str, style: Style) -> Result<T, Refused>
    where
        T: DeserializeOwned,
    {
        let value = self.optional_query_as(name, style);
        self.require(value)
    }

    /// A query parameter that can be left out.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_query<T>(&mut self, name: &'static str) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.optional_query_as(name, Style::FORM_EXPLODED)
    }

    /// A query parameter that can be left out, in another style.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_query_as<T>(
        &mut self,
        name: &'static str,
        style: Style,
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Query, name);
        let cx = Arc::clone(&self.cx);
        if style.is_whole_query() {
            return self.taken(text::from_query(style, name, cx.query()));
        }
        let pairs = Pair::of_query(cx.query());
        let value = text::from_pairs(style, name, &pairs, self.names);
        self.taken(value)
    }

    /// A header that must be there.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn header<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        self.header_as(name, Style::SIMPLE)
    }

    /// A header that must be there, in another style.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn header_as<T>(&mut self, name: &'static str, style: Style) -> Result<T, Refused>
    where
        T: DeserializeOwned,
    {
        let value = self.optional_header_as(name, style);
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
        self.optional_header_as(name, Style::SIMPLE)
    }

    /// A header that can be left out, in another style.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_header_as<T>(
        &mut self,
        name: &'static str,
        style: Style,
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Header, name);
        let cx = Arc::clone(&self.cx);
        let lines = cx.headers().get_all(name).iter();
        let lines: Result<Vec<&str>, Utf8Error> = lines
            .map(|line| std::str::from_utf8(line.as_bytes()))
            .collect();
        let Ok(lines) = lines else {
            return self.refuse(NOT_UTF8);
        };
        self.taken(text::from_header(style, name, &lines))
    }

    /// A cookie that must be there.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn cookie<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Refused> {
        self.cookie_as(name, Style::FORM_EXPLODED)
    }

    /// A cookie that must be there, in another style.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn cookie_as<T>(&mut self, name: &'static str, style: Style) -> Result<T, Refused>
    where
        T: DeserializeOwned,
    {
        let value = self.optional_cookie_as(name, style);
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
        self.optional_cookie_as(name, Style::FORM_EXPLODED)
    }

    /// A cookie that can be left out, in another style.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_cookie_as<T>(
        &mut self,
        name: &'static str,
        style: Style,
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned,
    {
        self.last = (Place::Cookie, name);
        let cx = Arc::clone(&self.cx);
        let pairs = parameter::cookies(cx.headers());
        let value = text::from_cookies(style, name, &pairs, self.names);
        self.taken(value)
    }

    /// The parameters that a method takes as one argument.
    ///
    /// # Errors
    /// One of them is not there or wrong.
    pub fn parameters<P: Parameters>(&mut self) -> Result<P, Refused> {
        self.names = P::NAMES;
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
            None if self.is_coded => Refusal::UnsupportedCoding,
            None => Refusal::Invalid(self.violations),
        }
    }

    /// Takes down what is wrong with a parameter.
    fn taken<T>(
        &mut self,
        value: Result<Option<T>, Vec<DecodeError>>,
    ) -> Result<Option<T>, Refused> {
        value.map_err(|faults| {
            let (place, _) = self.last;
            let faults = faults.into_iter().map(|fault| (place, fault.into()));
            self.violations.extend(faults);
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

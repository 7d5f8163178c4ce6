//! The facts of an operation that its client and its server share.

use std::convert::Infallible;
use std::fmt::{self, Debug};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answer::{self, Answer};
use super::json::{self, DecodeError, EncodeError};
use super::text::{HeaderField, HeaderFields};
use super::validate::Validate;
use super::violations::Violations;
use super::{Checks, Rule};

/// An operation of the document (OpenAPI 3.0, "Operation Object"), as facts about a type without values.
pub trait Operation: Send + Sync + 'static {
    /// The `operationId`, or the name made for an operation without one.
    const ID: &'static str;
    /// The HTTP method, in capitals.
    const METHOD: &'static str;
    /// The path template, `{name}` for each path parameter, without the base path.
    const PATH: &'static str;
    /// The documented status of success; the first one where there are several.
    const STATUS: u16;
    /// Which credentials it takes.
    const SECURITY: Security;
    /// The media type of a success: that of the payload unless the document says otherwise.
    const CONTENT_TYPE: Option<&'static str> = <Self::Success as Payload>::CONTENT_TYPE;
    /// The media types of all successes, as `Accept` lists them (RFC 9110, section 12.5.1).
    const ACCEPT: Option<&'static str> = Self::CONTENT_TYPE;
    /// What limits a success that is JSON, as a whole: what is in it has limits of its own.
    const RULE: Rule<'static> = Rule::new();
    /// The headers that the document declares for a success.
    const HEADERS: &'static [HeaderField] = &[];
    /// How the body of a success is read and written.
    type Success: Payload;
    /// The documented failures.
    type Failure: Failure;

    /// Whether the document has that status for a success.
    #[must_use]
    fn is_success(status: u16) -> bool {
        status == Self::STATUS
    }
}

/// An operation whose success has headers that the document declares (OpenAPI 3.0.3, "Response Object", `headers`).
pub trait WithHeaders: Operation {
    /// The headers.
    type Headers: HeaderFields;
}

/// Makes the operations of a tag, one line for each:
/// `Name = GET "/path/" as "operationId" by [["scheme"]] => 200 Payload | Failure;`, where `by` lists the alternatives of
/// [`Security::AnyOf`](crate::runtime::Security) and is left out for `Unstated`. `200 | 201 | 202` lists the other statuses of
/// success, `Payload as "media/type"` sets its media type, `Payload as ["a/b", "c/d"]` lists those that the client takes, the server
/// sending the first one. `, Items` after it is for a success that can be had item by item as well, `, headers Headers` at the end for one
/// with declared headers, `, within rule` behind that for one with limits.
#[doc(hidden)]
#[macro_export]
macro_rules! operations {
    ($(
        $name:ident = $method:tt $path:literal as $id:literal $(by $security:tt)?
        => $status:literal $(| $further:literal $(..= $last:literal)?)* $success:ty $(as $media_types:tt)?
        $(, $items:ty $(as $items_type:literal)?)? | $failure:ty $(, headers $headers:ty)?
        $(, within $rule:expr)?;
    )*) => {$(
        #[doc = concat!("`", $crate::operations!(@method $method), " ", $path, "`")]
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl $crate::runtime::Operation for $name {
            const ID: &'static str = $id;
            const METHOD: &'static str = $crate::operations!(@method $method);
            const PATH: &'static str = $path;
            const STATUS: u16 = $status;
            const SECURITY: $crate::runtime::Security = $crate::operations!(@security $($security)?);
            $(
                const CONTENT_TYPE: Option<&'static str> = Some($crate::operations!(@first $media_types));
                const ACCEPT: Option<&'static str> = Some($crate::operations!(@all $media_types));
            )?
            $(const RULE: $crate::runtime::Rule<'static> = $rule;)?
            $(const HEADERS: &'static [$crate::runtime::text::HeaderField] =
                <$headers as $crate::runtime::text::HeaderFields>::FIELDS;)?
            type Success = $success;
            type Failure = $failure;

            fn is_success(status: u16) -> bool {
                status == $status $(|| $crate::operations!(@within status $further $($last)?))*
            }
        }

        $(impl $crate::runtime::WithHeaders for $name {
            type Headers = $headers;
        })?

        $(impl $crate::runtime::Streaming for $name {
            type Items = $items;

            const ITEMS_TYPE: &'static str = $crate::operations!(@items $items $(as $items_type)?);
        })?
    )*};
    (@method $method:ident) => { stringify!($method) };
    (@method $method:literal) => { $method };
    (@within $status:ident $one:literal) => { $status == $one };
    (@within $status:ident $first:literal $last:literal) => { ($first..=$last).contains(&$status) };
    (@first [$first:literal $(, $further:literal)*]) => { $first };
    (@first $only:literal) => { $only };
    (@all [$first:literal $(, $further:literal)*]) => { concat!($first $(, ", ", $further)*) };
    (@all $only:literal) => { $only };
    (@items $items:ty as $content_type:literal) => { $content_type };
    (@items $items:ty) => { <$items as $crate::runtime::Sequential>::MEDIA_TYPE };
    (@security) => { $crate::runtime::Security::Unstated };
    (@security [$([$($scheme:literal),*]),*]) => {
        $crate::runtime::Security::AnyOf(&[$(&[$($scheme),*]),*])
    };
}

/// What an operation asks of its caller (OpenAPI 3.0, "Security Requirement Object").
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Security {
    /// The document says nothing.
    Unstated,
    /// Alternatives, each a list of scheme names that go together. An empty list is an anonymous call.
    AnyOf(&'static [&'static [&'static str]]),
}

/// How a success body is read and written.
pub trait Payload: 'static {
    /// The body as a value.
    type Value: Send + 'static;

    /// The media type of the body; `None` where there is no content.
    const CONTENT_TYPE: Option<&'static str>;

    /// Reads a body.
    ///
    /// # Errors
    /// The body is not what the document says.
    fn decode(body: &[u8]) -> Result<Self::Value, DecodeError>;

    /// Writes a body.
    ///
    /// # Errors
    /// The value has no form in the media type.
    fn encode(value: &Self::Value) -> Result<Vec<u8>, EncodeError>;

    /// Checks the constraints of the document, those of its type and `rule`; only JSON has some.
    ///
    /// # Errors
    /// All the violations, each with its place.
    fn validate(value: &Self::Value, rule: &Rule<'_>) -> Result<(), Violations> {
        let _ = (value, rule);
        Ok(())
    }

    /// Reads an answer. Its status and media type matter only where the document has several successes.
    ///
    /// # Errors
    /// The body is not what the document says.
    fn read(head: Head<'_>, body: &[u8]) -> Result<Self::Value, DecodeError> {
        let _ = head;
        Self::decode(body)
    }

    /// What the value says about the head of its answer; `None` where that is the same for all values.
    fn head(value: &Self::Value) -> Option<Head<'static>> {
        let _ = value;
        None
    }
}

/// What tells answers apart before their bodies are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Head<'a> {
    /// The status.
    pub status: u16,
    /// The `Content-Type`, if there is one.
    pub content_type: Option<&'a str>,
}

/// A JSON body that holds a `T` (RFC 8259).
#[derive(Debug)]
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T> Payload for Json<T>
where
    T: Serialize + DeserializeOwned + Validate + Send + 'static,
{
    type Value = T;

    const CONTENT_TYPE: Option<&'static str> = Some("application/json");

    fn decode(body: &[u8]) -> Result<T, DecodeError> {
        json::decode(body)
    }

    fn encode(value: &T) -> Result<Vec<u8>, EncodeError> {
        json::encode(value)
    }

    fn validate(value: &T, rule: &Rule<'_>) -> Result<(), Violations> {
        let mut broken = Violations::new();
        value.check(rule, &mut Checks::new(&mut broken));
        broken.into_result()
    }
}

/// No content. Whatever bytes come anyway are ignored.
#[derive(Debug)]
pub struct Empty;

impl Payload for Empty {
    type Value = ();

    const CONTENT_TYPE: Option<&'static str> = None;

    fn decode(_: &[u8]) -> Result<(), DecodeError> {
        Ok(())
    }

    fn encode((): &()) -> Result<Vec<u8>, EncodeError> {
        Ok(Vec::new())
    }
}

/// A `text/plain` body in UTF-8.
#[derive(Debug)]
pub struct Text;

impl Payload for Text {
    type Value = String;

    const CONTENT_TYPE: Option<&'static str> = Some("text/plain; charset=utf-8");

    fn decode(body: &[u8]) -> Result<String, DecodeError> {
        std::str::from_utf8(body)
            .map(str::to_owned)
            .map_err(|_| DecodeError {
                path: String::new(),
                message: "must be UTF-8 text".into(),
            })
    }

    fn encode(value: &String) -> Result<Vec<u8>, EncodeError> {
        Ok(value.clone().into_bytes())
    }
}

/// A body of any media type, as its bytes.
#[derive(Debug)]
pub struct Binary;

impl Payload for Binary {
    type Value = Vec<u8>;

    const CONTENT_TYPE: Option<&'static str> = Some("application/octet-stream");

    fn decode(body: &[u8]) -> Result<Vec<u8>, DecodeError> {
        Ok(body.to_vec())
    }

    fn encode(value: &Vec<u8>) -> Result<Vec<u8>, EncodeError> {
        Ok(value.clone())
    }
}

/// One of several successes: a generated type with a variant for each.
#[derive(Debug)]
pub struct OneOf<T>(PhantomData<fn() -> T>);

impl<T: Answer> Payload for OneOf<T> {
    type Value = T;

    const CONTENT_TYPE: Option<&'static str> = None;

    fn decode(body: &[u8]) -> Result<T, DecodeError> {
        T::decode(0, T::KINDS.first().map_or(200, |kind| kind.first), body)
    }

    fn encode(value: &T) -> Result<Vec<u8>, EncodeError> {
        value.encode()
    }

    fn validate(value: &T, _: &Rule<'_>) -> Result<(), Violations> {
        value.validate()
    }

    fn read(head: Head<'_>, body: &[u8]) -> Result<T, DecodeError> {
        T::decode(answer::choose(T::KINDS, head, body), head.status, body)
    }

    fn head(value: &T) -> Option<Head<'static>> {
        let (index, status) = value.kind();
        let kind = T::KINDS.get(index)?;
        Some(Head {
            status,
            content_type: kind.media_type,
        })
    }
}

/// The documented failures of an operation, told apart by status.
pub trait Failure: Sized + Send + Debug + 'static {
    /// Whether the document lists failures of the operation.
    const IS_DOCUMENTED: bool = true;

    /// Reads the body of an answer with that status; `None` if the document does not list the status.
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, DecodeError>>;

    /// The status that this failure is answered with.
    fn status(&self) -> u16;

    /// Writes the body; `None` for a failure that is declared without content.
    ///
    /// # Errors
    /// The value has no form in JSON.
    fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError>;

    /// The media type of the body, where there is one.
    fn content_type(&self) -> &'static str {
        "application/json"
    }
}

/// The failure type of an operation without documented failures.
impl Failure for Infallible {
    const IS_DOCUMENTED: bool = false;

    fn decode(_: u16, _: &[u8]) -> Option<Result<Self, DecodeError>> {
        None
    }

    fn status(&self) -> u16 {
        match *self {}
    }

    fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        match *self {}
    }
}

/// Writes a failure for people: the status and, where there is one, the body as JSON.
///
/// # Errors
/// The formatter's.
pub fn describe<F: Failure>(failure: &F, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "status {}", failure.status())?;
    match failure.encode() {
        Ok(Some(body)) => write!(f, ": {}", String::from_utf8_lossy(&body)),
        Ok(None) | Err(_) => Ok(()),
    }
}

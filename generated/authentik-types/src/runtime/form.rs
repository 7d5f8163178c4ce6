// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Bodies that are forms: `multipart/form-data` (RFC 7578) and `application/x-www-form-urlencoded` (WHATWG URL).
//!
//! The members of an object become parts: a scalar is a text, a [`File`](super::File) a file, a list one part for each
//! item, an object a part of `application/json` (OpenAPI 3.0, "Encoding Object", `contentType`). A list within a list is a text that
//! is JSON, as in parameters. How the parts stand in a body is for the client and the server; [`urlencoded`] is here because it is short.

pub mod urlencoded;

mod attachment;
mod draft;
mod encoding;
mod member;
mod object;
mod read;
mod write;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub(in crate::runtime) use self::attachment::Attachment;
use self::draft::FormDraft;
pub use self::encoding::Encoding;
use super::faults;
use super::json::DecodeError;
use super::validate::Validate;
use super::violations::Violations;

/// One part of a form.
#[derive(Clone, Eq, PartialEq)]
pub struct Part<'p> {
    /// The name of the member.
    pub name: Cow<'p, str>,
    /// The name of the file, of a part that is one.
    pub file_name: Option<Cow<'p, str>>,
    /// The media type; `None` for plain text.
    pub content_type: Option<Cow<'p, str>>,
    /// The bytes.
    pub content: Cow<'p, [u8]>,
}

/// Shows the length of the content only: a part can be long, or secret.
impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("content", &format_args!("{} bytes", self.content.len()))
            .finish()
    }
}

/// Why a value has no form: it is not an object, or has a number that is not finite in it, or a file where there can be none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormError(String);

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormError {}

/// The parts of an object, in the order of its members.
///
/// `null` is an empty text, as Django REST framework reads it. An empty list has no part. `encodings` has what is written other
/// than usual, by the name of the member; `*` is all members that are not named.
///
/// # Errors
/// The value has no form.
pub fn encode<T: Serialize + ?Sized>(
    value: &T,
    encodings: &[(&str, Encoding)],
) -> Result<Vec<Part<'static>>, FormError> {
    write::parts(value, encodings)
}

/// Reads an object from its parts: the inverse of [`encode`]. Parts that `T` does not know are ignored.
///
/// An empty text is `null` where `null` is allowed. A part that says it is `application/json` and has no file name is read
/// as that, whatever its member is.
///
/// # Errors
/// The parts are not what `T` accepts; the error has the first place that is wrong.
pub fn decode<T: DeserializeOwned>(
    parts: &[Part<'_>],
    encodings: &[(&str, Encoding)],
) -> Result<T, DecodeError> {
    read::object(&read::group(parts, encodings), false)
        .map_err(|faults| faults.into_iter().next().unwrap_or_else(unnamed))
}

/// Everything that keeps parts from being a valid `T`, for an answer that names all faulty members. Empty if they are one.
#[must_use]
pub fn faults<T: DeserializeOwned + Validate>(
    parts: &[Part<'_>],
    encodings: &[(&str, Encoding)],
) -> Violations {
    // A trial leaves the content of files out, which has no constraints.
    let read = |parts: &[Part<'_>]| {
        read::object::<T>(&read::group(parts, encodings), true)
            .map(|value| value.validate().err().unwrap_or_default())
    };
    match read(parts) {
        Ok(broken) => broken,
        Err(first) => {
            let first = first.into_iter().next().unwrap_or_else(unnamed);
            faults::search(FormDraft::new(parts), first, &|draft| read(draft.parts()))
        }
    }
}

fn unnamed() -> DecodeError {
    DecodeError {
        path: String::new(),
        message: "is not valid".to_owned(),
    }
}

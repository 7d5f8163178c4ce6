// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Bodies that are forms: `multipart/form-data` (RFC 7578) and `application/x-www-form-urlencoded` (WHATWG URL).
//!
//! The members of an object become parts: a scalar is a text, a [`File`](super::File) a file, a list one part for each
//! item, an object a part of `application/json` (OpenAPI 3.0, "Encoding Object", `contentType`). How the parts stand in a
//! body is for the client and the server; [`urlencoded`] is here because it is short.

pub mod urlencoded;

mod attachment;
mod member;
mod object;
mod read;
mod write;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::json::DecodeError;
use super::pointer;
use super::violations::{Violation, Violations};

/// So many readings of a form are spent on finding more faults.
const MOST_READINGS: usize = 32;

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

/// Why a value has no form: it is not an object, or has a list of lists or a number that is not finite in it, or a file
/// where there can be none.
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
/// `null` is an empty text, as Django REST framework reads it. An empty list has no part.
///
/// # Errors
/// The value has no form.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<Part<'static>>, FormError> {
    write::parts(value)
}

/// Reads an object from its parts: the inverse of [`encode`]. Parts that `T` does not know are ignored.
///
/// An empty text is `null` where `null` is allowed. A part that says it is `application/json` and has no file name is read
/// as that, whatever its member is.
///
/// # Errors
/// The parts are not what `T` accepts; the error has the first place that is wrong.
pub fn decode<T: DeserializeOwned>(parts: &[Part<'_>]) -> Result<T, DecodeError> {
    read::object(&read::group(parts), false)
        .map_err(|faults| faults.into_iter().next().unwrap_or_else(unnamed))
}

/// Everything that keeps parts from being a `T`, for an answer that names all faulty members. Empty if they are one.
#[must_use]
pub fn faults<T: DeserializeOwned>(parts: &[Part<'_>]) -> Violations {
    let mut groups = read::group(parts);
    let mut found: Vec<DecodeError> = Vec::new();
    for _ in 0..MOST_READINGS {
        let Err(faults) = read::object::<T>(&groups, true) else {
            break;
        };
        let to_drop = faults
            .first()
            .and_then(|fault| pointer::tokens(&fault.path).next());
        for fault in faults {
            // What is missing because it was dropped as faulty is not a second fault.
            if !found
                .iter()
                .any(|known| pointer::is_within(&known.path, &fault.path))
            {
                found.push(fault);
            }
        }
        let before = groups.len();
        groups.retain(|(name, _)| Some(*name) != to_drop.as_deref());
        if groups.len() == before {
            break;
        }
    }
    found.into_iter().map(Violation::from).collect()
}

fn unnamed() -> DecodeError {
    DecodeError {
        path: String::new(),
        message: "is not valid".to_owned(),
    }
}

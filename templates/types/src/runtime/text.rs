//! The text of parameters: scalars, lists and objects in the path, the query, headers and cookies, in every style of OpenAPI.
//!
//! Any type that serde can write has such a text, so a UUID, a date, an enum and a union need nothing of their own. A
//! [`Style`] says how the parts of a value are put together; client and server use the same one, so they cannot disagree.
//!
//! A style has places for the items of a list and for the members of an object. What a value has below these, such as
//! an object within a list, is undefined in OpenAPI; it is written as JSON. `deepObject` has places at every depth.

pub mod percent;

mod bound;
mod expand;
mod fault;
mod headers;
mod nested;
mod pairs;
mod read;
mod sent;
mod style;
mod write;

use std::fmt;

use serde::Serialize;

pub use self::bound::{from_cookies, from_header, from_pairs, from_query, from_segment};
pub(super) use self::fault::Fault;
pub use self::headers::{HeaderField, HeaderFields, from_headers, to_headers};
pub(super) use self::nested::{Tree, segments};
pub use self::pairs::Pair;
pub(super) use self::read::Reader;
pub(super) use self::sent::Sent;
pub use self::style::Style;

/// A value on its way into a parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Text {
    /// `null`, or nothing to send.
    None,
    /// A text.
    One(String),
    /// A number or a boolean, which differ from a text where JSON is written.
    Bare(String),
    /// A list.
    Many(Vec<Self>),
    /// An object.
    Members(Vec<(String, Self)>),
}

/// Why a value has no text: it is not a finite number or bytes, or has a character that its style uses itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TextError(String);

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TextError {}

/// The text of a value.
///
/// # Errors
/// The value has a number that is not finite, or bytes.
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<Text, TextError> {
    value.serialize(write::Writer)
}

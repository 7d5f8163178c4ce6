// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The text of parameters: scalars and lists of scalars, in the path, the query and the headers.
//!
//! Any type that serde writes as a scalar has such a text, so a UUID, a date and an enum need nothing of their own.

mod read;
mod write;

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::json::DecodeError;
use super::pointer;

/// A value as the text of a parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Text {
    /// The text of a scalar.
    One(String),
    /// The texts of a list, to be joined or repeated as the parameter's style says.
    Many(Vec<String>),
    /// Nothing to send.
    None,
}

/// Why a value has no text: it is an object, a list of lists, or not a finite number.
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
/// The value is neither a scalar nor a list of scalars.
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<Text, TextError> {
    value.serialize(write::Writer)
}

/// Reads a parameter from the texts that were sent for it: none, one, or one for each item of a list.
///
/// # Errors
/// The texts are not what `T` accepts; the path of the error is `/name`, or `/name/2` for an item.
pub fn from_text<T: DeserializeOwned>(name: &str, values: &[&str]) -> Result<T, DecodeError> {
    T::deserialize(read::Parameter(values)).map_err(|error| {
        let mut path = String::new();
        pointer::push(&mut path, name);
        if let Some(item) = error.item {
            pointer::push(&mut path, &item.to_string());
        }
        DecodeError {
            path,
            message: error.message,
        }
    })
}

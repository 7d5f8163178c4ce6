//! Reading and writing JSON bodies (RFC 8259).

use std::fmt;
use std::str::Utf8Error;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::{fault, integral, pointer};

pub use super::faults::faults;

/// Why a body or a parameter could not be read. Holds nothing of the value that was sent but the keys on the way to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DecodeError {
    /// The offending place as a JSON Pointer (RFC 6901); of a key that is missing, the place where it should be.
    pub path: String,
    /// What is wrong, as words that follow the name of the place: `is required`, `must be a string`.
    pub message: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() {
            "the body"
        } else {
            &self.path
        };
        write!(f, "{place} {}", self.message)
    }
}

impl std::error::Error for DecodeError {}

/// Why a value could not be written: a map key that is not text, or one that a field has already.
#[derive(Debug)]
pub struct EncodeError(serde_json::Error);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written as JSON")
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<serde_json::Error> for EncodeError {
    fn from(error: serde_json::Error) -> Self {
        Self(error)
    }
}

/// Reads a JSON body.
///
/// # Errors
/// The bytes are not JSON, or not what `T` accepts; the error has the place.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    // UTF-8 is checked faster for the whole body at once than for each of its texts.
    let text = std::str::from_utf8(body).map_err(not_text)?;
    // The plain reader is faster than the one that keeps the path, and most bodies are right.
    serde_json::from_str(text).or_else(|error| again(text, &error))
}

/// Reads a body once more that could not be read: with integers that are written as fractions, and failing that to learn where it fails.
#[cold]
fn again<T: DeserializeOwned>(text: &str, first: &serde_json::Error) -> Result<T, DecodeError> {
    let is_json = first.classify() == Category::Data;
    match is_json.then(|| integral::written_whole(text)).flatten() {
        Some(whole) => serde_json::from_str(&whole).map_err(|error| locate::<T>(&whole, &error)),
        None => Err(locate::<T>(text, first)),
    }
}

/// Writes a JSON body.
///
/// # Errors
/// The value has no form in JSON.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    serde_json::to_vec(value).map_err(EncodeError)
}

/// JSON is UTF-8 (RFC 8259, section 8.1).
#[cold]
fn not_text(error: Utf8Error) -> DecodeError {
    let bytes = error.valid_up_to();
    DecodeError {
        path: String::new(),
        message: format!("is not valid JSON: no UTF-8 after {bytes} bytes"),
    }
}

/// Reads the body once more to learn where it fails.
fn locate<T: DeserializeOwned>(body: &str, first: &serde_json::Error) -> DecodeError {
    let mut reader = serde_json::Deserializer::from_str(body);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => describe(String::new(), first),
        Err(error) => describe(to_pointer(error.path()), error.inner()),
    }
}

pub(super) fn to_pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer::push(&mut pointer, &index.to_string()),
            Segment::Map { key } => pointer::push(&mut pointer, key),
            Segment::Enum { variant } => pointer::push(&mut pointer, variant),
            Segment::Unknown => {}
        }
    }
    pointer
}

fn describe(path: String, error: &serde_json::Error) -> DecodeError {
    let text = error.to_string();
    if error.classify() != Category::Data {
        // It is the body that is not JSON, not the field that the parser was in. Its texts are fixed, with a line and a column.
        return DecodeError {
            path: String::new(),
            message: format!("is not valid JSON: {text}"),
        };
    }
    let position = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(position.as_str()).unwrap_or(&text);
    let first = fault::explain(path.clone(), text).into_iter().next();
    first.unwrap_or_else(|| DecodeError {
        path,
        message: "is not valid".to_owned(),
    })
}

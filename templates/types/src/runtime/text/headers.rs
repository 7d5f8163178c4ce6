//! The headers of answers, as one value (OpenAPI 3.0.3, "Response Object", `headers`, and "Header Object").

use std::cell::Cell;

use serde::Serialize;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess};
use serde_json::Value;

use super::pairs::{Coding, Raw, Uncut};
use super::read::Reader;
use super::style::Layout;
use super::{Fault, Style, Text, TextError, to_text};
use crate::runtime::json::DecodeError;
use crate::runtime::validate::Validate;

/// The headers that the document declares for an answer, a member for each.
pub trait HeaderFields: Serialize + DeserializeOwned + Validate + Send + 'static {
    /// What there is, by the names of the members on the wire.
    const FIELDS: &'static [HeaderField];
}

/// A header that the document declares.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct HeaderField {
    /// Its name, in the document's letters.
    pub name: &'static str,
    /// How its value is written.
    pub style: Style,
    /// Whether every success has it; a failure need not have it.
    pub required: bool,
}

/// Says which headers the members of a struct are, one line for each: `"X-Total": required,`, with `as STYLE` where the style is not
/// `simple`.
#[doc(hidden)]
#[macro_export]
macro_rules! header_fields {
    ($headers:ident {$($name:literal: $presence:ident $(as $style:expr)?,)*}) => {
        impl $crate::runtime::text::HeaderFields for $headers {
            const FIELDS: &'static [$crate::runtime::text::HeaderField] = &[$(
                $crate::runtime::text::HeaderField {
                    name: $name,
                    style: $crate::header_fields!(@style $($style)?),
                    required: $crate::header_fields!(@required $presence),
                },
            )*];
        }
    };
    (@style) => { $crate::runtime::text::Style::SIMPLE };
    (@style $style:expr) => { $style };
    (@required required) => { true };
    (@required optional) => { false };
}

/// Reads headers; `lines` gives all lines with a name, whatever their letters' case.
///
/// # Errors
/// A header that has to be there is missing, or one is not what the document says; the place is `/name`.
pub fn from_headers<'h, H: HeaderFields>(
    lines: impl Fn(&str) -> Vec<&'h str>,
) -> Result<H, DecodeError> {
    let fields = H::FIELDS.iter();
    let sent: Vec<(&HeaderField, Vec<&str>)> = fields
        .map(|field| (field, lines(field.name)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    let members = Members {
        rest: sent.iter(),
        value: None,
    };
    H::deserialize(MapAccessDeserializer::new(members)).map_err(|fault: Fault| {
        let first = fault.explain().into_iter().next();
        first.unwrap_or_else(|| DecodeError {
            path: String::new(),
            message: "is not what the document says".into(),
        })
    })
}

/// Writes headers: the name and the line of each that is there.
///
/// # Errors
/// A value has no text in its style.
pub fn to_headers<H: HeaderFields>(headers: &H) -> Result<Vec<(&'static str, String)>, TextError> {
    let Text::Members(members) = to_text(headers)? else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    for field in H::FIELDS {
        let member = members.iter().find(|(name, _)| name == field.name);
        if let Some((_, value)) = member
            && let Some(line) = field.style.header(value)?
        {
            lines.push((field.name, line));
        }
    }
    Ok(lines)
}

/// The headers that are there.
struct Members<'h> {
    rest: std::slice::Iter<'h, (&'static HeaderField, Vec<&'h str>)>,
    value: Option<&'h (&'static HeaderField, Vec<&'h str>)>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.value = self.rest.next();
        let Some((field, _)) = self.value else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(field.name))
            .map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some((field, lines)) = self.value.take() else {
            return Err(Fault::new("is required"));
        };
        let uncut = Uncut {
            style: field.style,
            coding: Coding::Plain,
            raw: Raw::Alone { lines },
        };
        let value = if field.style.layout == Layout::Json {
            uncut.text().and_then(|text| {
                let value = serde_json::from_str::<Value>(&text);
                let value = value.and_then(|value| seed.deserialize(value));
                value.map_err(|error| Fault::new(error.to_string()))
            })
        } else {
            seed.deserialize(Reader::uncut(&uncut, &Cell::new(false)))
        };
        value.map_err(|fault| fault.within(field.name))
    }
}

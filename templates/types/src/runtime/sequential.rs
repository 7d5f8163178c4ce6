//! Bodies that are one item after the other (OpenAPI 3.2, "Sequential Media Types"): server-sent events and JSON lines.

mod cutter;
mod event;

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use cutter::Cutter;
pub use event::Event;

use super::json::{self, DecodeError, EncodeError};
use super::operation::{Operation, Payload, Text};
use super::rule::Rule;
use super::validate::Validate;
use super::violations::Violations;

/// How the items of a body are told apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Framing {
    /// Server-sent events (HTML, section 9.2).
    Events,
    /// A line for each item.
    Lines,
    /// A record separator before each item, a line feed after it (RFC 7464).
    Records,
}

/// A payload whose items can be read and written one by one.
pub trait Sequential: Payload {
    /// An item.
    type Item: Send + 'static;

    /// The usual media type.
    const MEDIA_TYPE: &'static str;

    /// How items are told apart.
    const FRAMING: Framing;

    /// Reads an item.
    ///
    /// # Errors
    /// It is not what the document says.
    fn read_item(raw: Event<Vec<u8>>) -> Result<Self::Item, DecodeError>;

    /// Writes an item at the end of a body.
    ///
    /// # Errors
    /// It has no form in the media type.
    fn write(item: &Self::Item, body: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Checks the constraints of the document.
    ///
    /// # Errors
    /// All the violations, each with its place.
    fn check(item: &Self::Item) -> Result<(), Violations>;
}

/// An operation whose success can be had item by item.
pub trait Streaming: Operation {
    /// The success as items. It is another one than [`Operation::Success`] where the document has both.
    type Items: Sequential;

    /// Its media type.
    const ITEMS_TYPE: &'static str;
}

/// Server-sent events with data of `T`: JSON, or text where it is [`Text`].
#[derive(Debug)]
pub struct Events<T>(PhantomData<fn() -> T>);

/// JSON values, one on each line.
#[derive(Debug)]
pub struct Lines<T>(PhantomData<fn() -> T>);

/// A sequence of JSON texts (RFC 7464).
#[derive(Debug)]
pub struct Records<T>(PhantomData<fn() -> T>);

impl<T> Sequential for Events<T>
where
    T: Serialize + DeserializeOwned + Validate + Send + 'static,
{
    type Item = Event<T>;

    const MEDIA_TYPE: &'static str = "text/event-stream";
    const FRAMING: Framing = Framing::Events;

    fn read_item(raw: Event<Vec<u8>>) -> Result<Event<T>, DecodeError> {
        raw.try_map(|data| json::decode(&data))
    }

    fn write(item: &Event<T>, body: &mut Vec<u8>) -> Result<(), EncodeError> {
        item.write(&json::encode(&item.data)?, body)
    }

    fn check(item: &Event<T>) -> Result<(), Violations> {
        item.data.validate()
    }
}

/// What is not UTF-8 is replaced, as the standard says.
impl Sequential for Events<Text> {
    type Item = Event<String>;

    const MEDIA_TYPE: &'static str = "text/event-stream";
    const FRAMING: Framing = Framing::Events;

    fn read_item(raw: Event<Vec<u8>>) -> Result<Event<String>, DecodeError> {
        Ok(raw.into_text())
    }

    fn write(item: &Event<String>, body: &mut Vec<u8>) -> Result<(), EncodeError> {
        item.write(item.data.as_bytes(), body)
    }

    fn check(_: &Event<String>) -> Result<(), Violations> {
        Ok(())
    }
}

macro_rules! values {
    ($($name:ident $framing:ident $media_type:literal: $before:expr;)*) => {$(
        impl<T> Sequential for $name<T>
        where
            T: Serialize + DeserializeOwned + Validate + Send + 'static,
        {
            type Item = T;

            const MEDIA_TYPE: &'static str = $media_type;
            const FRAMING: Framing = Framing::$framing;

            fn read_item(raw: Event<Vec<u8>>) -> Result<T, DecodeError> {
                json::decode(&raw.data)
            }

            fn write(item: &T, body: &mut Vec<u8>) -> Result<(), EncodeError> {
                body.extend_from_slice($before);
                body.extend(json::encode(item)?);
                body.push(b'\n');
                Ok(())
            }

            fn check(item: &T) -> Result<(), Violations> {
                item.validate()
            }
        }
    )*};
}

values! {
    Lines Lines "application/jsonl": b"";
    Records Records "application/json-seq": b"\x1E";
}

macro_rules! payloads {
    ($($name:ident<$data:ty> $([$parameter:ident])?;)*) => {$(
        /// All items at once.
        impl$(<$parameter>)? Payload for $name<$data>
        $(where
            $parameter: Serialize + DeserializeOwned + Validate + Send + 'static,)?
        {
            type Value = Vec<<Self as Sequential>::Item>;

            const CONTENT_TYPE: Option<&'static str> = Some(Self::MEDIA_TYPE);

            fn decode(body: &[u8]) -> Result<Self::Value, DecodeError> {
                read_all::<Self>(body)
            }

            fn encode(value: &Self::Value) -> Result<Vec<u8>, EncodeError> {
                let mut body = Vec::new();
                for item in value {
                    Self::write(item, &mut body)?;
                }
                Ok(body)
            }

            fn validate(value: &Self::Value, _: &Rule<'_>) -> Result<(), Violations> {
                value.iter().try_for_each(Self::check)
            }
        }
    )*};
}

payloads! {
    Events<T> [T];
    Events<Text>;
    Lines<T> [T];
    Records<T> [T];
}

fn read_all<P: Sequential>(body: &[u8]) -> Result<Vec<P::Item>, DecodeError> {
    let mut cutter = Cutter::new(P::FRAMING);
    cutter.push(body);
    cutter.end();
    let mut items = Vec::new();
    while let Some(raw) = cutter.take() {
        let place = |error: DecodeError| DecodeError {
            path: format!("/{}{}", items.len(), error.path),
            ..error
        };
        items.push(P::read_item(raw).map_err(place)?);
    }
    Ok(items)
}

impl fmt::Display for Framing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Events => "event",
            Self::Lines => "line",
            Self::Records => "record",
        })
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Objects on the wire: one walk over the fields for each direction, shared by all records.
//!
//! A derive of serde writes two visitors and some hundred lines for every type, and the compiler's time goes there. Here
//! a type says how each of its fields may be absent or `null`, one line per field (see [`record!`](crate::record)), and
//! the walk is written once.

mod closed;
mod read;
mod table;
mod write;

use serde::de::MapAccess;
use serde::ser::SerializeMap;

pub use read::{Reader, Rest, Slot, deserialize};
pub use write::{Writer, serialize};

/// A type that is an object on the wire. Implemented by [`record!`](crate::record).
pub trait Record: Sized {
    /// The keys, in the order of the document.
    const KEYS: &'static [&'static str];

    /// The mode of each key, in their order, with blanks between them.
    const MODES: &'static str;

    /// Reads the fields; `None` once the reader holds an error.
    fn read<'de, A: MapAccess<'de>>(input: &mut Reader<'de, A>) -> Option<Self>;

    /// Writes the fields, in order.
    fn write<S: SerializeMap>(&self, output: &mut Writer<S>);
}

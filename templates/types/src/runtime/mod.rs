//! What every generated type stands on: reading and writing JSON, checking constraints, facts about operations.
//!
//! - [`json`] and [`form`] read and write bodies; [`text`] does the same for parameters.
//! - [`Patch`] is a field that can be absent, `null` or a value.
//! - [`Validate`] checks the constraints of the document and collects [`Violations`].
//! - [`Sequential`] reads and writes bodies that are one item after the other: [`Events`], [`Lines`].
//! - [`Operation`] states the facts that a client and a server share.

pub mod form;
pub mod json;
pub mod media_type;
pub mod open_enum;
pub mod operation;
pub mod sequential;
pub mod text;
pub mod unions;
pub mod wire;

mod answer;
mod bound;
mod checks;
mod condition;
mod expectation;
mod fault;
mod faults;
mod file;
mod integral;
mod patch;
mod pattern;
mod pointer;
mod reading;
mod rule;
mod twins;
mod validate;
mod violations;

pub use answer::{Answer, Kind};
pub use checks::Checks;
pub use file::File;
pub use json::{DecodeError, EncodeError};
pub use open_enum::{OpenEnum, UnknownValue};
pub use operation::{
    Binary, Empty, Failure, Head, Json, OneOf, Operation, Payload, Security, Text, WithHeaders,
};
pub use patch::Patch;
pub use reading::strictly;
pub use rule::Rule;
pub use sequential::{Event, Events, Lines, Records, Sequential, Streaming};
pub use validate::Validate;
pub use violations::{Violation, Violations};
pub use wire::Record;

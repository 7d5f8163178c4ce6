//! The runtime that is copied into every generated server crate, as a crate of its own so that it compiles and is tested.

pub use oasmith_template_types as types;

pub mod runtime;

pub use runtime::{
    Answers, Authenticate, Body, BodyError, Context, Credential, Denial, Denied, Document,
    Endpoint, Error, EventStream, Identity, Input, Invalid, ItemStream, Outcome, Parameters, Place,
    RawAnswer, RawBody, Refused, Router, Scheme, WholeOrItems, not_implemented,
};

//! The part of a generated client crate that does not depend on the document.
//!
//! `src/runtime/` is copied into every generated client crate as it stands; this file and `tests/` only make it a crate
//! of its own that compiles and is tested.

pub use oasmith_template_types as types;

pub mod runtime;

pub use runtime::{
    Body, BoxError, BoxFuture, BuildError, Call, Client, ClientBuilder, Credential, Error, Form,
    ItemStream, OperationId, RequestError, Response, Secret, StreamError, Success, Transport,
    TransportError,
};

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What every generated server stands on: routing, authentication, decoding, checking and answering.
//!
//! A request passes these stages, and each can end it: route (404, 405), authenticate (what the document says),
//! read the body (413) unless the handler does, decode (415) and check (what the document says), call, encode.
//!
//! - [`Router`] is a `tower` service and, with the feature `axum`, an `axum::Router`.
//! - [`Endpoint`] ties an operation to the method of a trait that serves it.
//! - [`RawAnswer`] is a success of bytes, at once or as a stream; [`RawBody`] is a request body that comes as a stream.
//! - [`MultipartBody`] is a form whose files come as streams.
//! - [`ItemStream`] is a success that is made item by item, such as server-sent events.
//! - [`Context`] is what a handler knows of its request besides the arguments.
//! - [`Authenticate`] is asked who a credential belongs to.
//! - [`Document`] says how the document wants rejections written.

pub mod absent;
pub mod answers;
pub mod authenticate;
pub mod body;
pub mod context;
pub mod demand;
pub mod endpoint;
pub mod error;
pub mod form;
pub mod input;
pub mod item_stream;
#[cfg(feature = "mock")]
pub mod mock;
pub mod multipart_body;
pub mod raw_answer;
pub mod router;
pub mod scheme;
pub mod upload;

mod disposition;
mod multipart;
mod parameter;
mod reply;
mod responding;
mod table;
mod template;

pub use answers::{Answers, Denied, Document, Invalid};
pub use authenticate::{Authenticate, Credential, Denial, Identity};
pub use body::Body;
pub use context::{Context, OperationId};
pub use demand::Demand;
pub use endpoint::{Endpoint, Outcome, not_implemented, not_implemented_form};
pub use error::Error;
pub use input::{Input, Parameters, Place, Refused};
pub use item_stream::{EventStream, ItemStream, LineStream, RecordStream, WholeOrItems};
pub use multipart_body::{FilePart, MultipartBody};
pub use raw_answer::RawAnswer;
pub use responding::Responding;
pub use router::Router;
pub use scheme::Scheme;
pub use upload::{BodyError, RawBody};

pub use crate::types::runtime::Event;

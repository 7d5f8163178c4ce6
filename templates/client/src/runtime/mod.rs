//! What every generated client stands on: the client and its builder, the call object, credentials, errors, transports.
//!
//! - [`Client`] is made by a [`ClientBuilder`] and is cheap to clone.
//! - [`Call`] is one request on its way; awaiting it gives the body, [`Call::send`] the whole [`Response`],
//!   [`Call::stream`] one whose body is not held in memory, [`Call::events`] and [`Call::lines`] its items as they come.
//! - [`Error`] tells the failures of a call apart.
//! - [`Transport`] is the seam to the HTTP engine.

mod base;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
mod client;
mod credential;
mod error;
mod form;
mod item_stream;
mod layer;
mod outgoing;
mod paged;
mod path;
mod percent;
mod query;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod retry;
mod service;
mod setters;
mod timed;
mod trace;
mod transport;

#[cfg(feature = "blocking")]
pub use blocking::WaitingItems;
pub use body::Body;
pub use builder::{BuildError, ClientBuilder};
pub use call::Call;
pub use client::Client;
pub use credential::{Credential, Secret};
pub use error::{Error, RequestError, Target};
pub use form::Form;
pub use item_stream::{ItemStream, StreamError};
pub use layer::Engine;
pub use paged::{Items, Next, PageNumber, Paged};
pub use request::OperationId;
pub use response::{Response, Success, SuccessWithHeaders};
pub use retry::Retry;
pub use transport::{BoxError, BoxFuture, Transport, TransportError};

//! A server for the four operations of `spec/authentik/openapi.yaml`, over SQLite.
//!
//! The generated crate routes, authenticates, decodes and checks what the document says. What is left to write is here:
//! who a token belongs to ([`Authentik`] implements `Authenticate`), and what the operations do (it implements `Flows` and
//! `Stages`), in the words that Django REST framework, on which authentik stands, uses for them. [`app`] puts around it
//! what a service needs to be run.

pub mod app;
pub mod auth;
mod failure;
pub mod seed;
mod service;
pub mod store;
mod views;

use authentik_server::Router;

pub use app::app;
pub use service::Authentik;

use crate::auth::Tokens;
use crate::store::Store;

/// The server with the data of [`seed`] in memory, for callers who show `token`.
///
/// # Errors
/// SQLite cannot start.
pub fn router(token: impl Into<String>) -> rusqlite::Result<Router<Authentik>> {
    let service = Authentik::new(Store::in_memory()?, Tokens::all_rights([token.into()]));
    Ok(authentik_server::router(service))
}

//! A server for the four operations of `spec/authentik/openapi.yaml`, over a store in memory.
//!
//! The generated crate routes, authenticates, decodes and checks what the document says. What is left to write is here:
//! who a token belongs to ([`Authentik`] implements `Authenticate`), and what the operations do (it implements `Flows` and
//! `Stages`), in the words that Django REST framework, on which authentik stands, uses for them.

mod auth;
mod refusal;
pub mod seed;
mod service;
pub mod store;
mod views;

use authentik_server::Router;

pub use service::Authentik;

/// The server with the data of [`seed`], for callers who show `token`.
pub fn router(token: impl Into<String>) -> Router<Authentik> {
    let service = Authentik::new(seed::tables(), token);
    authentik_server::router(service)
        .on_internal_error(|cx, error| eprintln!("{}: {error}", cx.operation_id()))
}

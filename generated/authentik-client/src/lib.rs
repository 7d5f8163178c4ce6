// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Client of the authentik API.
//!
//! Four operations of the authentik API that change a part of an object, as releases 2025.2 to 2025.6
//! serve them, with every schema they need.

/// The operations tagged `flows`.
#[cfg(feature = "flows")]
pub mod flows;

/// The operations tagged `stages`.
#[cfg(feature = "stages")]
pub mod stages;

pub mod runtime;

pub use authentik_types as types;
pub use authentik_types::{DOCUMENT_SHA256, VERSION};
pub use bytes;
pub use http;

#[cfg(feature = "flows")]
pub use self::flows::Flows;
#[cfg(feature = "stages")]
pub use self::stages::Stages;
pub use self::runtime::{
    Body, BuildError, Call, Client, ClientBuilder, Credential, Error, Form, ItemStream, Items,
    RequestError, Response, Retry, Secret, StreamError, Target, Transport, TransportError,
};

/// The path of the document's server: the part of a base URL that comes after the host.
pub const BASE_PATH: &str = "/api/v3";

impl ClientBuilder {
    /// Sets the credential of the scheme `authentik`: a bearer token.
    pub fn bearer(self, token: impl Into<Secret>) -> Self {
        self.credential("authentik", Credential::bearer(token))
    }
}

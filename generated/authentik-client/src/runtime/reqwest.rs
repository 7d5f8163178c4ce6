// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The default HTTP engine.

use super::transport::TransportError;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod fetch;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;

/// Sends every request with `reqwest`, which in a browser calls `fetch`.
pub(super) struct Reqwest(pub(super) ::reqwest::Client);

/// The URL is left out: a credential can be part of its query.
fn failed(error: ::reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::timeout(error.without_url())
    } else {
        TransportError::new(error.without_url())
    }
}

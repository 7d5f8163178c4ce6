// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The body of a request before it is sent.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::body::Body;
use super::error::RequestError;

/// The body of a request before it is sent. It can be cloned with its call.
#[derive(Clone)]
pub(super) enum Outgoing {
    Bytes(Bytes),
    /// A stream, which only one of the clones can send.
    Once(Arc<Mutex<Option<Body>>>),
}

impl Outgoing {
    pub(super) fn once(body: Body) -> Self {
        match body.as_bytes() {
            Some(bytes) => Self::Bytes(bytes.clone()),
            None => Self::Once(Arc::new(Mutex::new(Some(body)))),
        }
    }

    /// # Errors
    /// It is a stream that was sent before.
    pub(super) fn into_body(self) -> Result<Body, RequestError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.into()),
            Self::Once(body) => {
                let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
                body.ok_or_else(|| {
                    RequestError::new(
                        "body",
                        "is a stream, which a clone of the call has sent already",
                    )
                })
            }
        }
    }
}

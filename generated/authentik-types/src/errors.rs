// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What operations answer when they do not succeed. Operations that document the same failures share one type.

use std::fmt;

use crate::runtime::{DecodeError, EncodeError, Failure, json, operation};
use crate::{GenericError, ValidationError};

/// The failures documented for 400 and 403.
#[allow(clippy::large_enum_variant, reason = "an answer is not kept in numbers")]
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// 400.
    BadRequest(ValidationError),
    /// 403.
    Forbidden(GenericError),
}

impl Failure for ApiError {
    #[inline]
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, DecodeError>> {
        Some(match status {
            400 => json::decode(body).map(Self::BadRequest),
            403 => json::decode(body).map(Self::Forbidden),
            _ => return None,
        })
    }

    #[inline]
    fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::Forbidden(_) => 403,
        }
    }

    #[inline]
    fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        match self {
            Self::BadRequest(body) => json::encode(body).map(Some),
            Self::Forbidden(body) => json::encode(body).map(Some),
        }
    }
}

impl fmt::Display for ApiError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        operation::describe(self, f)
    }
}

impl std::error::Error for ApiError {}

impl From<ValidationError> for ApiError {
    fn from(body: ValidationError) -> Self {
        Self::BadRequest(body)
    }
}

impl From<GenericError> for ApiError {
    fn from(body: GenericError) -> Self {
        Self::Forbidden(body)
    }
}

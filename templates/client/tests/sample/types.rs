//! What a generated types crate would hold.

pub(crate) use oasmith_template_types::runtime;

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use self::runtime::json::{self, DecodeError, EncodeError};
use self::runtime::{Failure, Patch, Validate};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Flow {
    pub(crate) slug: String,
    pub(crate) title: String,
}

impl Validate for Flow {}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct PatchedFlowRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(
        skip_serializing_if = "Patch::is_absent",
        serialize_with = "null_or_value"
    )]
    pub(crate) background: Patch<String>,
}

fn null_or_value<S: Serializer>(field: &Patch<String>, serializer: S) -> Result<S::Ok, S::Error> {
    field.value().serialize(serializer)
}

#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) enum Ordering {
    #[serde(rename = "slug")]
    Slug,
    #[serde(rename = "-title")]
    TitleDescending,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct GenericError {
    pub(crate) detail: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ApiError {
    BadRequest(serde_json::Value),
    Forbidden(GenericError),
    NotFound,
}

impl Failure for ApiError {
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, DecodeError>> {
        Some(match status {
            400 => json::decode(body).map(Self::BadRequest),
            403 => json::decode(body).map(Self::Forbidden),
            404 => Ok(Self::NotFound),
            _ => return None,
        })
    }

    fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::Forbidden(_) => 403,
            Self::NotFound => 404,
        }
    }

    fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        match self {
            Self::BadRequest(body) => json::encode(body).map(Some),
            Self::Forbidden(body) => json::encode(body).map(Some),
            Self::NotFound => Ok(None),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status())
    }
}

impl std::error::Error for ApiError {}

pub(crate) mod operations {
    pub(crate) mod flows {
        use std::convert::Infallible;

        use crate::types::runtime::{Empty, Json, Operation, Security, Text};
        use crate::types::{ApiError, Flow};

        macro_rules! operation {
            ($name:ident, $method:literal $path:literal, $status:literal, $security:expr, $success:ty, $failure:ty) => {
                #[derive(Clone, Copy, Debug)]
                pub(crate) enum $name {}

                impl Operation for $name {
                    const ID: &'static str = stringify!($name);
                    const METHOD: &'static str = $method;
                    const PATH: &'static str = $path;
                    const STATUS: u16 = $status;
                    const SECURITY: Security = $security;
                    type Success = $success;
                    type Failure = $failure;
                }
            };
        }

        const BEARER: Security = Security::AnyOf(&[&["authentik"]]);
        const ANONYMOUS: Security = Security::AnyOf(&[]);
        const OPTIONAL: Security = Security::AnyOf(&[&[], &["authentik"]]);
        const ALTERNATIVES: Security =
            Security::AnyOf(&[&["key", "session"], &["authentik"], &["key"]]);

        operation!(InstancesList, "GET" "/flows/instances/", 200, BEARER, Json<Vec<Flow>>, ApiError);
        operation!(InstancesPartialUpdate, "PATCH" "/flows/instances/{slug}/", 200, BEARER, Json<Flow>, ApiError);
        operation!(InstancesDestroy, "DELETE" "/flows/instances/{slug}/", 204, BEARER, Empty, ApiError);
        operation!(InstancesExport, "GET" "/flows/{slug}.{version}/export?raw=1", 200, Security::Unstated, Text, Infallible);
        operation!(Anonymous, "GET" "/", 200, ANONYMOUS, Empty, Infallible);
        operation!(Optional, "GET" "/", 200, OPTIONAL, Empty, Infallible);
        operation!(Alternatives, "GET" "/", 302, ALTERNATIVES, Empty, Infallible);
    }
}

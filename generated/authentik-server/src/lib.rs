// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Server of the authentik API.
//!
//! Four operations of the authentik API that change a part of an object, as releases 2025.2 to 2025.6
//! serve them, with every schema they need.

/// The operations tagged `flows`.
#[cfg(feature = "flows")]
pub mod flows;

/// The operations tagged `stages`.
#[cfg(feature = "stages")]
pub mod stages;

/// A server that answers what the document shows.
#[cfg(feature = "mock")]
pub mod mock;

pub mod runtime;

#[cfg(not(feature = "flows"))]
mod flows {
    pub use crate::runtime::absent::{Absent as Flows, routes};
}

#[cfg(not(feature = "stages"))]
mod stages {
    pub use crate::runtime::absent::{Absent as Stages, routes};
}

pub use authentik_types as types;
pub use authentik_types::{DOCUMENT_SHA256, VERSION};
pub use http;

#[cfg(feature = "flows")]
pub use self::flows::Flows;
#[cfg(feature = "stages")]
pub use self::stages::Stages;
pub use self::runtime::{
    Answers, Authenticate, Body, Context, Credential, Denial, Denied, Document, Error, EventStream,
    FilePart, Identity, Invalid, ItemStream, LineStream, MultipartBody, RawAnswer, RawBody,
    RecordStream, Router, Scheme, WholeOrItems,
};

/// The path of the document's server, below which the operations are.
pub const BASE_PATH: &str = "/api/v3";

/// What the router takes from the document besides its operations.
pub const DOCUMENT: Document = Document {
    base_path: BASE_PATH,
    schemes: &[Scheme::bearer("authentik")],
    answers: Answers {
        invalid: Invalid::Fields {
            status: 400,
            general: "non_field_errors",
        },
        denied: Denied::Member {
            status: 403,
            member: "detail",
        },
    },
};

/// Every operation of the document. What implements the trait of each tag implements this.
pub trait Api: flows::Flows + stages::Stages + Authenticate {}

impl<S: flows::Flows + stages::Stages + Authenticate> Api for S {}

/// A router with every operation of the document, below the path of the document's server.
pub fn router<S: Api>(service: S) -> Router<S> {
    let router = Router::new(service, &DOCUMENT);
    let router = flows::routes(router);
    stages::routes(router)
}

impl From<types::ValidationError> for Error<types::ApiError> {
    fn from(body: types::ValidationError) -> Self {
        Self::Api(body.into())
    }
}

impl From<types::GenericError> for Error<types::ApiError> {
    fn from(body: types::GenericError) -> Self {
        Self::Api(body.into())
    }
}

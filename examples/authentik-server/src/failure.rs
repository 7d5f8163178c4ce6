//! Why an operation does not succeed.

use authentik_server::Error;
use authentik_server::types::{ApiError, Violations};
use uuid::Uuid;

/// Why an operation does not succeed; its transaction is rolled back.
pub(crate) enum Failure {
    /// What the path names does not exist.
    NotFound,
    /// What the request asks for cannot be had.
    Invalid(Violations),
    /// The store does not do its work.
    Store(rusqlite::Error),
}

impl From<Violations> for Failure {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error)
    }
}

impl From<Failure> for Error<ApiError> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound => Self::not_found(),
            Failure::Invalid(violations) => Self::Invalid(violations),
            Failure::Store(error) => Self::internal(error),
        }
    }
}

/// Adds the message about a field that names an object which does not exist.
pub(crate) fn no_object(wrong: &mut Violations, field: &str, pk: Uuid) {
    wrong.add(
        field,
        format!("Invalid pk \"{pk}\" - object does not exist."),
    );
}

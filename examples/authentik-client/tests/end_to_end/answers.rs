//! Failures, taken apart.

use std::fmt::Debug;

use authentik_client::Error;
use authentik_client::types::ApiError;
use serde_json::{Value, json};

/// The body of a 400.
pub(crate) fn invalid<T: Debug>(result: Result<T, Error<ApiError>>) -> Value {
    let error = result.unwrap_err();
    let Error::Api(ApiError::BadRequest(body), _) = &error else {
        return json!(format!("{error:?}"));
    };
    serde_json::to_value(body).unwrap()
}

/// The body of a 403.
pub(crate) fn forbidden<T: Debug>(result: Result<T, Error<ApiError>>) -> Value {
    let error = result.unwrap_err();
    let Error::Api(ApiError::Forbidden(body), _) = &error else {
        return json!(format!("{error:?}"));
    };
    serde_json::to_value(body).unwrap()
}

/// The status and body of an answer that the document does not list.
pub(crate) fn undocumented<T: Debug>(result: Result<T, Error<ApiError>>) -> (u16, Value) {
    let error = result.unwrap_err();
    let Error::Undocumented { status, body, .. } = &error else {
        return (0, json!(format!("{error:?}")));
    };
    (status.as_u16(), serde_json::from_slice(body).unwrap())
}

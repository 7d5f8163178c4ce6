//! Failures that are expected.

use std::error::Error as StdError;

use authentik_client::Error;
use authentik_client::types::{ApiError, GenericError};

/// Prints the answer to a call that the server has to refuse.
///
/// # Errors
/// The call succeeded, or failed without an answer.
pub(crate) fn print_failure<T>(
    result: Result<T, Error<ApiError>>,
) -> Result<(), Box<dyn StdError>> {
    match result {
        Ok(_) => return Err("the server did not refuse the request".into()),
        // The messages stand under the names of their fields, however deep: these are all of them, each with its place.
        Err(error @ Error::Api(ApiError::BadRequest(_), _)) => {
            for violation in &error.violations() {
                match violation.place.strip_prefix('/') {
                    Some(place) => println!("  400 {place}: {}", violation.message),
                    None => println!("  400: {}", violation.message),
                }
            }
        }
        Err(Error::Api(ApiError::Forbidden(GenericError { detail, .. }), _)) => {
            println!("  403: {detail}");
        }
        Err(error @ Error::Undocumented { .. }) => {
            println!("  {error}");
            println!("  {}", error.text().unwrap_or_default());
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

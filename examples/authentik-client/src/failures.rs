//! Failures that are expected.

use std::error::Error as StdError;

use authentik_client::Error;
use authentik_client::types::{ApiError, GenericError, ValidationError};
use serde_json::Value;

/// Prints the answer to a call that the server has to refuse.
///
/// # Errors
/// The call succeeded, or failed without an answer.
pub(crate) fn print_failure<T>(
    result: Result<T, Error<ApiError>>,
) -> Result<(), Box<dyn StdError>> {
    match result {
        Ok(_) => return Err("the server did not refuse the request".into()),
        Err(Error::Api(ApiError::BadRequest(error))) => print_messages(&error),
        Err(Error::Api(ApiError::Forbidden(GenericError { detail, .. }))) => {
            println!("  403: {detail}");
        }
        Err(Error::Undocumented { status, body, .. }) => {
            println!(
                "  {status}, undocumented: {}",
                String::from_utf8_lossy(&body)
            );
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// Messages stand under the name of their field, those about the whole under `non_field_errors`.
fn print_messages(error: &ValidationError) {
    for message in error.non_field_errors.iter().flatten() {
        println!("  400: {message}");
    }
    for (field, messages) in &error.additional {
        print_below(field, messages);
    }
}

/// The messages about an item of a list or a member of an object stand in a list or an object themselves.
fn print_below(place: &str, messages: &Value) {
    match messages {
        Value::String(message) => println!("  400 {place}: {message}"),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if item.is_object() {
                    print_below(&format!("{place}.{index}"), item);
                } else {
                    print_below(place, item);
                }
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                print_below(&format!("{place}.{name}"), member);
            }
        }
        other => println!("  400 {place}: {other}"),
    }
}

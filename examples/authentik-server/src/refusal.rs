//! What a request asks for and cannot have, in the words of Django REST framework.

use std::collections::BTreeMap;

use authentik_server::Error;
use authentik_server::types::{ApiError, ValidationError};
use uuid::Uuid;

/// Why an operation does not succeed.
pub(crate) type Failure = Error<ApiError>;

/// The messages about a request, by field.
#[derive(Debug, Default)]
pub(crate) struct Refusal {
    general: Vec<String>,
    fields: BTreeMap<&'static str, Vec<String>>,
}

impl Refusal {
    /// Adds a message about one field.
    pub(crate) fn field(&mut self, name: &'static str, message: impl Into<String>) {
        self.fields.entry(name).or_default().push(message.into());
    }

    /// Adds a message about fields that are wrong together.
    pub(crate) fn general(&mut self, message: impl Into<String>) {
        self.general.push(message.into());
    }

    /// Adds the message about a field that names an object which does not exist.
    pub(crate) fn no_object(&mut self, name: &'static str, pk: Uuid) {
        self.field(
            name,
            format!("Invalid pk \"{pk}\" - object does not exist."),
        );
    }

    /// Ends the operation with 400 if there is a message.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        if self.general.is_empty() && self.fields.is_empty() {
            return Ok(());
        }
        let additional = self
            .fields
            .into_iter()
            .map(|(name, messages)| (name.to_owned(), messages.into()));
        let error = ValidationError {
            non_field_errors: (!self.general.is_empty()).then_some(self.general),
            code: None,
            additional: additional.collect(),
        };
        Err(ApiError::from(error).into())
    }
}

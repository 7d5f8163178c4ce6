// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What is wrong with a value that was read from text.

use std::fmt::{self, Display};

use serde::de;

use crate::runtime::json::DecodeError;
use crate::runtime::{fault, pointer};

/// What is wrong, and where.
#[derive(Debug)]
pub(in crate::runtime) struct Fault {
    pub(in crate::runtime) place: String,
    text: String,
    /// Whether the text is in our own words already.
    is_worded: bool,
}

impl Fault {
    pub(in crate::runtime) fn new(message: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            text: message.into(),
            is_worded: true,
        }
    }

    /// The same fault, seen from the value around.
    pub(in crate::runtime) fn within(mut self, key: &str) -> Self {
        let mut place = String::new();
        pointer::push(&mut place, key);
        self.place.insert_str(0, &place);
        self
    }

    /// The text as serde would put it, which [`fault::explain`] turns into our words again.
    pub(in crate::runtime) fn to_serde(&self) -> String {
        match self.text.strip_prefix("must be ") {
            Some(expected) if self.is_worded => format!("invalid value: text, expected {expected}"),
            _ => self.text.clone(),
        }
    }

    /// More than one only for missing members.
    pub(in crate::runtime) fn explain(self) -> Vec<DecodeError> {
        if self.is_worded {
            vec![DecodeError {
                path: self.place,
                message: self.text,
            }]
        } else {
            fault::explain(self.place, &self.text)
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            place: String::new(),
            text: message.to_string(),
            is_worded: false,
        }
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Objects that have no other members than those they name (`additionalProperties: false`).
//!
//! A type stands for its schema on both sides. Who answers requests refuses a member that the document forbids; who reads answers passes
//! it over, for the other side may know a newer document. Which of them reads, the thread knows (`reading`).

use serde::de::{IgnoredAny, MapAccess};

use super::read::Rest;
use crate::runtime::fault;

/// So many members of one object are told in one reading.
const MOST: usize = 32;

/// The members that an object forbids and has.
pub(super) struct Forbidden {
    /// The members that are declared and not read: those of the other direction, and the tag of a union around.
    declared: &'static [&'static str],
    found: Vec<String>,
}

impl Forbidden {
    pub(super) const fn beside(declared: &'static [&'static str]) -> Self {
        Self {
            declared,
            found: Vec::new(),
        }
    }

    /// # Errors
    /// There are some.
    pub(super) fn none<E: serde::de::Error>(self) -> Result<(), E> {
        if self.found.is_empty() {
            Ok(())
        } else {
            Err(E::custom(fault::Forbidden(&self.found)))
        }
    }
}

impl<'de, A: MapAccess<'de>> Rest<'de, A> for Forbidden {
    fn insert(&mut self, key: String, map: &mut A) -> Result<Option<String>, A::Error> {
        map.next_value::<IgnoredAny>()?;
        let is_known = self.declared.contains(&key.as_str()) || self.found.contains(&key);
        // A sender can think of any number of them; those beyond are told once these are out of the way.
        if !is_known && self.found.len() < MOST {
            self.found.push(key);
        }
        Ok(None)
    }
}

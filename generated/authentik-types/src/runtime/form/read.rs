// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer from the parts of a form to objects.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::{self, Display};

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::Part;
use super::member::Member;
use crate::runtime::json::DecodeError;
use crate::runtime::{fault, pointer};

/// The parts of one member and its name.
pub(super) type Group<'p> = (&'p str, Vec<&'p Part<'p>>);

/// Puts the parts of each member together; the members are in the order of their first parts.
pub(super) fn group<'p>(parts: &'p [Part<'p>]) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for part in parts {
        match places.entry(&part.name) {
            Entry::Vacant(place) => {
                place.insert(groups.len());
                groups.push((&part.name, vec![part]));
            }
            Entry::Occupied(place) => {
                if let Some((_, known)) = groups.get_mut(*place.get()) {
                    known.push(part);
                }
            }
        }
    }
    groups
}

/// Reads an object, or tells what is wrong: more than one fault for missing members only.
///
/// A trial leaves the content of files out, for a reading whose result is not wanted.
pub(super) fn object<T: DeserializeOwned>(
    groups: &[Group<'_>],
    is_trial: bool,
) -> Result<T, Vec<DecodeError>> {
    T::deserialize(Whole { groups, is_trial }).map_err(Fault::explain)
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) place: String,
    text: String,
    /// Whether the text is in our own words already.
    is_worded: bool,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            text: message.into(),
            is_worded: true,
        }
    }

    /// The same fault, seen from the value around.
    pub(super) fn within(mut self, key: &str) -> Self {
        let mut place = String::new();
        pointer::push(&mut place, key);
        self.place.insert_str(0, &place);
        self
    }

    fn explain(self) -> Vec<DecodeError> {
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

/// The whole form.
struct Whole<'p> {
    groups: &'p [Group<'p>],
    is_trial: bool,
}

impl<'de> Deserializer<'de> for Whole<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(Members {
            rest: self.groups.iter(),
            value: None,
            is_trial: self.is_trial,
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

struct Members<'p> {
    rest: std::slice::Iter<'p, Group<'p>>,
    value: Option<&'p Group<'p>>,
    is_trial: bool,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.value = self.rest.next();
        let Some((name, _)) = self.value else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(name))
            .map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some((name, parts)) = self.value.take() else {
            return Err(Fault::new("is required"));
        };
        seed.deserialize(Member {
            parts,
            is_trial: self.is_trial,
        })
        .map_err(|fault| fault.within(name))
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer from the parts of a form to objects.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::Part;
use super::encoding::{Encoding, style};
use super::member::Member;
use crate::runtime::json::DecodeError;
use crate::runtime::text::{Fault, Reader, Style, segments};
use crate::runtime::unions;

/// The parts of one member.
pub(super) struct Group<'p> {
    name: &'p str,
    parts: Vec<&'p Part<'p>>,
    style: Option<Style>,
}

/// Puts the parts of each member together; the members are in the order of their first parts.
pub(super) fn group<'p>(parts: &'p [Part<'p>], encodings: &[(&str, Encoding)]) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for part in parts {
        let first = segments(&part.name).map_or(&*part.name, |(first, _)| first);
        let (name, style) = match style(encodings, first) {
            Some(Style::DEEP_OBJECT) => (first, Some(Style::DEEP_OBJECT)),
            _ => (&*part.name, style(encodings, &part.name)),
        };
        match places.entry(name) {
            Entry::Vacant(place) => {
                place.insert(groups.len());
                groups.push(Group {
                    name,
                    parts: vec![part],
                    style,
                });
            }
            Entry::Occupied(place) => {
                if let Some(known) = groups.get_mut(*place.get()) {
                    known.parts.push(part);
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
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if matches!(name, unions::SENT | unions::OBJECT) {
            self.deserialize_any(visitor)
        } else {
            visitor.visit_newtype_struct(self)
        }
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
        let Some(group) = self.value else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(group.name))
            .map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some(group) = self.value.take() else {
            return Err(Fault::new("is required"));
        };
        let member = Member {
            parts: &group.parts,
            is_item: false,
            is_trial: self.is_trial,
        };
        let value = match group.style {
            Some(style) if !member.is_json() => {
                let sent = member.sent(style)?;
                seed.deserialize(Reader::new(&sent))
            }
            _ => seed.deserialize(member),
        };
        value.map_err(|fault| fault.within(group.name))
    }
}

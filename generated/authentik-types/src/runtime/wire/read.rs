// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The walk that reads an object.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::Record;
use super::closed::Forbidden;
use crate::runtime::{fault, reading};

/// Reads a record.
///
/// # Errors
/// The input is not an object, a key is missing or there twice, or a value is not what its field takes.
pub fn deserialize<'de, T: Record, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut reader = Reader {
            map,
            keys: T::KEYS,
            seen: Seen(0),
            error: None,
            missing: None,
            input: PhantomData,
        };
        let record = T::read(&mut reader);
        match (reader.error, record) {
            (Some(error), _) => Err(error),
            (None, Some(record)) => Ok(record),
            (None, None) => Err(missing(T::KEYS, T::MODES, &reader.seen, reader.missing)),
        }
    }
}

/// Where a value of the input goes: the start value of a field, `None` until its key comes.
pub trait Slot<'de, A: MapAccess<'de>> {
    /// Reads the value of the key that was just read; `false` if there was one before.
    ///
    /// # Errors
    /// The value is not what the field takes.
    fn fill(&mut self, map: &mut A) -> Result<bool, A::Error>;
}

impl<'de, A: MapAccess<'de>, T: Deserialize<'de>> Slot<'de, A> for Option<T> {
    #[inline]
    fn fill(&mut self, map: &mut A) -> Result<bool, A::Error> {
        if self.is_some() {
            return Ok(false);
        }
        *self = Some(map.next_value()?);
        Ok(true)
    }
}

/// Where the values of unknown keys go.
pub trait Rest<'de, A: MapAccess<'de>> {
    /// Reads the value of `key`; the key itself comes back if there was one before.
    ///
    /// # Errors
    /// The value is not what the map takes.
    fn insert(&mut self, key: String, map: &mut A) -> Result<Option<String>, A::Error>;
}

impl<'de, A: MapAccess<'de>, T: Deserialize<'de>> Rest<'de, A> for BTreeMap<String, T> {
    fn insert(&mut self, key: String, map: &mut A) -> Result<Option<String>, A::Error> {
        match self.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(map.next_value()?);
                Ok(None)
            }
            Entry::Occupied(entry) => Ok(Some(entry.key().clone())),
        }
    }
}

/// An object that is being read, and the first thing that was wrong with it.
pub struct Reader<'de, A: MapAccess<'de>> {
    map: A,
    keys: &'static [&'static str],
    seen: Seen,
    error: Option<A::Error>,
    missing: Option<&'static str>,
    input: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    /// Reads all keys; the slots are in the order of the record's keys. Unknown keys are passed over.
    #[inline]
    pub fn fill(&mut self, slots: &mut [&mut dyn Slot<'de, A>]) {
        self.error = self.try_fill(slots, None).err();
    }

    /// Reads all keys; the values of unknown keys go to `rest`.
    pub fn fill_with_rest(
        &mut self,
        slots: &mut [&mut dyn Slot<'de, A>],
        rest: &mut dyn Rest<'de, A>,
    ) {
        self.error = self.try_fill(slots, Some(rest)).err();
    }

    /// Reads all keys of an object that forbids others, but those in `declared`; who is no server passes them over.
    pub fn fill_closed(
        &mut self,
        slots: &mut [&mut dyn Slot<'de, A>],
        declared: &'static [&'static str],
    ) {
        self.error = if reading::is_strict() {
            let mut forbidden = Forbidden::beside(declared);
            let filled = self.try_fill(slots, Some(&mut forbidden));
            filled.and_then(|()| forbidden.none()).err()
        } else {
            self.try_fill(slots, None).err()
        };
    }

    /// Notes that a key which must be there is not.
    #[cold]
    pub fn missing<T>(&mut self, key: &'static str) -> Option<T> {
        self.missing = Some(key);
        None
    }

    #[inline]
    fn try_fill(
        &mut self,
        slots: &mut [&mut dyn Slot<'de, A>],
        mut rest: Option<&mut dyn Rest<'de, A>>,
    ) -> Result<(), A::Error> {
        let mut expected = 0;
        let mut unknown = rest.is_some().then(String::new);
        loop {
            let key = Key {
                keys: self.keys,
                expected,
                unknown: unknown.as_mut(),
            };
            let Some(index) = self.map.next_key_seed(key)? else {
                return Ok(());
            };
            if let Some(slot) = slots.get_mut(index) {
                expected = index + 1;
                self.seen.insert(index);
                if !slot.fill(&mut self.map)? {
                    return Err(duplicate(self.keys.get(index)));
                }
            } else if let (Some(rest), Some(unknown)) = (&mut rest, &mut unknown) {
                if let Some(key) = rest.insert(std::mem::take(unknown), &mut self.map)? {
                    return Err(duplicate(Some(&key.as_str())));
                }
            } else {
                self.map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

#[cold]
fn duplicate<E: serde::de::Error>(key: Option<&&str>) -> E {
    E::custom(fault::Duplicate(key.copied().unwrap_or_default()))
}

/// The keys that were there, as a bit for each of the first 64.
struct Seen(u64);

impl Seen {
    fn insert(&mut self, index: usize) {
        if index < 64 {
            self.0 |= 1 << index;
        }
    }

    /// Whether the key is known to be absent.
    fn lacks(&self, index: usize) -> bool {
        index < 64 && self.0 & (1 << index) == 0
    }
}

/// The error for the keys that must be there: names all that are missing, so that a caller learns them at once.
#[cold]
fn missing<E: serde::de::Error>(keys: &[&str], modes: &str, seen: &Seen, first: Option<&str>) -> E {
    let mut names: Vec<&str> = Vec::new();
    for (index, (key, mode)) in keys.iter().zip(modes.split_whitespace()).enumerate() {
        if matches!(mode, "required" | "nullable") && (seen.lacks(index) || first == Some(*key)) {
            names.push(key);
        }
    }
    E::custom(fault::Missing(&names))
}

/// Looks a key up: its index, or [`UNKNOWN`].
struct Key<'k> {
    keys: &'static [&'static str],
    /// Where the key is if the sender keeps the order of the document.
    expected: usize,
    /// Where an unknown key goes, if it is wanted.
    unknown: Option<&'k mut String>,
}

/// No index.
const UNKNOWN: usize = usize::MAX;

impl Key<'_> {
    #[inline(never)]
    fn search(self, key: &str) -> usize {
        let (before, after) = self
            .keys
            .split_at_checked(self.expected)
            .unwrap_or_default();
        let later = after
            .iter()
            .position(|known| *known == key)
            .map(|index| self.expected + index);
        let index = later.or_else(|| before.iter().position(|known| *known == key));
        if let (None, Some(unknown)) = (index, self.unknown) {
            key.clone_into(unknown);
        }
        index.unwrap_or(UNKNOWN)
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        let is_next = self
            .keys
            .get(self.expected)
            .is_some_and(|known| is_same(known.as_bytes(), key.as_bytes()));
        Ok(if is_next {
            self.expected
        } else {
            self.search(key)
        })
    }
}

/// Whether two keys are the same: a call of `memcmp` takes longer than the few steps that most keys need.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match (
        one.first_chunk::<8>(),
        other.first_chunk::<8>(),
        one.last_chunk::<8>(),
        other.last_chunk::<8>(),
    ) {
        (Some(a), Some(b), Some(c), Some(d)) if one.len() <= 16 => a == b && c == d,
        (Some(_), ..) => one == other,
        _ => std::iter::zip(one, other).all(|(one, other)| one == other),
    }
}

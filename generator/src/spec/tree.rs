//! The raw tree, made of what a parser of YAML or JSON tells, within limits.

use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Deeper than any document. What walks the tree later on may therefore call itself once per level.
pub(super) const MOST_LEVELS: usize = 100;

/// Larger than any document. Aliases of YAML make a large tree from a small file.
const MOST_BYTES: usize = 256 << 20;

/// What a value takes beside its text, about.
const BYTES_PER_VALUE: usize = 64;

/// So many keys that repeat, and numbers that JSON does not have, are told.
const MOST_TOLD: usize = 1000;

/// The limit that a document goes beyond.
#[derive(Clone, Copy, Debug)]
pub(super) enum TooMuch {
    Depth(usize),
    Size(usize),
}

/// What is met while a document is read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Whether `<<` merges (YAML 1.1, merge keys).
    merges: bool,
    bytes: usize,
    /// The keys from the root to the value that is being read.
    way: Vec<String>,
    /// The ways to the keys that an object has more than once.
    pub(super) repeated: Vec<Vec<String>>,
    /// The ways to infinity and to what is not a number, in whose places there is nothing.
    pub(super) unknown_numbers: Vec<Vec<String>>,
    pub(super) too_much: Option<TooMuch>,
}

impl Reading {
    /// What is met in YAML.
    pub(super) fn of_yaml() -> Self {
        Self {
            merges: true,
            ..Self::default()
        }
    }

    /// What a parser is to make of the document.
    pub(super) fn seed(&mut self) -> Tree<'_> {
        Tree(self)
    }

    fn take<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        self.bytes += bytes + BYTES_PER_VALUE;
        if self.bytes > MOST_BYTES {
            self.too_much = Some(TooMuch::Size(MOST_BYTES));
            return Err(E::custom("too large"));
        }
        Ok(())
    }

    fn enter<E: Error>(&mut self, step: String) -> Result<(), E> {
        self.way.push(step);
        if self.way.len() > MOST_LEVELS {
            self.too_much = Some(TooMuch::Depth(MOST_LEVELS));
            return Err(E::custom("too deep"));
        }
        Ok(())
    }
}

/// Reads a value.
pub(super) struct Tree<'r>(&'r mut Reading);

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Tree<'_> {
    fn number<E: Error>(self, number: impl Into<Number>) -> Result<Value, E> {
        self.0.take(0)?;
        Ok(Value::Number(number.into()))
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.0.take(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.0.take(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.number(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.number(value)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "as JSON has it: larger integers are floats"
    )]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "as JSON has it: larger integers are floats"
    )]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let Some(number) = Number::from_f64(value) else {
            let unknown = &mut self.0.unknown_numbers;
            if unknown.len() < MOST_TOLD {
                unknown.push(self.0.way.clone());
            }
            return self.visit_unit();
        };
        self.number(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.0.take(text.len())?;
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        self.0.take(text.len())?;
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.0.take(0)?;
        let mut items = Vec::new();
        loop {
            self.0.enter(items.len().to_string())?;
            let item = seq.next_element_seed(Tree(self.0))?;
            self.0.way.pop();
            match item {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.0.take(0)?;
        let mut members = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            self.0.take(key.len())?;
            self.0.enter(key)?;
            let value = map.next_value_seed(Tree(self.0))?;
            if self.0.merges && self.0.way.last().is_some_and(|key| key == "<<") {
                merged.extend(maps_to_merge(value)?);
                self.0.way.pop();
                continue;
            }
            let key = self.0.way.pop().unwrap_or_default();
            if members.contains_key(&key) && self.0.repeated.len() < MOST_TOLD {
                let way = self.0.way.iter().chain([&key]).cloned().collect();
                self.0.repeated.push(way);
            }
            members.insert(key, value);
        }
        for (key, value) in merged.into_iter().flatten() {
            members.entry(key).or_insert(value);
        }
        Ok(Value::Object(members))
    }

    /// A value with a tag, which says nothing in a document.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant_seed(self)
    }
}

/// What stands at a merge key: a mapping or a list of mappings.
fn maps_to_merge<E: Error>(value: Value) -> Result<Vec<Map<String, Value>>, E> {
    let maps = match value {
        Value::Array(items) => items,
        other => vec![other],
    };
    let map = |value| match value {
        Value::Object(members) => Ok(members),
        _ => Err(E::custom("only mappings can be merged")),
    };
    maps.into_iter().map(map).collect()
}

/// Reads a key as it is written: `200:` and `'200':` are the same status.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a scalar")
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        Ok(Number::from_f64(value).map_or_else(|| value.to_string(), |number| number.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}

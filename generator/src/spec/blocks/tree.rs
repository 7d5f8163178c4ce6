//! From the events of a text to what the reader of trees asks a parser for.

use serde::Deserializer as _;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Blocks, Event, Scalar};
use crate::spec::tree::Reading;

/// Reads a text; `None` where the reader gives up.
pub(in crate::spec) fn tree(text: &str, reading: &mut Reading) -> Option<Value> {
    let mut blocks = Blocks::new(text)?;
    let event = blocks.next()?;
    let blocks = &mut blocks;
    let value = reading.seed().deserialize(Node { blocks, event }).ok()?;
    matches!(blocks.next()?, Event::End).then_some(value)
}

fn given_up() -> Error {
    Error::custom("it takes more than this reader knows")
}

/// A value of which the first event has come.
struct Node<'r, 'de> {
    blocks: &'r mut Blocks<'de>,
    event: Event<'de>,
}

impl<'de> serde::Deserializer<'de> for Node<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.event {
            Event::Object(_) => visitor.visit_map(Entries(self.blocks)),
            Event::List(_) => visitor.visit_seq(Entries(self.blocks)),
            Event::Scalar(scalar, _) => read(scalar, visitor),
            Event::Close | Event::End => Err(given_up()),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn read<'de, V: Visitor<'de>>(scalar: Scalar<'de>, visitor: V) -> Result<V::Value, Error> {
    match scalar {
        Scalar::Text(text) => visitor.visit_str(&text),
        Scalar::Yaml(text) => yaml(text, visitor),
        Scalar::Plain(text) => match text {
            "" | "~" | "null" | "Null" | "NULL" => visitor.visit_unit(),
            "true" | "True" | "TRUE" => visitor.visit_bool(true),
            "false" | "False" | "FALSE" => visitor.visit_bool(false),
            _ if !text.starts_with(|c: char| matches!(c, '0'..='9' | '+' | '-' | '.')) => {
                visitor.visit_str(text)
            }
            _ => match count(text) {
                Some(count) => visitor.visit_u64(count),
                // There are many forms of numbers.
                None => yaml(text, visitor),
            },
        },
    }
}

/// A number in its usual form.
fn count(text: &str) -> Option<u64> {
    let is_usual = text == "0" || !text.starts_with(['0', '+']);
    is_usual.then(|| text.parse().ok()).flatten()
}

fn yaml<'de, V: Visitor<'de>>(text: &'de str, visitor: V) -> Result<V::Value, Error> {
    let deserializer = serde_yaml::Deserializer::from_str(text);
    deserializer.deserialize_any(visitor).map_err(Error::custom)
}

/// The members of an object, or the items of a list.
struct Entries<'r, 'de>(&'r mut Blocks<'de>);

impl<'de> Entries<'_, 'de> {
    fn node(&mut self) -> Result<Option<Node<'_, 'de>>, Error> {
        match self.0.next().ok_or_else(given_up)? {
            Event::Close => Ok(None),
            event => Ok(Some(Node {
                blocks: self.0,
                event,
            })),
        }
    }
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let node = self.node()?;
        node.map(|node| seed.deserialize(node)).transpose()
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let node = self.node()?;
        node.map(|node| seed.deserialize(node)).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let node = self.node()?;
        seed.deserialize(node.ok_or_else(given_up)?)
    }
}

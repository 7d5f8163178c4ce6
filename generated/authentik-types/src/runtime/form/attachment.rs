// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer from a part to a file.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::Part;
use crate::runtime::text::Fault;

/// The name, the media type and the content of a file, in this order.
pub(super) struct Attachment<'p> {
    part: &'p Part<'p>,
    is_trial: bool,
    next: usize,
}

impl<'p> Attachment<'p> {
    /// A trial leaves the content out.
    pub(super) const fn new(part: &'p Part<'p>, is_trial: bool) -> Self {
        Self {
            part,
            is_trial,
            next: 0,
        }
    }
}

impl<'de> SeqAccess<'de> for Attachment<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.next += 1;
        let field = match self.next {
            1 => Field::Text(self.part.file_name.as_deref()),
            2 => Field::Text(self.part.content_type.as_deref()),
            3 if self.is_trial => Field::Content(&[]),
            3 => Field::Content(&self.part.content),
            _ => return Ok(None),
        };
        seed.deserialize(field).map(Some)
    }
}

enum Field<'p> {
    Text(Option<&'p str>),
    Content(&'p [u8]),
}

impl<'de> Deserializer<'de> for Field<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Text(Some(text)) => visitor.visit_some(BorrowedStrDeserializer::new(text)),
            Self::Text(None) => visitor.visit_none(),
            Self::Content(bytes) => visitor.visit_borrowed_bytes(bytes),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

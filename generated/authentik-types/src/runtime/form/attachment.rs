// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer from what was sent to a file.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::Part;
use crate::runtime::File;
use crate::runtime::text::Fault;

/// The name, the media type and the content of a file, in this order.
pub(in crate::runtime) struct Attachment<'p> {
    name: Option<&'p str>,
    content_type: Option<&'p str>,
    content: &'p [u8],
    next: usize,
}

impl<'p> Attachment<'p> {
    /// A trial leaves the content out.
    pub(super) fn new(part: &'p Part<'p>, is_trial: bool) -> Self {
        Self {
            name: part.file_name.as_deref(),
            content_type: part.content_type.as_deref(),
            content: if is_trial { &[] } else { &part.content },
            next: 0,
        }
    }

    /// A file that was read before it was known for which type.
    pub(in crate::runtime) fn of_file(file: &'p File) -> Self {
        Self {
            name: file.name.as_deref(),
            content_type: file.content_type.as_deref(),
            content: &file.content,
            next: 0,
        }
    }

    /// A text that is the content of a file.
    pub(in crate::runtime) const fn of_text(text: &'p str) -> Self {
        Self {
            name: None,
            content_type: None,
            content: text.as_bytes(),
            next: 0,
        }
    }
}

impl<'de> SeqAccess<'de> for Attachment<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.next += 1;
        let field = match self.next {
            1 => Field::Text(self.name),
            2 => Field::Text(self.content_type),
            3 => Field::Content(self.content),
            _ => return Ok(None),
        };
        seed.deserialize(field).map(Some)
    }
}

enum Field<'p> {
    Text(Option<&'p str>),
    Content(&'p [u8]),
}

impl<'de> Deserializer<'de> for Field<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Text(Some(text)) => visitor.visit_some(StrDeserializer::new(text)),
            Self::Text(None) => visitor.visit_none(),
            Self::Content(bytes) => visitor.visit_bytes(bytes),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer from the parts of one member of a form.

use serde::de::value::StringDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor,
};
use serde_json::Value;
use serde_path_to_error::Track;

use super::Part;
use super::attachment::Attachment;
use crate::runtime::json::to_pointer;
use crate::runtime::text::{Fault, Reader, Sent, Style, Tree, segments};
use crate::runtime::{file, unions};

/// The parts of one member, or one of them as the item of a list.
#[derive(Clone, Copy)]
pub(super) struct Member<'p> {
    pub(super) parts: &'p [&'p Part<'p>],
    pub(super) is_item: bool,
    pub(super) is_trial: bool,
}

impl<'p> Member<'p> {
    fn one(self) -> Result<&'p Part<'p>, Fault> {
        match self.parts {
            [part] => Ok(part),
            [] => Err(Fault::new("is required")),
            _ => Err(Fault::new("must be given once")),
        }
    }

    fn text(self) -> Result<&'p str, Fault> {
        std::str::from_utf8(&self.one()?.content).map_err(|_| Fault::new("must be UTF-8 text"))
    }

    /// Reads a scalar by the rules for parameters.
    fn scalar<T: DeserializeOwned>(self) -> Result<T, Fault> {
        T::deserialize(Reader::new(&Sent::Text(self.text()?.to_owned())))
    }

    /// What the parts say in a style: `deepObject` has the rest of the way in brackets, others all of the member in one text.
    pub(super) fn sent(self, style: Style) -> Result<Sent, Fault> {
        let mut tree = Tree::default();
        for part in self.parts {
            let (_, segments) = segments(&part.name)
                .filter(|_| style == Style::DEEP_OBJECT)
                .unwrap_or_default();
            let text =
                std::str::from_utf8(&part.content).map_err(|_| Fault::new("must be UTF-8 text"))?;
            tree.add(&segments, text.to_owned())?;
        }
        Ok(match tree.finish() {
            Sent::Text(text) => style.split(text),
            sent => sent,
        })
    }

    /// Whether the one part says that it is JSON. A file can be JSON without its member being so.
    pub(super) fn is_json(self) -> bool {
        let [part] = self.parts else {
            return false;
        };
        let content_type = part.content_type.as_deref().unwrap_or_default();
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        part.file_name.is_none() && media_type.eq_ignore_ascii_case("application/json")
    }

    /// Whether the one part is a file: it has a name, or is no text.
    fn is_file(self) -> bool {
        match self.parts {
            [part] => part.file_name.is_some() || std::str::from_utf8(&part.content).is_err(),
            _ => false,
        }
    }

    fn json(self) -> Result<Value, Fault> {
        serde_json::from_slice(&self.one()?.content).map_err(|_| Fault::new("is not valid JSON"))
    }

    fn is_null(self) -> bool {
        match self.parts {
            [part] if self.is_json() => part.content.trim_ascii() == b"null",
            [part] => part.file_name.is_none() && part.content.is_empty(),
            _ => self.parts.is_empty(),
        }
    }
}

/// Reads from a JSON value, with the place of what is wrong.
fn tracked<T>(
    value: Value,
    read: impl FnOnce(serde_path_to_error::Deserializer<'_, '_, Value>) -> Result<T, serde_json::Error>,
) -> Result<T, Fault> {
    let mut track = Track::new();
    let result = read(serde_path_to_error::Deserializer::new(value, &mut track));
    result.map_err(|error| {
        let mut fault: Fault = de::Error::custom(error);
        fault.place = to_pointer(&track.path());
        fault
    })
}

fn is_union(name: &str) -> bool {
    matches!(name, unions::SENT | unions::OBJECT | unions::UNKNOWN)
}

macro_rules! scalars {
    ($($method:ident: $scalar:ty, $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            if self.is_json() {
                tracked(self.json()?, |value| value.$method(visitor))
            } else {
                visitor.$visit(self.scalar::<$scalar>()?)
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Member<'de> {
    type Error = Fault;

    scalars! {
        deserialize_bool: bool, visit_bool;
        deserialize_i8: i8, visit_i8;
        deserialize_i16: i16, visit_i16;
        deserialize_i32: i32, visit_i32;
        deserialize_i64: i64, visit_i64;
        deserialize_i128: i128, visit_i128;
        deserialize_u8: u8, visit_u8;
        deserialize_u16: u16, visit_u16;
        deserialize_u32: u32, visit_u32;
        deserialize_u64: u64, visit_u64;
        deserialize_u128: u128, visit_u128;
        deserialize_f32: f32, visit_f32;
        deserialize_f64: f64, visit_f64;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_json() {
            tracked(self.json()?, |value| value.deserialize_any(visitor))
        } else if self.parts.len() > 1 {
            self.deserialize_seq(visitor)
        } else {
            visitor.visit_borrowed_str(self.text()?)
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_json() {
            tracked(self.json()?, |value| value.deserialize_str(visitor))
        } else {
            visitor.visit_borrowed_str(self.text()?)
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_bytes(&self.one()?.content)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        // A list within a list is JSON, whether or not its part says so.
        let value = if self.is_json() {
            Some(self.json()?)
        } else if self.is_item {
            self.json().ok()
        } else {
            None
        };
        if let Some(value) = value.filter(Value::is_array) {
            return tracked(value, |value| value.deserialize_seq(visitor));
        }
        visitor.visit_seq(Items {
            member: self,
            next: 0,
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        tracked(self.json()?, |value| value.deserialize_map(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == file::TYPE_NAME {
            visitor.visit_seq(Attachment::new(self.one()?, self.is_trial))
        } else if !is_union(name) {
            visitor.visit_newtype_struct(self)
        } else if self.is_json() || name == unions::OBJECT && !self.is_file() {
            let read = |value: serde_path_to_error::Deserializer<'_, '_, Value>| {
                value.deserialize_newtype_struct(name, visitor)
            };
            tracked(self.json()?, read)
        } else if self.is_file() {
            visitor.visit_some(self)
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.is_json() {
            let read = |value: serde_path_to_error::Deserializer<'_, '_, Value>| {
                value.deserialize_enum(name, variants, visitor)
            };
            return tracked(self.json()?, read);
        }
        let text: StringDeserializer<Fault> = self.text()?.to_owned().into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_null() {
            visitor.visit_unit()
        } else {
            Err(Fault::new("must be empty"))
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }
}

/// The items of a list, each a part.
struct Items<'p> {
    member: Member<'p>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let item = self.next;
        let Some(parts) = self.member.parts.get(item..=item) else {
            return Ok(None);
        };
        self.next += 1;
        let value = seed.deserialize(Member {
            parts,
            is_item: true,
            ..self.member
        });
        value
            .map(Some)
            .map_err(|fault| fault.within(&item.to_string()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.member.parts.len() - self.next)
    }
}

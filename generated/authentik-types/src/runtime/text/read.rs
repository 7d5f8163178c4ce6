// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer from texts: the type that is read says whether they are a scalar, a list or an object.

use std::borrow::Cow;
use std::cell::Cell;
use std::str::FromStr;

use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::Fault;
use super::pairs::Uncut;
use super::sent::{Sent, Wanted};
use crate::runtime::form::Attachment;
use crate::runtime::{expectation, file, unions};

/// A value that is to be read.
#[derive(Clone, Copy)]
pub(in crate::runtime) struct Reader<'s> {
    source: Source<'s>,
    /// Set once something is read that is not ignored.
    used: Option<&'s Cell<bool>>,
}

#[derive(Clone, Copy)]
enum Source<'s> {
    Uncut(&'s Uncut<'s>),
    Sent(&'s Sent),
}

impl<'s> Reader<'s> {
    pub(in crate::runtime) const fn new(sent: &'s Sent) -> Self {
        Self {
            source: Source::Sent(sent),
            used: None,
        }
    }

    /// `used` is set once a member is read that the type knows.
    pub(super) const fn uncut(uncut: &'s Uncut<'s>, used: &'s Cell<bool>) -> Self {
        Self {
            source: Source::Uncut(uncut),
            used: Some(used),
        }
    }

    fn cut(self, wanted: Wanted) -> Result<Cow<'s, Sent>, Fault> {
        match self.source {
            Source::Uncut(uncut) => uncut.cut(wanted).map(Cow::Owned),
            Source::Sent(sent) => {
                self.mark();
                Ok(Cow::Borrowed(sent))
            }
        }
    }

    fn mark(self) {
        if let Some(used) = self.used {
            used.set(true);
        }
    }

    /// What the members of the value have to set.
    fn used_by_members(self) -> Option<&'s Cell<bool>> {
        match self.source {
            Source::Uncut(_) => self.used,
            Source::Sent(_) => None,
        }
    }

    fn text(self) -> Result<String, Fault> {
        let sent = self.cut(Wanted::Scalar)?;
        sent.scalar().map(str::to_owned)
    }

    /// Reads a number. `FromStr` takes a leading `+` and words like `inf`, which JSON does not.
    fn number<N: FromStr>(self, expected: &str) -> Result<N, Fault> {
        let text = self.text()?;
        let is_plain = text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
        let number = if is_plain && !text.starts_with('+') {
            text.parse().ok()
        } else {
            None
        };
        number.ok_or_else(|| Fault::new(expectation::must_be(expected)))
    }
}

macro_rules! numbers {
    ($($method:ident: $number:ident, $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.number(stringify!($number))?)
        }
    )*};
}

macro_rules! alike {
    ($($method:ident => $other:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$other(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.cut(Wanted::Any)?.into_owned() {
            Sent::Null => visitor.visit_unit(),
            Sent::Text(text) => visitor.visit_string(text),
            Sent::File(file) => visitor.visit_seq(Attachment::of_file(&file)),
            Sent::List(items) => visit_items(&items, visitor),
            numbered @ Sent::Numbered(_) => visit_items(&numbered.items()?, visitor),
            Sent::Object(members) => visit_members(&members, None, visitor),
        }
    }

    numbers! {
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
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number: f64 = self.number("f64")?;
        if number.is_finite() {
            visitor.visit_f64(number)
        } else {
            Err(Fault::new(expectation::must_be("f64")))
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.text()?.as_str() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Fault::new("must be true or false")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_string(self.text()?)
    }

    /// `null` is an empty text inside of a list or an object.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.source {
            Source::Sent(sent) if sent.is_null() => {
                self.mark();
                visitor.visit_none()
            }
            Source::Uncut(uncut) if !uncut.is_there() && !uncut.has_own_names() => {
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let sent = self.cut(Wanted::List)?.into_owned();
        visit_items(&sent.items()?, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let sent = self.cut(Wanted::Object)?.into_owned();
        visit_members(&sent.members()?, self.used_by_members(), visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == unions::OBJECT {
            return match self.cut(Wanted::Object)?.into_owned() {
                Sent::Null => visitor.visit_unit(),
                sent => visit_members(&sent.members()?, self.used_by_members(), visitor),
            };
        }
        if name == unions::UNKNOWN {
            let unused = Self { used: None, ..self };
            return unused.deserialize_newtype_struct(unions::SENT, visitor);
        }
        if name == unions::SENT {
            return match self.cut(Wanted::Any)?.into_owned() {
                Sent::Null => visitor.visit_unit(),
                Sent::Text(text) => visitor.visit_string(text),
                // Only a file is asked for as one, see there.
                Sent::File(_) => visitor.visit_some(self),
                Sent::List(items) => visit_items(&items, visitor),
                Sent::Object(members) | Sent::Numbered(members) => {
                    visit_members(&members, None, visitor)
                }
            };
        }
        if name == file::TYPE_NAME {
            return match self.cut(Wanted::Any)?.as_ref() {
                Sent::File(file) => visitor.visit_seq(Attachment::of_file(file)),
                sent => visitor.visit_seq(Attachment::of_text(sent.scalar()?)),
            };
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let text: StringDeserializer<Fault> = self.text()?.into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.cut(Wanted::Any)?.is_null() {
            visitor.visit_unit()
        } else {
            Err(Fault::new("must be empty"))
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
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

    alike! {
        deserialize_char => deserialize_str,
        deserialize_string => deserialize_str,
        deserialize_identifier => deserialize_str,
        deserialize_bytes => deserialize_str,
        deserialize_byte_buf => deserialize_str,
    }
}

fn visit_items<'de, V: Visitor<'de>>(items: &[Sent], visitor: V) -> Result<V::Value, Fault> {
    visitor.visit_seq(Items { items, next: 0 })
}

fn visit_members<'de, V: Visitor<'de>>(
    members: &[(String, Sent)],
    used: Option<&Cell<bool>>,
    visitor: V,
) -> Result<V::Value, Fault> {
    visitor.visit_map(Members {
        list: members,
        next: 0,
        used,
    })
}

/// The items of a list.
struct Items<'s> {
    items: &'s [Sent],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let index = self.next;
        let Some(item) = self.items.get(index) else {
            return Ok(None);
        };
        self.next += 1;
        let value = seed.deserialize(Reader::new(item));
        value
            .map(Some)
            .map_err(|fault| fault.within(&index.to_string()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

/// The members of an object.
struct Members<'s> {
    list: &'s [(String, Sent)],
    next: usize,
    used: Option<&'s Cell<bool>>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, _)) = self.list.get(self.next) else {
            return Ok(None);
        };
        let key: StrDeserializer<'_, Fault> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some((key, value)) = self.list.get(self.next) else {
            return Err(Fault::new("is required"));
        };
        self.next += 1;
        let reader = Reader {
            source: Source::Sent(value),
            used: self.used,
        };
        seed.deserialize(reader).map_err(|fault| fault.within(key))
    }
}

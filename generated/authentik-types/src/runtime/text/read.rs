// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A deserializer for scalars and lists of scalars.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::runtime::expectation;

/// What is wrong with a parameter, and with which item of it.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) item: Option<usize>,
    pub(super) message: String,
}

impl Fault {
    fn new(message: impl Into<String>) -> Self {
        Self {
            item: None,
            message: message.into(),
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(expectation::reword(&message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(expectation::must_be(&expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(expectation::must_be(&expected.to_string()))
    }
}

/// The texts that were sent for one parameter.
#[derive(Clone, Copy)]
pub(super) struct Parameter<'t>(pub(super) &'t [&'t str]);

impl<'t> Parameter<'t> {
    fn one(self) -> Result<&'t str, Fault> {
        match self.0 {
            [text] => Ok(text),
            [] => Err(Fault::new("is required")),
            _ => Err(Fault::new("must be given once")),
        }
    }

    /// Reads a number. `FromStr` takes a leading `+` and words like `inf`, which JSON does not.
    fn number<N: FromStr>(self, expected: &str) -> Result<N, Fault> {
        let text = self.one()?;
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

impl<'de> Deserializer<'de> for Parameter<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.one()?)
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
        match self.one()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Fault::new("must be true or false")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_empty() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Items {
            texts: self.0,
            next: 0,
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let text: StrDeserializer<'_, Fault> = de::IntoDeserializer::into_deserializer(self.one()?);
        visitor.visit_enum(Unit(text))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

/// The items of a list.
struct Items<'t> {
    texts: &'t [&'t str],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let item = self.next;
        let Some(text) = self.texts.get(item..=item) else {
            return Ok(None);
        };
        self.next += 1;
        let value = seed.deserialize(Parameter(text));
        value.map(Some).map_err(|fault| Fault {
            item: Some(item),
            ..fault
        })
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.texts.len() - self.next)
    }
}

/// A variant that is named by text.
struct Unit<'t>(StrDeserializer<'t, Fault>);

impl<'de> EnumAccess<'de> for Unit<'de> {
    type Error = Fault;
    type Variant = <StrDeserializer<'de, Fault> as EnumAccess<'de>>::Variant;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Self::Variant), Fault> {
        self.0.variant_seed(seed)
    }
}

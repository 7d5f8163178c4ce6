// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A serializer from values to their text.

use std::fmt::Display;

use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    Serializer,
};

use super::{Text, TextError};

impl ser::Error for TextError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

fn refused(what: &str) -> TextError {
    TextError(format!("{what} has no text form as a parameter"))
}

/// Writes one value.
pub(super) struct Writer;

/// Collects the items of a list.
pub(super) struct Items(Vec<Text>);

/// Collects the members of an object.
pub(super) struct Members {
    key: String,
    members: Vec<(String, Text)>,
}

type Refused = Impossible<Text, TextError>;

macro_rules! displayed {
    ($($method:ident: $scalar:ty => $text:ident,)*) => {$(
        fn $method(self, value: $scalar) -> Result<Text, TextError> {
            Ok(Text::$text(value.to_string()))
        }
    )*};
}

impl Serializer for Writer {
    type Ok = Text;
    type Error = TextError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Refused;
    type SerializeTupleVariant = Refused;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Refused;

    displayed! {
        serialize_bool: bool => Bare,
        serialize_i8: i8 => Bare,
        serialize_i16: i16 => Bare,
        serialize_i32: i32 => Bare,
        serialize_i64: i64 => Bare,
        serialize_i128: i128 => Bare,
        serialize_u8: u8 => Bare,
        serialize_u16: u16 => Bare,
        serialize_u32: u32 => Bare,
        serialize_u64: u64 => Bare,
        serialize_u128: u128 => Bare,
        serialize_char: char => One,
        serialize_str: &str => One,
    }

    fn serialize_f32(self, value: f32) -> Result<Text, TextError> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Text, TextError> {
        if value.is_finite() {
            Ok(Text::Bare(value.to_string()))
        } else {
            Err(refused("a number that is not finite"))
        }
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Text, TextError> {
        Err(refused("a byte string"))
    }

    fn serialize_none(self) -> Result<Text, TextError> {
        Ok(Text::None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Text, TextError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Text, TextError> {
        Ok(Text::None)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Text, TextError> {
        Ok(Text::None)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Text, TextError> {
        Ok(Text::One(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Text, TextError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Text, TextError> {
        Err(refused("an enum with values"))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, TextError> {
        Ok(Items(Vec::with_capacity(length.unwrap_or(0))))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, TextError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Refused, TextError> {
        Err(refused("a tuple"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Refused, TextError> {
        Err(refused("an enum with values"))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Members, TextError> {
        Ok(Members {
            key: String::new(),
            members: Vec::with_capacity(length.unwrap_or(0)),
        })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Members, TextError> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Refused, TextError> {
        Err(refused("an enum with values"))
    }
}

impl SerializeSeq for Items {
    type Ok = Text;
    type Error = TextError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TextError> {
        self.0.push(value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Result<Text, TextError> {
        Ok(Text::Many(self.0))
    }
}

impl SerializeTuple for Items {
    type Ok = Text;
    type Error = TextError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TextError> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Text, TextError> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for Members {
    type Ok = Text;
    type Error = TextError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), TextError> {
        match key.serialize(Writer)? {
            Text::One(text) | Text::Bare(text) => self.key = text,
            _ => return Err(refused("a key that is not text")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TextError> {
        let value = value.serialize(Writer)?;
        self.members.push((std::mem::take(&mut self.key), value));
        Ok(())
    }

    fn end(self) -> Result<Text, TextError> {
        Ok(Text::Members(self.members))
    }
}

impl SerializeStruct for Members {
    type Ok = Text;
    type Error = TextError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), TextError> {
        self.serialize_entry(name, value)
    }

    fn end(self) -> Result<Text, TextError> {
        SerializeMap::end(self)
    }
}

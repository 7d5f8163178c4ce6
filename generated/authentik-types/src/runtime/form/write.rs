// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A serializer from objects to the parts of a form.

use std::borrow::Cow;
use std::fmt::Display;

use serde::ser::{self, Impossible, Serialize, SerializeSeq, SerializeTuple, Serializer};
use serde_json::value::Serializer as JsonWriter;

use super::encoding::Encoding;
use super::object::{Object, unwritten};
use super::{FormError, Part};
use crate::runtime::file::{self, File};
use crate::runtime::text::{self, Text};

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

/// The name of a file without one (`XMLHttpRequest`, "create an entry").
const BLOB: &str = "blob";

impl ser::Error for FormError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

pub(super) fn refused(what: &str) -> FormError {
    FormError(format!("{what} has no place in a form"))
}

/// The parts of an object.
pub(super) fn parts<T: Serialize + ?Sized>(
    value: &T,
    encodings: Encodings<'_>,
) -> Result<Vec<Part<'static>>, FormError> {
    let writer = Writer(Level::Whole(encodings));
    let Content::Members(members) = value.serialize(writer)? else {
        return Err(refused("a value that is not an object"));
    };
    let mut parts = Vec::with_capacity(members.len());
    for (name, content) in members {
        push(&mut parts, name, content);
    }
    Ok(parts)
}

fn push(parts: &mut Vec<Part<'static>>, name: String, content: Content) {
    let (content_type, content) = match content {
        Content::List(items) => {
            for item in items {
                push(parts, name.clone(), item);
            }
            return;
        }
        Content::File(file) => return parts.push(file_part(name, file)),
        Content::Bytes(bytes) => return parts.push(file_part(name, File::new(bytes))),
        Content::Text(text) => (None, text),
        Content::Json(text) => (Some(JSON.into()), text),
        Content::Typed(content_type, text) => (Some(content_type.into()), text),
        Content::Pairs(pairs) => {
            parts.extend(pairs.into_iter().map(|(name, text)| Part {
                name: name.into(),
                file_name: None,
                content_type: None,
                content: text.into_bytes().into(),
            }));
            return;
        }
        // An object inside the whole is JSON, so there is no such thing.
        Content::Members(_) | Content::Null => (None, String::new()),
    };
    parts.push(Part {
        name: name.into(),
        file_name: None,
        content_type,
        content: content.into_bytes().into(),
    });
}

/// A part that is a file always has a media type and a file name.
fn file_part(name: String, file: File) -> Part<'static> {
    let or = |given: Option<String>, default: &'static str| {
        given.map_or(Cow::Borrowed(default), Cow::Owned)
    };
    Part {
        name: name.into(),
        file_name: Some(or(file.name, BLOB)),
        content_type: Some(or(file.content_type, BYTES)),
        content: file.content.into(),
    }
}

/// A value on its way into a form.
pub(super) enum Content {
    Null,
    Text(String),
    Bytes(Vec<u8>),
    File(File),
    /// The text of an object.
    Json(String),
    /// A text of a media type.
    Typed(&'static str, String),
    /// Names and texts, as a style makes them.
    Pairs(Vec<(String, String)>),
    List(Vec<Self>),
    Members(Vec<(String, Self)>),
}

/// What the document says about members.
pub(super) type Encodings<'e> = &'e [(&'e str, Encoding)];

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) enum Level<'e> {
    Whole(Encodings<'e>),
    Member,
    Item,
}

/// Writes one value.
pub(super) struct Writer<'e>(pub(super) Level<'e>);

/// Writes a member as its encoding says.
pub(super) fn member<T: Serialize + ?Sized>(
    name: &str,
    value: &T,
    encoding: Option<Encoding>,
) -> Result<Content, FormError> {
    let unwritten = |error: text::TextError| FormError(error.to_string());
    match encoding {
        None => value.serialize(Writer(Level::Member)),
        Some(Encoding::Style(style)) => match text::to_text(value).map_err(unwritten)? {
            Text::None => Ok(Content::Null),
            text => style
                .form_pairs(name, &text)
                .map(Content::Pairs)
                .map_err(unwritten),
        },
        Some(Encoding::ContentType(content_type)) => {
            let content = value.serialize(Writer(Level::Member))?;
            let is_text = matches!(content, Content::Text(_) | Content::List(_));
            if is_text && content_type.eq_ignore_ascii_case(JSON) {
                let json = text::to_text(value).map_err(unwritten)?.to_json();
                return Ok(Content::Typed(JSON, json));
            }
            Ok(content.with_type(content_type))
        }
    }
}

impl Content {
    /// The same, in a media type. A file that has one of its own keeps it.
    fn with_type(self, content_type: &'static str) -> Self {
        match self {
            Self::Text(text) | Self::Json(text) => Self::Typed(content_type, text),
            Self::File(file) => Self::File(File {
                content_type: file.content_type.or_else(|| Some(content_type.to_owned())),
                ..file
            }),
            Self::List(items) => {
                let items = items.into_iter();
                Self::List(items.map(|item| item.with_type(content_type)).collect())
            }
            other => other,
        }
    }
}

pub(super) fn scalar<T: Serialize + ?Sized>(value: &T) -> Result<Content, FormError> {
    match text::to_text(value) {
        Ok(Text::One(text) | Text::Bare(text)) => Ok(Content::Text(text)),
        Ok(_) => Err(refused("a list as a scalar")),
        Err(error) => Err(FormError(error.to_string())),
    }
}

macro_rules! scalars {
    ($($method:ident: $scalar:ty,)*) => {$(
        fn $method(self, value: $scalar) -> Result<Content, FormError> {
            scalar(&value)
        }
    )*};
}

type Refused = Impossible<Content, FormError>;

impl<'e> Serializer for Writer<'e> {
    type Ok = Content;
    type Error = FormError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Refused;
    type SerializeTupleVariant = Refused;
    type SerializeMap = Object<'e>;
    type SerializeStruct = Object<'e>;
    type SerializeStructVariant = Refused;

    scalars! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Content, FormError> {
        Ok(Content::Bytes(bytes.to_vec()))
    }

    fn serialize_none(self) -> Result<Content, FormError> {
        Ok(Content::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Content, FormError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Content, FormError> {
        Ok(Content::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Content, FormError> {
        Ok(Content::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Content, FormError> {
        Ok(Content::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Content, FormError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Content, FormError> {
        Err(refused("an enum with values"))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, FormError> {
        match self.0 {
            Level::Item => JsonWriter
                .serialize_seq(length)
                .map(Items::Json)
                .map_err(unwritten),
            Level::Whole(_) | Level::Member => Ok(Items::Parts(Vec::new())),
        }
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, FormError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Refused, FormError> {
        Err(refused("a tuple"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Refused, FormError> {
        Err(refused("an enum with values"))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Object<'e>, FormError> {
        match self.0 {
            Level::Whole(encodings) => Ok(Object::members(encodings)),
            Level::Member | Level::Item => Object::json(length),
        }
    }

    fn serialize_struct(self, name: &'static str, fields: usize) -> Result<Object<'e>, FormError> {
        if name == file::TYPE_NAME {
            Ok(Object::File(File::default()))
        } else {
            self.serialize_map(Some(fields))
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Refused, FormError> {
        Err(refused("an enum with values"))
    }
}

/// Collects the items of a list.
pub(super) enum Items {
    Parts(Vec<Content>),
    /// Of a list within a list.
    Json(<JsonWriter as Serializer>::SerializeSeq),
}

impl SerializeSeq for Items {
    type Ok = Content;
    type Error = FormError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FormError> {
        match self {
            Self::Parts(parts) => parts.push(value.serialize(Writer(Level::Item))?),
            Self::Json(list) => {
                SerializeSeq::serialize_element(list, value).map_err(unwritten)?;
            }
        }
        Ok(())
    }

    fn end(self) -> Result<Content, FormError> {
        match self {
            Self::Parts(parts) => Ok(Content::List(parts)),
            // Not as a part of JSON, which a reader takes for all of the list around.
            Self::Json(list) => {
                let list = SerializeSeq::end(list).map_err(unwritten)?;
                Ok(Content::Text(list.to_string()))
            }
        }
    }
}

impl SerializeTuple for Items {
    type Ok = Content;
    type Error = FormError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FormError> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Content, FormError> {
        SerializeSeq::end(self)
    }
}

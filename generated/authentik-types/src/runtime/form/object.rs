// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Objects on their way into a form.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::value::Serializer as JsonWriter;

use super::FormError;
use super::encoding;
use super::write::{Content, Encodings, Level, Writer, member, refused, scalar};
use crate::runtime::file::{self, File};

/// Collects an object: the whole form, one inside it, or a file, which is an object to serde.
pub(super) enum Object<'e> {
    Members {
        encodings: Encodings<'e>,
        key: String,
        members: Vec<(String, Content)>,
    },
    Json(<JsonWriter as Serializer>::SerializeMap),
    File(File),
}

impl<'e> Object<'e> {
    pub(super) const fn members(encodings: Encodings<'e>) -> Self {
        Self::Members {
            encodings,
            key: String::new(),
            members: Vec::new(),
        }
    }

    pub(super) fn json(length: Option<usize>) -> Result<Self, FormError> {
        JsonWriter
            .serialize_map(length)
            .map(Self::Json)
            .map_err(unwritten)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
pub(super) fn unwritten(error: serde_json::Error) -> FormError {
    FormError(error.to_string())
}

impl SerializeMap for Object<'_> {
    type Ok = Content;
    type Error = FormError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), FormError> {
        match self {
            Self::Members { key, .. } => match scalar(name)? {
                Content::Text(text) => *key = text,
                _ => return Err(refused("a key that is not text")),
            },
            Self::Json(object) => object.serialize_key(name).map_err(unwritten)?,
            Self::File(_) => {}
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FormError> {
        match self {
            Self::Members {
                encodings,
                key,
                members,
            } => {
                let content = member(key, value, encoding::of(encodings, key))?;
                members.push((std::mem::take(key), content));
            }
            Self::Json(object) => object.serialize_value(value).map_err(unwritten)?,
            Self::File(_) => {}
        }
        Ok(())
    }

    fn end(self) -> Result<Content, FormError> {
        match self {
            Self::Members { members, .. } => Ok(Content::Members(members)),
            Self::Json(object) => {
                let object = SerializeMap::end(object).map_err(unwritten)?;
                Ok(Content::Json(object.to_string()))
            }
            Self::File(file) => Ok(Content::File(file)),
        }
    }
}

impl SerializeStruct for Object<'_> {
    type Ok = Content;
    type Error = FormError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), FormError> {
        let Self::File(file) = self else {
            return self.serialize_entry(name, value);
        };
        // The guard is never written: that is how a file gets here and nowhere else.
        if name == file::GUARD {
            return Ok(());
        }
        match (name, value.serialize(Writer(Level::Member))?) {
            (file::NAME, Content::Text(text)) => file.name = Some(text),
            (file::CONTENT_TYPE, Content::Text(text)) => file.content_type = Some(text),
            (file::CONTENT, Content::Bytes(bytes)) => file.content = bytes,
            _ => {}
        }
        Ok(())
    }

    fn end(self) -> Result<Content, FormError> {
        SerializeMap::end(self)
    }
}

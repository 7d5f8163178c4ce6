// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Objects on their way into a form.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::value::Serializer as JsonWriter;

use super::FormError;
use super::write::{Content, Level, Writer, refused, scalar};
use crate::runtime::file::{self, File};

/// Collects an object: the whole form, one inside it, or a file, which is an object to serde.
pub(super) enum Object {
    Members {
        key: String,
        members: Vec<(String, Content)>,
    },
    Json(<JsonWriter as Serializer>::SerializeMap),
    File(File),
}

impl Object {
    pub(super) const fn members() -> Self {
        Self::Members {
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
fn unwritten(error: serde_json::Error) -> FormError {
    FormError(error.to_string())
}

impl SerializeMap for Object {
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
            Self::Members { key, members } => {
                let content = value.serialize(Writer(Level::Member))?;
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

impl SerializeStruct for Object {
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

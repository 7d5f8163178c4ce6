// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Files in forms.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeStruct, Serializer};

use super::Validate;

/// The name by which the form reader and the form writer know a file. No other format gives it a meaning.
pub(super) const TYPE_NAME: &str = "$oasmith::File";

/// The field that [`form`](super::form) passes over and that every other serializer stops at.
pub(super) const GUARD: &str = "$guard";
pub(super) const NAME: &str = "name";
pub(super) const CONTENT_TYPE: &str = "content_type";
pub(super) const CONTENT: &str = "content";

/// A file that is a member of a `multipart/form-data` body: a property of type `string` and format `binary`
/// (OpenAPI 3.0, "Considerations for File Uploads"), the whole content in memory.
///
/// It can be serialized into such a body only; any other serializer gets an error.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct File {
    /// The name of the file. Servers tell files from texts by it, so a file without one is sent as `blob`, as browsers do.
    /// One that was received is what the sender wrote: not a path to be opened.
    pub name: Option<String>,
    /// The media type; `application/octet-stream` is sent if there is none.
    pub content_type: Option<String>,
    /// The bytes.
    pub content: Vec<u8>,
}

impl File {
    /// A file without name and media type.
    pub fn new(content: impl Into<Vec<u8>>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// The same file with that name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..self
        }
    }

    /// The same file with that media type.
    #[must_use]
    pub fn with_content_type(self, content_type: impl Into<String>) -> Self {
        Self {
            content_type: Some(content_type.into()),
            ..self
        }
    }
}

/// Shows the length of the content only: it can be long, and errors end up in logs.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("content", &format_args!("{} bytes", self.content.len()))
            .finish()
    }
}

impl Validate for File {}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_struct(TYPE_NAME, 4)?;
        file.serialize_field(GUARD, &Guard)?;
        file.serialize_field(NAME, &self.name)?;
        file.serialize_field(CONTENT_TYPE, &self.content_type)?;
        file.serialize_field(CONTENT, &Content(&self.content))?;
        file.end()
    }
}

/// A value that cannot be written.
struct Guard;

impl Serialize for Guard {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(
            "a file can be sent in a multipart/form-data body only",
        ))
    }
}

struct Content<'c>(&'c [u8]);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TYPE_NAME, Parts)
    }
}

/// Takes the name, the media type and the content, in this order. Other formats offer it something else, which is an
/// error by default.
struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<File, A::Error> {
        let lacks = || A::Error::custom("a file has a name, a media type and a content");
        Ok(File {
            name: parts.next_element()?.ok_or_else(lacks)?,
            content_type: parts.next_element()?.ok_or_else(lacks)?,
            content: parts.next_element::<Owned>()?.ok_or_else(lacks)?.0,
        })
    }
}

/// Bytes, which serde reads into a `Vec` one by one otherwise.
struct Owned(Vec<u8>);

impl<'de> Deserialize<'de> for Owned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(Bytes)
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Owned;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Owned, E> {
        Ok(Owned(bytes.to_vec()))
    }
}

//! The walk that writes an object.

use std::collections::BTreeMap;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::Record;
use crate::runtime::Patch;

/// Writes a record.
///
/// # Errors
/// A value cannot be written, or a further key is the key of a field.
pub fn serialize<T: Record, S: Serializer>(record: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer {
        map: serializer.serialize_map(None)?,
        error: None,
    };
    record.write(&mut writer);
    match writer.error {
        None => writer.map.end(),
        Some(error) => Err(error),
    }
}

/// An object that is being written, and the first thing that went wrong.
pub struct Writer<S: SerializeMap> {
    map: S,
    error: Option<S::Error>,
}

impl<S: SerializeMap> Writer<S> {
    /// Writes the key and the value.
    #[inline]
    pub fn required<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        if self.error.is_none()
            && let Err(error) = self.map.serialize_entry(key, value)
        {
            self.error = Some(error);
        }
    }

    /// Writes the key and the value or `null`.
    pub fn nullable<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        self.required(key, value);
    }

    /// Writes the key and the value, or nothing.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(key, value);
        }
    }

    /// Writes the key and the value or `null`: who answers has no reason to leave a key out that may be `null`.
    pub fn optional_nullable<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        self.required(key, value);
    }

    /// Writes the key and the value or `null`, or nothing.
    pub fn patch<T: Serialize>(&mut self, key: &str, value: &Patch<T>) {
        match value {
            Patch::Absent => {}
            Patch::Null => self.required(key, &()),
            Patch::Value(value) => self.required(key, value),
        }
    }

    /// Writes the further keys. One that is the key of a field is an error: the object would have it twice.
    pub fn rest<T: Serialize>(&mut self, keys: &[&str], rest: &BTreeMap<String, T>) {
        for (key, value) in rest {
            if keys.contains(&key.as_str()) {
                let error = S::Error::custom(format_args!(
                    "the further key `{key}` is the key of a field"
                ));
                self.error.get_or_insert(error);
            }
            self.required(key, value);
        }
    }
}

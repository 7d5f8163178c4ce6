//! What surrounds the schemas, as `openapiv3` reads it.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::Document;
use super::way::Way;
use crate::diagnostic::{Code, Pointer, Report};

impl Document {
    /// Reads the part at `pointer` as an `openapiv3` type, each schema in it being a reference to its own place. References to the
    /// part are followed first; the place where it really stands comes with it. Reports a part that does not have the form OpenAPI
    /// asks for.
    #[must_use]
    pub fn part<T: DeserializeOwned>(
        &self,
        pointer: &Pointer,
        report: &mut Report,
    ) -> Option<(T, Pointer)> {
        self.part_without(pointer, &[], report)
    }

    /// Reads a part as [`Self::part`] does, but with nothing in the members `left_out`: whoever reads these, one by one, loses less to what is wrong
    /// with one of them.
    #[must_use]
    pub fn part_without<T: DeserializeOwned>(
        &self,
        pointer: &Pointer,
        left_out: &[&str],
        report: &mut Report,
    ) -> Option<(T, Pointer)> {
        let at = self.follow(pointer, report)?;
        let value = self.get(&at)?;
        let envelope = match value {
            Value::Object(members) if !left_out.is_empty() => {
                let way = Way::Start(&at);
                let copy = |(key, value): (&String, &Value)| {
                    let copy = match value {
                        Value::Object(_) if left_out.contains(&key.as_str()) => json!({}),
                        Value::Array(_) if left_out.contains(&key.as_str()) => json!([]),
                        _ => member(key, value, Way::Member(&way, key)),
                    };
                    (key.clone(), copy)
                };
                let mut members: Map<String, Value> = members.iter().map(copy).collect();
                if left_out.contains(&"responses") {
                    // They may be missing since OpenAPI 3.1, which `openapiv3` does not know.
                    members.entry("responses").or_insert_with(|| json!({}));
                }
                Value::Object(members)
            }
            _ => without_schemas(value, Way::Start(&at)),
        };
        match serde_path_to_error::deserialize(envelope) {
            Ok(part) => Some((part, at)),
            Err(error) => {
                let place = error.path().iter().fold(at, |place, step| match step {
                    serde_path_to_error::Segment::Seq { index } => place.join(index),
                    serde_path_to_error::Segment::Map { key } => place.join(key),
                    _ => place,
                });
                report.add(Code::Malformed, &place, error.inner().to_string());
                None
            }
        }
    }
}

/// Copies a part, putting in place of each schema a reference to it.
fn without_schemas(part: &Value, at: Way<'_>) -> Value {
    match part {
        Value::Object(members) => {
            let copy = |(key, value): (&String, &Value)| {
                (key.clone(), member(key, value, Way::Member(&at, key)))
            };
            Value::Object(members.iter().map(copy).collect())
        }
        Value::Array(items) => {
            let copy = |(index, item)| without_schemas(item, Way::Item(&at, index));
            Value::Array(items.iter().enumerate().map(copy).collect())
        }
        scalar => scalar.clone(),
    }
}

fn member(key: &str, value: &Value, at: Way<'_>) -> Value {
    match (key, value) {
        ("schema", Value::Object(_) | Value::Bool(_)) => {
            json!({ "$ref": at.pointer().to_string() })
        }
        // An `encoding` is read by itself: what is wrong with one takes no operation with it.
        ("content", Value::Object(named)) => {
            let copy = |(name, value): (&String, &Value)| {
                let mut copy = without_schemas(value, Way::Member(&at, name));
                if let Value::Object(members) = &mut copy {
                    members.shift_remove("encoding");
                }
                (name.clone(), copy)
            };
            Value::Object(named.iter().map(copy).collect::<Map<_, _>>())
        }
        // Their keys are names that the document chooses; one of them may be `schema`.
        ("headers" | "responses" | "callbacks" | "links", Value::Object(named)) => {
            let copy = |(name, value): (&String, &Value)| {
                (name.clone(), without_schemas(value, Way::Member(&at, name)))
            };
            Value::Object(named.iter().map(copy).collect::<Map<_, _>>())
        }
        ("example" | "examples" | "default", _) => value.clone(),
        (extension, _) if extension.starts_with("x-") => value.clone(),
        _ => without_schemas(value, at),
    }
}

//! The members of a form as JSON: a list of texts for each name, a file as an object.

use serde_json::{Map, Value, json};
use types::runtime::form::Part;

/// The key by which a sample says that a member is a file.
const FILE: &str = "$file";

/// The parts that a sample stands for: what a browser would make of it.
pub fn from_json(sample: &Value) -> Vec<Part<'static>> {
    let members = sample.as_object().into_iter().flatten();
    members
        .flat_map(|(name, value)| match value {
            Value::Array(items) => items.iter().map(|item| part(name, item)).collect(),
            one => vec![part(name, one)],
        })
        .collect()
}

fn part(name: &str, value: &Value) -> Part<'static> {
    let mut part = Part {
        name: name.to_owned().into(),
        file_name: None,
        content_type: None,
        content: Vec::new().into(),
    };
    match value {
        Value::Null => {}
        Value::String(text) => part.content = text.clone().into_bytes().into(),
        Value::Object(file) if file.contains_key(FILE) => {
            part.file_name = text(file, "name").map(Into::into);
            part.content_type = text(file, "type").map(Into::into);
            part.content = text(file, FILE).unwrap_or_default().into_bytes().into();
        }
        Value::Object(_) => {
            part.content_type = Some("application/json".into());
            part.content = value.to_string().into_bytes().into();
        }
        // As the client writes it, which has more than one way: `3.0` and `3` are one number.
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap_or_default();
            part.content = number.to_string().into_bytes().into();
        }
        other => part.content = other.to_string().into_bytes().into(),
    }
    part
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

/// What parts hold, by name, so that the order of members does not matter.
pub fn to_json(parts: &[Part<'_>]) -> Value {
    let mut members = Map::new();
    for part in parts {
        let content = String::from_utf8_lossy(&part.content).into_owned();
        let value = match &part.file_name {
            Some(name) => json!({ FILE: content, "name": name, "type": part.content_type }),
            None => match serde_json::from_str(&content) {
                Ok(object @ Value::Object(_)) => object,
                _ => Value::String(content),
            },
        };
        let values = members
            .entry(part.name.clone())
            .or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(value);
        }
    }
    Value::Object(members)
}

//! Responses: their schema is of each media type that the operation produces.

use serde_json::{Map, Value, json};

use super::{Rewriting, parameter, text};
use crate::diagnostic::Pointer;

impl Rewriting<'_> {
    /// Puts the responses of an operation, which stand at `list`.
    pub(super) fn responses(
        &mut self,
        list: &Pointer,
        responses: &Map<String, Value>,
        produces: &[String],
    ) {
        let mut rewritten = Map::new();
        for key in responses.keys() {
            let place = list.join(key);
            // A reference that is broken, or that leads to a schema, is told by who reads it.
            let target = self
                .follow(&place)
                .filter(|at| !at.within_file().starts_with("/definitions/"));
            let value = match target {
                Some(at) if !key.starts_with("x-") => self.response(&at, &place, produces),
                _ => responses.get(key).cloned().unwrap_or_default(),
            };
            rewritten.insert(key.clone(), value);
        }
        self.edits.push((list.clone(), Value::Object(rewritten)));
    }

    fn response(&mut self, at: &Pointer, place: &Pointer, produces: &[String]) -> Value {
        let Some(Value::Object(written)) = self.document.get(at) else {
            return self.document.get(place).cloned().unwrap_or_default();
        };
        let is_inline = at == place;
        if !is_inline {
            self.moves.tell(place, at);
        }
        let mut response = Map::new();
        if let Some(description) = written.get("description") {
            response.insert("description".to_owned(), description.clone());
        }
        if let Some(Value::Object(headers)) = written.get("headers") {
            let rewritten = |(name, value): (&String, &Value)| (name.clone(), header(value));
            let headers: Map<_, _> = headers.iter().map(rewritten).collect();
            response.insert("headers".to_owned(), Value::Object(headers));
        }
        if let Some(schema) = written.get("schema") {
            let content = self.content(schema, at, place, produces);
            response.insert("content".to_owned(), content);
        }
        Value::Object(response)
    }

    fn content(
        &mut self,
        schema: &Value,
        at: &Pointer,
        place: &Pointer,
        produces: &[String],
    ) -> Value {
        let mut content = Map::new();
        self.moves.tell(&place.join("content"), &at.join("schema"));
        if text(schema, "type") == Some("file") {
            let binary = json!({ "schema": { "type": "string", "format": "binary" } });
            let media_types = produces.iter().map(|media_type| match media_type.as_str() {
                "application/json" => "application/octet-stream".to_owned(),
                other => other.to_owned(),
            });
            content.extend(media_types.map(|media_type| (media_type, binary.clone())));
            return Value::Object(content);
        }
        for media_type in produces {
            let media_place = place.join("content").join(media_type);
            self.moves.tell(&media_place, &at.join("schema"));
            let schema =
                self.schema_for(&at.join("schema"), &media_place.join("schema"), at == place);
            let mut media = Map::from_iter([("schema".to_owned(), schema)]);
            let shown = at.join("examples").join(media_type);
            if let Some(example) = self.document.get(&shown) {
                media.insert("example".to_owned(), example.clone());
                self.moves.tell(&media_place.join("example"), &shown);
            }
            content.insert(media_type.clone(), media.into());
        }
        Value::Object(content)
    }
}

/// A header is described as the value of a parameter is.
fn header(header: &Value) -> Value {
    let Value::Object(written) = header else {
        return header.clone();
    };
    let description = written.get("description").cloned().unwrap_or(json!(""));
    json!({ "description": description, "schema": parameter::schema_of(written) })
}

//! Request bodies: `in: body`, and `in: formData` parameters, which are the members of one object.

use serde_json::{Map, Value, json};

use super::{Listed, Rewriting, parameter, text};
use crate::diagnostic::Pointer;

const MULTIPART: &str = "multipart/form-data";
const URL_ENCODED: &str = "application/x-www-form-urlencoded";

impl Rewriting<'_> {
    /// The request body of an operation, of which `parameters` are the parts.
    pub(super) fn body(
        &mut self,
        operation: &Pointer,
        parameters: &[&Listed],
        consumes: &[String],
    ) -> Option<Value> {
        let place = operation.join("requestBody");
        let is_body = |listed: &&&Listed| {
            let parameter = self.document.get(&listed.at);
            parameter.and_then(|parameter| text(parameter, "in")) == Some("body")
        };
        match parameters.iter().find(is_body) {
            Some(body) => {
                let is_inline = body.entry == body.at;
                let (at, entry) = (body.at.clone(), body.entry.clone());
                self.moves.tell(&place, &entry);
                Some(self.whole_body(&at, &place, is_inline, consumes))
            }
            None if parameters.is_empty() => None,
            None => {
                let list = parameters.first()?.entry.parent()?;
                self.moves.tell(&place, &list);
                Some(self.form(&place, parameters, consumes))
            }
        }
    }

    fn whole_body(
        &mut self,
        at: &Pointer,
        place: &Pointer,
        is_inline: bool,
        consumes: &[String],
    ) -> Value {
        let mut content = Map::new();
        self.moves.tell(&place.join("content"), &at.join("schema"));
        for media_type in consumes {
            let media_place = place.join("content").join(media_type);
            let schema =
                self.schema_for(&at.join("schema"), &media_place.join("schema"), is_inline);
            self.moves.tell(&media_place, &at.join("schema"));
            content.insert(media_type.clone(), json!({ "schema": schema }));
        }
        let mut body = self.common(at);
        body.insert("content".to_owned(), Value::Object(content));
        Value::Object(body)
    }

    /// `description` and `required`.
    fn common(&self, at: &Pointer) -> Map<String, Value> {
        let written = self.document.get(at).and_then(Value::as_object);
        let kept = |(keyword, _): &(&String, &Value)| {
            matches!(keyword.as_str(), "description" | "required")
        };
        let kept = written.into_iter().flatten().filter(kept);
        kept.map(|(keyword, value)| (keyword.clone(), value.clone()))
            .collect()
    }

    fn form(&mut self, place: &Pointer, parameters: &[&Listed], consumes: &[String]) -> Value {
        let has_file = parameters.iter().any(|listed| {
            let parameter = self.document.get(&listed.at);
            parameter.and_then(|parameter| text(parameter, "type")) == Some("file")
        });
        let says = |media_type: &str| consumes.iter().any(|known| known == media_type);
        let media_type = if has_file || (says(MULTIPART) && !says(URL_ENCODED)) {
            MULTIPART
        } else {
            URL_ENCODED
        };
        let at = place.join("content").join(media_type).join("schema");
        let (mut properties, mut required, mut encoding) = (Map::new(), Vec::new(), Map::new());
        for listed in parameters {
            let Some(Value::Object(written)) = self.document.get(&listed.at) else {
                continue;
            };
            let Some(name) = written.get("name").and_then(Value::as_str) else {
                continue;
            };
            let mut schema = parameter::schema_of(written);
            if let (Value::Object(schema), Some(description)) =
                (&mut schema, written.get("description"))
            {
                schema.insert("description".to_owned(), description.clone());
            }
            self.moves
                .add(&at.join("properties").join(name), &listed.at);
            properties.insert(name.to_owned(), schema);
            if written.get("required") == Some(&Value::Bool(true)) {
                required.push(name.to_owned());
            }
            if written.get("type").and_then(Value::as_str) == Some("array") {
                let format = written.get("collectionFormat").and_then(Value::as_str);
                let (style, explode) = parameter::style(format);
                let style = style.unwrap_or("form");
                encoding.insert(
                    name.to_owned(),
                    json!({ "style": style, "explode": explode }),
                );
            }
        }
        let is_required = !required.is_empty();
        let schema = json!({ "type": "object", "properties": properties, "required": required });
        let media = json!({ "schema": schema, "encoding": encoding });
        json!({ "required": is_required, "content": { media_type: media } })
    }
}

//! Parameters whose value is described beside their name, and lists of them.

use serde_json::{Map, Value, json};

use super::{Listed, Rewriting, text};
use crate::diagnostic::Pointer;

/// What belongs to the parameter itself; everything else is its value's (Swagger 2.0, Parameter Object).
const OWN: [&str; 8] = [
    "name",
    "in",
    "description",
    "required",
    "allowEmptyValue",
    "collectionFormat",
    "example",
    "deprecated",
];

impl Rewriting<'_> {
    /// The parameters of a list, as written.
    pub(super) fn parameter_list(&self, list: &Pointer) -> Vec<Listed> {
        let count = self
            .document
            .get(list)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        let entries = (0..count).map(|index| list.join(index));
        let listed = |entry: Pointer| {
            let at = self.follow(&entry)?;
            let location = self
                .document
                .get(&at)
                .and_then(|parameter| text(parameter, "in"));
            let in_body = matches!(location, Some("body" | "formData"));
            Some(Listed { entry, at, in_body })
        };
        entries.filter_map(listed).collect()
    }

    /// Puts a list without the parameters that are a part of the body, and each of the others in its new form.
    pub(super) fn list(&mut self, list: &Pointer, parameters: &[Listed]) {
        if self.document.get(list).is_none() {
            return;
        }
        let mut entries = Vec::new();
        let mut of_list = Vec::new();
        for listed in parameters.iter().filter(|listed| !listed.in_body) {
            let place = list.join(entries.len());
            let is_inline = listed.entry == listed.at;
            if is_inline {
                self.moves.add(&place, &listed.at);
                entries.push(self.parameter(&listed.at, &place));
            } else {
                entries.push(
                    self.document
                        .get(&listed.entry)
                        .cloned()
                        .unwrap_or_default(),
                );
                self.moves.add(&place, &listed.entry);
                of_list.push(listed.at.clone());
            }
        }
        self.edits.push((list.clone(), Value::Array(entries)));
        for at in of_list {
            if self.done.insert(at.clone()) {
                let value = self.parameter(&at, &at);
                self.edits.push((at, value));
            }
        }
    }

    /// The parameter at a place, in its new form and for its new place.
    fn parameter(&mut self, at: &Pointer, place: &Pointer) -> Value {
        let Some(Value::Object(written)) = self.document.get(at) else {
            return Value::Null;
        };
        let mut parameter = Map::new();
        for keyword in [
            "name",
            "in",
            "description",
            "required",
            "allowEmptyValue",
            "deprecated",
        ] {
            if let Some(value) = written.get(keyword) {
                parameter.insert(keyword.to_owned(), value.clone());
            }
        }
        self.moves.add(&place.join("schema"), at);
        parameter.insert("schema".to_owned(), schema_of(written));
        let format = written.get("collectionFormat").and_then(Value::as_str);
        if written.get("type").and_then(Value::as_str) == Some("array") {
            let (style, explode) = style(format);
            if let Some(style) = style {
                parameter.insert("style".to_owned(), json!(style));
            }
            parameter.insert("explode".to_owned(), json!(explode));
        }
        Value::Object(parameter)
    }
}

/// How the items of an array are written (Swagger 2.0, `collectionFormat`): the style, where it is not the usual one of the location,
/// and whether each item is a parameter of its own. OpenAPI 3.0 has no tabs, and the other separators in the query only.
pub(super) fn style(format: Option<&str>) -> (Option<&'static str>, bool) {
    match format {
        Some("multi") => (None, true),
        Some("ssv") => (Some("spaceDelimited"), false),
        Some("pipes") => (Some("pipeDelimited"), false),
        Some("tsv") => (Some("tabDelimited"), false),
        _ => (None, false),
    }
}

/// The schema of a value that is described by an object with other members.
pub(super) fn schema_of(written: &Map<String, Value>) -> Value {
    let keywords = written
        .iter()
        .filter(|(keyword, _)| !OWN.contains(&keyword.as_str()));
    let mut schema: Map<String, Value> = keywords
        .map(|(keyword, value)| (keyword.clone(), value.clone()))
        .collect();
    if schema.get("type").and_then(Value::as_str) == Some("file") {
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("format".to_owned(), json!("binary"));
    }
    Value::Object(schema)
}

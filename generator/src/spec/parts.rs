//! Parts of a multipart body: since OpenAPI 3.1 one without a type is bytes (OpenAPI 3.1.1, Encoding Object, `contentType`). It is made to
//! say so, as in OpenAPI 3.0.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Dialect, Document, walk, way::Way};
use crate::diagnostic::{Pointer, Report};

const MULTIPART: &str = "multipart/form-data";

impl Document {
    /// Gives the type of bytes to the members of multipart bodies that have none.
    pub(super) fn type_parts(&mut self) {
        if self.dialect < Dialect::V31 {
            return;
        }
        let mut untyped = Vec::new();
        for media in self.multipart_bodies() {
            let encodings = self.get(&media.join("encoding")).and_then(Value::as_object);
            self.untyped(
                &media.join("schema"),
                encodings,
                &mut HashSet::new(),
                &mut untyped,
            );
        }
        if untyped.is_empty() {
            return;
        }
        self.keep_as_written();
        for place in untyped {
            self.put(&place.join("type"), "string".into());
            self.put(&place.join("format"), "binary".into());
        }
    }

    /// The places of the Media Type Objects, without those whose schema is that of another media type, too: what has no type may be anything
    /// there.
    fn multipart_bodies(&self) -> Vec<Pointer> {
        let mut found = Vec::new();
        let root = Pointer::root();
        walk::objects(&self.root, Way::Start(&root), &mut |object, at| {
            let Some(Value::Object(content)) = object.get("content") else {
                return;
            };
            let schema = |media: &'_ Value| media.get("schema").cloned();
            let Some(multipart) = content.get(MULTIPART).and_then(schema) else {
                return;
            };
            let others = content
                .iter()
                .filter(|(media_type, _)| *media_type != MULTIPART);
            if others
                .filter_map(|(_, media)| schema(media))
                .all(|other| other != multipart)
            {
                found.push(at.pointer().join("content").join(MULTIPART));
            }
        });
        found
    }

    /// Adds the places of the members of an object that have no type, and of the items of lists that have none.
    fn untyped(
        &self,
        at: &Pointer,
        encodings: Option<&Map<String, Value>>,
        seen: &mut HashSet<Pointer>,
        found: &mut Vec<Pointer>,
    ) {
        let behind = self.follow(at, &mut Report::default());
        let Some(at) = behind.filter(|at| seen.insert(at.clone())) else {
            return;
        };
        let schema = self.schema(&at);
        for part in schema.map_or_else(Vec::new, |schema| schema.children("allOf")) {
            self.untyped(&part, encodings, seen, found);
        }
        for (name, member) in self.members(&at.join("properties")) {
            let encoding =
                encodings.and_then(|encodings| encodings.get(&name)?.get("contentType")?.as_str());
            if encoding.is_some_and(is_text) {
                continue;
            }
            for place in [member.join("items"), member] {
                if self.get(&place).is_some_and(is_untyped) && !found.contains(&place) {
                    found.push(place);
                }
            }
        }
    }
}

/// Whether a schema says nothing of what values are.
fn is_untyped(schema: &Value) -> bool {
    const WORDS: [&str; 9] = [
        "$comment",
        "contentMediaType",
        "deprecated",
        "description",
        "example",
        "examples",
        "readOnly",
        "title",
        "writeOnly",
    ];
    schema.as_object().is_some_and(|schema| {
        let is_word =
            |keyword: &String| WORDS.contains(&keyword.as_str()) || keyword.starts_with("x-");
        let media_type = schema.get("contentMediaType").and_then(Value::as_str);
        schema.keys().all(is_word) && !media_type.is_some_and(is_text)
    })
}

/// Whether a media type is one of texts, JSON among them.
fn is_text(media_type: &str) -> bool {
    let texts = ["text/", "json", "xml", "urlencoded"];
    texts.iter().any(|text| media_type.contains(text))
}

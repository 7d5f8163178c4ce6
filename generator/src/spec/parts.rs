//! Parts of a multipart body. Since OpenAPI 3.1 one without a type is bytes (OpenAPI 3.1.1, Encoding Object, `contentType`), and a body of
//! which nothing is said has any parts, each a file or a text (RFC 7578, section 4). Both are made to say so, as in OpenAPI 3.0.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::{Dialect, Document, walk, way::Way};
use crate::diagnostic::{Code, Pointer, Report};

const MULTIPART: &str = "multipart/form-data";

/// A multipart body of a document.
struct Multipart {
    /// The place of the Media Type Object.
    at: Pointer,
    /// Whether the body may come in another media type, by the same schema: what has no type may be anything there.
    is_shared: bool,
}

/// What the schema of a form says of its parts.
#[derive(Eq, PartialEq)]
enum Saying {
    Parts,
    Nothing,
    /// That it is no object, which a form always is.
    NoForm,
}

/// What was found in multipart bodies.
#[derive(Default)]
struct Parts {
    /// The places of what has no type, with the schemas that references led through.
    untyped: IndexMap<Pointer, Vec<Pointer>>,
    /// The places of the references to each schema.
    references: HashMap<Pointer, HashSet<Pointer>>,
}

impl Document {
    /// Types what multipart bodies leave open.
    pub(super) fn type_multipart(&mut self, report: &mut Report) {
        let bodies = self.multipart_bodies();
        self.free_forms(&bodies, report);
        if self.dialect >= Dialect::V31 {
            self.type_parts(&bodies);
        }
    }

    /// Gives forms whose schema says nothing of their parts a schema of parts that are files or texts. Those that are no objects get it, too,
    /// and are reported.
    fn free_forms(&mut self, bodies: &[Multipart], report: &mut Report) {
        let mut free = Vec::new();
        for body in bodies {
            let place = body.at.join("schema");
            match self.saying(&place) {
                Saying::Nothing if !body.is_shared => free.push(place),
                Saying::NoForm => {
                    let message = format!(
                        "{MULTIPART} of something that is not an object; it is a form of any parts"
                    );
                    report.add(Code::OtherStyle, &place, message);
                    free.push(place);
                }
                Saying::Nothing | Saying::Parts => {}
            }
        }
        if free.is_empty() {
            return;
        }
        self.keep_as_written();
        let text = json!({ "type": "string" });
        let file = json!({ "type": "string", "format": "binary" });
        let part = json!({ "description": "A part of a form.", "anyOf": [file, text] });
        let form = json!({ "type": "object", "additionalProperties": part });
        for place in free {
            self.put(&place, form.clone());
        }
    }

    fn saying(&self, at: &Pointer) -> Saying {
        if self.get(at).is_none() {
            return Saying::Nothing;
        }
        let behind = self.follow(at, &mut Report::default());
        let Some(schema) = behind.and_then(|at| self.schema(&at)) else {
            return Saying::Parts;
        };
        let types = schema.types();
        if !types.is_empty() && !types.contains(&"object") {
            return Saying::NoForm;
        }
        let mut keywords = schema.keywords();
        let is_open = keywords.all(|keyword| match keyword {
            "type" | "format" | "nullable" => true,
            "additionalProperties" => schema.value(keyword).is_some_and(is_anything),
            _ => is_word(keyword),
        });
        if is_open {
            Saying::Nothing
        } else {
            Saying::Parts
        }
    }

    /// Gives the type of bytes to the members of multipart bodies that have none. Those of a schema that something else refers to, too, may be
    /// anything there.
    fn type_parts(&mut self, bodies: &[Multipart]) {
        let mut parts = Parts::default();
        for body in bodies.iter().filter(|body| !body.is_shared) {
            let encodings = self.get(&body.at.join("encoding"));
            let encodings = encodings.and_then(Value::as_object);
            let mut seen = HashSet::new();
            self.untyped(
                &body.at.join("schema"),
                encodings,
                &[],
                &mut seen,
                &mut parts,
            );
        }
        if parts.untyped.is_empty() {
            return;
        }
        let shared = self.referred_to_elsewhere(&parts.references);
        let is_own = |through: &[Pointer]| !through.iter().any(|schema| shared.contains(schema));
        let mut untyped = parts.untyped;
        untyped.retain(|_, through| is_own(through));
        if untyped.is_empty() {
            return;
        }
        self.keep_as_written();
        for place in untyped.keys() {
            self.put(&place.join("type"), "string".into());
            self.put(&place.join("format"), "binary".into());
        }
    }

    /// Those of the schemas that more refers to than the known references.
    fn referred_to_elsewhere(
        &self,
        references: &HashMap<Pointer, HashSet<Pointer>>,
    ) -> HashSet<Pointer> {
        let mut found = HashSet::new();
        for (root, tree) in self.trees() {
            walk::objects(tree, Way::Start(&root), &mut |object, at| {
                let Some(reference) = object.get("$ref").and_then(Value::as_str) else {
                    return;
                };
                let at = at.pointer();
                let target = self.target(reference, &at, &mut Report::default());
                let known = target.and_then(|target| references.get_key_value(&target));
                if let Some((target, places)) = known
                    && !places.contains(&at)
                {
                    found.insert(target.clone());
                }
            });
        }
        found
    }

    /// The multipart bodies of requests. What an API answers is not read part by part.
    fn multipart_bodies(&self) -> Vec<Multipart> {
        let mut found = Vec::new();
        for (root, tree) in self.trees() {
            walk::objects(tree, Way::Start(&root), &mut |object, at| {
                let Some(Value::Object(content)) = object.get("content") else {
                    return;
                };
                let Some(multipart) = content.get(MULTIPART).filter(|media| media.is_object())
                else {
                    return;
                };
                let at = at.pointer();
                let holder = at.parent().and_then(|parent| parent.last());
                if holder.as_deref() == Some("responses") {
                    return;
                }
                let mut others = content
                    .iter()
                    .filter(|(media_type, _)| *media_type != MULTIPART);
                let is_shared =
                    others.any(|(_, media)| media.get("schema") == multipart.get("schema"));
                let at = at.join("content").join(MULTIPART);
                found.push(Multipart { at, is_shared });
            });
        }
        found
    }

    /// Adds the places of the members of an object that have no type, and of the items of lists that have none. `through` are the schemas that
    /// references led through.
    fn untyped(
        &self,
        at: &Pointer,
        encodings: Option<&Map<String, Value>>,
        through: &[Pointer],
        seen: &mut HashSet<Pointer>,
        parts: &mut Parts,
    ) {
        let Some(behind) = self.follow(at, &mut Report::default()) else {
            return;
        };
        let mut through = through.to_vec();
        if behind != *at {
            let references = parts.references.entry(behind.clone()).or_default();
            references.insert(at.clone());
            through.push(behind.clone());
        }
        if !seen.insert(behind.clone()) {
            return;
        }
        let at = behind;
        let schema = self.schema(&at);
        for part in schema.map_or_else(Vec::new, |schema| schema.children("allOf")) {
            self.untyped(&part, encodings, &through, seen, parts);
        }
        for (name, member) in self.members(&at.join("properties")) {
            let encoding =
                encodings.and_then(|encodings| encodings.get(&name)?.get("contentType")?.as_str());
            if encoding.is_some_and(is_text) {
                continue;
            }
            for place in [member.join("items"), member] {
                if self.get(&place).is_some_and(is_untyped) {
                    let known = parts.untyped.entry(place).or_default();
                    known.extend_from_slice(&through);
                }
            }
        }
    }
}

/// Whether a schema says nothing of what values are.
fn is_untyped(schema: &Value) -> bool {
    schema.as_object().is_some_and(|schema| {
        let media_type = schema.get("contentMediaType").and_then(Value::as_str);
        schema.keys().all(|keyword| is_word(keyword)) && !media_type.is_some_and(is_text)
    })
}

/// Whether a keyword tells of values without leaving any out.
fn is_word(keyword: &str) -> bool {
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
    WORDS.contains(&keyword) || keyword.starts_with("x-")
}

/// Whether a schema is of all values.
fn is_anything(schema: &Value) -> bool {
    match schema {
        Value::Object(keywords) => keywords.is_empty(),
        other => *other == Value::Bool(true),
    }
}

/// Whether a media type is one of texts, JSON among them.
fn is_text(media_type: &str) -> bool {
    let texts = ["text/", "json", "xml", "urlencoded"];
    texts.iter().any(|text| media_type.contains(text))
}

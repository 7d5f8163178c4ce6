//! The schemas of a document as JSON Schema (draft 2020-12), so that a validator that knows nothing of OpenAPI can judge values.
//!
//! What OpenAPI 3.0 says in its own way is said in the way of JSON Schema: `nullable`, bounds that are `true` or `false`, references
//! without neighbours, alternatives that overlap, `readOnly` and `writeOnly` by the direction of the value (what does not travel must
//! not be there), and the discriminator, which picks the variant. Of the formats those stay that say what a value is: `uuid`, `date` and `date-time`.

use std::collections::HashMap;

use oasmith::diagnostic::{Pointer, Report};
use oasmith::model::Pattern;
use oasmith::sample::Way;
use oasmith::{Dialect, Document};
use serde_json::{Map, Value, json};

mod discriminator;

/// The types that JSON Schema has.
const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Keywords that mean the same in JSON Schema.
const SAME: [&str; 15] = [
    "const",
    "enum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "type",
    "uniqueItems",
    "dependentRequired",
];

/// Keywords that hold a schema.
const ONE: [&str; 9] = [
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedProperties",
];

/// Keywords that hold a list of schemas.
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords that hold schemas by name.
const NAMED: [&str; 3] = ["dependentSchemas", "patternProperties", "properties"];

/// Formats that decide which values there are.
const FORMATS: [&str; 3] = ["date", "date-time", "uuid"];

/// Translates the schemas of one document, each place once for each way.
pub(super) struct Schemas<'d> {
    document: &'d Document,
    names: HashMap<(Pointer, Way), String>,
    defs: Map<String, Value>,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            names: HashMap::new(),
            defs: Map::new(),
        }
    }

    /// The name of the schema at a place, for values that travel in this way. `None` where there is none.
    pub(super) fn name(&mut self, at: &Pointer, way: Way) -> Option<String> {
        self.document.get(at)?;
        let mut open = Vec::new();
        let name = self.named(at.clone(), way, &mut open);
        while let Some((at, name)) = open.pop() {
            let schema = self.translate(&at, way, &mut open);
            self.defs.insert(name, schema);
        }
        Some(name)
    }

    /// The place of the schema of a body, `at` being what has a `content`; a response that is a schema itself has none.
    pub(super) fn of_content(&self, at: &Pointer, media_type: &str) -> Pointer {
        let place = at.join("content").join(media_type).join("schema");
        if self.document.get(&at.join("content")).is_some() {
            place
        } else {
            at.clone()
        }
    }

    /// The place that is no reference.
    pub(super) fn follow(&self, at: &Pointer) -> Option<Pointer> {
        self.document.follow(at, &mut Report::default())
    }

    /// All of them: a schema that holds each in `$defs`.
    pub(super) fn into_document(self) -> Value {
        json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": self.defs })
    }

    /// The name of a place; one that is new is put among the open ones.
    fn named(&mut self, at: Pointer, way: Way, open: &mut Vec<(Pointer, String)>) -> String {
        // Two places that say no more than the same reference are one.
        let at = match self.document.get(&at).and_then(Value::as_object) {
            Some(members) if members.len() == 1 => self.target(&at).unwrap_or(at),
            _ => at,
        };
        let key = (at, way);
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let name = format!("{}{}", way.word(), self.names.len());
        open.push((key.0.clone(), name.clone()));
        self.names.insert(key, name.clone());
        name
    }

    /// The place that the `$ref` at a place names.
    fn target(&self, at: &Pointer) -> Option<Pointer> {
        let reference = self.document.get(at)?.get("$ref")?.as_str()?;
        // What there is to say about the document has been said.
        self.document.target(reference, at, &mut Report::default())
    }

    fn translate(&mut self, at: &Pointer, way: Way, open: &mut Vec<(Pointer, String)>) -> Value {
        let document = self.document;
        let Some(Value::Object(written)) = document.get(at) else {
            // `true` and `false` are schemas since 3.1.
            return document.get(at).cloned().unwrap_or(Value::Bool(true));
        };
        let flag = |name: &str| written.get(name) == Some(&Value::Bool(true));
        let mut schema = Map::new();
        if let Some(target) = self.target(at) {
            let name = self.named(target, way, open);
            schema.insert("$ref".to_owned(), json!(format!("#/$defs/{name}")));
        }
        if schema.is_empty() || document.dialect() >= Dialect::V31 {
            // The bytes of a media type are a file, unless they are encoded as a text.
            let has_media_type = written.contains_key("contentMediaType")
                && !written.contains_key("contentEncoding");
            let is_file = has_media_type || written.get("format") == Some(&json!("binary"));
            if way == Way::Form && is_file {
                // A sample of a form says in its own words what the file is.
                return Value::Bool(true);
            }
            self.keywords(written, at, way, open, &mut schema);
        }
        let lists_null = written
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| values.contains(&Value::Null));
        // Beside a reference it counts, too: everybody who writes it there means it.
        let nullable = match document.dialect() {
            Dialect::V20 => flag("x-nullable"),
            _ => flag("nullable"),
        };
        if nullable || lists_null {
            return json!({ "anyOf": [{ "type": "null" }, schema] });
        }
        Value::Object(schema)
    }

    fn keywords(
        &mut self,
        written: &Map<String, Value>,
        at: &Pointer,
        way: Way,
        open: &mut Vec<(Pointer, String)>,
        schema: &mut Map<String, Value>,
    ) {
        // A list of which no value is of the type leaves none, which the report on the document says.
        let listed = written.get("enum").and_then(Value::as_array);
        let leaves_none = listed.is_some_and(|listed| {
            let mut values = listed.iter().filter(|value| !value.is_null());
            !values.any(|value| is_of(value, written.get("type")))
        });
        for name in SAME
            .into_iter()
            .filter(|name| !leaves_none || *name != "enum")
        {
            if let Some(value) = written.get(name) {
                schema.insert(name.to_owned(), value.clone());
            }
        }
        // The report on the document says of a type that there is none of this name; any value is one.
        let is_known = |ty: &Value| ty.as_str().is_some_and(|ty| TYPES.contains(&ty));
        let types_are_known = match written.get("type") {
            Some(Value::Array(types)) => types.iter().all(is_known),
            ty => ty.is_none_or(is_known),
        };
        if !types_are_known {
            schema.remove("type");
        }
        // By the letter, `properties` and `items` without a `type` allow every value that is no object or list. Everybody who leaves the type
        // out means it.
        if let Some(ty) = meant(written) {
            schema.insert("type".to_owned(), ty.into());
        }
        // The report on the document says of which pattern nothing is known; samples do not match it.
        let pattern = written.get("pattern").and_then(Value::as_str);
        if pattern.is_some_and(|pattern| Pattern::of_document(pattern).is_err()) {
            schema.remove("pattern");
        }
        for (name, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            match written.get(exclusive) {
                Some(Value::Bool(true)) => {
                    let bound = schema.remove(name);
                    schema.extend(bound.map(|bound| (exclusive.to_owned(), bound)));
                }
                Some(bound @ Value::Number(_)) => {
                    schema.insert(exclusive.to_owned(), bound.clone());
                }
                _ => {}
            }
        }
        let format = written.get("format").and_then(Value::as_str);
        let width = match format {
            Some("int8") => Some((-128, 127)),
            Some("int16") => Some((-32_768, 32_767)),
            Some("uint8") => Some((0, 255)),
            Some("uint16") => Some((0, 65_535)),
            Some("uint32") => Some((0, 4_294_967_295_i64)),
            _ => None,
        };
        if let (Some((least, most)), Some("integer")) =
            (width, written.get("type").and_then(Value::as_str))
        {
            schema.insert(
                "allOf".to_owned(),
                json!([{ "minimum": least, "maximum": most }]),
            );
        }
        if let Some(format) = format.filter(|format| FORMATS.contains(format)) {
            schema.insert("format".to_owned(), format.into());
        }
        // As JSON Schema had tuples before 2020-12.
        let draft = written.get("items").and_then(Value::as_array);
        if let Some(items) = draft {
            let places = at.join("items");
            let inner =
                (0..items.len()).map(|index| self.translate(&places.join(index), way, open));
            schema.insert("prefixItems".to_owned(), inner.collect());
            if written.contains_key("additionalItems") {
                let rest = self.translate(&at.join("additionalItems"), way, open);
                schema.insert("items".to_owned(), rest);
            }
        }
        let is_schema =
            |name: &&str| written.contains_key(*name) && (draft.is_none() || *name != "items");
        for name in ONE.into_iter().filter(is_schema) {
            let inner = self.translate(&at.join(name), way, open);
            schema.insert(name.to_owned(), inner);
        }
        self.lists(written, at, way, open, schema);
        for name in NAMED {
            let Some(members) = written.get(name).and_then(Value::as_object) else {
                continue;
            };
            let inner = members.iter().map(|(member, value)| {
                let schema = if name != "properties" || travels(value, way) {
                    self.translate(&at.join(name).join(member), way, open)
                } else {
                    Value::Bool(false)
                };
                (member.clone(), schema)
            });
            let inner = Value::Object(inner.collect());
            schema.insert(name.to_owned(), inner);
        }
        if let Some(required) = required(written, way) {
            schema.insert("required".to_owned(), required);
        }
        self.discriminate(written, at, way, open, schema);
    }

    /// The schemas that stand in lists.
    fn lists(
        &mut self,
        written: &Map<String, Value>,
        at: &Pointer,
        way: Way,
        open: &mut Vec<(Pointer, String)>,
        schema: &mut Map<String, Value>,
    ) {
        for name in LIST {
            let count = written
                .get(name)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            if count > 0 {
                let naming = (0..count).filter(|index| self.names(&at.join(name).join(*index)));
                let naming = naming.count() + usize::from(written.contains_key("properties"));
                let is_composed = name == "allOf" && naming > 1;
                let inner = (0..count).map(|index| {
                    let at = at.join(name).join(index);
                    if let Some(base) = self.base(&at).filter(|_| name == "allOf") {
                        return self.bare(&base, way, open);
                    }
                    match self.closed(&at).filter(|_| is_composed) {
                        Some(closed) => self.opened(&closed, way, open),
                        None => self.translate(&at, way, open),
                    }
                });
                // By the letter, a value of two alternatives of a `oneOf` is none. But `integer` and `number` are listed side by side,
                // and a text beside one of its values: everybody sends those, so alternatives may overlap.
                let name = match name {
                    "oneOf" if !schema.contains_key("anyOf") => "anyOf",
                    name => name,
                };
                schema.insert(name.to_owned(), inner.collect());
            }
        }
    }

    /// The place of a schema that allows no members but its own, if there is one here or behind a reference.
    fn closed(&self, at: &Pointer) -> Option<Pointer> {
        let at = self.follow(at)?;
        let further = self.document.get(&at)?.get("additionalProperties")?;
        (*further == Value::Bool(false)).then_some(at)
    }

    /// Whether a schema says which members there are, here or behind a reference.
    fn names(&self, at: &Pointer) -> bool {
        let keywords = [
            "properties",
            "additionalProperties",
            "unevaluatedProperties",
            "patternProperties",
            "allOf",
            "oneOf",
            "anyOf",
        ];
        let schema = self.follow(at).and_then(|at| self.document.get(&at));
        schema.is_some_and(|schema| keywords.iter().any(|keyword| schema.get(keyword).is_some()))
    }

    /// A closed part of a composition. By the letter the others cannot add a member to it, which is all that they are there for.
    fn opened(&mut self, at: &Pointer, way: Way, open: &mut Vec<(Pointer, String)>) -> Value {
        let mut schema = self.translate(at, way, open);
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("additionalProperties");
        }
        schema
    }
}

/// The type that a schema means and does not state.
fn meant(written: &Map<String, Value>) -> Option<&'static str> {
    let has = |name: &str| written.contains_key(name);
    let is_stated = [
        "type", "enum", "const", "allOf", "oneOf", "anyOf", "not", "if",
    ];
    if is_stated.into_iter().any(has) {
        return None;
    }
    let named = written.get("properties").and_then(Value::as_object);
    let names_some = named.is_some_and(|named| !named.is_empty())
        || ["additionalProperties", "patternProperties"]
            .into_iter()
            .any(has);
    match (names_some, has("items")) {
        (true, false) => Some("object"),
        (false, true) => Some("array"),
        _ => None,
    }
}

/// What `required` lists, as far as it travels.
fn required(written: &Map<String, Value>, way: Way) -> Option<Value> {
    let names = written.get("required")?.as_array()?;
    let properties = written.get("properties").and_then(Value::as_object);
    let there = |name: &&Value| {
        let schema = properties.and_then(|properties| properties.get(name.as_str()?));
        schema.is_none_or(|schema| travels(schema, way))
    };
    // Documents name a property twice; the judge would refuse the whole of them.
    let mut once: Vec<Value> = Vec::new();
    for name in names.iter().filter(there) {
        if !once.contains(name) {
            once.push(name.clone());
        }
    }
    Some(once.into())
}

/// Whether a property travels in this way.
fn travels(schema: &Value, way: Way) -> bool {
    let flag = |name: &str| schema.get(name) == Some(&Value::Bool(true));
    match way {
        Way::Answer => !flag("writeOnly"),
        Way::Request | Way::Form | Way::UrlEncoded | Way::Parameter => !flag("readOnly"),
    }
}

/// Whether a value is of one of the types.
fn is_of(value: &Value, types: Option<&Value>) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("string") => value.is_string(),
        Some("integer" | "number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => true,
    };
    match types {
        Some(Value::Array(names)) => names.iter().any(is),
        Some(name) => is(name),
        None => true,
    }
}

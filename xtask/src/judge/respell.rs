//! A document as Prism reads it: the same meaning in the words that Prism checks.
//!
//! Prism compiles each schema by itself and accepts anything where it fails to, without a word; it knows no discriminator, and takes a
//! `null` beside `allOf` for a violation. So what it stumbles over is said in another way before it gets the document.

use serde_json::{Map, Value, json};

/// Keywords whose value is data, not schemas.
const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Keywords whose members are named by the document, not by OpenAPI.
const NAMED: [&str; 10] = [
    "callbacks",
    "content",
    "headers",
    "mapping",
    "parameters",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
];

/// Words about a schema, which stay beside it.
const WORDS: [&str; 6] = [
    "default",
    "deprecated",
    "description",
    "readOnly",
    "title",
    "writeOnly",
];

/// Respells a document of OpenAPI 3.0.
pub(super) fn respelled(document: &Value) -> Value {
    let mut document = keywords(document);
    for operation in operations(&mut document) {
        respell_operation(operation);
    }
    respell_schemes(&mut document);
    document
}

fn operations(document: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut());
    let members = items.filter_map(Value::as_object_mut);
    members
        .flat_map(|item| item.values_mut())
        .filter_map(Value::as_object_mut)
}

/// An empty requirement among others is anonymous access to OpenAPI and a missing credential to Prism; a header with a list that may
/// be left out ends its process when it is.
fn respell_operation(operation: &mut Map<String, Value>) {
    let security = operation.get_mut("security").and_then(Value::as_array_mut);
    if let Some(security) = security
        && security.contains(&json!({}))
    {
        security.clear();
    }
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    if let Some(parameters) = parameters {
        parameters.retain(|parameter| {
            let ty = parameter.pointer("/schema/type").and_then(Value::as_str);
            let is_list = matches!(ty, Some("array" | "object"));
            parameter["in"] != "header" || parameter["required"] == true || !is_list
        });
    }
}

/// A scheme that Prism does not know is taken for a bearer token.
fn respell_schemes(document: &mut Value) {
    let schemes = document.pointer_mut("/components/securitySchemes");
    let schemes = schemes.and_then(Value::as_object_mut);
    for scheme in schemes.into_iter().flat_map(|schemes| schemes.values_mut()) {
        let known = ["basic", "bearer", "digest"];
        let name = scheme["scheme"]
            .as_str()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if scheme["type"] == "http" && !known.contains(&name.as_str()) {
            scheme["scheme"] = "bearer".into();
        }
    }
}

/// A part of the document whose keys are keywords.
fn keywords(part: &Value) -> Value {
    match part {
        Value::Array(items) => items.iter().map(keywords).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                let is_data = DATA.contains(&key.as_str()) || key.starts_with("x-");
                let value = match value {
                    value if is_data => value.clone(),
                    Value::Object(named) if NAMED.contains(&key.as_str()) => named
                        .iter()
                        .map(|(name, value)| (name.clone(), keywords(value)))
                        .collect(),
                    value => keywords(value),
                };
                (key.clone(), value)
            });
            schema(members.collect())
        }
        other => other.clone(),
    }
}

/// An object that may be a schema. None of its keywords means anything else elsewhere in a document.
fn schema(mut schema: Map<String, Value>) -> Value {
    if let Some(pattern) = schema.get_mut("pattern")
        && let Some(text) = pattern.as_str()
    {
        // Python's spelling, which authentik's validators are written in.
        let spelled = text
            .replace("\\Z", "$")
            .replace("\\z", "$")
            .replace("\\A", "^");
        *pattern = spelled.replace("(?P<", "(?<").into();
    }
    if schema
        .get("enum")
        .and_then(Value::as_array)
        .is_some_and(|listed| listed.contains(&Value::Null))
    {
        let listed = schema.get_mut("enum").and_then(Value::as_array_mut);
        if let Some(listed) = listed {
            listed.retain(|value| !value.is_null());
            if listed.is_empty() {
                return null();
            }
        }
        schema.insert("nullable".to_owned(), true.into());
        schema.entry("type").or_insert_with(|| "string".into());
    }
    if schema.contains_key("discriminator")
        && let Some(alternatives) = schema.remove("oneOf")
    {
        // The variants look alike where only the discriminator tells them apart.
        schema.insert("anyOf".to_owned(), alternatives);
    }
    if schema.get("nullable") != Some(&Value::Bool(true)) {
        return Value::Object(schema);
    }
    let composed = ["allOf", "anyOf", "oneOf", "$ref"];
    if composed.iter().any(|keyword| schema.contains_key(*keyword)) {
        schema.remove("nullable");
        let words: Map<String, Value> = WORDS
            .iter()
            .filter_map(|word| schema.remove_entry(*word))
            .collect();
        let mut either = Map::new();
        let either_of = vec![Value::Object(schema), null()];
        either.insert("anyOf".to_owned(), either_of.into());
        either.extend(words);
        return Value::Object(either);
    }
    if !schema.contains_key("type") {
        schema.remove("nullable");
    }
    Value::Object(schema)
}

/// `null` and nothing else, as OpenAPI 3.0 can say it.
fn null() -> Value {
    json!({ "type": "string", "nullable": true, "not": { "type": "string" } })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::respelled;

    #[test]
    fn what_prism_stumbles_over_is_said_in_another_way() {
        let document = json!({
            "components": { "schemas": {
                "nullable": { "type": "object", "properties": {
                    "pattern": { "allOf": [{ "$ref": "#/a" }], "nullable": true, "readOnly": true },
                    "slug": { "type": "string", "pattern": "\\A(?P<a>x)\\Z" },
                } },
                "Listed": { "enum": ["a", null] },
                "OnlyNull": { "enum": [null] },
                "Union": { "oneOf": [{ "$ref": "#/a" }], "discriminator": { "propertyName": "kind" } },
            } }
        });
        let nothing = json!({ "type": "string", "nullable": true, "not": { "type": "string" } });
        let expected = json!({
            "components": { "schemas": {
                "nullable": { "type": "object", "properties": {
                    "pattern": { "anyOf": [{ "allOf": [{ "$ref": "#/a" }] }, nothing], "readOnly": true },
                    "slug": { "type": "string", "pattern": "^(?<a>x)$" },
                } },
                "Listed": { "enum": ["a"], "nullable": true, "type": "string" },
                "OnlyNull": nothing,
                "Union": { "anyOf": [{ "$ref": "#/a" }], "discriminator": { "propertyName": "kind" } },
            } }
        });
        assert_eq!(respelled(&document), expected);
    }
}

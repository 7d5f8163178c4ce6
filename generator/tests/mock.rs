//! What the mock answers where a document would have it answer without end.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use oasmith::{Config, Input, generate};
use serde_json::{Map, Value, json};

/// The generated `mock.rs` of a document with these schemas, of which an operation answers each.
fn mock(schemas: &Map<String, Value>) -> String {
    let paths = schemas.keys().map(|name| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        let content = json!({ "application/json": { "schema": schema } });
        let responses = json!({ "200": { "description": "", "content": content } });
        let operation = json!({ "operationId": format!("get_{name}"), "responses": responses });
        (format!("/{name}"), json!({ "get": operation }))
    });
    let paths: Map<String, Value> = paths.collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "api", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    let bytes = document.to_string();
    let generated = generate(
        &Input::new("api.json", bytes.as_bytes()),
        &Config::default(),
    );
    let files = generated.files.unwrap();
    files.get("api-server/src/mock.rs").unwrap().to_owned()
}

fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/T{number}") })
}

/// An object with members of these types, which have to be there or not.
fn object(members: impl Iterator<Item = usize>, required: bool) -> Value {
    let members: Map<String, Value> = members
        .map(|number| (format!("t{number}"), reference(number)))
        .collect();
    let names: Vec<&String> = members.keys().filter(|_| required).collect();
    json!({ "type": "object", "properties": members, "required": names })
}

fn types(count: usize, each: impl Fn(usize) -> Value) -> Map<String, Value> {
    (0..count)
        .map(|number| (format!("T{number}"), each(number)))
        .collect()
}

#[test]
fn types_that_hold_all_others() {
    // One way through them after the other would take longer than anybody waits.
    let text = mock(&types(60, |_| object(0..60, false)));
    assert!(text.len() < 60 * 20_000, "{}", text.len());
    assert!(text.contains("const T0: &str = r#\"{\"t"));
}

#[test]
fn types_that_double_at_each_step() {
    let twice = |number: usize| {
        let mut members = object(std::iter::once(number + 1), true);
        let again = json!({ "type": "array", "items": reference(number + 1), "minItems": 2 });
        members["properties"]["again"] = again;
        members["required"] = json!(["again"]);
        members
    };
    let text = mock(&types(22, |number| match number {
        21 => json!({ "type": "integer" }),
        number => twice(number),
    }));
    assert!(text.len() < 22 * 20_000, "{}", text.len());
    // The shallow ones would be too long, so nothing is answered in their place.
    assert!(text.contains("\"get_T0\" {}"));
    assert!(text.contains("const T20: &str"));
}

#[test]
fn values_that_would_be_huge() {
    let many = u64::MAX;
    let text = mock(&types(4, |number| match number {
        0 => json!({ "type": "string", "minLength": many }),
        1 => json!({ "type": "array", "items": { "type": "integer" }, "minItems": many }),
        2 => json!({ "type": "object", "minProperties": many, "additionalProperties": true }),
        _ => object([0, 1, 2].into_iter(), false),
    }));
    assert!(text.len() < 50_000, "{}", text.len());
    for number in 0..3 {
        assert!(
            text.contains(&format!("\"get_T{number}\" {{}}")),
            "{number}"
        );
    }
    assert!(text.contains("const T3: &str = \"{}\";"));
}

#[test]
fn requests_and_answers_that_hold_all_others() {
    // Each type of a request has a twin that is answered, with as many members of the next one.
    let types: Map<String, Value> = ["Sent", "Told"]
        .into_iter()
        .flat_map(|kind| (0..7).map(move |level| (kind, level)))
        .map(|(kind, number)| {
            let next = format!("#/components/schemas/{kind}{}", number + 1);
            let members = (0..30).map(|number| (format!("m{number}"), json!({ "$ref": next })));
            let members: Map<String, Value> = members.collect();
            let object = match number {
                6 => json!({ "type": "integer" }),
                _ => json!({ "type": "object", "properties": members }),
            };
            (format!("{kind}{number}"), object)
        })
        .collect();
    let content = |name: &str| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        json!({ "application/json": { "schema": schema } })
    };
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "api", "version": "1" },
        "paths": { "/things/{id}": { "patch": {
            "operationId": "patch",
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
            "requestBody": { "content": content("Sent0") },
            "responses": { "200": { "description": "", "content": content("Told0") } },
        } } },
        "components": { "schemas": types },
    });
    let bytes = document.to_string();
    let generated = generate(
        &Input::new("api.json", bytes.as_bytes()),
        &Config::default(),
    );
    let files = generated.files.unwrap();
    let text = files.get("api-server/src/mock.rs").unwrap();
    assert!(
        text.contains("\"/things/{id}\" => TOLD0 [PATCH];"),
        "{text}"
    );
}

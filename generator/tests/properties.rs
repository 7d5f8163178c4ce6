//! Documents that somebody might write, made by chance: each gives a report, Rust that parses, and the same bytes twice.
//!
//! What is found here becomes a case. The documents that once failed are kept in `properties.proptest-regressions`.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use oasmith::output::Files;
use oasmith::{Config, Generated, Input, generate};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// So many documents are tried, if the variable `PROPTEST_CASES` does not say otherwise.
const DOCUMENTS: u32 = 96;

/// Names that documents have, and some that they should not have.
const NAMES: &[&str] = &[
    "id",
    "name",
    "type",
    "kind",
    "self",
    "Self",
    "value",
    "User",
    "user",
    "USER",
    "user_name",
    "user-name",
    "userName",
    "Option",
    "String",
    "Vec",
    "Result",
    "Error",
    "ApiError",
    "Client",
    "new",
    "body",
    "match",
    "async",
    "r#type",
    "_",
    "__",
    "",
    " ",
    "1",
    "01",
    "-1",
    "$ref",
    "@id",
    "a/b",
    "a~1b",
    "..",
    "../up",
    "CON",
    "mod",
    "lib",
    "\u{e9}",
    "e\u{301}",
    "用户",
    "имя",
    "рос",
    "שלום",
    "🦀",
    "\u{0}",
    "\u{202e}",
    "\"",
    "\\",
    "{}",
    "{id}",
    "a\nb",
    "*/",
    "`",
    "LongNameThatGoesOnAndOnLongNameThatGoesOnAndOnLongNameThatGoesOnAndOnLongNameThatGoesOnAndOn",
];

fn name() -> BoxedStrategy<String> {
    prop_oneof![
        9 => select(NAMES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
    .boxed()
}

/// Members of an object.
fn members(value: impl Strategy<Value = Value>, most: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec((name(), value), 0..=most)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

/// A value that is small, and seldom the right one.
fn any_value() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        select(&[0.0, -0.5, 1.0, 1e300, -1e-300][..]).prop_map(Value::from),
        name().prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
    ]
    .boxed()
}

/// A schema of the document by its number; some numbers are too high.
fn reference() -> BoxedStrategy<Value> {
    (0..8_usize)
        .prop_map(|index| json!({ "$ref": format!("#/components/schemas/S{index}") }))
        .boxed()
}

/// One keyword with a value that it may have.
fn keyword(schema: BoxedStrategy<Value>) -> BoxedStrategy<(String, Value)> {
    let with = |key: &'static str, value: BoxedStrategy<Value>| {
        value.prop_map(move |value| (key.to_owned(), value)).boxed()
    };
    let types = [
        "string", "integer", "number", "boolean", "array", "object", "null",
    ];
    let ty = || select(types.to_vec()).prop_map(Value::from);
    let formats = [
        "int32",
        "int64",
        "uint64",
        "float",
        "uuid",
        "date-time",
        "date",
        "binary",
        "byte",
        "email",
        "made-up",
    ];
    let schemas = |most| prop::collection::vec(schema.clone(), 0..=most).prop_map(Value::from);
    let flags = [
        "nullable",
        "readOnly",
        "writeOnly",
        "deprecated",
        "uniqueItems",
        "exclusiveMinimum",
    ];
    let numbers = [
        "minimum",
        "maximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "exclusiveMaximum",
    ];
    let discriminator = (name(), members(name().prop_map(Value::from), 3))
        .prop_map(|(name, mapping)| json!({ "propertyName": name, "mapping": mapping }));
    prop_oneof![
        8 => with("type", ty().boxed()),
        1 => with("type", prop::collection::vec(ty(), 0..4).prop_map(Value::from).boxed()),
        2 => with("format", select(formats.to_vec()).prop_map(Value::from).boxed()),
        4 => with("properties", members(schema.clone(), 5).boxed()),
        2 => with("required", prop::collection::vec(name(), 0..4).prop_map(Value::from).boxed()),
        2 => with("additionalProperties", prop_oneof![schema.clone(), any::<bool>().prop_map(Value::from)].boxed()),
        1 => with("patternProperties", members(schema.clone(), 2).boxed()),
        2 => with("items", schema.clone()),
        1 => with("prefixItems", schemas(3).boxed()),
        3 => with("enum", prop::collection::vec(any_value(), 0..6).prop_map(Value::from).boxed()),
        1 => with("const", any_value()),
        1 => with("default", any_value()),
        2 => with("allOf", schemas(3).boxed()),
        2 => with("oneOf", schemas(4).boxed()),
        2 => with("anyOf", schemas(4).boxed()),
        1 => with("not", schema),
        1 => with("discriminator", discriminator.boxed()),
        1 => with("pattern", select(vec!["^a+$", "(", "[", "(a{1000}){1000}", "\\p{L}"]).prop_map(Value::from).boxed()),
        1 => with("description", name().prop_map(Value::from).boxed()),
        2 => (select(flags.to_vec()), any::<bool>()).prop_map(|(key, value)| (key.to_owned(), value.into())),
        2 => (select(numbers.to_vec()), any_value()).prop_map(|(key, value)| (key.to_owned(), value)),
    ]
    .boxed()
}

fn schema() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        reference(),
        Just(json!({})),
        Just(json!({ "type": "string" })),
        Just(json!(true))
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let keywords = prop::collection::vec(keyword(inner.boxed()), 1..5);
        keywords.prop_map(|keywords| Value::Object(keywords.into_iter().collect()))
    })
    .boxed()
}

fn content() -> BoxedStrategy<Value> {
    let media = [
        "application/json",
        "application/problem+json",
        "text/plain",
        "application/octet-stream",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "*/*",
        "text/event-stream",
        "no media type",
    ];
    (select(media.to_vec()), schema())
        .prop_map(|(media, schema)| {
            let mut content = Map::new();
            content.insert(media.to_owned(), json!({ "schema": schema }));
            content.into()
        })
        .boxed()
}

fn parameter() -> BoxedStrategy<Value> {
    let styles = [
        "form",
        "simple",
        "label",
        "matrix",
        "deepObject",
        "spaceDelimited",
        "pipeDelimited",
    ];
    (name(), select(vec!["query", "path", "header", "cookie"]), any::<bool>(), prop::option::of(select(styles.to_vec())), schema())
        .prop_map(|(name, place, required, style, schema)| {
            let mut parameter = json!({ "name": name, "in": place, "required": required || place == "path", "schema": schema });
            if let (Some(style), Some(members)) = (style, parameter.as_object_mut()) {
                members.insert("style".to_owned(), style.into());
            }
            parameter
        })
        .boxed()
}

fn operation() -> BoxedStrategy<Value> {
    let statuses = [
        "200", "201", "204", "2XX", "400", "404", "4XX", "500", "5XX", "default", "1000",
    ];
    let responses = prop::collection::vec(
        (select(statuses.to_vec()), prop::option::of(content())),
        0..4,
    );
    (
        prop::option::of(name()),
        prop::collection::vec(name(), 0..2),
        prop::collection::vec(parameter(), 0..4),
        prop::option::of(content()),
        responses,
    )
        .prop_map(|(id, tags, parameters, body, responses)| {
            let responses: Map<String, Value> = responses
                .into_iter()
                .map(|(status, content)| {
                    let content = content.unwrap_or_else(|| json!({}));
                    (
                        status.to_owned(),
                        json!({ "description": "", "content": content }),
                    )
                })
                .collect();
            let mut operation =
                json!({ "tags": tags, "parameters": parameters, "responses": responses });
            let members = operation.as_object_mut().unwrap();
            members.extend(id.map(|id| ("operationId".to_owned(), id.into())));
            members.extend(body.map(|body| ("requestBody".to_owned(), json!({ "content": body }))));
            operation
        })
        .boxed()
}

fn document() -> BoxedStrategy<Value> {
    let paths = prop::collection::vec(
        (
            name(),
            any::<bool>(),
            select(vec!["get", "post", "put", "delete", "options"]),
            operation(),
        ),
        0..5,
    );
    (
        select(vec!["3.0.3", "3.1.0", "3.2.0"]),
        name(),
        prop::collection::vec(schema(), 0..7),
        members(schema(), 3),
        paths,
    )
        .prop_map(|(version, title, numbered, named, paths)| {
            let mut schemas: Map<String, Value> = named.as_object().cloned().unwrap_or_default();
            schemas.extend(
                numbered
                    .into_iter()
                    .enumerate()
                    .map(|(index, schema)| (format!("S{index}"), schema)),
            );
            let mut items: Map<String, Value> = Map::new();
            for (name, is_parameter, method, operation) in paths {
                let path = if is_parameter {
                    format!("/a/{{{name}}}")
                } else {
                    format!("/{name}")
                };
                let item = items.entry(path).or_insert_with(|| json!({}));
                item.as_object_mut()
                    .unwrap()
                    .insert(method.to_owned(), operation);
            }
            json!({
                "openapi": version,
                "info": { "title": title, "version": "1" },
                "paths": items,
                "components": { "schemas": schemas },
            })
        })
        .boxed()
}

fn generated(bytes: &[u8]) -> (Generated, String) {
    let input = Input::new("api.json", bytes);
    let generated = generate(&input, &Config::default());
    let report = generated
        .report
        .render_text("api.json", Some(&input.sources()), false);
    (generated, report)
}

fn ends_in(path: &str, ending: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|it| it == ending)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(DOCUMENTS),
        failure_persistence: Some(Box::new(proptest::test_runner::FileFailurePersistence::WithSource("proptest-regressions"))),
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_document_gives_a_report_and_rust_that_parses(document in document()) {
        let bytes = serde_json::to_vec_pretty(&document).unwrap();
        let (first, report) = generated(&bytes);
        // A file that cannot be printed, or has the path of another one.
        prop_assert!(!report.contains("error[E011]"), "{report}");
        let files = |generated: &Generated| -> Vec<(String, String)> {
            let files = generated.files.iter().flat_map(Files::iter);
            files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
        };
        let paths: Vec<String> = files(&first).into_iter().map(|(path, _)| path.to_lowercase()).collect();
        for (path, text) in files(&first) {
            prop_assert!(path.is_ascii() && !path.contains(".."), "{path}");
            prop_assert_eq!(paths.iter().filter(|other| **other == path.to_lowercase()).count(), 1, "{}", path);
            if ends_in(&path, "rs") && !path.contains("/src/runtime/") {
                let parsed = syn::parse_file(&text);
                prop_assert!(parsed.is_ok(), "{path}: {:?}", parsed.err());
            }
            if ends_in(&path, "toml") {
                let parsed = text.parse::<toml::Table>();
                prop_assert!(parsed.is_ok(), "{path}: {:?}", parsed.err());
            }
        }
        let (second, same) = generated(&bytes);
        prop_assert_eq!(report, same);
        prop_assert!(files(&first) == files(&second), "two runs differ");
    }
}

//! A validator of others judges the samples, the broken ones, and the translation of schemas that it judges by.

use std::collections::BTreeSet;

use jsonschema::ValidatorMap;
use oasmith::{Config, Input, Reading};
use serde_json::{Value, json};

use super::Exam;

/// The questions about a document.
fn exam(document: &[u8]) -> Exam {
    let input = Input::new("openapi.yaml", document);
    let reading = oasmith::read(&input, &Config::default()).unwrap();
    let Reading {
        document,
        api,
        names,
    } = reading;
    Exam::new(&api, &document, &names)
}

fn validators(exam: &Exam) -> ValidatorMap {
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    options.build_map(&exam.schemas).unwrap()
}

fn is_valid(validators: &ValidatorMap, schema: &str, value: &Value) -> bool {
    let validator = validators.get(&format!("#/$defs/{schema}")).unwrap();
    validator.is_valid(value)
}

/// The sample without what stands for an absent member.
fn given(sample: &Value) -> Value {
    match sample {
        Value::Array(items) => items.iter().map(given).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| value.as_str() != Some(oasmith::sample::each::ABSENT))
            .map(|(name, value)| (name.clone(), given(value)))
            .collect(),
        other => other.clone(),
    }
}

/// The sample with the change that breaks it.
fn broken(sample: &Value, spoilt: &Value) -> Value {
    let mut body = given(sample);
    let place = spoilt["place"].as_str().unwrap();
    if let (Some(value), Some(there)) = (spoilt.get("value"), body.pointer_mut(place)) {
        *there = value.clone();
        return body;
    }
    let (parent, name) = place.rsplit_once('/').unwrap();
    let members = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    let before = match spoilt.get("value") {
        Some(value) => members.insert(name.replace("~1", "/").replace("~0", "~"), value.clone()),
        None => members.remove(name),
    };
    assert_eq!(before.is_some(), spoilt.get("value").is_none());
    body
}

/// The questions about a document of the project.
fn exam_of(path: &str) -> Exam {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    exam(&std::fs::read(format!("{root}/{path}")).unwrap())
}

/// How many samples there are. Each has to be valid wherever it stands.
fn valid_samples(exam: &Exam, validators: &ValidatorMap) -> usize {
    let mut count = 0;
    for (samples, places) in exam.samples.iter().zip(&exam.judged) {
        for place in places {
            for sample in samples {
                let valid = is_valid(validators, &place.schema, &given(sample));
                assert!(valid, "{}: {sample}", place.place);
                count += 1;
            }
        }
    }
    count
}

#[test]
fn what_the_mock_copies_from_requests_is_valid() {
    let exam = exam_of("generator/tests/cases/mock_resources.yaml");
    let count = valid_samples(&exam, &validators(&exam));
    assert!(count > 50, "{count} samples");
    // A book as it is shown, with what a PATCH says.
    let is_changed = |sample: &Value| {
        let shown = sample["pages"] == 7 && sample["cover"] == json!({ "url": "text" });
        shown && sample.get("isbn") == Some(&Value::Null)
    };
    assert!(exam.samples.iter().flatten().any(is_changed));
}

#[test]
fn samples_are_valid_and_broken_ones_are_not() {
    let exam = exam_of("spec/authentik/openapi.yaml");
    let validators = validators(&exam);
    let count = valid_samples(&exam, &validators);
    assert!(count > 50, "{count} samples");

    let mut count = 0;
    for body in exam.operations.iter().filter_map(|it| it.body.as_ref()) {
        let place = &exam.judged[body.samples][0];
        for spoilt in &exam.spoilt[body.spoilt.unwrap()] {
            let spoilt = serde_json::to_value(spoilt).unwrap();
            let number = usize::try_from(spoilt["sample"].as_u64().unwrap()).unwrap();
            let bad = broken(&exam.samples[body.samples][number], &spoilt);
            let valid = is_valid(&validators, &place.schema, &bad);
            assert!(
                !valid || spoilt["what"] == "width",
                "{}: {spoilt}",
                place.place
            );
            count += 1;
        }
    }
    assert!(count > 100, "{count} broken ones");
}

/// A document with one operation that takes and gives the component `T`.
fn judged_by(schemas: &Value) -> (Exam, [String; 2]) {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/T" } } });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "/": { "post": {
            "operationId": "post",
            "requestBody": { "content": content },
            "responses": { "200": { "description": "", "content": content } },
        } } },
        "components": { "schemas": schemas },
    });
    let exam = exam(document.to_string().as_bytes());
    let places = exam
        .judged
        .iter()
        .flatten()
        .map(|judged| judged.schema.clone());
    // What the mock answers is judged by the schema of the answer, too.
    let mut known = BTreeSet::new();
    let places: Vec<String> = places.filter(|place| known.insert(place.clone())).collect();
    let [one, other] = places.try_into().unwrap();
    let places = if one.starts_with("request") {
        [one, other]
    } else {
        [other, one]
    };
    (exam, places)
}

#[test]
fn what_openapi_says_in_its_own_way_is_translated() {
    let (exam, [request, answer]) = judged_by(&json!({
        "T": {
            "type": "object",
            "required": ["id", "secret"],
            "properties": {
                "id": { "type": "integer", "readOnly": true },
                "secret": { "type": "string", "writeOnly": true },
                "size": { "type": "integer", "minimum": 1, "exclusiveMinimum": true },
                "note": { "type": "string", "nullable": true },
                "colour": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/C" }] },
                "at": { "type": "string", "format": "date-time" },
                "mail": { "type": "string", "format": "email" },
            },
        },
        "C": { "type": "string", "enum": ["red"] },
    }));
    let validators = validators(&exam);
    let cases = [
        (&request, json!({ "secret": "s" }), true),
        (&request, json!({ "secret": "s", "id": 1 }), false),
        (&request, json!({}), false),
        (&answer, json!({ "id": 1 }), true),
        (&answer, json!({ "id": 1, "secret": "s" }), false),
        (&answer, json!({ "id": 1, "size": 2 }), true),
        (&answer, json!({ "id": 1, "size": 1 }), false),
        (
            &answer,
            json!({ "id": 1, "note": null, "colour": null }),
            true,
        ),
        (&answer, json!({ "id": 1, "colour": "blue" }), false),
        (&answer, json!({ "id": 1, "size": null }), false),
        (
            &answer,
            json!({ "id": 1, "at": "2024-02-29T00:00:00Z" }),
            true,
        ),
        (
            &answer,
            json!({ "id": 1, "at": "2024-02-30T00:00:00Z" }),
            false,
        ),
        (&answer, json!({ "id": 1, "mail": "advice" }), true),
    ];
    for (schema, value, valid) in cases {
        assert_eq!(
            is_valid(&validators, schema, &value),
            valid,
            "{schema}: {value}"
        );
    }
}

#[test]
fn a_discriminator_picks_the_variant() {
    let (exam, [request, _]) = judged_by(&json!({
        "T": {
            "oneOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }],
            "discriminator": {
                "propertyName": "kind",
                "mapping": { "first": "#/components/schemas/A", "second": "B" },
            },
        },
        "A": { "type": "object", "properties": { "size": { "type": "integer" } } },
        "B": {
            "type": "object",
            "properties": { "size": { "type": "string" } },
            "additionalProperties": false,
        },
    }));
    let validators = validators(&exam);
    let cases = [
        (json!({ "kind": "first", "size": 1 }), true),
        (json!({ "kind": "second", "size": "1" }), true),
        (json!({ "kind": "second" }), true),
        (json!({ "kind": "second", "size": 1 }), false),
        (json!({ "kind": "second", "more": 1 }), false),
        (json!({ "kind": "third" }), false),
        (json!({ "size": 1 }), false),
    ];
    for (value, valid) in cases {
        assert_eq!(is_valid(&validators, &request, &value), valid, "{value}");
    }
}

#[test]
fn each_closed_object_is_asked_for_one_member_more() {
    let (exam, [request, _]) = judged_by(&json!({
        "T": {
            "type": "object",
            "properties": {
                "closed": { "$ref": "#/components/schemas/C" },
                "list": { "type": "array", "items": { "$ref": "#/components/schemas/C" } },
                "map": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/C" } },
                "open": { "type": "object", "properties": { "name": { "type": "string" } } },
                "extended": { "$ref": "#/components/schemas/E" },
                "demanding": { "$ref": "#/components/schemas/D" },
            },
            "additionalProperties": false,
        },
        "C": {
            "type": "object",
            "properties": { "name": { "type": "string" } },
            "additionalProperties": false,
        },
        "E": { "allOf": [
            { "$ref": "#/components/schemas/C" },
            { "type": "object", "properties": { "age": { "type": "integer" } } },
        ] },
        "D": { "allOf": [{ "$ref": "#/components/schemas/C" }, { "required": ["name"] }] },
    }));
    let validators = validators(&exam);
    let mut places = Vec::new();
    let samples = &exam.samples[exam.operations[0].body.as_ref().unwrap().samples];
    for spoilt in &exam.spoilt[0] {
        let spoilt = serde_json::to_value(spoilt).unwrap();
        if spoilt["what"] == "undeclared" {
            let number = usize::try_from(spoilt["sample"].as_u64().unwrap()).unwrap();
            let bad = broken(&samples[number], &spoilt);
            assert!(!is_valid(&validators, &request, &bad), "{bad}");
            places.push(spoilt["place"].as_str().unwrap().to_owned());
        }
    }
    places.sort();
    let expected = ["/closed", "/demanding", "/list/0", "/map/key ~0~10", ""];
    let mut expected = expected.map(|place| format!("{place}/undeclared ~0~1"));
    expected.sort();
    assert_eq!(places, expected);
}

#[test]
fn forms_are_asked_for_what_they_can_tell() {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let cleared = json!({ "anyOf": [&texts, { "type": "string", "enum": [""] }] });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": { "/people": { "post": {
            "operationId": "change",
            "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": {
                "type": "object",
                "required": ["lines"],
                "properties": {
                    "aliases": cleared,
                    "lines": { "type": "array", "items": { "type": "object", "required": ["rates"], "properties": { "rates": texts } } },
                },
            } } } },
            "responses": { "204": { "description": "Fine" } },
        } } },
    });
    let exam = exam(document.to_string().as_bytes());
    let samples = &exam.samples[exam.operations[0].body.as_ref().unwrap().samples];
    assert!(samples.iter().any(|sample| sample["aliases"] == ""));
    for sample in samples {
        // Nothing is sent for no item, and one is the item alone.
        assert!(
            sample["aliases"]
                .as_array()
                .is_none_or(|items| items.len() > 1)
        );
        let lines = sample["lines"].as_array().unwrap();
        assert!(!lines.is_empty());
        for line in lines {
            assert!(!line["rates"].as_array().unwrap().is_empty(), "{sample}");
        }
    }
}

#[test]
fn no_url_is_too_long() {
    let text = json!({ "type": "string", "maxLength": 5000 });
    let list = json!({ "type": "array", "items": &text });
    let parameters = [
        ("a", &text),
        ("b", &text),
        ("c", &text),
        ("d", &list),
        ("e", &text),
    ];
    let parameters =
        parameters.map(|(name, schema)| json!({ "name": name, "in": "query", "schema": schema }));
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": { "/people": { "get": {
            "operationId": "find",
            "parameters": parameters,
            "responses": { "204": { "description": "Fine" } },
        } } },
    });
    let exam = exam(document.to_string().as_bytes());
    let lengths = exam.operations[0].parameters.iter().skip(1).map(|set| {
        assert_eq!(set.len(), 5);
        Value::Object(set.clone()).to_string().len()
    });
    let lengths: Vec<usize> = lengths.collect();
    let longest = lengths.iter().max().unwrap();
    assert!((5000..20_000).contains(longest), "{lengths:?}");
}

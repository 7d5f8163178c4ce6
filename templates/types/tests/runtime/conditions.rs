//! Conditions: JSON Schema that a value must meet.

use std::collections::BTreeMap;

use oasmith_template_types::runtime::{Checks, Rule, Validate, Violations};
use serde_json::{Value, json};

/// The places and words of what a value breaks.
fn broken(value: &dyn Validate, schema: &'static str) -> Vec<String> {
    let mut found = Violations::new();
    value.check(&Rule::new().condition(schema), &mut Checks::new(&mut found));
    found
        .iter()
        .map(|it| format!("{} {}", it.place, it.message))
        .collect()
}

fn meets(value: &Value, schema: &'static str) -> bool {
    broken(value, schema).is_empty()
}

#[test]
fn listed_values_are_told_in_the_words_of_the_document() {
    assert!(broken(&1_i64, r#"{"enum":[1,2]}"#).is_empty());
    assert_eq!(
        broken(&3_i64, r#"{"enum":[1,2]}"#),
        [" must be one of 1 or 2"]
    );
    assert_eq!(broken(&false, r#"{"const":true}"#), [" must be true"]);
    assert!(broken(&1.0_f64, r#"{"const":1}"#).is_empty());
    assert!(!meets(&json!({ "a": [1] }), r#"{"const":{"a":[1,null]}}"#));
    assert!(meets(
        &json!({ "a": [1.0, null] }),
        r#"{"const":{"a":[1,null]}}"#
    ));
}

#[test]
fn the_types_of_json() {
    assert!(meets(&json!(1.0), r#"{"type":"integer"}"#));
    assert!(!meets(&json!(1.000_000_000_1), r#"{"type":"integer"}"#));
    assert!(meets(&Value::Null, r#"{"type":["string","null"]}"#));
    assert!(!meets(&json!([]), r#"{"type":"object"}"#));
}

#[test]
fn alternatives_are_counted() {
    let one = r#"{"oneOf":[{"minimum":1},{"maximum":5}]}"#;
    assert!(meets(&json!(0), one) && meets(&json!(6), one));
    assert!(!meets(&json!(3), one));
    assert!(meets(
        &json!(3),
        r#"{"anyOf":[{"minimum":1},{"maximum":5}]}"#
    ));
    assert!(!meets(
        &json!(3),
        r#"{"anyOf":[{"minimum":9},{"type":"string"}]}"#
    ));
    assert!(!meets(&json!(3), r#"{"not":{"exclusiveMinimum":2}}"#));
    assert!(meets(&json!(2), r#"{"not":{"exclusiveMinimum":2}}"#));
}

#[test]
fn one_member_asks_for_another() {
    let schema = r#"{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"required":["b"]},"else":{"properties":{"b":false}}}"#;
    let broken = |value: Value| broken(&value, schema);
    assert_eq!(broken(json!({ "a": 1 })), ["/b is required here"]);
    assert_eq!(broken(json!({ "a": 2, "b": 1 })), ["/b must not be there"]);
    assert!(broken(json!({ "a": 1, "b": 1 })).is_empty());
    assert!(!meets(
        &json!({ "a": 1 }),
        r#"{"dependentRequired":{"a":["b"]}}"#
    ));
    assert!(meets(
        &json!({ "b": 1 }),
        r#"{"dependentRequired":{"a":["b"]}}"#
    ));
    assert!(!meets(
        &json!({ "a": 1 }),
        r#"{"dependentSchemas":{"a":{"minProperties":2}}}"#
    ));
}

#[test]
fn names_are_asked_whatever_the_values_are() {
    let mut map = BTreeMap::from([("ab".to_owned(), uuid::Uuid::nil().to_string())]);
    assert!(broken(&map, r#"{"propertyNames":{"pattern":"^[a-z]+$"}}"#).is_empty());
    map.insert("A/".to_owned(), String::new());
    assert_eq!(
        broken(&map, r#"{"propertyNames":{"pattern":"^[a-z]+$"}}"#),
        ["/A~1 is not a valid name"]
    );
    let closed = r#"{"properties":{"c":true},"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}"#;
    assert!(meets(&json!({ "c": 1, "x": "" }), closed));
    assert_eq!(broken(&json!({ "d": 1 }), closed), ["/d must not be there"]);
    assert_eq!(
        broken(&json!({ "xy": 1 }), closed),
        ["/xy must be \"string\""]
    );
}

#[test]
fn items_have_their_places() {
    let tuple = r#"{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}"#;
    assert!(meets(&json!(["a", 1]), tuple) && meets(&json!([]), tuple));
    assert_eq!(
        broken(&json!(["a", "b", 1]), tuple),
        ["/1 must be \"integer\"", "/2 must not be there"]
    );
    let contains = r#"{"contains":{"const":1},"minContains":2,"maxContains":3}"#;
    assert!(meets(&json!([1, 0, 1]), contains));
    assert!(!meets(&json!([1, 0]), contains) && !meets(&json!([1, 1, 1, 1]), contains));
    assert!(meets(
        &json!([]),
        r#"{"contains":{"const":1},"minContains":0}"#
    ));
}

#[test]
fn multiples_are_those_of_decimal_digits() {
    let is_multiple = |value: f64, step: f64| {
        let mut found = Violations::new();
        value.check(
            &Rule::new().multiple_of_number(step),
            &mut Checks::new(&mut found),
        );
        found.is_empty()
    };
    assert!(is_multiple(0.3, 0.1) && is_multiple(-4.35, 0.01) && is_multiple(1e300, 0.5));
    assert!(is_multiple(1e-7, 1e-8) && is_multiple(19.99, 0.01));
    assert!(!is_multiple(5_000_000.005, 0.01) && !is_multiple(0.35, 0.1));
    assert!(!is_multiple(1e-300, 1.5) && !is_multiple(123.456, 0.01));
}

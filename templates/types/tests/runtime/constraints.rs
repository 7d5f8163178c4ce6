//! The constraints of the document, and the shape of what they find.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use oasmith_template_types::runtime::{Checks, Rule, Validate, Violation, Violations, json};
use regex_lite::Regex;
use serde_json::{Value, json};

use crate::sample::{Flow, Stage};

fn check<'r>(value: &dyn Validate, rule: impl Borrow<Rule<'r>>) -> Vec<String> {
    let mut found = Violations::new();
    value.check(rule.borrow(), &mut Checks::new(&mut found));
    found
        .iter()
        .map(|violation| violation.message.clone())
        .collect()
}

fn flow(more: &Value) -> Flow {
    let mut body =
        json!({"pk": "6e7a1a3c-1b1c-4c1d-8e1f-000000000001", "slug": "a", "cache_count": null});
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json::decode(body.to_string().as_bytes()).unwrap()
}

#[test]
fn lengths_count_code_points() {
    let rule = Rule::new().min_length(2).max_length(3);
    assert!(check(&"äöü".to_owned(), rule).is_empty());
    assert_eq!(
        check(&"ä".to_owned(), rule),
        ["must have at least 2 characters"]
    );
    assert_eq!(
        check(&"äöüß".to_owned(), rule),
        ["must have at most 3 characters"]
    );
    assert_eq!(
        check(&String::new(), Rule::new().min_length(1)),
        ["must have at least 1 character"]
    );
}

#[test]
fn patterns_of_brackets_alone_mean_what_they_mean_to_the_engine() {
    for pattern in [
        "^[-a-zA-Z0-9_]+$",
        "^[a-z_-]+$",
        "^[.]+$",
        "^[-]+$",
        "^[!-}]+$",
        "^[$a|(]+$",
        "^[^a]+$",
        "^[a]*$",
        "[a]+$",
        "^[a]+",
        "^[a][b]+$",
        "^[\\w]+$",
        "^[[:alpha:]]+$",
        "^[é]+$",
        "^[z-a]+$",
        "^[a]+|[b]+$",
    ] {
        let engine = Regex::new(pattern).ok();
        for text in (0..=255_u8).map(|byte| char::from(byte).to_string()) {
            for text in [text.clone(), format!("a{text}"), format!("{text}a\n")] {
                let fits = engine.as_ref().is_none_or(|engine| engine.is_match(&text));
                let found = check(&text, Rule::new().pattern(pattern));
                assert_eq!(found.is_empty(), fits, "{pattern} {text:?}");
            }
        }
    }
    assert!(!check(&String::new(), Rule::new().pattern("^[a]+$")).is_empty());
}

#[test]
fn patterns_are_searched_for() {
    assert!(check(&"xay".to_owned(), Rule::new().pattern("a")).is_empty());
    assert_eq!(
        check(&"x y".to_owned(), Rule::new().pattern("^[a-z]+$")),
        ["must match ^[a-z]+$"]
    );
    assert!(check(&"x".to_owned(), Rule::new().pattern("(?<=look)behind")).is_empty());
}

#[test]
fn bounds_are_exact() {
    let most = Rule::new().maximum(i128::from(i64::MAX) - 1);
    assert!(check(&(i64::MAX - 1), most).is_empty());
    assert_eq!(
        check(&i64::MAX, most),
        ["must be at most 9223372036854775806"]
    );
    assert_eq!(
        check(&1_i64, Rule::new().exclusive_minimum(1)),
        ["must be more than 1"]
    );
    assert_eq!(check(&0.5, Rule::new().minimum(1)), ["must be at least 1"]);
    assert_eq!(
        check(&0.5, Rule::new().exclusive_maximum_number(0.5)),
        ["must be less than 0.5"]
    );
    assert_eq!(
        check(&5_i64, Rule::new().multiple_of(2)),
        ["must be a multiple of 2"]
    );
    assert!(check(&0.3, Rule::new().multiple_of_number(0.1)).is_empty());
    assert_eq!(
        check(&0.35, Rule::new().multiple_of_number(0.1)),
        ["must be a multiple of 0.1"]
    );
}

#[test]
fn lists_and_maps_have_sizes_and_rules_for_what_is_in_them() {
    let inner = Rule::new().max_length(1);
    let rule = Rule::new().min_items(3).unique_items().items(&inner);
    let list = vec!["a".to_owned(), "a".to_owned()];
    assert_eq!(
        check(&list, rule),
        ["must have at least 3 items", "must have no item twice"]
    );
    let map = BTreeMap::from([("a".to_owned(), "bb".to_owned())]);
    let rule = Rule::new().min_properties(2).items(&inner);
    assert_eq!(
        check(&map, rule),
        ["must have at least 2 keys", "must have at most 1 character"]
    );
    assert_eq!(check(&json!({"a": "bb"}), rule).len(), 2);
}

#[test]
fn a_record_names_the_place_of_every_violation() {
    let flow = flow(&json!({
        "slug": "", "cache_count": -1, "denied_action": "explode", "background": "much too long",
        "stages": [{"name": "n"}, {"name": "", "labels": ["ok", "long"]}],
    }));
    let lines: Vec<String> = flow
        .validate()
        .unwrap_err()
        .iter()
        .map(Violation::to_string)
        .collect();
    assert_eq!(
        lines,
        [
            "/slug must have at least 1 character",
            "/slug must match ^[-a-zA-Z0-9_]+$",
            "/cache_count must be at least 0",
            "/denied_action must be one of message_continue, message, continue",
            "/background must have at most 10 characters",
            "/stages/1/name must have at least 1 character",
            "/stages/1/labels/1 must have at most 3 characters",
        ]
    );
    let fields = flow.validate().unwrap_err().by_field("non_field_errors");
    assert_eq!(fields["slug"].as_array().unwrap().len(), 2);
    assert_eq!(
        fields["stages"],
        json!([{}, {
            "name": ["must have at least 1 character"],
            "labels": {"1": ["must have at most 3 characters"]},
        }])
    );
}

#[test]
fn a_valid_record_passes() {
    assert_eq!(flow(&json!({"background": null})).validate(), Ok(()));
    assert_eq!(
        Stage {
            name: "n".into(),
            order: None,
            labels: None
        }
        .validate(),
        Ok(())
    );
}

#[test]
fn messages_about_a_whole_stand_under_the_general_key() {
    let found = [
        ("", "a"),
        ("/stages", "b"),
        ("/stages/0/name", "c"),
        ("/map/4000000000/x", "d"),
        ("/a~1b", "e"),
    ];
    let found: Violations = found
        .into_iter()
        .map(|(place, message)| Violation {
            place: place.into(),
            message: message.into(),
        })
        .collect();
    assert_eq!(
        Value::Object(found.by_field("general")),
        json!({
            "general": ["a"],
            "stages": {"general": ["b"], "0": {"name": ["c"]}},
            "map": {"4000000000": {"x": ["d"]}},
            "a/b": ["e"],
        })
    );
}

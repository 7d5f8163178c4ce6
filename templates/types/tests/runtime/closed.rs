//! Objects that forbid other members than their own.

use std::panic::catch_unwind;

use oasmith_template_types::runtime::{Rule, Validate, json, strictly};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::sample::{Binding, Link};

/// What a server has against a body.
fn lines<T: DeserializeOwned + Validate>(body: &Value) -> Vec<String> {
    let body = body.to_string();
    let found = strictly(|| json::faults::<T>(body.as_bytes(), &Rule::new()));
    let mut lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    lines.sort();
    lines
}

fn read<T: DeserializeOwned>(body: &Value) -> Result<T, String> {
    json::decode(body.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_client_passes_over_what_a_server_refuses() {
    let body = json!({ "order": 1, "more": [{ "deep": 1 }] });
    let expected = Binding {
        order: Some(1),
        ..Binding::default()
    };
    assert_eq!(read(&body), Ok(expected.clone()));
    let refused = strictly(|| read::<Binding>(&body));
    assert_eq!(refused, Err("/more must not be there".to_owned()));
    // What is declared is no other member, whoever reads it.
    let body = json!({ "order": 1, "pk": "p" });
    assert_eq!(strictly(|| read(&body)), Ok(expected));
}

#[test]
fn all_of_them_are_told_with_all_other_faults() {
    let body = json!({
        "order": 300,
        "a": 1,
        "b/c": null,
        "target": { "pk": "p", "d": 1, "order": "x", "target": { "e": {} } },
        "stages": [{ "name": "", "f": "ignored" }, { "name": 1 }],
    });
    assert_eq!(
        lines::<Binding>(&body),
        [
            "/a must not be there",
            "/b~1c must not be there",
            "/order must be an integer from 0 to 255",
            "/stages/0/name must have at least 1 character",
            "/stages/1/name must be a string",
            "/target/d must not be there",
            "/target/order must be an integer from 0 to 255",
            "/target/target/e must not be there",
        ]
    );
}

#[test]
fn very_many_are_told_up_to_a_limit() {
    let with = |count: usize| -> Value {
        let members = (0..count).map(|index| (format!("m{index}"), Value::Null));
        Value::Object(members.collect::<Map<_, _>>())
    };
    assert_eq!(lines::<Binding>(&with(100)).len(), 100);
    let found = lines::<Binding>(&with(5_000)).len();
    assert!((100..=2_000).contains(&found), "{found}");
    // One that comes twice is told once.
    let twice = br#"{"more": 1, "more": 2}"#;
    let found = strictly(|| json::faults::<Binding>(twice, &Rule::new()));
    assert_eq!(found.len(), 1);
}

#[test]
fn a_reading_ends_with_its_thread_as_it_was() {
    let body = json!({ "more": 1 });
    strictly(|| assert!(strictly(|| read::<Binding>(&body)).is_err()));
    let panics = catch_unwind(|| strictly(|| panic!("a reading that panics")));
    assert!(panics.is_err());
    assert!(read::<Binding>(&body).is_ok());
}

#[test]
fn a_variant_that_forbids_a_member_leaves_the_value_to_another() {
    let body = json!({ "order": 1, "name": "n" });
    assert!(matches!(read(&body), Ok(Link::Binding(_))));
    assert!(matches!(strictly(|| read(&body)), Ok(Link::Stage(_))));
    // None takes it: the fault is that of the variant whose key it has.
    let body = json!({ "order": 1, "more": 1 });
    assert_eq!(lines::<Link>(&body), ["/more must not be there"]);
    // More is wrong than a member.
    let body = json!({ "order": "x", "more": 1 });
    let expected = ["/order must be an integer from 0 to 255"];
    assert_eq!(lines::<Link>(&body), expected);
}

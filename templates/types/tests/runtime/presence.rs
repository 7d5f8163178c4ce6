//! Fields that are absent, `null` or a value, in both directions.

use crate::sample::{DeniedAction, Flow};
use oasmith_template_types::runtime::{Patch, json};
use serde_json::{Value, json};

const PK: &str = "6e7a1a3c-1b1c-4c1d-8e1f-000000000001";

fn with(more: &Value) -> Value {
    let mut object = json!({"pk": PK, "slug": "a", "cache_count": null});
    for (key, value) in more.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

/// The same as it is written: a member that is only received says `null` when there is nothing in it.
fn written(more: &Value) -> Value {
    let mut object = with(&json!({"updated": null}));
    for (key, value) in more.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

#[allow(clippy::needless_pass_by_value, reason = "the calls read better")]
fn read(more: Value) -> Result<Flow, String> {
    json::decode(with(&more).to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn absent_null_and_value_are_kept_apart() {
    let plain = read(json!({})).unwrap();
    assert_eq!(
        (plain.cache_count, &plain.r#type, &plain.background),
        (None, &None, &Patch::Absent)
    );
    assert_eq!(json!(plain), written(&json!({})));

    let full = json!({"cache_count": 3, "type": "x", "background": "b", "updated": "2024-05-01T12:00:00Z"});
    assert_eq!(json!(read(full.clone()).unwrap()), with(&full));

    let cleared = read(json!({"background": null, "updated": null, "context": null})).unwrap();
    assert_eq!((&cleared.background, cleared.updated), (&Patch::Null, None));
    assert_eq!(
        json!(cleared),
        written(&json!({"background": null, "context": null}))
    );
}

#[test]
fn null_is_refused_where_it_is_not_documented() {
    assert_eq!(
        read(json!({"type": null})),
        Err("/type must be a string, not null".into())
    );
    assert_eq!(
        read(json!({"slug": null})),
        Err("/slug must be a string, not null".into())
    );
    assert_eq!(
        read(json!({"stages": null})),
        Err("/stages must be a list, not null".into())
    );
}

#[test]
fn a_nullable_key_must_be_there() {
    let body = json!({"pk": PK, "slug": "a"}).to_string();
    assert_eq!(
        json::decode::<Flow>(body.as_bytes())
            .unwrap_err()
            .to_string(),
        "/cache_count is required"
    );
}

#[test]
fn values_are_as_strict_as_the_document() {
    for (more, words) in [
        (
            json!({"cache_count": 1.5}),
            "/cache_count must be an integer",
        ),
        (
            json!({"cache_count": "1"}),
            "/cache_count must be an integer",
        ),
        (json!({"pk": "secret"}), "/pk must be a UUID"),
        (
            json!({"denied_action": 1}),
            "/denied_action must be a string",
        ),
        (
            json!({"updated": "secret"}),
            "/updated must be a valid date or time",
        ),
        (json!({"stages": {}}), "/stages must be a list"),
        (
            json!({"stages": [{"name": "a", "order": 256}]}),
            "/stages/0/order must be an integer from 0 to 255",
        ),
        (json!({"stages": [[]]}), "/stages/0 must be an object"),
    ] {
        assert_eq!(read(more), Err(words.into()));
    }
}

#[test]
fn numbers_are_written_as_they_came() {
    for text in [
        "2.5976931e-101",
        "52.520006599999997",
        "-5e-57",
        "0.1",
        "1e21",
    ] {
        let number: f64 = oasmith_template_types::runtime::json::decode(text.as_bytes()).unwrap();
        assert_eq!(
            number.to_bits(),
            text.parse::<f64>().unwrap().to_bits(),
            "{text}"
        );
    }
}

#[test]
fn unknown_keys_are_kept_where_there_is_a_map_and_ignored_elsewhere() {
    let more = json!({"messages": ["a"], "stages": [{"name": "n", "extra": {"deep": 1}}]});
    let flow = read(more).unwrap();
    assert_eq!(json!(flow.other), json!({"messages": ["a"]}));
    assert_eq!(
        json!(flow),
        written(&json!({"messages": ["a"], "stages": [{"name": "n"}]}))
    );
}

#[test]
fn a_further_key_must_not_be_the_key_of_a_field() {
    let mut flow = read(json!({})).unwrap();
    flow.other.insert("slug".into(), json!("b"));
    assert!(json::encode(&flow).is_err());
}

#[test]
fn any_order_of_keys_is_read_from_text_and_from_a_value() {
    let text = format!(r#"{{"type":"t","cache_count":1,"z":0,"slug":"s","pk":"{PK}"}}"#);
    let flow: Flow = json::decode(text.as_bytes()).unwrap();
    assert_eq!(
        flow,
        serde_json::from_value(serde_json::from_str(&text).unwrap()).unwrap()
    );
    assert_eq!(flow.r#type.as_deref(), Some("t"));
}

#[test]
fn patches_apply() {
    let mut held = Some(1);
    Patch::Absent.apply_to(&mut held);
    assert_eq!(held, Some(1));
    Patch::from(2).apply_to(&mut held);
    assert_eq!(held, Some(2));
    Patch::from(None).apply_to(&mut held);
    assert_eq!(held, None);
}

#[test]
fn enums_keep_what_the_document_does_not_list() {
    let flow = read(json!({"denied_action": "message"})).unwrap();
    assert_eq!(flow.denied_action, Some(DeniedAction::Message));
    let newer = read(json!({"denied_action": "explode"})).unwrap();
    let Some(DeniedAction::Unknown(value)) = &newer.denied_action else {
        panic!("{newer:?}")
    };
    assert_eq!(value.as_str(), "explode");
    assert_eq!(json!(newer), written(&json!({"denied_action": "explode"})));
    let texts: Vec<&str> = DeniedAction::VALUES
        .iter()
        .map(DeniedAction::as_str)
        .collect();
    assert_eq!(texts, ["message_continue", "message", "continue"]);
    assert_eq!(
        DeniedAction::from("continue".to_owned()),
        DeniedAction::Continue
    );
    assert_eq!(
        DeniedAction::from("explode".to_owned()).to_string(),
        "explode"
    );
}

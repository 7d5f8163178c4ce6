//! Alternatives, with and without a tag.

use oasmith_template_types::runtime::unions::Pick;
use oasmith_template_types::runtime::{Rule, Validate, json, strictly};
use oasmith_template_types::{record, untagged_union};
use serde_json::{Value, json};

use crate::sample::{
    Answer, Captcha, Challenge, DeniedAction, Expression, Nested, Password, Target,
};

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, String> {
    json::decode(value.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_tag_chooses_the_variant_and_is_written_once() {
    let captcha = Challenge::Captcha(Box::new(Captcha {
        site_key: "k".into(),
    }));
    let wire = json!({"component": "ak-stage-captcha", "site_key": "k"});
    assert_eq!(json!(captcha), wire);
    assert_eq!(read::<Challenge>(&wire).unwrap(), captcha);

    let wire = json!({"component": "ak-stage-password"});
    assert_eq!(json!(Challenge::Password(Password::default())), wire);
    let Challenge::Password(password) = read(&wire).unwrap() else {
        panic!()
    };
    assert_eq!(password.component.as_deref(), Some("ak-stage-password"));
    let text = json::encode(&Challenge::Password(password)).unwrap();
    assert_eq!(
        String::from_utf8(text)
            .unwrap()
            .matches("component")
            .count(),
        1
    );
}

#[test]
fn an_unknown_tag_is_kept_as_it_is() {
    let wire = json!({"component": "ak-stage-new", "deep": {"a": [1, 2.5, null]}});
    let challenge: Challenge = read(&wire).unwrap();
    assert_eq!(challenge, Challenge::Unknown(wire.clone()));
    assert_eq!(json!(challenge), wire);
    assert_eq!(
        challenge.validate().unwrap_err().to_string(),
        "/component must be one of ak-stage-password, ak-stage-captcha"
    );
}

#[test]
fn faults_in_a_variant_have_their_place() {
    let fault = |value: Value| read::<Vec<Challenge>>(&json!([value])).unwrap_err();
    assert_eq!(
        fault(json!({"component": "ak-stage-captcha"})),
        "/0/site_key is required"
    );
    assert_eq!(
        fault(json!({"component": "ak-stage-captcha", "site_key": 1})),
        "/0/site_key must be a string"
    );
    assert_eq!(fault(json!({})), "/0/component is required");
    assert_eq!(
        fault(json!({"component": 1})),
        "/0/component must be a string"
    );
    assert_eq!(fault(json!("s3cret")), "/0 must be an object");
    assert_eq!(fault(json!(null)), "/0 must be a value, not null");
}

/// Each union used to read what it has twice where something is wrong in it, and so did the one around it: the time doubled with each.
#[test]
fn a_fault_deep_within_unions_is_found_in_time() {
    let around = |member: &str, mut value: Value| {
        for _ in 0..55 {
            value = json!({ "kind": "deeper", member: value });
        }
        value
    };
    for member in ["inner", "links"] {
        let body = around(member, json!({ "kind": "deeper", "order": "x" }));
        let error = read::<Nested>(&body).unwrap_err();
        let place = format!("/{member}").repeat(55);
        assert_eq!(
            error,
            format!("{place}/order must be an integer from 0 to 255")
        );
        let body = around(member, json!({ "kind": "deeper", "more": 1 })).to_string();
        assert!(read::<Nested>(&serde_json::from_str(&body).unwrap()).is_ok());
        let found = strictly(|| json::faults::<Nested>(body.as_bytes(), &Rule::new()));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, [format!("{place}/more must not be there")]);
    }
}

/// Each trial used to try what is inside once more, so that the time doubled with each level.
#[test]
fn trials_within_trials_end_in_time() {
    let around = |levels: usize, mut value: Value| {
        for level in 0..levels {
            let own = if level % 2 == 0 { "not" } else { "all" };
            let more = if level % 2 == 0 {
                json!(true)
            } else {
                json!([value])
            };
            value = json!({ "inner": value, own: more });
        }
        value
    };
    // Of two variants that take what is inside the one that keeps the other member, too, whatever is around.
    let value = around(12, json!({ "not": false }));
    let expression: Expression = read(&value).unwrap();
    assert_eq!(json!(expression), value);

    let chain = |last: Value| (0..55).fold(last, |value, _| json!({ "inner": value, "not": true }));
    for (last, is_valid) in [
        (json!({ "not": false }), true),
        (json!({ "none": 1 }), false),
    ] {
        let value = chain(last);
        let expression: Expression = read(&value).unwrap();
        assert_eq!(json!(expression), value);
        assert_eq!(expression.validate().is_ok(), is_valid);
    }
    // What was found for one value is not taken for another one.
    let pair = json!({ "all": [{ "not": true }, { "all": [] }, { "not": true }, { "none": 1 }] });
    let Expression::Conjunction(pair) = read(&pair).unwrap() else {
        panic!()
    };
    let kinds: Vec<_> = pair.all.unwrap();
    assert!(matches!(
        kinds.as_slice(),
        [
            Expression::Negation(_),
            Expression::Conjunction(_),
            Expression::Negation(_),
            Expression::Unknown(_)
        ]
    ));
}

#[test]
fn without_a_tag_the_kind_or_a_key_or_a_trial_decides() {
    let kept = |value: Value| {
        let target: Target = read(&value).unwrap();
        assert_eq!(json!(target), value);
        target
    };
    assert!(matches!(kept(json!(3)), Target::Number(3)));
    assert!(matches!(kept(json!("a")), Target::Name(_)));
    assert!(matches!(kept(json!({"site_key": "k"})), Target::Captcha(_)));
    assert!(matches!(kept(json!({"name": "n"})), Target::Stage(_)));
    assert!(matches!(
        kept(json!({"allow_reset": true})),
        Target::Password(_)
    ));
    assert!(matches!(kept(json!(2.5)), Target::Unknown(_)));
    assert!(matches!(
        kept(json!({"allow_reset": "no"})),
        Target::Unknown(_)
    ));
    // `Password` would keep one key of it.
    let both = json!({"allow_reset": true, "name": "n", "order": 1});
    assert!(matches!(read(&both), Ok(Target::Stage(_))));
    assert!(matches!(kept(json!({})), Target::Password(_)));
    assert!(matches!(kept(json!({"more": 1})), Target::Unknown(_)));
    assert!(matches!(
        read(&json!({"name": "n", "more": 1})),
        Ok(Target::Stage(_))
    ));
    assert_eq!(
        read::<Target>(&json!({"site_key": 1})),
        Err("/site_key must be a string".into())
    );
}

#[test]
fn of_variants_that_keep_as_much_the_first_valid_one_is_chosen() {
    let listed: Answer = read(&json!("message")).unwrap();
    assert_eq!(listed, Answer::Listed(DeniedAction::Message));
    let other: Answer = read(&json!("other")).unwrap();
    assert_eq!(other, Answer::Text("other".to_owned()));
}

#[derive(Clone, Debug, PartialEq)]
struct Card {
    object: Option<String>,
    code: i64,
}

record! {
    Card {
        object: optional,
        code: required,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Account {
    object: Option<String>,
    bank: String,
}

record! {
    Account {
        object: optional,
        bank: required,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Payment {
    Card(Card),
    Account(Account),
    Unknown(Value),
}

untagged_union! {
    Payment {
        Card: Pick::Constant("object", "card"),
        Account: Pick::Constant("object", "account"),
        ..Unknown
    }
}

#[test]
fn a_constant_that_is_absent_leaves_the_choice_to_the_other_members() {
    let bank = json!({"bank": "b"});
    let code = json!({"code": 1});
    assert!(matches!(read(&bank), Ok(Payment::Account(_))));
    assert!(matches!(read(&code), Ok(Payment::Card(_))));
    // One that is there chooses.
    let other = json!({"object": "other", "code": 1});
    assert_eq!(read(&other), Ok(Payment::Unknown(other)));
    let without = json!({"object": "account", "code": 1});
    let fault = read::<Payment>(&without).unwrap_err();
    assert_eq!(fault, "/bank is required");
    assert_eq!(
        read(&json!({"object": 1})),
        Ok(Payment::Unknown(json!({"object": 1})))
    );
}

/// A tree whose branches all have the key that tells one of two variants, told by the type of what is under another key.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Named(Box<Named>),
    Counted(Box<Counted>),
    Unknown(Value),
}

untagged_union! {
    Tree {
        Named: Pick::Key("name"),
        Counted: Pick::Trial => Rule::new(),
        ..Unknown
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Named {
    name: String,
    below: Option<Box<Tree>>,
}

record! {
    Named {
        name: required,
        below: optional,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Counted {
    count: i64,
    name: Option<i64>,
    below: Option<Box<Tree>>,
}

record! {
    Counted {
        count: required,
        name: optional,
        below: optional,
    }
}

#[test]
fn a_key_that_another_variant_may_have_passes_the_value_on() {
    let wire = json!({ "count": 1, "name": 2 });
    assert!(matches!(read(&wire), Ok(Tree::Counted(_))));
    // What no variant takes has the fault of the one that it is for.
    let fault = read::<Tree>(&json!({ "name": 2 })).unwrap_err();
    assert_eq!(fault, "/name must be a string");
}

#[test]
fn values_that_are_passed_on_end_in_time() {
    for (last, is_read) in [(json!({ "count": 1 }), true), (json!({ "name": 1 }), false)] {
        let wire = (0..55).fold(
            last,
            |value, _| json!({ "count": 1, "name": 2, "below": value }),
        );
        assert_eq!(read::<Tree>(&wire).is_ok(), is_read);
    }
}

#[test]
fn members_that_no_variant_names_are_allowed_and_kept_by_clients() {
    let wire = json!({ "new": 1 });
    assert_eq!(read(&wire), Ok(Expression::Unknown(wire.clone())));
    let read = strictly(|| read::<Expression>(&wire)).unwrap();
    assert!(!read.is_unknown() && read.validate().is_ok());
}

/// A union of two integers within limits.
#[derive(Clone, Debug, PartialEq)]
enum Size {
    Small(i64),
    Number(f64),
    Unknown(Value),
}

untagged_union! {
    Size {
        Small: Pick::Trial => Rule::new().maximum(5),
        Number: Pick::Trial => Rule::new().minimum(100),
        ..Unknown
    }
}

#[test]
fn of_variants_on_trial_the_one_whose_limits_hold_is_taken() {
    assert_eq!(read(&json!(3)), Ok(Size::Small(3)));
    assert_eq!(read(&json!(200)), Ok(Size::Number(200.0)));
    let broken = read::<Size>(&json!(50)).unwrap().validate().unwrap_err();
    assert_eq!(broken.to_string(), "the value must be at most 5");
}

//! What the values of the cases go through. This file is a module of the crate that is generated beside those of the cases.

use serde_json::Value;

/// What becomes of one JSON text: the value written again and the places that the checks complain about, or the place because of
/// which it is not read.
pub type Outcome = Result<(Value, Vec<String>), String>;

/// Reads a type of a generated crate, as a client or as a server does, checks and writes it.
#[macro_export]
macro_rules! round_trip {
    ($api:ident, $ty:ident) => {
        |text: &[u8], is_server: bool| -> $crate::round_trip::Outcome {
            let read = || $api::runtime::json::decode(text);
            let value = if is_server { $api::runtime::strictly(read) } else { read() };
            let value: $api::$ty = value.map_err(|error| error.path)?;
            let places = match $api::Validate::validate(&value) {
                Ok(()) => Vec::new(),
                Err(violations) => violations.iter().map(|it| it.place.clone()).collect(),
            };
            let text = $api::runtime::json::encode(&value).expect("what was read can be written");
            Ok((serde_json::from_slice(&text).expect("JSON"), places))
        }
    };
}

/// Sends the values that a case has for `ty` through `outcome`.
pub fn check(values: &str, ty: &str, outcome: impl Fn(&[u8], bool) -> Outcome) {
    let values: Value = serde_json::from_str(values).expect("JSON");
    let lists = values[ty].as_object().expect("lists by kind");
    for (kind, list) in lists {
        for entry in list.as_array().expect("a list") {
            check_one(kind, entry, ty, &outcome);
        }
    }
}

fn check_one(kind: &str, entry: &Value, ty: &str, outcome: &impl Fn(&[u8], bool) -> Outcome) {
    let run_as = |value: &Value, is_server| outcome(value.to_string().as_bytes(), is_server);
    let run = |value: &Value| {
        let read = run_as(value, false);
        if kind != "forbidden" {
            assert_eq!(run_as(value, true), read, "a server reads {kind} {ty}: {entry}");
        }
        read
    };
    let place = || vec![entry[1].as_str().expect("a place").to_owned()];
    let value = &entry[0];
    let what = format!("{kind} {ty}: {entry}");
    match kind {
        "same" => assert_eq!(run(entry), Ok((entry.clone(), Vec::new())), "{what}"),
        "becomes" => assert_eq!(run(value), Ok((entry[1].clone(), Vec::new())), "{what}"),
        "refused" => assert_eq!(run(value).map_err(|place| vec![place]), Err(place()), "{what}"),
        "forbidden" => {
            assert!(run(value).is_ok(), "{what}");
            assert_eq!(run_as(value, true).map_err(|place| vec![place]), Err(place()), "{what}");
        }
        "invalid" => assert_eq!(run(value), Ok((value.clone(), place())), "{what}"),
        other => panic!("`{other}` is no kind of list"),
    }
}

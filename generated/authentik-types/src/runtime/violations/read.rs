// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Reading the messages of an answer back.

use serde_json::{Map, Value};

use super::{Violation, Violations};
use crate::runtime::pointer;

/// The keys of messages about the whole, in Django REST framework, in Django and in answers with one message.
const GENERAL: [&str; 4] = ["non_field_errors", "__all__", "detail", "message"];

/// The keys of texts that are no message.
const FACTS: [&str; 6] = ["code", "status", "type", "title", "instance", "error"];

impl Violations {
    /// The messages by field of an answer to an invalid request. Empty if it has none.
    ///
    /// Understood are objects with messages by field, as Django REST framework writes them (`{"slug": ["is required"]}`,
    /// also under a key `errors`); problem details with a list `errors` of `pointer` and `detail` (RFC 9457, section 3);
    /// and a list `detail` of `loc` and `msg`, as FastAPI writes it.
    #[must_use]
    pub fn from_answer(body: &Value) -> Self {
        let mut found = Self::new();
        if let Value::Object(object) = body {
            match (object.get("errors"), object.get("detail")) {
                (Some(Value::Array(errors)), _) | (None, Some(Value::Array(errors)))
                    if errors.iter().any(Value::is_object) =>
                {
                    found.extend(errors.iter().filter_map(listed));
                }
                (Some(Value::Object(errors)), _) => members(errors, "", &mut found),
                _ => members(object, "", &mut found),
            }
        }
        found
    }
}

/// Messages by field.
fn members(object: &Map<String, Value>, place: &str, found: &mut Violations) {
    for (key, value) in object {
        if GENERAL.contains(&key.as_str()) {
            below(value, place, found);
        } else if !(value.is_string() && FACTS.contains(&key.as_str())) {
            let mut place = place.to_owned();
            pointer::push(&mut place, key);
            below(value, &place, found);
        }
    }
}

fn below(value: &Value, place: &str, found: &mut Violations) {
    match value {
        Value::String(message) => found.push(Violation {
            place: place.to_owned(),
            message: message.clone(),
        }),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if item.is_string() {
                    below(item, place, found);
                } else {
                    below(item, &format!("{place}/{index}"), found);
                }
            }
        }
        Value::Object(object) => members(object, place, found),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// One of a list of errors that have a place each.
fn listed(error: &Value) -> Option<Violation> {
    let text = |key: &str| error.get(key).and_then(Value::as_str);
    let message = text("detail").or_else(|| text("msg"))?;
    let mut place = text("pointer").unwrap_or_default().to_owned();
    if let Some(Value::Array(way)) = error.get("loc") {
        // The first says where in the request it stands: `body`, `query`.
        for token in way.iter().skip(1) {
            let token = token
                .as_str()
                .map_or_else(|| token.to_string(), str::to_owned);
            pointer::push(&mut place, &token);
        }
    }
    Some(Violation {
        // A pointer in a URI reference starts with `#` (RFC 6901, section 6).
        place: place.trim_start_matches('#').to_owned(),
        message: message.to_owned(),
    })
}

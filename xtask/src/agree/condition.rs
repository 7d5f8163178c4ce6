//! Whether a value meets a condition, asked of the runtime that the generated code has, too.
//!
//! That is no proof of anything: what comes out is judged by the document's own schemas.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use oasmith::model::Condition;
use oasmith::sample::each::ABSENT;
use oasmith_template_types::runtime::{Checks, Rule, Validate, Violations};
use serde_json::Value;

/// The places at which a value breaks a condition.
pub(super) fn against(condition: &Condition, value: &Value) -> Vec<String> {
    static TEXTS: Mutex<Option<HashMap<String, &'static str>>> = Mutex::new(None);

    let text = condition.schema().to_string();
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    let texts = texts.get_or_insert_default();
    // A rule is a constant of the generated code; there are as many as the document has conditions.
    let text: &'static str = texts
        .entry(text)
        .or_insert_with_key(|text| Box::leak(text.clone().into_boxed_str()));
    let mut found = Violations::new();
    let mut checks = Checks::new(&mut found);
    given(value).check(&Rule::new().condition(text), &mut checks);
    found.iter().map(|it| it.place.clone()).collect()
}

/// The value as it is sent: without the members that only stand for absent ones.
fn given(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.iter().filter(|(_, value)| *value != ABSENT);
            Value::Object(
                there
                    .map(|(name, value)| (name.clone(), given(value)))
                    .collect(),
            )
        }
        Value::Array(items) => items.iter().map(given).collect(),
        other => other.clone(),
    }
}

//! What a server has to answer to a body that breaks one constraint.

use serde::Deserialize;
use serde_json::{Map, Value};
use server::Invalid;

use crate::compare::given;
use crate::exam::Finding;

/// A sample with one value changed so that it breaks one constraint.
#[derive(Deserialize)]
pub struct Spoilt {
    /// The number of the sample.
    pub sample: usize,
    /// The changed value, a JSON Pointer.
    pub place: String,
    /// The constraint.
    pub what: String,
    /// What stands there now, where there may have been no member; the member is left out if there is nothing.
    #[serde(default, deserialize_with = "present")]
    pub value: Option<Value>,
}

/// `null` is a value.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Spoilt {
    /// The sample with the change; `None` if it does not have the place.
    pub fn apply(&self, sample: &Value) -> Option<Value> {
        let mut body = given(sample);
        if let (Some(value), Some(there)) = (&self.value, body.pointer_mut(&self.place)) {
            *there = value.clone();
            return Some(body);
        }
        let (parent, name) = self.place.rsplit_once('/')?;
        let name = name.replace("~1", "/").replace("~0", "~");
        let members = body.pointer_mut(parent)?.as_object_mut()?;
        match &self.value {
            Some(value) => _ = members.insert(name, value.clone()),
            None => _ = members.remove(&name)?,
        }
        Some(body)
    }
}

/// What is wrong with the answer, if anything.
pub fn examine(spoilt: &Spoilt, status: u16, body: &[u8]) -> Option<Finding> {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let problem = match server::DOCUMENT.answers.invalid {
        Invalid::Fields { status: wanted, .. } | Invalid::Problem { status: wanted }
            if wanted != status =>
        {
            format!("the server answered {status} instead of {wanted}")
        }
        Invalid::Fields { general, .. } => by_field(&answer, &spoilt.place, general)?,
        Invalid::Problem { .. } => by_problem(&answer, &spoilt.place)?,
    };
    let mut finding = Finding::new(&spoilt.place, problem);
    finding.found = Some(answer);
    Some(finding)
}

fn by_problem(answer: &Value, place: &str) -> Option<String> {
    let errors = answer.get("errors").and_then(Value::as_array);
    let names = |error: &Value| {
        error.get("pointer").and_then(Value::as_str) == Some(place)
            && error.get("in").and_then(Value::as_str) == Some("body")
    };
    let named = errors.is_some_and(|errors| !errors.is_empty() && errors.iter().all(names));
    (!named).then(|| "the answer does not name the field alone".to_owned())
}

/// The place `/flow_set/0/slug` is named as `{"flow_set": [{"slug": ["…"]}]}`.
fn by_field(answer: &Value, place: &str, general: &str) -> Option<String> {
    let steps: Vec<String> = place
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    let steps = if steps.is_empty() {
        vec![general.to_owned()]
    } else {
        steps
    };
    let mut node = answer;
    for step in &steps {
        let next = match node {
            Value::Object(members) if members.len() == 1 => members.get(step),
            // Items before the one with the fault have no messages.
            Value::Array(items) => step
                .parse::<usize>()
                .ok()
                .filter(|index| items.len() == index + 1)
                .filter(|index| items.iter().take(*index).all(is_empty))
                .and_then(|index| items.get(index)),
            _ => None,
        };
        let Some(next) = next else {
            return Some(format!(
                "the answer does not name the field alone (at `{step}`)"
            ));
        };
        node = next;
    }
    let messages = node.as_array().filter(|messages| !messages.is_empty());
    let texts = messages.is_some_and(|messages| messages.iter().all(Value::is_string));
    (!texts).then(|| "there is no message at the field".to_owned())
}

fn is_empty(item: &Value) -> bool {
    item.as_object().is_some_and(Map::is_empty)
}

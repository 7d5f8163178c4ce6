//! Whether two JSON values are the same value.

use serde_json::{Number, Value};

/// Stands in a sample for a member that the sender leaves out and that may come back as `null`: a member of an answer
/// which may be both.
pub const ABSENT: &str = "\u{0}oasmith: absent";

/// The sample as it is given to a client or a server.
pub fn given(sample: &Value) -> Value {
    match sample {
        Value::Array(items) => items.iter().map(given).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| value.as_str() != Some(ABSENT))
            .map(|(name, value)| (name.clone(), given(value)))
            .collect(),
        other => other.clone(),
    }
}

/// A place where two values differ.
pub struct Difference {
    pub place: String,
    pub expected: Option<Value>,
    pub found: Option<Value>,
}

/// The first place where `found` is not what the sample says.
pub fn differ(expected: &Value, found: &Value) -> Option<Difference> {
    let mut place = String::new();
    let (expected, found) = first(expected, Some(found), &mut place)?;
    Some(Difference {
        place,
        expected: expected.cloned(),
        found: found.cloned(),
    })
}

type Pair<'v> = (Option<&'v Value>, Option<&'v Value>);

fn first<'v>(
    expected: &'v Value,
    found: Option<&'v Value>,
    place: &mut String,
) -> Option<Pair<'v>> {
    let unequal = Some((Some(expected), found));
    let Some(other) = found else {
        return if expected.as_str() == Some(ABSENT) {
            None
        } else {
            unequal
        };
    };
    match (expected, other) {
        (Value::Object(left), Value::Object(right)) => {
            let wanted = left.iter().find_map(|(name, value)| {
                within(place, name, |place| first(value, right.get(name), place))
            });
            wanted.or_else(|| {
                let (name, value) = right.iter().find(|(name, _)| !left.contains_key(*name))?;
                within(place, name, |_| Some((None, Some(value))))
            })
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(index, (left, right))| {
                within(place, &index.to_string(), |place| {
                    first(left, Some(right), place)
                })
            })
        }
        (Value::Number(left), Value::Number(right)) if same_number(left, right) => None,
        (Value::String(left), Value::Null) if left == ABSENT => None,
        _ if expected == other => None,
        _ => unequal,
    }
}

/// Looks one step further down; the step stays in `place` where there is something.
fn within<R>(
    place: &mut String,
    step: &str,
    look: impl FnOnce(&mut String) -> Option<R>,
) -> Option<R> {
    let length = place.len();
    place.push('/');
    place.push_str(&step.replace('~', "~0").replace('/', "~1"));
    let result = look(place);
    if result.is_none() {
        place.truncate(length);
    }
    result
}

/// JSON does not tell 1 from 1.0.
fn same_number(left: &Number, right: &Number) -> bool {
    left == right || ((left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64())
}

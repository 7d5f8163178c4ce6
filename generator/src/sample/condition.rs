//! Samples that meet a condition, and ways to break it.
//!
//! Whether a value meets it is asked of the caller's [`Judge`].

use serde_json::{Map, Value, json};

use super::each::remove_twins;
use super::fits::is_within;
use super::{Judge, Way, pattern, scalar};
use crate::model::{Condition, Field, Kind, Limits, Object, Rest, StringFormat, Type};

/// So many samples of one object are enough to look through.
const MOST: usize = 400;

/// So many samples are kept that were made for a condition.
const KEPT: usize = 6;

/// What must hold of the members of an object that travel this way.
#[must_use]
pub fn of(object: &Object, way: Way) -> Option<Condition> {
    let hidden = object.fields.iter();
    let hidden = hidden.filter(|field| !way.carries(field.access));
    let hidden: Vec<&str> = hidden.map(|field| field.name.as_str()).collect();
    let asked = object
        .conditions
        .iter()
        .filter_map(|it| it.without(&hidden));
    let schemas: Vec<Value> = asked.map(|it| it.schema().clone()).collect();
    (!schemas.is_empty()).then(|| Condition::new(json!({ "allOf": schemas })))
}

/// Those of some values of a kind that meet a condition, and others that were made to.
pub(super) fn meeting(
    judge: Judge,
    condition: &Condition,
    ty: &Type,
    mut values: Vec<Value>,
) -> Vec<Value> {
    let limits = limits(&ty.limits);
    values.extend(
        made(judge, condition.schema())
            .into_iter()
            .filter(|value| fits(&ty.kind, value) && judge(&limits, value).is_empty()),
    );
    values.retain(|value| judge(condition, value).is_empty());
    remove_twins(&mut values);
    values
}

/// Limits as a condition.
fn limits(limits: &Limits) -> Condition {
    let bound = |keyword: &'static str, exclusive: &'static str, is_exclusive: bool| {
        if is_exclusive { exclusive } else { keyword }
    };
    let members = [
        ("minLength", json!(limits.min_length)),
        ("maxLength", json!(limits.max_length)),
        ("pattern", json!(limits.pattern)),
        (
            bound("minimum", "exclusiveMinimum", limits.exclusive_minimum),
            json!(limits.minimum),
        ),
        (
            bound("maximum", "exclusiveMaximum", limits.exclusive_maximum),
            json!(limits.maximum),
        ),
        ("multipleOf", json!(limits.multiple_of)),
        ("minItems", json!(limits.min_items)),
        ("maxItems", json!(limits.max_items)),
        ("uniqueItems", json!(limits.unique_items)),
        ("minProperties", json!(limits.min_properties)),
        ("maxProperties", json!(limits.max_properties)),
    ];
    let stated = members.into_iter().filter(|(_, value)| !value.is_null());
    let stated = stated.map(|(keyword, value)| (keyword.to_owned(), value));
    Condition::new(Value::Object(stated.collect()))
}

/// Those of some samples of an object that meet a condition, and others that came to meet it by a change of what it asks about.
pub(super) fn mended(
    judge: Judge,
    condition: &Condition,
    object: &Object,
    samples: Vec<Value>,
) -> Vec<Value> {
    let mut all = samples;
    let mut met: Vec<Value> = Vec::new();
    let mut from = 0;
    met.extend(
        all.iter()
            .filter(|value| judge(condition, value).is_empty())
            .cloned(),
    );
    // Two changes are as many as most conditions ask for.
    for _ in 0..3 {
        let until = all.len();
        let mut changed = Vec::new();
        for sample in all.iter().skip(from).take(MOST) {
            changed.extend(changes(judge, condition, object, sample));
        }
        from = until;
        changed.truncate(MOST);
        let fitting = changed
            .iter()
            .filter(|value| judge(condition, value).is_empty());
        let fitting: Vec<Value> = fitting.take(KEPT).cloned().collect();
        met.extend(fitting);
        if met.len() > 1 {
            break;
        }
        all.extend(changed);
    }
    met
}

/// An object with one of the members that a condition asks about taken out, put there or changed.
fn changes(judge: Judge, condition: &Condition, object: &Object, sample: &Value) -> Vec<Value> {
    let Some(members) = sample.as_object() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let asked = condition.names();
    let others = members.keys().map(String::as_str);
    let others: Vec<&str> = if condition.asks_about_all() {
        others.filter(|name| !asked.contains(name)).collect()
    } else {
        Vec::new()
    };
    for name in asked.iter().chain(&others) {
        let field = object.fields.iter().find(|field| field.name == *name);
        if members.contains_key(*name) && field.is_none_or(|field| !field.required) {
            let mut without = members.clone();
            without.shift_remove(*name);
            found.push(Value::Object(without));
        }
        let about = condition.about(name);
        let values = about
            .into_iter()
            .flat_map(|part| made(judge, part))
            .chain(scalar::any());
        for value in values {
            if field.map_or(matches!(object.rest, Rest::Typed(_)), |it| {
                fits(&it.ty.kind, &value) && is_within(&value, &it.ty.limits)
            }) {
                let mut with = members.clone();
                with.insert((*name).to_owned(), value);
                found.push(Value::Object(with));
            }
        }
    }
    found
}

/// Values that may meet a schema, the likeliest first.
fn made(judge: Judge, schema: &Value) -> Vec<Value> {
    let Some(keywords) = schema.as_object() else {
        return Vec::new();
    };
    let list = |keyword: &str| match keywords.get(keyword) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    let mut values: Vec<Value> = keywords.get("const").into_iter().cloned().collect();
    values.extend(list("enum").iter().cloned());
    for keyword in ["allOf", "anyOf", "oneOf"] {
        values.extend(list(keyword).iter().flat_map(|part| made(judge, part)));
    }
    for keyword in ["not", "if", "then", "else"] {
        values.extend(
            keywords
                .get(keyword)
                .into_iter()
                .flat_map(|part| made(judge, part)),
        );
    }
    let first = |schema: &Value| made(judge, schema).into_iter().next();
    let prefix: Option<Vec<Value>> = list("prefixItems").iter().map(first).collect();
    values.extend(prefix.filter(|prefix| !prefix.is_empty()).map(Value::Array));
    if let Some(item) = keywords.get("contains").and_then(first) {
        let count = keywords
            .get("minContains")
            .and_then(Value::as_u64)
            .unwrap_or(1);
        values.push((0..count).map(|_| item.clone()).collect());
    }
    let keys = keywords.get("propertyNames").and_then(first);
    let single = |name: &str, value: Value| json!({ name: value });
    values.extend(
        keys.iter()
            .filter_map(Value::as_str)
            .map(|name| single(name, json!("a"))),
    );
    values.extend(
        keys.iter()
            .filter_map(Value::as_str)
            .map(|name| single(name, json!(1))),
    );
    let patterns = keywords.get("patternProperties").and_then(Value::as_object);
    for (name, schema) in patterns.into_iter().flatten() {
        let name = (0..3).flat_map(|extra| pattern::texts(name, extra)).next();
        values.extend(
            name.zip(first(schema))
                .map(|(name, value)| single(&name, value)),
        );
    }
    if let Some(text) = keywords.get("pattern").and_then(Value::as_str) {
        let texts = (0..4).flat_map(|extra| pattern::texts(text, extra));
        values.extend(texts.map(Value::String));
    }
    for keyword in ["minimum", "maximum"] {
        values.extend(keywords.get(keyword).cloned());
    }
    for (keyword, step) in [("exclusiveMinimum", 1), ("exclusiveMaximum", -1)] {
        let bound = keywords.get(keyword).and_then(Value::as_i64);
        values.extend(bound.map(|bound| json!(bound + step)));
    }
    values.extend([
        json!("ab"),
        json!(1),
        json!(0.5),
        json!(true),
        json!([]),
        json!({}),
        Value::Null,
    ]);
    values.extend(["", "a", "abc", "A B"].map(Value::from));
    values.extend([0, 7, -1, 1000].map(Value::from));
    values.retain(|value| may_be(judge, keywords, value));
    values
}

fn may_be(judge: Judge, keywords: &Map<String, Value>, value: &Value) -> bool {
    let mut own = keywords.clone();
    own.retain(|keyword, _| {
        !["allOf", "anyOf", "oneOf", "not", "if", "then", "else"].contains(&keyword.as_str())
    });
    judge(&Condition::new(Value::Object(own)), value).is_empty()
}

/// Whether a value is of a kind, as far as the types go that a condition may ask about.
#[must_use]
pub fn fits(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Any, _)
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Number, Value::Number(_))
        | (Kind::String(StringFormat::Text), Value::String(_)) => true,
        (Kind::Integer(_), Value::Number(number)) => {
            number.is_i64() && number.as_i64() < Some(100_000)
        }
        (Kind::Array(inner), Value::Array(items)) => {
            items.iter().all(|item| fits(&inner.kind, item))
        }
        (Kind::Map(inner), Value::Object(members)) => {
            members.values().all(|value| fits(&inner.kind, value))
        }
        _ => false,
    }
}

/// Whether a value can be read as an object.
#[must_use]
pub fn fits_object(object: &Object, value: &Value) -> bool {
    let Some(members) = value.as_object() else {
        return false;
    };
    let there = |field: &Field| match members.get(&field.name) {
        None => !field.required,
        Some(value) => matches!(field.ty.kind, Kind::Named(_)) || fits(&field.ty.kind, value),
    };
    object.fields.iter().all(there)
}

/// A value with what is at a place below it changed, or taken out.
#[must_use]
pub fn changed(whole: &Value, place: &str, value: Option<&Value>) -> Option<Value> {
    let mut changed = whole.clone();
    match value {
        Some(value) => *changed.pointer_mut(place)? = value.clone(),
        None => {
            let (parent, name) = place.rsplit_once('/')?;
            let name = name.replace("~1", "/").replace("~0", "~");
            let members = changed.pointer_mut(parent)?.as_object_mut()?;
            members.shift_remove(&name)?;
        }
    }
    Some(changed)
}

/// Ways to break a condition at one place alone: the place, and what stands there then.
pub fn broken(
    judge: Judge,
    condition: &Condition,
    value: &Value,
    fits: impl Fn(&Value) -> bool,
) -> Vec<(String, Option<Value>)> {
    let others = || {
        let made = made(judge, condition.schema()).into_iter();
        made.chain(scalar::any())
            .chain([json!("oasmith"), json!(99), json!(1.25)])
    };
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    let mut ways: Vec<(String, Option<Value>)> = Vec::new();
    ways.extend(others().map(|value| (String::new(), Some(value))));
    match value {
        Value::Object(members) => {
            for name in members.keys() {
                let place = format!("/{}", escaped(name));
                // A violation of the whole is told at the whole.
                ways.extend(changed(value, &place, None).map(|less| (String::new(), Some(less))));
                ways.push((place.clone(), None));
                ways.extend(others().map(|value| (place.clone(), Some(value))));
            }
            ways.extend(condition.names().into_iter().flat_map(|name| {
                others().map(move |value| {
                    let mut more = members.clone();
                    more.insert(name.to_owned(), value);
                    (String::new(), Some(Value::Object(more)))
                })
            }));
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                ways.extend(others().map(|value| (format!("/{index}"), Some(value))));
            }
        }
        _ => {}
    }
    ways.retain(|(place, part)| {
        let Some(changed) = changed(value, place, part.as_ref()) else {
            return false;
        };
        let places = judge(condition, &changed);
        fits(&changed) && !places.is_empty() && places.iter().all(|at| at == place)
    });
    ways
}

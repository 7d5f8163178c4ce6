// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Conditions: what a document says about values in ways that no type has, as JSON Schema (draft 2020-12).
//!
//! The generator leaves nothing in a condition that is not checked here: there are no references, and no keyword beside those of
//! [`check`].

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use serde_json::{Map, Value};

use super::bound::{Bound, Limit};
use super::violations::Violations;
use super::{Checks, Rule, Validate, fault, pattern};

/// The schema of that text. Each text is parsed once and kept; one that is no JSON says nothing.
pub(super) fn parsed(schema: &'static str) -> &'static Value {
    static PARSED: RwLock<BTreeMap<&str, &Value>> = RwLock::new(BTreeMap::new());

    if let Some(known) = PARSED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(schema)
    {
        return known;
    }
    let parsed: &Value = Box::leak(Box::new(
        serde_json::from_str(schema).unwrap_or(Value::Bool(true)),
    ));
    let mut all = PARSED.write().unwrap_or_else(PoisonError::into_inner);
    all.entry(schema).or_insert(parsed)
}

/// Adds what a value breaks, each at its place.
pub(super) fn check(schema: &'static Value, value: &Value, at: &mut Checks<'_>) {
    match schema {
        Value::Bool(false) => at.violate(fault::NOT_THERE),
        Value::Object(schema) => {
            values(schema, value, at);
            combinations(schema, value, at);
            match value {
                Value::Object(members) => object(schema, members, at),
                Value::Array(items) => list(schema, items, at),
                _ => {}
            }
        }
        _ => {}
    }
}

fn holds(schema: &'static Value, value: &Value) -> bool {
    let mut found = Violations::new();
    check(schema, value, &mut Checks::new(&mut found));
    found.is_empty()
}

/// `type`, `enum`, `const`, and what a [`Rule`] says.
fn values(schema: &'static Map<String, Value>, value: &Value, at: &mut Checks<'_>) {
    let types = schema.get("type").map_or(&[][..], each);
    if !types.is_empty() && !types.iter().any(|name| is_of_type(name, value)) {
        at.violate(format!("must be {}", words(types)));
    }
    if let Some(constant) = schema.get("const")
        && !same(constant, value)
    {
        at.violate(format!("must be {constant}"));
    }
    if let Some(listed) = schema.get("enum").map(each)
        && !listed.iter().any(|one| same(one, value))
    {
        at.violate(format!("must be one of {}", words(listed)));
    }
    let count = |keyword: &str| {
        let count = schema.get(keyword).and_then(Value::as_u64);
        count.and_then(|count| usize::try_from(count).ok())
    };
    let bound = |keyword: &str| match schema.get(keyword) {
        Some(Value::Number(number)) => Some(Bound::from(number)),
        _ => None,
    };
    let limit = |inclusive: &str, exclusive: &str| {
        let limit = |exclusive| move |bound| Limit { bound, exclusive };
        let excluded = bound(exclusive).map(limit(true));
        excluded.or_else(|| bound(inclusive).map(limit(false)))
    };
    let rule = Rule {
        min_length: count("minLength"),
        max_length: count("maxLength"),
        pattern: schema.get("pattern").and_then(Value::as_str),
        minimum: limit("minimum", "exclusiveMinimum"),
        maximum: limit("maximum", "exclusiveMaximum"),
        multiple_of: bound("multipleOf"),
        min_items: count("minItems"),
        max_items: count("maxItems"),
        unique_items: schema.get("uniqueItems") == Some(&Value::Bool(true)),
        min_properties: count("minProperties"),
        max_properties: count("maxProperties"),
        ..Rule::new()
    };
    value.check(&rule, at);
}

/// `allOf`, `anyOf`, `oneOf`, `not`, `if`.
fn combinations(schema: &'static Map<String, Value>, value: &Value, at: &mut Checks<'_>) {
    for part in schema.get("allOf").map_or(&[][..], each) {
        check(part, value, at);
    }
    let met = |keyword: &str| {
        let members = schema.get(keyword).map(each)?.iter();
        Some(members.filter(|part| holds(part, value)).count())
    };
    if met("anyOf") == Some(0) {
        at.violate("must meet one of the documented alternatives");
    }
    if met("oneOf").is_some_and(|met| met != 1) {
        at.violate("must meet exactly one of the documented alternatives");
    }
    if schema.get("not").is_some_and(|not| holds(not, value)) {
        at.violate("must not be what the document excludes");
    }
    let next = schema.get("if").and_then(|condition| {
        schema.get(if holds(condition, value) {
            "then"
        } else {
            "else"
        })
    });
    if let Some(next) = next {
        check(next, value, at);
    }
}

fn object(schema: &'static Map<String, Value>, members: &Map<String, Value>, at: &mut Checks<'_>) {
    let parts = |keyword: &str| schema.get(keyword).and_then(Value::as_object);
    demand(schema.get("required"), members, at);
    for (name, wanted) in parts("dependentRequired").into_iter().flatten() {
        if members.contains_key(name) {
            demand(Some(wanted), members, at);
        }
    }
    for (name, wanted) in parts("dependentSchemas").into_iter().flatten() {
        if let Some(whole) = members.get(name).map(|_| Value::Object(members.clone())) {
            check(wanted, &whole, at);
        }
    }
    let (properties, patterns) = (parts("properties"), parts("patternProperties"));
    let names = schema.get("propertyNames");
    let others = schema.get("additionalProperties");
    for (name, value) in members {
        at.below(name, |at| {
            if names.is_some_and(|names| !holds(names, &Value::from(name.as_str()))) {
                at.violate("is not a valid name");
            }
            let own = properties.and_then(|properties| properties.get(name));
            let matching = patterns.into_iter().flatten();
            let mut matching = matching
                .filter(|(pattern, _)| pattern::matches(pattern, name))
                .map(|(_, part)| part)
                .peekable();
            let is_other = own.is_none() && matching.peek().is_none();
            for part in own.into_iter().chain(matching) {
                check(part, value, at);
            }
            if let Some(part) = others.filter(|_| is_other) {
                check(part, value, at);
            }
        });
    }
}

/// Each of the names has to be there.
fn demand(names: Option<&'static Value>, members: &Map<String, Value>, at: &mut Checks<'_>) {
    let names = names.map_or(&[][..], each).iter().filter_map(Value::as_str);
    for name in names.filter(|name| !members.contains_key(*name)) {
        at.violate_field(name, "is required here");
    }
}

fn list(schema: &'static Map<String, Value>, items: &[Value], at: &mut Checks<'_>) {
    let prefix = schema.get("prefixItems").map_or(&[][..], each);
    for (index, item) in items.iter().enumerate() {
        if let Some(part) = prefix.get(index).or_else(|| schema.get("items")) {
            at.below(&index.to_string(), |at| check(part, item, at));
        }
    }
    if let Some(wanted) = schema.get("contains") {
        let count = |keyword| schema.get(keyword).and_then(Value::as_u64);
        let met = items.iter().filter(|item| holds(wanted, item)).count() as u64;
        if met < count("minContains").unwrap_or(1) {
            at.violate("must have more of the items that the document asks for");
        }
        if count("maxContains").is_some_and(|most| met > most) {
            at.violate("must have fewer of the items that the document counts");
        }
    }
}

/// The items of a list; a single value is a list of one.
fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        single => std::slice::from_ref(single),
    }
}

/// The values as words: `1, 2 or null`.
fn words(values: &[Value]) -> String {
    let words: Vec<String> = values.iter().map(Value::to_string).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

fn is_of_type(name: &Value, value: &Value) -> bool {
    match (name.as_str().unwrap_or_default(), value) {
        ("null", Value::Null)
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("string", Value::String(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        // 1.0 is an integer, too (JSON Schema, section 4.2.3).
        ("integer", Value::Number(number)) => Bound::from(number).is_multiple_of(Bound::Integer(1)),
        _ => false,
    }
}

/// Whether two values are equal. Numbers are by what they are, not by how they are written: 1 is 1.0 (JSON Schema, section 4.2.2).
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => Bound::from(one).equals(Bound::from(other)),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let known = |(name, value): (&String, &Value)| {
                other.get(name).is_some_and(|other| same(value, other))
            };
            one.len() == other.len() && one.iter().all(known)
        }
        _ => one == other,
    }
}

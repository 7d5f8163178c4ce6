//! Members of `allOf`, `oneOf` and `anyOf` that limit the values of a type and leave the type to the schema around them, or the other way
//! round: each is made to say it (JSON Schema 2020-12 core, section 10.2: all of them are about the same value).

use serde_json::{Map, Value};

use super::schema::is_word;
use super::{Document, walk, way::Way};
use crate::diagnostic::Pointer;

const LISTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Types whose values are limited by keywords that stand beside them.
const TYPES: [&str; 5] = ["array", "boolean", "integer", "number", "string"];

/// Keywords that limit the values of these types.
const LIMITS: [&str; 18] = [
    "const",
    "contains",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "not",
    "pattern",
    "uniqueItems",
];

impl Document {
    /// Gives members that only limit values the type that stands beside their list, and a schema that only lists such members of one type
    /// that type.
    pub(super) fn spread_types(&mut self) {
        let mut found: Vec<(Pointer, Value)> = Vec::new();
        for (root, tree) in self.trees() {
            walk::objects(tree, Way::Start(&root), &mut |schema, at| {
                if LISTS.iter().any(|list| schema.contains_key(*list)) {
                    spread(schema, at, &mut found);
                }
            });
        }
        if found.is_empty() {
            return;
        }
        self.keep_as_written();
        for (place, ty) in found {
            self.put(&place.join("type"), ty);
        }
    }
}

/// Finds where which type is missing.
fn spread(schema: &Map<String, Value>, at: Way<'_>, found: &mut Vec<(Pointer, Value)>) {
    let Some(own) = schema.get("type") else {
        let common = common_type(schema);
        found.extend(common.map(|ty| (at.pointer(), ty.into())));
        return;
    };
    if plain_type(own).is_none() {
        return;
    }
    for list in LISTS {
        let members = schema.get(list).and_then(Value::as_array);
        for (index, member) in members.into_iter().flatten().enumerate() {
            let limiting = member.as_object().filter(|member| only_limits(member));
            if limiting.is_some_and(|member| !member.contains_key("type")) {
                found.push((at.pointer().join(list).join(index), own.clone()));
            }
        }
    }
}

/// The type of all the alternatives, where a schema says nothing else of its values.
fn common_type(schema: &Map<String, Value>) -> Option<&str> {
    let mut says = schema.keys().filter(|keyword| !is_word(keyword));
    let (Some("oneOf" | "anyOf"), None) = (says.next().map(String::as_str), says.next()) else {
        return None;
    };
    let list = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
    let mut members = list.as_array()?.iter().map(|member| {
        let member = member.as_object()?;
        let is_listed = member.contains_key("enum") || member.contains_key("const");
        let limits = only_limits(member) && !is_listed && !member.contains_key("nullable");
        limits.then(|| member.get("type")?.as_str())?
    });
    let first = members.next()??;
    let is_common = TYPES.contains(&first) && members.all(|ty| ty == Some(first));
    is_common.then_some(first)
}

/// The one type beside `null`, if it is one whose values are limited by keywords beside it.
fn plain_type(ty: &Value) -> Option<&str> {
    let is_plain = |ty: &str| TYPES.contains(&ty);
    match ty {
        Value::String(name) => Some(name.as_str()).filter(|name| is_plain(name)),
        Value::Array(names) => {
            let mut names = names.iter().filter(|name| *name != "null");
            let name = names.next()?.as_str().filter(|name| is_plain(name))?;
            names.next().is_none().then_some(name)
        }
        _ => None,
    }
}

/// Whether a schema says which values of a type there are, and no more.
pub(super) fn only_limits(schema: &Map<String, Value>) -> bool {
    let mut limits = false;
    for keyword in schema.keys().map(String::as_str) {
        let is_limit = LIMITS.contains(&keyword);
        if !is_limit && keyword != "type" && !is_word(keyword) {
            return false;
        }
        limits |= is_limit;
    }
    limits
}

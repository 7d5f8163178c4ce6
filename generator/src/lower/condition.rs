//! Conditions: keywords that say which values of a type there are in ways that no type has (JSON Schema 2020-12, sections 10 and 11;
//! validation, section 6). They are kept as JSON Schema that stands for itself: without references, in the form of OpenAPI 3.1, with
//! nothing in it but what the generated code checks.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::Lowering;
use crate::diagnostic::{Code, Pointer};
use crate::model::{Condition, Kind, Object, Pattern, Rest, StringFormat, Type};
use crate::spec::{Schema, is_integer};

/// Deeper than any condition is nested, through references.
const DEEPEST: usize = 12;

/// A condition larger than this, in keywords, would be a document of its own in the generated code.
const LARGEST: usize = 400;

/// Keywords that read the same wherever they stand.
const SAME: [&str; 6] = [
    "const",
    "dependentRequired",
    "enum",
    "multipleOf",
    "required",
    "uniqueItems",
];

/// Keywords that hold a count.
const COUNTS: [&str; 8] = [
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
];

/// Keywords that say nothing about which values are valid.
const WORDS: [&str; 14] = [
    "$comment",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// Formats that decide which values there are, which conditions do not look at.
const FORMATS: [&str; 3] = ["date", "date-time", "uuid"];

const UNCHECKED_LIST: &str = "the list of values is not checked";

/// Keywords that make one condition together, the first being the one without which the others say nothing.
const ALWAYS: [&[&str]; 2] = [&["not"], &["if", "then", "else"]];
const OF_LISTS: [&[&str]; 2] = [
    &["contains", "minContains", "maxContains"],
    &["prefixItems", "items"],
];
const OF_OBJECTS: [&[&str]; 4] = [
    &["dependentRequired"],
    &["dependentSchemas"],
    &["propertyNames"],
    &["patternProperties", "additionalProperties"],
];

impl Lowering<'_> {
    /// What a schema says about values of a kind beyond type and limits, as far as the generated code can check it. What stays is
    /// reported in the end.
    pub(super) fn conditions(&mut self, schema: &Schema<'_>, kind: &Kind) -> Vec<Condition> {
        if !is_plain(kind) {
            let refers = schema.text("$ref").is_some() && !schema.composes_reference();
            let has_items = matches!(kind, Kind::Array(_) | Kind::Map(_));
            if let (true, Some((at, _))) = (refers || has_items, schema.listed()) {
                self.report.add(Code::UncheckedEnum, &at, UNCHECKED_LIST);
            }
            if let (Kind::Array(_), true) = (kind, schema.has("prefixItems")) {
                // All places have the type of the items.
                self.honoured.insert(schema.pointer.join("prefixItems"));
            }
            return match kind {
                Kind::Map(_) => self.key_conditions(schema),
                _ => Vec::new(),
            };
        }
        let lists = matches!(kind, Kind::Array(_) | Kind::Any);
        let maps = matches!(kind, Kind::Map(_) | Kind::Any);
        let mut groups: Vec<&[&str]> = ALWAYS.to_vec();
        groups.extend(lists.then_some(OF_LISTS).into_iter().flatten());
        groups.extend(maps.then_some(OF_OBJECTS).into_iter().flatten());
        groups.extend(maps.then_some(&["required"][..]));
        if maps && self.only_demands(schema) || self.only_limit(schema) {
            groups.extend([&["oneOf"][..], &["anyOf"]]);
        }
        let mut found = self.grouped(schema, &groups);
        found.extend(self.listed_condition(schema, kind));
        if *kind == Kind::Any && schema.is_null() && schema.listed().is_none() {
            found.push(Condition::new(json!({ "type": "null" })));
        }
        if lists && schema.value("items").is_some_and(Value::is_array) {
            found.extend(self.draft_tuple(schema));
        }
        found
    }

    /// What a schema says about the keys of a map, whatever its values are.
    fn key_conditions(&mut self, schema: &Schema<'_>) -> Vec<Condition> {
        let mut found = self.grouped(schema, &[&["propertyNames"], &["dependentRequired"]]);
        let closed = schema.value("additionalProperties") == Some(&Value::Bool(false));
        let patterns = schema.named("patternProperties");
        let is_checked = |(pattern, _): &(&str, Pointer)| regex_lite::Regex::new(pattern).is_ok();
        if closed && patterns.len() == 1 && patterns.iter().all(is_checked) {
            let patterns = patterns
                .iter()
                .map(|(pattern, _)| json!({ "pattern": pattern }));
            let keys = patterns.map(|key| Condition::new(json!({ "propertyNames": key })));
            found.extend(keys);
            self.checked
                .insert(schema.pointer.join("patternProperties"));
        }
        found
    }

    /// What a schema says about an object with named members, `object` being what is known of these.
    pub(super) fn object_conditions(&mut self, schema: &Schema<'_>) -> Vec<Condition> {
        let mut groups: Vec<&[&str]> = ALWAYS.to_vec();
        groups.extend(OF_OBJECTS);
        groups.extend([&["minProperties"][..], &["maxProperties"][..]]);
        if self.only_demands(schema) {
            groups.extend([&["oneOf"][..], &["anyOf"]]);
        }
        // The types of the members that have no name of their own say the rest.
        groups.retain(|group| group != &["patternProperties", "additionalProperties"]);
        let mut found = self.grouped(schema, &groups);
        found.extend(self.patterns_beside_properties(schema));
        found.extend(self.listed_condition(schema, &Kind::Any));
        found
    }

    /// `patternProperties` and `additionalProperties` need `properties` beside them to say which members are meant.
    fn patterns_beside_properties(&mut self, schema: &Schema<'_>) -> Option<Condition> {
        if !schema.has("patternProperties") {
            return None;
        }
        let mut condition = self.group(schema, &["patternProperties", "additionalProperties"])?;
        if condition.contains_key("additionalProperties") {
            let properties = schema.named("properties").into_iter();
            let named: Map<String, Value> = properties
                .map(|(name, _)| (name.to_owned(), Value::Bool(true)))
                .collect();
            condition.insert("properties".to_owned(), Value::Object(named));
        }
        Some(Condition::new(Value::Object(condition)))
    }

    fn grouped(&mut self, schema: &Schema<'_>, groups: &[&[&str]]) -> Vec<Condition> {
        let mut found = Vec::new();
        for group in groups {
            if group.first().is_none_or(|first| !schema.has(first)) {
                continue;
            }
            if let Some(condition) = self.group(schema, group) {
                found.push(Condition::new(Value::Object(condition)));
            }
        }
        found
    }

    fn group(&mut self, schema: &Schema<'_>, group: &[&str]) -> Option<Map<String, Value>> {
        let mut size = 0;
        let mut condition = Map::new();
        for keyword in group.iter().filter(|keyword| schema.has(keyword)) {
            self.keyword(schema, keyword, &mut condition, 0, &mut size)?;
        }
        self.checked
            .extend(group.iter().map(|keyword| schema.pointer.join(keyword)));
        Some(condition)
    }

    /// The values that a list or a constant leaves of a kind.
    fn listed_condition(&mut self, schema: &Schema<'_>, kind: &Kind) -> Option<Condition> {
        let (at, listed) = schema.listed()?;
        let fits = |value: &&&Value| match kind {
            Kind::Boolean => value.is_boolean(),
            Kind::Integer(_) => is_integer(value),
            Kind::Number => value.is_number(),
            Kind::String(_) => value.is_string(),
            Kind::Array(_) => value.is_array(),
            Kind::Map(_) => value.is_object(),
            Kind::Any | Kind::Named(_) => true,
        };
        let values: Vec<&Value> = listed.iter().filter(fits).copied().collect();
        if values.is_empty() {
            // Values that are not of the type are reported where they are read.
            if schema.text("$ref").is_some() {
                self.report.add(Code::UncheckedEnum, &at, UNCHECKED_LIST);
            }
            return None;
        }
        Some(Condition::new(match values.as_slice() {
            [only] if !schema.has("enum") => json!({ "const": only }),
            values => json!({ "enum": values }),
        }))
    }

    /// `items` with a list of schemas, and `additionalItems`, as JSON Schema had tuples before 2020-12.
    fn draft_tuple(&mut self, schema: &Schema<'_>) -> Option<Condition> {
        let mut size = 0;
        let items = schema.pointer.join("items");
        let places = schema.children("items");
        let mut prefix = Vec::with_capacity(places.len());
        for place in places {
            prefix.push(self.normal(&place, 1, &mut size)?);
        }
        let mut condition = Map::new();
        condition.insert("prefixItems".to_owned(), Value::Array(prefix));
        if schema.has("additionalItems") {
            let rest = self.normal(&schema.pointer.join("additionalItems"), 1, &mut size)?;
            condition.insert("items".to_owned(), rest);
        }
        self.checked.insert(items);
        self.checked.insert(schema.pointer.join("additionalItems"));
        Some(Condition::new(Value::Object(condition)))
    }

    /// A schema as it stands for itself; `None` where it says what the generated code does not check.
    fn normal(&mut self, at: &Pointer, depth: usize, size: &mut usize) -> Option<Value> {
        *size += 1;
        if depth > DEEPEST || *size > LARGEST {
            return None;
        }
        let document = self.document;
        let Some(schema) = document.schema(at) else {
            return document.get(at).filter(|it| it.is_boolean()).cloned();
        };
        let mut normal = Map::new();
        if let Some(reference) = schema.text("$ref") {
            let target = document.target(reference, at, self.report)?;
            let target = self.normal(&target, depth + 1, size)?;
            if schema
                .keywords()
                .all(|keyword| keyword == "$ref" || WORDS.contains(&keyword))
            {
                return Some(target);
            }
            normal.insert("allOf".to_owned(), json!([target]));
        }
        for keyword in schema.keywords() {
            self.keyword(&schema, keyword, &mut normal, depth, size)?;
        }
        for (inclusive, exclusive, stricter) in [
            (
                "minimum",
                "exclusiveMinimum",
                (|one, other| one > other) as fn(f64, f64) -> bool,
            ),
            ("maximum", "exclusiveMaximum", |one, other| one < other),
        ] {
            if let (Some(bound), is_exclusive) = schema.bound(inclusive, exclusive, stricter) {
                let keyword = if is_exclusive { exclusive } else { inclusive };
                normal.insert(keyword.to_owned(), Value::Number(bound));
            }
        }
        if schema.flag("nullable") && schema.has("type") {
            let types = schema.types().into_iter().map(str::to_owned);
            let types: Vec<String> = types.chain(["null".to_owned()]).collect();
            normal.insert("type".to_owned(), json!(types));
        }
        Some(Value::Object(normal))
    }

    /// Adds one keyword of a schema in its normal form. `None` where it cannot be checked.
    fn keyword(
        &mut self,
        schema: &Schema<'_>,
        keyword: &str,
        normal: &mut Map<String, Value>,
        depth: usize,
        size: &mut usize,
    ) -> Option<()> {
        *size += 1;
        let value = schema.value(keyword)?;
        let at = schema.pointer.join(keyword);
        let normalised = match keyword {
            "type" => value.clone(),
            "$ref" | "nullable" | "minimum" | "maximum" => return Some(()),
            "pattern" => {
                let (pattern, read) = Pattern::of_document(value.as_str()?).ok()?;
                self.has_backtracking |= read.is_backtracking();
                Value::String(pattern)
            }
            "format" => {
                let format = value.as_str()?;
                return (!FORMATS.contains(&format)).then_some(());
            }
            "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "additionalProperties" => self.normal(&at, depth + 1, size)?,
            "items" if !value.is_array() => self.normal(&at, depth + 1, size)?,
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let mut members = Vec::new();
                for member in schema.children(keyword) {
                    members.push(self.normal(&member, depth + 1, size)?);
                }
                // A reference that is composed is a member, too.
                if let (Some(Value::Array(known)), "allOf") = (normal.get_mut(keyword), keyword) {
                    known.extend(members);
                    return Some(());
                }
                Value::Array(members)
            }
            "properties" | "patternProperties" | "dependentSchemas" => {
                let mut members = Map::new();
                for (name, member) in schema.named(keyword) {
                    if keyword == "patternProperties" {
                        regex_lite::Regex::new(name).ok()?;
                    }
                    members.insert(name.to_owned(), self.normal(&member, depth + 1, size)?);
                }
                Value::Object(members)
            }
            same if SAME.contains(&same) => value.clone(),
            count if COUNTS.contains(&count) => schema.count(count)?.into(),
            words if WORDS.contains(&words) || words.starts_with("x-") => return Some(()),
            _ => return None,
        };
        normal.insert(keyword.to_owned(), normalised);
        Some(())
    }

    /// Takes out the conditions that an object could not be checked for, and keeps the members that they ask about.
    pub(super) fn settle_conditions(&mut self, object: &mut Object, at: &Pointer) {
        let mut asks_for_more = false;
        let conditions = std::mem::take(&mut object.conditions);
        for condition in conditions {
            if object
                .fields
                .iter()
                .any(|field| blurs(&condition, &field.name, &field.ty))
            {
                let message = format!(
                    "the condition {} asks about what is in a member; it is not checked",
                    condition.schema()
                );
                self.report.add(Code::UncheckedKeyword, at, message);
                continue;
            }
            asks_for_more |= condition.asks_about_all()
                || condition
                    .names()
                    .iter()
                    .any(|name| object.fields.iter().all(|field| field.name != *name));
            if !object.conditions.contains(&condition) {
                object.conditions.push(condition);
            }
        }
        if asks_for_more && matches!(object.rest, Rest::Unstated) {
            // Members that are not kept cannot be asked about.
            object.rest = Rest::Typed(Type::new(Kind::Any));
        }
    }

    /// Keeps that the alternatives of a schema are a condition, if anything.
    pub(super) fn demand(&mut self, schema: &Schema<'_>) {
        let keyword = if schema.has("oneOf") {
            "oneOf"
        } else {
            "anyOf"
        };
        self.demands.push(schema.pointer.join(keyword));
    }

    /// Reports the keywords that restrict values and did not become a condition.
    pub(super) fn report_unchecked_conditions(&mut self) {
        let document = self.document;
        // Places are compared as the author wrote them.
        let origins = |places: &HashSet<Pointer>| -> HashSet<Pointer> {
            places.iter().map(|at| document.origin(at)).collect()
        };
        let (checked, honoured) = (origins(&self.checked), origins(&self.honoured));
        let is_checked = |at: &Pointer| {
            if honoured.contains(at) {
                return true;
            }
            let mut around = std::iter::successors(Some(at.clone()), Pointer::parent);
            around.any(|at| checked.contains(&at))
        };
        for at in document.restrictions().iter().filter(|at| !is_checked(at)) {
            let keyword = at.last().unwrap_or_default();
            let message = format!("`{keyword}` is not checked");
            self.report.add(Code::UncheckedKeyword, at, message);
        }
        for at in std::mem::take(&mut self.demands) {
            if !is_checked(&document.origin(&at)) {
                let message = "which of the alternatives holds is not checked";
                self.report.add(Code::UncheckedKeyword, &at, message);
            }
        }
    }
}

/// Whether the generated code has values of the kind as they are in JSON.
pub(super) fn is_plain(kind: &Kind) -> bool {
    match kind {
        Kind::Array(inner) | Kind::Map(inner) => is_plain(&inner.kind),
        Kind::String(format) => *format == StringFormat::Text,
        Kind::Named(_) => false,
        Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number => true,
    }
}

/// Whether a condition looks into a member whose type does not keep all that was sent.
fn blurs(condition: &Condition, name: &str, ty: &Type) -> bool {
    !is_plain(&ty.kind)
        && condition.about(name).iter().any(|about| match about {
            Value::Object(keywords) => keywords.keys().any(|keyword| {
                let shallow = ["type", "const", "enum", "minItems", "maxItems", "not"];
                !shallow.contains(&keyword.as_str())
            }),
            _ => false,
        })
}

//! Enumerations: `enum`, and `const`, which is an `enum` of one value.

use std::collections::HashSet;

use serde_json::Value;

use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{EnumValue, Enumeration, Owner, Pick, Shape, Type, Union, Variant};
use crate::spec::{Schema, is_integer, is_word};

impl Lowering<'_> {
    /// The shape of a schema that lists its values: an enumeration of the texts, a type for the values of each other kind. `null` in
    /// the list makes the type nullable and is no value.
    pub(super) fn try_enumeration(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        let (at, listed) = schema.listed()?;
        let mut texts: Vec<EnumValue> = Vec::new();
        let mut known: HashSet<&str> = HashSet::new();
        let mut others: Vec<&'static str> = Vec::new();
        for (index, value) in listed.iter().enumerate() {
            let place = if schema.has("enum") {
                at.join(index)
            } else {
                at.clone()
            };
            let Some(kind) = self.checked_kind(schema, value, &place) else {
                continue;
            };
            match value {
                Value::String(text) if !known.insert(text) => {
                    let message = format!("`{text}` is listed before");
                    self.report.add(Code::RepeatedEnumValue, &place, message);
                }
                Value::String(text) => texts.push(EnumValue {
                    value: text.clone(),
                }),
                _ if others.contains(&kind) => {}
                _ => others.push(kind),
            }
        }
        if others.contains(&"number") {
            others.retain(|kind| *kind != "integer");
        }
        let enumeration = (!texts.is_empty()).then_some(Shape::Enumeration(Enumeration {
            values: texts,
            is_open: false,
        }));
        match (enumeration, others.as_slice()) {
            (enumeration, []) => enumeration,
            // The type says what they are, a condition which of them there are.
            (None, _) if schema.type_name().is_some() => None,
            (None, [kind]) => Some(Shape::Alias(self.of_kind(kind, schema, owner))),
            (texts, others) => Some(self.mixed(texts, others, schema, owner)),
        }
    }

    /// The type of a value, unless it cannot be one of the schema, which is reported.
    fn checked_kind(
        &mut self,
        schema: &Schema<'_>,
        value: &Value,
        at: &Pointer,
    ) -> Option<&'static str> {
        let kind = kind(value)?;
        let types = schema.types();
        let fits = types.is_empty()
            || types.contains(&kind)
            || (kind == "integer" && types.contains(&"number"));
        if !fits {
            let message = match types.as_slice() {
                ["string"] => format!("`{value}` is not a string; is a pair of quotes missing?"),
                _ => format!("`{value}` is not of type {}", types.join(" or ")),
            };
            self.report.add(Code::OutOfTypeEnumValue, at, message);
            return None;
        }
        Some(kind)
    }

    /// The shape of alternatives that are any text and lists of texts, where the lists name some of the values, and of lists that have no names
    /// of their own, such as constants with a title each.
    pub(super) fn try_listed_texts(&self, schema: &Schema<'_>) -> Option<Shape> {
        let mut texts = Vec::new();
        let is_open = self.add_texts(schema, &mut texts, &mut HashSet::new())?;
        let is_named = |member: &Pointer| {
            let member = self.document.schema(member);
            member.is_some_and(|member| member.has("$ref"))
        };
        let is_one = is_open || !schema.alternatives().iter().any(is_named);
        (is_one && !texts.is_empty()).then_some(Shape::Enumeration(Enumeration {
            values: texts,
            is_open,
        }))
    }

    /// Adds the texts that a schema lists, and tells whether it takes any; `None` for a schema of something else, or with limits.
    fn add_texts(
        &self,
        schema: &Schema<'_>,
        texts: &mut Vec<EnumValue>,
        seen: &mut HashSet<Pointer>,
    ) -> Option<bool> {
        if !seen.insert(schema.pointer.clone()) {
            return None;
        }
        let says_only = |keywords: &[&str]| {
            let mut others = schema.keywords().filter(|it| !keywords.contains(it));
            others.all(is_word)
        };
        let is_text = schema.types().iter().all(|name| *name == "string");
        if let Some((_, listed)) = schema.listed() {
            let values = listed.into_iter().filter(|value| !value.is_null());
            for value in values {
                let value = value.as_str()?.to_owned();
                let value = EnumValue { value };
                if !texts.contains(&value) {
                    texts.push(value);
                }
            }
            return (is_text && says_only(&["type", "enum", "const"])).then_some(false);
        }
        let alternatives = schema.alternatives();
        if alternatives.is_empty() {
            return (schema.type_name() == Some("string") && says_only(&["type"])).then_some(true);
        }
        if !is_text || !says_only(&["type", "anyOf", "oneOf"]) {
            return None;
        }
        let mut is_open = false;
        for member in alternatives {
            let behind = self.document.follow(&member, &mut Report::default())?;
            is_open |= self.add_texts(&self.document.schema(&behind)?, texts, seen)?;
        }
        Some(is_open)
    }

    fn of_kind(&mut self, kind: &str, schema: &Schema<'_>, owner: Owner) -> Type {
        let mut ty = self.of_type(kind, schema, &Place::of(owner, "value"));
        ty.limits = self.limits(schema, &ty.kind);
        ty
    }

    fn mixed(
        &mut self,
        texts: Option<Shape>,
        others: &[&str],
        schema: &Schema<'_>,
        owner: Owner,
    ) -> Shape {
        let mut types = Vec::new();
        if let Some(texts) = texts {
            types.push(self.part_of(schema, owner, "text", |_, _| texts));
        }
        for kind in others {
            types.push(self.of_kind(kind, schema, owner));
        }
        let variants = types.into_iter().map(|ty| Variant {
            tags: Vec::new(),
            ty,
        });
        Shape::Union(Union {
            variants: variants.collect(),
            pick: Pick::Unstated,
            default: None,
        })
    }
}

/// The `type` of a value; `None` for `null`.
fn kind(value: &Value) -> Option<&'static str> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => "boolean",
        Value::Number(_) if is_integer(value) => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    })
}

//! Merging: the objects and alternatives that a composition is made of, and the members of all the objects.

use std::collections::HashSet;

use super::Lowering;
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Definition, Field, Kind, Object, Owner, Rest, Shape, StringFormat, Type, TypeId,
};
use crate::spec::Schema;

/// Deeper than any document composes.
const DEEPEST: usize = 100;

/// What a composition is made of.
#[derive(Default)]
pub(super) struct Parts<'d> {
    /// Schemas with members of their own.
    pub(super) objects: Vec<Schema<'d>>,
    /// Schemas that say something about values beside their members.
    pub(super) restricting: Vec<Schema<'d>>,
    /// Schemas with alternatives.
    pub(super) unions: Vec<Schema<'d>>,
    /// Where schemas stand that no object has a value of.
    pub(super) scalars: Vec<Pointer>,
    /// The names that any of them requires.
    pub(super) required: Vec<String>,
    seen: Vec<Pointer>,
    /// The places that were collected.
    collected: HashSet<Pointer>,
}

impl Parts<'_> {
    /// Whether the schema at that place is one of those that are composed.
    pub(super) fn composes(&self, at: &Pointer) -> bool {
        self.collected.contains(at)
    }
}

impl<'a> Lowering<'a> {
    /// The parts of a schema, those of the members of its `allOf` and of its `$ref` before its own.
    pub(super) fn parts(&mut self, schema: &Schema<'a>) -> Parts<'a> {
        let mut parts = Parts::default();
        self.collect(schema, &mut parts, 0);
        // The base of a hierarchy lists what is made from it: that is no alternative to itself.
        let collected = &parts.collected;
        parts.unions.retain(|union| {
            let mut leads_back = false;
            for member in union.alternatives() {
                let target = self.document.follow(&member, self.report);
                leads_back |= union.pointer != schema.pointer
                    && target.is_some_and(|target| collected.contains(&target));
            }
            !leads_back
        });
        parts
    }

    fn collect(&mut self, schema: &Schema<'a>, parts: &mut Parts<'a>, depth: usize) {
        if parts.seen.contains(&schema.pointer) || depth > DEEPEST {
            let message = "this `allOf` contains itself";
            self.report
                .add(Code::BrokenReference, &schema.pointer, message);
            return;
        }
        // What is collected already says nothing new: a schema may be composed on very many ways.
        if !parts.collected.insert(schema.pointer.clone()) {
            return;
        }
        parts.seen.push(schema.pointer.clone());
        if let Some(reference) = schema.text("$ref") {
            let target = self
                .document
                .target(reference, &schema.pointer, self.report);
            self.collect_at(target.as_ref(), parts, depth);
            if !schema.composes_reference() {
                parts.seen.pop();
                return;
            }
        }
        for member in schema.children("allOf") {
            self.collect_at(Some(&member), parts, depth);
        }
        parts
            .required
            .extend(schema.names("required").into_iter().map(str::to_owned));
        if schema.has("properties") || schema.is_map() {
            parts.objects.push(schema.clone());
        } else {
            parts.restricting.push(schema.clone());
        }
        if schema.has("oneOf") || schema.has("anyOf") {
            if self.only_demands(schema) {
                self.demand(schema);
            } else {
                parts.unions.push(schema.clone());
            }
        }
        let is_value =
            schema.listed().is_some() || schema.types().iter().any(|name| *name != "object");
        if is_value && !schema.has("allOf") {
            parts.scalars.push(schema.pointer.clone());
        }
        parts.seen.pop();
    }

    fn collect_at(&mut self, at: Option<&Pointer>, parts: &mut Parts<'a>, depth: usize) {
        let document = self.document;
        if let Some(schema) = at.and_then(|at| document.schema(at)) {
            self.collect(&schema, parts, depth + 1);
        }
    }

    /// Whether the alternatives of a schema say no more than which of its members must be there.
    pub(super) fn only_demands(&mut self, schema: &Schema<'_>) -> bool {
        let members = schema.alternatives();
        !members.is_empty()
            && members.iter().all(|member| {
                let member = self.document.schema(member);
                member.is_some_and(|member| member.only_demands())
            })
    }

    /// One object with the members of all.
    pub(super) fn merged(&mut self, parts: &Parts<'a>, owner: Owner) -> Object {
        let mut merged = Object::default();
        for part in &parts.objects {
            let own = self.object(part, owner);
            self.add(own, &mut merged);
        }
        for field in &mut merged.fields {
            field.required |= parts.required.contains(&field.name);
        }
        for part in &parts.restricting {
            let conditions = self.object_conditions(part);
            merged.conditions.extend(conditions);
        }
        merged
    }

    /// Adds the members of one object to another.
    pub(super) fn add(&mut self, own: Object, merged: &mut Object) {
        for field in own.fields {
            self.add_field(field, merged);
        }
        if let Rest::Typed(_) | Rest::Closed = own.rest {
            merged.rest = own.rest;
        }
        merged.conditions.extend(own.conditions);
    }

    fn add_field(&mut self, field: Field, merged: &mut Object) {
        let Some(known) = merged
            .fields
            .iter_mut()
            .find(|known| known.name == field.name)
        else {
            merged.fields.push(field);
            return;
        };
        let required = known.required || field.required;
        let mut limits = known.ty.limits.clone();
        limits.refine(field.ty.limits.clone());
        let nullable = known.ty.nullable && field.ty.nullable;
        let kind = match self.narrower(&known.ty, &field.ty) {
            Some(kind) => kind,
            None => {
                let message = format!(
                    "`{}` is declared differently at {}",
                    field.name,
                    self.document.origin(&known.pointer)
                );
                self.report
                    .add(Code::MergeConflict, &field.pointer, message);
                limits = field.ty.limits.clone();
                field.ty.kind.clone()
            }
        };
        let ty = Type {
            limits: limits.fitting(&kind),
            kind,
            nullable,
            example: field.ty.example.clone().or(known.ty.example.take()),
        };
        *known = Field {
            ty,
            required,
            ..field
        };
    }

    /// The kind that values of both types have, where one of them says all that the other one does.
    fn narrower(&self, one: &Type, other: &Type) -> Option<Kind> {
        let enumeration = |id: &TypeId| match self.definitions.get(id.index()) {
            Some(Some(Definition {
                shape: Shape::Enumeration(enumeration),
                ..
            })) => Some(&enumeration.values),
            _ => None,
        };
        Some(match (&one.kind, &other.kind) {
            (one, other) if one == other => one.clone(),
            (Kind::Any, kind) | (kind, Kind::Any) => kind.clone(),
            (Kind::Number, kind @ Kind::Integer(_)) | (kind @ Kind::Integer(_), Kind::Number) => {
                kind.clone()
            }
            (Kind::String(StringFormat::Text), kind @ Kind::Named(id))
            | (kind @ Kind::Named(id), Kind::String(StringFormat::Text))
                if enumeration(id).is_some() =>
            {
                kind.clone()
            }
            (Kind::Named(one), Kind::Named(other)) => {
                let (first, second) = (enumeration(one)?, enumeration(other)?);
                if first.iter().all(|value| second.contains(value)) {
                    Kind::Named(*one)
                } else if second.iter().all(|value| first.contains(value)) {
                    Kind::Named(*other)
                } else {
                    return None;
                }
            }
            (Kind::Array(one_item), Kind::Array(other_item)) => {
                let item = self.narrower(one_item, other_item)?;
                Kind::Array(Box::new(Type {
                    kind: item,
                    ..*other_item.clone()
                }))
            }
            (Kind::Map(_), kind @ Kind::Named(id)) | (kind @ Kind::Named(id), Kind::Map(_))
                if self.is_object(*id) =>
            {
                kind.clone()
            }
            (Kind::Map(one_value), Kind::Map(other_value)) => {
                let value = self.narrower(one_value, other_value)?;
                Kind::Map(Box::new(Type {
                    kind: value,
                    ..*other_value.clone()
                }))
            }
            _ => return None,
        })
    }
}

//! Composition: `allOf` of several objects is the object with the members of all.

use super::Lowering;
use crate::diagnostic::{Code, Pointer};
use crate::model::{Field, Object, Owner, Rest, Shape};
use crate::spec::Schema;

impl Lowering<'_> {
    /// The merged object, if the schema is an `allOf` of objects. Members that are no objects are reported, and the value is kept as
    /// raw JSON where nothing else is left.
    pub(super) fn try_all_of(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        if !schema.has("allOf") {
            return None;
        }
        let mut merged = Object::default();
        let mut required = Vec::new();
        self.merge(schema, owner, &mut merged, &mut required, 0);
        for field in &mut merged.fields {
            field.required |= required.contains(&field.name);
        }
        let empty =
            merged.fields.is_empty() && matches!(merged.rest, Rest::Unstated | Rest::Closed);
        (!empty).then_some(Shape::Object(merged))
    }

    fn merge(
        &mut self,
        schema: &Schema<'_>,
        owner: Owner,
        merged: &mut Object,
        required: &mut Vec<String>,
        depth: usize,
    ) {
        // Deeper than any document composes; an `allOf` that contains itself says nothing.
        if depth > 32 {
            self.report.add(
                Code::BrokenReference,
                &schema.pointer,
                "this `allOf` contains itself",
            );
            return;
        }
        for member in schema.children("allOf") {
            self.merge_member(&member, owner, merged, required, depth);
        }
        required.extend(schema.names("required").into_iter().map(str::to_owned));
        if schema.has("properties") || schema.has("additionalProperties") {
            let own = self.object(schema, owner);
            self.add(own, merged);
        }
    }

    fn merge_member(
        &mut self,
        member: &Pointer,
        owner: Owner,
        merged: &mut Object,
        required: &mut Vec<String>,
        depth: usize,
    ) {
        let Some(at) = self.document.follow(member, self.report) else {
            return;
        };
        let Some(schema) = self.document.schema(&at) else {
            return;
        };
        let is_object = ["properties", "allOf", "required", "additionalProperties"]
            .iter()
            .any(|keyword| schema.has(keyword));
        let says_nothing = !["type", "enum", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| schema.has(keyword));
        if is_object || schema.text("type") == Some("object") {
            self.merge(&schema, owner, merged, required, depth + 1);
        } else if !says_nothing {
            let message =
                "this member of the `allOf` is not an object with properties; it is left out";
            self.report.add(Code::MergeConflict, member, message);
        }
    }

    fn add(&mut self, own: Object, merged: &mut Object) {
        for field in own.fields {
            self.add_field(field, merged);
        }
        if let Rest::Typed(_) | Rest::Closed = own.rest {
            merged.rest = own.rest;
        }
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
        if known.ty.kind != field.ty.kind {
            let message = format!(
                "`{}` is declared differently at {}",
                field.name, known.pointer
            );
            self.report
                .add(Code::MergeConflict, &field.pointer, message);
        }
        let required = known.required || field.required;
        *known = Field { required, ..field };
    }
}

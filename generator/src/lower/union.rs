//! Unions: `oneOf` and `anyOf`.

use serde_json::Value;

use super::composition::step;
use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Owner, Pick, Shape, Union, Variant};
use crate::spec::Schema;

impl Lowering<'_> {
    /// A union, if the schema lists alternatives.
    pub(super) fn try_union(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        if !schema.has("oneOf") && !schema.has("anyOf") {
            return None;
        }
        if self.only_demands(schema) {
            let message = "which of the alternatives holds is not checked";
            self.report
                .add(Code::UncheckedKeyword, &schema.pointer, message);
            return None;
        }
        if schema.has("oneOf") && schema.has("anyOf") {
            let message = "`anyOf` beside `oneOf` is not in the type";
            self.report
                .add(Code::MergeConflict, &schema.pointer, message);
        }
        let members = schema.alternatives();
        let union = match schema.discriminator() {
            Some(property) => Union {
                variants: self.tagged(schema, &members, owner),
                pick: Pick::Tag(property.to_owned()),
            },
            None => Union {
                variants: self.untagged(&members, owner),
                pick: Pick::Unstated,
            },
        };
        match union.variants.as_slice() {
            [] => None,
            [only] if only.tag.is_none() => Some(Shape::Alias(only.ty.clone())),
            _ => Some(Shape::Union(union)),
        }
    }

    fn tagged(&mut self, schema: &Schema<'_>, members: &[Pointer], owner: Owner) -> Vec<Variant> {
        let mut variants = Vec::new();
        for member in members {
            let mut ty = self.schema(member, &Place::of(owner, "variant"));
            ty.nullable = false;
            for tag in self.tags(schema, member) {
                variants.push(Variant {
                    tag: Some(tag),
                    ty: ty.clone(),
                });
            }
        }
        variants
    }

    fn untagged(&mut self, members: &[Pointer], owner: Owner) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let name = match self.document.schema(member) {
                Some(member) => step(&member, index),
                None => format!("variant_{}", index + 1),
            };
            let mut ty = self.schema(member, &Place::of(owner, name));
            // Where `null` is a value of one of them, it is one of the union.
            ty.nullable = false;
            if variants.iter().all(|known| known.ty != ty) {
                variants.push(Variant { tag: None, ty });
            }
        }
        variants
    }

    /// The values of the discriminator that stand for a member: those that `mapping` gives it, else the name of its component
    /// (OpenAPI 3.0.3, Discriminator Object).
    pub(super) fn tags(&mut self, schema: &Schema<'_>, member: &Pointer) -> Vec<String> {
        let reference = self
            .document
            .schema(member)
            .and_then(|member| member.text("$ref"));
        let Some(reference) = reference else {
            let message =
                "a member of a union with a discriminator has to be a reference; it is left out";
            self.report.add(Code::UntoldUnion, member, message);
            return Vec::new();
        };
        let name = Pointer::parse(reference)
            .and_then(|target| target.last())
            .unwrap_or_default();
        let mapping = schema
            .value("discriminator")
            .and_then(|by| by.get("mapping"))
            .and_then(Value::as_object);
        let stands_for = |target: &Value| {
            target
                .as_str()
                .is_some_and(|target| target == reference || target == name)
        };
        let mapped: Vec<String> = mapping
            .into_iter()
            .flatten()
            .filter(|(_, target)| stands_for(target))
            .map(|(tag, _)| tag.clone())
            .collect();
        if mapped.is_empty() {
            vec![name]
        } else {
            mapped
        }
    }
}

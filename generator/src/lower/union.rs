//! Unions: `oneOf` and `anyOf`.

use serde_json::Value;

use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Kind, Owner, Pick, Shape, Type, Union, Variant};
use crate::spec::Schema;

impl Lowering<'_> {
    /// A union, if the schema lists alternatives and says how to tell them apart. Without a discriminator the value is kept as raw
    /// JSON, which is reported.
    pub(super) fn try_union(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        let keyword = ["oneOf", "anyOf"]
            .into_iter()
            .find(|keyword| schema.has(keyword))?;
        let property = schema
            .value("discriminator")
            .and_then(|by| by.get("propertyName"))
            .and_then(Value::as_str);
        let Some(property) = property else {
            let message =
                format!("this `{keyword}` has no discriminator; the value is kept as raw JSON");
            self.report.add(Code::UntoldUnion, &schema.pointer, message);
            return Some(Shape::Alias(Type::new(Kind::Any)));
        };
        let mut variants = Vec::new();
        for member in schema.children(keyword) {
            let ty = self.schema(&member, &Place::of(owner, "variant"));
            for tag in self.tags(schema, &member) {
                variants.push(Variant {
                    tag,
                    ty: ty.clone(),
                });
            }
        }
        Some(Shape::Union(Union {
            variants,
            pick: Pick::Tag(property.to_owned()),
        }))
    }

    /// The values of the discriminator that stand for a member: those that `mapping` gives it, else the name of its component
    /// (OpenAPI 3.0.3, Discriminator Object).
    fn tags(&mut self, schema: &Schema<'_>, member: &Pointer) -> Vec<String> {
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

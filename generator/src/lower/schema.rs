//! Schemas: which kind of type a schema is (OpenAPI 3.0.3, Schema Object).

use super::enumeration::lists_null;
use super::{Lowering, Place};
use crate::diagnostic::Pointer;
use crate::model::{Definition, Kind, Owner, Shape, Type, TypeId};
use crate::spec::Schema;

impl Lowering<'_> {
    /// The type of the schema at `pointer`, as the place that uses it sees it. A schema that needs a name gets it from `place`.
    pub(super) fn schema(&mut self, pointer: &Pointer, place: &Place) -> Type {
        let Some(schema) = self.document.schema(pointer) else {
            return Type::new(Kind::Any);
        };
        let mut ty = if let Some(reference) = schema.text("$ref") {
            self.reference(reference, pointer)
        } else if let Some(target) = only_reference(&schema, self) {
            self.named(&target)
        } else if needs_name(&schema) {
            self.inline(pointer, place)
        } else {
            self.unnamed(&schema, place)
        };
        ty.nullable |= schema.flag("nullable") || lists_null(&schema);
        ty.limits = self.limits(&schema, &ty.kind);
        ty
    }

    /// The shape of a schema that has a name of its own, `id` being the definition it fills.
    pub(super) fn shape(&mut self, pointer: &Pointer, id: TypeId) -> Shape {
        let owner = Owner::Type(id);
        let Some(schema) = self.document.schema(pointer) else {
            return Shape::Alias(Type::new(Kind::Any));
        };
        if schema.text("$ref").is_some() || only_reference(&schema, self).is_some() {
            return Shape::Alias(self.schema(pointer, &Place::of(owner, "item")));
        }
        self.try_enumeration(&schema)
            .or_else(|| self.try_union(&schema, owner))
            .or_else(|| self.try_all_of(&schema, owner))
            .or_else(|| self.try_object(&schema, owner))
            .unwrap_or_else(|| self.alias(&schema, owner))
    }

    fn alias(&mut self, schema: &Schema<'_>, owner: Owner) -> Shape {
        let mut ty = self.unnamed(schema, &Place::of(owner, "item"));
        ty.nullable |= schema.flag("nullable");
        ty.limits = self.limits(schema, &ty.kind);
        Shape::Alias(ty)
    }

    /// The type behind a `$ref`; any JSON where the reference is broken, which is reported.
    fn reference(&mut self, reference: &str, from: &Pointer) -> Type {
        let target = self.document.target(reference, from, self.report);
        // A chain of references that comes back to itself defines nothing.
        let ends = target
            .as_ref()
            .and_then(|target| self.document.follow(target, self.report))
            .is_some();
        match target {
            Some(target) if ends => self.named(&target),
            _ => Type::new(Kind::Any),
        }
    }

    fn named(&mut self, target: &Pointer) -> Type {
        let id = self.component(target);
        let mut ty = Type::new(Kind::Named(id));
        ty.nullable = self.is_nullable(target);
        ty
    }

    /// Whether a named schema admits `null` by itself: every place that uses it does then, too.
    fn is_nullable(&mut self, pointer: &Pointer) -> bool {
        let Some(at) = self.document.follow(pointer, self.report) else {
            return false;
        };
        let Some(schema) = self.document.schema(&at) else {
            return false;
        };
        schema.flag("nullable") || lists_null(&schema)
    }

    fn inline(&mut self, pointer: &Pointer, place: &Place) -> Type {
        if let Some(id) = self.by_pointer.get(pointer) {
            return Type::new(Kind::Named(*id));
        }
        let id = self.reserve(pointer);
        let shape = self.shape(pointer, id);
        self.define(id, place.origin(), pointer, shape);
        // An inline schema that turns out to be no more than an alias needs no name.
        match self.definitions.get(id.index()) {
            Some(Some(Definition {
                shape: Shape::Alias(target),
                ..
            })) if target.kind != Kind::Named(id) => target.clone(),
            _ => Type::new(Kind::Named(id)),
        }
    }

    /// A schema that needs no name: a scalar, a list, a map, or anything at all.
    fn unnamed(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        match schema.text("type") {
            Some("array") => self.array(schema, place),
            Some("object") => self.map(schema, place),
            None if schema.has("items") => self.array(schema, place),
            None if schema.has("additionalProperties") => self.map(schema, place),
            _ => self.scalar(schema),
        }
    }

    fn array(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        let item = schema
            .child("items")
            .map(|items| self.schema(&items, &place.within("item")));
        Type::new(Kind::Array(Box::new(item.unwrap_or(Type::new(Kind::Any)))))
    }

    fn map(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        let values = schema.child("additionalProperties");
        let value = values.map(|values| self.schema(&values, &place.within("value")));
        Type::new(Kind::Map(Box::new(value.unwrap_or(Type::new(Kind::Any)))))
    }
}

/// Whether a schema is more than a scalar, a list or a map.
fn needs_name(schema: &Schema<'_>) -> bool {
    let closed = schema.value("additionalProperties") == Some(&serde_json::Value::Bool(false));
    let demanding = !schema.names("required").is_empty() && schema.text("type") == Some("object");
    if closed || demanding {
        return true;
    }
    ["properties", "enum", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|keyword| schema.has(keyword))
}

/// The target of an `allOf` (or `oneOf`, `anyOf`) that holds one reference and nothing else: the way OpenAPI 3.0 documents put a
/// description or `nullable` beside a reference.
fn only_reference(schema: &Schema<'_>, lowering: &mut Lowering<'_>) -> Option<Pointer> {
    if schema.has("properties") || schema.has("discriminator") {
        return None;
    }
    let keyword = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .find(|keyword| schema.has(keyword))?;
    let [member] = schema.children(keyword).try_into().ok()?;
    let reference = lowering.document.schema(&member)?.text("$ref")?;
    lowering
        .document
        .target(reference, &member, lowering.report)
}

//! Several types: `type` that is a list (JSON Schema 2020-12 validation, section 6.1.1).

use super::{Lowering, Place, schema_docs};
use crate::model::{Definition, Kind, Origin, Owner, Pick, Shape, Type, TypeId, Union, Variant};
use crate::spec::Schema;

impl Lowering<'_> {
    /// A union of the types that a schema lists, if there are several.
    pub(super) fn try_types(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        let names = schema.types();
        if names.len() < 2 {
            return None;
        }
        let mut variants = Vec::new();
        for name in &names {
            // Every integer is a number.
            if *name == "integer" && names.contains(&"number") {
                continue;
            }
            let ty = self.one_type(name, schema, owner);
            variants.push(Variant {
                tags: Vec::new(),
                ty,
            });
        }
        Some(match variants.as_slice() {
            [only] => Shape::Alias(only.ty.clone()),
            _ => Shape::Union(Union {
                variants,
                pick: Pick::Unstated,
                default: None,
            }),
        })
    }

    fn one_type(&mut self, name: &str, schema: &Schema<'_>, owner: Owner) -> Type {
        if name == "object" && schema.has("properties") {
            let shape = |lowering: &mut Self, id| {
                Shape::Object(lowering.whole_object(schema, Owner::Type(id)))
            };
            return self.part_of(schema, owner, "object", shape);
        }
        let mut ty = self.of_type(name, schema, &Place::of(owner, name));
        ty.limits = self.limits(schema, &ty.kind);
        ty
    }

    /// A type that is a part of what a schema says, and has no place of its own in the document.
    pub(super) fn part_of(
        &mut self,
        schema: &Schema<'_>,
        owner: Owner,
        step: &str,
        shape: impl FnOnce(&mut Self, TypeId) -> Shape,
    ) -> Type {
        let id = TypeId::new(self.definitions.len());
        self.definitions.push(None);
        let shape = shape(self, id);
        let definition = Definition {
            origin: Origin::Inline {
                owner,
                step: step.to_owned(),
            },
            is_listed: false,
            pointer: schema.pointer.clone(),
            docs: schema_docs(schema),
            shape,
            example: None,
        };
        if let Some(slot) = self.definitions.get_mut(id.index()) {
            *slot = Some(definition);
        }
        Type::new(Kind::Named(id))
    }
}

//! Objects: `properties`, `required`, `additionalProperties`.

use serde_json::Value;

use super::merge::required_by;
use super::{Lowering, Place, schema_docs};
use crate::diagnostic::Pointer;
use crate::model::{Access, Definition, Field, Kind, Object, Owner, Rest, Shape, Type, TypeId};
use crate::spec::Schema;

impl Lowering<'_> {
    /// An object with named members, if the schema names any.
    pub(super) fn try_object(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        let named = !schema.named("properties").is_empty();
        let closed = schema.value("additionalProperties") == Some(&Value::Bool(false));
        let demanding =
            !schema.names("required").is_empty() && schema.type_name() == Some("object");
        let fits = schema.types().is_empty() || schema.type_name() == Some("object");
        ((named || closed || demanding) && fits)
            .then(|| Shape::Object(self.whole_object(schema, owner)))
    }

    /// Whether a definition is an object, as far as it is known by now.
    pub(super) fn is_object(&self, id: TypeId) -> bool {
        let definition = self.definitions.get(id.index());
        matches!(
            definition,
            Some(Some(Definition {
                shape: Shape::Object(_),
                ..
            }))
        )
    }

    /// The object that one schema describes by itself.
    pub(super) fn whole_object(&mut self, schema: &Schema<'_>, owner: Owner) -> Object {
        let mut object = self.object(schema, owner);
        if !matches!(object.rest, Rest::Unstated) {
            self.honour_unevaluated(schema);
        }
        // Beside `oneOf` and its like, an alternative may declare what is required.
        if !schema.has("oneOf") && !schema.has("anyOf") || self.only_demands(schema) {
            let required: Vec<(String, Pointer)> = required_by(schema).collect();
            self.add_undeclared(&mut object, &required);
        }
        self.settle_conditions(&mut object, &schema.pointer);
        object
    }

    /// The members that one schema object declares.
    pub(super) fn object(&mut self, schema: &Schema<'_>, owner: Owner) -> Object {
        let required = schema.names("required");
        let fields = schema
            .named("properties")
            .into_iter()
            .map(|(name, pointer)| self.field(name, &pointer, required.contains(&name), owner))
            .collect();
        Object {
            fields,
            rest: self.rest(schema, owner),
            conditions: self.object_conditions(schema),
        }
    }

    fn field(&mut self, name: &str, pointer: &Pointer, required: bool, owner: Owner) -> Field {
        let ty = self.schema(pointer, &Place::of(owner, name));
        let schema = self.document.schema(pointer);
        let access = match &schema {
            Some(schema) if schema.flag("readOnly") => Access::ReadOnly,
            Some(schema) if schema.flag("writeOnly") => Access::WriteOnly,
            _ => Access::ReadWrite,
        };
        Field {
            name: name.to_owned(),
            pointer: pointer.clone(),
            docs: schema.as_ref().map(schema_docs).unwrap_or_default(),
            ty,
            required,
            access,
            default: schema.and_then(|schema| schema.value("default").cloned()),
        }
    }

    fn rest(&mut self, schema: &Schema<'_>, owner: Owner) -> Rest {
        let is = |keyword: &str, value: bool| schema.value(keyword) == Some(&Value::Bool(value));
        let place = Place::of(owner, "value");
        if let Some(ty) = self.rest_type(schema, &place) {
            return Rest::Typed(ty);
        }
        if is("additionalProperties", false) {
            return Rest::Closed;
        }
        if is("unevaluatedProperties", false) && !schema.names_by_value() {
            return Rest::Closed;
        }
        if is("additionalProperties", true) || is("unevaluatedProperties", true) {
            return Rest::Typed(Type::new(Kind::Any));
        }
        Rest::Unstated
    }

    /// Keeps that the type says what `unevaluatedProperties` does.
    pub(super) fn honour_unevaluated(&mut self, schema: &Schema<'_>) {
        if schema.has("unevaluatedProperties") {
            self.honoured
                .insert(schema.pointer.join("unevaluatedProperties"));
        }
    }

    /// The type of the members without a name of their own, where the schema has one for them.
    pub(super) fn rest_type(&mut self, schema: &Schema<'_>, place: &Place) -> Option<Type> {
        let patterns = schema.named("patternProperties");
        let others = ["additionalProperties", "unevaluatedProperties"];
        let others = others.into_iter().find_map(|keyword| schema.child(keyword));
        if patterns.is_empty() {
            return others.map(|others| self.schema(&others, place));
        }
        let mut types: Vec<Type> = Vec::new();
        for at in patterns.into_iter().map(|(_, at)| at).chain(others) {
            let ty = self.schema(&at, place);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        // A name that matches no pattern may have any value.
        let all = |pattern: &str| matches!(pattern, "" | ".*" | "^.*$" | ".+" | "^.+$");
        let closed = ["additionalProperties", "unevaluatedProperties"]
            .iter()
            .any(|keyword| {
                schema.has(keyword) && schema.value(keyword) != Some(&Value::Bool(true))
            });
        match types.as_slice() {
            [only]
                if closed
                    || schema
                        .named("patternProperties")
                        .iter()
                        .any(|(pattern, _)| all(pattern)) =>
            {
                Some(only.clone())
            }
            _ => Some(Type::new(Kind::Any)),
        }
    }
}

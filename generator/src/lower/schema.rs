//! Schemas: which kind of type a schema is (OpenAPI 3.0.3, Schema Object; JSON Schema 2020-12).

use std::collections::HashSet;

use serde_json::Value;

use super::{Lowering, MOST_WITHIN, Place};
use crate::diagnostic::Pointer;
use crate::model::{Condition, Definition, Kind, Limits, Owner, Shape, Type, TypeId};
use crate::spec::Schema;

/// Deeper than any document nests alternatives and references.
const DEEPEST: usize = 32;

impl Lowering<'_> {
    /// The type of the schema at `pointer`, as the place that uses it sees it. A schema that needs a name gets it from `place`.
    pub(super) fn schema(&mut self, pointer: &Pointer, place: &Place) -> Type {
        let Some(schema) = self.document.schema(pointer) else {
            let mut any = Type::new(Kind::Any);
            let never = self.document.get(pointer) == Some(&Value::Bool(false));
            any.limits.condition = never.then(|| Condition::new(Value::Bool(false)));
            return any;
        };
        self.depth += 1;
        let mut ty = match schema.text("$ref") {
            Some(reference) if !schema.composes_reference() => {
                let mut ty = self.reference(reference, pointer);
                ty.nullable |= schema.is_nullable();
                ty
            }
            _ => {
                let mut ty = match self.only_member(&schema) {
                    Some(member) => self.schema(&member, place),
                    None if needs_name(&schema) => self.inline(pointer, place),
                    None => self.unnamed(&schema, place),
                };
                ty.nullable |= self.admits_null(pointer);
                ty
            }
        };
        self.depth -= 1;
        let behind = self.behind(&ty, 0);
        let own = self.limits(&schema, &behind.kind);
        if own != Limits::default() {
            // Beside a reference both hold.
            ty.limits.refine(behind.limits);
            ty.limits.refine(own);
        }
        if let Some(example) = self.shown(pointer) {
            ty.example = Some(Box::new(example));
        }
        ty
    }

    /// What a type is once names for scalars and lists are followed.
    pub(super) fn behind(&self, ty: &Type, depth: usize) -> Type {
        let Kind::Named(id) = ty.kind else {
            return ty.clone();
        };
        match self.definitions.get(id.index()) {
            Some(Some(Definition {
                shape: Shape::Alias(target),
                ..
            })) if depth < DEEPEST => {
                let mut behind = self.behind(target, depth + 1);
                behind.limits.refine(ty.limits.clone());
                behind
            }
            _ => ty.clone(),
        }
    }

    /// The shape of a schema that has a name of its own, `id` being the definition it fills.
    pub(super) fn shape(&mut self, pointer: &Pointer, id: TypeId) -> Shape {
        let owner = Owner::Type(id);
        let Some(schema) = self.document.schema(pointer) else {
            return Shape::Alias(self.schema(pointer, &Place::of(owner, "item")));
        };
        if schema.text("$ref").is_some() && !schema.composes_reference() {
            return Shape::Alias(self.schema(pointer, &Place::of(owner, "item")));
        }
        if let Some(member) = self.only_member(&schema) {
            let is_reference = self
                .document
                .schema(&member)
                .is_some_and(|member| member.has("$ref"));
            // Beside `null` the only member is the type itself.
            return if is_reference {
                Shape::Alias(self.schema(pointer, &Place::of(owner, "item")))
            } else {
                self.shape(&member, id)
            };
        }
        self.try_enumeration(&schema, owner)
            .or_else(|| self.try_composition(&schema, owner))
            .or_else(|| self.try_union(&schema, owner))
            .or_else(|| self.try_types(&schema, owner))
            .or_else(|| self.try_object(&schema, owner))
            .unwrap_or_else(|| self.alias(&schema, owner))
    }

    fn alias(&mut self, schema: &Schema<'_>, owner: Owner) -> Shape {
        // What is in it has the name of its owner before it.
        let step = if schema.has("allOf") { "item" } else { "" };
        let mut ty = self.unnamed(schema, &Place::of(owner, step));
        ty.nullable |= schema.is_nullable();
        let own = self.limits(schema, &ty.kind);
        ty.limits.refine(own);
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
        ty.nullable = self.is_known_to_admit_null(target);
        ty
    }

    /// The same as [`admits_null`](Self::admits_null), found once for each schema.
    fn is_known_to_admit_null(&mut self, target: &Pointer) -> bool {
        if let Some(known) = self.nullable.get(target) {
            return *known;
        }
        let admits = self.admits_null(target);
        self.nullable.insert(target.clone(), admits);
        admits
    }

    /// Whether a schema admits `null`, by its own keywords or by those of what it refers to and is made of: every place that uses it
    /// does then, too.
    pub(super) fn admits_null(&mut self, pointer: &Pointer) -> bool {
        let mut seen = HashSet::new();
        // With whether it is one of several alternatives.
        let mut left = vec![(pointer.clone(), false)];
        while let Some((at, is_alternative)) = left.pop() {
            // A document may lead to one schema on very many ways; asking it once is enough.
            if !seen.insert(at.clone()) {
                continue;
            }
            let Some(schema) = self.document.schema(&at) else {
                continue;
            };
            // An alternative that may be anything may be `null`.
            if schema.is_nullable() || is_alternative && schema.only_describes() {
                return true;
            }
            if let Some(reference) = schema.text("$ref")
                && !schema.composes_reference()
            {
                let target = self.document.target(reference, &at, self.report);
                left.extend(target.map(|target| (target, is_alternative)));
                continue;
            }
            // With a type of its own that leaves `null` out, or values to choose from, the members cannot bring it in.
            if !schema.types().is_empty() || schema.listed().is_some() {
                continue;
            }
            let alternatives = ["oneOf", "anyOf"].map(|keyword| schema.children(keyword));
            left.extend(alternatives.into_iter().flatten().map(|at| (at, true)));
            // Those that only describe say nothing about `null`.
            if let Some(only) = self.only_member(&schema) {
                left.push((only, false));
            } else if self.depth < MOST_WITHIN && self.all_admit_null(&schema) {
                return true;
            }
        }
        false
    }

    /// Whether the members of an `allOf` admit `null`, of which some only limit values: what has no type limits none but those of one.
    fn all_admit_null(&mut self, schema: &Schema<'_>) -> bool {
        let document = self.document;
        let only_limits = |at: &Pointer| {
            let member = document.schema(at);
            member.is_some_and(|it| {
                it.only_limits() && it.types().is_empty() && it.listed().is_none()
            })
        };
        let mut typed = schema.children("allOf");
        typed.retain(|at| !only_limits(at));
        self.depth += 1;
        let admit = !typed.is_empty() && typed.iter().all(|at| self.is_known_to_admit_null(at));
        self.depth -= 1;
        admit
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
    pub(super) fn unnamed(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        match schema.type_name() {
            Some(name) => {
                let ty = self.of_type(name, schema, place);
                self.refined(ty, schema, place)
            }
            None if !schema.types().is_empty() => Type::new(Kind::Any),
            None => {
                let ty = self.untyped(schema, place);
                self.refined(ty, schema, place)
            }
        }
    }

    /// The type that the keywords of a schema without `type` are about.
    fn untyped(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        if schema.has("items") || schema.has("prefixItems") {
            self.array(schema, place)
        } else if schema.is_map() {
            self.map(schema, place)
        } else {
            self.scalar(None, schema)
        }
    }

    /// The unnamed type of a schema, as if it had this one `type`.
    pub(super) fn of_type(&mut self, name: &str, schema: &Schema<'_>, place: &Place) -> Type {
        match name {
            "array" => self.array(schema, place),
            "object" => self.map(schema, place),
            name => self.scalar(Some(name), schema),
        }
    }

    fn array(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        let tuple = schema.children("prefixItems");
        if !tuple.is_empty() || schema.value("items").is_some_and(Value::is_array) {
            return self.tuple(schema, &tuple, place);
        }
        // `false` is a schema, too.
        let items = schema.has("items").then(|| schema.pointer.join("items"));
        let item = items.map(|items| self.schema(&items, &place.within("item")));
        Type::new(Kind::Array(Box::new(item.unwrap_or(Type::new(Kind::Any)))))
    }

    /// A list whose items are of different types by their places: of one type if all places have it, else of any.
    fn tuple(&mut self, schema: &Schema<'_>, places: &[Pointer], place: &Place) -> Type {
        let mut types: Vec<Type> = Vec::new();
        for item in places.iter().cloned().chain(schema.child("items")) {
            let ty = self.schema(&item, &place.within("item"));
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let is_full = |most| usize::try_from(most).is_ok_and(|most| most <= places.len());
        let open = matches!(schema.value("items"), None | Some(Value::Bool(true)))
            && !places.is_empty()
            && !schema.count("maxItems").is_some_and(is_full);
        let item = match types.as_slice() {
            [only] if !open => only.clone(),
            _ => Type::new(Kind::Any),
        };
        Type::new(Kind::Array(Box::new(item)))
    }

    fn map(&mut self, schema: &Schema<'_>, place: &Place) -> Type {
        let value = self.rest_type(schema, &place.within("value"));
        Type::new(Kind::Map(Box::new(value.unwrap_or(Type::new(Kind::Any)))))
    }

    /// The member that a schema is nothing but, where it has one `allOf`, `oneOf` or `anyOf` without anything else: the way documents
    /// put a description or `null` beside a type.
    pub(super) fn only_member(&mut self, schema: &Schema<'_>) -> Option<Pointer> {
        let own = [
            "properties",
            "discriminator",
            "required",
            "enum",
            "const",
            "additionalProperties",
            "unevaluatedProperties",
            "items",
            "$ref",
        ];
        if own.iter().any(|keyword| schema.has(keyword)) {
            return None;
        }
        let mut keywords = ["allOf", "oneOf", "anyOf"]
            .into_iter()
            .filter(|keyword| schema.has(keyword));
        let keyword = keywords.next()?;
        if keywords.next().is_some() {
            return None;
        }
        let mut telling = schema.children(keyword);
        telling.retain(|member| {
            let member = self.document.schema(member);
            member.is_none_or(|member| {
                !if keyword == "allOf" {
                    member.only_describes()
                } else {
                    member.is_null()
                }
            })
        });
        let [member] = telling.try_into().ok()?;
        Some(member)
    }
}

/// Whether a schema is more than a scalar, a list or a map.
fn needs_name(schema: &Schema<'_>) -> bool {
    let closed = schema.value("additionalProperties") == Some(&Value::Bool(false));
    let demanding = !schema.names("required").is_empty() && schema.type_name() == Some("object");
    if closed || demanding || schema.types().len() > 1 || schema.composes_reference() {
        return true;
    }
    ["properties", "enum", "const", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|keyword| schema.has(keyword))
}

//! Merging: the objects and alternatives that a composition is made of, and the members of all the objects.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

use super::Lowering;
use super::scalar::admits;
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Access, Docs, EnumValue, Field, IntegerFormat, Kind, Limits, Object, Owner, Rest, Shape,
    StringFormat, Type, TypeId,
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
    /// The names that any of them requires, each with its place.
    pub(super) required: Vec<(String, Pointer)>,
    /// Whether the schema that composes them allows no members but theirs.
    closed: bool,
    /// Whether the value decides which members one of them names.
    depends: bool,
    seen: Vec<Pointer>,
    /// The places that were collected.
    collected: HashSet<Pointer>,
}

/// What the alternatives of a schema say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Saying {
    /// Which members must be there.
    Demands,
    /// No more than words about the type beside them.
    Words,
    /// That a value is of one of several types.
    Alternatives,
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
            let led_to = self.led_to(union);
            union.pointer == schema.pointer || collected.is_disjoint(&led_to)
        });
        // Of several alternatives that hold each may name members.
        let several = parts.unions.iter().any(|union| !union.has("oneOf"));
        let closes = schema.value("unevaluatedProperties") == Some(&Value::Bool(false));
        parts.closed = closes && !parts.depends && !several;
        parts
    }

    /// What alternatives say, found once: very many schemas may be made from the one that lists them.
    fn say(&mut self, union: &Schema<'a>) -> Saying {
        if let Some(known) = self.sayings.get(&union.pointer) {
            return *known;
        }
        let saying = if self.only_demands(union) {
            Saying::Demands
        } else if self.only_describe(union) {
            Saying::Words
        } else {
            Saying::Alternatives
        };
        self.sayings.insert(union.pointer.clone(), saying);
        saying
    }

    /// Where the alternatives of a union lead.
    fn led_to(&mut self, union: &Schema<'a>) -> Rc<HashSet<Pointer>> {
        if let Some(known) = self.alternatives.get(&union.pointer) {
            return Rc::clone(known);
        }
        let members = union.alternatives();
        let behind = members
            .iter()
            .filter_map(|member| self.document.follow(member, self.report));
        let led_to: Rc<HashSet<Pointer>> = Rc::new(behind.collect());
        self.alternatives
            .insert(union.pointer.clone(), Rc::clone(&led_to));
        led_to
    }

    fn collect(&mut self, schema: &Schema<'a>, parts: &mut Parts<'a>, depth: usize) {
        let is_open = parts.seen.contains(&schema.pointer);
        if is_open || depth > DEEPEST {
            let message = if is_open {
                "this `allOf` contains itself"
            } else {
                "an `allOf` that leads here has more levels than are followed"
            };
            self.report
                .add(Code::BrokenReference, &schema.pointer, message);
            return;
        }
        // What is collected already says nothing new: a schema may be composed on very many ways.
        if !parts.collected.insert(schema.pointer.clone()) {
            return;
        }
        parts.seen.push(schema.pointer.clone());
        parts.depends |= schema.names_by_value();
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
        parts.required.extend(required_by(schema));
        if schema.has("properties") || schema.is_map() {
            parts.objects.push(schema.clone());
        } else {
            parts.restricting.push(schema.clone());
        }
        if schema.has("oneOf") || schema.has("anyOf") {
            match self.say(schema) {
                Saying::Demands => self.demand(schema),
                Saying::Words => {}
                Saying::Alternatives => parts.unions.push(schema.clone()),
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
            let mut own = self.object(part, owner);
            let is_unstated = matches!(merged.rest, Rest::Unstated);
            if part.has("unevaluatedProperties") && !is_unstated {
                // The parts before it have named them all.
                own.rest = Rest::Unstated;
            }
            self.add(own, &mut merged);
        }
        let is_alone = match parts.objects.as_slice() {
            [part] => !parts.depends || part.has("additionalProperties"),
            _ => false,
        };
        if !(is_alone && parts.unions.is_empty()) {
            self.report_opened(parts);
            if matches!(merged.rest, Rest::Closed) && !parts.closed {
                merged.rest = Rest::Unstated;
            }
        }
        self.report_unlike_rest(parts, &merged);
        // Names that fit a pattern are of one part, and others are not.
        let has_patterns =
            |part: &Schema<'_>| part.has("patternProperties") && !part.has("additionalProperties");
        let is_stated = !matches!(merged.rest, Rest::Unstated);
        if is_stated && !parts.objects.iter().any(has_patterns) {
            for part in &parts.objects {
                self.honour_unevaluated(part);
            }
        }
        require(&mut merged, &parts.required);
        for part in &parts.restricting {
            let conditions = self.object_conditions(part);
            merged.conditions.extend(conditions);
        }
        merged
    }

    /// Adds the members that are required and that nothing declares. They are of the type that all others have.
    pub(super) fn add_undeclared(&mut self, object: &mut Object, required: &[(String, Pointer)]) {
        let ty = match &object.rest {
            Rest::Typed(ty) => ty.clone(),
            Rest::Closed | Rest::Unstated => Type::new(Kind::Any),
        };
        for (name, at) in required {
            if object.fields.iter().any(|field| field.name == *name) {
                continue;
            }
            if ty.kind == Kind::Any {
                let message = format!("`{name}` is required but not in `properties`");
                self.report.add(Code::UndeclaredRequired, at, message);
            }
            object.fields.push(Field {
                name: name.clone(),
                pointer: at.clone(),
                docs: Docs::default(),
                ty: ty.clone(),
                required: true,
                access: Access::ReadWrite,
                default: None,
            });
        }
    }

    /// Reports the parts that forbid the members of the others: by the letter there are no values then, and nobody means that.
    pub(super) fn report_opened(&mut self, parts: &Parts<'_>) {
        for part in &parts.objects {
            if part.value("additionalProperties") == Some(&Value::Bool(false)) {
                let message = "`additionalProperties` is not checked where this is composed with what has members that it would forbid";
                let at = part.pointer.join("additionalProperties");
                self.report.add(Code::UncheckedKeyword, &at, message);
            }
        }
    }

    /// Reports the parts whose `additionalProperties` says something about members that other parts name, and something else.
    fn report_unlike_rest(&mut self, parts: &Parts<'_>, merged: &Object) {
        let Rest::Typed(rest) = &merged.rest else {
            return;
        };
        for part in &parts.objects {
            let own = part.named("properties");
            let is_unlike = |field: &&Field| {
                field.ty != *rest && own.iter().all(|(name, _)| *name != field.name)
            };
            if rest.kind != Kind::Any
                && part.child("additionalProperties").is_some()
                && let Some(field) = merged.fields.iter().find(is_unlike)
            {
                let message = format!(
                    "`additionalProperties` is not checked for `{}` and other members that are named elsewhere",
                    field.name
                );
                let at = part.pointer.join("additionalProperties");
                self.report.add(Code::UncheckedKeyword, &at, message);
            }
        }
    }

    /// Adds the members of one object to another.
    pub(super) fn add(&mut self, own: Object, merged: &mut Object) {
        for field in own.fields {
            self.add_field(field, merged);
        }
        let is_stated = !matches!(merged.rest, Rest::Unstated);
        match own.rest {
            Rest::Typed(_) => merged.rest = own.rest,
            Rest::Closed if !is_stated => merged.rest = own.rest,
            Rest::Closed | Rest::Unstated => {}
        }
        merged.conditions.extend(own.conditions);
    }

    fn add_field(&mut self, field: Field, merged: &mut Object) {
        let Some(known) = merged.fields.iter().find(|known| known.name == field.name) else {
            merged.fields.push(field);
            return;
        };
        let required = known.required || field.required;
        let (earlier, declared) = (known.ty.clone(), known.pointer.clone());
        let ty = self
            .both(&earlier, &field.ty, &field.pointer)
            .unwrap_or_else(|| {
                let message = format!(
                    "`{}` is declared differently at {}",
                    field.name,
                    self.document.origin(&declared)
                );
                self.report
                    .add(Code::MergeConflict, &field.pointer, message);
                Type {
                    nullable: earlier.nullable && field.ty.nullable,
                    ..field.ty.clone()
                }
            });
        if let Some(known) = merged.fields.iter_mut().find(|it| it.name == field.name) {
            *known = Field {
                ty,
                required,
                ..field
            };
        }
    }

    /// The type of the values that are of both types, where one of them says all that the other one does; `at` is where what is not
    /// checked of it is reported.
    pub(super) fn both(&mut self, one: &Type, other: &Type, at: &Pointer) -> Option<Type> {
        let (first, second) = (self.behind(one, 0), self.behind(other, 0));
        // What may be anything may be `null`, too.
        let admits_null = |ty: &Type, behind: &Type, other: &Type| {
            ty.nullable || behind.kind == Kind::Any && other.kind != Kind::Any
        };
        let nullable = admits_null(one, &first, &second) && admits_null(other, &second, &first);
        // The name of another type is kept where there is nothing to choose.
        let kind = if one.kind == other.kind || other.kind == Kind::Any {
            one.kind.clone()
        } else if one.kind == Kind::Any {
            other.kind.clone()
        } else {
            self.narrower(&first, &second, at)?
        };
        let mut limits = first.limits;
        limits.refine(second.limits);
        let behind = self.behind(&Type::new(kind.clone()), 0);
        let fitting = limits.clone().fitting(&behind.kind);
        self.report_lost(&limits, &fitting, &behind.kind, at);
        Some(Type {
            kind,
            nullable,
            limits: fitting,
            example: other.example.clone().or_else(|| one.example.clone()),
        })
    }

    /// Reports the limits that a text would have and a narrower type is not checked for.
    fn report_lost(&mut self, limits: &Limits, kept: &Limits, kind: &Kind, at: &Pointer) {
        let lost = |limits: &Limits| {
            [
                ("minLength", limits.min_length.is_some()),
                ("maxLength", limits.max_length.is_some()),
                ("pattern", limits.pattern.is_some()),
                ("condition", limits.condition.is_some()),
            ]
        };
        if let Kind::Named(id) = kind
            && let Some(values) = self.enumeration(*id)
            && limits.condition.is_none()
            && values.iter().all(|value| admits(limits, &value.value))
        {
            return;
        }
        if !matches!(kind, Kind::String(_) | Kind::Named(_)) {
            return;
        }
        for ((keyword, was), (_, is)) in lost(limits).into_iter().zip(lost(kept)) {
            if was && !is {
                let condition = limits.condition.as_ref().filter(|_| keyword == "condition");
                let names = condition.and_then(|condition| {
                    let keywords = condition.schema().as_object()?.keys();
                    let keywords: Vec<&str> = keywords.map(String::as_str).collect();
                    Some(keywords.join("`, `"))
                });
                let name = names.as_deref().unwrap_or(keyword);
                let message = format!("`{name}` is not checked here");
                self.report.add(Code::UncheckedKeyword, at, message);
            }
        }
    }

    /// The values of a definition that lists them.
    fn enumeration(&self, id: TypeId) -> Option<&[EnumValue]> {
        match &self.definitions.get(id.index())?.as_ref()?.shape {
            Shape::Enumeration(enumeration) => Some(&enumeration.values),
            _ => None,
        }
    }

    /// The kind that values of both types have, where one of them says all that the other one does.
    fn narrower(&mut self, one: &Type, other: &Type, at: &Pointer) -> Option<Kind> {
        Some(match (&one.kind, &other.kind) {
            (one, other) if one == other => one.clone(),
            // A format says which texts there are, and so does a list of values.
            (Kind::Any, kind)
            | (kind, Kind::Any)
            | (Kind::Number, kind @ Kind::Integer(_))
            | (kind @ Kind::Integer(_), Kind::Number)
            | (Kind::String(StringFormat::Text), kind @ Kind::String(_))
            | (kind @ Kind::String(_), Kind::String(StringFormat::Text)) => kind.clone(),
            (Kind::Integer(one), Kind::Integer(other)) => {
                Kind::Integer(narrower_format(*one, *other))
            }
            (Kind::String(StringFormat::Text), kind @ Kind::Named(id))
            | (kind @ Kind::Named(id), Kind::String(StringFormat::Text))
                if self.enumeration(*id).is_some() =>
            {
                kind.clone()
            }
            (Kind::Named(one), Kind::Named(other)) => self.narrower_definition(*one, *other)?,
            (Kind::Array(one), Kind::Array(other)) => {
                Kind::Array(Box::new(self.both(one, other, at)?))
            }
            (Kind::Map(_), kind @ Kind::Named(id)) | (kind @ Kind::Named(id), Kind::Map(_))
                if self.is_object(*id) =>
            {
                kind.clone()
            }
            (Kind::Map(one), Kind::Map(other)) => Kind::Map(Box::new(self.both(one, other, at)?)),
            _ => return None,
        })
    }

    /// The one of two definitions that says all that the other one does: fewer values, more members, or one of the alternatives.
    fn narrower_definition(&self, one: TypeId, other: TypeId) -> Option<Kind> {
        let shape = |id: TypeId| Some(&self.definitions.get(id.index())?.as_ref()?.shape);
        let narrows = |narrow: TypeId, wide: TypeId| match (shape(narrow)?, shape(wide)?) {
            (Shape::Enumeration(narrow), Shape::Enumeration(wide)) => Some(narrow.is_within(wide)),
            (Shape::Object(narrow), Shape::Object(wide)) => {
                let has = |field: &Field| {
                    let mut fields = narrow.fields.iter();
                    fields.any(|own| own.name == field.name && own.ty == field.ty)
                };
                Some(!wide.fields.is_empty() && wide.fields.iter().all(has))
            }
            (Shape::Object(_), Shape::Union(wide)) => {
                let mut variants = wide.variants.iter();
                Some(variants.any(|variant| variant.ty.kind == Kind::Named(narrow)))
            }
            _ => None,
        };
        if narrows(one, other) == Some(true) {
            Some(Kind::Named(one))
        } else if narrows(other, one) == Some(true) {
            Some(Kind::Named(other))
        } else {
            None
        }
    }
}

/// The names that a schema requires, each with its place.
pub(super) fn required_by<'d>(
    schema: &Schema<'d>,
) -> impl Iterator<Item = (String, Pointer)> + use<'d> {
    let at = schema.pointer.join("required");
    let names = schema.names("required").into_iter().enumerate();
    names.map(move |(index, name)| (name.to_owned(), at.join(index)))
}

/// Makes members required.
pub(super) fn require(object: &mut Object, required: &[(String, Pointer)]) {
    for field in &mut object.fields {
        field.required |= required.iter().any(|(name, _)| *name == field.name);
    }
}

/// The format of the integers that are of both.
fn narrower_format(one: IntegerFormat, other: IntegerFormat) -> IntegerFormat {
    use IntegerFormat::{Int32, Int64, Unsigned64};
    [Int32, Int64, Unsigned64]
        .into_iter()
        .find(|format| one == *format || other == *format)
        .unwrap_or(one)
}

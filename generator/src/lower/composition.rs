//! Composition: `allOf`, and what stands beside a `$ref`, a `oneOf` or an `anyOf`. All of it holds: objects are one object with the
//! members of all, with alternatives among them it is an alternative of such objects.

use std::collections::HashSet;

use super::merge::{Parts, require, required_by};
use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Kind, Owner, Pick, Rest, Shape, Type, Union, Variant};
use crate::spec::Schema;

impl<'a> Lowering<'a> {
    /// The object, or the union of objects, that a schema composes; `None` where it composes no objects.
    pub(super) fn try_composition(&mut self, schema: &Schema<'a>, owner: Owner) -> Option<Shape> {
        let is_union = schema.has("oneOf") || schema.has("anyOf");
        let demands_more = is_union && self.demands_more(schema);
        let beside = schema.has("properties") || schema.composes_reference() || demands_more;
        let composes = schema.has("allOf") || schema.composes_reference() || (is_union && beside);
        if !composes {
            return None;
        }
        let parts = self.parts(schema);
        let mut merged = self.merged(&parts, owner);
        // What is required may be declared by an alternative.
        if parts.unions.is_empty() && parts.scalars.is_empty() {
            self.add_undeclared(&mut merged, &parts.required);
        }
        let empty =
            merged.fields.is_empty() && matches!(merged.rest, Rest::Unstated | Rest::Closed);
        if !empty || !parts.unions.is_empty() {
            for at in &parts.scalars {
                let message = if *at == schema.pointer {
                    "values of this `type` are no objects, but what stands beside it is of objects; the `type` is left out"
                } else {
                    "this member of the `allOf` is not an object with properties; it is left out"
                };
                self.report.add(Code::MergeConflict, at, message);
            }
        }
        match parts.unions.as_slice() {
            [] if empty => return None,
            [] => {
                self.settle_conditions(&mut merged, &schema.pointer);
                return Some(Shape::Object(merged));
            }
            [union] if empty && parts.objects.is_empty() && !demands_more => {
                return self.try_union(union, owner);
            }
            [union] if self.are_made_from_it(union) => return self.try_union(union, owner),
            [union] if self.can_be_merged(union) => {
                return Some(self.distributed(union, &parts, owner));
            }
            _ => {}
        }
        for union in &parts.unions {
            let reason = self.reason(union, &parts);
            let message = format!("{reason}; what the alternatives have is kept as raw JSON");
            self.report
                .add(Code::MergeConflict, &union.pointer, message);
        }
        if empty {
            return None;
        }
        // Nothing of a value is lost.
        merged.rest = Rest::Typed(Type::new(Kind::Any));
        self.settle_conditions(&mut merged, &schema.pointer);
        Some(Shape::Object(merged))
    }

    /// A scalar or a list that the members of an `allOf` describe, too: the type of the one that has one, within the limits of all. `own` is
    /// the type that stands beside them.
    pub(super) fn refined(&mut self, own: Type, schema: &Schema<'_>, place: &Place) -> Type {
        let mut refined = own;
        // Whether `null` is a value is decided for the schema as a whole.
        refined.nullable = true;
        for (index, member) in schema.children("allOf").into_iter().enumerate() {
            // Each in a place of its own: two that need a name would have the same one.
            let place = match index {
                0 => place,
                _ => &place.within(&(index + 1).to_string()),
            };
            let ty = Type {
                nullable: true,
                ..self.schema(&member, place)
            };
            match self.both(&refined, &ty, &member) {
                Some(both) => refined = both,
                None => {
                    let message = "this member of the `allOf` is of another type; it is left out";
                    self.report.add(Code::MergeConflict, &member, message);
                }
            }
        }
        Type {
            nullable: false,
            ..refined
        }
    }

    /// Whether a schema requires what not all of its alternatives do, of which all are objects. The member that tells them apart is there
    /// anyway.
    fn demands_more(&mut self, schema: &Schema<'_>) -> bool {
        let told = schema.discriminator();
        let members = schema.alternatives();
        let demands = required_by(schema).any(|(name, _)| {
            let mut members = members.iter();
            told != Some(name.as_str())
                && !members.all(|member| self.requires(member, &name, &mut HashSet::new()))
        });
        demands && self.can_be_merged(schema)
    }

    /// Whether a union has alternatives, each of which can be merged with another object.
    fn can_be_merged(&mut self, union: &Schema<'_>) -> bool {
        !union.alternatives().is_empty() && self.unmerged(union).is_none()
    }

    /// What keeps an alternative of a union from being merged with another object, and which one it is.
    fn unmerged(&mut self, union: &Schema<'_>) -> Option<(usize, &'static str)> {
        for (index, member) in union.alternatives().into_iter().enumerate() {
            let at = self.document.follow(&member, self.report);
            let schema = at.and_then(|at| self.document.schema(&at));
            match schema.filter(Schema::is_object) {
                None => return Some((index, "is no object with members")),
                Some(schema) if schema.has("oneOf") || schema.has("anyOf") => {
                    return Some((index, "has alternatives itself"));
                }
                Some(_) => {}
            }
        }
        None
    }

    /// Why the alternatives of a union are not merged with what they are composed with.
    fn reason(&mut self, union: &Schema<'_>, parts: &Parts<'_>) -> String {
        let keyword = if union.has("oneOf") { "oneOf" } else { "anyOf" };
        let mut others = parts.unions.iter().map(|other| &other.pointer);
        if let Some(other) = others.find(|other| **other != union.pointer) {
            let other = self.document.origin(other);
            return format!("`{keyword}` holds, and so do the alternatives at {other}");
        }
        match self.unmerged(union) {
            Some((index, what)) => format!(
                "alternative {} of `{keyword}` {what}, so it is not merged with the members that stand beside `{keyword}`",
                index + 1
            ),
            None => format!("`{keyword}` has no alternatives"),
        }
    }

    /// Whether each alternative composes the schema that lists it, as in a hierarchy whose base knows what is made from it: then what
    /// stands beside the alternatives is in each of them.
    fn are_made_from_it(&mut self, union: &Schema<'a>) -> bool {
        let members = union.alternatives();
        let mut all = !members.is_empty();
        for member in members {
            let schema = self.document.schema(&member);
            all &= schema.is_some_and(|schema| self.parts(&schema).composes(&union.pointer));
        }
        all
    }

    /// The union of the alternatives, each merged with what stands beside them.
    fn distributed(&mut self, union: &Schema<'_>, parts: &Parts<'a>, owner: Owner) -> Shape {
        let alternatives = union.alternatives();
        let told = self.told_by(union, &alternatives);
        let mut variants = Vec::new();
        for (index, member) in alternatives.iter().enumerate() {
            let Some(alternative) = self.document.schema(member) else {
                continue;
            };
            let step = self::step(&alternative, index);
            let ty = self.part_of(&alternative, owner, &step, |lowering, id| {
                let own_parts = lowering.parts(&alternative);
                let owner = Owner::Type(id);
                let mut merged = lowering.merged(parts, owner);
                let mut own = lowering.merged(&own_parts, owner);
                if matches!(own.rest, Rest::Closed) && !merged.fields.is_empty() {
                    lowering.report_opened(&own_parts);
                    own.rest = Rest::Unstated;
                }
                lowering.add(own, &mut merged);
                require(&mut merged, &parts.required);
                let required = [&parts.required[..], &own_parts.required].concat();
                lowering.add_undeclared(&mut merged, &required);
                lowering.settle_conditions(&mut merged, &alternative.pointer);
                Shape::Object(merged)
            });
            let tags = told.as_ref().and_then(|(_, tags)| tags.get(index));
            match tags {
                None => variants.push(Variant {
                    tags: Vec::new(),
                    ty,
                }),
                Some(tags) => variants.extend(tags.iter().map(|tag| Variant {
                    tags: vec![tag.clone()],
                    ty: ty.clone(),
                })),
            }
        }
        Shape::Union(Union {
            variants,
            pick: told.map_or(Pick::Unstated, |(property, _)| {
                Pick::Tag(property.to_owned())
            }),
            default: None,
        })
    }
}

/// What an alternative is called beside its union: its title, the component it refers to, or its number.
pub(super) fn step(member: &Schema<'_>, index: usize) -> String {
    let referred = || {
        let target = Pointer::parse(member.text("$ref")?.split_once('#')?.1)?;
        target.last()
    };
    let title = member.text("title").map(str::to_owned);
    let step = title
        .or_else(referred)
        .filter(|step| !step.trim().is_empty());
    step.unwrap_or_else(|| format!("variant_{}", index + 1))
}

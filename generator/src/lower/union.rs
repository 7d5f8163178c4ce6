//! Unions: `oneOf` and `anyOf`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::composition::step;
use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{DefaultVariant, Limits, Owner, Pick, Shape, Union, Variant};
use crate::spec::{Dialect, Schema};

/// What the mapping of a discriminator names: by a reference, or by the name of a component.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    tags: Vec<String>,
    /// The tags of each text, by their numbers.
    texts: HashMap<String, Vec<usize>>,
    /// The tags of each place.
    places: HashMap<Pointer, Vec<usize>>,
}

impl Mapping {
    /// The tags of a schema, by its reference, its name or its place, in the order of the document.
    fn tags(
        &self,
        reference: Option<&str>,
        name: Option<&str>,
        at: Option<&Pointer>,
    ) -> Vec<String> {
        let texts = [reference, name].into_iter().flatten();
        let by_text = texts.filter_map(|text| self.texts.get(text));
        let by_place = at.and_then(|at| self.places.get(at));
        let indices: BTreeSet<usize> = by_text.chain(by_place).flatten().copied().collect();
        let tags = indices.into_iter().filter_map(|index| self.tags.get(index));
        tags.cloned().collect()
    }
}

impl<'a> Lowering<'a> {
    /// A union, if the schema lists alternatives.
    pub(super) fn try_union(&mut self, schema: &Schema<'_>, owner: Owner) -> Option<Shape> {
        if !schema.has("oneOf") && !schema.has("anyOf") {
            return None;
        }
        if self.only_demands(schema) {
            self.demand(schema);
            return None;
        }
        if self.only_describe(schema) {
            return None;
        }
        if self.only_limit(schema) {
            self.demand(schema);
            return None;
        }
        if let Some(texts) = self.try_listed_texts(schema) {
            return Some(texts);
        }
        if schema.has("oneOf") && schema.has("anyOf") {
            let message = "`anyOf` beside `oneOf` is not in the type";
            self.report
                .add(Code::MergeConflict, &schema.pointer, message);
        }
        if schema
            .value("additionalProperties")
            .is_some_and(|others| *others != Value::Bool(true))
        {
            let at = schema.pointer.join("additionalProperties");
            let message = "`additionalProperties` is not checked here: to it, all that the alternatives name are others";
            self.report.add(Code::UncheckedKeyword, &at, message);
        }
        let members = schema.alternatives();
        let union = match self.told_by(schema, &members) {
            Some((property, tags)) => {
                let default = self.default_member(schema, &members);
                let tag = default.and_then(|index| tags.get(index)?.first().cloned());
                let variants = self.tagged(&members, property, tags, owner);
                let is_default =
                    |variant: &Variant| variant.tags.iter().any(|it| Some(it) == tag.as_ref());
                let index = variants.iter().position(is_default);
                Union {
                    default: index.map(|index| DefaultVariant {
                        index,
                        takes_unlisted: self.document.dialect() == Dialect::V32,
                    }),
                    variants,
                    pick: Pick::Tag(property.to_owned()),
                }
            }
            None => Union {
                variants: self.untagged(schema, &members, owner),
                pick: Pick::Unstated,
                default: None,
            },
        };
        match union.variants.as_slice() {
            [] => None,
            [only] if only.tags.is_empty() => Some(Shape::Alias(only.ty.clone())),
            _ => Some(Shape::Union(union)),
        }
    }

    /// Whether the alternatives leave out no value of the type that stands beside them: one of them is no more than words about it.
    pub(super) fn only_describe(&self, schema: &Schema<'_>) -> bool {
        let mut members = schema.alternatives().into_iter();
        (schema.type_name().is_some() || schema.has("properties"))
            && members.any(|member| {
                let member = self.document.schema(&member);
                member.is_some_and(|member| member.only_describes())
            })
    }

    /// Whether the alternatives say no more than which values there are of the type that stands beside them. Texts that are listed are an
    /// enumeration, and formats are types of their own or not looked at.
    pub(super) fn only_limit(&self, schema: &Schema<'_>) -> bool {
        let Some(name) = schema.type_name() else {
            return false;
        };
        let members = schema.alternatives();
        !members.is_empty()
            && members.iter().all(|member| {
                let member = self.document.schema(member);
                member.is_some_and(|member| {
                    let is_listed = name == "string" && member.listed().is_some();
                    let is_plain = !is_listed && !member.has("format");
                    member.only_limits() && member.type_name() == Some(name) && is_plain
                })
            })
    }

    /// The discriminator of a union and the values that stand for each of its members; `None` where there is none, or where it cannot
    /// tell them all, which is reported.
    pub(super) fn told_by<'s>(
        &mut self,
        schema: &Schema<'s>,
        members: &[Pointer],
    ) -> Option<(&'s str, Vec<Vec<String>>)> {
        let property = schema.discriminator()?;
        self.report_mapping(schema);
        let mut others = members.iter();
        if let Some(member) = others.find(|member| self.is_no_text(member, property)) {
            let message = format!(
                "`{property}` is no text here, and a discriminator is one; the members are told apart by what they look like"
            );
            self.report.add(Code::UntoldUnion, member, message);
            return None;
        }
        let mut told: Vec<Vec<String>> = Vec::with_capacity(members.len());
        let mut known: HashSet<String> = HashSet::new();
        for member in members {
            let tags = self.tags(schema, property, member, &mut HashSet::new());
            if tags.is_empty() || tags.iter().any(|tag| known.contains(tag)) {
                let message = format!(
                    "no value of `{property}` stands for this member alone; the members are told apart by what they look like"
                );
                self.report.add(Code::UntoldUnion, member, message);
                return None;
            }
            known.extend(tags.iter().cloned());
            told.push(tags);
        }
        Some((property, told))
    }

    /// Reports what a mapping refers to and that is not there.
    fn report_mapping(&mut self, schema: &Schema<'_>) {
        let mapping = schema
            .value("discriminator")
            .and_then(|it| it.get("mapping"));
        for (value, target) in mapping.and_then(Value::as_object).into_iter().flatten() {
            let target = target.as_str().unwrap_or_default();
            if self
                .document
                .named_schema(target, &schema.pointer)
                .is_none()
            {
                let at = schema
                    .pointer
                    .join("discriminator")
                    .join("mapping")
                    .join(value);
                let message = format!("`{target}` leads nowhere, and `{value}` stands for nothing");
                self.report.add(Code::UntoldUnion, &at, message);
            }
        }
    }

    /// Whether a member of an object, or of one of the alternatives that it is, is a number or a boolean.
    fn is_no_text(&self, at: &Pointer, property: &str) -> bool {
        let document = self.document;
        let behind = |at: &Pointer| document.follow(at, &mut Report::default());
        let mut seen = HashSet::new();
        let mut open = vec![at.clone()];
        while let Some(at) = open.pop() {
            let at = behind(&at).filter(|at| seen.insert(at.clone()));
            let Some(schema) = at.and_then(|at| document.schema(&at)) else {
                continue;
            };
            let own = schema.pointer.join("properties").join(property);
            let own = behind(&own).and_then(|at| document.schema(&at));
            if own.is_some_and(|own| only_numbers_or_booleans(&own)) {
                return true;
            }
            open.extend(schema.children("allOf"));
            // A base lists all that is made from it.
            if schema.discriminator() != Some(property) {
                open.extend(schema.alternatives());
            }
        }
        false
    }

    /// The member that a value is which its discriminator says nothing about (OpenAPI 3.2.0, Discriminator Object, `defaultMapping`).
    fn default_member(&mut self, schema: &Schema<'_>, members: &[Pointer]) -> Option<usize> {
        let named = schema.value("discriminator")?.get("defaultMapping")?;
        let named = named.as_str()?;
        let wanted = self.document.named_schema(named, &schema.pointer);
        let index = members.iter().position(|member| {
            let written = self.document.schema(member);
            let reference = written.as_ref().and_then(|member| member.text("$ref"));
            let target =
                reference.and_then(|it| self.document.target(it, member, &mut Report::default()));
            target.is_some() && target == wanted
        });
        if index.is_none() {
            let at = schema.pointer.join("discriminator").join("defaultMapping");
            let message = "`defaultMapping` names no member of the union";
            self.report.add(Code::UntoldUnion, &at, message);
        }
        index
    }

    fn tagged(
        &mut self,
        members: &[Pointer],
        property: &str,
        tags: Vec<Vec<String>>,
        owner: Owner,
    ) -> Vec<Variant> {
        let mut variants = Vec::new();
        for ((index, member), tags) in members.iter().enumerate().zip(tags) {
            let name = match self.document.schema(member) {
                Some(member) => step(&member, index),
                None => format!("variant_{}", index + 1),
            };
            let mut ty = self.schema(member, &Place::of(owner, name));
            ty.nullable = false;
            if tags.len() > 1 && self.tells_itself(member, property) {
                variants.push(Variant { tags, ty });
                continue;
            }
            for tag in tags {
                variants.push(Variant {
                    tags: vec![tag],
                    ty: ty.clone(),
                });
            }
        }
        variants
    }

    /// The variants of a union without a discriminator, each within the limits that stand beside the alternatives.
    fn untagged(&mut self, schema: &Schema<'_>, members: &[Pointer], owner: Owner) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let name = match self.document.schema(member) {
                Some(member) => step(&member, index),
                None => format!("variant_{}", index + 1),
            };
            let mut ty = self.schema(member, &Place::of(owner, name));
            // Where `null` is a value of one of them, it is one of the union.
            ty.nullable = false;
            let behind = self.behind(&ty, 0);
            let beside = self.limits_beside(schema, &behind.kind);
            if beside != Limits::default() {
                ty.limits.refine(behind.limits);
                ty.limits.refine(beside);
            }
            if variants.iter().all(|known| known.ty != ty) {
                variants.push(Variant {
                    tags: Vec::new(),
                    ty,
                });
            }
        }
        variants
    }

    /// Whether values of a member always say which value of the discriminator is theirs: it is required and listed, or the member is itself
    /// a union, whose members list it.
    fn tells_itself(&mut self, member: &Pointer, property: &str) -> bool {
        let mut seen = HashSet::new();
        self.constants(member, property, &mut seen).is_some()
            && (self.is_union(member) || self.requires(member, property, &mut HashSet::new()))
    }

    fn is_union(&mut self, at: &Pointer) -> bool {
        let behind = self.document.follow(at, self.report);
        let schema = behind.and_then(|at| self.document.schema(&at));
        schema.is_some_and(|schema| !schema.alternatives().is_empty())
    }

    pub(super) fn requires(
        &mut self,
        at: &Pointer,
        property: &str,
        seen: &mut HashSet<Pointer>,
    ) -> bool {
        let behind = self.document.follow(at, self.report);
        let Some(at) = behind.filter(|at| seen.insert(at.clone())) else {
            return false;
        };
        let Some(schema) = self.document.schema(&at) else {
            return false;
        };
        schema.names("required").contains(&property)
            || schema
                .children("allOf")
                .iter()
                .any(|part| self.requires(part, property, seen))
    }

    /// The values of the discriminator that stand for a member: those that `mapping` gives it, else those that its own property lists,
    /// else the name of its component (OpenAPI 3.0.3, Discriminator Object).
    fn tags(
        &mut self,
        schema: &Schema<'_>,
        property: &str,
        member: &Pointer,
        seen: &mut HashSet<Pointer>,
    ) -> Vec<String> {
        let reference = self
            .document
            .schema(member)
            .and_then(|member| member.text("$ref"));
        let target =
            reference.and_then(|reference| self.document.target(reference, member, self.report));
        let name = target.as_ref().map(super::component_name);
        let mapping = self.mapping(schema);
        let mapped = mapping.tags(reference, name.as_deref(), target.as_ref());
        if !mapped.is_empty() {
            return mapped;
        }
        self.constants(member, property, seen)
            .or_else(|| Some(vec![name?]))
            .unwrap_or_default()
    }

    fn mapping(&mut self, schema: &Schema<'_>) -> Rc<Mapping> {
        if let Some(known) = self.mappings.get(&schema.pointer) {
            return Rc::clone(known);
        }
        let written = schema
            .value("discriminator")
            .and_then(|by| by.get("mapping"));
        let written = written.and_then(Value::as_object).into_iter().flatten();
        let mut mapping = Mapping::default();
        for (tag, named) in written {
            let Some(named) = named.as_str() else {
                continue;
            };
            let index = mapping.tags.len();
            mapping.tags.push(tag.clone());
            mapping
                .texts
                .entry(named.to_owned())
                .or_default()
                .push(index);
            let place = self
                .document
                .target(named, &schema.pointer, &mut Report::default());
            if let Some(place) = place {
                mapping.places.entry(place).or_default().push(index);
            }
        }
        let mapping = Rc::new(mapping);
        self.mappings
            .insert(schema.pointer.clone(), Rc::clone(&mapping));
        mapping
    }

    /// The values that the schema at a place lists beside its reference, or else behind it.
    fn listed_at(&mut self, at: &Pointer) -> Option<(Pointer, Vec<&'a Value>)> {
        let document = self.document;
        let own = document.schema(at).filter(Schema::composes_reference);
        if let Some(listed) = own.and_then(|own| own.listed()) {
            return Some(listed);
        }
        let behind = document.follow(at, self.report)?;
        document.schema(&behind)?.listed()
    }

    /// The texts that a member of the object at `pointer` may have, where the document lists them. Of a union those of all its members,
    /// each of which has to list some. What was `seen` has been counted.
    fn constants(
        &mut self,
        pointer: &Pointer,
        property: &str,
        seen: &mut HashSet<Pointer>,
    ) -> Option<Vec<String>> {
        let at = self.document.follow(pointer, self.report)?;
        let schema = self.document.schema(&at)?;
        if !seen.insert(at) {
            return Some(Vec::new());
        }
        let own = schema
            .named("properties")
            .into_iter()
            .find(|(name, _)| *name == property);
        let is_told = schema.discriminator() == Some(property);
        let alternatives = schema.alternatives();
        if let Some((_, own)) = own
            && !self.is_base(pointer, property)
            && let Some(texts) = self.texts(&own)
        {
            return Some(texts);
        }
        for member in schema.children("allOf").iter().rev() {
            // What the base says of all that are made from it says nothing of one of them.
            if !self.is_base(member, property)
                && let Some(texts) = self.constants(member, property, seen)
                && !texts.is_empty()
            {
                return Some(texts);
            }
        }
        let mut all = Vec::new();
        for member in alternatives {
            let texts = if is_told {
                self.tags(&schema, property, &member, seen)
            } else {
                self.constants(&member, property, seen)?
            };
            for text in texts {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// Whether a schema lists alternatives that the value of a property tells apart.
    fn is_base(&mut self, at: &Pointer, property: &str) -> bool {
        let behind = self.document.follow(at, self.report);
        let schema = behind.and_then(|at| self.document.schema(&at));
        schema.is_some_and(|schema| {
            let lists = schema.has("oneOf") || schema.has("anyOf");
            lists && schema.discriminator() == Some(property)
        })
    }

    /// The texts that a schema lists, itself or by its only member, beside which there may be `null`.
    fn texts(&mut self, at: &Pointer) -> Option<Vec<String>> {
        let mut at = at.clone();
        if self.listed_at(&at).is_none() {
            let behind = self.document.follow(&at, self.report)?;
            let schema = self.document.schema(&behind)?;
            at = self.only_member(&schema)?;
        }
        let (_, values) = self.listed_at(&at)?;
        let texts = values.iter().filter_map(|value| value.as_str());
        let texts: Vec<String> = texts.map(str::to_owned).collect();
        (!texts.is_empty()).then_some(texts)
    }
}

/// Whether all values of a schema are numbers or booleans, by its types or by what it lists.
fn only_numbers_or_booleans(schema: &Schema<'_>) -> bool {
    let types = schema.types();
    let of_type = |name: &&str| matches!(*name, "boolean" | "integer" | "number");
    match schema.listed() {
        Some((_, values)) if types.is_empty() => values
            .iter()
            .all(|value| value.is_number() || value.is_boolean()),
        _ => !types.is_empty() && types.iter().all(of_type),
    }
}

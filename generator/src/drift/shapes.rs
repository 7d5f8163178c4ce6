//! Definitions: objects with their members, enumerations, unions.

use std::collections::HashMap;

use serde_json::Value;

use super::finding::{Named, Pair, Site, Travel};
use super::table::ChangeId;
use super::walk::{Side, Walk};
use super::words::{self, NONE, list, quoted};
use crate::model::{
    Access, Condition, Enumeration, Field, Kind, Object, Pick, Rest, Shape, Type, TypeId, Union,
    Variant,
};

impl Walk<'_> {
    /// Compares two definitions that stand for each other.
    pub(super) fn definitions(&mut self, pair: Pair, travel: Travel) {
        let definitions = (
            self.before.definition(pair.0),
            self.after.definition(pair.1),
        );
        let (Some(before), Some(after)) = definitions else {
            return;
        };
        let site = Site {
            travel,
            ..self.definition_site(Some(pair.0), Some(pair.1))
        };
        self.deprecation(before.docs.deprecated, after.docs.deprecated, &site);
        match (&before.shape, &after.shape) {
            (Shape::Object(before), Shape::Object(after)) => self.objects(before, after, &site),
            (Shape::Enumeration(before), Shape::Enumeration(after)) => {
                self.enumerations(before, after, &site);
            }
            (Shape::Union(before), Shape::Union(after)) => self.unions(before, after, &site),
            (Shape::Alias(before), Shape::Alias(after)) => self.types(before, after, &site),
            (Shape::Alias(before), _) => self.types(before, &Type::new(Kind::Named(pair.1)), &site),
            (_, Shape::Alias(after)) => self.types(&Type::new(Kind::Named(pair.0)), after, &site),
            (before, after) => {
                let id = self.shape_relation(before, after, pair);
                self.findings
                    .add(id, &site, shape_words(before), shape_words(after));
            }
        }
    }

    /// A definition that became a union with it as a variant, or the other way round.
    fn shape_relation(&self, before: &Shape, after: &Shape, pair: Pair) -> ChangeId {
        let has = |union: &Union, wanted: &dyn Fn(TypeId) -> bool| {
            union.variants.iter().any(|variant| match variant.ty.kind {
                Kind::Named(id) => wanted(id),
                _ => false,
            })
        };
        match (before, after) {
            (_, Shape::Union(union))
                if has(union, &|id| self.matching.before(id) == Some(pair.0)) =>
            {
                ChangeId::TypeWidened
            }
            (Shape::Union(union), _)
                if has(union, &|id| self.matching.after(id) == Some(pair.1)) =>
            {
                ChangeId::TypeNarrowed
            }
            _ => ChangeId::TypeChanged,
        }
    }

    pub(super) fn deprecation(&mut self, was: bool, is: bool, site: &Site) {
        if was != is {
            let site = site.at("deprecated", was, is);
            let words = |deprecated: bool| {
                if deprecated {
                    "deprecated"
                } else {
                    "not deprecated"
                }
            };
            let id = if is {
                ChangeId::Deprecated
            } else {
                ChangeId::NoLongerDeprecated
            };
            self.findings.add(id, &site, words(was), words(is));
        }
    }

    fn objects(&mut self, before: &Object, after: &Object, site: &Site) {
        let by_name: HashMap<&str, &Field> = after
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field))
            .collect();
        for field in &before.fields {
            match by_name.get(field.name.as_str()) {
                Some(other) => self.fields(field, other, site),
                None => self.field_removed(field, site),
            }
        }
        for field in &after.fields {
            if before.fields.iter().all(|known| known.name != field.name) {
                self.field_added(field, site);
            }
        }
        self.rests(&before.rest, &after.rest, site);
        let all = |object: &Object| Condition::all(object.conditions.iter().cloned());
        let (was, is) = (all(before), all(after));
        self.conditions(was.as_ref(), is.as_ref(), site);
    }

    fn fields(&mut self, before: &Field, after: &Field, object: &Site) {
        let site = Site {
            before: Some(before.pointer.clone()),
            after: Some(after.pointer.clone()),
            ..member(object, &before.name)
        };
        self.access(before, after, &site);
        let travel = site.travel;
        match (
            travels(before.access, travel),
            travels(after.access, travel),
        ) {
            (true, true) => {}
            // It enters or leaves this direction, which `access` has told; what has to be sent now is one more thing.
            (false, true)
                if after.required && matches!(travel, Travel::Request | Travel::HookResponse) =>
            {
                let new = self.after.type_words(&after.ty);
                self.findings
                    .add(ChangeId::RequiredPropertyAdded, &site, NONE, new);
                return;
            }
            _ => return,
        }
        if before.required != after.required {
            let words = words::required;
            let id = if after.required {
                ChangeId::PropertyBecameRequired
            } else {
                ChangeId::PropertyBecameOptional
            };
            self.findings
                .add(id, &site, words(before.required), words(after.required));
        }
        self.defaults(before.default.as_ref(), after.default.as_ref(), &site);
        self.deprecation(before.docs.deprecated, after.docs.deprecated, &site);
        self.types(&before.ty, &after.ty, &site);
    }

    fn access(&mut self, before: &Field, after: &Field, site: &Site) {
        let (was, is) = (before.access, after.access);
        let mut told = |keyword: &str, id: ChangeId, there: bool| {
            let site = site.at(keyword, !there, there);
            let words = |there: bool| {
                if there {
                    keyword.to_owned()
                } else {
                    format!("not {keyword}")
                }
            };
            self.findings.add(id, &site, words(!there), words(there));
        };
        if was != is {
            if was == Access::ReadOnly {
                told("readOnly", ChangeId::ReadOnlyRemoved, false);
            }
            if was == Access::WriteOnly {
                told("writeOnly", ChangeId::WriteOnlyRemoved, false);
            }
            if is == Access::ReadOnly {
                told("readOnly", ChangeId::ReadOnlyAdded, true);
            }
            if is == Access::WriteOnly {
                told("writeOnly", ChangeId::WriteOnlyAdded, true);
            }
        }
    }

    fn defaults(&mut self, was: Option<&Value>, is: Option<&Value>, site: &Site) {
        // `null` says no more than nothing at all.
        let stated = |value: Option<&Value>| {
            value
                .filter(|value| !value.is_null())
                .map(ToString::to_string)
        };
        let (was, is) = (stated(was), stated(is));
        if was == is {
            return;
        }
        let id = if was.is_some() && is.is_some() {
            ChangeId::DefaultChanged
        } else {
            ChangeId::DefaultStated
        };
        let site = site.at("default", was.is_some(), is.is_some());
        let words = |value: Option<String>| {
            value.map_or_else(
                || "no default".to_owned(),
                |value| format!("default {value}"),
            )
        };
        self.findings.add(id, &site, words(was), words(is));
    }

    fn field_removed(&mut self, field: &Field, object: &Site) {
        if travels(field.access, object.travel) {
            let id = if field.required {
                ChangeId::RequiredPropertyRemoved
            } else {
                ChangeId::PropertyRemoved
            };
            let site = Site {
                before: Some(field.pointer.clone()),
                ..member(object, &field.name)
            };
            let words = field_words(self.before, field);
            self.findings.add(id, &site, words, NONE);
        }
    }

    fn field_added(&mut self, field: &Field, object: &Site) {
        if travels(field.access, object.travel) {
            let id = if field.required {
                ChangeId::RequiredPropertyAdded
            } else {
                ChangeId::PropertyAdded
            };
            let site = Site {
                after: Some(field.pointer.clone()),
                ..member(object, &field.name)
            };
            let words = field_words(self.after, field);
            self.findings.add(id, &site, NONE, words);
        }
    }

    fn rests(&mut self, before: &Rest, after: &Rest, object: &Site) {
        let words = |rest: &Rest, side: Side<'_>| match rest {
            Rest::Unstated => "additionalProperties unstated".to_owned(),
            Rest::Closed => "additionalProperties false".to_owned(),
            Rest::Typed(ty) => format!("additionalProperties {}", side.type_words(ty)),
        };
        let ids: &[ChangeId] = match (before, after) {
            (Rest::Unstated, Rest::Unstated) | (Rest::Closed, Rest::Closed) => return,
            (Rest::Typed(before), Rest::Typed(after)) => {
                let site = object.within("{}", "additionalProperties");
                return self.types(before, after, &site);
            }
            (Rest::Unstated, Rest::Closed) => &[ChangeId::ObjectClosed],
            (Rest::Closed, Rest::Unstated) => &[ChangeId::ObjectOpened],
            (Rest::Unstated, Rest::Typed(_)) => &[ChangeId::AdditionalPropertiesAdded],
            (Rest::Typed(_), Rest::Unstated) => &[ChangeId::AdditionalPropertiesRemoved],
            (Rest::Closed, Rest::Typed(_)) => {
                &[ChangeId::AdditionalPropertiesAdded, ChangeId::ObjectOpened]
            }
            (Rest::Typed(_), Rest::Closed) => &[
                ChangeId::AdditionalPropertiesRemoved,
                ChangeId::ObjectClosed,
            ],
        };
        let there = |rest: &Rest| !matches!(rest, Rest::Unstated);
        let site = object.at("additionalProperties", there(before), there(after));
        let (old, new) = (words(before, self.before), words(after, self.after));
        for id in ids {
            self.findings.add(*id, &site, old.as_str(), new.as_str());
        }
    }

    fn enumerations(&mut self, before: &Enumeration, after: &Enumeration, site: &Site) {
        let missing = |from: &Enumeration, of: &Enumeration| -> Vec<String> {
            let values = of.values.iter().map(|value| value.value.clone());
            let others = (of.is_open && !from.is_open).then(|| "any other text".to_owned());
            let values = values.filter(|value| !from.takes(value));
            values.chain(others).collect()
        };
        let (added, removed) = (missing(before, after), missing(after, before));
        let site = site.at("enum", true, true);
        let words =
            |values: &[String]| list(&values.iter().map(String::as_str).collect::<Vec<_>>());
        if !added.is_empty() {
            self.findings
                .add(ChangeId::EnumValueAdded, &site, NONE, words(&added));
        }
        if !removed.is_empty() {
            self.findings
                .add(ChangeId::EnumValueRemoved, &site, words(&removed), NONE);
        }
    }

    fn unions(&mut self, before: &Union, after: &Union, site: &Site) {
        let words = |union: &Union| {
            let Pick::Tag(tag) = &union.pick else {
                return "no discriminator".to_owned();
            };
            let words = format!("discriminator {}", quoted(tag));
            let default = union.default.and_then(|it| union.variants.get(it.index));
            match default.and_then(|it| it.tags.first()) {
                Some(default) => format!("{words}, {} without it", quoted(default)),
                None => words,
            }
        };
        let (old, new) = (words(before), words(after));
        if old != new {
            self.findings
                .add(ChangeId::DiscriminatorChanged, site, old, new);
            return;
        }
        let mut left: Vec<&Variant> = after.variants.iter().collect();
        let mut gone: Vec<&Variant> = Vec::new();
        for variant in &before.variants {
            match left
                .iter()
                .position(|other| self.is_same_variant(variant, other))
            {
                Some(index) => {
                    let other = left.remove(index);
                    let step = self.before.variant_words(variant);
                    let site = Site {
                        part: format!("({step})"),
                        ..site.clone()
                    };
                    self.types(&variant.ty, &other.ty, &site);
                }
                None => gone.push(variant),
            }
        }
        let words = |variants: &[&Variant], side: Side<'_>| {
            let names: Vec<String> = variants
                .iter()
                .map(|variant| side.variant_words(variant))
                .collect();
            list(&names.iter().map(String::as_str).collect::<Vec<_>>())
        };
        if !left.is_empty() {
            let new = words(&left, self.after);
            self.findings.add(ChangeId::VariantAdded, site, NONE, new);
        }
        if !gone.is_empty() {
            let old = words(&gone, self.before);
            self.findings.add(ChangeId::VariantRemoved, site, old, NONE);
        }
    }

    /// Variants are the same by a tag, else by what they are.
    fn is_same_variant(&self, before: &Variant, after: &Variant) -> bool {
        if !before.tags.is_empty() || !after.tags.is_empty() {
            return before.tags.iter().any(|tag| after.tags.contains(tag));
        }
        match (&before.ty.kind, &after.ty.kind) {
            (Kind::Named(one), Kind::Named(other)) => {
                let components = (self.before.component(*one), self.after.component(*other));
                match components {
                    (Some(_), Some(_)) => self.matching.after(*one) == Some(*other),
                    (None, None) => self.before.name(*one) == self.after.name(*other),
                    _ => false,
                }
            }
            (Kind::Array(_), Kind::Array(_)) | (Kind::Map(_), Kind::Map(_)) => true,
            (one, other) => self.relation(one, other).is_none(),
        }
    }
}

fn member(object: &Site, name: &str) -> Site {
    Site {
        part: name.to_owned(),
        named: Named::Part(name.to_owned()),
        ..object.clone()
    }
}

/// Whether a member is there in a direction. What the API sends by itself is like what it answers.
fn travels(access: Access, travel: Travel) -> bool {
    !matches!(
        (access, travel),
        (Access::ReadOnly, Travel::Request)
            | (
                Access::WriteOnly,
                Travel::Response | Travel::HookRequest | Travel::HookResponse
            )
    )
}

fn field_words(side: Side<'_>, field: &Field) -> String {
    let ty = side.type_words(&field.ty);
    if field.required {
        format!("{ty}, required")
    } else {
        ty
    }
}

fn shape_words(shape: &Shape) -> &'static str {
    match shape {
        Shape::Object(_) => "object",
        Shape::Enumeration(_) => "enum",
        Shape::Union(_) => "union",
        Shape::Alias(_) => "alias",
    }
}

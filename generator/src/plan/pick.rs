//! Picks: how a union without a discriminator tells its variants apart.
//!
//! By the first of these that tells: the JSON kind, a text that only this variant has under a key, a key that only this variant
//! requires. Only what cannot be told is tried.

use std::collections::HashSet;

use super::rule;
use super::rust::Pick;
use crate::model::{Api, Field, Kind, Object, Shape, Type};

/// The picks of some variants, in their order.
#[must_use]
pub fn plan(api: &Api, variants: &[&Type]) -> Vec<Pick> {
    let pick = |(index, ty): (usize, &&Type)| {
        let others: Vec<&Type> = variants
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, other)| *other)
            .collect();
        by_kind(api, ty, &others)
            .or_else(|| by_constant(api, ty, &others))
            .or_else(|| by_key(api, ty, &others))
            .unwrap_or(Pick::Trial)
    };
    variants.iter().enumerate().map(pick).collect()
}

/// What a JSON value of a type looks like from outside; `None` where it may be anything.
fn kind(api: &Api, ty: &Type) -> Option<Pick> {
    Some(match &api.resolve(ty).kind {
        Kind::Boolean => Pick::Boolean,
        Kind::Integer(_) => Pick::Integer,
        Kind::Number => Pick::Number,
        Kind::String(_) => Pick::String,
        Kind::Array(_) => Pick::Array,
        Kind::Map(_) => Pick::Object,
        Kind::Any => return None,
        Kind::Named(id) => match &api.definition(*id)?.shape {
            Shape::Object(_) => Pick::Object,
            Shape::Enumeration(_) => Pick::String,
            Shape::Union(_) | Shape::Alias(_) => return None,
        },
    })
}

fn by_kind(api: &Api, ty: &Type, others: &[&Type]) -> Option<Pick> {
    let own = kind(api, ty)?;
    // A value that may be anything may be of this kind, too, and an integer that is not within the limits of one variant a number within
    // those of another.
    let is_other = |other: &&Type| match kind(api, other) {
        Some(Pick::Integer) if own == Pick::Number => !has_limits(api, other),
        Some(Pick::Number) if own == Pick::Integer => !has_limits(api, ty),
        Some(other) => other != own,
        None => false,
    };
    others.iter().all(is_other).then_some(own)
}

fn has_limits(api: &Api, ty: &Type) -> bool {
    !rule::plan(api, ty).is_empty()
}

fn by_constant(api: &Api, ty: &Type, others: &[&Type]) -> Option<Pick> {
    let own = object(api, ty)?;
    let objects: Vec<&Object> = objects(api, others)?;
    own.fields.iter().find_map(|field| {
        let text = constant(api, field)?;
        let told = objects.iter().all(|object| {
            let other = object.fields.iter().find(|other| other.name == field.name);
            other
                .and_then(|other| constant(api, other))
                .is_some_and(|other| other != text)
        });
        told.then(|| Pick::Constant(field.name.clone(), text))
    })
}

/// The only text that a member may have.
fn constant(api: &Api, field: &Field) -> Option<String> {
    let Kind::Named(id) = api.resolve(&field.ty).kind else {
        return None;
    };
    match &api.definition(id)?.shape {
        Shape::Enumeration(enumeration) => enumeration.only().map(str::to_owned),
        _ => None,
    }
}

fn by_key(api: &Api, ty: &Type, others: &[&Type]) -> Option<Pick> {
    let own = object(api, ty)?;
    let objects = objects(api, others)?;
    let unknown_elsewhere = |field: &&Field| {
        objects
            .iter()
            .all(|object| object.fields.iter().all(|other| other.name != field.name))
    };
    let key = own
        .fields
        .iter()
        .filter(|field| field.required)
        .find(unknown_elsewhere)?;
    Some(Pick::Key(key.name.clone()))
}

fn object<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Object> {
    let Kind::Named(id) = api.resolve(ty).kind else {
        return None;
    };
    match &api.definition(id)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// The other variants that are objects, and the objects of those that are unions; `None` if one of them may have any key.
fn objects<'a>(api: &'a Api, others: &[&'a Type]) -> Option<Vec<&'a Object>> {
    let mut objects = Vec::new();
    let mut open: Vec<&Type> = others.to_vec();
    let mut seen = HashSet::new();
    while let Some(ty) = open.pop() {
        if let Kind::Named(id) = api.resolve(ty).kind
            && let Some(Shape::Union(union)) = api.definition(id).map(|it| &it.shape)
        {
            if seen.insert(id) {
                open.extend(union.variants.iter().map(|variant| &variant.ty));
            }
            continue;
        }
        if kind(api, ty).is_none_or(|kind| kind == Pick::Object) {
            objects.push(object(api, ty)?);
        }
    }
    Some(objects)
}

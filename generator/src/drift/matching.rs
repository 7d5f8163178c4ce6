//! Which component of the document after stands for which one of the document before: by name, else by structure.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::finding::Pair;
use super::walk::Side;
use crate::model::{Kind, Rest, Shape, Type, TypeId};

/// How deep the structure of a component is looked at; below, the names of components tell them apart.
const DEPTH: usize = 4;

/// Components that stand for each other.
#[derive(Debug, Default)]
pub(super) struct Matching {
    forward: HashMap<TypeId, TypeId>,
    backward: HashMap<TypeId, TypeId>,
}

impl Matching {
    /// Matches components of the same name, and those that are gone with those that are new where they look the same and nothing else
    /// does.
    pub(super) fn new(before: Side<'_>, after: Side<'_>) -> Self {
        let mut matching = Self::default();
        let key = |side: Side<'_>, id| side.definition(id)?.key();
        let by_key: HashMap<String, TypeId> = after
            .ids()
            .filter_map(|id| Some((key(after, id)?, id)))
            .collect();
        for id in before.ids() {
            if let Some(other) = key(before, id).and_then(|key| by_key.get(&key)) {
                matching.pair((id, *other));
            }
        }
        // What stands elsewhere than before, where nothing else has the name.
        let gone = called(before, |id| matching.after(id).is_none());
        let new = called(after, |id| matching.before(id).is_none());
        for (name, ids) in &gone {
            if let ([one], Some([other])) = (ids.as_slice(), new.get(name).map(Vec::as_slice)) {
                matching.pair((*one, *other));
            }
        }
        let gone = looks(before, |id| matching.after(id).is_none());
        let new = looks(after, |id| matching.before(id).is_none());
        for (look, ids) in &gone {
            if let ([one], Some([other])) = (ids.as_slice(), new.get(look).map(Vec::as_slice))
                && (is_telling(before, *one) || share_a_word(before, *one, after, *other))
            {
                matching.pair((*one, *other));
            }
        }
        matching
    }

    /// Takes two components that stand at the same place for each other if one is gone, the other one is new and they are much alike.
    pub(super) fn suggest(&mut self, before: Side<'_>, after: Side<'_>, pair: Pair) {
        let free = !self.forward.contains_key(&pair.0) && !self.backward.contains_key(&pair.1);
        if free && alike(before, after, pair) {
            self.pair(pair);
        }
    }

    fn pair(&mut self, (before, after): Pair) {
        self.forward.insert(before, after);
        self.backward.insert(after, before);
    }

    pub(super) fn after(&self, before: TypeId) -> Option<TypeId> {
        self.forward.get(&before).copied()
    }

    pub(super) fn before(&self, after: TypeId) -> Option<TypeId> {
        self.backward.get(&after).copied()
    }
}

/// Whether a definition has more than one part: with a single one, many look the same by chance.
fn is_telling(side: Side<'_>, id: TypeId) -> bool {
    match side.definition(id).map(|definition| &definition.shape) {
        Some(Shape::Object(object)) => object.fields.len() > 1,
        Some(Shape::Enumeration(enumeration)) => enumeration.values.len() > 1,
        Some(Shape::Union(_)) => true,
        Some(Shape::Alias(_)) | None => false,
    }
}

/// Whether the names of two components have a word in common that says what they are, not which way they travel.
fn share_a_word(before: Side<'_>, one: TypeId, after: Side<'_>, other: TypeId) -> bool {
    let (Some(one), Some(other)) = (before.component(one), after.component(other)) else {
        return false;
    };
    let known: HashSet<String> = words(one).collect();
    words(other).any(|word| {
        let is_common = ["request", "response", "enum", "list"].contains(&word.as_str());
        !is_common && known.contains(&word)
    })
}

/// The words of a name, each of which begins with a capital letter or behind something that is neither letter nor digit.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut was_capital = true;
    for letter in name.chars() {
        let is_part = letter.is_alphanumeric();
        if !is_part || (letter.is_uppercase() && !was_capital) {
            words.push(String::new());
        }
        was_capital = letter.is_uppercase();
        if let Some(word) = words.last_mut().filter(|_| is_part) {
            word.extend(letter.to_lowercase());
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}

/// The components that `wanted` picks, by their names.
fn called(side: Side<'_>, wanted: impl Fn(TypeId) -> bool) -> HashMap<&str, Vec<TypeId>> {
    let mut called: HashMap<&str, Vec<TypeId>> = HashMap::new();
    for id in side.ids().filter(|id| wanted(*id)) {
        if let Some(name) = side.component(id) {
            called.entry(name).or_default().push(id);
        }
    }
    called
}

/// The components that `wanted` picks, by what they look like.
fn looks(side: Side<'_>, wanted: impl Fn(TypeId) -> bool) -> HashMap<String, Vec<TypeId>> {
    let mut looks: HashMap<String, Vec<TypeId>> = HashMap::new();
    for id in side.ids() {
        if side.component(id).is_some() && wanted(id) {
            let mut look = String::new();
            side.look(id, DEPTH, &mut look);
            looks.entry(look).or_default().push(id);
        }
    }
    looks
}

impl Side<'_> {
    /// Writes down what a definition looks like, whatever it is called.
    fn look(self, id: TypeId, depth: usize, text: &mut String) {
        // Writing to a string cannot fail.
        let Some(definition) = self.definition(id) else {
            return;
        };
        if depth == 0 {
            text.push_str(self.component(id).unwrap_or("inline"));
            return;
        }
        match &definition.shape {
            Shape::Object(object) => {
                text.push('{');
                for field in &object.fields {
                    let (required, access) = (field.required, field.access);
                    let _ = write!(text, "{:?}{required}{access:?}:", field.name);
                    self.type_look(&field.ty, depth, text);
                }
                match &object.rest {
                    Rest::Unstated => {}
                    Rest::Closed => text.push('!'),
                    Rest::Typed(ty) => self.type_look(ty, depth, text),
                }
                text.push('}');
            }
            Shape::Enumeration(enumeration) => {
                let mut values: Vec<&str> = enumeration
                    .values
                    .iter()
                    .map(|value| value.value.as_str())
                    .collect();
                values.sort_unstable();
                let _ = write!(text, "{values:?}");
            }
            Shape::Union(union) => {
                text.push('|');
                for variant in &union.variants {
                    let _ = write!(text, "{:?}", variant.tags);
                    self.type_look(&variant.ty, depth, text);
                }
            }
            Shape::Alias(ty) => self.type_look(ty, depth, text),
        }
    }

    fn type_look(self, ty: &Type, depth: usize, text: &mut String) {
        match &ty.kind {
            Kind::Named(id) => self.look(*id, depth - 1, text),
            Kind::Array(inner) => {
                text.push('[');
                self.type_look(inner, depth, text);
            }
            Kind::Map(inner) => {
                text.push('<');
                self.type_look(inner, depth, text);
            }
            kind => {
                let _ = write!(text, "{kind:?}");
            }
        }
        text.push_str(if ty.nullable { "?;" } else { ";" });
    }
}

/// Whether at least half of what two definitions name is the same.
pub(super) fn alike(before: Side<'_>, after: Side<'_>, pair: Pair) -> bool {
    let shapes = (before.definition(pair.0), after.definition(pair.1));
    let (Some(one), Some(other)) = shapes else {
        return false;
    };
    match (&one.shape, &other.shape) {
        (Shape::Object(one), Shape::Object(other)) => half(
            one.fields.iter().map(|field| field.name.as_str()),
            other.fields.iter().map(|field| field.name.as_str()),
        ),
        (Shape::Enumeration(one), Shape::Enumeration(other)) => half(
            one.values.iter().map(|value| value.value.as_str()),
            other.values.iter().map(|value| value.value.as_str()),
        ),
        (Shape::Union(one), Shape::Union(other)) => one.pick == other.pick,
        (Shape::Alias(one), Shape::Alias(other)) => {
            std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
        }
        _ => false,
    }
}

fn half<'a>(one: impl Iterator<Item = &'a str>, other: impl Iterator<Item = &'a str>) -> bool {
    let (one, other): (HashSet<&str>, HashSet<&str>) = (one.collect(), other.collect());
    let common = one.intersection(&other).count();
    common * 2 >= one.len().max(other.len())
}

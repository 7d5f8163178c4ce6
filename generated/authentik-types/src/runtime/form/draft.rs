// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A form whose faulty members are being replaced.

use serde_json::Value;

use super::Part;
use crate::runtime::faults::Draft;
use crate::runtime::pointer;
use crate::runtime::text::segments;

/// The parts of a form, some of them replaced by JSON.
pub(super) struct FormDraft<'p> {
    parts: Vec<Part<'p>>,
}

impl<'p> FormDraft<'p> {
    pub(super) fn new(parts: &[Part<'p>]) -> Self {
        Self {
            parts: parts.to_vec(),
        }
    }

    pub(super) fn parts(&self) -> &[Part<'p>] {
        &self.parts
    }

    /// The one part of a member, if it is JSON.
    fn json(&self, name: &str) -> Option<Value> {
        let mut parts = self.parts.iter().filter(|part| part.name == name);
        match (parts.next(), parts.next()) {
            (Some(part), None) => serde_json::from_slice(&part.content).ok(),
            _ => None,
        }
    }

    /// Takes a member out, with what is in brackets behind its name.
    fn take_out(&mut self, name: &str) -> bool {
        let before = self.parts.len();
        let is_of = |part: &Part<'_>| {
            part.name == name || segments(&part.name).is_some_and(|(first, _)| first == name)
        };
        self.parts.retain(|part| !is_of(part));
        self.parts.len() < before
    }

    /// Takes out what is at a place that is written in brackets, and puts a text there.
    fn change_nested(&mut self, place: &str, text: Option<String>) -> bool {
        let mut tokens = pointer::tokens(place);
        let name = tokens.next().unwrap_or_default();
        let inside: Vec<String> = tokens.collect();
        let is_within = |part: &Part<'_>| {
            segments(&part.name).is_some_and(|(first, segments)| {
                first == name
                    && segments.len() >= inside.len()
                    && segments
                        .iter()
                        .zip(&inside)
                        .all(|(one, other)| one == other)
            })
        };
        let is_nested = |part: &Part<'_>| segments(&part.name).is_some_and(|(it, _)| it == name);
        if !self.parts.iter().any(is_nested) {
            return false;
        }
        let before = self.parts.len();
        self.parts.retain(|part| !is_within(part));
        let Some(text) = text else {
            return self.parts.len() < before;
        };
        let path = inside.iter().fold(name, |path, key| path + "[" + key + "]");
        self.parts.push(Part {
            name: path.into(),
            file_name: None,
            content_type: None,
            content: text.into_bytes().into(),
        });
        true
    }

    fn set(&mut self, name: &str, value: &Value) {
        let file = value.is_null();
        self.take_out(name);
        self.parts.push(Part {
            name: name.to_owned().into(),
            file_name: file.then(|| "".into()),
            content_type: (!file).then(|| "application/json".into()),
            content: if file {
                Vec::new().into()
            } else {
                value.to_string().into_bytes().into()
            },
        });
    }

    /// Changes something inside a member that is one part of JSON.
    fn change(&mut self, place: &str, change: impl FnOnce(&mut Value, &str) -> bool) -> bool {
        let Some((name, inside)) = place
            .strip_prefix('/')
            .and_then(|place| Some((place, place.find('/')?)))
            .and_then(|(place, end)| place.split_at_checked(end))
        else {
            return false;
        };
        let name = pointer::unescape(name);
        let Some(mut value) = self.json(&name) else {
            return false;
        };
        let changed = change(&mut value, inside);
        if changed {
            self.set(&name, &value);
        }
        changed
    }
}

impl Draft for FormDraft<'_> {
    fn remove(&mut self, place: &str) -> bool {
        match pointer::split(place) {
            Some(("", name)) => self.take_out(&pointer::unescape(name)),
            _ => self.change(place, Value::remove) || self.change_nested(place, None),
        }
    }

    fn put(&mut self, place: &str, new: Value) -> bool {
        match pointer::split(place) {
            Some(("", name)) => {
                self.set(&pointer::unescape(name), &new);
                true
            }
            _ => {
                let text = match &new {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                self.change(place, |value, inside| value.put(inside, new))
                    || self.change_nested(place, Some(text))
            }
        }
    }
}

//! A form whose faulty members are being replaced.

use serde_json::Value;

use super::Part;
use crate::runtime::faults::Draft;
use crate::runtime::pointer;

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

    fn set(&mut self, name: &str, value: &Value) {
        let file = value.is_null();
        self.parts.retain(|part| part.name != name);
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
            Some(("", name)) => {
                let name = pointer::unescape(name);
                let before = self.parts.len();
                self.parts.retain(|part| part.name != name);
                self.parts.len() < before
            }
            _ => self.change(place, Value::remove),
        }
    }

    fn put(&mut self, place: &str, new: Value) -> bool {
        match pointer::split(place) {
            Some(("", name)) => {
                self.set(&pointer::unescape(name), &new);
                true
            }
            _ => self.change(place, |value, inside| value.put(inside, new)),
        }
    }
}

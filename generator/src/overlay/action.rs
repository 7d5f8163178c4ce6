//! One action: read, and applied to each of its targets (Action Object).

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::JsonPath;

use super::merge::Merge;
use super::{MOST_LEVELS, Target, weigh};
use crate::diagnostic::{Code, Pointer, Report};

/// The keys of an action.
const KEYS: [&str; 5] = ["target", "description", "update", "remove", "copy"];

/// An action of an overlay.
pub(super) struct Action<'o> {
    /// As it is written.
    text: &'o str,
    target: JsonPath,
    change: Change<'o>,
}

/// What is done to each target.
enum Change<'o> {
    Update(&'o Value),
    /// The path of the value to copy.
    Copy(JsonPath),
    Remove,
}

impl<'o> Action<'o> {
    /// Reads the action at `at`; `None` where it says nothing that could be done.
    pub(super) fn read(action: &'o Value, at: &Pointer, report: &mut Report) -> Option<Self> {
        let Some(members) = action.as_object() else {
            report.add(Code::Overlay, at, "the action is not an object");
            return None;
        };
        for key in members.keys() {
            if !KEYS.contains(&key.as_str()) && !key.starts_with("x-") {
                let message = format!("an action has no `{key}`");
                report.add(Code::OverlayWithoutEffect, &at.join(key), message);
            }
        }
        let text = text(action, "target", at, report)?;
        let target = path(text, &at.join("target"), report)?;
        let remove = match action.get("remove") {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) => true,
            Some(_) => {
                let message = "`remove` is `true` or `false`";
                report.add(Code::Overlay, &at.join("remove"), message);
                return None;
            }
        };
        let change = match (remove, action.get("update"), action.get("copy")) {
            (true, update, copy) => {
                for (key, _) in [("update", update), ("copy", copy)]
                    .into_iter()
                    .filter(|(_, value)| value.is_some())
                {
                    let message = format!("`{key}` does nothing beside `remove`");
                    report.add(Code::OverlayWithoutEffect, &at.join(key), message);
                }
                Change::Remove
            }
            (false, Some(update), None) => Change::Update(update),
            (false, None, Some(_)) => {
                let source = self::text(action, "copy", at, report)?;
                Change::Copy(path(source, &at.join("copy"), report)?)
            }
            (false, Some(_), Some(_)) => {
                let message = "an action has one of `update` and `copy`, not both";
                report.add(Code::Overlay, at, message);
                return None;
            }
            (false, None, None) => {
                let message = "the action has none of `update`, `copy` and `remove: true`";
                report.add(Code::Overlay, at, message);
                return None;
            }
        };
        Some(Self {
            text,
            target,
            change,
        })
    }
}

fn text<'o>(action: &'o Value, key: &str, at: &Pointer, report: &mut Report) -> Option<&'o str> {
    let text = action.get(key).and_then(Value::as_str);
    if text.is_none() {
        let message = format!("`{key}` of an action is a JSONPath");
        report.add(Code::Overlay, &at.join(key), message);
    }
    text
}

fn path(text: &str, at: &Pointer, report: &mut Report) -> Option<JsonPath> {
    match JsonPath::parse(text) {
        Ok(path) => Some(path),
        Err(error) => {
            let message = format!("`{text}` is not a JSONPath: {error}");
            let help = "names with other characters than letters, digits and `_` are written as `['name']` (RFC 9535, section 2.3.1)";
            report.add_with_help(Code::Overlay, at, message, help);
            None
        }
    }
}

impl Target<'_> {
    /// Applies one action, which stands at `at`.
    pub(super) fn act(
        &mut self,
        action: &Action<'_>,
        at: &Pointer,
        report: &mut Report,
    ) -> Option<()> {
        let places = self.places(&action.target);
        if places.is_empty() {
            let message = format!("`{}` matches nothing", action.text);
            let help = "the document may have changed since the action was written: correct the target, or remove the action";
            report.add_with_help(Code::Overlay, &at.join("target"), message, help);
            return None;
        }
        match &action.change {
            Change::Remove => self.remove(places, at, report),
            Change::Update(update) => {
                let at = at.join("update");
                self.reserve(&places, weigh(update), &at, report)?;
                self.merge(&places, update, &at, &at, report)
            }
            Change::Copy(source) => {
                let at = at.join("copy");
                let sources = self.places(source);
                let [source] = sources.as_slice() else {
                    let message = format!(
                        "`copy` names one value of the document; this matches {}",
                        sources.len()
                    );
                    report.add(Code::Overlay, &at, message);
                    return None;
                };
                let value = get(self.tree, source)?;
                let weight = weigh(value);
                self.reserve(&places, weight, &at, report)?;
                let value = get(self.tree, source)?.clone();
                self.merge(&places, &value, &at, source, report)
            }
        }
    }

    /// What a path matches, each place once.
    fn places(&self, path: &JsonPath) -> Vec<Pointer> {
        let nodes = path.query_located(self.tree).dedup();
        let pointers = nodes
            .locations()
            .map(|location| Pointer::within("", &location.to_json_pointer()));
        pointers.collect()
    }

    /// Takes the room that a value needs at all the places, where there is as much.
    fn reserve(
        &mut self,
        places: &[Pointer],
        (levels, bytes): (usize, usize),
        at: &Pointer,
        report: &mut Report,
    ) -> Option<()> {
        let deepest = places.iter().map(|place| place.tokens().count()).max();
        let room = bytes
            .checked_mul(places.len())
            .and_then(|bytes| self.room.checked_sub(bytes));
        let Some(room) = room.filter(|_| deepest.unwrap_or_default() + levels <= MOST_LEVELS)
        else {
            let message = "the document would become larger or deeper than documents may be";
            report.add(Code::Overlay, at, message);
            return None;
        };
        self.room = room;
        Some(())
    }

    /// Merges a value into each place. The action says so at `at`; the value is written at `from`.
    fn merge(
        &mut self,
        places: &[Pointer],
        value: &Value,
        at: &Pointer,
        from: &Pointer,
        report: &mut Report,
    ) -> Option<()> {
        let mut all = Some(());
        for place in places {
            let Some(target) = get_mut(self.tree, place) else {
                continue;
            };
            let mut merge = Merge {
                origins: &mut self.origins,
                at,
                report,
            };
            all = all.and(merge.merge_target(target, place, value, from));
        }
        all
    }

    /// Removes what is at the places: what is deep before what it is in, what is late in a list before what comes before it.
    fn remove(&mut self, places: Vec<Pointer>, at: &Pointer, report: &mut Report) -> Option<()> {
        let mut places: Vec<(usize, Pointer, String)> = places
            .into_iter()
            .filter_map(|place| Some((place.tokens().count(), place.parent()?, place.last()?)))
            .collect();
        if places.is_empty() {
            let message = "the document itself cannot be removed";
            report.add(Code::Overlay, &at.join("target"), message);
            return None;
        }
        places.sort_by(|one, other| (other.0, &other.1).cmp(&(one.0, &one.1)));
        for siblings in places.chunk_by(|one, other| one.1 == other.1) {
            let Some((_, parent, _)) = siblings.first() else {
                continue;
            };
            let names = siblings.iter().map(|(_, _, name)| name.as_str());
            match get_mut(self.tree, parent) {
                Some(Value::Object(members)) => {
                    for name in names {
                        members.shift_remove(name);
                        self.origins.forget(&parent.join(name));
                    }
                }
                Some(Value::Array(items)) => {
                    let gone: BTreeSet<usize> =
                        names.filter_map(|name| name.parse().ok()).collect();
                    let kept: Vec<usize> = (0..items.len())
                        .filter(|index| !gone.contains(index))
                        .collect();
                    let mut index = 0;
                    items.retain(|_| {
                        index += 1;
                        kept.binary_search(&(index - 1)).is_ok()
                    });
                    self.origins.keep_items(parent, &kept);
                }
                _ => {}
            }
        }
        Some(())
    }
}

fn get<'t>(tree: &'t Value, place: &Pointer) -> Option<&'t Value> {
    tree.pointer(place.within_file())
}

fn get_mut<'t>(tree: &'t mut Value, place: &Pointer) -> Option<&'t mut Value> {
    tree.pointer_mut(place.within_file())
}

//! How a value is merged into a target (Action Object, `update`).

use serde_json::Value;

use super::Origins;
use crate::diagnostic::{Code, Pointer, Report};

/// One value on its way into one target.
pub(super) struct Merge<'m> {
    pub(super) origins: &'m mut Origins,
    /// Where the action says so.
    pub(super) at: &'m Pointer,
    pub(super) report: &'m mut Report,
}

impl Merge<'_> {
    /// Merges `value`, which is written at `from`, into the target of an action: a list takes whatever is no list as one more item.
    pub(super) fn merge_target(
        &mut self,
        target: &mut Value,
        place: &Pointer,
        value: &Value,
        from: &Pointer,
    ) -> Option<()> {
        match (target, value) {
            (Value::Array(items), item) if !item.is_array() => {
                self.origins.put(&place.join(items.len()), from);
                items.push(item.clone());
                Some(())
            }
            (target, value) => self.merge(target, place, value, from),
        }
    }

    /// Members of an object are merged one by one, lists are put one behind the other, anything else takes the place of its like.
    fn merge(
        &mut self,
        target: &mut Value,
        place: &Pointer,
        value: &Value,
        from: &Pointer,
    ) -> Option<()> {
        match (target, value) {
            (Value::Object(members), Value::Object(new)) => {
                let mut all = Some(());
                for (key, value) in new {
                    let (place, from) = (place.join(key), from.join(key));
                    match members.get_mut(key) {
                        Some(member) => all = all.and(self.merge(member, &place, value, &from)),
                        None => {
                            self.origins.put(&place, &from);
                            members.insert(key.clone(), value.clone());
                        }
                    }
                }
                all
            }
            (Value::Array(items), Value::Array(new)) => {
                for (index, item) in new.iter().enumerate() {
                    self.origins
                        .put(&place.join(items.len()), &from.join(index));
                    items.push(item.clone());
                }
                Some(())
            }
            (target, value) if is_primitive(target) && is_primitive(value) => {
                *target = value.clone();
                self.origins.put(place, from);
                Some(())
            }
            // A key without a value, as in `components:`.
            (_, Value::Null) => {
                let message = format!("nothing is merged into {place}");
                let at = self.written(from);
                self.report.add(Code::OverlayWithoutEffect, &at, message);
                Some(())
            }
            (target, value) => {
                let message = format!(
                    "{} cannot be merged into {place}, which is {}",
                    kind(value),
                    kind(target)
                );
                let help = "to replace it, remove it in an action before this one";
                let at = self.written(from);
                self.report.add_with_help(Code::Overlay, &at, message, help);
                None
            }
        }
    }

    /// The place in the overlay: of what is copied, that is where the action says so.
    fn written(&self, from: &Pointer) -> Pointer {
        match from.file() {
            Some(_) => from.clone(),
            None => self.at.clone(),
        }
    }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

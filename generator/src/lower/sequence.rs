//! Bodies that are one item after the other (OpenAPI 3.2, Sequential Media Types).

use serde_json::Value;

use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Framing, Sequence};
use crate::spec::Dialect;

/// The fields of an event (HTML, section 9.2).
const FIELDS: &[&str] = &["comment", "data", "event", "id", "retry"];

/// Members of unions are looked into to this depth: one can be a member of itself.
const DEEPEST: usize = 8;

impl Lowering<'_> {
    /// A sequence by its Media Type Object. `itemSchema` describes an item; where there is none, `schema` does, as documents before OpenAPI 3.2 have
    /// it, and in one of 3.2 its `items`.
    pub(super) fn sequence(&mut self, framing: Framing, at: &Pointer, place: &Place) -> Sequence {
        let place = place.within("item");
        let items = at.join("itemSchema");
        let schema = if self.document.get(&items).is_some() {
            items.clone()
        } else {
            self.items_of(&at.join("schema"))
        };
        let item = match (framing, self.document.get(&schema).is_some()) {
            (Framing::Events, true) => self.data(&schema),
            (Framing::Events, false) => None,
            // A text is the body as a whole, which says nothing about the values in it.
            (Framing::Lines | Framing::Records, true) => self.unless_text(schema).or(Some(items)),
            (Framing::Lines | Framing::Records, false) => Some(schema),
        };
        Sequence {
            framing,
            item: item.map(|schema| self.body_type(&schema, &place)),
        }
    }

    /// In OpenAPI 3.2 a `schema` is that of all items as a list.
    fn items_of(&mut self, schema: &Pointer) -> Pointer {
        if self.document.dialect() < Dialect::V32 || self.document.get(schema).is_none() {
            return schema.clone();
        }
        let items = self.document.follow(schema, self.report);
        let items = items.map(|at| at.join("items"));
        let items = items.filter(|items| self.document.get(items).is_some());
        items.unwrap_or_else(|| schema.clone())
    }

    /// The schema of the data of events; `None` where it is text. A schema of an object with `data` and other fields of events is that
    /// of an event as an object, any other one that of its data.
    fn data(&mut self, schema: &Pointer) -> Option<Pointer> {
        let at = self.document.follow(schema, self.report)?;
        if self.is_event(&at) && self.composed_of(&at).is_empty() {
            let data = at.join("properties").join("data");
            let content = data.join("contentSchema");
            if self.document.get(&content).is_some() {
                return Some(content);
            }
            return self.unless_text(data);
        }
        if self.has_events(&at, DEEPEST) {
            let message =
                "the kinds of events are not told apart: their data is handed over as text";
            self.report.add(Code::KindsOfEvents, schema, message);
            return None;
        }
        self.unless_text(schema.clone())
    }

    fn unless_text(&mut self, schema: Pointer) -> Option<Pointer> {
        let at = self.document.follow(&schema, self.report)?;
        let is_text = self.document.schema(&at)?.type_name() == Some("string");
        (!is_text).then_some(schema)
    }

    /// Whether a schema, or a member of it, is that of an event as an object.
    fn has_events(&mut self, at: &Pointer, depth: usize) -> bool {
        if self.is_event(at) {
            return true;
        }
        depth > 0
            && self.composed_of(at).iter().any(|member| {
                let member = self.document.follow(member, self.report);
                member.is_some_and(|member| self.has_events(&member, depth - 1))
            })
    }

    /// The schemas that a schema is composed of.
    fn composed_of(&self, at: &Pointer) -> Vec<Pointer> {
        let Some(schema) = self.document.schema(at) else {
            return Vec::new();
        };
        let keywords = ["oneOf", "anyOf", "allOf"];
        keywords
            .iter()
            .flat_map(|keyword| schema.children(keyword))
            .collect()
    }

    /// Whether a schema is that of an object which has no members but the fields of an event, the data among them.
    fn is_event(&self, at: &Pointer) -> bool {
        let properties = self.document.get(&at.join("properties"));
        properties
            .and_then(Value::as_object)
            .is_some_and(|properties| {
                properties.len() > 1
                    && properties.contains_key("data")
                    && properties
                        .keys()
                        .all(|name| FIELDS.contains(&name.as_str()))
            })
    }
}

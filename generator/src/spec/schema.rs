//! A schema as written: its keywords, by name and form.

use serde_json::{Map, Number, Value};

use super::Document;
use crate::diagnostic::Pointer;

/// The schema object at a place of the document (OpenAPI 3.0.3, Schema Object). Keywords of the wrong form read as absent; the
/// audit has reported them.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    keywords: &'d Map<String, Value>,
    /// Where it stands.
    pub pointer: Pointer,
}

impl Document {
    /// The schema at a place, `None` where there is no object.
    #[must_use]
    pub fn schema(&self, pointer: &Pointer) -> Option<Schema<'_>> {
        let keywords = self.get(pointer)?.as_object()?;
        Some(Schema {
            keywords,
            pointer: pointer.clone(),
        })
    }
}

impl<'d> Schema<'d> {
    /// Whether a keyword is there.
    #[must_use]
    pub fn has(&self, keyword: &str) -> bool {
        self.keywords.contains_key(keyword)
    }

    /// The value of a keyword, whatever it is.
    #[must_use]
    pub fn value(&self, keyword: &str) -> Option<&'d Value> {
        self.keywords.get(keyword)
    }

    /// A keyword that holds a text.
    #[must_use]
    pub fn text(&self, keyword: &str) -> Option<&'d str> {
        self.value(keyword)?.as_str()
    }

    /// A keyword that is `true`; absent and `false` are the same.
    #[must_use]
    pub fn flag(&self, keyword: &str) -> bool {
        self.value(keyword)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }

    /// A keyword that holds a count.
    #[must_use]
    pub fn count(&self, keyword: &str) -> Option<u64> {
        self.value(keyword)?.as_u64()
    }

    /// A keyword that holds a number, exact as written.
    #[must_use]
    pub fn number(&self, keyword: &str) -> Option<Number> {
        match self.value(keyword)? {
            Value::Number(number) => Some(number.clone()),
            _ => None,
        }
    }

    /// A keyword that holds a list.
    #[must_use]
    pub fn list(&self, keyword: &str) -> &'d [Value] {
        self.value(keyword)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// A keyword that holds names, such as `required`.
    #[must_use]
    pub fn names(&self, keyword: &str) -> Vec<&'d str> {
        self.list(keyword)
            .iter()
            .filter_map(Value::as_str)
            .collect()
    }

    /// The place of the schema that a keyword holds, `None` where it holds no object.
    #[must_use]
    pub fn child(&self, keyword: &str) -> Option<Pointer> {
        self.value(keyword)?
            .is_object()
            .then(|| self.pointer.join(keyword))
    }

    /// The places of the schemas in the list that a keyword holds.
    #[must_use]
    pub fn children(&self, keyword: &str) -> Vec<Pointer> {
        let at = self.pointer.join(keyword);
        (0..self.list(keyword).len())
            .map(|index| at.join(index))
            .collect()
    }

    /// The names and places of the schemas that a keyword holds by name, such as `properties`.
    #[must_use]
    pub fn named(&self, keyword: &str) -> Vec<(&'d str, Pointer)> {
        let at = self.pointer.join(keyword);
        let members = self.value(keyword).and_then(Value::as_object);
        members
            .into_iter()
            .flatten()
            .map(|(name, _)| (name.as_str(), at.join(name)))
            .collect()
    }
}

//! A schema as written: its keywords, by name and form.

use serde_json::{Map, Number, Value};

use super::{Dialect, Document, limiting, member};
use crate::diagnostic::Pointer;

/// The schema object at a place of the document (OpenAPI 3.0.3, Schema Object). Keywords of the wrong form read as absent; the
/// audit has reported them.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    keywords: &'d Map<String, Value>,
    dialect: Dialect,
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
            dialect: self.dialect,
            pointer: pointer.clone(),
        })
    }
}

impl<'d> Schema<'d> {
    /// Whether a keyword is there.
    #[must_use]
    pub fn has(&self, keyword: &str) -> bool {
        self.value(keyword).is_some()
    }

    /// The keywords that are there, in the document's order.
    pub fn keywords(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.keywords.keys().map(String::as_str)
    }

    /// The value of a keyword, whatever it is.
    #[must_use]
    pub fn value(&self, keyword: &str) -> Option<&'d Value> {
        member(self.keywords, keyword)
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

    /// The types that values may have, `null` left out; empty where any is one.
    #[must_use]
    pub fn types(&self) -> Vec<&'d str> {
        let list = match self.value("type") {
            Some(Value::String(name)) => vec![name.as_str()],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let mut types: Vec<&str> = Vec::with_capacity(list.len());
        for name in list {
            if name != "null" && !types.contains(&name) {
                types.push(name);
            }
        }
        types
    }

    /// The type that values have beside `null`, where there is exactly one.
    #[must_use]
    pub fn type_name(&self) -> Option<&'d str> {
        let [name] = self.types().try_into().ok()?;
        Some(name)
    }

    /// Whether `null` is a value by the schema's own keywords: `nullable` of OpenAPI 3.0, `null` in `type`, `enum` or `const`, or the
    /// `x-nullable` of Swagger 2.0 documents.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        let of_type = match self.value("type") {
            Some(Value::String(name)) => name == "null",
            Some(Value::Array(names)) => names.iter().any(|name| name == "null" || name.is_null()),
            _ => false,
        };
        let extension = self.dialect == Dialect::V20 && self.flag("x-nullable");
        let listed = self.list("enum").iter().any(Value::is_null)
            || self.value("const") == Some(&Value::Null);
        of_type || extension || listed || self.flag("nullable")
    }

    /// Whether the schema has `null` for its only value.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let typed = match self.value("type") {
            Some(Value::String(name)) => name == "null",
            Some(Value::Array(names)) => {
                !names.is_empty() && names.iter().all(|name| name == "null")
            }
            _ => false,
        };
        let listed = self.has("enum") && self.list("enum").iter().all(Value::is_null);
        let are_null = |keyword: &&str| {
            let members = self.list(keyword);
            !members.is_empty() && members.iter().all(|member| self.is_null_member(member))
        };
        let alternatives = ["oneOf", "anyOf"].iter().any(are_null);
        typed || listed || self.value("const") == Some(&Value::Null) || alternatives
    }

    /// Whether a schema within this one has `null` for its only value.
    fn is_null_member(&self, member: &Value) -> bool {
        let schema = member.as_object().map(|keywords| Schema {
            keywords,
            dialect: self.dialect,
            pointer: Pointer::root(),
        });
        schema.is_some_and(|schema| schema.is_null())
    }

    /// The values that `enum` lists or `const` names, if either is there; where both are, the one that is in both.
    #[must_use]
    pub fn listed(&self) -> Option<(Pointer, Vec<&'d Value>)> {
        let only = self.value("const");
        if let Some(Value::Array(values)) = self.value("enum")
            && !only.is_some_and(|only| values.contains(only))
        {
            return Some((self.pointer.join("enum"), values.iter().collect()));
        }
        Some((self.pointer.join("const"), vec![only?]))
    }

    /// A lower or upper bound, and whether it is out of range itself: a number of its own since OpenAPI 3.1, a flag before.
    #[must_use]
    pub fn bound(
        &self,
        inclusive: &str,
        exclusive: &str,
        is_stricter: fn(f64, f64) -> bool,
    ) -> (Option<Number>, bool) {
        let included = self.number(inclusive);
        let Some(excluded) = self.number(exclusive) else {
            return (included, self.flag(exclusive));
        };
        let value = |number: &Number| number.as_f64().unwrap_or_default();
        match included {
            Some(included) if is_stricter(value(&included), value(&excluded)) => {
                (Some(included), false)
            }
            _ => (Some(excluded), true),
        }
    }

    /// Whether a `$ref` is composed with what stands beside it: since OpenAPI 3.1 both hold. Words, `null` and limits beside a reference
    /// say nothing about which type it is.
    #[must_use]
    pub fn composes_reference(&self) -> bool {
        let structural = [
            "properties",
            "patternProperties",
            "required",
            "additionalProperties",
            "unevaluatedProperties",
            "allOf",
            "oneOf",
            "anyOf",
            "enum",
            "const",
        ];
        self.text("$ref").is_some()
            && self.dialect >= Dialect::V31
            && structural.iter().any(|keyword| self.has(keyword))
    }

    /// Whether there is nothing in the schema but words about it.
    #[must_use]
    pub fn only_describes(&self) -> bool {
        self.keywords.keys().all(|keyword| is_word(keyword))
    }

    /// The places of the alternatives, of `oneOf` or else of `anyOf`, without those that are nothing but `null`.
    #[must_use]
    pub fn alternatives(&self) -> Vec<Pointer> {
        let keyword = if self.has("oneOf") { "oneOf" } else { "anyOf" };
        let at = self.pointer.join(keyword);
        let members = self.list(keyword).iter().enumerate();
        members
            .filter(|(_, value)| !self.is_null_member(value))
            .map(|(index, _)| at.join(index))
            .collect()
    }

    /// The member whose text tells the alternatives apart: `discriminator.propertyName`.
    #[must_use]
    pub fn discriminator(&self) -> Option<&'d str> {
        self.value("discriminator")?.get("propertyName")?.as_str()
    }

    /// Whether values are objects with members that the schema says something about.
    #[must_use]
    pub fn is_object(&self) -> bool {
        let keywords = ["properties", "allOf", "required"];
        self.type_name() == Some("object")
            || self.is_map()
            || keywords.iter().any(|keyword| self.has(keyword))
    }

    /// Whether the schema only says which members must be there.
    #[must_use]
    pub fn only_demands(&self) -> bool {
        let demands = [
            "required",
            "not",
            "title",
            "description",
            "dependentRequired",
            "type",
        ];
        let of_object = matches!(self.type_name(), None | Some("object"));
        of_object
            && self.has("required")
            && self
                .keywords
                .keys()
                .all(|keyword| demands.contains(&keyword.as_str()))
    }

    /// Whether the schema says which values of a type there are, and no more.
    #[must_use]
    pub fn only_limits(&self) -> bool {
        limiting::only_limits(self.keywords)
    }

    /// Whether all that limits its values is a format.
    #[must_use]
    pub fn only_formats(&self) -> bool {
        let mut keywords = self.keywords.keys().map(String::as_str);
        keywords.all(|keyword| matches!(keyword, "type" | "format") || is_word(keyword))
    }

    /// Whether the schema says which members an object has beside the named ones.
    #[must_use]
    pub fn is_map(&self) -> bool {
        let keywords = [
            "additionalProperties",
            "patternProperties",
            "unevaluatedProperties",
        ];
        keywords.iter().any(|keyword| self.has(keyword))
    }

    /// Whether the schema says of some values only which members they have: `unevaluatedProperties` takes these for named.
    #[must_use]
    pub fn names_by_value(&self) -> bool {
        self.has("if") || self.has("dependentSchemas")
    }

    /// A keyword that holds a count.
    #[must_use]
    pub fn count(&self, keyword: &str) -> Option<u64> {
        let value = self.value(keyword)?;
        let whole = || format!("{:.0}", value.as_f64()?).parse().ok();
        value.as_u64().or_else(|| is_integer(value).then(whole)?)
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

/// Whether a value is an integer: JSON Schema tells `2.0` from `2` nowhere (2020-12 core, section 4.2.2).
pub(crate) fn is_integer(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// Whether a keyword of a schema says nothing about which values there are, or only that `null` is one.
pub(crate) fn is_word(keyword: &str) -> bool {
    let words = [
        "title",
        "description",
        "example",
        "examples",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
        "$comment",
        "nullable",
    ];
    words.contains(&keyword) || keyword.starts_with("x-")
}

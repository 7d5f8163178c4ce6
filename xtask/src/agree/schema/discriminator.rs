//! Unions with a discriminator, as JSON Schema.

use std::collections::HashSet;

use oasmith::diagnostic::{Pointer, Report};
use oasmith::sample::Way;
use serde_json::{Map, Value, json};

use super::Schemas;

impl Schemas<'_> {
    /// The variants of a union with a discriminator: of those that look alike the tag names one (OpenAPI 3.0.3, Discriminator Object).
    pub(super) fn discriminate(
        &mut self,
        written: &Map<String, Value>,
        at: &Pointer,
        way: Way,
        open: &mut Vec<(Pointer, String)>,
        schema: &mut Map<String, Value>,
    ) {
        let Some(discriminator) = written.get("discriminator").and_then(Value::as_object) else {
            return;
        };
        let Some(tag) = discriminator.get("propertyName").and_then(Value::as_str) else {
            return;
        };
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let mapping: Vec<(&String, Option<Pointer>)> = mapping
            .into_iter()
            .flatten()
            .filter_map(|(name, target)| Some((name, self.mapped(target.as_str()?, at))))
            .collect();
        for keyword in ["oneOf", "anyOf"] {
            let Some(variants) = written.get(keyword).and_then(Value::as_array) else {
                continue;
            };
            let places = (0..variants.len()).map(|index| at.join(keyword).join(index));
            let names = places.map(|at| (self.names_of(&at, tag, &mapping), at));
            let names: Vec<(Vec<String>, Pointer)> = names.collect();
            let mut all: Vec<&String> = names.iter().flat_map(|(names, _)| names).collect();
            all.sort();
            // A tag that two of them may have tells nothing.
            let is_told = all.windows(2).all(|two| two.first() != two.last())
                && names.iter().all(|(names, _)| !names.is_empty())
                && names.iter().all(|(_, at)| self.is_text(at, tag));
            let default = discriminator.get("defaultMapping").and_then(Value::as_str);
            let default = default.and_then(|named| self.mapped(named, at));
            let version = self.document.get(&Pointer::root().join("openapi"));
            let version = version.and_then(Value::as_str).unwrap_or_default();
            let takes_others = version.starts_with("3.2");
            let listed: Vec<String> = all.into_iter().cloned().collect();
            let alternatives = names.into_iter().map(|(names, at)| {
                let is_default = default.is_some() && self.target(&at) == default;
                let has_tag = |at: &Pointer| self.document.get(&at.join("properties").join(tag)).is_some();
                let variant = match self.closed(&at).filter(|closed| !has_tag(closed)) {
                    Some(closed) => self.tagged(&closed, tag, way, open),
                    None => self.translate(&at, way, open),
                };
                if is_told && is_default {
                    let others = takes_others.then(|| json!({ "not": { "enum": listed } }));
                    let own = [Some(json!({ "enum": names })), others];
                    let own: Vec<Value> = own.into_iter().flatten().collect();
                    json!({ "allOf": [variant], "properties": { tag: { "anyOf": own } } })
                } else if is_told {
                    json!({ "allOf": [variant], "required": [tag], "properties": { tag: { "enum": names } } })
                } else {
                    variant
                }
            });
            let alternatives = alternatives.collect();
            schema.remove(keyword);
            schema.insert("anyOf".to_owned(), alternatives);
        }
    }

    /// The values of the tag that stand for a variant: those that are mapped to it, else those that it lists itself, else its name.
    fn names_of(
        &self,
        at: &Pointer,
        tag: &str,
        mapping: &[(&String, Option<Pointer>)],
    ) -> Vec<String> {
        let target = self.target(at);
        let mapped = mapping
            .iter()
            .filter(|(_, mapped)| mapped.is_some() && *mapped == target);
        let mapped: Vec<String> = mapped.map(|(name, _)| (*name).clone()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let listed = self.listed(at, tag, &mut HashSet::new());
        listed.unwrap_or_else(|| {
            target
                .and_then(|target| target.last())
                .into_iter()
                .collect()
        })
    }

    /// Whether a variant does not say of its tag that it is a number or a boolean, which no discriminator is.
    fn is_text(&self, at: &Pointer, tag: &str) -> bool {
        let own = self
            .follow(at)
            .and_then(|at| self.follow(&at.join("properties").join(tag)));
        let ty = own.and_then(|at| self.document.get(&at)?.get("type")?.as_str());
        !matches!(ty, Some("boolean" | "integer" | "number"))
    }

    /// The texts that a variant lists for its tag, or all the variants of one that is a union.
    fn listed(&self, at: &Pointer, tag: &str, seen: &mut HashSet<Pointer>) -> Option<Vec<String>> {
        let at = self.follow(at).filter(|at| seen.insert(at.clone()))?;
        let texts = |written: &Value| -> Option<Vec<String>> {
            let listed = written.get("enum").and_then(Value::as_array);
            let listed = listed.map_or_else(
                || written.get("const").as_slice().to_vec(),
                |listed| listed.iter().collect(),
            );
            let texts = listed.into_iter().filter_map(Value::as_str);
            let texts: Vec<String> = texts.map(str::to_owned).collect();
            (!texts.is_empty()).then_some(texts)
        };
        let own = self.follow(&at.join("properties").join(tag));
        if let Some(own) = own.and_then(|own| self.document.get(&own)) {
            let within =
                ["oneOf", "anyOf"].map(|keyword| own.get(keyword).and_then(Value::as_array));
            let mut within = within.into_iter().flatten().flatten();
            return texts(own).or_else(|| within.find_map(texts));
        }
        let mut composed = self.parts(&at, "allOf");
        // What a base lists is that of all that are made from it.
        composed.retain(|part| self.base(part).is_none());
        let of_parts = |parts: Vec<Pointer>, seen: &mut HashSet<Pointer>| {
            parts.iter().find_map(|part| self.listed(part, tag, seen))
        };
        if let Some(texts) = of_parts(composed, seen) {
            return Some(texts);
        }
        let alternatives = [self.parts(&at, "oneOf"), self.parts(&at, "anyOf")].concat();
        let mut all = Vec::new();
        for part in &alternatives {
            all.extend(self.listed(part, tag, seen)?);
        }
        all.sort();
        all.dedup();
        (!all.is_empty()).then_some(all)
    }

    /// The base of a hierarchy, which lists what is made from it, here or behind a reference.
    pub(super) fn base(&self, at: &Pointer) -> Option<Pointer> {
        let base = self.follow(at)?;
        let written = self.document.get(&base)?;
        written.get("discriminator")?;
        let lists = ["oneOf", "anyOf"].into_iter();
        let mut alternatives = lists.flat_map(|keyword| self.parts(&base, keyword));
        let is_base = alternatives.any(|it| self.is_made_from(&it, &base, &mut HashSet::new()));
        is_base.then_some(base)
    }

    fn is_made_from(&self, at: &Pointer, base: &Pointer, seen: &mut HashSet<Pointer>) -> bool {
        let Some(at) = self.follow(at).filter(|at| seen.insert(at.clone())) else {
            return false;
        };
        self.parts(&at, "allOf").iter().any(|part| {
            self.follow(part).as_ref() == Some(base) || self.is_made_from(part, base, seen)
        })
    }

    /// The base of a hierarchy without what is made from it: so it is in each of these.
    pub(super) fn bare(
        &mut self,
        base: &Pointer,
        way: Way,
        open: &mut Vec<(Pointer, String)>,
    ) -> Value {
        let mut schema = self.translate(base, way, open);
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("anyOf");
        }
        schema
    }

    /// The places in a list of schemas.
    fn parts(&self, at: &Pointer, keyword: &str) -> Vec<Pointer> {
        let at = at.join(keyword);
        let count = self
            .document
            .get(&at)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        (0..count).map(|index| at.join(index)).collect()
    }

    /// A closed variant. By the letter it cannot have a tag that it does not declare, and no value is one of it then.
    fn tagged(
        &mut self,
        at: &Pointer,
        tag: &str,
        way: Way,
        open: &mut Vec<(Pointer, String)>,
    ) -> Value {
        let mut schema = self.translate(at, way, open);
        let members = schema.as_object_mut();
        if let Some(properties) = members.map(|it| it.entry("properties").or_insert(json!({})))
            && let Some(properties) = properties.as_object_mut()
        {
            properties.entry(tag).or_insert(Value::Bool(true));
        }
        schema
    }

    /// The schema that a mapping names, by a reference or by its name alone.
    fn mapped(&self, target: &str, at: &Pointer) -> Option<Pointer> {
        let component = self.document.schemas().join(target);
        if self.document.get(&component).is_some() {
            return Some(component);
        }
        self.document.target(target, at, &mut Report::default())
    }
}

//! Hierarchies: a schema with a discriminator and no alternatives stands for every schema that is made from it by `allOf` (OpenAPI 3.0.3
//! and 3.1.1, Discriminator Object). It is made to list them, as documents do that say so themselves.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

use super::{Document, resolve};
use crate::diagnostic::{Pointer, Report};

/// The extension by which documents state the value that stands for a schema where it is not its name.
const STATED: &str = "x-ms-discriminator-value";

/// Compositions of one schema within each other are not followed further.
const DEEPEST: usize = 8;

impl Document {
    /// Has every base list its heirs, and one that adds nothing where a value can be of the base alone.
    pub(super) fn list_heirs(&mut self) {
        let bases = Hierarchy::of(self).map_or_else(Vec::new, |hierarchy| hierarchy.bases());
        if bases.is_empty() {
            return;
        }
        self.keep_as_written();
        for base in bases {
            let at = place(&base.name);
            if let Some(own) = &base.own {
                let heir = json!({ "allOf": [{ "$ref": reference(&base.name) }] });
                self.put(&place(own), heir);
            }
            // One that adds nothing would be another name of the base.
            for heir in base.heirs.iter().chain(&base.own) {
                let properties = place(heir).join("properties");
                if self.get(&properties).is_none() {
                    self.put(&properties, Value::Object(Map::new()));
                }
            }
            let alternatives = base.heirs.iter().chain(&base.own);
            let alternatives = alternatives.map(|heir| json!({ "$ref": reference(heir) }));
            self.put(&at.join("oneOf"), alternatives.collect());
            if self.get(&at.join("type")).is_none() {
                self.put(&at.join("type"), "object".into());
            }
            if !base.mapping.is_empty() {
                self.put(
                    &at.join("discriminator").join("mapping"),
                    base.mapping.into(),
                );
            }
        }
    }
}

/// A base, and what it is made to say.
struct Base {
    name: String,
    heirs: Vec<String>,
    /// The name of the heir that adds nothing.
    own: Option<String>,
    /// The values of the discriminator, and what they stand for.
    mapping: Map<String, Value>,
}

/// Which components are made from which.
struct Hierarchy<'d> {
    document: &'d Document,
    schemas: &'d Map<String, Value>,
    /// The direct heirs of each, in the order of the document.
    heirs: BTreeMap<String, Vec<&'d str>>,
}

impl<'d> Hierarchy<'d> {
    /// `None` where no schema can be a base.
    fn of(document: &'d Document) -> Option<Self> {
        let schemas = document.get(&Pointer::root().join("components").join("schemas"))?;
        let schemas = schemas.as_object()?;
        if !schemas.values().any(|schema| tag(schema).is_some()) {
            return None;
        }
        let mut heirs: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (name, schema) in schemas {
            for target in targets(document, &place(name), schema) {
                if let Some(base) = target.last().filter(|base| place(base) == target) {
                    heirs.entry(base).or_default().push(name);
                }
            }
        }
        Some(Self {
            document,
            schemas,
            heirs,
        })
    }

    fn bases(&self) -> Vec<Base> {
        let named = self.schemas.iter();
        named
            .filter_map(|(name, schema)| self.base(name, schema))
            .collect()
    }

    fn base(&self, name: &str, schema: &Value) -> Option<Base> {
        let tag = tag(schema)?;
        let heirs = self.heirs_of(name);
        // Where the tag may be absent, nobody knows of which of them a value is.
        if heirs.is_empty() || !self.requires(&place(name), tag, &mut HashSet::new()) {
            return None;
        }
        let mut mapping = Map::new();
        let stated = schema.get("discriminator")?.get("mapping");
        for (value, target) in stated.and_then(Value::as_object).into_iter().flatten() {
            let at = place(target.as_str()?);
            let named = self.document.get(&at).map(|_| at);
            let target = named.or_else(|| self.target(target.as_str()?, name));
            mapping.insert(value.clone(), resolve::reference_to(&target?).into());
        }
        let mut taken: HashSet<String> = mapping.keys().cloned().collect();
        let targets = mapping.values().filter_map(Value::as_str);
        let mapped: HashSet<String> = targets.map(str::to_owned).collect();
        for heir in &heirs {
            let is_mapped = mapped.contains(&reference(heir));
            let stated = self.schemas.get(heir)?.get(STATED).and_then(Value::as_str);
            if let Some(value) = stated.filter(|_| !is_mapped) {
                mapping.insert(value.to_owned(), reference(heir).into());
                taken.insert(value.to_owned());
            } else if !is_mapped {
                let listed = self.listed(heir, tag);
                taken.extend(listed.unwrap_or_else(|| vec![heir.clone()]));
            }
        }
        let listed = self.listed(name, tag);
        // The base lists values that the heirs do not have: the document says something else than it means.
        let is_listed = |listed: &Vec<String>| {
            let listed: HashSet<&String> = listed.iter().collect();
            taken.iter().all(|value| listed.contains(value))
        };
        if !listed.as_ref().is_none_or(is_listed) {
            return None;
        }
        let own = schema.get(STATED).and_then(Value::as_str).unwrap_or(name);
        let mut left = listed.unwrap_or_else(|| vec![own.to_owned()]);
        left.retain(|value| !taken.contains(value));
        let to_itself = |target: &Value| *target == reference(name);
        let is_itself = mapping.values().any(to_itself);
        let own = (is_itself || !left.is_empty()).then(|| self.unused(name));
        if let Some(own) = &own {
            for target in mapping.values_mut().filter(|target| to_itself(target)) {
                *target = reference(own).into();
            }
            for value in left {
                mapping.insert(value, reference(own).into());
            }
        }
        Some(Base {
            name: name.to_owned(),
            heirs,
            own,
            mapping,
        })
    }

    /// All that is made from a schema, without what is made from another base among them, which lists it.
    fn heirs_of(&self, name: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut seen = HashSet::from([name]);
        let mut open = vec![name];
        while let Some(base) = open.pop() {
            for heir in self.heirs.get(base).into_iter().flatten() {
                if !seen.insert(heir) {
                    continue;
                }
                found.push((*heir).to_owned());
                if self.schemas.get(*heir).and_then(tag).is_none() {
                    open.push(heir);
                }
            }
        }
        found
    }

    /// Whether a member has to be there, by a schema or by what it is made from.
    fn requires(&self, at: &Pointer, member: &str, seen: &mut HashSet<Pointer>) -> bool {
        let Some(schema) = self.document.get(at).filter(|_| seen.insert(at.clone())) else {
            return false;
        };
        let required = schema.get("required").and_then(Value::as_array);
        required.is_some_and(|names| names.iter().any(|name| name == member))
            || targets(self.document, at, schema)
                .iter()
                .any(|target| self.requires(target, member, seen))
    }

    /// The texts that a schema itself lists for a member.
    fn listed(&self, name: &str, member: &str) -> Option<Vec<String>> {
        let parts = targets(self.document, &place(name), self.schemas.get(name)?);
        let mut inline = parts.into_iter().filter(|at| at.tokens().count() > 3);
        let own = self.texts(&place(name).join("properties").join(member), 0);
        own.or_else(|| inline.find_map(|part| self.texts(&part.join("properties").join(member), 0)))
    }

    /// The texts that a schema lists, itself or by the only one that it composes.
    fn texts(&self, at: &Pointer, depth: usize) -> Option<Vec<String>> {
        let at = self.document.follow(at, &mut Report::default())?;
        let schema = self.document.get(&at).filter(|_| depth < DEEPEST)?;
        let listed = match (schema.get("enum"), schema.get("const")) {
            (Some(listed), _) => listed.as_array()?.as_slice(),
            (None, Some(only)) => std::slice::from_ref(only),
            (None, None) => {
                let composed = schema.get("allOf")?.as_array()?;
                let only = at.join("allOf").join(0);
                return (composed.len() == 1).then(|| self.texts(&only, depth + 1))?;
            }
        };
        let texts = listed.iter().filter_map(Value::as_str);
        Some(texts.map(str::to_owned).collect())
    }

    fn target(&self, reference: &str, from: &str) -> Option<Pointer> {
        let from = place(from);
        self.document
            .target(reference, &from, &mut Report::default())
    }

    /// A name for the heir that adds nothing.
    fn unused(&self, base: &str) -> String {
        let name = format!("{base}Base");
        if self.schemas.contains_key(&name) {
            self.unused(&name)
        } else {
            name
        }
    }
}

fn place(name: &str) -> Pointer {
    Pointer::root()
        .join("components")
        .join("schemas")
        .join(name)
}

fn reference(name: &str) -> String {
    resolve::reference_to(&place(name))
}

/// The member whose value says of which schema a value is; `None` where the schema lists its alternatives itself.
fn tag(schema: &Value) -> Option<&str> {
    let lists = ["oneOf", "anyOf"].iter().any(|it| schema.get(it).is_some());
    let tag = schema.get("discriminator")?.get("propertyName")?.as_str();
    tag.filter(|_| !lists)
}

/// The places of what a schema is made from: what its `allOf` refers to, or has inline.
fn targets(document: &Document, at: &Pointer, schema: &Value) -> Vec<Pointer> {
    let members = schema.get("allOf").and_then(Value::as_array);
    let members = members.into_iter().flatten().enumerate();
    let targets = members.filter_map(|(index, member)| {
        let at = at.join("allOf").join(index);
        match member.get("$ref").and_then(Value::as_str) {
            Some(reference) => document.target(reference, &at, &mut Report::default()),
            None => Some(at),
        }
    });
    targets.collect()
}

//! Hierarchies: a schema with a discriminator and no alternatives stands for every schema that is made from it by `allOf` (Swagger 2.0,
//! Schema Object, `discriminator`; OpenAPI 3.0.3 and 3.1.1, Discriminator Object). It is made to list them, as documents of OpenAPI 3 do
//! that say so themselves. What is made from an heir is one of that heir too, by the same discriminator.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use super::{Document, resolve};
use crate::diagnostic::{Code, Pointer, Report};

/// The extension by which documents state the value that stands for a schema where it is not its name.
const STATED: &str = "x-ms-discriminator-value";

/// Compositions within each other are not followed further, and what is made from so many in turn is no base itself.
const DEEPEST: usize = 32;

impl Document {
    /// Has every base list its heirs, and one that adds nothing where a value can be of the base alone.
    pub(super) fn list_heirs(&mut self, report: &mut Report) {
        let Some(hierarchy) = Hierarchy::of(self) else {
            return;
        };
        let bases = hierarchy.bases();
        for (at, message) in hierarchy.told.into_inner() {
            report.add(Code::UntoldUnion, &at, message);
        }
        if bases.is_empty() {
            return;
        }
        self.keep_as_written();
        let schemas = self.schemas();
        let reference = |name: &str| resolve::reference_to(&schemas.join(name));
        for base in bases {
            let at = schemas.join(&base.name);
            if let Some(own) = &base.own {
                let heir = json!({ "allOf": [{ "$ref": reference(&base.name) }] });
                self.put(&schemas.join(own), heir);
            }
            // One that adds nothing would be another name of the base.
            for heir in base.heirs.iter().chain(&base.own) {
                let properties = schemas.join(heir).join("properties");
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
            let discriminator = at.join("discriminator");
            if self.get(&discriminator).is_none_or(Value::is_string) {
                self.put(&discriminator, json!({ "propertyName": base.tag }));
            }
            if !base.mapping.is_empty() {
                self.put(&discriminator.join("mapping"), base.mapping.into());
            }
            let default = discriminator.join("defaultMapping");
            let own = base.own.filter(|_| base.may_be_absent);
            if let Some(own) = own.filter(|_| self.get(&default).is_none()) {
                self.put(&default, reference(&own).into());
            }
        }
    }
}

/// A base, and what it is made to say.
struct Base {
    name: String,
    /// The member whose value says of which heir a value is.
    tag: String,
    heirs: Vec<String>,
    /// The name of the heir that adds nothing.
    own: Option<String>,
    /// Whether a value need not have the tag. One without it is of the base alone.
    may_be_absent: bool,
    /// Values of the discriminator, and what they stand for.
    mapping: Map<String, Value>,
    /// All values of the discriminator.
    values: IndexSet<String>,
    /// By the reference to a schema that is made from it, the heir through which it is: itself, or a base among the heirs.
    stands_for: HashMap<String, String>,
}

impl Base {
    /// The base that an heir is itself, by the same discriminator.
    fn within<'k>(&self, heir: &str, known: &'k Known<'_>) -> Option<&'k Base> {
        let within = known.get(heir)?.as_ref();
        within.filter(|within| within.tag == self.tag)
    }
}

/// The bases among the components that have been looked at.
type Known<'d> = BTreeMap<&'d str, Option<Base>>;

/// Which components are made from which.
struct Hierarchy<'d> {
    document: &'d Document,
    schemas: &'d Map<String, Value>,
    /// The direct heirs of each, in the order of the document.
    heirs: BTreeMap<String, Vec<&'d str>>,
    /// What each is made from, in the order of its `allOf`.
    made_from: BTreeMap<&'d str, Vec<String>>,
    /// What is to be told of discriminators, and where.
    told: RefCell<Vec<(Pointer, String)>>,
}

impl<'d> Hierarchy<'d> {
    /// `None` where no schema can be a base.
    fn of(document: &'d Document) -> Option<Self> {
        let all = document.schemas();
        let schemas = document.get(&all)?.as_object()?;
        if !schemas.values().any(|schema| tag(schema).is_some()) {
            return None;
        }
        let mut heirs: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut made_from: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, schema) in schemas {
            for target in targets(document, &all.join(name), schema) {
                if let Some(base) = target.last().filter(|base| all.join(base) == target) {
                    heirs.entry(base.clone()).or_default().push(name);
                    made_from.entry(name).or_default().push(base);
                }
            }
        }
        Some(Self {
            document,
            schemas,
            heirs,
            made_from,
            told: RefCell::default(),
        })
    }

    fn bases(&self) -> Vec<Base> {
        let mut known = Known::new();
        for name in self.schemas.keys() {
            self.find(name, &mut known, 0);
        }
        let in_order = self.schemas.keys().map(String::as_str);
        in_order.filter_map(|name| known.remove(name)?).collect()
    }

    fn find(&self, name: &'d str, known: &mut Known<'d>, depth: usize) {
        if !known.contains_key(name) {
            // One that is made from itself is no base.
            known.insert(name, None);
            let base = (depth < DEEPEST).then(|| self.base(name, known, depth));
            known.insert(name, base.flatten());
        }
    }

    fn base(&self, name: &'d str, known: &mut Known<'d>, depth: usize) -> Option<Base> {
        self.heirs.get(name)?;
        let (tag, tagged) = self.tag_of(name)?;
        let heirs = self.heirs_of(name, known, depth);
        let mut base = Base {
            name: name.to_owned(),
            tag: tag.to_owned(),
            own: None,
            may_be_absent: !self.requires(&self.place(name), tag, &mut HashSet::new()),
            mapping: Map::new(),
            values: IndexSet::new(),
            stands_for: HashMap::from([(self.reference(name), name.to_owned())]),
            heirs: heirs.iter().map(|heir| (*heir).to_owned()).collect(),
        };
        for heir in &heirs {
            let within = base.within(heir, known);
            let within = within.into_iter().flat_map(|it| it.stands_for.keys());
            let all = within.cloned().chain([self.reference(heir)]);
            let all: Vec<String> = all.collect();
            let all = all.into_iter().map(|it| (it, (*heir).to_owned()));
            base.stands_for.extend(all);
        }
        self.map_stated(&mut base, tagged);
        self.map_heirs(&mut base, heirs, known)?;
        self.complete(base)
    }

    /// Adds the values that a mapping states, be it that of a schema which the base is made from.
    fn map_stated(&self, base: &mut Base, tagged: &str) {
        let discriminator = self.schemas.get(tagged).and_then(discriminator);
        let stated = discriminator.and_then(|it| it.get("mapping")?.as_object());
        for (value, target) in stated.into_iter().flatten() {
            let from = self.place(tagged);
            let written = target.as_str().unwrap_or_default();
            let Some(target) = self.document.named_schema(written, &from) else {
                // Whoever reads the alternatives tells that it leads nowhere.
                if base.name == tagged {
                    base.mapping.insert(value.clone(), target.clone());
                }
                continue;
            };
            let target = resolve::reference_to(&target);
            let target = match base.stands_for.get(&target) {
                Some(heir) => self.reference(heir),
                None if base.name == tagged => target,
                // It stands for something else that is made from the same schema.
                None => continue,
            };
            base.values.insert(value.clone());
            base.mapping.insert(value.clone(), target.into());
        }
    }

    /// Adds the values of each heir: those of all that it stands for, what an extension states, or what it lists itself.
    fn map_heirs(&self, base: &mut Base, heirs: Vec<&'d str>, known: &Known<'d>) -> Option<()> {
        let targets = base.mapping.values().filter_map(Value::as_str);
        let mapped: HashSet<String> = targets.map(str::to_owned).collect();
        for heir in heirs {
            let reference = self.reference(heir);
            if let Some(within) = base.within(heir, known) {
                for value in &within.values {
                    base.values.insert(value.clone());
                    let entry = base.mapping.entry(value);
                    entry.or_insert_with(|| reference.clone().into());
                }
                continue;
            }
            if mapped.contains(&reference) {
                continue;
            }
            let stated = self.schemas.get(heir)?.get(STATED).and_then(Value::as_str);
            if let Some(value) = stated {
                base.values.insert(value.to_owned());
                base.mapping.insert(value.to_owned(), reference.into());
            } else {
                let listed = self.listed(heir, &base.tag);
                let listed = listed.unwrap_or_else(|| vec![heir.to_owned()]);
                base.values.extend(listed);
            }
        }
        Some(())
    }

    /// Adds what is of the base alone. `None` where the base lists other values than its heirs have: the document says something else than
    /// it means.
    fn complete(&self, mut base: Base) -> Option<Base> {
        let name = &base.name;
        let (name, schema) = self.schemas.get_key_value(name)?;
        let listed = self.in_line(name, |name| self.listed(name, &base.tag));
        let unlisted = listed.as_ref().and_then(|(_, listed)| {
            let listed: HashSet<&String> = listed.iter().collect();
            base.values.iter().find(|value| !listed.contains(value))
        });
        if let Some(value) = unlisted {
            let message = format!(
                "`{name}` is taken for no base of others: `{value}` stands for one of them and is none of the values that `{}` may have",
                base.tag
            );
            self.told
                .borrow_mut()
                .push((self.place(name).join("discriminator"), message));
            return None;
        }
        let stated = schema.get(STATED).and_then(Value::as_str);
        let value = stated.unwrap_or(name).to_owned();
        let mut left = match listed {
            Some((lists, listed)) if lists == name => listed,
            // What it is made from lists the values of others, too.
            Some((_, listed)) if !listed.contains(&value) => Vec::new(),
            _ => vec![value],
        };
        left.retain(|value| !base.values.contains(value));
        let itself = self.reference(name);
        let is_itself = base.mapping.values().any(|target| *target == *itself);
        let own = (is_itself || !left.is_empty()).then(|| self.unused(name));
        if let Some(own) = &own {
            let own: Value = self.reference(own).into();
            let mapped = base.mapping.values_mut();
            for target in mapped.filter(|target| **target == *itself) {
                target.clone_from(&own);
            }
            for value in left {
                base.values.insert(value.clone());
                base.mapping.insert(value, own.clone());
            }
        }
        base.own = own;
        (base.own.is_some() || !base.may_be_absent).then_some(base)
    }

    /// The member whose value says of which heir a value is, and the schema that says so: this one, or one that it is made from.
    fn tag_of(&self, name: &'d str) -> Option<(&'d str, &'d str)> {
        let (name, tag) = self.in_line(name, |name| tag(self.schemas.get(name)?))?;
        Some((tag, name))
    }

    /// What a schema says, or else the nearest one that it is made from and that lists no alternatives itself; and which of them it is.
    fn in_line<T>(
        &self,
        name: &str,
        said: impl Fn(&'d String) -> Option<T>,
    ) -> Option<(&'d String, T)> {
        let mut open = vec![name];
        let mut seen = HashSet::new();
        while let Some(name) = open.pop() {
            let Some((name, schema)) = self.schemas.get_key_value(name) else {
                continue;
            };
            if lists(schema) || !seen.insert(name) {
                continue;
            }
            if let Some(said) = said(name) {
                return Some((name, said));
            }
            let made_from = self.made_from.get(name.as_str()).into_iter().flatten();
            open.extend(made_from.rev().map(String::as_str));
        }
        None
    }

    /// All that is made from a schema, without what is made from another base among them, which lists it.
    fn heirs_of(&self, name: &'d str, known: &mut Known<'d>, depth: usize) -> Vec<&'d str> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([name]);
        let mut open = vec![name];
        while let Some(base) = open.pop() {
            for heir in self.heirs.get(base).into_iter().flatten() {
                if !seen.insert(heir) {
                    continue;
                }
                found.push(*heir);
                self.find(heir, known, depth + 1);
                if known.get(heir).is_some_and(Option::is_none) {
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
        let parts = targets(self.document, &self.place(name), self.schemas.get(name)?);
        let named = self.document.schemas().tokens().count() + 1;
        let mut inline = parts.into_iter().filter(|at| at.tokens().count() > named);
        let own = self.texts(&self.place(name).join("properties").join(member), 0);
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

    fn place(&self, name: &str) -> Pointer {
        self.document.schemas().join(name)
    }

    fn reference(&self, name: &str) -> String {
        resolve::reference_to(&self.place(name))
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

/// Whether a schema lists its alternatives itself.
fn lists(schema: &Value) -> bool {
    ["oneOf", "anyOf"].iter().any(|it| schema.get(it).is_some())
}

/// The member whose value says of which schema a value is; `None` where the schema lists its alternatives itself.
fn tag(schema: &Value) -> Option<&str> {
    let discriminator = discriminator(schema)?;
    // Swagger 2.0 has the name alone.
    let tag = discriminator.get("propertyName").unwrap_or(discriminator);
    tag.as_str().filter(|_| !lists(schema))
}

/// What a schema says of its discriminator, itself or within its `allOf`.
fn discriminator(schema: &Value) -> Option<&Value> {
    let members = schema.get("allOf").and_then(Value::as_array);
    let parts = members
        .into_iter()
        .flatten()
        .filter(|member| !lists(member));
    let mut all = std::iter::once(schema).chain(parts);
    all.find_map(|part| part.get("discriminator"))
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

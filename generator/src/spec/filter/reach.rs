//! What the operations that are left reach; the components and files that they do not reach go.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::way::Way;
use super::super::{Dialect, Document, walk};
use crate::diagnostic::{Pointer, Report};

/// Where components stand in Swagger 2.0.
const SWAGGER: [&str; 4] = [
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
];

impl Document {
    /// Leaves out the components and the files that nothing outside of them leads to.
    pub(super) fn prune(&mut self) {
        let mut reach = Reach {
            document: self,
            known: HashSet::new(),
            waiting: Vec::new(),
        };
        reach.walk_root();
        let known = reach.known;
        let unreached: Vec<Pointer> = self
            .components()
            .into_iter()
            .filter(|component| !known.contains(component))
            .collect();
        for component in unreached {
            self.remove(&component);
        }
        self.files
            .retain(|path, _| known.contains(&Pointer::of_file(path)));
    }

    /// The places of all components of the first file.
    fn components(&self) -> Vec<Pointer> {
        let root = Pointer::root();
        let maps: Vec<Pointer> = match self.dialect {
            Dialect::V20 => SWAGGER.iter().map(|map| root.join(map)).collect(),
            _ => {
                let maps = self.members(&root.join("components")).into_iter();
                maps.filter(|(name, _)| !name.starts_with("x-"))
                    .map(|(_, map)| map)
                    .collect()
            }
        };
        let members = maps.iter().flat_map(|map| self.members(map));
        members.map(|(_, component)| component).collect()
    }
}

/// What is reached: components, and files by their roots.
struct Reach<'d> {
    document: &'d Document,
    known: HashSet<Pointer>,
    waiting: Vec<Pointer>,
}

impl Reach<'_> {
    fn walk_root(&mut self) {
        let root = Pointer::root();
        for (key, member) in self.document.members(&root) {
            let holds_components = match self.document.dialect {
                Dialect::V20 => SWAGGER.contains(&key.as_str()),
                _ => key == "components",
            };
            if !holds_components {
                self.walk(&member, key == "paths" || key == "webhooks");
            }
        }
        // The requirements of the whole document.
        if let Some(Value::Object(members)) = self.document.get(&root) {
            self.security(members);
        }
        loop {
            while let Some(place) = self.waiting.pop() {
                self.walk(&place, false);
            }
            if !self.add_heirs() {
                return;
            }
        }
    }

    /// Adds what the value at a place refers to.
    fn walk(&mut self, place: &Pointer, is_map: bool) {
        if is_map {
            for (_, member) in self.document.members(place) {
                self.walk(&member, false);
            }
            return;
        }
        let document = self.document;
        let Some(value) = document.get(place) else {
            return;
        };
        walk::objects(value, Way::Start(place), &mut |object, at| {
            for keyword in ["$ref", "$dynamicRef"] {
                if let Some(Value::String(reference)) = object.get(keyword) {
                    self.add_reference(reference, &at.pointer());
                }
            }
            if let Some(discriminator) = object.get("discriminator") {
                self.mapping(discriminator, &at.pointer());
            }
            self.security(object);
        });
    }

    fn add_reference(&mut self, reference: &str, from: &Pointer) {
        // What is wrong with a reference is told where all of them are checked.
        let target = self
            .document
            .target(reference, from, &mut Report::default());
        if let Some(target) = target {
            self.add(&target);
        } else if let Some(path) =
            super::super::resolve::file_path(reference.split('#').next().unwrap_or_default(), from)
        {
            // A file that cannot be read is told, too.
            self.known.insert(Pointer::of_file(&path));
        }
    }

    /// Adds the component or the file that a place belongs to.
    fn add(&mut self, place: &Pointer) {
        let depth = match self.document.dialect {
            Dialect::V20 => 2,
            _ => 3,
        };
        let root = Pointer::root().in_file_of(place);
        let whole = match place.file() {
            Some(path) => Pointer::of_file(&path),
            None => place
                .tokens()
                .take(depth)
                .fold(root, |whole, token| whole.join(token)),
        };
        if self.known.insert(whole.clone()) {
            self.waiting.push(whole);
        }
    }

    /// The schemas that a discriminator names: by reference, or by the names of components.
    fn mapping(&mut self, discriminator: &Value, at: &Pointer) {
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let targets = mapping.into_iter().flat_map(Map::values);
        let default = discriminator.get("defaultMapping");
        for target in targets.chain(default).filter_map(Value::as_str) {
            let component = self.document.schemas().join(target);
            if self.document.get(&component).is_some() {
                self.add(&component);
            } else {
                self.add_reference(target, at);
            }
        }
    }

    /// The schemes that the requirements of a document or an operation name.
    fn security(&mut self, object: &Map<String, Value>) {
        let requirements = object.get("security").and_then(Value::as_array);
        let requirements = requirements.into_iter().flatten();
        let names = requirements
            .filter_map(Value::as_object)
            .flat_map(Map::keys);
        for name in names {
            let scheme = self.document.security_schemes().join(name);
            if self.document.get(&scheme).is_some() {
                self.add(&scheme);
            }
        }
    }

    /// Adds the schemas that are made from one with a discriminator: it stands for them without naming them (OpenAPI 3.0.3,
    /// Discriminator Object). Says whether there are any that were not known.
    fn add_heirs(&mut self) -> bool {
        let document = self.document;
        let mut found = false;
        for (_, schema) in document.members(&document.schemas()) {
            if self.known.contains(&schema) {
                continue;
            }
            let members = document.get(&schema).and_then(|it| it.get("allOf"));
            let members = members.and_then(Value::as_array).into_iter().flatten();
            let is_heir = members.filter_map(|it| it.get("$ref")?.as_str()).any(|it| {
                let base = document.target(it, &schema, &mut Report::default());
                base.is_some_and(|base| {
                    let value = document.get(&base);
                    self.known.contains(&base)
                        && value.is_some_and(|it| it.get("discriminator").is_some())
                })
            });
            if is_heir {
                self.add(&schema);
                found = true;
            }
        }
        found
    }
}

//! References: from a `$ref` to the place it names (OpenAPI 3.1.1, section 4.6; JSON Schema 2020-12 core, sections 8.2 and 9.1).

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::way::Way;
use super::{Document, files, uri, walk};
use crate::diagnostic::{Code, Pointer, Report, percent_decode};

/// More references in a row than any document needs; a longer chain is a cycle.
const LONGEST_CHAIN: usize = 64;

/// The names that schemas give to places: `$id` and `$anchor`, and the document's own `$self`.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The resources by their addresses.
    resources: HashMap<String, Pointer>,
    /// The addresses of the resources.
    addresses: HashMap<Pointer, String>,
    /// The places by their names within a file, the file standing for itself as its root.
    names: HashMap<(Pointer, String), Pointer>,
}

impl Anchors {
    /// Adds what a file names.
    pub(super) fn add(&mut self, file: &Value, root: &Pointer) {
        if let Some(address) = file.get("$self").and_then(Value::as_str) {
            self.add_resource(address.to_owned(), root.clone());
        }
        // Outer resources come before those in them, whose `$id` is relative to theirs.
        walk::objects(file, Way::Start(root), &mut |object, at| {
            if let Some(id) = object.get("$id").and_then(Value::as_str) {
                let at = at.pointer();
                let address = uri::resolve(&self.base(&at), id.trim_end_matches('#'));
                self.add_resource(address, at);
            }
            for keyword in ["$anchor", "$dynamicAnchor"] {
                if let Some(name) = object.get(keyword).and_then(Value::as_str) {
                    let key = (root.clone(), name.to_owned());
                    self.names.entry(key).or_insert_with(|| at.pointer());
                }
            }
        });
    }

    pub(super) fn add_resource(&mut self, address: String, at: Pointer) {
        self.addresses.insert(at.clone(), address.clone());
        self.resources.insert(address, at);
    }

    /// Whether an address is that of a part of the document.
    pub(super) fn is_named(&self, address: &str) -> bool {
        self.resources.contains_key(address)
    }

    /// The resource that a place is in: the nearest one above it.
    fn resource(&self, at: &Pointer) -> Option<(&String, Pointer)> {
        if self.addresses.is_empty() {
            return None;
        }
        let mut current = Some(at.clone());
        while let Some(place) = current {
            if let Some(address) = self.addresses.get(&place) {
                return Some((address, place));
            }
            current = place.parent();
        }
        None
    }

    fn base(&self, at: &Pointer) -> String {
        self.resource(at)
            .map(|(address, _)| address.clone())
            .unwrap_or_default()
    }
}

impl Document {
    /// The nearest schema around a place that has the name by which `$dynamicRef` (JSON Schema 2020-12 core, section 8.2.3.2) or
    /// `$recursiveRef` (2019-09) refers to it: the one that is meant where nobody extends it from outside.
    pub(super) fn around(&self, at: &Pointer, keyword: &str, reference: &str) -> Option<Pointer> {
        let name = reference.strip_prefix('#')?;
        let is_named = |schema: &Value| match keyword {
            "$recursiveRef" => {
                name.is_empty() && schema.get("$recursiveAnchor") == Some(&Value::Bool(true))
            }
            _ => schema.get("$dynamicAnchor").and_then(Value::as_str) == Some(name),
        };
        let mut place = at.parent();
        while let Some(at) = place {
            if self.get(&at).is_some_and(is_named) {
                return Some(at);
            }
            place = at.parent();
        }
        None
    }
}

/// Begins a reference that the rewriting of a dialect made: a place of the document, whatever file it is written in.
const PLACE: &str = "oasmith-place:";

/// A reference to a place that means the same in all files of the document.
pub(super) fn reference_to(place: &Pointer) -> String {
    format!("{PLACE}{place}")
}

/// What a reference names before its `#`.
enum Resource {
    /// The file, or the schema with an `$id`, at this place.
    At(Pointer),
    Remote,
    /// A path that cannot be one of a file of the document.
    NotAPath,
}

impl Document {
    /// The place that `reference` names, `from` being where it is written. Reports a reference to something that cannot be had or
    /// that leads nowhere.
    #[must_use]
    pub fn target(&self, reference: &str, from: &Pointer, report: &mut Report) -> Option<Pointer> {
        let (resource, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if let Some(file) = resource.strip_prefix(PLACE) {
            let place = Pointer::within(file, fragment);
            return self.get(&place).is_some().then_some(place);
        }
        let root = match self.resource(resource, from) {
            Resource::At(root) => root,
            Resource::Remote => {
                let message = format!("`{reference}` is an address, and nothing is fetched");
                let help =
                    "`cargo xtask spec vendor` fetches it once and keeps it beside the document";
                report.add_with_help(Code::ForeignReference, from, message, help);
                return None;
            }
            Resource::NotAPath => {
                let message = format!("`{reference}` is not a path relative to this file");
                report.add(Code::UnreadableFile, from, message);
                return None;
            }
        };
        if let Some(Err(error)) = root.file().and_then(|file| self.files.get(&file)) {
            report.add(
                Code::UnreadableFile,
                from,
                format!("`{reference}`: {error}"),
            );
            return None;
        }
        let target = self.place(&root, fragment);
        if target.is_none() {
            let message = format!("there is nothing at `{reference}`");
            report.add(Code::BrokenReference, from, message);
        }
        target
    }

    fn resource(&self, resource: &str, from: &Pointer) -> Resource {
        let (base, enclosing) = match self.anchors.resource(from) {
            Some((base, root)) => (base.as_str(), root),
            None => ("", Pointer::root().in_file_of(from)),
        };
        if resource.is_empty() {
            return Resource::At(enclosing);
        }
        if let Some(root) = self.anchors.resources.get(&uri::resolve(base, resource)) {
            return Resource::At(root.clone());
        }
        if uri::is_absolute(resource) || self.address_of(from).is_some() {
            return Resource::Remote;
        }
        match file_path(resource, from) {
            Some(path) if path == self.name => Resource::At(Pointer::root()),
            Some(path) => Resource::At(Pointer::of_file(&path)),
            None => Resource::NotAPath,
        }
    }

    /// The place that the fragment names within the resource at `root`.
    fn place(&self, root: &Pointer, fragment: &str) -> Option<Pointer> {
        let file = Pointer::root().in_file_of(root);
        let Some(within) = Pointer::parse(fragment) else {
            let name = percent_decode(fragment)?;
            return self.anchors.names.get(&(file, name)).cloned();
        };
        let below = within
            .tokens()
            .fold(root.clone(), |place, token| place.join(token));
        // By `#/` authors mean all of it, although it names the member without a name (RFC 6901, section 5).
        let whole = (fragment == "/").then(|| root.clone());
        // Beside an `$id`, authors still mean the document by `#/components`.
        [below, within.in_file_of(&file)]
            .into_iter()
            .chain(whole)
            .flat_map(|place| [Some(place.clone()), self.provenance.moves.forward(&place)])
            .flatten()
            .find(|place| self.get(place).is_some())
    }

    /// Follows the `$ref` at `pointer`, and those behind it, to a place that is no reference.
    #[must_use]
    pub fn follow(&self, pointer: &Pointer, report: &mut Report) -> Option<Pointer> {
        let mut current = pointer.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(Value::String(reference)) =
                self.get(&current).and_then(|value| value.get("$ref"))
            else {
                return Some(current);
            };
            current = self.target(reference, &current, report)?;
        }
        report.add(
            Code::BrokenReference,
            pointer,
            "the references go round in a circle",
        );
        None
    }

    /// Whether there is something at a reference. Nobody follows those to examples but who needs one, so a circle of them is found here.
    fn leads_somewhere(&self, reference: &str, from: &Pointer, report: &mut Report) -> bool {
        let is_example = from.parent().and_then(|list| list.last());
        if is_example.as_deref() == Some("examples") {
            self.follow(from, report).is_some()
        } else {
            self.target(reference, from, report).is_some()
        }
    }

    /// Reports every reference of the document that leads nowhere, whoever reads it.
    pub(super) fn check_references(&self, report: &mut Report) {
        for (root, file) in self.trees() {
            // Within a file without addresses of its own, one reference leads to the same place from everywhere.
            let mut known = HashSet::new();
            walk::objects(file, Way::Start(&root), &mut |object, at| {
                if let Some(Value::String(reference)) = object.get("$ref")
                    && !known.contains(reference)
                    && self.leads_somewhere(reference, &at.pointer(), report)
                    && self.anchors.addresses.is_empty()
                {
                    known.insert(reference);
                }
            });
        }
    }
}

/// The path of the file that a relative reference names.
pub(super) fn file_path(resource: &str, from: &Pointer) -> Option<String> {
    let path = percent_decode(resource)?;
    files::path_from(from.file().as_deref(), &path)
}

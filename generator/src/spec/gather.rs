//! The files of a document: from the one it begins with to all that it refers to.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::files::Loader;
use super::resolve::file_path;
use super::way::Way;
use super::{Document, load, uri, walk};
use crate::diagnostic::{Pointer, Report};

/// More files than any document has.
const MOST_FILES: usize = 10_000;

impl Document {
    /// Loads every file that the document refers to, and those that these refer to; of those on the network the ones that were fetched. A
    /// file that cannot be read is told by the references to it.
    pub(super) fn gather(
        &mut self,
        loader: Option<&dyn Loader>,
        remote: &BTreeMap<String, String>,
        report: &mut Report,
    ) {
        let mut waiting = vec![Pointer::root()];
        while let Some(root) = waiting.pop() {
            let Some(tree) = self.get(&root) else {
                continue;
            };
            let base = self.address_of(&root).map(str::to_owned);
            for (path, address) in files_of(tree, &root, base.as_deref(), remote) {
                if let Some(address) = address {
                    self.remote.insert(address.to_owned(), path.clone());
                }
                if self.files.contains_key(&path)
                    || path == self.name
                    || self.files.len() == MOST_FILES
                {
                    continue;
                }
                let file = match loader {
                    Some(loader) => loader
                        .load(&path)
                        .map_err(|error| error.to_string())
                        .and_then(|bytes| load::further(&path, &bytes, report)),
                    None => Err("there is no other file beside this document".to_owned()),
                };
                waiting.push(Pointer::of_file(&path));
                self.files.insert(path, file);
            }
        }
        self.put_texts();
    }

    /// The address that the file of a place was fetched from.
    pub(super) fn address_of(&self, place: &Pointer) -> Option<&str> {
        let file = place.file()?;
        let mut remote = self.remote.iter();
        remote.find_map(|(address, path)| (*path == file).then_some(address.as_str()))
    }

    /// The addresses on the network that it refers to and nobody has fetched.
    pub(crate) fn unfetched(&self) -> BTreeSet<String> {
        let mut addresses = BTreeSet::new();
        for (root, tree) in self.trees() {
            let base = self.address_of(&root);
            for_each_resource(tree, &root, &mut |resource| {
                let is_wanted = |address: &String| {
                    let is_on_network =
                        address.starts_with("https://") || address.starts_with("http://");
                    is_on_network && !self.remote.contains_key(address)
                };
                addresses.extend(address(resource, base).filter(is_wanted));
            });
        }
        addresses.retain(|address| !self.anchors.is_named(address));
        addresses
    }

    /// Puts the text of a file of text in the place of each reference to it.
    fn put_texts(&mut self) {
        let texts: Vec<(String, String)> = self
            .files
            .iter()
            .filter_map(|(path, file)| match file {
                Ok(Value::String(text)) => Some((path.clone(), text.clone())),
                _ => None,
            })
            .collect();
        if texts.is_empty() {
            return;
        }
        let put = |root: &Pointer, tree: &mut Value| {
            let text_of = |reference: &str| {
                let path = file_path(reference, root)?;
                let (_, text) = texts.iter().find(|(known, _)| *known == path)?;
                Some(text.clone())
            };
            replace(tree, &text_of);
        };
        put(&Pointer::root(), &mut self.root);
        for (path, file) in &mut self.files {
            if let Ok(tree) = file {
                put(&Pointer::of_file(path), tree);
            }
        }
    }
}

/// The paths of the files that a file refers to, in the order in which it does, each with its address if it was fetched. `base` is the
/// address of the file itself.
fn files_of<'r>(
    tree: &Value,
    root: &Pointer,
    base: Option<&str>,
    remote: &'r BTreeMap<String, String>,
) -> IndexMap<String, Option<&'r str>> {
    let mut files = IndexMap::new();
    for_each_resource(tree, root, &mut |resource| {
        let address = address(resource, base);
        match address {
            Some(address) => {
                if let Some((address, path)) = remote.get_key_value(&address) {
                    files.insert(path.clone(), Some(address.as_str()));
                }
            }
            None => files.extend(file_path(resource, root).map(|path| (path, None))),
        }
    });
    files
}

/// Calls `each` with what the references of a file name before their `#`.
fn for_each_resource(tree: &Value, root: &Pointer, each: &mut dyn FnMut(&str)) {
    walk::objects(tree, Way::Start(root), &mut |object, _| {
        if let Some(Value::String(reference)) = object.get("$ref") {
            let resource = reference.split('#').next().unwrap_or_default();
            if !resource.is_empty() {
                each(resource);
            }
        }
    });
}

/// The address of a resource; `None` where it is a file beside the one that refers to it.
fn address(resource: &str, base: Option<&str>) -> Option<String> {
    match base {
        Some(base) => Some(uri::resolve(base, resource)),
        None => uri::is_absolute(resource).then(|| resource.to_owned()),
    }
}

fn replace(value: &mut Value, text_of: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::Object(members) => {
            let text = match members.get("$ref") {
                Some(Value::String(reference)) => text_of(reference),
                _ => None,
            };
            match text {
                Some(text) => *value = Value::String(text),
                None => members
                    .values_mut()
                    .for_each(|member| replace(member, text_of)),
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text_of)),
        _ => {}
    }
}

//! The files of a document: from the one it begins with to all that it refers to.

use indexmap::IndexSet;
use serde_json::Value;

use super::files::Loader;
use super::resolve::file_path;
use super::way::Way;
use super::{Document, load, uri, walk};
use crate::diagnostic::{Pointer, Report};

/// More files than any document has.
const MOST_FILES: usize = 10_000;

impl Document {
    /// Loads every file that the document refers to, and those that these refer to. A file that cannot be read is told by the
    /// references to it.
    pub(super) fn gather(&mut self, loader: Option<&dyn Loader>, report: &mut Report) {
        let mut waiting = vec![Pointer::root()];
        while let Some(root) = waiting.pop() {
            let Some(tree) = self.get(&root) else {
                continue;
            };
            for path in paths_in(tree, &root) {
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

/// The paths of the files that a file refers to, in the order in which it does.
fn paths_in(tree: &Value, root: &Pointer) -> IndexSet<String> {
    let mut paths = IndexSet::new();
    walk::objects(tree, Way::Start(root), &mut |object, _| {
        let Some(Value::String(reference)) = object.get("$ref") else {
            return;
        };
        let resource = reference.split('#').next().unwrap_or_default();
        if resource.is_empty() || uri::is_absolute(resource) {
            return;
        }
        paths.extend(file_path(resource, root));
    });
    paths
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

//! The document as written: read, checked for its version, looked up by place.
//!
//! The raw tree comes first and stays: schemas are read from it, keyword by keyword, because `openapiv3::Schema` drops the
//! keywords beside a `$ref` and those it does not know. Everything around the schemas (operations, parameters, bodies,
//! responses, security schemes, servers) is read as `openapiv3` types, one part at a time, so that one bad part does not
//! take the others with it. A part handed to `openapiv3` carries, in place of each schema, a reference to the place of that
//! schema in the raw tree ([`envelope`]).

mod audit;
mod dialect;
mod envelope;
mod files;
mod gather;
mod load;
mod locate;
mod resolve;
mod schema;
mod tree;
mod uri;
mod walk;
mod way;

pub use dialect::Dialect;
pub use files::{LoadError, Loader};
pub use load::MOST_BYTES;
pub use locate::{Locator, Sources};
pub use schema::Schema;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::{Pointer, Report};
use resolve::Anchors;

/// A document of a supported version, as written.
#[derive(Debug)]
pub struct Document {
    /// The name of the file it begins with, without its folder.
    name: String,
    /// What that file holds.
    root: Value,
    /// The other files, by their paths relative to the folder of the first, or why one cannot be read.
    files: IndexMap<String, Result<Value, String>>,
    dialect: Dialect,
    anchors: Anchors,
}

impl Document {
    /// Reads a document, `path` being where it begins and `loader` what gives the other files. Reports every keyword that has no
    /// effect and every reference that leads nowhere. `None` where nothing can be read at all.
    #[must_use]
    pub fn read(
        path: &str,
        bytes: &[u8],
        loader: Option<&dyn Loader>,
        report: &mut Report,
    ) -> Option<Self> {
        let root = load::tree(bytes, report)?;
        let mut document = Self {
            name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            dialect: Dialect::of(&root, report)?,
            root,
            files: IndexMap::new(),
            anchors: Anchors::default(),
        };
        document.gather(loader, report);
        let mut anchors = Anchors::default();
        for (root, tree) in document.trees() {
            anchors.add(tree, &root);
        }
        document.anchors = anchors;
        audit::audit(&document, report);
        document.check_references(report);
        Some(document)
    }

    /// The language it is written in.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The files that could be read, each with the pointer of its root; the one that the document begins with comes first.
    fn trees(&self) -> impl Iterator<Item = (Pointer, &Value)> {
        let others = self.files.iter().filter_map(|(path, file)| {
            let tree = file.as_ref().ok()?;
            Some((Pointer::of_file(path), tree))
        });
        std::iter::once((Pointer::root(), &self.root)).chain(others)
    }

    /// The value at a place.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        let mut value = match pointer.file() {
            None => &self.root,
            Some(path) => self.files.get(&path)?.as_ref().ok()?,
        };
        for token in pointer.tokens() {
            value = match value {
                Value::Object(members) => members.get(token.as_ref())?,
                Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// The names and places of the members of the object at `pointer`, in the document's order; none where it is no object.
    #[must_use]
    pub fn members(&self, pointer: &Pointer) -> Vec<(String, Pointer)> {
        match self.get(pointer) {
            Some(Value::Object(members)) => members
                .keys()
                .map(|name| (name.clone(), pointer.join(name)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Where a place comes in the document: the index of its file, and of each step among its siblings.
    pub(crate) fn position(&self, pointer: &Pointer) -> Vec<usize> {
        let index = |path: &String| {
            self.files
                .get_index_of(path)
                .map_or(usize::MAX, |index| index + 1)
        };
        let mut position = vec![pointer.file().as_ref().map_or(0, index)];
        let mut at = Pointer::root().in_file_of(pointer);
        for token in pointer.tokens() {
            let siblings = self.get(&at).and_then(Value::as_object);
            let index = siblings.and_then(|members| members.keys().position(|key| *key == token));
            position.push(index.or_else(|| token.parse().ok()).unwrap_or(usize::MAX));
            at = at.join(&token);
        }
        position
    }
}

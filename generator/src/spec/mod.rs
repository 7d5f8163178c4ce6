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
mod position;
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
use dialect::Moves;
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
    /// The files as they were before the dialect was rewritten, and what was put elsewhere.
    as_written: Option<Box<AsWritten>>,
    moves: Moves,
}

/// The files of a document as their author wrote them.
#[derive(Debug)]
struct AsWritten {
    root: Value,
    files: IndexMap<String, Result<Value, String>>,
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
            as_written: None,
            moves: Moves::default(),
        };
        document.gather(loader, report);
        let mut anchors = Anchors::default();
        for (root, tree) in document.trees() {
            anchors.add(tree, &root);
        }
        document.anchors = anchors;
        audit::audit(&document, report);
        document.check_references(report);
        if document.dialect == Dialect::V20 {
            dialect::swagger::rewrite(&mut document);
        }
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

    /// The paths of the other files that it refers to and that could be read, relative to the folder of the first.
    pub(crate) fn further_files(&self) -> impl Iterator<Item = &str> {
        let read = |(path, file): (_, &Result<_, _>)| file.is_ok().then_some(path);
        self.files.iter().filter_map(read).map(String::as_str)
    }

    /// Where the component schemas stand.
    #[must_use]
    pub fn schemas(&self) -> Pointer {
        match self.dialect {
            Dialect::V20 => Pointer::root().join("definitions"),
            _ => Pointer::root().join("components").join("schemas"),
        }
    }

    /// Where the security schemes stand.
    #[must_use]
    pub fn security_schemes(&self) -> Pointer {
        match self.dialect {
            Dialect::V20 => Pointer::root().join("securityDefinitions"),
            _ => Pointer::root().join("components").join("securitySchemes"),
        }
    }

    /// The value at a place.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        get(&self.root, &self.files, pointer)
    }

    /// The place that its author wrote: where what stands at `pointer` was before the dialect was rewritten.
    #[must_use]
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.moves.back(pointer)
    }

    fn keep_as_written(&mut self) {
        self.as_written = Some(Box::new(AsWritten {
            root: self.root.clone(),
            files: self.files.clone(),
        }));
    }

    /// Puts a value in the place of another, or adds it to the object it belongs to.
    fn put(&mut self, pointer: &Pointer, value: Value) {
        let (Some(parent), Some(last)) = (pointer.parent(), pointer.last()) else {
            return;
        };
        let mut place = match parent.file() {
            None => Some(&mut self.root),
            Some(path) => self
                .files
                .get_mut(&path)
                .and_then(|file| file.as_mut().ok()),
        };
        for token in parent.tokens() {
            place = place.and_then(|place| match place {
                Value::Object(members) => members.get_mut(token.as_ref()),
                Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
                _ => None,
            });
        }
        match place {
            Some(Value::Object(members)) => {
                members.insert(last, value);
            }
            Some(Value::Array(items)) => {
                let index = last.parse::<usize>().ok();
                if let Some(slot) = index.and_then(|index| items.get_mut(index)) {
                    *slot = value;
                }
            }
            _ => {}
        }
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
}

impl Document {
    /// The value at a place of the document as it was written, before it was put into the form of a later version.
    fn written(&self, pointer: &Pointer) -> Option<&Value> {
        let (root, files) = match &self.as_written {
            Some(written) => (&written.root, &written.files),
            None => (&self.root, &self.files),
        };
        get(root, files, pointer)
    }

    /// Which file of the document as written it is; the one that the document begins with is the first.
    fn file_index(&self, pointer: &Pointer) -> usize {
        let files = self
            .as_written
            .as_ref()
            .map_or(&self.files, |written| &written.files);
        let index = |path: String| {
            files
                .get_index_of(&path)
                .map_or(usize::MAX, |index| index + 1)
        };
        pointer.file().map_or(0, index)
    }
}

/// The value at a place of the files.
fn get<'d>(
    root: &'d Value,
    files: &'d IndexMap<String, Result<Value, String>>,
    pointer: &Pointer,
) -> Option<&'d Value> {
    let mut value = match pointer.file() {
        None => root,
        Some(path) => files.get(&path)?.as_ref().ok()?,
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

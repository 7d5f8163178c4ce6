//! The document as written: read, checked for its version, looked up by place.
//!
//! The raw tree comes first and stays: schemas are read from it, keyword by keyword, because `openapiv3::Schema` drops the
//! keywords beside a `$ref` and those it does not know. Everything around the schemas (operations, parameters, bodies,
//! responses, security schemes, servers) is read as `openapiv3` types, one part at a time, so that one bad part does not
//! take the others with it. A part handed to `openapiv3` carries, in place of each schema, a reference to the place of that
//! schema in the raw tree ([`envelope`]).

mod audit;
mod blocks;
mod dialect;
mod envelope;
mod files;
mod filter;
mod gather;
mod hierarchy;
mod limiting;
mod load;
mod locate;
mod parts;
mod path_item;
mod position;
mod resolve;
mod schema;
mod token;
mod tree;
mod unevaluated;
mod uri;
mod walk;
mod way;

pub use dialect::Dialect;
pub use files::{LoadError, Loader};
pub use load::MOST_BYTES;
pub use locate::{Located, Locator, Sources};
pub use path_item::has_own_member;
pub use schema::Schema;
pub(crate) use schema::{is_integer, is_word};
pub use token::is_token;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::config::Filter;
use crate::diagnostic::{Pointer, Report};
use crate::overlay::{Origins, Overlay, Target};
use dialect::Moves;
use resolve::Anchors;

/// What a document is made of.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Where it begins: a path, by which headers and diagnostics call it.
    pub path: &'a str,
    /// What stands there.
    pub bytes: &'a [u8],
    /// What gives the other files.
    pub files: Option<&'a dyn Loader>,
    /// What is changed in it, in this order.
    pub overlays: &'a [Overlay],
    /// Where it is served, if that is known.
    pub address: Option<&'a str>,
    /// Which of its operations are wanted.
    pub filter: &'a Filter,
    /// The paths of the files that were fetched from the addresses it refers to.
    pub remote: &'a BTreeMap<String, String>,
}

/// A document of a supported version, as written or as its overlays make it.
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
    /// The files that were fetched, by their addresses.
    remote: BTreeMap<String, String>,
    /// Where keywords stand that restrict values in a way that no type has.
    restrictions: Vec<Pointer>,
    /// The files as they were before the dialect was rewritten, and what was put elsewhere.
    as_written: Option<Box<AsWritten>>,
    provenance: Provenance,
    /// Whether every overlay could be applied.
    overlaid: bool,
}

/// Where the parts of a document come from.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// What the rewriting of the dialect put elsewhere.
    moves: Moves,
    /// What overlays wrote.
    origins: Origins,
}

impl Provenance {
    /// The place that somebody wrote: where what stands at `pointer` was before the dialect was rewritten, and where that comes from if
    /// an overlay put it there.
    #[must_use]
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.origins.back(&self.moves.back(pointer))
    }
}

/// The files of a document as their author wrote them.
#[derive(Debug)]
struct AsWritten {
    root: Value,
    files: IndexMap<String, Result<Value, String>>,
}

impl Document {
    /// Reads a document, applies its overlays and leaves out what is not wanted. Reports every keyword that has no effect and every
    /// reference that leads nowhere. `None` where nothing can be read at all.
    #[must_use]
    pub fn read(given: &Given<'_>, report: &mut Report) -> Option<Self> {
        let mut root = load::tree(given.bytes, report)?;
        let name = given.path.rsplit('/').next().unwrap_or(given.path);
        let mut target = Target::new(&mut root, name, given.address);
        let mut overlaid = Some(());
        for overlay in given.overlays {
            let at = Pointer::of_file(&overlay.path);
            let tree = load::overlay(&overlay.bytes, &at, report);
            let done = tree.and_then(|tree| target.apply(&tree, &at, report));
            overlaid = overlaid.and(done);
        }
        let origins = target.origins;
        let mut document = Self {
            name: name.to_owned(),
            dialect: Dialect::of(&root, report)?,
            root,
            files: IndexMap::new(),
            anchors: Anchors::default(),
            remote: BTreeMap::new(),
            restrictions: Vec::new(),
            as_written: None,
            provenance: Provenance {
                moves: Moves::default(),
                origins,
            },
            overlaid: overlaid.is_some(),
        };
        document.gather(given.files, given.remote, report);
        document.name_places();
        if !given.filter.is_empty() {
            document.keep_wanted(given.filter, report);
            document.name_places();
        }
        let findings = audit::audit(&document, report);
        document.fill_in(&findings);
        document.restrictions = findings.restrictions;
        document.check_references(report);
        if document.dialect == Dialect::V20 {
            dialect::swagger::rewrite(&mut document);
        }
        document.settle_unevaluated();
        document.list_heirs(report);
        document.type_multipart(report);
        document.spread_types();
        Some(document)
    }

    /// Finds the names that schemas give to places.
    fn name_places(&mut self) {
        let mut anchors = Anchors::default();
        for (address, path) in &self.remote {
            anchors.add_resource(address.clone(), Pointer::of_file(path));
        }
        for (root, tree) in self.trees() {
            anchors.add(tree, &root);
        }
        self.anchors = anchors;
    }

    /// Whether every overlay could be applied.
    pub(crate) fn is_as_wished(&self) -> bool {
        self.overlaid
    }

    /// What the file that it begins with holds once the overlays are applied and what is not wanted is left out.
    #[must_use]
    pub fn effective(&self) -> &Value {
        self.as_written
            .as_ref()
            .map_or(&self.root, |written| &written.root)
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

    /// The paths of the files that it has beside the first, relative to the folder of that.
    pub fn further_files(&self) -> impl Iterator<Item = &str> {
        let files = self.files.iter().filter(|(_, file)| file.is_ok());
        files.map(|(path, _)| path.as_str())
    }

    /// Where the component schemas stand.
    #[must_use]
    pub fn schemas(&self) -> Pointer {
        match self.dialect {
            Dialect::V20 => Pointer::root().join("definitions"),
            _ => Pointer::root().join("components").join("schemas"),
        }
    }

    /// The schema that a discriminator names: a component by its name, or a reference as it stands at a place. What is wrong with one is told
    /// where all references are checked.
    pub(crate) fn named_schema(&self, named: &str, from: &Pointer) -> Option<Pointer> {
        let component = self.schemas().join(named);
        if self.get(&component).is_some() {
            return Some(component);
        }
        self.target(named, from, &mut Report::default())
    }

    /// Where the security schemes stand.
    #[must_use]
    pub fn security_schemes(&self) -> Pointer {
        match self.dialect {
            Dialect::V20 => Pointer::root().join("securityDefinitions"),
            _ => Pointer::root().join("components").join("securitySchemes"),
        }
    }

    /// Where keywords stand that restrict values in a way that no type has, as the author wrote them.
    #[must_use]
    pub fn restrictions(&self) -> &[Pointer] {
        &self.restrictions
    }

    /// The value at a place.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        get(&self.root, &self.files, pointer)
    }

    /// The place that somebody wrote: where what stands at `pointer` was before the dialect was rewritten, and where that comes from if
    /// an overlay put it there.
    #[must_use]
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.provenance.origin(pointer)
    }

    /// What [`origin`](Self::origin) knows, where the document itself is not needed any more.
    #[must_use]
    pub fn into_provenance(self) -> Provenance {
        self.provenance
    }

    fn keep_as_written(&mut self) {
        if self.as_written.is_none() {
            self.as_written = Some(Box::new(AsWritten {
                root: self.root.clone(),
                files: self.files.clone(),
            }));
        }
    }

    /// Takes out keywords that have no value, and gives types and named parts one. References to schemas around are made plain ones.
    fn fill_in(&mut self, findings: &audit::Findings) {
        let (keywords, unusable) = (&findings.empty_keywords, &findings.unusable);
        let left_out: Vec<&Pointer> = keywords.iter().chain(unusable).collect();
        let parts = &findings.empty_parts;
        let (types, references) = (&findings.null_types, &findings.inner_references);
        if left_out.is_empty() && parts.is_empty() && types.is_empty() && references.is_empty() {
            return;
        }
        self.keep_as_written();
        for (place, schema) in references {
            if let Some(holder) = place.parent() {
                self.put(&holder.join("$ref"), resolve::reference_to(schema).into());
            }
        }
        for place in types {
            self.put(place, "null".into());
        }
        for place in parts {
            self.put(place, Value::Object(Map::new()));
        }
        for place in left_out {
            if let (Some(parent), Some(keyword)) = (place.parent(), place.last())
                && let Some(Value::Object(members)) = self.get_mut(&parent)
            {
                members.shift_remove(&keyword);
            }
        }
    }

    fn get_mut(&mut self, pointer: &Pointer) -> Option<&mut Value> {
        let mut value = match pointer.file() {
            None => &mut self.root,
            Some(path) => self.files.get_mut(&path)?.as_mut().ok()?,
        };
        for token in pointer.tokens() {
            value = match value {
                Value::Object(members) => members.get_mut(token.as_ref())?,
                Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// Puts a value in the place of another, or adds it to the object it belongs to.
    fn put(&mut self, pointer: &Pointer, value: Value) {
        let (Some(parent), Some(last)) = (pointer.parent(), pointer.last()) else {
            return;
        };
        match self.get_mut(&parent) {
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
            Value::Object(members) => member(members, &token)?,
            Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

/// A member of an object. Most objects have a few members, and looking at them all is quicker than hashing the name.
fn member<'d>(members: &'d Map<String, Value>, name: &str) -> Option<&'d Value> {
    if members.len() > FEW {
        return members.get(name);
    }
    let mut members = members.iter();
    members.find_map(|(key, value)| (key == name).then_some(value))
}

/// Up to so many members are looked at one by one.
const FEW: usize = 16;

//! The document as written: read, checked for its version, looked up by place.
//!
//! The raw tree comes first and stays: schemas are read from it, keyword by keyword, because `openapiv3::Schema` drops the
//! keywords beside a `$ref` and those it does not know. Everything around the schemas (operations, parameters, bodies,
//! responses, security schemes, servers) is read as `openapiv3` types, one part at a time, so that one bad part does not
//! take the others with it. A part handed to `openapiv3` carries, in place of each schema, a reference to the place of that
//! schema in the raw tree ([`envelope`]).

mod audit;
mod envelope;
mod load;
mod resolve;
mod schema;

pub use schema::Schema;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Pointer, Report};

/// A document of a supported version, as written.
#[derive(Debug)]
pub struct Document {
    root: Map<String, Value>,
}

impl Document {
    /// Reads a document, reporting every keyword that has no effect. `None` where nothing can be read at all.
    #[must_use]
    pub fn read(bytes: &[u8], report: &mut Report) -> Option<Self> {
        let document = Self {
            root: load::tree(bytes, report)?,
        };
        document.check_version(report)?;
        audit::audit(&document, report);
        Some(document)
    }

    fn check_version(&self, report: &mut Report) -> Option<()> {
        let at = |key: &str| Pointer::root().join(key);
        if let Some(version) = self.root.get("swagger") {
            let message = format!("this is a Swagger document, version {version}");
            report.add(Code::UnsupportedVersion, &at("swagger"), message);
            return None;
        }
        match self.root.get("openapi") {
            Some(Value::String(version)) if version.starts_with("3.0.") => Some(()),
            Some(version) => {
                let message = format!("this is an OpenAPI document, version {version}");
                report.add(Code::UnsupportedVersion, &at("openapi"), message);
                None
            }
            None => {
                let message = "there is neither `openapi` nor `swagger` at the top";
                report.add(Code::UnsupportedVersion, &Pointer::root(), message);
                None
            }
        }
    }

    /// The value at a place.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        let mut tokens = pointer.tokens();
        let first = tokens.next()?;
        let mut value = self.root.get(first.as_ref())?;
        for token in tokens {
            value = match value {
                Value::Object(members) => members.get(token.as_ref())?,
                Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// The names and places of the members of the object at `pointer`, in the document's order; none where it is no object.
    pub fn members(&self, pointer: &Pointer) -> Vec<(String, Pointer)> {
        match self.get(pointer) {
            Some(Value::Object(members)) => members
                .keys()
                .map(|name| (name.clone(), pointer.join(name)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Where a place comes in the document: the index of each step among its siblings.
    pub(crate) fn position(&self, pointer: &Pointer) -> Vec<usize> {
        let mut position = Vec::new();
        let mut at = Pointer::root();
        for token in pointer.tokens() {
            let siblings = if at.as_str().is_empty() {
                Some(&self.root)
            } else {
                self.get(&at).and_then(Value::as_object)
            };
            let index = siblings.and_then(|members| members.keys().position(|key| *key == token));
            position.push(index.or_else(|| token.parse().ok()).unwrap_or(usize::MAX));
            at = at.join(&token);
        }
        position
    }
}

//! From the document as written to what the API says: one OpenAPI concept per file.
//!
//! Nothing here knows Rust. A construct that cannot be lowered is reported with its place and leaves a gap as small as possible:
//! a keyword, else a value kept as raw JSON, else an operation.

mod alias;
mod body;
mod composition;
mod condition;
mod enumeration;
mod example;
mod headers;
mod hook;
mod media_type;
mod merge;
mod object;
mod operation;
mod parameter;
mod path;
mod response;
mod route;
mod scalar;
mod schema;
mod security;
mod sequence;
mod server;
mod style;
mod types;
mod union;
mod wrong;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use openapiv3 as oa;
use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{
    Api, Definition, Docs, Headers, Kind, Origin, Owner, Response, Server, Shape, Status, Tag,
    Type, TypeId,
};
use crate::spec::{Document, Schema};

/// Lowers a document; `config` says where it is wrong, and what is described elsewhere. What cannot be lowered is reported; the rest is in the result.
#[must_use]
pub fn lower(document: &Document, config: &Config, report: &mut Report) -> Api {
    let mut lowering = Lowering {
        document,
        report,
        definitions: Vec::new(),
        by_pointer: HashMap::new(),
        depth: 0,
        waiting: Vec::new(),
        checked: HashSet::new(),
        honoured: HashSet::new(),
        demands: Vec::new(),
        headers: Vec::new(),
        servers: Vec::new(),
        has_backtracking: false,
        responses: HashMap::new(),
        nullable: HashMap::new(),
        alternatives: HashMap::new(),
        sayings: HashMap::new(),
        mappings: HashMap::new(),
    };
    let api = lowering.api();
    wrong::corrected(api, config, report)
}

/// The state of one lowering: the types found so far. Everything else travels through arguments and results.
struct Lowering<'a> {
    document: &'a Document,
    report: &'a mut Report,
    /// Indexed by [`TypeId`]. An entry is `None` while its schema is being lowered, which is how recursion finds its id.
    definitions: Vec<Option<Definition>>,
    by_pointer: HashMap<Pointer, TypeId>,
    /// How many schemas there are around the one that is being lowered, through references.
    depth: usize,
    /// Components that are lowered later, because they were met too deep.
    waiting: Vec<(Pointer, TypeId)>,
    /// Where keywords stand that became a condition.
    checked: HashSet<Pointer>,
    /// Where an `unevaluatedProperties` stands that the type honours.
    honoured: HashSet<Pointer>,
    /// Where alternatives stand that say no more than which members must be there.
    demands: Vec<Pointer>,
    /// The headers of answers so far.
    headers: Vec<Headers>,
    /// The servers so far.
    servers: Vec<Server>,
    /// Whether a pattern was met that the usual engine does not read.
    has_backtracking: bool,
    /// Responses that operations share, as they were read for the first one of each status.
    responses: HashMap<(Pointer, Status), Response>,
    /// Whether schemas that are referred to admit `null`.
    nullable: HashMap<Pointer, bool>,
    /// Where the alternatives of unions lead, by the union.
    alternatives: HashMap<Pointer, Rc<HashSet<Pointer>>>,
    /// What the alternatives of unions say, by the union.
    sayings: HashMap<Pointer, merge::Saying>,
    /// What the mappings of discriminators name, by the schema.
    mappings: HashMap<Pointer, Rc<union::Mapping>>,
}

/// So many schemas are lowered within each other. References may be as long a chain as a document likes; the stack is not.
const MOST_WITHIN: usize = 32;

impl Lowering<'_> {
    fn api(&mut self) -> Api {
        let root = Pointer::root();
        self.general_servers();
        let tags = self.part::<Vec<oa::Tag>>(&root.join("tags"));
        self.components();
        let schemes = self.schemes();
        let (mut operations, hooks) = self.operations();
        let servers = self.all_servers(&mut operations);
        self.cut_circles();
        self.report_unchecked_conditions();
        let types = std::mem::take(&mut self.definitions)
            .into_iter()
            .map(Self::finished)
            .collect();
        Api {
            title: self.info("title"),
            version: self.info("version"),
            description: Some(self.info("description")).filter(|text| !text.is_empty()),
            servers,
            schemes,
            types,
            headers: std::mem::take(&mut self.headers),
            operations,
            hooks,
            has_backtracking: self.has_backtracking,
            tags: tags
                .map(|(tags, _)| tags.into_iter().map(tag).collect())
                .unwrap_or_default(),
        }
    }

    /// A text of the Info Object, empty where it is not there; what has to be there is reported.
    fn info(&mut self, key: &str) -> String {
        let info = Pointer::root().join("info");
        let given = self.document.get(&info.join(key));
        if let Some(other @ (Value::Number(_) | Value::Bool(_))) = given {
            let message = format!("`{key}` has to be a string, with quotes; it is read as one");
            self.report
                .add(Code::MissingWords, &info.join(key), message);
            return other.to_string();
        }
        let text = given.and_then(Value::as_str);
        if text.is_none() && key != "description" {
            self.report.add(
                Code::MissingWords,
                &info,
                format!("`{key}` has to be there, as a string"),
            );
        }
        text.unwrap_or_default().to_owned()
    }

    /// Reads a part as `openapiv3` has it, `None` where it is not there or was reported as malformed.
    fn part<T: serde::de::DeserializeOwned>(&mut self, pointer: &Pointer) -> Option<(T, Pointer)> {
        self.document.get(pointer)?;
        self.document.part(pointer, self.report)
    }

    /// Lowers every component schema, so that the types come in the document's order.
    fn components(&mut self) {
        for (_, pointer) in self.document.members(&self.document.schemas()) {
            self.component(&pointer);
            self.finish_waiting();
        }
    }

    /// The definition of the schema at a place that something refers to.
    fn component(&mut self, pointer: &Pointer) -> TypeId {
        if let Some(id) = self.by_pointer.get(pointer) {
            return *id;
        }
        let id = self.reserve(pointer);
        if self.depth < MOST_WITHIN {
            self.define_component(pointer, id);
        } else {
            self.waiting.push((pointer.clone(), id));
        }
        id
    }

    fn define_component(&mut self, pointer: &Pointer, id: TypeId) {
        let name = component_name(pointer);
        let shape = self.shape(pointer, id);
        self.define(id, Origin::Component(name), pointer, shape);
    }

    /// Lowers the components that were met too deep.
    fn finish_waiting(&mut self) {
        while let Some((pointer, id)) = self.waiting.pop() {
            self.define_component(&pointer, id);
        }
    }

    /// Takes the next id for the schema at `pointer`, so that the schema can refer to itself.
    fn reserve(&mut self, pointer: &Pointer) -> TypeId {
        let id = TypeId::new(self.definitions.len());
        self.definitions.push(None);
        self.by_pointer.insert(pointer.clone(), id);
        id
    }

    fn define(&mut self, id: TypeId, origin: Origin, pointer: &Pointer, shape: Shape) {
        let docs = self
            .document
            .schema(pointer)
            .map(|schema| schema_docs(&schema))
            .unwrap_or_default();
        let example = self.shown(pointer);
        let is_listed = pointer
            .parent()
            .is_some_and(|at| at == self.document.schemas());
        if let Some(slot) = self.definitions.get_mut(id.index()) {
            *slot = Some(Definition {
                origin,
                is_listed,
                pointer: pointer.clone(),
                docs,
                shape,
                example,
            });
        }
    }

    /// Every reserved id is defined before the lowering ends; the alias to any JSON stands in for one that is not.
    fn finished(definition: Option<Definition>) -> Definition {
        definition.unwrap_or_else(|| Definition {
            origin: Origin::Component(String::new()),
            is_listed: false,
            pointer: Pointer::root(),
            docs: Docs::default(),
            shape: Shape::Alias(Type::new(Kind::Any)),
            example: None,
        })
    }
}

/// Where an inline schema stands: what gives it a name if it needs one.
#[derive(Clone, Debug)]
struct Place {
    owner: Owner,
    step: String,
}

impl Place {
    fn of(owner: Owner, step: impl Into<String>) -> Self {
        Self {
            owner,
            step: step.into(),
        }
    }

    /// The place of an item or a value within the type at this place.
    fn within(&self, step: &str) -> Self {
        Self {
            owner: self.owner,
            step: if self.step.is_empty() {
                step.to_owned()
            } else {
                format!("{}_{step}", self.step)
            },
        }
    }

    fn origin(&self) -> Origin {
        Origin::Inline {
            owner: self.owner,
            step: self.step.clone(),
        }
    }
}

fn schema_docs(schema: &Schema<'_>) -> Docs {
    Docs {
        title: words(schema.text("title")),
        description: words(schema.text("description")),
        deprecated: schema.flag("deprecated"),
    }
}

fn tag(tag: oa::Tag) -> Tag {
    let docs = Docs {
        title: None,
        description: words(tag.description.as_deref()),
        deprecated: false,
    };
    Tag {
        name: tag.name,
        docs,
    }
}

/// The name of what stands at a place that is referred to: its key, or for the whole of a file the file's name. The schema of a
/// parameter or a response is called as these are.
fn component_name(pointer: &Pointer) -> String {
    if pointer.last().is_some_and(|last| last == "schema")
        && let Some(parent) = pointer.parent()
    {
        return component_name(&parent);
    }
    let of_file = || {
        let path = pointer.file()?;
        let name = path.rsplit('/').next().unwrap_or(&path);
        let name = name.split('.').find(|part| !part.is_empty());
        name.map(str::to_owned)
    };
    pointer.last().or_else(of_file).unwrap_or_default()
}

/// A text that says something.
fn words(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

//! What the generated crates show to those who depend on them: the public items, read off a plan.
//!
//! Two surfaces can be compared without knowing how an item comes about; the [`Subject`] says which part of the model it stands for.

mod compare;
mod items;
mod operations;
mod words;

pub use compare::{Difference, compare};

use indexmap::IndexMap;

use crate::model::{Api, TypeId};
use crate::plan::rust::Plan;

/// Which part of the model something stands for.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Subject {
    /// The document as a whole.
    Api,
    /// A definition.
    Type(TypeId),
    /// A member of an object, by its name on the wire.
    Member(TypeId, String),
    /// An operation, by its index.
    Operation(usize),
    /// A part of an operation: a parameter by its name on the wire, `body`, `success`, `failure`.
    Part(usize, String),
    /// A tag.
    Tag(String),
    /// A security scheme.
    Scheme(String),
}

impl Subject {
    /// What it is a part of.
    #[must_use]
    pub fn owner(&self) -> Option<Self> {
        match self {
            Self::Member(id, _) => Some(Self::Type(*id)),
            Self::Part(operation, _) => Some(Self::Operation(*operation)),
            _ => None,
        }
    }
}

/// What an item costs those who depend on the crates when it is new where something was before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Newcomer {
    /// There is more to use.
    Harmless,
    /// What has to name all of its kind no longer does: a literal of a struct, a `match` over an enum, a service.
    Demanding,
}

/// A public item, or a part of one that code can depend on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// The item it is a part of: nothing is said of a part where the whole is new or gone.
    pub parent: Option<String>,
    /// What code depends on besides the path: a type, arguments; empty where the path is all there is.
    pub signature: String,
    /// What a new one costs.
    pub newcomer: Newcomer,
    /// Which part of the model it stands for.
    pub subject: Subject,
}

/// The public items of the three crates, by path.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    items: IndexMap<String, Item>,
    /// The types crate, as paths name it.
    root: String,
    /// The types by the definitions they stand for.
    types: IndexMap<String, TypeId>,
}

impl Surface {
    /// Reads the public items off the plan of an API.
    #[must_use]
    pub fn new(api: &Api, plan: &Plan) -> Self {
        let mut surface = Self {
            root: words::krate(&plan.crates.types),
            types: crate::plan::names::types_by_name(api, &plan.names.types),
            ..Self::default()
        };
        surface.add_types(plan);
        surface.add_operations(api, plan);
        surface
    }

    fn add(&mut self, path: String, item: Item) {
        self.items.insert(path, item);
    }

    /// The definition that a type stands for.
    fn type_subject(&self, name: &str) -> Subject {
        self.types
            .get(name)
            .map_or(Subject::Api, |id| Subject::Type(*id))
    }

    fn member_subject(&self, name: &str, wire: &str) -> Subject {
        self.types
            .get(name)
            .map_or(Subject::Api, |id| Subject::Member(*id, wire.to_owned()))
    }
}

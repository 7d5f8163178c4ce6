//! What the generated crates show to those who depend on them: the public items, read off a plan.
//!
//! Two surfaces can be compared without knowing how an item comes about; the [`Subject`] says which part of the model it stands for.

mod base_urls;
mod compare;
mod items;
mod operations;
mod users;
mod words;

pub use compare::{Difference, compare};

use std::sync::Arc;

use indexmap::IndexMap;

use self::users::Users;
use crate::model::{Api, Status, TypeId};
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
    /// An operation or hook, by its index among all of them.
    Operation(usize),
    /// A part of an operation: a parameter by its name on the wire, `body`, `success`, `failure`, `headers`.
    Part(usize, String),
    /// A response of an operation.
    Response(usize, Status),
    /// A security scheme.
    Scheme(String),
    /// A server, by its index.
    Server(usize),
    /// A variable of a server, by its name.
    Variable(usize, String),
}

impl Subject {
    /// What it is a part of.
    #[must_use]
    pub fn owner(&self) -> Option<Self> {
        match self {
            Self::Member(id, _) => Some(Self::Type(*id)),
            Self::Part(operation, _) | Self::Response(operation, _) => {
                Some(Self::Operation(*operation))
            }
            Self::Variable(server, _) => Some(Self::Server(*server)),
            _ => None,
        }
    }
}

/// What an item stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Subjects {
    /// One part of the model.
    One(Subject),
    /// Any of several, which share it.
    AnyOf(Arc<[Subject]>),
}

impl Subjects {
    /// An operation with these of its parts.
    fn of_operation<'a>(index: usize, parts: impl IntoIterator<Item = &'a str>) -> Self {
        let part = |part: &str| Subject::Part(index, part.to_owned());
        let parts = parts.into_iter().map(part);
        Self::AnyOf(
            std::iter::once(Subject::Operation(index))
                .chain(parts)
                .collect(),
        )
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Subject> {
        match self {
            Self::One(subject) => std::slice::from_ref(subject).iter(),
            Self::AnyOf(subjects) => subjects.iter(),
        }
    }
}

impl From<Subject> for Subjects {
    fn from(subject: Subject) -> Self {
        Self::One(subject)
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
    /// Which parts of the model it stands for.
    pub subjects: Subjects,
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
        let users = Users::new(api, plan);
        surface.add_types(plan, &users);
        surface.add_operations(plan, &users);
        surface.add_base_urls(plan);
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

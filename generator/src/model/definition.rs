//! Definitions: what gets a name, and where the name comes from.

use serde_json::Value;

use super::{Docs, Shape};
use crate::diagnostic::Pointer;

/// Names a [`Definition`] of an [`Api`](super::Api).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(u32);

impl TypeId {
    /// The id of the definition at `index`.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place of the definition in [`Api::types`](super::Api::types).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What gets a name: an object, an enumeration, a union, or an alias that the document names.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Where the name comes from.
    pub origin: Origin,
    /// Whether it stands among the schemas of the document, whose names are all different. Others that are referred to, in other files or within
    /// schemas, may share theirs.
    pub is_listed: bool,
    /// Where the schema stands.
    pub pointer: Pointer,
    /// The schema's words.
    pub docs: Docs,
    /// What it is.
    pub shape: Shape,
    /// A value that the document shows for it.
    pub example: Option<Value>,
}

impl Definition {
    /// What a component is called and no other definition is: its name, or its place where others may have the name, too. `None` for an
    /// inline schema.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        match &self.origin {
            Origin::Component(name) if self.is_listed => Some(name.clone()),
            Origin::Component(_) => Some(self.pointer.to_string()),
            Origin::Inline { .. } => None,
        }
    }
}

/// Where the name of a definition comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// A component, by its name in `components`.
    Component(String),
    /// A schema within another one: the owner, and the step from there (a property's name, `item`, `value`).
    Inline {
        /// What it stands in.
        owner: Owner,
        /// The way from the owner to it.
        step: String,
    },
}

/// What an inline schema stands in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Owner {
    /// A definition.
    Type(TypeId),
    /// The operation at this index of [`Api::operations`](super::Api::operations).
    Operation(usize),
    /// The operation at this index of [`Api::hooks`](super::Api::hooks).
    Hook(usize),
    /// Nothing: several operations have it.
    Document,
}

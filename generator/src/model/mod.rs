//! What the API says: plain data, without a word of Rust.
//!
//! A generator for another language could start from here. Names are the document's; every node knows its place. Nullability
//! and limits belong to the use site ([`Type`]), not to the definition, because OpenAPI puts them there.

mod condition;
mod definition;
mod operation;
mod pattern;
mod schema;
mod told;

pub use condition::Condition;
pub use definition::{Definition, Origin, Owner, TypeId};
pub use operation::{
    Body, Content, Encoding, Example, Form, Framing, Headers, Layout, Location, MemberForm,
    Operation, Parameter, Response, Role, Scheme, SchemeKind, Security, Sequence, Server,
    ServerVariable, Status, Style, Tag,
};
pub use pattern::Pattern;
pub use schema::{
    Access, DefaultVariant, Docs, EnumValue, Enumeration, Field, IntegerFormat, Kind, Limits,
    Object, Pick, Rest, Shape, StringFormat, Type, Union, Variant,
};
pub use told::{Demand, Told};

/// A whole API, as one document describes it.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`: the document's version, not OpenAPI's.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// Where the API is served, then where some of its operations are; paths are relative to these.
    pub servers: Vec<Server>,
    /// The security schemes by their component names.
    pub schemes: Vec<Scheme>,
    /// What becomes a named type, in the document's order; [`TypeId`] is the index.
    pub types: Vec<Definition>,
    /// The headers of answers, in the order in which operations first have them.
    pub headers: Vec<Headers>,
    /// The operations, in the document's order.
    pub operations: Vec<Operation>,
    /// What the API calls: webhooks, then callbacks. Their paths are made from their names.
    pub hooks: Vec<Operation>,
    /// The tags that the document describes; operations may use others.
    pub tags: Vec<Tag>,
    /// Whether there are patterns that the usual engine does not read ([`Pattern::is_backtracking`]).
    pub has_backtracking: bool,
}

impl Api {
    /// Where it is served first of all.
    #[must_use]
    pub fn server(&self) -> Option<&Server> {
        self.servers.iter().find(|server| server.is_general)
    }

    /// Operations and hooks.
    pub fn all_operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().chain(&self.hooks)
    }

    /// One of all operations, by its index: hooks come behind those that the API serves.
    #[must_use]
    pub fn nth_operation(&self, index: usize) -> Option<&Operation> {
        let hook = |index| self.hooks.get(index);
        let behind = index.checked_sub(self.operations.len());
        behind.map_or_else(|| self.operations.get(index), hook)
    }

    /// The operation or hook that a type stands in, `None` where it stands in no such thing.
    #[must_use]
    pub fn operation_of(&self, owner: Owner) -> Option<&Operation> {
        match owner {
            Owner::Operation(index) => self.operations.get(index),
            Owner::Hook(index) => self.hooks.get(index),
            Owner::Type(_) | Owner::Document => None,
        }
    }

    /// The headers that a type holds, `None` for a type of anything else.
    #[must_use]
    pub fn headers_of(&self, ty: TypeId) -> Option<&Headers> {
        self.headers.iter().find(|headers| headers.ty == ty)
    }

    /// The definition behind an id, `None` for an id of another API.
    #[must_use]
    pub fn definition(&self, id: TypeId) -> Option<&Definition> {
        self.types.get(id.index())
    }

    /// What a type is once aliases are followed.
    #[must_use]
    pub fn resolve<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut current = ty;
        // A chain of aliases is at most as long as there are types; lowering breaks cycles of aliases alone.
        for _ in 0..=self.types.len() {
            let Kind::Named(id) = current.kind else { break };
            let Some(Definition {
                shape: Shape::Alias(target),
                ..
            }) = self.definition(id)
            else {
                break;
            };
            current = target;
        }
        current
    }
}

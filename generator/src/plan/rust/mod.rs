//! What the Rust will be: plain data, every decision taken.
//!
//! The emitters print this and nothing else. Identifiers are final, types are complete with their `Option`, docs are lines that are
//! safe in rustdoc.

use std::collections::BTreeMap;

use crate::lock::NamesLock;

mod base_url;
mod item;
mod mock;
mod operation;
mod sequence;

pub use base_url::{BaseUrl, UrlPart, UrlValues, UrlVariable};
pub use item::{
    Alias, DefaultVariant, Enum, EnumVariant, Field, Foreign, Imports, Item, Limit, Module, Pick,
    Presence, Rest, Rule, RustType, Struct, Union, UnionVariant,
};
pub use mock::{
    Mock, MockAction, MockAnswer, MockBody, MockCollection, MockList, MockMembers, MockOperation,
    MockPages, MockResource,
};
pub use operation::{
    AnswerBody, AnswerForm, AnswerStatus, AnswerVariant, Answers, Body, BodyForm, Demand, Denied,
    Encoding, Failure, Group, Invalid, Location, NextPage, Operation, Paging, Parameter, Scheme,
    SchemeKind, Style, Success, SuccessForm, Successes,
};
pub use sequence::{Framing, HandlerForm, Items};

/// Three crates to print.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The names that were given.
    pub names: NamesLock,
    /// The line on top of every file, without the sign that makes it a comment.
    pub header: String,
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// SHA-256 of the document.
    pub sha256: String,
    /// The document's description of the API, as lines of docs.
    pub docs: Vec<String>,
    /// The names of the crates.
    pub crates: Crates,
    /// The modules of the types crate.
    pub modules: Vec<Module>,
    /// The module that each type of the API stands in, by its id; `None` for one that is written out where it is used.
    pub homes: Vec<Option<String>>,
    /// The failure types, shared by client and server.
    pub failures: Vec<Failure>,
    /// The types of the operations that have several successes, shared by client and server.
    pub successes: Vec<Successes>,
    /// The operations by tag, in the order of first use.
    pub groups: Vec<Group>,
    /// What the API calls: webhooks and callbacks, as far as there are any.
    pub hooks: Vec<Group>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// The path below which the document's server has the operations, without a slash at the end: `/api/v3`.
    pub base_path: String,
    /// The base URLs that the document has.
    pub base_urls: Vec<BaseUrl>,
    /// Whether there are patterns that the usual engine does not read.
    pub has_backtracking: bool,
    /// How the server answers a request that the document does not allow.
    pub answers: Answers,
    /// What the mock answers.
    pub mock: Mock,
    /// What the types need from other crates.
    pub type_imports: Imports,
    /// What the operations need from other crates.
    pub operation_imports: Imports,
    /// What the types crate needs for types of other crates: packages with what stands behind them in `Cargo.toml`.
    pub foreign: BTreeMap<String, String>,
    /// Whether the crates stand in a workspace of their own.
    pub standalone: bool,
}

/// The names of the three crates.
#[derive(Clone, Debug)]
pub struct Crates {
    /// Package name of the types crate: `authentik-types`.
    pub types: String,
    /// Package name of the client crate.
    pub client: String,
    /// Package name of the server crate.
    pub server: String,
}

//! From the plan to tokens: total functions that decide nothing.
//!
//! One file per kind of output. What a file is called and what its Rust says was decided in `plan`; how it is spaced and written is
//! decided in `output`.

mod base_urls;
mod client;
mod enums;
mod errors;
mod example;
mod manifest;
mod operations;
mod server;
mod structs;
mod style;
mod successes;
mod tokens;
mod types;
mod unions;

use proc_macro2::TokenStream;

use crate::plan::rust::Plan;

/// A file to be.
pub(crate) struct Emitted<'p> {
    /// Relative to the output folder, with `/`.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) content: Content<'p>,
}

/// What a file holds.
pub(crate) enum Content<'p> {
    /// Rust, made when it is printed: tokens cannot travel between threads, the plan can.
    Rust(Box<dyn Fn() -> TokenStream + Send + Sync + 'p>),
    /// Text that is finished.
    Text(String),
}

impl<'p> Emitted<'p> {
    fn rust(path: String, tokens: impl Fn() -> TokenStream + Send + Sync + 'p) -> Self {
        Self {
            path,
            content: Content::Rust(Box::new(tokens)),
        }
    }
}

/// Every generated file of the three crates, the runtime left out. The largest come first: whoever prints them side by side is not left
/// with one of them at the end.
#[must_use]
pub(crate) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let mut files = server::emit(plan);
    files.extend(client::emit(plan));
    files.extend(operations::emit(plan));
    files.extend(types::emit(plan));
    files.push(errors::emit(plan));
    files.extend(successes::emit(plan));
    files.extend(base_urls::emit(plan));
    files.extend(manifest::emit(plan));
    files
}

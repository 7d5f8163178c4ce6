//! A hand-made crate in the shape of a generated one, so that the runtime is compiled as it will be: copied, beside the
//! code that uses it and with another `types`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy does not know that functions beside the tests are tests too"
)]

#[path = "../../src/runtime/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a generated crate exports all of it"
)]
mod runtime;

mod again;
mod answers;
#[cfg(feature = "blocking")]
mod blocking;
mod credentials;
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "clippy excepts what a crate exports"
)]
mod flows;
mod headers;
mod loopback;
mod pages;
mod recorder;
mod requests;
mod settings;
mod successes;
mod surroundings;
mod types;

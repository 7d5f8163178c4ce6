//! The part of a generated types crate that does not depend on the document.
//!
//! `src/runtime/` is copied into every generated types crate as it stands; this file and `tests/` only make it a crate
//! of its own that compiles and is tested.

pub mod runtime;

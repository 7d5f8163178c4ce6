//! What oasmith has to say about a document: codes, places and the report that collects them.
//!
//! Every construct of a document is supported, warned about or refused; nothing is dropped in silence. This module
//! depends on no other module of the crate, so that every stage may report.

mod code;
mod excerpt;
mod place;
mod pointer;
mod render;
mod report;

pub use code::{Code, Severity};
pub use place::{Place, Places, Position};
pub use pointer::Pointer;
pub(crate) use pointer::percent_decode;
pub use report::{Coverage, Diagnostic, LeftOut, Report};

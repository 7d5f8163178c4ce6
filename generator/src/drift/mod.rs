//! What changed from one document to another: two lowered APIs compared, whatever their dialects.
//!
//! The comparison goes from the operations that both have to the types they use (`walk.rs`), so that a schema that moved between inline and
//! component, the order of members and the text of descriptions make no difference. A component is told once, with the operations and the
//! directions that reach it.

mod change;
mod document;
mod finding;
mod fingerprint;
mod headers;
mod id;
mod level;
mod limits;
mod matching;
mod operations;
mod overrule;
mod pairing;
mod reach;
mod responses;
mod rust;
mod servers;
mod shapes;
mod table;
mod types;
mod walk;
mod words;

pub use crate::model::Role;
pub use change::{Change, Group, OperationName, RustImpact, RustItem};
pub use finding::{Directions, Ways};
pub use level::{Impact, Level, RustLevel, Verdict};
pub(crate) use overrule::{levels, overrule};
pub use table::ChangeId;

use std::collections::HashMap;

use crate::model::{Api, TypeId};
use crate::surface::{self, Surface};

/// Compares two APIs with what the crates generated from them show.
#[must_use]
pub fn compare(before: (&Api, &Surface), after: (&Api, &Surface)) -> Vec<Change> {
    let mut walk = walk::Walk::new(before.0, after.0);
    walk.run();
    let stand_ins: HashMap<TypeId, TypeId> = walk.stand_ins();
    let mut changes = change::changes(&walk);
    let differences = surface::compare(before.1, after.1, &stand_ins);
    rust::explain(&mut changes, differences, [before.0, after.0]);
    change::sign(&mut changes);
    changes
}

//! The operations of a path item (OpenAPI 3.2.0, Path Item Object).

use super::{Dialect, Document};
use crate::diagnostic::Pointer;

/// The methods that a path item has members for.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Holds the operations with methods that have no member, by method.
const ADDITIONAL: &str = "additionalOperations";

/// Whether an operation stands among those of other methods although the path item has a member for its method.
#[must_use]
pub fn has_own_member(method: &str, at: &Pointer) -> bool {
    let list = at.parent().and_then(|list| list.last());
    let methods = || METHODS.into_iter().chain(["query"]);
    list.as_deref() == Some(ADDITIONAL) && methods().any(|own| own.eq_ignore_ascii_case(method))
}

impl Document {
    /// The operations of a path item and their methods as they are sent, in the specification's order. What OpenAPI 3.2 has beyond
    /// earlier versions, its documents alone have.
    #[must_use]
    pub fn operations_of(&self, item: &Pointer) -> Vec<(String, Pointer)> {
        let of = |method: &str| (method.to_ascii_uppercase(), item.join(method));
        let mut operations: Vec<_> = METHODS.map(of).into();
        if self.dialect == Dialect::V32 {
            operations.push(of("query"));
            operations.extend(self.members(&item.join(ADDITIONAL)));
        }
        operations.retain(|(_, at)| self.get(at).is_some());
        operations
    }
}

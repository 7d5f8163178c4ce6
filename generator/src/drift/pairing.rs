//! Which operation of the document after is which one of the document before.

use std::collections::HashMap;
use std::hash::Hash;

use crate::model::{Operation, Told};

/// The operations of two lists by their indexes.
pub(super) struct Pairing {
    /// For each operation of the first list that of the second one; `None` where it is gone.
    pub(super) others: Vec<Option<usize>>,
    /// Those that only the second list has.
    pub(super) new: Vec<usize>,
}

impl Pairing {
    /// Operations are the same by method and path, else by operationId, else by where they stand.
    pub(super) fn new(before: &[Operation], after: &[Operation]) -> Self {
        let mut found = Found {
            others: vec![None; before.len()],
            taken: vec![false; after.len()],
        };
        found.by(before, after, place);
        found.by(before, after, |operation| &operation.id);
        found.by(before, after, |operation| &operation.pointer);
        let Found { others, taken } = found;
        Self {
            others,
            new: taken
                .iter()
                .enumerate()
                .filter_map(|(index, taken)| (!taken).then_some(index))
                .collect(),
        }
    }
}

struct Found {
    /// For each operation of the first list that of the second one.
    others: Vec<Option<usize>>,
    /// Which operations of the second list are the same as one of the first.
    taken: Vec<bool>,
}

impl Found {
    /// Pairs operations that are still without another one, where `key` is the same.
    fn by<'a, K: Eq + Hash>(
        &mut self,
        before: &'a [Operation],
        after: &'a [Operation],
        key: impl Fn(&'a Operation) -> K,
    ) {
        let free = after.iter().enumerate().zip(&self.taken);
        let by_key: HashMap<K, usize> = free
            .filter(|(_, taken)| !**taken)
            .map(|((index, operation), _)| (key(operation), index))
            .collect();
        for (operation, found) in before.iter().zip(&mut self.others) {
            if found.is_some() {
                continue;
            }
            let Some(other) = by_key.get(&key(operation)).copied() else {
                continue;
            };
            if let Some(taken) = self.taken.get_mut(other).filter(|taken| !**taken) {
                *taken = true;
                *found = Some(other);
            }
        }
    }
}

/// Method and path, without the names of the path's parameters, and what tells the operation from others with both: what a router sees.
fn place(operation: &Operation) -> ((String, String), &Told) {
    (operation.route(), &operation.told)
}

//! Which operations a pair of definitions is reached from, and in which direction.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::finding::{Pair, Travel};
use super::walk::{From, Walk};

/// The operations that reach each pair of definitions, by their index in the list of pairs of operations.
#[derive(Debug, Default)]
pub(super) struct Reach(HashMap<Pair, BTreeSet<usize>>);

impl Reach {
    /// Follows every operation to the definitions that `wanted` picks.
    pub(super) fn new(walk: &Walk<'_>, wanted: &HashSet<Pair>) -> Self {
        let mut reach = Self::default();
        for index in 0..walk.operations.len() {
            for travel in Travel::ALL {
                reach.follow(walk, index, travel, wanted);
            }
        }
        reach
    }

    fn follow(
        &mut self,
        walk: &Walk<'_>,
        operation: usize,
        travel: Travel,
        wanted: &HashSet<Pair>,
    ) {
        let mut seen: HashSet<Pair> = HashSet::new();
        let mut open = vec![From::Operation(operation)];
        while let Some(from) = open.pop() {
            for pair in walk.leads_to.get(&(from, travel)).into_iter().flatten() {
                if seen.insert(*pair) {
                    open.push(From::Types(*pair));
                    if wanted.contains(pair) {
                        self.0.entry(*pair).or_default().insert(operation);
                    }
                }
            }
        }
    }

    /// The operations that reach a pair.
    pub(super) fn operations(&self, pair: Pair) -> impl Iterator<Item = usize> {
        self.0.get(&pair).into_iter().flatten().copied()
    }
}

//! What the rewriting of a dialect put elsewhere: from a new place to the one that the author wrote, and back.

use std::collections::HashMap;

use crate::diagnostic::Pointer;

/// New places and old ones; what stands below a place moved with it.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Moves {
    old: HashMap<Pointer, Pointer>,
    new: HashMap<Pointer, Pointer>,
}

impl Moves {
    /// What was at `old` is at `new`. Of several new places the first is the one that references to the old one mean.
    pub(in super::super) fn add(&mut self, new: &Pointer, old: &Pointer) {
        self.old.insert(new.clone(), old.clone());
        self.new.entry(old.clone()).or_insert_with(|| new.clone());
    }

    /// What is said about `new` is said about `old`, which is not there itself.
    pub(super) fn tell(&mut self, new: &Pointer, old: &Pointer) {
        self.old.insert(new.clone(), old.clone());
    }

    /// The old place of a new one.
    pub(in super::super) fn back(&self, new: &Pointer) -> Pointer {
        moved(&self.old, new).unwrap_or_else(|| new.clone())
    }

    /// The new place of an old one; `None` where it did not move.
    pub(in super::super) fn forward(&self, old: &Pointer) -> Option<Pointer> {
        moved(&self.new, old)
    }
}

/// The place by the nearest place above it that moved.
fn moved(places: &HashMap<Pointer, Pointer>, place: &Pointer) -> Option<Pointer> {
    if places.is_empty() {
        return None;
    }
    let mut steps = Vec::new();
    let mut current = place.clone();
    loop {
        if let Some(moved) = places.get(&current) {
            return Some(
                steps
                    .iter()
                    .rev()
                    .fold(moved.clone(), |place, step| place.join(step)),
            );
        }
        steps.push(current.last()?);
        current = current.parent()?;
    }
}

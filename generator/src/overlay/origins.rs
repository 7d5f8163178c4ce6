//! Where the changed parts of a document come from, so that what is said about them points at what somebody wrote.

use std::collections::BTreeMap;

use crate::diagnostic::Pointer;

/// Places of the document whose value is written elsewhere: in an overlay, or at another place of the document.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Where the value of this place is written, if not here.
    here: Option<Pointer>,
    members: BTreeMap<String, Self>,
}

impl Origins {
    /// Where what is at `place` is written.
    #[must_use]
    pub fn back(&self, place: &Pointer) -> Pointer {
        if place.file().is_some() {
            return place.clone();
        }
        let mut node = Some(self);
        let mut origin = Pointer::root();
        for token in place.tokens() {
            node = node.and_then(|node| node.members.get(token.as_ref()));
            origin = match node.and_then(|node| node.here.clone()) {
                Some(elsewhere) => elsewhere,
                None => origin.join(token),
            };
        }
        origin
    }

    /// The value at `place` is the one written at `from`.
    pub(super) fn put(&mut self, place: &Pointer, from: &Pointer) {
        let from = self.back(from);
        *self.node(place) = Self {
            here: Some(from),
            members: BTreeMap::new(),
        };
    }

    /// The value at `place` is gone.
    pub(super) fn forget(&mut self, place: &Pointer) {
        if let (Some(parent), Some(last)) = (place.parent(), place.last()) {
            self.node(&parent).members.remove(&last);
        }
    }

    /// Of the list at `place` these items are left, by their indices before.
    pub(super) fn keep_items(&mut self, place: &Pointer, kept: &[usize]) {
        let origins: Vec<Pointer> = kept
            .iter()
            .map(|index| self.back(&place.join(index)))
            .collect();
        let node = self.node(place);
        let mut before = std::mem::take(&mut node.members);
        for (new, (old, origin)) in kept.iter().zip(origins).enumerate() {
            let mut item = before.remove(&old.to_string()).unwrap_or_default();
            if new != *old {
                item.here = Some(origin);
            }
            node.members.insert(new.to_string(), item);
        }
    }

    fn node(&mut self, place: &Pointer) -> &mut Self {
        let mut node = self;
        for token in place.tokens() {
            node = node.members.entry(token.into_owned()).or_default();
        }
        node
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! `uniqueItems`.

use std::collections::HashMap;
use std::fmt::{self, Debug};
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// Whether two items are equal. Compares items of equal hash only: a list from outside can be long.
pub(super) fn are_in<T: Debug + PartialEq>(items: &[T]) -> bool {
    let state = RandomState::new();
    let mut seen: HashMap<u64, Vec<&T>> = HashMap::with_capacity(items.len());
    items.iter().any(|item| {
        let alike = seen.entry(hash_of(item, &state)).or_default();
        let twin = alike.contains(&item);
        alike.push(item);
        twin
    })
}

/// A hash of the `Debug` text, which every generated type has while some, with an `f64` inside, have no `Hash`.
fn hash_of(item: &impl Debug, state: &RandomState) -> u64 {
    struct Sink<H>(H);

    impl<H: Hasher> fmt::Write for Sink<H> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            text.hash(&mut self.0);
            Ok(())
        }
    }

    let mut sink = Sink(state.build_hasher());
    // The sink does not fail, and a `Debug` that does leaves a hash that is only less telling.
    let _ = fmt::write(&mut sink, format_args!("{item:?}"));
    sink.0.finish()
}

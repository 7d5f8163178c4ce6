// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What trials have found, so that a value inside of another one is not tried anew for each variant around it.
//!
//! A union may contain itself. With two variants to be tried at each level, whoever sends forty levels would otherwise have a server read
//! the innermost value 2⁴⁰ times.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::given::{Given, Source};
use crate::runtime::reading;

thread_local! {
    static TRIALS: RefCell<Trials> = RefCell::default();
}

/// The trials of this thread.
#[derive(Default)]
struct Trials {
    /// How many trials are within each other at present.
    depth: usize,
    /// What was found for the values inside of the outermost one.
    found: HashMap<Key, Found>,
    hasher: RandomState,
}

/// The union, whether a server reads, and the value by its hash: the hasher is seeded, so nobody can make two values of one hash.
type Key = (TypeId, bool, u64);

/// What came of the trials of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Found {
    Variant(&'static str),
    /// No variant takes it.
    Nothing,
    /// The variant that it is for does not take it, and no other one does.
    Refused,
}

/// Which variants of a union are to be tried.
#[derive(Debug)]
pub struct Trial {
    /// Where the outcome is kept.
    key: Option<Key>,
    /// The outcome, where the value was tried before.
    found: Option<Found>,
}

impl Trial {
    /// A trial of a value for the variants of `U`.
    #[must_use]
    pub fn of<U: 'static>(given: &Given) -> Self {
        TRIALS.with_borrow(|trials| {
            let hash = || match &given.0 {
                Source::Json(value) => trials.hasher.hash_one(value),
                Source::Sent(sent, _) => trials.hasher.hash_one(sent),
            };
            let key = || (TypeId::of::<U>(), reading::is_strict(), hash());
            let key = (trials.depth > 0).then(key);
            let found = key.and_then(|key| trials.found.get(&key).copied());
            Self { key, found }
        })
    }

    /// Whether a variant is to be tried.
    #[must_use]
    pub fn includes(&self, variant: &'static str) -> bool {
        self.found
            .is_none_or(|found| found == Found::Variant(variant))
    }

    /// Whether the value was refused before.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.found == Some(Found::Refused)
    }

    /// Keeps the outcome.
    pub fn end(self, variant: Option<&'static str>, is_refused: bool) {
        if let (Some(key), None) = (self.key, self.found) {
            let nothing = if is_refused {
                Found::Refused
            } else {
                Found::Nothing
            };
            let found = variant.map_or(nothing, Found::Variant);
            TRIALS.with_borrow_mut(|trials| trials.found.insert(key, found));
        }
    }
}

/// Tries something: what is read by it is inside of a value on trial.
pub(super) fn within<T>(attempt: impl FnOnce() -> T) -> T {
    /// The trial ends, even with a panic; with the outermost one all that was found is forgotten.
    struct Inside;

    impl Drop for Inside {
        fn drop(&mut self) {
            TRIALS.with_borrow_mut(|trials| {
                trials.depth -= 1;
                if trials.depth == 0 {
                    trials.found.clear();
                }
            });
        }
    }

    TRIALS.with_borrow_mut(|trials| trials.depth += 1);
    let _inside = Inside;
    attempt()
}

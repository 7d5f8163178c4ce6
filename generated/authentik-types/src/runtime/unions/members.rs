// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Unions of objects: what is sent as text is cut into members where it is an object whichever variant it is.

use std::any::TypeId;
use std::sync::OnceLock;

use crate::runtime::Validate;

/// What a type tells of the members of its values.
#[derive(Debug, Default)]
pub struct Members {
    keys: Vec<&'static str>,
    /// Whether it keeps all others, too.
    is_open: bool,
    /// The unions that were looked into, for one may contain itself.
    seen: Vec<TypeId>,
}

/// Adds the members of a type, and tells whether all its values are objects.
pub type Told = fn(&mut Members) -> bool;

/// [`Validate::members`] of the type of a variant.
#[must_use]
pub fn of_variant<T: Validate, U>(_: fn(T) -> U) -> Told {
    T::members
}

impl Members {
    /// An object with those members; it keeps others where it is open.
    pub fn object(&mut self, keys: &[&'static str], is_open: bool) -> bool {
        self.keys.extend_from_slice(keys);
        self.is_open |= is_open;
        true
    }

    /// A union `U` without a tag.
    pub fn untagged<U: 'static>(&mut self, variants: &[Told]) -> bool {
        // What is looked into already says the rest by itself.
        !self.is_new::<U>() || variants.iter().all(|variant| variant(self))
    }

    /// A union `U` with a tag, which only objects have.
    pub fn tagged<U: 'static>(&mut self, tag: &'static str, variants: &[Told]) -> bool {
        self.keys.push(tag);
        if self.is_new::<U>() {
            for variant in variants {
                // An object of another crate does not tell.
                self.is_open |= !variant(self);
            }
        }
        true
    }

    fn is_new<U: 'static>(&mut self) -> bool {
        let id = TypeId::of::<U>();
        let is_new = !self.seen.contains(&id);
        if is_new {
            self.seen.push(id);
        }
        is_new
    }

    /// Whether a member is one of some variant.
    pub(super) fn include(&self, key: &str) -> bool {
        self.is_open || self.keys.contains(&key)
    }
}

/// What is told of a union, once it was asked for.
#[derive(Debug, Default)]
pub struct Known(OnceLock<Option<Members>>);

impl Known {
    /// Nothing so far.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The members of `U`; `None` where it can be something else than an object.
    pub fn of<U: Validate>(&self) -> Option<&Members> {
        let told = || {
            let mut members = Members::default();
            U::members(&mut members).then_some(members)
        };
        self.0.get_or_init(told).as_ref()
    }
}

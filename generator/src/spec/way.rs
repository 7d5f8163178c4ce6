//! The way from a place to one below it, as long as nobody asks where that is.

use std::fmt;

use crate::diagnostic::Pointer;

/// A walk over the tree goes by every place of it, and needs the pointer of a few: it is made of the way to them.
#[derive(Clone, Copy)]
pub(super) enum Way<'a> {
    /// Where the walk began.
    Start(&'a Pointer),
    /// A member of what is at the way before.
    Member(&'a Way<'a>, &'a str),
    /// An item of what is at the way before.
    Item(&'a Way<'a>, usize),
}

impl Way<'_> {
    /// The place.
    pub(super) fn pointer(self) -> Pointer {
        match self {
            Self::Start(pointer) => pointer.clone(),
            Self::Member(parent, name) => parent.below(name),
            Self::Item(parent, index) => parent.below(index),
        }
    }

    /// Where the walk began.
    pub(super) fn start(&self) -> &Pointer {
        match self {
            Self::Start(pointer) => pointer,
            Self::Member(parent, _) | Self::Item(parent, _) => parent.start(),
        }
    }

    fn below(self, step: impl fmt::Display) -> Pointer {
        let mut pointer = self.pointer();
        pointer.push(step);
        pointer
    }
}

impl fmt::Debug for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.pointer())
    }
}

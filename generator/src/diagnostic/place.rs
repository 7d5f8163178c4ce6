//! Where something stands in the text of a document.

use std::ops::Range;

use super::Pointer;

/// A place in a text, and what stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The line; the first one is 1.
    pub line: usize,
    /// The column in characters; the first one is 1.
    pub column: usize,
    /// The line as it is written; of a very long one, the part around the place, with `…` for the rest.
    pub excerpt: String,
    /// What of the excerpt is meant, in bytes.
    pub mark: Range<usize>,
}

/// Line and column, as a parser tells them; the first ones are 1.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
}

/// Finds places in the text of a document.
pub trait Places {
    /// The place of what a pointer names or, where that is not there, of the nearest thing around it; `None` where the text cannot be
    /// had.
    fn place(&self, pointer: &Pointer) -> Option<Place>;

    /// The place at a position in the file of a pointer.
    fn at(&self, pointer: &Pointer, position: Position) -> Option<Place>;
}

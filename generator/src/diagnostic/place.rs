//! Where something stands in the text of a document.

use std::ops::Range;

/// A place in a text, and what stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The line; the first one is 1.
    pub line: usize,
    /// The column in characters; the first one is 1.
    pub column: usize,
    /// The line as it is written; of a very long one, the part around the place.
    pub excerpt: String,
    /// What of the excerpt is meant, in bytes.
    pub mark: Range<usize>,
}

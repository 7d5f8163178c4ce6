//! Places in the text: from a pointer to line and column.
//!
//! The tree that the stages work on has no positions. They come from a second parse, which is done when the first place is asked for, so
//! that a document about which there is nothing to say does not pay for it.

use std::cell::OnceCell;

use crate::diagnostic::{Place, Pointer};

mod json;
mod nodes;
mod text;
mod yaml;

use nodes::Nodes;
use text::Text;

/// Finds places in the text of one document.
///
/// ```
/// use oasmith::Locator;
/// use oasmith::diagnostic::Pointer;
///
/// let locator = Locator::new(b"openapi: 3.0.3\ninfo:\n  title: Pets\n");
/// let place = locator.locate(&Pointer::root().join("info").join("title")).expect("it is there");
/// assert_eq!((place.line, place.column), (3, 3));
/// ```
#[derive(Debug)]
pub struct Locator<'t> {
    bytes: &'t [u8],
    parsed: OnceCell<Parsed<'t>>,
}

#[derive(Debug)]
struct Parsed<'t> {
    text: Text<'t>,
    nodes: Nodes,
}

impl<'t> Locator<'t> {
    /// A locator for YAML or JSON. Nothing is parsed yet.
    #[must_use]
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self {
            bytes,
            parsed: OnceCell::new(),
        }
    }

    /// The place of what `pointer` names: its key and, if that ends on the same line, its value; without a key (an item of a list) the
    /// beginning of its value. `None` where the document has no such member or item.
    ///
    /// What stands behind an alias or a merge key is found where it is written.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Option<Place> {
        let Parsed { text, nodes } = self.parsed();
        let (span, found) = nodes.deepest(pointer);
        found.then(|| text.place(span))
    }

    /// The place of `pointer` or, where the document has no such member or item, of the nearest one around it.
    #[must_use]
    pub fn nearest(&self, pointer: &Pointer) -> Place {
        let Parsed { text, nodes } = self.parsed();
        text.place(nodes.deepest(pointer).0)
    }

    fn parsed(&self) -> &Parsed<'t> {
        self.parsed.get_or_init(|| {
            let text = Text::new(self.bytes);
            let nodes = if json::is_json(&text) {
                json::nodes(&text)
            } else {
                yaml::nodes(&text)
            };
            Parsed { text, nodes }
        })
    }
}

#[cfg(test)]
mod tests;

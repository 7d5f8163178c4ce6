//! Places in the text: from a pointer to line and column.
//!
//! The tree that the stages work on has no positions. They come from a second parse, which is done when the first place is asked for, or
//! beside the later stages as soon as there is a diagnostic ([`Located`]): a document about which there is nothing to say does not pay for it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use crate::diagnostic::{Place, Pointer, Position};

mod json;
mod nodes;
mod sources;
mod text;
mod toml;
mod yaml;

pub use sources::Sources;
pub(super) use yaml::is_deeper as too_deep_yaml;

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
    bytes: Cow<'t, [u8]>,
    is_toml: bool,
    text: OnceCell<Text<'t>>,
    nodes: OnceCell<Arc<Nodes>>,
}

impl<'t> Locator<'t> {
    /// A locator for YAML or JSON. Nothing is parsed yet.
    #[must_use]
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self {
            bytes: Cow::Borrowed(bytes),
            is_toml: false,
            text: OnceCell::new(),
            nodes: OnceCell::new(),
        }
    }

    /// A locator that need not parse.
    fn knowing(bytes: &'t [u8], located: Located) -> Self {
        let locator = Self::new(bytes);
        if let Some(nodes) = located.0 {
            // It is new, so there is nothing in it.
            let _ = locator.nodes.set(nodes);
        }
        locator
    }

    fn owned(bytes: Vec<u8>, is_toml: bool) -> Self {
        Self {
            bytes: Cow::Owned(bytes),
            is_toml,
            text: OnceCell::new(),
            nodes: OnceCell::new(),
        }
    }

    /// The place of what `pointer` names: its key and, if that ends on the same line, its value; without a key (an item of a list) the
    /// beginning of its value. `None` where the document has no such member or item.
    ///
    /// What stands behind an alias or a merge key is found where it is written.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Option<Place> {
        let (span, found) = self.nodes().deepest(pointer);
        found.then(|| self.text().place(span))
    }

    /// The place of `pointer` or, where the document has no such member or item, of the nearest one around it.
    #[must_use]
    pub fn nearest(&self, pointer: &Pointer) -> Place {
        let (span, _) = self.nodes().deepest(pointer);
        self.text().place(span)
    }

    /// The place of the first of the keys that are all the member at `pointer`, where a key repeats.
    pub(super) fn first(&self, pointer: &Pointer) -> Option<Place> {
        let first = self.nodes().first(pointer)?;
        Some(self.text().place(first))
    }

    /// The place at a position that a parser told.
    fn at(&self, position: Position) -> Place {
        let text = self.text();
        text.place(text.span(position))
    }

    fn text(&self) -> &Text<'t> {
        self.text.get_or_init(|| match &self.bytes {
            Cow::Borrowed(bytes) => Text::new(bytes),
            Cow::Owned(bytes) => Text::new(bytes).into_owned(),
        })
    }

    fn nodes(&self) -> &Nodes {
        self.nodes.get_or_init(|| {
            let text = self.text();
            Arc::new(if self.is_toml {
                toml::nodes(text)
            } else if json::is_json(text) {
                json::nodes(text)
            } else {
                yaml::nodes(text)
            })
        })
    }
}

/// Where everything stands in the text of a document's first file, if somebody has looked already.
#[derive(Clone, Debug, Default)]
pub struct Located(Option<Arc<Nodes>>);

impl Located {
    /// Parses the text.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let locator = Locator::new(bytes);
        locator.nodes();
        Self(locator.nodes.into_inner())
    }
}

#[cfg(test)]
mod tests;

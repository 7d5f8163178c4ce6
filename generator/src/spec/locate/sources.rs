//! Places in all files of a document.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::{Located, Locator};
use crate::diagnostic::{Place, Places, Pointer, Position};
use crate::overlay::Overlay;
use crate::spec::Loader;

/// Finds places in the file that a document begins with, in those that it refers to, in its overlays and in its `oasmith.toml`. Each file is read once, when the first place in
/// it is asked for.
pub struct Sources<'a> {
    bytes: &'a [u8],
    first: Rc<Locator<'a>>,
    loader: Option<&'a dyn Loader>,
    overlays: &'a [Overlay],
    others: RefCell<HashMap<String, Option<Rc<Locator<'a>>>>>,
}

impl<'a> Sources<'a> {
    /// The document that begins with `bytes` and has its other files from `loader`.
    pub(crate) fn new(
        bytes: &'a [u8],
        loader: Option<&'a dyn Loader>,
        overlays: &'a [Overlay],
    ) -> Self {
        Self {
            bytes,
            first: Rc::new(Locator::new(bytes)),
            loader,
            overlays,
            others: RefCell::default(),
        }
    }

    /// The same, with what is known of the first file already, so that it need not be parsed again.
    #[must_use]
    pub fn knowing(self, located: Located) -> Self {
        let bytes = self.bytes;
        Self {
            first: Rc::new(Locator::knowing(bytes, located)),
            ..self
        }
    }

    fn locator(&self, pointer: &Pointer) -> Option<Rc<Locator<'a>>> {
        let Some(path) = pointer.file() else {
            return Some(Rc::clone(&self.first));
        };
        let mut others = self.others.borrow_mut();
        let known = others.entry(path).or_insert_with_key(|path| {
            if let Some(overlay) = self.overlays.iter().find(|it| it.path == *path) {
                return Some(Rc::new(Locator::new(&overlay.bytes)));
            }
            let bytes = self.loader?.load(path).ok()?;
            let is_toml = path.rsplit('.').next() == Some("toml");
            Some(Rc::new(Locator::owned(bytes, is_toml)))
        });
        known.clone()
    }
}

impl fmt::Debug for Sources<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources").finish_non_exhaustive()
    }
}

impl Places for Sources<'_> {
    fn place(&self, pointer: &Pointer) -> Option<Place> {
        Some(self.locator(pointer)?.nearest(pointer))
    }

    fn at(&self, pointer: &Pointer, position: Position) -> Option<Place> {
        Some(self.locator(pointer)?.at(position))
    }
}

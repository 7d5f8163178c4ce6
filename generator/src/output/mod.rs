//! Tokens become text, text becomes files: the last stage, and the only one that touches the disk.
//!
//! [`mod@format`] is the one place that prints Rust, [`skeleton`] holds the runtime that is copied into every generated crate,
//! [`disk`] writes a set of [`Files`] or says how a folder differs from it. Nothing here knows the API.

use std::collections::BTreeMap;

pub mod disk;
pub mod format;
pub mod skeleton;

pub use hash::sha256;

mod assemble;
mod direct;
mod docs;
mod hash;
mod item;
mod layout;
mod split;
mod table;
mod token;

pub(crate) use assemble::{Layout, assemble};

/// The text of every generated file, by its path.
///
/// A path is relative to the output folder and uses `/` on every system; [`disk`] refuses any other. Iteration is in the
/// byte order of the paths, so that whatever is printed from it is the same on every machine.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; returns the text that stood at the same path before, if any: two files of one path are the caller's mistake.
    ///
    /// Line endings become LF.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) -> Option<String> {
        let mut text = text.into();
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        self.0.insert(path.into(), text)
    }

    /// The text at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Paths and texts in the order of the paths.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<(String, String)> for Files {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, files: I) {
        for (path, text) in files {
            self.insert(path, text);
        }
    }
}

impl FromIterator<(String, String)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        let mut set = Self::new();
        set.extend(files);
        set
    }
}

//! The order of the document.

use std::collections::HashMap;

use serde_json::Value;

use super::Document;
use crate::diagnostic::Pointer;

/// Objects with more members are indexed: a document may cause very many diagnostics within one object.
const MOST_TO_SEARCH: usize = 32;

/// Tells where places come in the document as written.
#[derive(Debug)]
pub(crate) struct Positions<'d> {
    document: &'d Document,
    /// The index of each member among its siblings, for large objects.
    members: HashMap<Pointer, HashMap<&'d str, usize>>,
}

impl Document {
    /// For putting places into the document's order.
    pub(crate) fn positions(&self) -> Positions<'_> {
        Positions {
            document: self,
            members: HashMap::new(),
        }
    }
}

impl Positions<'_> {
    /// The index of a place's file, and of each step among its siblings.
    pub(crate) fn of(&mut self, pointer: &Pointer) -> Vec<usize> {
        let mut position = vec![self.document.file_index(pointer)];
        let mut at = Pointer::root().in_file_of(pointer);
        for token in pointer.tokens() {
            let index = self.among_siblings(&at, &token);
            position.push(index.or_else(|| token.parse().ok()).unwrap_or(usize::MAX));
            at = at.join(&token);
        }
        position
    }

    fn among_siblings(&mut self, parent: &Pointer, name: &str) -> Option<usize> {
        let Value::Object(siblings) = self.document.written(parent)? else {
            return None;
        };
        if siblings.len() <= MOST_TO_SEARCH {
            return siblings.keys().position(|key| key == name);
        }
        if !self.members.contains_key(parent) {
            let keys = siblings.keys().enumerate();
            let indices = keys.map(|(index, key)| (key.as_str(), index)).collect();
            self.members.insert(parent.clone(), indices);
        }
        self.members.get(parent)?.get(name).copied()
    }
}

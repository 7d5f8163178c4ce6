//! Where each value and each key of a document stands, made from the events of a parser.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::diagnostic::Pointer;

/// An index into [`Nodes::all`].
pub(super) type Id = usize;

/// The whole document.
const ROOT: Id = 0;

/// So many aliases and merges are followed for one step.
const MOST_MERGES: usize = 64;

/// An object with more members is indexed when it is asked for one: a document may cause very many diagnostics within one object.
const MOST_TO_SEARCH: usize = 32;

/// A tree without values: positions only, in bytes.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    all: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    key: Option<Key>,
    value: Range<usize>,
    /// Members of an object or items of a list, as they are written.
    children: Vec<Id>,
    is_list: bool,
    /// Of a large object, the last member of each name.
    index: OnceLock<BTreeMap<String, Id>>,
    /// Where members are that are not written here: behind an alias, or in what is merged.
    elsewhere: Vec<Id>,
}

#[derive(Clone, Debug)]
struct Key {
    /// `None` for a key that is no scalar.
    text: Option<String>,
    span: Range<usize>,
}

impl Node {
    fn name(&self) -> Option<&str> {
        self.key.as_ref()?.text.as_deref()
    }
}

impl Nodes {
    /// Where the deepest node on the way to a place stands, and whether it is that place.
    pub(super) fn deepest(&self, pointer: &Pointer) -> (Range<usize>, bool) {
        let mut at = ROOT;
        for token in pointer.tokens() {
            match self.child(at, &token) {
                Some(child) => at = child,
                None => return (self.span(at), false),
            }
        }
        (self.span(at), at < self.all.len())
    }

    /// Where the first of the keys stands that are all this member.
    pub(super) fn first(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut parent = ROOT;
        let mut at = ROOT;
        for token in pointer.tokens() {
            parent = at;
            at = self.child(at, &token)?;
        }
        let name = pointer.last()?;
        let first = self.members(parent).find(|(key, _)| *key == name);
        first
            .filter(|(_, id)| *id != at)
            .map(|(_, id)| self.span(id))
    }

    /// The members of an object that have names, as they are written.
    fn members(&self, object: Id) -> impl DoubleEndedIterator<Item = (&str, Id)> {
        let children = self.all.get(object).map(|node| node.children.as_slice());
        let children = children.unwrap_or_default().iter();
        children.filter_map(|id| Some((self.all.get(*id)?.name()?, *id)))
    }

    /// A member or an item that is written in place. Of keys that repeat, the last one counts.
    fn written(&self, parent: Id, token: &str) -> Option<Id> {
        let node = self.all.get(parent)?;
        if node.is_list {
            let index: usize = token.parse().ok()?;
            return node.children.get(index).copied();
        }
        if node.children.len() > MOST_TO_SEARCH {
            let members = || self.members(parent).map(|(key, id)| (key.to_owned(), id));
            let index = node.index.get_or_init(|| members().collect());
            return index.get(token).copied();
        }
        let mut members = self.members(parent).rev();
        members.find_map(|(key, id)| (key == token).then_some(id))
    }

    /// A member or an item, perhaps one behind aliases: the members that are written in place come first.
    fn child(&self, parent: Id, token: &str) -> Option<Id> {
        let mut seen = BTreeSet::new();
        let mut left = vec![parent];
        while let Some(id) = left.pop() {
            if let Some(child) = self.written(id, token) {
                return Some(child);
            }
            if seen.insert(id) && seen.len() <= MOST_MERGES {
                left.extend(self.all.get(id)?.elsewhere.iter().rev());
            }
        }
        None
    }

    /// From the key to the end of the value; what comes after the first line is cut off later.
    fn span(&self, id: Id) -> Range<usize> {
        let Some(node) = self.all.get(id) else {
            return 0..0;
        };
        match &node.key {
            // Of an object or a list the beginning is known, which parsers see at different places.
            Some(key) if node.value.is_empty() => key.span.clone(),
            Some(key) => key.span.start..node.value.end.max(key.span.end),
            None => node.value.clone(),
        }
    }
}

/// Makes [`Nodes`] of events. Values that nothing expects are taken as they come: the reader has refused such a document already.
#[derive(Debug, Default)]
pub(super) struct Builder {
    nodes: Nodes,
    open: Vec<Open>,
}

/// A list or an object that has not ended.
#[derive(Debug)]
struct Open {
    id: Id,
    form: Form,
    /// Whether it stands where a key should be.
    is_key: bool,
}

#[derive(Debug)]
enum Form {
    /// With the key that waits for its value.
    Object(Option<Key>),
    List,
}

/// What begins.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Begins {
    Object,
    List,
}

impl Builder {
    /// An object or a list begins at `start`.
    pub(super) fn open(&mut self, what: Begins, start: usize) -> Id {
        let is_key = self.expects_key();
        let id = if is_key {
            self.detached(start..start)
        } else {
            self.value(start..start)
        };
        let form = match what {
            Begins::Object => Form::Object(None),
            Begins::List => Form::List,
        };
        if let Some(node) = self.nodes.all.get_mut(id) {
            node.is_list = what == Begins::List;
        }
        self.open.push(Open { id, form, is_key });
        id
    }

    /// What was opened last ends.
    pub(super) fn close(&mut self) {
        if let Some(closed) = self.open.pop()
            && closed.is_key
            && let Some(node) = self.nodes.all.get(closed.id)
        {
            let span = node.value.clone();
            self.key(None, span);
        }
    }

    /// A scalar that something may refer to: a key where one is expected.
    pub(super) fn scalar(&mut self, text: &str, span: Range<usize>) -> Id {
        let value = self.plain_scalar(text, span.clone());
        value.unwrap_or_else(|| self.detached(span))
    }

    /// A scalar that nothing refers to. A key is no node.
    pub(super) fn plain_scalar(&mut self, text: &str, span: Range<usize>) -> Option<Id> {
        if self.expects_key() {
            self.key(Some(text.to_owned()), span);
            None
        } else {
            Some(self.value(span))
        }
    }

    /// An alias of a node that came before.
    pub(super) fn alias(&mut self, target: Id, span: Range<usize>) {
        if self.expects_key() {
            self.key(None, span);
        } else {
            let id = self.value(span);
            self.elsewhere(id, target);
        }
    }

    pub(super) fn finish(self) -> Nodes {
        self.nodes
    }

    fn expects_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                form: Form::Object(None),
                ..
            })
        )
    }

    fn key(&mut self, text: Option<String>, span: Range<usize>) {
        if let Some(Open {
            form: Form::Object(key),
            ..
        }) = self.open.last_mut()
        {
            *key = Some(Key { text, span });
        }
    }

    fn value(&mut self, span: Range<usize>) -> Id {
        let Some(parent) = self.open.last_mut() else {
            return self.detached(span);
        };
        let key = match &mut parent.form {
            Form::List => None,
            Form::Object(key) => key.take(),
        };
        let parent = parent.id;
        let is_merge = key.as_ref().and_then(|key| key.text.as_deref()) == Some("<<");
        let id = self.detached(span);
        if let Some(node) = self.nodes.all.get_mut(id) {
            node.key = key;
        }
        if is_merge || self.is_list_to_merge(parent) {
            self.elsewhere(parent, id);
        }
        if let Some(node) = self.nodes.all.get_mut(parent) {
            node.children.push(id);
        }
        id
    }

    /// Whether a node is the list in `<<: [*a, *b]`.
    fn is_list_to_merge(&self, id: Id) -> bool {
        let [.., list] = self.open.as_slice() else {
            return false;
        };
        let name = self.nodes.all.get(id).and_then(Node::name);
        list.id == id && matches!(list.form, Form::List) && name == Some("<<")
    }

    fn detached(&mut self, value: Range<usize>) -> Id {
        self.nodes.all.push(Node {
            key: None,
            value,
            children: Vec::new(),
            is_list: false,
            index: OnceLock::new(),
            elsewhere: Vec::new(),
        });
        self.nodes.all.len() - 1
    }

    fn elsewhere(&mut self, id: Id, target: Id) {
        if let Some(node) = self.nodes.all.get_mut(id) {
            node.elsewhere.push(target);
        }
    }
}

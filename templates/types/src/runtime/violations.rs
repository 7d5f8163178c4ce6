//! What a check found.

mod read;

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::json::DecodeError;
use super::pointer;

/// Where the list form of [`Violations::by_field`] ends: a map may have a key that looks like a huge index.
const LONGEST_LIST: usize = 1000;

/// One constraint that a value breaks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violation {
    /// The place of the value as a JSON Pointer (RFC 6901).
    pub place: String,
    /// What is wrong, as words that follow the name of the place. Never holds the value.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() {
            "the value"
        } else {
            &self.place
        };
        write!(f, "{place} {}", self.message)
    }
}

impl From<DecodeError> for Violation {
    fn from(error: DecodeError) -> Self {
        Self {
            place: error.path,
            message: error.message,
        }
    }
}

/// All the constraints that a value breaks, in the order of its fields.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// None so far.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one.
    pub fn push(&mut self, violation: Violation) {
        self.0.push(violation);
    }

    /// Adds a message about a member of the body by its name; "" stands for the body as a whole.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        let mut place = String::new();
        if !field.is_empty() {
            pointer::push(&mut place, field);
        }
        self.push(Violation {
            place,
            message: message.into(),
        });
    }

    /// `Ok` if there are none.
    ///
    /// # Errors
    /// All of them, if there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Those about a member of the body and what is inside it; "" stands for the body as a whole.
    pub fn about<'v>(&'v self, field: &str) -> impl Iterator<Item = &'v Violation> + use<'v> {
        let mut place = String::new();
        if !field.is_empty() {
            pointer::push(&mut place, field);
        }
        self.0.iter().filter(move |violation| {
            if place.is_empty() {
                violation.place.is_empty()
            } else {
                pointer::is_within(&violation.place, &place)
            }
        })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The messages by field, in the shape of Django REST framework: `{"slug": ["is required"]}`.
    ///
    /// The place `/flow_set/1/slug` becomes `{"flow_set": [{}, {"slug": […]}]}`, and the place `/names/1` of a plain
    /// item `{"names": {"1": […]}}`. A message about the whole, or about a value whose own fields have messages too,
    /// stands under the key `general`.
    #[must_use]
    pub fn by_field(&self, general: &str) -> Map<String, Value> {
        let mut root = Node::default();
        for violation in &self.0 {
            root.add(pointer::tokens(&violation.place), &violation.message);
        }
        root.into_object(general)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl Extend<Violation> for Violations {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        self.0.extend(violations);
    }
}

impl FromIterator<Violation> for Violations {
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        Self(violations.into_iter().collect())
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The messages about one place and about the places below it.
#[derive(Default)]
struct Node {
    messages: Vec<Value>,
    below: BTreeMap<String, Node>,
}

impl Node {
    fn add(&mut self, tokens: impl Iterator<Item = String>, message: &str) {
        let mut node = self;
        for token in tokens {
            node = node.below.entry(token).or_default();
        }
        node.messages.push(message.into());
    }

    fn into_value(self, general: &str) -> Value {
        if self.below.is_empty() {
            return Value::Array(self.messages);
        }
        match self.list_length() {
            Some(length) => Value::Array(self.into_list(length, general)),
            None => Value::Object(self.into_object(general)),
        }
    }

    /// The length of the list that has a slot for each place below; `None` where a list says it worse than an object.
    fn list_length(&self) -> Option<usize> {
        let is_record = |(key, node): (&String, &Self)| match key.parse::<usize>() {
            Ok(index) if index < LONGEST_LIST && !node.below.is_empty() => Some(index),
            _ => None,
        };
        let indices: Option<Vec<usize>> = self.below.iter().map(is_record).collect();
        if self.messages.is_empty() {
            Some(indices?.into_iter().max()? + 1)
        } else {
            None
        }
    }

    fn into_list(mut self, length: usize, general: &str) -> Vec<Value> {
        let mut slot = |index: usize| match self.below.remove(&index.to_string()) {
            Some(node) => node.into_value(general),
            None => Value::Object(Map::new()),
        };
        (0..length).map(&mut slot).collect()
    }

    fn into_object(self, general: &str) -> Map<String, Value> {
        let mut object = Map::new();
        for (key, node) in self.below {
            object.insert(key, node.into_value(general));
        }
        if !self.messages.is_empty() {
            object.insert(general.to_owned(), Value::Array(self.messages));
        }
        object
    }
}

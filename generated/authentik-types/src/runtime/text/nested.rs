// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Names with brackets: `color[R]`, `items[0][name]`, `ids[]` (OpenAPI 3.0.3, `deepObject`).
//!
//! OpenAPI defines one level. What is deeper follows what servers read: a bracket per level, an empty one for the items of a
//! list, with their numbers where an item has parts of its own.

use std::collections::HashMap;

use super::expand::leaf;
use super::sent::Sent;
use super::{Fault, Text, TextError};

/// So many brackets a name may have.
const DEEPEST: usize = 32;

/// Adds the pairs of a value whose name so far is `name`.
pub(super) fn push(
    pairs: &mut Vec<(String, String)>,
    name: String,
    value: &Text,
) -> Result<(), TextError> {
    match value {
        Text::Many(items) => {
            let has_parts = |item: &Text| matches!(item, Text::Many(_) | Text::Members(_));
            let is_numbered = items.iter().any(has_parts);
            for (index, item) in items.iter().enumerate() {
                let name = if is_numbered {
                    format!("{name}[{index}]")
                } else {
                    format!("{name}[]")
                };
                push(pairs, name, item)?;
            }
        }
        Text::Members(members) => {
            for (key, member) in members {
                if key.is_empty() || key.contains(['[', ']']) {
                    let message = format!("the member {key:?} cannot stand between brackets");
                    return Err(TextError(message));
                }
                push(pairs, format!("{name}[{key}]"), member)?;
            }
        }
        scalar => pairs.push((name, leaf(scalar))),
    }
    Ok(())
}

/// The name before the brackets and what is in each of them; `None` where it is not so written.
pub(in crate::runtime) fn segments(name: &str) -> Option<(&str, Vec<&str>)> {
    let (first, mut rest) = name.split_at_checked(name.find('[')?)?;
    let mut segments = Vec::new();
    while !rest.is_empty() {
        let (segment, after) = rest.strip_prefix('[')?.split_once(']')?;
        segments.push(segment);
        rest = after;
    }
    (!first.is_empty()).then_some((first, segments))
}

/// A value that is being put together from names and texts.
pub(in crate::runtime) enum Tree {
    Texts(Vec<String>),
    Nodes(Nodes),
}

/// What is under each name, with its number in the order of the first texts.
#[derive(Default)]
pub(in crate::runtime) struct Nodes(HashMap<String, (usize, Tree)>);

impl Default for Tree {
    fn default() -> Self {
        Self::Texts(Vec::new())
    }
}

impl Tree {
    /// Adds a text under a name that is cut into segments; an empty one is for one more item of a list.
    pub(in crate::runtime) fn add(&mut self, segments: &[&str], text: String) -> Result<(), Fault> {
        if segments.len() > DEEPEST {
            return Err(Fault::new("has too many levels"));
        }
        if let (Self::Texts(texts), [_, ..]) = (&*self, segments)
            && texts.is_empty()
        {
            *self = Self::Nodes(Nodes::default());
        }
        match (segments, self) {
            ([], Self::Texts(texts)) => texts.push(text),
            ([first, rest @ ..], Self::Nodes(nodes)) => nodes.under(first).add(rest, text)?,
            _ => return Err(Fault::new("is a text and has parts")),
        }
        Ok(())
    }

    /// The value.
    pub(in crate::runtime) fn finish(self) -> Sent {
        match self {
            Self::Texts(texts) => Sent::texts(texts),
            Self::Nodes(nodes) if nodes.is_list() => nodes.finish_list(),
            Self::Nodes(nodes) => {
                let members = nodes.in_order().into_iter();
                Sent::Object(members.map(|(key, tree)| (key, tree.finish())).collect())
            }
        }
    }
}

impl Nodes {
    fn under(&mut self, key: &str) -> &mut Tree {
        let number = self.0.len();
        let start = || (number, Tree::default());
        let (_, tree) = self.0.entry(key.to_owned()).or_insert_with(start);
        tree
    }

    fn in_order(self) -> Vec<(String, Tree)> {
        let mut nodes: Vec<(String, (usize, Tree))> = self.0.into_iter().collect();
        nodes.sort_by_key(|(_, (number, _))| *number);
        let nodes = nodes.into_iter();
        nodes.map(|(key, (_, tree))| (key, tree)).collect()
    }

    /// Whether there are numbers, or nothing, in all of the brackets.
    fn is_list(&self) -> bool {
        let is_number = |key: &String| key.bytes().all(|byte| byte.is_ascii_digit());
        self.0.keys().all(is_number)
    }

    /// The items in the order of their numbers, which need not be that of the texts. A map whose keys are numbers looks the same.
    fn finish_list(self) -> Sent {
        let mut nodes = self.in_order();
        nodes.sort_by_key(|(key, _)| key.parse::<u64>().unwrap_or(u64::MAX));
        let mut items = Vec::new();
        for (key, tree) in nodes {
            match tree {
                Tree::Texts(texts) if key.is_empty() => {
                    let texts = texts.into_iter();
                    items.extend(texts.map(|text| (String::new(), Sent::Text(text))));
                }
                tree => items.push((key, tree.finish())),
            }
        }
        Sent::Numbered(items)
    }
}

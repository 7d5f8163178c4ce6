//! Two surfaces compared, by the rules of Cargo's reference on compatibility.

use std::collections::{HashMap, HashSet};

use super::words::replace_words;
use super::{Item, Newcomer, Subjects, Surface};
use crate::model::TypeId;

/// A public item that is new, gone or another one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The path: that of before where there is one.
    pub path: String,
    /// The signature before; `None` where the item is new.
    pub before: Option<String>,
    /// The signature after; `None` where the item is gone.
    pub after: Option<String>,
    /// The path after, where it is another one.
    pub renamed: Option<String>,
    /// Whether code that compiled may no longer do so.
    pub major: bool,
    /// What it stands for before.
    pub from: Option<Subjects>,
    /// What it stands for after.
    pub to: Option<Subjects>,
}

/// Compares two surfaces, `renamed` being the definitions that stand for each other under another name.
#[must_use]
pub fn compare(
    before: &Surface,
    after: &Surface,
    renamed: &HashMap<TypeId, TypeId>,
) -> Vec<Difference> {
    let names = new_names(before, after, renamed);
    let rename = |text: &str| replace_words(text, |word| names.get(word).cloned());
    let rename_path = |path: &str| rename_path(path, &before.root, &names);
    let mut differences = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for (path, item) in &before.items {
        let new_path = rename_path(path);
        match after.items.get(&new_path) {
            None if is_told(item, |parent| {
                !after.items.contains_key(&rename_path(parent))
            }) => {}
            None => differences.push(Difference {
                after: None,
                ..difference(path, Some(item), None, true)
            }),
            Some(new) if rename(&item.signature) != new.signature => {
                differences.push(difference(path, Some(item), Some(new), true));
            }
            // A type under another name is another item; its parts go with it.
            Some(new) if new_path != *path && item.parent.is_none() => {
                differences.push(Difference {
                    renamed: Some(new_path.clone()),
                    ..difference(path, Some(item), Some(new), true)
                });
            }
            Some(_) => {}
        }
        known.insert(new_path);
    }
    for (path, item) in after
        .items
        .iter()
        .filter(|(path, _)| !known.contains(*path))
    {
        let told = is_told(item, |parent| !known.contains(parent));
        if !told {
            let major = item.newcomer == Newcomer::Demanding;
            differences.push(difference(path, None, Some(item), major));
        }
    }
    differences
}

/// A path with the new name of the type that it starts with, and of those between angle brackets. What follows the type stays: a
/// variant that has the name of a type is an item of its own.
fn rename_path(path: &str, types: &str, names: &HashMap<String, String>) -> String {
    let rename = |text: &str| replace_words(text, |word| names.get(word).cloned());
    let (plain, bracketed) = path.split_at(path.find('<').unwrap_or(path.len()));
    let renamed = match plain
        .strip_prefix(types)
        .and_then(|rest| rest.strip_prefix("::"))
    {
        Some(rest) => {
            let end = rest.find(':').unwrap_or(rest.len());
            let (name, rest) = rest.split_at(end);
            let name = names.get(name).map_or(name, String::as_str);
            format!("{types}::{name}{rest}")
        }
        None => plain.to_owned(),
    };
    renamed + &rename(bracketed)
}

/// Whether an item goes without saying, because its parent tells it.
fn is_told(item: &Item, parent_differs: impl Fn(&str) -> bool) -> bool {
    item.parent.as_deref().is_some_and(parent_differs)
}

fn difference(path: &str, before: Option<&Item>, after: Option<&Item>, major: bool) -> Difference {
    Difference {
        path: path.to_owned(),
        before: before.map(|item| item.signature.clone()),
        after: after.map(|item| item.signature.clone()),
        renamed: None,
        major,
        from: before.map(|item| item.subjects.clone()),
        to: after.map(|item| item.subjects.clone()),
    }
}

/// The names of types after by those before, where they are others. The request view of a type goes by its own name.
fn new_names(
    before: &Surface,
    after: &Surface,
    renamed: &HashMap<TypeId, TypeId>,
) -> HashMap<String, String> {
    let mut of: HashMap<TypeId, Vec<&String>> = HashMap::new();
    for (name, id) in &after.types {
        of.entry(*id).or_default().push(name);
    }
    let mut seen: HashMap<TypeId, usize> = HashMap::new();
    let mut names = HashMap::new();
    for (name, id) in &before.types {
        let Some(new) = renamed.get(id) else {
            continue;
        };
        let view = seen.entry(*id).or_default();
        if let Some(new) = of.get(new).and_then(|names| names.get(*view))
            && *new != name
        {
            names.insert(name.clone(), (*new).clone());
        }
        *view += 1;
    }
    names
}

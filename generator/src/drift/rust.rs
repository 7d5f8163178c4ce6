//! What changes do to public items: each item that differs is told with the change that is the reason, or on its own.

use std::collections::HashMap;

use super::change::{Change, Group, RustImpact, RustItem};
use super::finding::Directions;
use super::id::ChangeId;
use super::level::RustLevel;
use super::words::NONE;
use crate::surface::{Difference, Subject};

/// The document on whose side a subject is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Side {
    Before,
    After,
}

/// The changes by what they are changes of.
struct Reasons<'a> {
    changes: &'a [Change],
    of: HashMap<(Side, Subject), Vec<usize>>,
    /// Those of the parts of something.
    of_parts: HashMap<(Side, Subject), Vec<usize>>,
}

/// Gives each difference of the public items to the change that is its reason; those without one become changes of their own.
pub(super) fn explain(changes: &mut Vec<Change>, differences: Vec<Difference>) {
    let reasons = Reasons::new(changes);
    let mut items: HashMap<usize, Vec<RustItem>> = HashMap::new();
    let mut alone = Vec::new();
    for difference in differences {
        match reasons.find(&difference) {
            Some(index) => items.entry(index).or_default().push(item(&difference)),
            None => alone.push(own_change(&difference)),
        }
    }
    for (index, items) in items {
        if let Some(change) = changes.get_mut(index) {
            let level = items
                .iter()
                .map(|item| item.level)
                .max()
                .unwrap_or_default();
            change.rust = RustImpact { level, items };
        }
    }
    changes.extend(alone);
}

impl<'a> Reasons<'a> {
    fn new(changes: &'a [Change]) -> Self {
        let mut reasons = Self {
            changes,
            of: HashMap::new(),
            of_parts: HashMap::new(),
        };
        for (index, change) in changes.iter().enumerate() {
            for [before, after] in &change.subjects {
                for (side, subject) in [(Side::Before, before), (Side::After, after)] {
                    let Some(subject) = subject.as_ref().filter(|it| **it != Subject::Api) else {
                        continue;
                    };
                    if let Some(owner) = subject.owner() {
                        reasons
                            .of_parts
                            .entry((side, owner))
                            .or_default()
                            .push(index);
                    }
                    reasons
                        .of
                        .entry((side, subject.clone()))
                        .or_default()
                        .push(index);
                }
            }
        }
        reasons
    }

    /// The change of the same thing, else of what it is a part of, else of one of its parts.
    fn find(&self, difference: &Difference) -> Option<usize> {
        let subjects = || {
            let sides = [
                (Side::Before, &difference.from),
                (Side::After, &difference.to),
            ];
            sides
                .into_iter()
                .filter_map(|(side, subject)| Some((side, subject.clone()?)))
        };
        let owners = || subjects().filter_map(|(side, subject)| Some((side, subject.owner()?)));
        let of = |key| self.of.get(&key);
        self.best(difference, subjects().filter_map(of))
            .or_else(|| self.best(difference, owners().filter_map(of)))
            .or_else(|| {
                self.best(
                    difference,
                    subjects().filter_map(|key| self.of_parts.get(&key)),
                )
            })
    }

    /// The likeliest of several reasons, the first one where several are as likely.
    fn best<'b>(
        &self,
        difference: &Difference,
        lists: impl Iterator<Item = &'b Vec<usize>>,
    ) -> Option<usize> {
        let likelihood = |index: usize| {
            let change = self.changes.get(index)?;
            let likelihood = change.id.likelihood();
            // What is gone is gone because something was removed.
            let goes = (difference.after.is_none(), change.after == NONE);
            let comes = (difference.before.is_none(), change.before == NONE);
            let alike = goes.0 == goes.1 && comes.0 == comes.1;
            (likelihood > 0).then_some((likelihood, alike))
        };
        lists
            .flatten()
            .filter_map(|index| Some((likelihood(*index)?, std::cmp::Reverse(*index))))
            .max()
            .map(|(_, std::cmp::Reverse(index))| index)
    }
}

fn item(difference: &Difference) -> RustItem {
    let level = if difference.major {
        RustLevel::Major
    } else {
        RustLevel::Minor
    };
    let what = match (&difference.before, &difference.after, &difference.renamed) {
        (_, _, Some(path)) => format!("is now {path}"),
        (Some(_), None, _) => "removed".to_owned(),
        (None, Some(signature), _) if signature.is_empty() => "added".to_owned(),
        (None, Some(signature), _) => format!("added: {signature}"),
        (Some(before), Some(after), _) => format!("{before} → {after}"),
        (None, None, _) => String::new(),
    };
    RustItem {
        path: difference.path.clone(),
        what,
        level,
    }
}

fn own_change(difference: &Difference) -> Change {
    let id = match (&difference.before, &difference.after) {
        (None, _) => ChangeId::RustItemAdded,
        (_, None) => ChangeId::RustItemRemoved,
        _ => ChangeId::RustItemChanged,
    };
    let verdict = id.request();
    let words = |signature: &Option<String>| match signature.as_deref() {
        None => NONE.to_owned(),
        Some("") => "an item".to_owned(),
        Some(signature) => signature.to_owned(),
    };
    let item = item(difference);
    Change {
        id,
        group: Group::Rust,
        part: difference.path.clone(),
        before: words(&difference.before),
        after: difference
            .renamed
            .clone()
            .unwrap_or_else(|| words(&difference.after)),
        from: None,
        to: None,
        directions: Directions::default(),
        operations: Vec::new(),
        old_client: verdict.old_client,
        old_server: verdict.old_server,
        rust: RustImpact {
            level: item.level,
            items: vec![item],
        },
        fingerprint: String::new(),
        accepted: false,
        subjects: Vec::new(),
    }
}

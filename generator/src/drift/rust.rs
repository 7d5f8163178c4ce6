//! What changes do to public items: each item that differs is told with the change that is the reason, or on its own.

use std::collections::HashMap;

use super::change::{Change, Group, RustImpact, RustItem};
use super::finding::Directions;
use super::level::RustLevel;
use super::table::ChangeId;
use super::words::NONE;
use crate::model::{Api, Field, Kind, Origin, Owner, Shape, Status, TypeId};
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
    /// The document before and that after.
    apis: [&'a Api; 2],
    of: HashMap<(Side, Subject), Vec<usize>>,
    /// Those of the parts of something.
    of_parts: HashMap<(Side, Subject), Vec<usize>>,
}

/// Gives each difference of the public items to the change that is its reason; those without one become changes of their own, and a change
/// that would be one for Rust alone is none without any.
pub(super) fn explain(changes: &mut Vec<Change>, differences: Vec<Difference>, apis: [&Api; 2]) {
    let reasons = Reasons::new(changes, apis);
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
    changes.retain(|change| !change.in_rust_alone || !change.rust.items.is_empty());
    changes.extend(alone);
}

impl<'a> Reasons<'a> {
    fn new(changes: &'a [Change], apis: [&'a Api; 2]) -> Self {
        let mut reasons = Self {
            changes,
            apis,
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

    /// The change of the same thing, else of what it is a part of, else of one of its parts, else of the place that an inline schema stands
    /// in and that comes or goes with it.
    fn find(&self, difference: &Difference) -> Option<usize> {
        let sides = [
            (Side::Before, &difference.from),
            (Side::After, &difference.to),
        ];
        let subjects: Vec<(Side, &Subject)> = sides
            .into_iter()
            .filter_map(|(side, subjects)| Some((side, subjects.as_ref()?)))
            .flat_map(|(side, subjects)| subjects.iter().map(move |subject| (side, subject)))
            .collect();
        let keys = || {
            let subjects = subjects.iter();
            subjects.map(|(side, subject)| (*side, (*subject).clone()))
        };
        let owners = || keys().filter_map(|(side, subject)| Some((side, subject.owner()?)));
        self.best(difference, keys().filter_map(|key| self.of.get(&key)))
            .or_else(|| self.best(difference, owners().filter_map(|key| self.of.get(&key))))
            .or_else(|| self.best(difference, keys().filter_map(|key| self.of_parts.get(&key))))
            .or_else(|| subjects.iter().find_map(|it| self.around(difference, *it)))
    }

    /// The change that takes an inline schema away or brings it with what it stands in.
    fn around(&self, difference: &Difference, (side, subject): (Side, &Subject)) -> Option<usize> {
        let [before, after] = self.apis;
        let api = match side {
            Side::Before => before,
            Side::After => after,
        };
        let (Subject::Type(mut id) | Subject::Member(mut id, _)) = *subject else {
            return None;
        };
        // Schemas stand in each other as deep as documents are nested.
        for _ in 0..=api.types.len() {
            let definition = api.definition(id)?;
            let Origin::Inline { owner, step } = &definition.origin else {
                return None;
            };
            let key = match owner {
                Owner::Type(owner) => match member_of(api, *owner, id) {
                    Some(member) => Subject::Member(*owner, member.to_owned()),
                    None => Subject::Type(*owner),
                },
                Owner::Operation(index) => part_of(*index, step),
                Owner::Hook(index) => part_of(api.operations.len() + index, step),
                Owner::Document => return None,
            };
            let keys = [Some((side, key.clone())), Some(side).zip(key.owner())];
            let together = |index: &&usize| self.is_alike(difference, **index);
            for list in keys.iter().flatten().filter_map(|key| self.of.get(key)) {
                let found: Vec<usize> = list.iter().filter(together).copied().collect();
                if let Some(index) = self.best(difference, std::iter::once(&found)) {
                    return Some(index);
                }
            }
            match owner {
                Owner::Type(owner) => id = *owner,
                _ => return None,
            }
        }
        None
    }

    /// What is gone is gone because something was removed, and what is new is new because something was added.
    fn is_alike(&self, difference: &Difference, index: usize) -> bool {
        self.changes.get(index).is_some_and(|change| {
            let goes = (difference.after.is_none(), change.after == NONE);
            let comes = (difference.before.is_none(), change.before == NONE);
            goes.0 == goes.1 && comes.0 == comes.1
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
            let stays = difference.before.is_some() && difference.after.is_some();
            let likelihood = if stays && change.id.moves_items() {
                0
            } else {
                change.id.likelihood()
            };
            (likelihood > 0).then_some((likelihood, self.is_alike(difference, index)))
        };
        lists
            .flatten()
            .filter_map(|index| Some((likelihood(*index)?, std::cmp::Reverse(*index))))
            .max()
            .map(|(_, std::cmp::Reverse(index))| index)
    }
}

/// The member of an object in which an inline schema stands.
fn member_of(api: &Api, owner: TypeId, inline: TypeId) -> Option<&str> {
    let Shape::Object(object) = &api.definition(owner)?.shape else {
        return None;
    };
    let holds = |field: &&Field| {
        let mut kind = &field.ty.kind;
        while let Kind::Array(inner) | Kind::Map(inner) = kind {
            kind = &inner.kind;
        }
        *kind == Kind::Named(inline)
    };
    let field = object.fields.iter().find(holds)?;
    Some(&field.name)
}

/// The part of an operation in which an inline schema stands, by the step to it.
fn part_of(operation: usize, step: &str) -> Subject {
    let step = step.trim_end_matches("_item");
    let headers = ["response_header_", "failure_response_header_"];
    if headers.iter().any(|prefix| step.starts_with(prefix)) {
        return Subject::Part(operation, "headers".to_owned());
    }
    let key = step.strip_prefix("response_");
    let key = key.and_then(|key| key.split('_').next());
    let status = key.and_then(|key| match (key, key.parse(), key.split_at_checked(1)) {
        ("default", ..) => Some(Status::Default),
        (_, Ok(code), _) => Some(Status::Code(code)),
        (_, _, Some((range, "XX" | "xx"))) => range.parse().ok().map(Status::Range),
        _ => None,
    });
    match status {
        Some(status) => Subject::Response(operation, status),
        None => Subject::Part(operation, step.to_owned()),
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
        in_rust_alone: false,
    }
}

//! Changes as they are told: judged, with the operations they reach, those that many operations share told once.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::finding::{Directions, Finding, Owner, Pair};
use super::fingerprint::fingerprint;
use super::level::{Impact, Level, RustLevel, Verdict};
use super::reach::Reach;
use super::table::ChangeId;
use super::walk::Walk;
use crate::diagnostic::Pointer;
use crate::model::{Operation, Role};
use crate::surface::Subject;

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of change it is.
    pub id: ChangeId,
    /// What changed belongs to.
    pub group: Group,
    /// What changed within the group: `slug`, ``query parameter `page` ``; empty for the group itself.
    pub part: String,
    /// The value in the document before, in words; `none` where there is none.
    pub before: String,
    /// The value in the document after, in words.
    pub after: String,
    /// The place in the document before.
    pub from: Option<Pointer>,
    /// The place in the document after.
    pub to: Option<Pointer>,
    /// In which directions what changed travels.
    pub directions: Directions,
    /// The operations of the document after that it reaches (for a removed one: of the document before), in the document's order.
    pub operations: Vec<OperationName>,
    /// What an old client meets at a server that serves the document after.
    pub old_client: Impact,
    /// What a client made from the document after meets at a server that still serves the document before.
    pub old_server: Impact,
    /// What generating again does to code that depends on the crates.
    pub rust: RustImpact,
    /// The same for the same change, wherever it stands: 16 hexadecimal digits.
    pub fingerprint: String,
    /// Whether `oasmith.toml` says that it is known and wanted.
    pub accepted: bool,
    /// What it is a change of, in both documents.
    pub(super) subjects: Vec<[Option<Subject>; 2]>,
    /// Whether it is a change only if it changes something in Rust.
    pub(super) in_rust_alone: bool,
}

/// What a change belongs to.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Group {
    /// The document as a whole.
    Api,
    /// A schema, by its name; `Flow → FlowSet` where another one stands in its place.
    Schema(String),
    /// Operations.
    Operations,
    /// Webhooks and callbacks.
    Hooks,
    /// Items of the generated crates.
    Rust,
}

/// An operation that a change reaches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OperationName {
    /// `operationId`.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The first tag.
    pub tag: Option<String>,
    /// Who serves it.
    pub role: Role,
}

/// What generating again does to code that depends on the crates.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RustImpact {
    /// The greatest level of the items.
    pub level: RustLevel,
    /// The public items that change.
    pub items: Vec<RustItem>,
}

/// A public item that changes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RustItem {
    /// Its path: `authentik_types::FlowSet::background`.
    pub path: String,
    /// What happens to it, in words.
    pub what: String,
    /// Whether code that used it may no longer compile.
    pub level: RustLevel,
}

impl Change {
    /// How bad it is for clients that are out there: an old client against the new server.
    #[must_use]
    pub fn level(&self) -> Level {
        self.old_client.level
    }
}

/// Makes changes of what a walk has found.
pub(super) fn changes(walk: &Walk<'_>) -> Vec<Change> {
    let wanted: HashSet<Pair> = walk.findings.owners().filter_map(pair).collect();
    let reach = Reach::new(walk, &wanted);
    let mut changes: IndexMap<Key, Change> = IndexMap::new();
    for finding in walk.findings.iter() {
        let change = told(walk, &reach, finding);
        let key = (
            change.id,
            change.group.clone(),
            change.part.clone(),
            change.before.clone(),
            change.after.clone(),
        );
        match changes.get_mut(&key) {
            Some(known) => {
                known.operations.extend(change.operations);
                known.subjects.extend(change.subjects);
                known.in_rust_alone &= change.in_rust_alone;
            }
            None => {
                changes.insert(key, change);
            }
        }
    }
    changes.into_values().collect()
}

/// Gives each change its fingerprint.
pub(super) fn sign(changes: &mut [Change]) {
    for change in changes {
        change.fingerprint = of(change);
    }
}

type Key = (ChangeId, Group, String, String, String);

fn told(walk: &Walk<'_>, reach: &Reach, finding: &Finding) -> Change {
    let operations = operations(walk, reach, finding.owner);
    let directions = finding.directions;
    let (old_client, old_server) = judge(finding.id, finding.owner, directions);
    Change {
        id: finding.id,
        group: group(walk, finding.owner),
        part: finding.part.clone(),
        before: finding.before.clone(),
        after: finding.after.clone(),
        from: finding.from.clone(),
        to: finding.to.clone(),
        directions,
        operations,
        old_client,
        old_server,
        rust: RustImpact::default(),
        fingerprint: String::new(),
        accepted: false,
        subjects: finding.subjects.clone(),
        in_rust_alone: finding.in_rust_alone,
    }
}

/// Places and positions are no part of it, and neither are the operations that a schema reaches: it may be used elsewhere, too.
fn of(change: &Change) -> String {
    let group = match &change.group {
        Group::Schema(name) => name.as_str(),
        Group::Api | Group::Operations | Group::Hooks | Group::Rust => "",
    };
    let operations = change
        .operations
        .iter()
        .filter(|_| matches!(change.group, Group::Operations | Group::Hooks));
    let directions = change.directions.words();
    let own = [
        change.id.id(),
        &directions,
        group,
        &change.part,
        &change.before,
        &change.after,
    ];
    fingerprint(
        own.into_iter()
            .chain(operations.map(|operation| operation.id.as_str())),
    )
}

const UNUSED: Impact = Impact {
    level: Level::Compatible,
    reason: "no operation that both documents have uses it",
};

/// The worst of all directions.
fn judge(id: ChangeId, owner: Owner, directions: Directions) -> (Impact, Impact) {
    let is_type = matches!(owner, Owner::Types(..));
    let Directions { served, hooks } = directions;
    let all = [
        served.request.then(|| id.request()),
        served.response.then(|| id.response()),
        hooks.request.then(|| id.hook_request()),
        hooks.response.then(|| id.hook_response()),
    ];
    let worst = all.into_iter().flatten().reduce(|one, other| Verdict {
        old_client: worse(one.old_client, other.old_client),
        old_server: worse(one.old_server, other.old_server),
    });
    let Verdict {
        old_client,
        old_server,
    } = worst.unwrap_or_else(|| id.request());
    let is_harmless = old_client.level.max(old_server.level) == Level::Compatible;
    if worst.is_none() && is_type && (id.depends_on_direction() || !is_harmless) {
        (UNUSED, UNUSED)
    } else {
        (old_client, old_server)
    }
}

fn worse(one: Impact, other: Impact) -> Impact {
    if other.level > one.level { other } else { one }
}

fn pair(owner: Owner) -> Option<Pair> {
    match owner {
        Owner::Types(Some(before), Some(after)) => Some((before, after)),
        _ => None,
    }
}

fn group(walk: &Walk<'_>, owner: Owner) -> Group {
    match owner {
        Owner::Api => Group::Api,
        Owner::Operations(before, after) => match one_of(walk, before, after) {
            Some(Operation {
                role: Role::Webhook | Role::Callback,
                ..
            }) => Group::Hooks,
            _ => Group::Operations,
        },
        Owner::Types(before, after) => {
            let old = before.map(|id| walk.before.name(id));
            let new = after.map(|id| walk.after.name(id));
            Group::Schema(match (old, new) {
                (Some(old), Some(new)) if old != new => {
                    // An inline schema on one side has no name to speak of.
                    let inline = before.is_none_or(|id| walk.before.component(id).is_none());
                    let other_inline = after.is_none_or(|id| walk.after.component(id).is_none());
                    match (inline, other_inline) {
                        (true, _) => new,
                        (false, true) => old,
                        (false, false) => format!("{old} → {new}"),
                    }
                }
                (_, Some(name)) | (Some(name), None) => name,
                (None, None) => String::new(),
            })
        }
    }
}

/// The operation of the document after, else that of the document before.
fn one_of<'a>(
    walk: &Walk<'a>,
    before: Option<usize>,
    after: Option<usize>,
) -> Option<&'a Operation> {
    let of_after = after.and_then(|index| walk.after.api.nth_operation(index));
    of_after.or_else(|| walk.before.api.nth_operation(before?))
}

fn operations(walk: &Walk<'_>, reach: &Reach, owner: Owner) -> Vec<OperationName> {
    let name = |operation: &Operation| OperationName {
        id: operation.id.clone(),
        method: operation.method.clone(),
        path: operation.path.clone(),
        tag: operation.tag.clone(),
        role: operation.role,
    };
    match owner {
        Owner::Api | Owner::Types(None, _) | Owner::Types(_, None) => Vec::new(),
        Owner::Operations(before, after) => {
            one_of(walk, before, after).map(name).into_iter().collect()
        }
        Owner::Types(Some(one), Some(other)) => {
            let indexes = reach.operations((one, other));
            let pairs = indexes.filter_map(|index| walk.operations.get(index));
            pairs
                .filter_map(|(_, index)| walk.after.api.nth_operation(*index))
                .map(name)
                .collect()
        }
    }
}

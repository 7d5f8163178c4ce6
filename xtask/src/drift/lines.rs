//! Changes as people read them: one line per place, the same change of several schemas on one line, by the tags of the operations.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use oasmith::drift::{Change, ChangeId, Group, Level, OperationName, Role, RustLevel, Ways};

use super::comparison::{Comparison, Spot, Spots};
use super::plain::{clean, cut, plural};

/// So many characters of a value are shown.
const VALUE: usize = 90;
/// So many names are shown before the rest is counted.
const NAMES: usize = 4;
/// So many public items are shown: their paths are long.
const ITEMS: usize = 1;

/// The lines of one part of the API.
pub(super) struct Section {
    /// The tags of the operations, or what else the lines have in common.
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
}

/// What happened at one place, or in the same way at several.
pub(super) struct Line {
    pub(super) level: Level,
    /// Where: `FlowSet.slug`.
    pub(super) place: String,
    /// What: `maxLength 50 → none`.
    pub(super) what: String,
    /// Why it is not compatible, and what it does to Rust; empty where there is nothing to add.
    pub(super) more: Vec<String>,
    pub(super) rust: RustLevel,
    /// Where the first of the changes is: in the document after, or before where it is gone.
    pub(super) at: Option<String>,
    /// How many changes it stands for.
    pub(super) count: usize,
}

/// Puts changes into sections; additions of whole operations, schemas and items are counted unless `all` are wanted.
pub(super) fn sections(comparison: &Comparison, all: bool) -> Vec<Section> {
    let (changes, spots) = (comparison.changes(), comparison.spots());
    let mut sections: IndexMap<String, Vec<Line>> = IndexMap::new();
    let is_counted = |change: &&Change| !all && is_addition(change.id);
    let told: Vec<&Change> = changes
        .iter()
        .filter(|change| !is_counted(change))
        .collect();
    for (title, line) in merged(&told, &spots, all) {
        sections.entry(title).or_default().push(line);
    }
    let counted: Vec<&Change> = changes.iter().filter(is_counted).collect();
    if let Some(line) = additions(&counted) {
        sections.entry("added".to_owned()).or_default().push(line);
    }
    let mut sections: Vec<Section> = sections
        .into_iter()
        .map(|(title, mut lines)| {
            lines.sort_by_key(|line| std::cmp::Reverse((line.level, line.rust)));
            Section { title, lines }
        })
        .collect();
    sections.sort_by_key(|section| match section.title.as_str() {
        "document" => 0,
        "added" => 2,
        "in Rust alone" => 3,
        _ => 1,
    });
    sections
}

fn is_addition(id: ChangeId) -> bool {
    matches!(
        id,
        ChangeId::OperationAdded
            | ChangeId::WebhookAdded
            | ChangeId::ComponentAdded
            | ChangeId::RustItemAdded
    )
}

/// What happens at one place, and the same at other places.
type Deed<'a> = (String, Vec<(ChangeId, &'a str, &'a str)>);

/// What the lines of one section have in common: the title, what happens, and a number that keeps those apart that are not to be merged.
type Kin<'a> = (String, Vec<(ChangeId, &'a str, &'a str)>, usize);

fn merged<'a>(changes: &[&'a Change], spots: &Spots<'_>, all: bool) -> Vec<(String, Line)> {
    let mut places: IndexMap<(&Group, &str, Option<&str>), Vec<&'a Change>> = IndexMap::new();
    for change in changes {
        let operation = match change.group {
            Group::Operations | Group::Hooks => change.operations.first().map(|it| it.id.as_str()),
            _ => None,
        };
        let key = (&change.group, change.part.as_str(), operation);
        places.entry(key).or_default().push(change);
    }
    let mut deeds: IndexMap<Deed<'a>, Vec<Vec<&'a Change>>> = IndexMap::new();
    for ((group, part, operation), changes) in places {
        let ids = || changes.iter().map(|change| (change.id, "", "")).collect();
        let values = || {
            let values =
                |change: &&'a Change| (change.id, change.before.as_str(), change.after.as_str());
            changes.iter().map(values).collect()
        };
        let gone = [ChangeId::OperationRemoved, ChangeId::WebhookRemoved];
        let gone = changes.iter().all(|it| gone.contains(&it.id));
        let deed = match group {
            Group::Schema(_) if !part.is_empty() => (part.to_owned(), values()),
            Group::Rust if !all => (String::new(), ids()),
            // Those of one tag.
            Group::Operations | Group::Hooks if gone && !all => {
                (format!("gone {}", tag(changes.first().copied())), ids())
            }
            group => (
                format!("{group:?} {part} {}", operation.unwrap_or_default()),
                values(),
            ),
        };
        deeds.entry(deed).or_default().push(changes);
    }
    // The same under other names, in the same section.
    let mut lines: IndexMap<Kin<'a>, Vec<Vec<&'a Change>>> = IndexMap::new();
    for (index, ((_, values), places)) in deeds.into_iter().enumerate() {
        let of_schemas = places
            .iter()
            .flatten()
            .all(|it| matches!(it.group, Group::Schema(_)));
        let own = if of_schemas && !all { 0 } else { index + 1 };
        lines
            .entry((title(&places), values, own))
            .or_default()
            .extend(places);
    }
    let lines = lines
        .into_iter()
        .map(|((title, ..), places)| (title, line(&places, spots)));
    lines.collect()
}

fn tag(change: Option<&Change>) -> &str {
    let operation = change.and_then(|change| change.operations.first());
    operation.map_or(UNTAGGED, heading)
}

const UNTAGGED: &str = "untagged";

/// What an operation stands under: its tag, or what the API calls.
fn heading(operation: &OperationName) -> &str {
    match operation.role {
        Role::Served => operation.tag.as_deref().unwrap_or(UNTAGGED),
        Role::Webhook => "webhooks",
        Role::Callback => "callbacks",
    }
}

/// The line of changes that are the same at each of several places.
fn line(places: &[Vec<&Change>], spots: &Spots<'_>) -> Line {
    let changes = || places.iter().flatten().copied();
    let one = places.first().map(Vec::as_slice).unwrap_or_default();
    let names: Vec<String> = places
        .iter()
        .filter_map(|changes| changes.first())
        .map(|change| place(change))
        .collect();
    let what: Vec<String> = match one.first() {
        Some(Change {
            group: Group::Rust,
            id,
            ..
        }) => vec![id.title().to_owned()],
        _ => one.iter().map(|change| what(change)).collect(),
    };
    let level = changes().map(effective).max().unwrap_or_default();
    let rust = changes()
        .map(|change| change.rust.level)
        .max()
        .unwrap_or_default();
    Line {
        level,
        place: listed(&names) + &direction(&changes().collect::<Vec<_>>()),
        what: what.join("; "),
        more: more(&changes().collect::<Vec<_>>(), level, rust),
        rust,
        at: changes().next().and_then(|change| at(change, spots)),
        count: changes().count(),
    }
}

fn at(change: &Change, spots: &Spots<'_>) -> Option<String> {
    let words = |spot: Spot| {
        let place = format!("{}:{}", spot.line, spot.column);
        if spot.in_first {
            format!("line {place}")
        } else {
            format!("{}:{place}", spot.file)
        }
    };
    let to = spots.to(change).map(words);
    to.or_else(|| Some(format!("was at {}", words(spots.from(change)?))))
}

/// In which directions the members of schemas travel.
fn direction(changes: &[&Change]) -> String {
    let of_schemas = changes
        .iter()
        .all(|it| matches!(it.group, Group::Schema(_)));
    let words = |ways: fn(&Change) -> Ways| {
        let request = changes.iter().any(|it| ways(it).request);
        let response = changes.iter().any(|it| ways(it).response);
        match (request, response) {
            (true, true) => "both ways",
            (true, false) => "request",
            (false, true) => "response",
            (false, false) => "",
        }
    };
    let served = words(|change| change.directions.served);
    let hooks = words(|change| change.directions.hooks);
    match (served, hooks) {
        _ if !of_schemas => String::new(),
        ("", "") => String::new(),
        (served, "") => format!(" ({served})"),
        ("", hooks) => format!(" (webhook {hooks})"),
        (served, hooks) => format!(" ({served}; webhook {hooks})"),
    }
}

/// The level that counts: what is accepted counts for nothing.
pub(super) fn effective(change: &Change) -> Level {
    if change.accepted {
        Level::Compatible
    } else {
        change.level()
    }
}

/// The section of changes: the tags of the operations that they reach.
fn title(places: &[Vec<&Change>]) -> String {
    let changes = || places.iter().flatten();
    match changes().next().map(|change| &change.group) {
        Some(Group::Api) => return "document".to_owned(),
        Some(Group::Rust) => return "in Rust alone".to_owned(),
        _ => {}
    }
    let operations = changes().flat_map(|change| &change.operations);
    let tags: BTreeSet<String> = operations.map(|it| clean(heading(it))).collect();
    if tags.is_empty() {
        return "schemas that no operation of both documents uses".to_owned();
    }
    listed(&tags.into_iter().collect::<Vec<_>>())
}

pub(super) fn place(change: &Change) -> String {
    let part = clean(&change.part);
    match &change.group {
        Group::Api | Group::Rust => part,
        Group::Schema(name) if part.is_empty() => clean(name),
        Group::Schema(name) if part.starts_with(['[', '{', '(']) => {
            format!("{}{part}", clean(name))
        }
        Group::Schema(name) => format!("{}.{part}", clean(name)),
        Group::Operations | Group::Hooks => {
            let names = |change: &Change| -> Vec<String> {
                let operations = change.operations.iter();
                operations.map(|it| clean(&call(it))).collect()
            };
            match change.operations.as_slice() {
                [] => part,
                operations if operations.len() > 2 => {
                    format!("{part} of {}", plural(operations.len(), "operation"))
                        .trim()
                        .to_owned()
                }
                _ => format!("{} {part}", names(change).join(", "))
                    .trim()
                    .to_owned(),
            }
        }
    }
}

fn call(operation: &OperationName) -> String {
    let call = format!("{} {}", operation.method, operation.path);
    match operation.role {
        Role::Served => call,
        Role::Webhook => format!("webhook {call}"),
        Role::Callback => format!("callback {call}"),
    }
}

/// What happened, in words.
pub(super) fn what(change: &Change) -> String {
    let (before, after) = (clean(&change.before), clean(&change.after));
    let (old, new) = (cut(&before, VALUE), cut(&after, VALUE));
    match change.id {
        ChangeId::EnumValueAdded | ChangeId::VariantAdded => format!("+ {new}"),
        ChangeId::EnumValueRemoved | ChangeId::VariantRemoved => format!("− {old}"),
        ChangeId::OperationRemoved | ChangeId::WebhookRemoved | ChangeId::ComponentRemoved => {
            "removed".to_owned()
        }
        ChangeId::OperationAdded | ChangeId::WebhookAdded | ChangeId::ComponentAdded => {
            "added".to_owned()
        }
        ChangeId::Deprecated | ChangeId::NoLongerDeprecated => new,
        ChangeId::ComponentRenamed | ChangeId::OperationRenamed => {
            format!("{old} is now called {new}")
        }
        _ if before == "none" && !is_limit(change.id) => format!("added ({new})"),
        _ if after == "none" && !is_limit(change.id) => format!("removed (was {old})"),
        _ => format!("{old} → {new}"),
    }
}

fn is_limit(id: ChangeId) -> bool {
    matches!(
        id,
        ChangeId::ConstraintTightened | ChangeId::ConstraintRelaxed | ChangeId::ConstraintChanged
    )
}

/// Why, and what it does to Rust.
fn more(changes: &[&Change], level: Level, rust: RustLevel) -> Vec<String> {
    let mut more = Vec::new();
    if changes.iter().all(|change| change.accepted) {
        more.push("accepted in oasmith.toml".to_owned());
    }
    if level > Level::Compatible {
        let worst = changes.iter().find(|change| change.level() == level);
        more.extend(worst.map(|change| change.old_client.reason.to_owned()));
    }
    let with_old_server = changes
        .iter()
        .find(|change| change.old_server.level == Level::Breaking);
    if let Some(change) = with_old_server.filter(|_| level < Level::Breaking) {
        more.push(format!("new clients only: {}", change.old_server.reason));
    }
    if rust > RustLevel::None {
        let items: Vec<String> = changes
            .iter()
            .flat_map(|change| &change.rust.items)
            .filter(|item| item.level == rust)
            .map(|item| cut(&format!("{} {}", item.path, item.what), VALUE + 30))
            .collect();
        more.push(format!("Rust {rust}: {}", first(&items, ITEMS)));
    }
    more
}

/// What is new as a whole, counted.
fn additions(changes: &[&Change]) -> Option<Line> {
    let count = |id: ChangeId| changes.iter().filter(|change| change.id == id).count();
    let mut parts = Vec::new();
    let operations = count(ChangeId::OperationAdded);
    if operations > 0 {
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        for operation in changes
            .iter()
            .filter(|it| it.id == ChangeId::OperationAdded)
            .flat_map(|it| &it.operations)
        {
            *tags.entry(clean(heading(operation))).or_default() += 1;
        }
        let mut tags: Vec<(String, usize)> = tags.into_iter().collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let tags: Vec<String> = tags
            .into_iter()
            .map(|(tag, count)| format!("{tag} {count}"))
            .collect();
        parts.push(format!(
            "{} ({})",
            plural(operations, "operation"),
            listed(&tags)
        ));
    }
    let hooks = count(ChangeId::WebhookAdded);
    if hooks > 0 {
        parts.push(plural(hooks, "webhook"));
    }
    let schemas: Vec<String> = changes
        .iter()
        .filter(|it| it.id == ChangeId::ComponentAdded)
        .map(|it| clean(&it.after))
        .collect();
    if !schemas.is_empty() {
        parts.push(format!(
            "{} ({})",
            plural(schemas.len(), "schema"),
            listed(&schemas)
        ));
    }
    let items = count(ChangeId::RustItemAdded);
    if items > 0 {
        parts.push(plural(items, "more Rust item"));
    }
    if parts.is_empty() {
        return None;
    }
    let rust = changes
        .iter()
        .map(|change| change.rust.level)
        .max()
        .unwrap_or_default();
    let demanding: Vec<String> = changes
        .iter()
        .flat_map(|change| &change.rust.items)
        .filter(|item| item.level == RustLevel::Major)
        .map(|item| item.path.clone())
        .collect();
    let more = if demanding.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "Rust major: has to be implemented or named: {}",
            first(&demanding, ITEMS)
        )]
    };
    Some(Line {
        level: changes
            .iter()
            .map(|change| effective(change))
            .max()
            .unwrap_or_default(),
        place: parts.join(", "),
        what: String::new(),
        more,
        rust,
        at: None,
        count: changes.len(),
    })
}

fn listed(names: &[String]) -> String {
    first(names, NAMES)
}

fn first(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What the mock remembers: the resources that requests have made, changed and removed.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use http::StatusCode;
use serde_json::{Map, Value};

use super::pages::Wanted;
use super::resource::{Action, List, Resource};
use super::{Answer, Asked};
use crate::runtime::reply::{Refusal, Reply};
use crate::types::runtime::Head;
use crate::types::runtime::text::{Style, from_segment};

/// So many resources are remembered; of more the oldest is forgotten.
const MOST_RESOURCES: usize = 10_000;

/// So many bytes of JSON are remembered; of more the oldest resources are forgotten.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The resources of a mock, which start as the document shows them.
#[derive(Debug)]
pub(in crate::runtime) struct Memory {
    resources: &'static [Resource],
    kept: Mutex<Kept>,
}

impl Memory {
    pub(in crate::runtime) fn new(resources: &'static [Resource]) -> Self {
        Self {
            resources,
            kept: Mutex::default(),
        }
    }

    /// The answer to a request about something that can be remembered, `None` for all others.
    pub(super) fn reply(&self, answers: &[Answer], asked: &Asked) -> Option<Reply> {
        let shown = *answers.first()?;
        let status = shown.status(None)?;
        let turn = |resource, parents: &[String]| {
            let parents = parents.iter().map(|segment| decoded(segment));
            Turn {
                resource,
                collection: std::iter::once(resource.path.to_owned())
                    .chain(parents)
                    .collect(),
                answers,
                shown,
                status,
                asked,
            }
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        self.resources.iter().find_map(|resource| {
            if resource.path == asked.path {
                let mut actions = resource.actions.iter();
                let action = actions.find(|action| action.method == asked.method)?;
                let (id, parents) = asked.segments.split_last()?;
                return turn(resource, parents).one(&mut kept, action, &decoded(id));
            }
            let collection = resource.collection.filter(|it| it.path == asked.path)?;
            let turn = turn(resource, &asked.segments);
            match asked.method {
                "POST" => turn.create(&mut kept, collection.creates?),
                "GET" => turn.list(&kept, collection.lists?),
                _ => None,
            }
        })
    }
}

/// What is remembered.
#[derive(Debug, Default)]
struct Kept {
    /// By age, the oldest first.
    entries: BTreeMap<u64, Entry>,
    /// The ages by place.
    ages: HashMap<Place, u64>,
    last: u64,
    bytes: usize,
}

/// Which resource is meant.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Place {
    /// The path template of the resource, and the path parameters before its own.
    collection: Vec<String>,
    id: String,
}

/// A resource that is known to be there or not to be.
#[derive(Debug)]
struct Entry {
    place: Place,
    /// Whether it was made by a request rather than there from the beginning.
    is_made: bool,
    /// The resource as JSON; `None` once it is removed.
    text: Option<String>,
}

impl Entry {
    fn bytes(&self) -> usize {
        let place = self.place.collection.iter().chain([&self.place.id]);
        place.chain(&self.text).map(String::len).sum()
    }
}

impl Kept {
    fn find(&self, place: &Place) -> Option<&Entry> {
        self.entries.get(self.ages.get(place)?)
    }

    fn of(&self, collection: &[String]) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.values();
        entries.filter(move |entry| entry.place.collection == collection)
    }

    /// Remembers a resource, in the place of what was known of it.
    fn put(&mut self, entry: Entry) {
        self.last += 1;
        let age = *self.ages.entry(entry.place.clone()).or_insert(self.last);
        self.bytes += entry.bytes();
        if let Some(known) = self.entries.insert(age, entry) {
            self.bytes -= known.bytes();
        }
        while self.entries.len() > MOST_RESOURCES || self.bytes > MOST_BYTES {
            let Some((_, oldest)) = self.entries.pop_first() else {
                break;
            };
            self.bytes -= oldest.bytes();
            self.ages.remove(&oldest.place);
        }
    }
}

/// One request about resources of one kind.
struct Turn<'a> {
    resource: &'static Resource,
    collection: Vec<String>,
    answers: &'a [Answer],
    /// The answer of a mock without memory, and its status.
    shown: Answer,
    status: StatusCode,
    asked: &'a Asked,
}

type Members = Map<String, Value>;

impl Turn<'_> {
    /// The answer of an operation on one resource.
    fn one(&self, kept: &mut Kept, action: &Action, id: &str) -> Option<Reply> {
        let known = kept.find(&self.place(id));
        let stored = match known.map(|known| known.text.as_deref()) {
            Some(None) => return Some(self.missing()),
            Some(stored) => stored,
            None => None,
        };
        let is_made = known.is_some_and(|known| known.is_made);
        let own = self.shown.content.filter(|_| action.tells);
        let shown = own.map_or(self.resource.shown, |(_, body)| body);
        let mut members = read(stored.unwrap_or(shown))?;
        if action.tells {
            self.identify(&mut members, id);
        }
        match action.method {
            "GET" => {}
            "DELETE" => kept.put(self.entry(id, is_made, None)),
            _ => {
                if action.method == "PUT" {
                    self.replace(&mut members, action);
                }
                let new = self.copy(&mut members, action.copied);
                let new = new.filter(|new| new != id);
                if let Some(new) = &new {
                    if let Some(refused) = self.conflict(kept, new) {
                        return Some(refused);
                    }
                    kept.put(self.entry(id, is_made, None));
                }
                let id = new.as_deref().unwrap_or(id);
                kept.put(self.entry(id, is_made, Some(&members)));
            }
        }
        Some(if action.tells {
            self.tell(&Value::Object(members))
        } else {
            self.shown.reply(self.status, None, &self.asked.cx)
        })
    }

    /// The answer of an operation that makes a resource.
    fn create(&self, kept: &mut Kept, action: Action) -> Option<Reply> {
        let member = self.resource.member?;
        let (_, shown) = self.shown.content?;
        let mut members = read(shown)?;
        let id = match self.copy(&mut members, action.copied) {
            Some(id) => {
                if let Some(refused) = self.conflict(kept, &id) {
                    return Some(refused);
                }
                id
            }
            None => self.fresh(kept, &mut members, member)?,
        };
        kept.put(self.entry(&id, true, Some(&members)));
        Some(self.tell(&Value::Object(members)))
    }

    /// The answer of an operation that lists all resources: those that the document shows, as far as they are still there and as they are
    /// now, and all others that are remembered, as far as the query wants them. `None` where nothing is remembered and everything wanted.
    fn list(&self, kept: &Kept, list: List) -> Option<Reply> {
        let member = self.resource.member?;
        let (_, shown) = self.shown.content?;
        let mut page: Value = serde_json::from_str(shown).ok()?;
        let mut left: Vec<&Entry> = kept.of(&self.collection).collect();
        let uri = self.asked.cx.uri();
        let wanted = Wanted::of(&list, uri.query().unwrap_or_default());
        if left.is_empty() && wanted.is_all() {
            return None;
        }
        let stored = |entry: &Entry| read(entry.text.as_deref()?).map(Value::Object);
        let items = page.pointer_mut(list.items)?.as_array_mut()?;
        let shown = std::mem::take(items).into_iter().filter_map(|item| {
            let id = item.get(member).and_then(text_of);
            let known = left
                .iter()
                .position(|entry| Some(&entry.place.id) == id.as_ref());
            match known {
                Some(known) => stored(left.remove(known)),
                None => Some(item),
            }
        });
        let mut all: Vec<Value> = shown.collect();
        all.extend(left.into_iter().filter_map(stored));
        let count = wanted.cut(&mut all, list.most);
        *items = all;
        if let Some(place) = list.count.and_then(|place| page.pointer_mut(place)) {
            *place = count.into();
        }
        // The document may know another meaning of the names that say which page it is.
        let is_fine = |page: &Value| self.broken(&page.to_string()).is_none();
        let numbered = wanted.numbered(&page, &list, count, uri).filter(is_fine);
        Some(self.tell(numbered.as_ref().unwrap_or(&page)))
    }

    fn entry(&self, id: &str, is_made: bool, members: Option<&Members>) -> Entry {
        Entry {
            place: self.place(id),
            is_made,
            text: members.map(written),
        }
    }

    fn place(&self, id: &str) -> Place {
        Place {
            collection: self.collection.clone(),
            id: id.to_owned(),
        }
    }

    /// What the request says, if that is an object.
    fn said(&self) -> Option<Members> {
        serde_json::from_slice(self.asked.json.as_ref()?).ok()
    }

    /// Takes out of the resource what the request does not say of it, though it could.
    fn replace(&self, members: &mut Members, action: &Action) {
        let (Some(said), Some(shown)) = (self.said(), read(self.resource.shown)) else {
            return;
        };
        let unsaid = action.copied.iter().copied();
        let unsaid =
            unsaid.filter(|name| !said.contains_key(*name) && self.resource.member != Some(*name));
        let unsaid: Vec<&str> = unsaid.collect();
        replaced(members, &shown, &unsaid, |members| {
            action.tells && self.broken(&written(members)).is_none()
        });
    }

    /// Copies what the request says to the resource, and tells the identifier if that is among it.
    fn copy(&self, members: &mut Members, copied: &[&str]) -> Option<String> {
        let mut said = self.said()?;
        let mut id = None;
        for name in copied {
            if let Some(value) = said.remove(*name) {
                if self.resource.member == Some(name) {
                    id = text_of(&value);
                }
                members.insert((*name).to_owned(), value);
            }
        }
        id
    }

    /// Gives the resource the identifier that the path says, if that is a value of the member's type.
    fn identify(&self, members: &mut Members, id: &str) {
        let Some((member, before)) = self.identifier(members) else {
            return;
        };
        let said = match &before {
            Value::Number(_) => id.parse::<i64>().map(Value::from).ok(),
            _ => Some(Value::from(id)),
        };
        if let Some(said) = said.filter(|said| *said != before) {
            members.insert(member.to_owned(), said);
            if self.broken(&written(members)).is_some() {
                members.insert(member.to_owned(), before);
            }
        }
    }

    fn identifier(&self, members: &Members) -> Option<(&'static str, Value)> {
        let member = self.resource.member?;
        Some((member, members.get(member)?.clone()))
    }

    /// Gives a resource an identifier that no other one has, and tells it. Where none is found, that is the shown one.
    fn fresh(&self, kept: &Kept, members: &mut Members, member: &str) -> Option<String> {
        let shown = members.get(member)?.clone();
        let made = kept.of(&self.collection).filter(|entry| entry.is_made);
        let first = made.count() as u64 + 1;
        for form in forms(&shown) {
            let mut numbered = (first..).map(|number| form(&shown, number));
            let free = numbered.find(|candidate| {
                let id = candidate.as_ref().and_then(text_of);
                id.is_none_or(|id| kept.find(&self.place(&id)).is_none())
            });
            let Some(Some(candidate)) = free else {
                continue;
            };
            let id = text_of(&candidate)?;
            members.insert(member.to_owned(), candidate);
            if self.broken(&written(members)).is_none() {
                return Some(id);
            }
        }
        let id = text_of(&shown);
        members.insert(member.to_owned(), shown);
        id
    }

    /// The refusal of an identifier that another resource has, if the document declares one.
    fn conflict(&self, kept: &Kept, id: &str) -> Option<Reply> {
        kept.find(&self.place(id))?.text.as_ref()?;
        self.failure("409").or_else(|| self.failure("400"))
    }

    /// The answer about a resource that is not there any more.
    fn missing(&self) -> Reply {
        let failure = self.failure("404");
        failure.unwrap_or(Reply::Refused(Refusal::NotFound))
    }

    /// The failure of that status, as far as the document shows it.
    fn failure(&self, code: &str) -> Option<Reply> {
        let failure = super::chosen(self.answers, Some(code), None)?;
        // `default` can be what stands for a success.
        let is_failure = failure.status != self.shown.status;
        let status = failure.status(Some(code)).filter(|_| is_failure)?;
        Some(failure.reply(status, None, &self.asked.cx))
    }

    /// Answers with a value in the place of the shown one.
    fn tell(&self, value: &Value) -> Reply {
        let text = value.to_string();
        match self.broken(&text).filter(|_| self.asked.checks_answers) {
            Some(broken) => Reply::internal(format!("the answer breaks the document: {broken}")),
            None => self.shown.reply(self.status, Some(text), &self.asked.cx),
        }
    }

    /// How a body breaks what the document says of the operation's success.
    fn broken(&self, body: &str) -> Option<String> {
        let head = Head {
            status: self.status.as_u16(),
            content_type: self.shown.content.map(|(media_type, _)| media_type),
        };
        (self.asked.holds)(head, body.as_bytes()).err()
    }
}

/// Makes an identifier of a number and the one that the document shows.
type Numbered = fn(&Value, u64) -> Option<Value>;

/// In which forms identifiers can be made that look like the shown one.
fn forms(shown: &Value) -> Vec<Numbered> {
    let uuid: Numbered = |shown, number| {
        let stem = shown.as_str()?.get(..24)?;
        Some(format!("{stem}{number:012x}").into())
    };
    let name: Numbered = |shown, number| Some(format!("{}-{number}", shown.as_str()?).into());
    let number: Numbered = |_, number| Some(number.into());
    let above: Numbered = |shown, number| shown.as_u64()?.checked_add(number).map(Value::from);
    match shown {
        Value::Number(_) => vec![number, above],
        Value::String(text) if is_uuid(text) => vec![uuid],
        Value::String(_) => vec![name],
        _ => Vec::new(),
    }
}

fn is_uuid(text: &str) -> bool {
    let mut bytes = text.bytes().enumerate();
    text.len() == 36
        && bytes.all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// An identifier as a path has it.
fn text_of(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn read(text: &str) -> Option<Members> {
    serde_json::from_str(text).ok()
}

fn written(members: &Members) -> String {
    // Texts and numbers alone make a map that cannot be written, and this one was read.
    serde_json::to_string(members).unwrap_or_default()
}

/// A segment of a path without its encoding.
fn decoded(segment: &str) -> String {
    let read = from_segment(Style::SIMPLE, "", segment);
    read.ok().flatten().unwrap_or_else(|| segment.to_owned())
}

/// What the whole of a resource is after a request that says all of it: of the members that it may say those that it says, of the others what
/// is known. `fits` tells whether the document allows a resource.
fn replaced(
    known: &mut Members,
    shown: &Members,
    unsaid: &[&'static str],
    fits: impl Fn(&Members) -> bool,
) {
    for name in unsaid {
        // What is not said is not there, else nothing, else as the document shows it.
        known.remove(*name);
        if fits(known) {
            continue;
        }
        known.insert((*name).to_owned(), Value::Null);
        if fits(known) {
            continue;
        }
        match shown.get(*name) {
            Some(shown) => known.insert((*name).to_owned(), shown.clone()),
            None => known.remove(*name),
        };
    }
}

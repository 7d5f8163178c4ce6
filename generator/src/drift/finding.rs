//! What the comparison comes upon, before it is told: differences by place, each once, with the directions in which it matters.

use indexmap::IndexMap;

use super::id::ChangeId;
use crate::diagnostic::Pointer;
use crate::model::TypeId;
use crate::surface::Subject;

/// In which direction the values at a place travel.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Travel {
    /// From client to server.
    Request,
    /// From server to client.
    Response,
    /// In none: no operation that both documents have uses it.
    Unused,
}

/// The directions in which a difference matters.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Directions {
    /// From client to server.
    pub request: bool,
    /// From server to client.
    pub response: bool,
}

impl Directions {
    pub(super) fn add(&mut self, travel: Travel) {
        match travel {
            Travel::Request => self.request = true,
            Travel::Response => self.response = true,
            Travel::Unused => {}
        }
    }

    /// The directions in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match (self.request, self.response) {
            (true, true) => "request and response",
            (true, false) => "request",
            (false, true) => "response",
            (false, false) => "unused",
        }
    }
}

/// Two definitions that stand for each other.
pub(super) type Pair = (TypeId, TypeId);

/// What a place belongs to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Owner {
    /// The document as a whole.
    Api,
    /// A definition, in both documents or in one.
    Types(Option<TypeId>, Option<TypeId>),
    /// An operation, by its index in both documents or in one.
    Operations(Option<usize>, Option<usize>),
}

/// A place in both documents that is compared.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) owner: Owner,
    /// The way from the owner: `slug`, `flow_set[]`, ``query parameter `page` ``; empty for the owner itself.
    pub(super) part: String,
    /// What it is called in the public items: a member's name, a parameter's, `body`; empty for the owner itself.
    pub(super) member: String,
    pub(super) travel: Travel,
    pub(super) before: Option<Pointer>,
    pub(super) after: Option<Pointer>,
}

impl Site {
    /// The place of the items of the list at this place, or the values of the map.
    pub(super) fn within(&self, sign: &str, keyword: &str) -> Self {
        let join = |pointer: &Option<Pointer>| pointer.as_ref().map(|at| at.join(keyword));
        Self {
            part: format!("{}{sign}", self.part),
            before: join(&self.before),
            after: join(&self.after),
            ..self.clone()
        }
    }

    /// The same place, at a keyword of the schema where that is there.
    pub(super) fn at(&self, keyword: &str, before: bool, after: bool) -> Self {
        let join = |pointer: &Option<Pointer>, there: bool| {
            let pointer = pointer.as_ref()?;
            Some(if there {
                pointer.join(keyword)
            } else {
                pointer.clone()
            })
        };
        Self {
            before: join(&self.before, before),
            after: join(&self.after, after),
            ..self.clone()
        }
    }

    fn subjects(&self) -> [Option<Subject>; 2] {
        let ty = |id: Option<TypeId>| {
            id.map(|id| match self.member.as_str() {
                "" => Subject::Type(id),
                member => Subject::Member(id, member.to_owned()),
            })
        };
        let operation = |index: Option<usize>| {
            index.map(|index| match self.member.as_str() {
                "" => Subject::Operation(index),
                part => Subject::Part(index, part.to_owned()),
            })
        };
        match self.owner {
            Owner::Api => [Some(Subject::Api), Some(Subject::Api)],
            Owner::Types(before, after) => [ty(before), ty(after)],
            Owner::Operations(before, after) => [operation(before), operation(after)],
        }
    }
}

/// One difference at one place.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) id: ChangeId,
    pub(super) owner: Owner,
    pub(super) part: String,
    /// Both values in words.
    pub(super) before: String,
    pub(super) after: String,
    /// Both places; `None` where there is nothing in that document.
    pub(super) from: Option<Pointer>,
    pub(super) to: Option<Pointer>,
    pub(super) directions: Directions,
    /// What it is a difference of, in both documents.
    pub(super) subjects: [Option<Subject>; 2],
}

type Key = (Owner, String, ChangeId, String, String);

/// All differences, each once, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Findings {
    by_key: IndexMap<Key, Finding>,
}

impl Findings {
    /// Notes a difference; one that is known gets one more direction.
    pub(super) fn add(
        &mut self,
        id: ChangeId,
        site: &Site,
        before: impl Into<String>,
        after: impl Into<String>,
    ) {
        let (before, after) = (before.into(), after.into());
        let key = (
            site.owner,
            site.part.clone(),
            id,
            before.clone(),
            after.clone(),
        );
        let finding = self.by_key.entry(key).or_insert_with(|| Finding {
            id,
            owner: site.owner,
            part: site.part.clone(),
            before,
            after,
            from: site.before.clone(),
            to: site.after.clone(),
            directions: Directions::default(),
            subjects: site.subjects(),
        });
        finding.directions.add(site.travel);
    }

    /// Notes a difference of something that is no part of a type or an operation.
    pub(super) fn add_subject(
        &mut self,
        id: ChangeId,
        site: &Site,
        (before, after): (String, String),
        subjects: [Option<Subject>; 2],
    ) {
        self.add(id, site, before.clone(), after.clone());
        let key = (site.owner, site.part.clone(), id, before, after);
        if let Some(finding) = self.by_key.get_mut(&key) {
            finding.subjects = subjects;
        }
    }

    /// Whether anything differs in a pair of definitions itself.
    pub(super) fn has(&self, (before, after): Pair) -> bool {
        let owner = Owner::Types(Some(before), Some(after));
        self.by_key.keys().any(|key| key.0 == owner)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.by_key.values()
    }

    /// What the differences belong to.
    pub(super) fn owners(&self) -> impl Iterator<Item = Owner> {
        self.by_key.values().map(|finding| finding.owner)
    }
}

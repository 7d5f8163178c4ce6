//! What the comparison comes upon, before it is told: differences by place, each once, with the directions in which it matters.

use indexmap::IndexMap;

use super::table::ChangeId;
use crate::diagnostic::Pointer;
use crate::model::{Status, TypeId};
use crate::surface::Subject;

/// In which direction the values at a place travel.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Travel {
    /// From client to server.
    Request,
    /// From server to client.
    Response,
    /// From the server to who receives a webhook or callback.
    HookRequest,
    /// Back from there.
    HookResponse,
    /// In none: no operation that both documents have uses it.
    Unused,
}

impl Travel {
    /// Every direction in which values travel.
    pub(super) const ALL: [Self; 4] = [
        Self::Request,
        Self::Response,
        Self::HookRequest,
        Self::HookResponse,
    ];

    /// The direction of the answer to what travels in this one.
    pub(super) fn back(self) -> Self {
        match self {
            Self::Request | Self::Response => Self::Response,
            Self::HookRequest | Self::HookResponse => Self::HookResponse,
            Self::Unused => Self::Unused,
        }
    }
}

/// The directions in which a difference matters.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Directions {
    /// Those of what the API serves: requests go from client to server.
    pub served: Ways,
    /// Those of webhooks and callbacks: requests go from the server to a receiver, which is a client otherwise.
    pub hooks: Ways,
}

/// There and back.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ways {
    /// With the request.
    pub request: bool,
    /// With the response.
    pub response: bool,
}

impl Directions {
    pub(super) fn add(&mut self, travel: Travel) {
        match travel {
            Travel::Request => self.served.request = true,
            Travel::Response => self.served.response = true,
            Travel::HookRequest => self.hooks.request = true,
            Travel::HookResponse => self.hooks.response = true,
            Travel::Unused => {}
        }
    }

    /// The directions in words.
    #[must_use]
    pub fn words(self) -> String {
        let all = [
            (self.served.request, "request"),
            (self.served.response, "response"),
            (self.hooks.request, "webhook request"),
            (self.hooks.response, "webhook response"),
        ];
        let words: Vec<&str> = all
            .into_iter()
            .filter_map(|(is_there, word)| is_there.then_some(word))
            .collect();
        if words.is_empty() {
            "unused".to_owned()
        } else {
            words.join(" and ")
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
    /// An operation or hook, by its index among all of them, in both documents or in one.
    Operations(Option<usize>, Option<usize>),
}

/// What a place is called in the public items.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// As the owner itself.
    Owner,
    /// By a member's name, a parameter's, `body`.
    Part(String),
    /// By `success` or `failure`, and by the status in both documents.
    Response(&'static str, [Option<Status>; 2]),
    /// By a header's name in both documents, and the headers of an answer that it is one of.
    Header([String; 2], [Option<TypeId>; 2]),
}

/// A place in both documents that is compared.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) owner: Owner,
    /// The way from the owner: `slug`, `flow_set[]`, ``query parameter `page` ``; empty for the owner itself.
    pub(super) part: String,
    pub(super) named: Named,
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

    /// What stands for it in the public items, in both documents.
    fn subjects(&self) -> Vec<[Option<Subject>; 2]> {
        match self.owner {
            Owner::Api => vec![[Some(Subject::Api), Some(Subject::Api)]],
            Owner::Types(before, after) => {
                let subject = |id: TypeId| match &self.named {
                    Named::Part(member) => Subject::Member(id, member.clone()),
                    _ => Subject::Type(id),
                };
                vec![[before.map(subject), after.map(subject)]]
            }
            Owner::Operations(before, after) => self.subjects_of_operation([before, after]),
        }
    }

    fn subjects_of_operation(&self, indexes: [Option<usize>; 2]) -> Vec<[Option<Subject>; 2]> {
        let part = |name: &str| {
            indexes.map(|index| index.map(|index| Subject::Part(index, name.to_owned())))
        };
        match &self.named {
            Named::Owner => vec![indexes.map(|index| index.map(Subject::Operation))],
            Named::Part(name) => vec![part(name)],
            Named::Response(role, [before, after]) => {
                let of = |index: Option<usize>, status: &Option<Status>| {
                    Some(Subject::Response(index?, (*status)?))
                };
                let [old, new] = indexes;
                vec![[of(old, before), of(new, after)], part(role)]
            }
            Named::Header([old, new], [before, after]) => {
                let of = |id: &Option<TypeId>, name: &String| {
                    Some(Subject::Member((*id)?, name.clone()))
                };
                vec![[of(before, old), of(after, new)], part("headers")]
            }
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
    pub(super) subjects: Vec<[Option<Subject>; 2]>,
    /// Whether it is one only if it changes something in Rust.
    pub(super) in_rust_alone: bool,
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
            in_rust_alone: false,
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
            finding.subjects = vec![subjects];
        }
    }

    /// Notes a difference that takes uses of definitions away, or brings some.
    pub(super) fn add_of_types(
        &mut self,
        id: ChangeId,
        site: &Site,
        (before, after): (String, String),
        types: [Option<TypeId>; 2],
    ) -> Option<&mut Finding> {
        self.add(id, site, before.clone(), after.clone());
        let key = (site.owner, site.part.clone(), id, before, after);
        let finding = self.by_key.get_mut(&key)?;
        let subjects = types.map(|id| id.map(Subject::Type));
        if !finding.subjects.contains(&subjects) {
            finding.subjects.push(subjects);
        }
        Some(finding)
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

//! The way through both documents at once: from operations to the types they use, each pair of definitions once per direction.

use std::collections::{HashMap, HashSet, VecDeque};

use super::finding::{Findings, Named, Owner, Pair, Site, Travel};
use super::matching::{Matching, alike};
use super::table::ChangeId;
use crate::model::{Api, Definition, Origin, TypeId};

/// One of the two documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
}

impl<'a> Side<'a> {
    pub(super) fn definition(self, id: TypeId) -> Option<&'a Definition> {
        self.api.definition(id)
    }

    pub(super) fn component(self, id: TypeId) -> Option<&'a str> {
        match &self.definition(id)?.origin {
            Origin::Component(name) => Some(name),
            Origin::Inline { .. } => None,
        }
    }

    pub(super) fn ids(self) -> impl Iterator<Item = TypeId> {
        (0..self.api.types.len()).map(TypeId::new)
    }
}

/// What leads to a pair of definitions.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum From {
    /// The operation at this index of the pairs of operations.
    Operation(usize),
    /// Another pair of definitions.
    Types(Pair),
}

/// One comparison: what is known and what is still to be looked at. Everything else travels through arguments and results.
pub(super) struct Walk<'a> {
    pub(super) before: Side<'a>,
    pub(super) after: Side<'a>,
    pub(super) matching: Matching,
    pub(super) findings: Findings,
    /// The operations and hooks that both documents have, by their indexes among all of them.
    pub(super) operations: Vec<(usize, usize)>,
    /// Their places in that list.
    pub(super) paired: HashMap<(usize, usize), usize>,
    /// The headers that stand at the same operation, of a success or of a failure.
    pub(super) header_pairs: Vec<Pair>,
    open: VecDeque<(Pair, Travel)>,
    seen: HashSet<(Pair, Travel)>,
    /// Which pairs of definitions each operation and each pair leads to.
    pub(super) leads_to: HashMap<(From, Travel), Vec<Pair>>,
    /// Places where another component is used than before.
    references: Vec<(Site, Pair)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(before: &'a Api, after: &'a Api) -> Self {
        let (before, after) = (Side { api: before }, Side { api: after });
        Self {
            before,
            after,
            matching: Matching::new(before, after),
            findings: Findings::default(),
            operations: Vec::new(),
            paired: HashMap::new(),
            header_pairs: Vec::new(),
            open: VecDeque::new(),
            seen: HashSet::new(),
            leads_to: HashMap::new(),
            references: Vec::new(),
        }
    }

    /// Compares everything.
    pub(super) fn run(&mut self) {
        self.document();
        self.operations();
        self.drain();
        self.unused();
        self.drain();
        self.components();
        self.changed_references();
    }

    /// Which definition of the document after stands for each one of the document before: the component that it is, else the first one
    /// at the same place that is much like it.
    pub(super) fn stand_ins(&self) -> HashMap<TypeId, TypeId> {
        let mut pairs: Vec<Pair> = self.seen.iter().map(|(pair, _)| *pair).collect();
        pairs.sort_unstable();
        let mut stand_ins: HashMap<TypeId, TypeId> = self.same_headers().collect();
        for (before, after) in pairs.into_iter().chain(self.header_pairs.iter().copied()) {
            if !alike(self.before, self.after, (before, after)) {
                continue;
            }
            stand_ins.entry(before).or_insert(after);
        }
        for before in self.before.ids() {
            if let Some(after) = self.matching.after(before) {
                stand_ins.insert(before, after);
            }
        }
        stand_ins
    }

    /// The headers that go by the same name: operations share them, so that some of these may have others now.
    fn same_headers(&self) -> impl Iterator<Item = Pair> {
        let (before, after) = (self.before.api, self.after.api);
        let named = after
            .headers
            .iter()
            .map(|it| (self.after.name(it.ty), it.ty));
        let by_name: HashMap<String, TypeId> = named.collect();
        let same = before.headers.iter().map(move |it| {
            let other = by_name.get(&self.before.name(it.ty))?;
            Some((it.ty, *other))
        });
        same.flatten()
    }

    fn drain(&mut self) {
        while let Some((pair, travel)) = self.open.pop_front() {
            self.definitions(pair, travel);
        }
    }

    /// Two definitions that stand for each other at a place.
    pub(super) fn visit(&mut self, pair: Pair, site: &Site) {
        let from = match site.owner {
            Owner::Types(Some(before), Some(after)) => Some(From::Types((before, after))),
            Owner::Operations(Some(before), Some(after)) => self
                .paired
                .get(&(before, after))
                .copied()
                .map(From::Operation),
            _ => None,
        };
        if let Some(from) = from {
            let targets = self.leads_to.entry((from, site.travel)).or_default();
            if !targets.contains(&pair) {
                targets.push(pair);
            }
        }
        if self.before.component(pair.0).is_some() && self.after.component(pair.1).is_some() {
            self.matching.suggest(self.before, self.after, pair);
            if self.matching.after(pair.0) != Some(pair.1) {
                self.references.push((site.clone(), pair));
            }
        }
        self.enqueue(pair, site.travel);
    }

    fn enqueue(&mut self, pair: Pair, travel: Travel) {
        if self.seen.insert((pair, travel)) {
            self.open.push_back((pair, travel));
        }
    }

    /// Components of both documents that no operation of both uses.
    fn unused(&mut self) {
        for before in self.before.ids() {
            let Some(after) = self.matching.after(before) else {
                continue;
            };
            let pair = (before, after);
            let used = Travel::ALL
                .into_iter()
                .any(|travel| self.seen.contains(&(pair, travel)));
            if !used {
                self.enqueue(pair, Travel::Unused);
            }
        }
    }

    /// Components that only one of the documents has, and those with another name.
    fn components(&mut self) {
        let visited_before: HashSet<TypeId> = self.seen.iter().map(|((id, _), _)| *id).collect();
        let visited_after: HashSet<TypeId> = self.seen.iter().map(|((_, id), _)| *id).collect();
        for id in self.before.ids() {
            let Some(name) = self.before.component(id) else {
                continue;
            };
            match self.matching.after(id) {
                Some(after) => self.renamed((id, after)),
                // One that has become an inline schema, or whose uses are now another component's, is told by its uses.
                None if visited_before.contains(&id) => {}
                None => {
                    let site = self.definition_site(Some(id), None);
                    self.findings
                        .add(ChangeId::ComponentRemoved, &site, name, super::words::NONE);
                }
            }
        }
        for id in self.after.ids() {
            let Some(name) = self.after.component(id) else {
                continue;
            };
            if self.matching.before(id).is_none() && !visited_after.contains(&id) {
                let site = self.definition_site(None, Some(id));
                self.findings
                    .add(ChangeId::ComponentAdded, &site, super::words::NONE, name);
            }
        }
    }

    fn renamed(&mut self, (before, after): Pair) {
        let names = (self.before.component(before), self.after.component(after));
        if let (Some(old), Some(new)) = names
            && old != new
        {
            let site = self.definition_site(Some(before), Some(after));
            self.findings
                .add(ChangeId::ComponentRenamed, &site, old, new);
        }
    }

    /// Another component at the same place is a difference only where the two differ, or where Rust has another type for it.
    fn changed_references(&mut self) {
        for (site, pair) in std::mem::take(&mut self.references) {
            // What stood for each other later on is no other component.
            if self.matching.after(pair.0) == Some(pair.1) {
                continue;
            }
            let is_same = !self.findings.has(pair);
            let (old, new) = (self.before.name(pair.0), self.after.name(pair.1));
            let types = [Some(pair.0), Some(pair.1)];
            let id = ChangeId::ReferenceChanged;
            if let Some(finding) = self.findings.add_of_types(id, &site, (old, new), types) {
                finding.in_rust_alone = is_same;
            }
        }
    }

    /// The place of a definition itself.
    pub(super) fn definition_site(&self, before: Option<TypeId>, after: Option<TypeId>) -> Site {
        let place = |side: Side<'a>, id: Option<TypeId>| {
            let definition = side.definition(id?)?;
            Some(definition.pointer.clone())
        };
        Site {
            owner: Owner::Types(before, after),
            part: String::new(),
            named: Named::Owner,
            travel: Travel::Unused,
            before: place(self.before, before),
            after: place(self.after, after),
        }
    }
}

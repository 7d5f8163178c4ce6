//! Features: which modules of the types crate a tag needs.
//!
//! Each tag is a cargo feature of all three crates. A module is there if one of the tags that reach it is on; what no tag reaches, with
//! what it needs, and what every tag reaches, is always there. What the API calls (webhooks and callbacks) has features like those of tags, off by default.

use std::collections::{HashMap, HashSet};

use super::operation;
use super::rust::{AnswerVariant, Failure, Group, Module, RustType, SuccessForm, Successes};

/// Features that the crates have for other reasons.
pub(super) const RESERVED_FEATURES: &[&str] = &[
    "axum", "blocking", "default", "mock", "reqwest", "tokio", "tracing",
];

/// Says for each module which features it belongs to: those of tags, and of hooks.
#[must_use]
pub fn gated(
    modules: Vec<Module>,
    groups: &[Group],
    hooks: &[Group],
    failures: &[Failure],
    successes: &[Successes],
) -> Vec<Module> {
    let graph = Graph::new(&modules);
    // Failures are shared by all tags, and so is what they hold.
    let bodies = failures.iter().flat_map(|failure| &failure.variants);
    let shared = graph.reach(bodies.filter_map(AnswerVariant::ty));
    let by_group: Vec<(&Group, HashSet<usize>)> = groups
        .iter()
        .chain(hooks)
        .map(|group| {
            let types = group.operations.iter().flat_map(operation::types_of);
            let headers = group.operations.iter();
            let headers = headers.flat_map(|it| it.headers.iter().chain(&it.failure_headers));
            let several = successes.iter().filter(|it| is_of(it, group));
            let variants = several.flat_map(|it| &it.variants);
            let bodies = variants.filter_map(AnswerVariant::ty);
            (group, graph.reach(types.chain(headers).chain(bodies)))
        })
        .collect();
    let is_reached = |index: &usize| by_group.iter().any(|(_, reached)| reached.contains(index));
    let free = (0..modules.len()).filter(|index| !is_reached(index));
    let free = graph.reach_from(free.collect());
    let features = |index: usize| -> Vec<String> {
        let needing = by_group
            .iter()
            .filter(|(_, reached)| reached.contains(&index));
        let features: Vec<String> = needing.map(|(group, _)| group.feature.clone()).collect();
        let mut tags = by_group.iter().take(groups.len());
        let always = shared.contains(&index)
            || free.contains(&index)
            || tags.all(|(_, reached)| reached.contains(&index));
        if always { Vec::new() } else { features }
    };
    let features: Vec<Vec<String>> = (0..modules.len()).map(features).collect();
    modules
        .into_iter()
        .zip(features)
        .map(|(module, features)| Module { features, ..module })
        .collect()
}

/// Says for each type of several successes which features it belongs to: those of the tags that answer with it.
#[must_use]
pub fn successes(types: Vec<Successes>, groups: &[Group], hooks: &[Group]) -> Vec<Successes> {
    let features = |it: &Successes| -> Vec<String> {
        let having = groups.iter().chain(hooks);
        let having = having.filter(|group| is_of(it, group));
        let features: Vec<String> = having.map(|group| group.feature.clone()).collect();
        if groups.iter().all(|group| is_of(it, group)) {
            Vec::new()
        } else {
            features
        }
    };
    types
        .into_iter()
        .map(|it| Successes {
            features: features(&it),
            ..it
        })
        .collect()
}

/// Whether an operation of the tag answers with it.
fn is_of(successes: &Successes, group: &Group) -> bool {
    let forms = group.operations.iter().filter_map(|operation| {
        let success = operation.success.as_ref()?;
        Some(&success.form)
    });
    forms
        .into_iter()
        .any(|form| matches!(form, SuccessForm::OneOf(name) if *name == successes.name))
}

/// Which modules mention types of which.
struct Graph {
    module_of: HashMap<String, usize>,
    edges: Vec<Vec<usize>>,
}

impl Graph {
    fn new(modules: &[Module]) -> Self {
        let module_of: HashMap<String, usize> = modules
            .iter()
            .enumerate()
            .flat_map(|(index, module)| {
                module
                    .items
                    .iter()
                    .map(move |item| (item.name().to_owned(), index))
            })
            .collect();
        let edges = modules
            .iter()
            .map(|module| {
                let mentioned = module.imports.types.iter();
                mentioned
                    .filter_map(|name| module_of.get(name).copied())
                    .collect()
            })
            .collect();
        Self { module_of, edges }
    }

    /// The modules that some types need, directly or through others.
    fn reach<'a>(&self, types: impl Iterator<Item = &'a RustType>) -> HashSet<usize> {
        let modules = types
            .flat_map(RustType::parts)
            .filter_map(|part| match part {
                RustType::Named(name) => self.module_of.get(name).copied(),
                _ => None,
            });
        self.reach_from(modules.collect())
    }

    /// These modules and those that they need.
    fn reach_from(&self, mut open: Vec<usize>) -> HashSet<usize> {
        let mut reached = HashSet::new();
        while let Some(index) = open.pop() {
            if reached.insert(index) {
                open.extend(self.edges.get(index).into_iter().flatten());
            }
        }
        reached
    }
}

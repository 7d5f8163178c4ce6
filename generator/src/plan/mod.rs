//! From what the API says to what the Rust will be: every decision is taken here, once.
//!
//! | question | file |
//! | --- | --- |
//! | what is it called? | [`ident`] (one name), [`names`] (all types and files), [`chosen`] (those of `oasmith.toml`) |
//! | in which direction does it travel, is it split, boxed, checked? | [`analysis`] |
//! | which Rust type? | [`types`] |
//! | how is an optional or nullable field typed? | [`field`] |
//! | what is checked? | [`rule`] |
//! | struct, enum, union or alias? | [`item`] |
//! | how are the variants of a union told apart? | [`pick`] |
//! | which parameters have the type of a component with the same values? | [`shared`] |
//! | which file, which imports? | [`layout`] |
//! | which feature needs which module? | [`features`] |
//! | which methods, arguments and answers? | [`operation`] |
//! | what does the API call? | [`hook`] |
//! | which lists come page by page? | [`paging`] |
//! | which failures? | [`failure`] |
//! | which successes, where there are several? | [`success`] |
//! | what is an answer of some status called? | [`status`] |
//! | what does the server answer to an invalid request? | [`answers`] |
//! | what does the mock answer? | [`mock`] |
//! | what can the mock remember? | [`resource`] |
//! | is every value of one type one of another? | [`within`] |
//! | what tells operations of one method and path apart? | [`told`] |
//! | what are the servers called? | [`base_url`] |
//! | how do the docs read? | [`docs`] |
//! | what are the operations called, for a program that calls them all? | [`index`] |

pub mod analysis;
pub mod answers;
pub mod base_url;
pub mod body;
pub mod chosen;
mod default;
pub mod docs;
pub mod failure;
pub mod features;
pub mod field;
mod hook;
pub mod ident;
pub mod index;
pub mod item;
pub mod layout;
pub mod mock;
pub mod names;
pub mod nesting;
pub mod operation;
pub mod paging;
pub mod pick;
mod query;
mod reserved;
mod resource;
pub mod rule;
pub mod rust;
pub mod security;
pub mod shared;
mod spelling;
mod status;
pub mod style;
pub mod success;
mod told;
pub mod types;
mod within;

use std::collections::BTreeMap;

use self::analysis::Analysis;
use self::failure::Failures;
use self::names::Names;
use self::rust::{Crates, Failure, Group, Item, Module, Plan, Successes};
use self::success::SuccessTypes;
use self::types::Index;
use crate::config::{Config, Types};
use crate::diagnostic::Report;
use crate::lock::NamesLock;
use crate::model::{self, Api, Docs};

/// The document that the crates are made from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The path that the files name as their source.
    pub path: &'a str,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: &'a str,
}

/// Plans three crates for an API.
#[must_use]
pub fn plan(api: &Api, origin: Origin<'_>, config: &Config, report: &mut Report) -> Plan {
    let analysis = Analysis::new(api);
    let kept = chosen::before_names(config);
    let names = Names::new(api, &analysis, &config.names, &kept, report);
    let kept = chosen::before_items(kept, &names, config);
    let index = Index {
        api,
        analysis: &analysis,
        names: &names,
        kept: &kept,
        chosen: &config.names.properties,
        mapped: &config.types,
    };
    let failures = Failures::new(index, &names.scope);
    let successes = SuccessTypes::new(index, &names.scope, &failures.types);
    let (groups, hooks) = operation::groups(index, &failures, &successes);
    let successes = features::successes(successes.types, &groups, &hooks);
    let modules = features::gated(
        layout::modules(index),
        &groups,
        &hooks,
        &failures.types,
        &successes,
    );
    let description = Docs {
        description: api.description.clone(),
        ..Docs::default()
    };
    default::check(api, report);
    report.coverage.types = modules.iter().map(|module| module.items.len()).sum();
    let lock = NamesLock {
        source: config.kept.source.clone(),
        remote: config.kept.remote.clone(),
        ..given(
            &names,
            &modules,
            groups.iter().chain(&hooks),
            &failures.types,
            &successes,
        )
    };
    chosen::report_idle(api, config, &lock, &modules, report);
    Plan {
        names: lock,
        header: header(origin.path),
        title: api.title.clone(),
        version: api.version.clone(),
        sha256: origin.sha256.to_owned(),
        docs: docs::lines(&description, &api.title),
        crates: crates(config.name.as_deref().unwrap_or(&api.title)),
        type_imports: layout::mentions(
            modules
                .iter()
                .flat_map(|module| &module.items)
                .flat_map(layout::types_of),
        ),
        operation_imports: layout::mentions(
            groups
                .iter()
                .chain(&hooks)
                .flat_map(|group| &group.operations)
                .flat_map(operation::types_of),
        ),
        modules,
        homes: layout::homes(index),
        failures: failures.types,
        successes,
        groups,
        hooks,
        schemes: security::plan(api),
        base_path: base_path(api),
        base_urls: base_url::plan(api),
        has_backtracking: api.has_backtracking,
        answers: answers::plan(api),
        mock: mock::plan(index, report),
        foreign: foreign(api, &config.types),
        standalone: config.standalone,
    }
}

/// The names that were given, for the next `names.lock`.
fn given<'a>(
    names: &Names,
    modules: &[Module],
    groups: impl Iterator<Item = &'a Group>,
    failures: &[Failure],
    successes: &[Successes],
) -> NamesLock {
    let operations = groups.flat_map(|group| &group.operations);
    let items = modules.iter().flat_map(|module| &module.items);
    let values = items.filter_map(|item| match item {
        Item::Enum(item) => {
            let variants = item.variants.iter().map(|variant| {
                let place = item::value_place(&variant.value).into_owned();
                (place, variant.name.clone())
            });
            let unlisted = std::iter::once((item::UNLISTED.to_owned(), item.unknown.clone()));
            Some((item.name.clone(), variants.chain(unlisted).collect()))
        }
        _ => None,
    });
    NamesLock {
        source: None,
        remote: BTreeMap::new(),
        types: names.by_place().clone(),
        operations: operations
            .map(|operation| (operation.id.clone(), operation.method.clone()))
            .collect(),
        failures: failures
            .iter()
            .map(|it| (failure::place(&it.variants), it.name.clone()))
            .collect(),
        successes: successes
            .iter()
            .map(|it| (success::place(&it.variants), it.name.clone()))
            .collect(),
        values: values.collect(),
    }
}

/// The packages of the types that stand for schemas. Where two types want a package, the first one says what of it.
fn foreign(api: &Api, types: &Types) -> BTreeMap<String, String> {
    let mut packages = BTreeMap::new();
    let chosen = api.types.iter().filter_map(|it| match &it.origin {
        model::Origin::Component(name) => types.schemas.get(name),
        model::Origin::Inline { .. } => None,
    });
    for chosen in chosen {
        let krate = chosen.ty.segments().next().unwrap_or_default();
        let mut parts = Vec::new();
        if let Some(package) = &chosen.package {
            parts.push(format!("package = \"{package}\""));
        }
        if let Some(version) = &chosen.version {
            parts.push(format!("version = \"{version}\""));
        }
        if let Some(path) = &chosen.path {
            parts.push(format!("path = \"{path}\""));
        }
        if chosen.version.is_none() && chosen.path.is_none() {
            parts.push("version = \"*\"".to_owned());
        }
        let features = chosen.features.iter();
        let features: Vec<String> = features.map(|it| format!("\"{it}\"")).collect();
        if !features.is_empty() {
            parts.push(format!("features = [{}]", features.join(", ")));
        }
        let value = format!("{{ {} }}", parts.join(", "));
        packages.entry(krate.to_owned()).or_insert(value);
    }
    packages
}

/// One line, without version and date, so that it changes only when the document moves.
fn header(document: &str) -> String {
    let document: String = document.chars().filter(|c| !c.is_control()).collect();
    format!("@generated from {document} by cargo xtask codegen. Do not edit.")
}

fn crates(name: &str) -> Crates {
    let name = ident::package_name(name);
    Crates {
        types: format!("{name}-types"),
        client: format!("{name}-client"),
        server: format!("{name}-server"),
    }
}

/// The path of the first server, without a slash at the end: `https://example.com/api/v3/` and `/api/v3` are `/api/v3`.
fn base_path(api: &Api) -> String {
    let url = api.server().map_or("", |server| server.url.as_str());
    let path = match url.split_once("://") {
        Some((_, rest)) => rest
            .find('/')
            .and_then(|start| rest.get(start..))
            .unwrap_or(""),
        None => url,
    };
    let path = path
        .split(['?', '#', '{'])
        .next()
        .unwrap_or("")
        .trim_matches('/');
    if path.is_empty() {
        String::new()
    } else {
        format!("/{path}")
    }
}

//! Security schemes: the builder's methods.

use super::docs;
use super::ident::{Scope, field_name};
use super::rust::{Scheme, SchemeKind};
use crate::model::{self, Api};

/// Methods that every client builder has.
const RESERVED_METHODS: &[&str] = &[
    "build",
    "credential",
    "header",
    "layer",
    "new",
    "reqwest",
    "response_limit",
    "retry",
    "service",
    "timeout",
    "transport",
    "user_agent",
];

/// Plans the security schemes. The first bearer scheme is called `bearer`, as a caller expects; the others have their own names.
#[must_use]
pub fn plan(api: &Api) -> Vec<Scheme> {
    let mut scope = Scope::with(RESERVED_METHODS);
    let mut schemes = Vec::new();
    for scheme in &api.schemes {
        let kind = kind(&scheme.kind);
        let wanted = match kind {
            SchemeKind::Bearer if scope.is_free("bearer") => "bearer".to_owned(),
            SchemeKind::Basic if scope.is_free("basic") => "basic".to_owned(),
            _ => field_name(&scheme.name),
        };
        schemes.push(Scheme {
            method: scope.take(&wanted),
            wire: scheme.name.clone(),
            docs: docs::lines(&scheme.docs, &scheme.name),
            kind,
        });
    }
    schemes
}

fn kind(kind: &model::SchemeKind) -> SchemeKind {
    match kind {
        model::SchemeKind::Http(name) if name.eq_ignore_ascii_case("bearer") => SchemeKind::Bearer,
        model::SchemeKind::Http(name) if name.eq_ignore_ascii_case("basic") => SchemeKind::Basic,
        model::SchemeKind::Http(name) => SchemeKind::Http(name.clone()),
        model::SchemeKind::Header(name) => SchemeKind::Header(name.clone()),
        model::SchemeKind::Query(name) => SchemeKind::Query(name.clone()),
        model::SchemeKind::Cookie(name) => SchemeKind::Cookie(name.clone()),
        model::SchemeKind::Token => SchemeKind::Bearer,
    }
}

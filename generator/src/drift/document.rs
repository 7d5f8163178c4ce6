//! What belongs to the document as a whole: security schemes, and what operations ask of them.

use std::collections::{BTreeSet, HashMap};

use super::finding::{Named, Owner, Site, Travel};
use super::table::ChangeId;
use super::walk::{Side, Walk};
use super::words::{NONE, list, quoted};
use crate::diagnostic::Pointer;
use crate::model::{Scheme, SchemeKind, Security};
use crate::surface::Subject;

impl Walk<'_> {
    /// Compares servers and security schemes.
    pub(super) fn document(&mut self) {
        self.servers(&self.before.api.servers, &self.after.api.servers);
        let renamed = renamed_schemes(self.before, self.after);
        for scheme in &self.before.api.schemes {
            let name = renamed
                .get(scheme.name.as_str())
                .copied()
                .unwrap_or(&scheme.name);
            let other = self
                .after
                .api
                .schemes
                .iter()
                .find(|other| other.name == name);
            self.scheme(Some(scheme), other);
        }
        let known = |scheme: &&Scheme| {
            let same = self
                .before
                .api
                .schemes
                .iter()
                .any(|known| known.name == scheme.name);
            !same && !renamed.values().any(|name| *name == scheme.name)
        };
        for scheme in self
            .after
            .api
            .schemes
            .iter()
            .filter(known)
            .collect::<Vec<_>>()
        {
            self.scheme(None, Some(scheme));
        }
    }

    fn scheme(&mut self, before: Option<&Scheme>, after: Option<&Scheme>) {
        let at = |scheme: Option<&Scheme>| scheme.map(|scheme| scheme.pointer.clone());
        let name = after.or(before).map_or("", |scheme| &scheme.name);
        let site = api_site(
            &format!("security scheme {}", quoted(name)),
            at(before),
            at(after),
        );
        let subject =
            |scheme: Option<&Scheme>| scheme.map(|scheme| Subject::Scheme(scheme.name.clone()));
        let subjects = [subject(before), subject(after)];
        let mut told = |id, old: String, new: String| {
            self.findings
                .add_subject(id, &site, (old, new), subjects.clone());
        };
        match (before, after) {
            (Some(before), None) => told(
                ChangeId::SecuritySchemeRemoved,
                kind_words(&before.kind),
                NONE.to_owned(),
            ),
            (None, Some(after)) => told(
                ChangeId::SecuritySchemeAdded,
                NONE.to_owned(),
                kind_words(&after.kind),
            ),
            (Some(before), Some(after)) => {
                if before.name != after.name {
                    told(
                        ChangeId::SecuritySchemeRenamed,
                        quoted(&before.name),
                        quoted(&after.name),
                    );
                }
                if !is_same_kind(&before.kind, &after.kind) {
                    let same_field =
                        is_authorization(&before.kind) && is_authorization(&after.kind);
                    let id = if same_field {
                        ChangeId::SecuritySchemeRespelled
                    } else {
                        ChangeId::SecuritySchemeChanged
                    };
                    told(id, kind_words(&before.kind), kind_words(&after.kind));
                }
            }
            (None, None) => {}
        }
    }

    /// Compares what an operation takes: alternatives, each a set of schemes; their order says nothing.
    pub(super) fn security(&mut self, before: &Security, after: &Security, operation: &Site) {
        let renamed = renamed_schemes(self.before, self.after);
        let known = |name: &String| {
            renamed
                .get(name.as_str())
                .map_or_else(|| name.clone(), |name| (*name).to_owned())
        };
        let old = alternatives(before, known);
        let new = alternatives(after, Clone::clone);
        let id = match (&old, &new) {
            (None, None) => return,
            (Some(old), Some(new)) if old == new => return,
            // Where no credential is needed, one that is sent does no harm.
            (Some(_), Some(new)) if new.iter().any(BTreeSet::is_empty) => ChangeId::SecurityRelaxed,
            (Some(old), Some(new)) if new.is_subset(old) => ChangeId::SecurityTightened,
            (Some(old), Some(new)) if old.is_subset(new) => ChangeId::SecurityRelaxed,
            (Some(_), Some(_)) => ChangeId::SecurityChanged,
            _ => ChangeId::SecurityStated,
        };
        let site = Site {
            part: "security".to_owned(),
            ..operation.at("security", true, true)
        };
        self.findings.add(
            id,
            &site,
            alternatives_words(old.as_ref()),
            alternatives_words(new.as_ref()),
        );
    }
}

/// Schemes that are gone, with the only new one that is the same under another name.
fn renamed_schemes<'a>(before: Side<'a>, after: Side<'a>) -> HashMap<&'a str, &'a str> {
    let (before, after) = (&before.api.schemes, &after.api.schemes);
    let gone = before
        .iter()
        .filter(|one| after.iter().all(|other| other.name != one.name));
    let mut renamed = HashMap::new();
    for scheme in gone {
        let mut same = after.iter().filter(|other| {
            is_same_kind(&other.kind, &scheme.kind)
                && before.iter().all(|one| one.name != other.name)
        });
        if let (Some(only), None) = (same.next(), same.next())
            && !renamed.values().any(|name| *name == only.name)
        {
            renamed.insert(scheme.name.as_str(), only.name.as_str());
        }
    }
    renamed
}

type Alternatives = BTreeSet<BTreeSet<String>>;

fn alternatives(security: &Security, name: impl Fn(&String) -> String) -> Option<Alternatives> {
    match security {
        Security::Unstated => None,
        Security::AnyOf(alternatives) => Some(
            alternatives
                .iter()
                .map(|schemes| schemes.iter().map(&name).collect())
                .collect(),
        ),
    }
}

fn alternatives_words(alternatives: Option<&Alternatives>) -> String {
    let Some(alternatives) = alternatives else {
        return "not stated".to_owned();
    };
    let words: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            if schemes.is_empty() {
                "no credential".to_owned()
            } else {
                let names: Vec<&str> = schemes.iter().map(String::as_str).collect();
                list(&names).replace(", ", " and ")
            }
        })
        .collect();
    words.join(" or ")
}

pub(super) fn api_site(part: &str, before: Option<Pointer>, after: Option<Pointer>) -> Site {
    Site {
        owner: Owner::Api,
        part: part.to_owned(),
        named: Named::Owner,
        travel: Travel::Request,
        before,
        after,
    }
}

/// Whether a credential travels in the same way: neither names of header fields nor of authentication schemes distinguish case (RFC 9110,
/// sections 5.1 and 11.1).
fn is_same_kind(one: &SchemeKind, other: &SchemeKind) -> bool {
    match (one, other) {
        (SchemeKind::Http(one), SchemeKind::Http(other))
        | (SchemeKind::Header(one), SchemeKind::Header(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    }
}

/// Whether a credential travels in `Authorization`.
fn is_authorization(kind: &SchemeKind) -> bool {
    match kind {
        SchemeKind::Http(_) | SchemeKind::Token => true,
        SchemeKind::Header(name) => name.eq_ignore_ascii_case("authorization"),
        SchemeKind::Query(_) | SchemeKind::Cookie(_) => false,
    }
}

fn kind_words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Http(scheme) => format!("http {scheme}"),
        SchemeKind::Header(name) => format!("key in header {}", quoted(name)),
        SchemeKind::Query(name) => format!("key in query parameter {}", quoted(name)),
        SchemeKind::Cookie(name) => format!("key in cookie {}", quoted(name)),
        SchemeKind::Token => "OAuth 2.0 token".to_owned(),
    }
}

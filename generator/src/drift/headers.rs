//! The headers of answers.

use super::finding::{Named, Site};
use super::table::ChangeId;
use super::walk::{Side, Walk};
use super::words::{self, NONE, quoted};
use crate::model::{Field, Operation, Shape, Style, TypeId};

/// A header and how it is written.
type Header<'a> = (&'a Field, Option<Style>);

impl Walk<'_> {
    /// Compares what comes with answers beside their bodies.
    pub(super) fn headers(&mut self, operations: [&Operation; 2], operation: &Site) {
        self.headers_of("response", operations.map(|it| it.headers), operation);
        let failures = operations.map(|it| it.failure_headers);
        self.headers_of("failure", failures, operation);
    }

    /// Names of header fields do not distinguish case (RFC 9110, section 5.1).
    fn headers_of(&mut self, whose: &str, types: [Option<TypeId>; 2], operation: &Site) {
        let [before, after] = types;
        if let (Some(before), Some(after)) = (before, after) {
            self.header_pairs.push((before, after));
        }
        let mut left = headers(self.after, after);
        for header in headers(self.before, before) {
            let is_same = |other: &Header<'_>| other.0.name.eq_ignore_ascii_case(&header.0.name);
            let other = left.iter().position(is_same).map(|at| left.remove(at));
            let both = [Some(header.0), other.map(|it| it.0)];
            let site = site(operation, whose, both, types);
            match other {
                Some(other) => self.header(header, other, &site),
                None => {
                    let id = if header.0.required {
                        ChangeId::RequiredResponseHeaderRemoved
                    } else {
                        ChangeId::ResponseHeaderRemoved
                    };
                    let words = self.before.type_words(&header.0.ty);
                    self.findings.add(id, &site, words, NONE);
                }
            }
        }
        for (header, _) in left {
            let id = if header.required {
                ChangeId::RequiredResponseHeaderAdded
            } else {
                ChangeId::ResponseHeaderAdded
            };
            let words = self.after.type_words(&header.ty);
            let site = site(operation, whose, [None, Some(header)], types);
            self.findings.add(id, &site, NONE, words);
        }
    }

    fn header(&mut self, (before, style): Header<'_>, (after, new): Header<'_>, site: &Site) {
        if before.required != after.required {
            let id = if after.required {
                ChangeId::ResponseHeaderBecameRequired
            } else {
                ChangeId::ResponseHeaderBecameOptional
            };
            let words = words::required;
            self.findings
                .add(id, site, words(before.required), words(after.required));
        }
        self.styles([style, new], &before.ty, site);
        self.deprecation(before.docs.deprecated, after.docs.deprecated, site);
        self.types(&before.ty, &after.ty, site);
    }
}

/// The headers that a type holds.
fn headers(side: Side<'_>, ty: Option<TypeId>) -> Vec<Header<'_>> {
    let styles = ty.and_then(|ty| side.api.headers_of(ty));
    let styles = styles.map_or(&[][..], |headers| &headers.styles);
    let definition = ty.and_then(|ty| side.definition(ty));
    match definition.map(|definition| &definition.shape) {
        Some(Shape::Object(object)) => {
            let fields = object.fields.iter().enumerate();
            fields
                .map(|(at, field)| (field, styles.get(at).copied()))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn site(
    operation: &Site,
    whose: &str,
    headers: [Option<&Field>; 2],
    types: [Option<TypeId>; 2],
) -> Site {
    let [before, after] = headers.map(|it| it.map(|it| it.pointer.clone()));
    let name = |header: Option<&Field>| header.map(|it| it.name.clone());
    let [old, new] = headers.map(name);
    let other = || old.clone().or_else(|| new.clone()).unwrap_or_default();
    let names = [
        old.clone().unwrap_or_else(other),
        new.clone().unwrap_or_else(other),
    ];
    Site {
        part: format!("{whose} header {}", quoted(&other())),
        named: Named::Header(names, types),
        travel: operation.travel.back(),
        before,
        after,
        ..operation.clone()
    }
}

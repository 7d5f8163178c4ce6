// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What the document says about single members of a form (OpenAPI 3.0.3, "Encoding Object").

use crate::runtime::text::Style;

/// How a member is written, other than usual.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// As the pairs that this style makes of it.
    Style(Style),
    /// In this media type.
    ContentType(&'static str),
}

/// The encoding of a member; that of `*` is for those that have none of their own.
pub(super) fn of(encodings: &[(&str, Encoding)], member: &str) -> Option<Encoding> {
    let named = |name: &str| encodings.iter().find(|(known, _)| *known == name);
    let encoding = named(member).or_else(|| named("*"));
    encoding.map(|(_, encoding)| *encoding)
}

/// The style of a member, if it has one.
pub(super) fn style(encodings: &[(&str, Encoding)], member: &str) -> Option<Style> {
    match of(encodings, member) {
        Some(Encoding::Style(style)) => Some(style),
        _ => None,
    }
}

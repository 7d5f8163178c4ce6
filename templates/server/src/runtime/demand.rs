//! What tells the requests of operations apart that have one method and one path.

use http::request::Parts;

use super::input::{content_type, is_accepted};
use super::parameter::query_values;
use crate::types::runtime::media_type::{essence, is_same};
use crate::types::runtime::text::percent::decode_query;

/// What a request has to carry to be one of an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Demand {
    /// A query parameter, with this value if one is given.
    Query(&'static str, Option<&'static str>),
    /// A header, with this value if one is given.
    Header(&'static str, Option<&'static str>),
    /// A body of one of these media types or ranges of them.
    Body(&'static [&'static str]),
    /// What no request carries: all that the operation takes are taken by another one.
    Never,
}

impl Demand {
    /// Whether a request carries it.
    pub(super) fn is_met(self, request: &Parts) -> bool {
        match self {
            Self::Query(name, wanted) => {
                let values = query_values(request.uri.query().unwrap_or_default(), name);
                match wanted {
                    None => !values.is_empty(),
                    Some(wanted) => values
                        .iter()
                        .any(|value| decode_query(value).as_deref() == Some(wanted)),
                }
            }
            Self::Header(name, wanted) => {
                let mut values = request.headers.get_all(name).iter();
                values
                    .any(|value| wanted.is_none_or(|wanted| value.as_bytes() == wanted.as_bytes()))
            }
            Self::Body(media_types) => is_accepted(content_type(&request.headers), media_types),
            Self::Never => false,
        }
    }

    /// How far what it asks for is from what a request carries: a body of any media type is farther than one of a range of them, that is farther
    /// than one of its media type, and that than one that has the same parameters. The more specific key of a body goes first (OpenAPI 3.0.3, Request Body Object,
    /// `content`).
    pub(super) fn distance(self, request: &Parts) -> usize {
        let Self::Body(media_types) = self else {
            return 0;
        };
        let sent = content_type(&request.headers);
        let is_alike = |of: fn(&str, &str) -> bool| media_types.iter().any(|it| of(it, sent));
        match () {
            () if is_alike(is_same) => 0,
            () if is_alike(|listed, sent| essence(listed).eq_ignore_ascii_case(essence(sent))) => 1,
            () if media_types
                .iter()
                .any(|it| is_accepted(sent, &[it]) && !it.starts_with('*')) =>
            {
                2
            }
            () => 3,
        }
    }
}

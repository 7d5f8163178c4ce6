//! Parameters as they stand in a request: in the query and in the `Cookie` header.

use http::HeaderMap;
use http::header::COOKIE;

use crate::types::runtime::text::Pair;
use crate::types::runtime::text::percent::decode_query;

/// The values of a query parameter, still encoded, in the order of the request.
pub(super) fn query_values<'q>(query: &'q str, name: &str) -> Vec<&'q str> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(key, _)| {
            *key == name || is_encoded(key) && decode_query(key).as_deref() == Some(name)
        })
        .map(|(_, value)| value)
        .collect()
}

fn is_encoded(text: &str) -> bool {
    text.contains(['%', '+'])
}

/// All cookies (RFC 6265, section 5.4), their values as they were sent.
pub(super) fn cookies(headers: &HeaderMap) -> Vec<Pair<'_>> {
    let lines = headers.get_all(COOKIE).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(Pair::between_semicolons)
        .collect()
}

/// The value of a cookie, as it was sent.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = cookies(headers).into_iter();
    pairs
        .filter(|pair| pair.name == name)
        .map(|pair| pair.value)
        .next()
}

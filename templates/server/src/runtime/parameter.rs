//! Parameters as they stand in a request: in the path, in the query and in the `Cookie` header.

use http::HeaderMap;
use http::header::COOKIE;

/// Undoes percent-encoding (RFC 3986, section 2.1); a `%` without two hexadecimal digits stands for itself.
///
/// `None` if the result is not UTF-8.
pub(super) fn percent_decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return String::from_utf8(decoded).ok(),
            [b'%', high, low, tail @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                decoded.push(nibble(*high) << 4 | nibble(*low));
                tail
            }
            [byte, tail @ ..] => {
                decoded.push(*byte);
                tail
            }
        };
    }
}

fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

/// Undoes the encoding of a query component, where `+` is a space (WHATWG URL, "application/x-www-form-urlencoded").
pub(super) fn query_decode(text: &str) -> Option<String> {
    if text.contains('+') {
        percent_decode(&text.replace('+', " "))
    } else {
        percent_decode(text)
    }
}

/// The values of a query parameter, still encoded, in the order of the request.
pub(super) fn query_values<'q>(query: &'q str, name: &str) -> Vec<&'q str> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(key, _)| {
            *key == name || is_encoded(key) && query_decode(key).as_deref() == Some(name)
        })
        .map(|(_, value)| value)
        .collect()
}

fn is_encoded(text: &str) -> bool {
    text.contains(['%', '+'])
}

/// The items of a list written with commas (`style: form` with `explode: false`), decoded.
///
/// A comma within an item is written `%2C`. Most clients, though, write that for the commas between the items too, so
/// a list without any plain comma is split after it is decoded. `None` if an item is not UTF-8.
pub(super) fn query_items(list: &str) -> Option<Vec<String>> {
    if list.is_empty() {
        return Some(Vec::new());
    }
    if list.contains(',') {
        return list.split(',').map(query_decode).collect();
    }
    Some(query_decode(list)?.split(',').map(str::to_owned).collect())
}

/// The value of a cookie (RFC 6265, section 5.4), as it was sent.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

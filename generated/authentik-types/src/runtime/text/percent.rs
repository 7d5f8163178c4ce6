// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Percent-encoding (RFC 3986, section 2.1).

/// Adds a text so that none of its characters can have a meaning in a URL: everything but the unreserved characters is encoded
/// (RFC 3986, section 2.3; RFC 6570, section 3.2.1).
pub fn push(url: &mut String, text: &str) {
    push_but(url, text, &[]);
}

/// Adds a text, with those characters left as they are beside the unreserved ones.
pub(super) fn push_but(url: &mut String, text: &str, kept: &[u8]) {
    let stays = |byte: &u8| {
        let is_unreserved =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        is_unreserved || kept.contains(byte)
    };
    // Most texts are pushed as a whole.
    if text.as_bytes().iter().all(stays) {
        url.push_str(text);
        return;
    }
    for byte in text.bytes() {
        if stays(&byte) {
            url.push(char::from(byte));
        } else {
            push_byte(url, byte);
        }
    }
}

/// Adds a byte as `%` and two hexadecimal digits.
pub(super) fn push_byte(url: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0'));
    url.extend(['%', digit(byte >> 4), digit(byte & 15)]);
}

/// Undoes percent-encoding; a `%` without two hexadecimal digits stands for itself.
///
/// `None` if the result is not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
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

/// Undoes the encoding of a part of a query, where `+` is a space (WHATWG URL, "application/x-www-form-urlencoded").
#[must_use]
pub fn decode_query(text: &str) -> Option<String> {
    if text.contains('+') {
        decode(&text.replace('+', " "))
    } else {
        decode(text)
    }
}

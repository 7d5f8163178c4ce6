// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! `application/x-www-form-urlencoded` (WHATWG URL, section 5).

use std::borrow::Cow;

use super::{FormError, Part};

/// Writes parts as the text of a body.
///
/// # Errors
/// A part is a file.
pub fn encode(parts: &[Part<'_>]) -> Result<String, FormError> {
    let mut body = String::new();
    for part in parts {
        if part.file_name.is_some() {
            return Err(FormError(format!(
                "the file `{}` can be sent in a multipart/form-data body only",
                part.name
            )));
        }
        if !body.is_empty() {
            body.push('&');
        }
        push(&mut body, part.name.as_bytes());
        body.push('=');
        push(&mut body, &part.content);
    }
    Ok(body)
}

/// Reads the text of a body as parts. Never fails: a pair without `=` has an empty value, a name that is not UTF-8 has
/// replacement characters.
#[must_use]
pub fn decode(body: &[u8]) -> Vec<Part<'_>> {
    let pairs = body.split(|byte| *byte == b'&');
    pairs.filter(|pair| !pair.is_empty()).map(part).collect()
}

fn part(pair: &[u8]) -> Part<'_> {
    let equals = pair.iter().position(|byte| *byte == b'=');
    let (name, value) = equals
        .and_then(|at| pair.split_at_checked(at))
        .unwrap_or((pair, b"="));
    let name = unescape(name);
    Part {
        name: Cow::Owned(String::from_utf8_lossy(&name).into_owned()),
        file_name: None,
        content_type: None,
        content: unescape(value.get(1..).unwrap_or_default()),
    }
}

fn push(body: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0'));
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                body.push(char::from(*byte));
            }
            b' ' => body.push('+'),
            byte => body.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
}

/// Undoes the encoding; a `%` without two hexadecimal digits stands for itself.
fn unescape(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.iter().any(|byte| matches!(byte, b'%' | b'+')) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [] => return Cow::Owned(bytes),
            [b'%', high, low, after @ ..]
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                bytes.push(nibble(*high) << 4 | nibble(*low));
                after
            }
            [b'+', after @ ..] => {
                bytes.push(b' ');
                after
            }
            [byte, after @ ..] => {
                bytes.push(*byte);
                after
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

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Integers that are written as fractions: `1.0` and `1e2` are integers (JSON Schema 2020-12 core, section 4.2.2), of which serde's reader of
//! integers knows nothing.

use serde_json::Number;

/// Up to this, an `f64` has every integer.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A JSON text in which every integer is written as one; `None` where that is so already.
pub(super) fn written_whole(text: &str) -> Option<String> {
    let mut whole = String::new();
    let (mut copied, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        at += match byte {
            b'"' => text_length(rest),
            b'-' | b'0'..=b'9' => {
                let of_number =
                    |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
                let length = rest.iter().take_while(of_number).count();
                if let Some(integer) = text.get(at..at + length).and_then(integer) {
                    whole.push_str(text.get(copied..at).unwrap_or_default());
                    whole.push_str(&integer);
                    copied = at + length;
                }
                length
            }
            _ => 1,
        };
    }
    (copied > 0).then(|| whole + text.get(copied..).unwrap_or_default())
}

/// A number as an integer, if it is one.
pub(super) fn whole(number: Number) -> Number {
    let integer = integer(&number.to_string());
    integer
        .and_then(|integer| serde_json::from_str(&integer).ok())
        .unwrap_or(number)
}

/// The length of the text that begins there, with its quotes.
fn text_length(bytes: &[u8]) -> usize {
    let mut length = 1;
    while let Some(byte) = bytes.get(length) {
        length += if *byte == b'\\' { 2 } else { 1 };
        if *byte == b'"' {
            break;
        }
    }
    length
}

/// A number as an integer, if it is one that is not written so.
fn integer(number: &str) -> Option<String> {
    let is_fraction = number.contains(['.', 'e', 'E']);
    let value: f64 = number.parse().ok().filter(|_| is_fraction)?;
    let of_zeros = number
        .split_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|digit| digit == b'0'));
    match of_zeros {
        // There is no negative zero among integers.
        _ if value == 0.0 => Some("0".to_owned()),
        Some((integer, _)) => Some(integer.to_owned()),
        None if value.fract() == 0.0 && value.abs() <= MOST_EXACT => Some(format!("{value:.0}")),
        None => None,
    }
}

//! Places in JSON. A YAML parser would do for most JSON, but YAML has no surrogate pairs and allows tabs in fewer places.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::nodes::{Begins, Builder, Nodes};
use super::text::Text;

/// Whether the text is JSON, as the reader sees it.
pub(super) fn is_json(text: &Text<'_>) -> bool {
    let text = text.as_str();
    text.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// The places of a text that is known to be JSON (RFC 8259).
pub(super) fn nodes(text: &Text<'_>) -> Nodes {
    let text = text.as_str();
    let mut builder = Builder::default();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        at = match byte {
            b'{' => {
                builder.open(Begins::Object, at);
                at + 1
            }
            b'[' => {
                builder.open(Begins::List, at);
                at + 1
            }
            b'}' | b']' => {
                builder.close();
                at + 1
            }
            b'"' => {
                let span = string(text, at);
                let written = text.get(span.clone()).unwrap_or_default();
                let value: String = serde_json::from_str(written).unwrap_or_default();
                let end = span.end;
                builder.plain_scalar(&value, span);
                end
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => at + 1,
            _ => {
                let span = word(text, at);
                let end = span.end;
                builder.plain_scalar("", span);
                end
            }
        };
    }
    builder.finish()
}

/// The string that begins at `start`, with its quotes.
fn string(text: &str, start: usize) -> Range<usize> {
    let rest = text.bytes().enumerate().skip(start + 1);
    let mut escaped = false;
    for (at, byte) in rest {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return start..at + 1,
            _ => {}
        }
    }
    start..text.len()
}

/// The number or the literal that begins at `start`.
fn word(text: &str, start: usize) -> Range<usize> {
    let is_end = |byte: &u8| b",:]} \t\r\n".contains(byte);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let length = rest.iter().position(is_end).unwrap_or(rest.len());
    start..start + length.max(1)
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Taking a `multipart/form-data` body apart (RFC 7578, with the delimiters of RFC 2046, section 5.1.1).

use std::borrow::Cow;

use super::disposition::{Disposition, parameter};
use crate::types::runtime::form::Part;

/// The parts of a body, in their order, borrowed from it.
///
/// # Errors
/// What is wrong, as words that follow the name of the body.
pub(super) fn parts<'b>(content_type: &str, body: &'b [u8]) -> Result<Vec<Part<'b>>, &'static str> {
    let boundary = parameter(content_type, "boundary").unwrap_or_default();
    if boundary.is_empty() || boundary.len() > 70 {
        return Err("has no boundary of 1 to 70 characters in its Content-Type");
    }
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    let mut parts = Vec::new();
    // The first delimiter can be the first line, without a line break before it. What stands before it is ignored.
    let mut rest = match body
        .strip_prefix(delimiter.get(2..).unwrap_or_default())
        .map(line_end)
    {
        Some(Some(end)) => end,
        _ => {
            cut(body, &delimiter)
                .ok_or("does not have its boundary in it")?
                .1
        }
    };
    while let LineEnd::Part(after) = rest {
        let (part, end) = cut(after, &delimiter).ok_or("ends before its last boundary")?;
        parts.push(read(part)?);
        rest = end;
    }
    Ok(parts)
}

/// What a delimiter ends with.
#[derive(Clone, Copy)]
enum LineEnd<'b> {
    /// A line break: this is what follows it.
    Part(&'b [u8]),
    /// `--`: what follows is ignored.
    Last,
}

/// The end of a delimiter; `None` if the text only starts like one.
fn line_end(after: &[u8]) -> Option<LineEnd<'_>> {
    if after.starts_with(b"--") {
        return Some(LineEnd::Last);
    }
    let padding = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    let after = after.get(padding.count()..)?;
    after.strip_prefix(b"\r\n").map(LineEnd::Part)
}

/// What stands before the next delimiter, and how that ends.
fn cut<'b>(body: &'b [u8], delimiter: &[u8]) -> Option<(&'b [u8], LineEnd<'b>)> {
    let mut from = 0;
    loop {
        let at = from + body.get(from..)?.iter().position(|byte| *byte == b'\r')?;
        let (before, line) = body.split_at_checked(at)?;
        if let Some(end) = line.strip_prefix(delimiter).and_then(line_end) {
            return Some((before, end));
        }
        from = at + 1;
    }
}

/// One part: header lines, an empty line, the content.
fn read(part: &[u8]) -> Result<Part<'_>, &'static str> {
    let (head, content) =
        split_head(part).ok_or("has a part without an empty line after its headers")?;
    let mut disposition = None;
    let mut content_type = None;
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        let Some((name, value)) = header(line) else {
            if line.is_empty() {
                continue;
            }
            return Err("has a part with a header line that is none");
        };
        match name.to_ascii_lowercase().as_str() {
            "content-disposition" => disposition = Disposition::read(&value),
            "content-type" => content_type = Some(value),
            "content-transfer-encoding" if !is_plain(&value) => {
                return Err("has a part with a Content-Transfer-Encoding, which is not read");
            }
            _ => {}
        }
    }
    let disposition = disposition.ok_or("has a part without a name")?;
    Ok(Part {
        name: disposition.name.into(),
        file_name: disposition.file_name.map(Cow::Owned),
        content_type: content_type.map(|value| Cow::Owned(value.into_owned())),
        content: content.into(),
    })
}

fn split_head(part: &[u8]) -> Option<(&[u8], &[u8])> {
    if let Some(content) = part.strip_prefix(b"\r\n") {
        return Some((b"", content));
    }
    let end = part.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let (head, content) = part.split_at_checked(end)?;
    Some((head, content.get(4..)?))
}

fn header(line: &[u8]) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    let value = value.get(1..)?.trim_ascii();
    Some((
        String::from_utf8_lossy(name),
        String::from_utf8_lossy(value),
    ))
}

/// Whether the content stands there as it is. Nothing else is sent over HTTP (RFC 7578, section 4.7).
fn is_plain(encoding: &str) -> bool {
    ["7bit", "8bit", "binary"]
        .iter()
        .any(|plain| encoding.eq_ignore_ascii_case(plain))
}

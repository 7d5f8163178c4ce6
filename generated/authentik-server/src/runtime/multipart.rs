// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Taking a `multipart/form-data` body apart (RFC 7578, with the delimiters of RFC 2046, section 5.1.1).

use std::borrow::Cow;

use super::disposition::{Disposition, parameter};
use crate::types::runtime::form::Part;

/// Padding of a delimiter line is not read beyond so many bytes: nobody sends any.
const MOST_PADDING: usize = 1024;

/// What is said of a body that does not reach its last boundary.
pub(super) const UNENDED: &str = "ends before its last boundary";

/// What is said of a body in which no boundary is.
pub(super) const UNBOUND: &str = "does not have its boundary in it";

/// What is said of a part whose headers do not end.
pub(super) const HEADLESS: &str = "has a part without an empty line after its headers";

/// What stands between the parts of a body: a line break, `--` and the boundary.
pub(super) struct Delimiter(Vec<u8>);

/// What is found of a delimiter in some bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Found {
    /// A whole one begins at `at`; what follows it begins at `after`. After the `last` one there are no parts.
    Whole { at: usize, after: usize, last: bool },
    /// One could begin here; what follows has to tell. The end of the bytes if none does.
    Perhaps(usize),
}

impl Delimiter {
    /// That of a body, by its media type.
    ///
    /// # Errors
    /// What is wrong, as words that follow the name of the body.
    pub(super) fn of(content_type: &str) -> Result<Self, &'static str> {
        let boundary = parameter(content_type, "boundary").unwrap_or_default();
        if boundary.is_empty() || boundary.len() > 70 {
            return Err("has no boundary of 1 to 70 characters in its Content-Type");
        }
        Ok(Self(format!("\r\n--{boundary}").into_bytes()))
    }

    /// The first one in the bytes.
    pub(super) fn find(&self, bytes: &[u8]) -> Found {
        let mut from = 0;
        while let Some(at) = break_after(bytes, from) {
            let line = bytes.get(at..).unwrap_or_default();
            match self.begins(line) {
                Begins::Whole { length, last } => {
                    let after = at + length;
                    return Found::Whole { at, after, last };
                }
                Begins::Perhaps => return Found::Perhaps(at),
                Begins::Not => from = at + 1,
            }
        }
        Found::Perhaps(bytes.len())
    }

    /// Whether the bytes begin with one.
    fn begins(&self, line: &[u8]) -> Begins {
        let Some(after) = line.strip_prefix(self.0.as_slice()) else {
            let is_part = self.0.starts_with(line);
            return if is_part {
                Begins::Perhaps
            } else {
                Begins::Not
            };
        };
        let length = line.len() - after.len();
        if after.starts_with(b"--") {
            return Begins::Whole {
                length: length + 2,
                last: true,
            };
        }
        let padding = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        let padding = padding.count();
        match after.get(padding..).unwrap_or_default() {
            _ if padding > MOST_PADDING => Begins::Not,
            [b'\r', b'\n', ..] => Begins::Whole {
                length: length + padding + 2,
                last: false,
            },
            [] | [b'\r'] => Begins::Perhaps,
            [b'-'] if padding == 0 => Begins::Perhaps,
            _ => Begins::Not,
        }
    }
}

/// Whether bytes begin with a delimiter.
enum Begins {
    Whole {
        length: usize,
        last: bool,
    },
    /// What follows has to tell.
    Perhaps,
    Not,
}

/// Where the next carriage return is.
fn break_after(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    Some(from + rest.iter().position(|byte| *byte == b'\r')?)
}

/// The parts of a body, in their order, borrowed from it.
///
/// # Errors
/// What is wrong, as words that follow the name of the body.
pub(super) fn parts<'b>(content_type: &str, body: &'b [u8]) -> Result<Vec<Part<'b>>, &'static str> {
    let delimiter = Delimiter::of(content_type)?;
    let mut parts = Vec::new();
    // The first delimiter can be the first line, without a line break before it. What stands before it is ignored.
    let line = delimiter.0.get(2..).unwrap_or_default();
    let first = [
        b"\r\n",
        body.get(..line.len() + MOST_PADDING + 2).unwrap_or(body),
    ]
    .concat();
    let mut found = match delimiter.find(&first) {
        Found::Whole { at: 0, after, last } => Found::Whole {
            at: 0,
            after: after - 2,
            last,
        },
        _ => delimiter.find(body),
    };
    let mut rest = body;
    let mut is_part = false;
    loop {
        let Found::Whole { at, after, last } = found else {
            return Err(if is_part { UNENDED } else { UNBOUND });
        };
        if is_part {
            parts.push(read(rest.get(..at).unwrap_or_default())?);
        }
        if last {
            return Ok(parts);
        }
        is_part = true;
        rest = rest.get(after..).unwrap_or_default();
        found = delimiter.find(rest);
    }
}

/// One part: header lines, an empty line, the content.
fn read(part: &[u8]) -> Result<Part<'_>, &'static str> {
    let (head, content) = split_head(part).ok_or(HEADLESS)?;
    let Head {
        disposition,
        content_type,
    } = Head::read(head)?;
    Ok(Part {
        name: disposition.name.into(),
        file_name: disposition.file_name.map(Cow::Owned),
        content_type: content_type.map(Cow::Owned),
        content: content.into(),
    })
}

/// What the headers of a part say.
pub(super) struct Head {
    pub(super) disposition: Disposition,
    pub(super) content_type: Option<String>,
}

impl Head {
    /// Reads header lines.
    ///
    /// # Errors
    /// What is wrong, as words that follow the name of the body.
    pub(super) fn read(lines: &[u8]) -> Result<Self, &'static str> {
        let mut disposition = None;
        let mut content_type = None;
        for line in lines.split(|byte| *byte == b'\n') {
            let line = line.trim_ascii();
            let Some((name, value)) = header(line) else {
                if line.is_empty() {
                    continue;
                }
                return Err("has a part with a header line that is none");
            };
            match name.to_ascii_lowercase().as_str() {
                "content-disposition" => disposition = Disposition::read(&value),
                "content-type" => content_type = Some(value.into_owned()),
                "content-transfer-encoding" if !is_plain(&value) => {
                    return Err("has a part with a Content-Transfer-Encoding, which is not read");
                }
                _ => {}
            }
        }
        Ok(Self {
            disposition: disposition.ok_or("has a part without a name")?,
            content_type,
        })
    }
}

/// The header lines of a part, and what follows them; `None` if they do not end.
pub(super) fn split_head(part: &[u8]) -> Option<(&[u8], &[u8])> {
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

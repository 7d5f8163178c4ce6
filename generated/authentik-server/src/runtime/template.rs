// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Path templates (OpenAPI 3.0, "Path Templating").

use std::borrow::Cow;
use std::cmp::Ordering;

/// A path template of the document, cut into literal text and parameters.
#[derive(Clone, Debug)]
pub(super) struct Template {
    parts: Vec<Part>,
}

/// After every character.
const PARAMETER: u16 = 256;

/// After everything else.
const END: u16 = 257;

#[derive(Clone, Debug)]
enum Part {
    /// As it stands in a request: characters that a path cannot hold are percent-encoded.
    Literal(String),
    Parameter(&'static str),
}

impl Template {
    pub(super) fn parse(path: &'static str) -> Self {
        let mut parts = Vec::new();
        let mut rest = path;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            push_literal(&mut parts, literal);
            parts.push(Part::Parameter(name));
            rest = tail;
        }
        push_literal(&mut parts, rest);
        Self { parts }
    }

    /// The names of its parameters, in order.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let name = |part: &Part| match part {
            Part::Parameter(name) => Some(*name),
            Part::Literal(_) => None,
        };
        self.parts.iter().filter_map(name).collect()
    }

    /// The template in the words of `matchit`, the same for two templates that differ in names only.
    pub(super) fn shape(&self) -> String {
        let names = self.names();
        let place = |name| names.iter().position(|other| *other == name);
        let mut shape = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => shape.push_str(text),
                Part::Parameter(name) => {
                    let index = place(*name).unwrap_or_default();
                    shape.extend(["{", &index.to_string(), "}"]);
                }
            }
        }
        shape
    }

    /// Which of two templates a path belongs to that fits both: the one that says more of it (OpenAPI 3.0.3, Paths Object: "concrete" before
    /// "templated"). Read from left to right, a character says more than a parameter, and a parameter more than the end, as in
    /// `/{name}:cancel`.
    pub(super) fn by_precedence(&self, other: &Self) -> Ordering {
        self.steps().cmp(other.steps())
    }

    /// What the template asks of a path, from left to right, in an order in which less sorts before more freedom.
    fn steps(&self) -> impl Iterator<Item = u16> + '_ {
        let steps = self.parts.iter().flat_map(|part| {
            let (text, parameter) = match part {
                Part::Literal(text) => (text.as_str(), None),
                Part::Parameter(_) => ("", Some(PARAMETER)),
            };
            text.bytes().map(u16::from).chain(parameter)
        });
        steps.chain([END])
    }

    /// Whether a parameter has several places, which `matchit` does not know of.
    pub(super) fn repeats(&self) -> bool {
        let mut names = self.names();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() < all
    }

    /// The values of the parameters in a path, still encoded; none is empty or goes past a `/`, and a parameter that has several places
    /// has one value. What stands between two parameters may stand in the first one, too: `a.b.json` is `a.b` and `json`.
    pub(super) fn values<'p>(&self, path: &'p str) -> Option<Vec<&'p str>> {
        let mut values: Vec<(&str, &str)> = Vec::new();
        let mut rest = path;
        let mut parts = self.parts.as_slice();
        while let [before @ .., part] = parts {
            parts = before;
            match part {
                Part::Literal(text) => rest = rest.strip_suffix(text.as_str())?,
                Part::Parameter(name) => {
                    let start = match before {
                        [] => 0,
                        [.., Part::Parameter(_)] => last_character(rest)?,
                        [Part::Literal(text)] => text.len(),
                        [.., Part::Literal(text)] => start_after(rest, text)?,
                    };
                    let (left, value) = rest.split_at_checked(start)?;
                    if value.is_empty() || value.contains('/') {
                        return None;
                    }
                    if values
                        .iter()
                        .any(|known| known.0 == *name && known.1 != value)
                    {
                        return None;
                    }
                    values.push((name, value));
                    rest = left;
                }
            }
        }
        let values = values.into_iter().rev().map(|(_, value)| value).collect();
        rest.is_empty().then_some(values)
    }
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Literal(canonical(text).into_owned()));
    }
}

/// The one way to write a path (RFC 3986, section 6.2.2): what it cannot hold as it stands is percent-encoded (section 3.3), with capital
/// digits, and what is encoded without need is not.
pub(super) fn canonical(path: &str) -> Cow<'_, str> {
    if !path.bytes().any(|byte| byte == b'%' || !is_plain(byte)) {
        return path.into();
    }
    let mut canonical = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let encoded = match rest {
            [b'%', high, low, ..] => decoded(*high, *low),
            _ => None,
        };
        let (byte, stays) = match encoded {
            Some(byte) => (byte, is_unreserved(byte)),
            None => (*first, *first == b'%' || is_plain(*first)),
        };
        rest = if encoded.is_some() {
            rest.get(3..).unwrap_or_default()
        } else {
            tail
        };
        if stays {
            canonical.push(char::from(byte));
        } else {
            canonical.extend(["%", &format!("{byte:02X}")]);
        }
    }
    canonical.into()
}

fn decoded(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Whether a byte stands for itself wherever it is (RFC 3986, section 2.3).
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Whether a path can hold a byte as it stands.
fn is_plain(byte: u8) -> bool {
    is_unreserved(byte) || b"!$&'()*+,;=:@/".contains(&byte)
}

/// Where a value begins that follows a literal: behind its last occurrence before at least one character.
fn start_after(rest: &str, literal: &str) -> Option<usize> {
    let position = rest.get(..last_character(rest)?)?.rfind(literal)?;
    Some(position + literal.len())
}

/// Where the last character begins, whose bytes may be percent-encoded one by one.
fn last_character(text: &str) -> Option<usize> {
    let mut end = text.len();
    while let Some(start) = end.checked_sub(3)
        && let Some([b'%', high, low]) = text.as_bytes().get(start..end)
        && let Some(byte) = decoded(*high, *low)
    {
        end = start;
        // UTF-8: all bytes of a character but the first begin with these bits.
        if byte & 0b1100_0000 != 0b1000_0000 {
            return Some(start);
        }
    }
    let characters = text.get(..end)?.char_indices();
    characters.last().map(|(position, _)| position)
}

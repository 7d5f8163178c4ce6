//! Putting a value together as its style says (RFC 6570, section 3.2).

use std::fmt::Write;

use serde_json::Value;

use super::nested;
use super::percent;
use super::style::{Layout, Style};
use super::{Text, TextError};

/// What is done to the characters of a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Escape {
    /// All but the unreserved ones are percent-encoded.
    Percent,
    /// The same, but for reserved ones that mean nothing inside of a value of the query.
    Reserved,
    /// None: a header field, or a form that is encoded as a whole.
    Nothing,
}

/// Reserved characters that mean nothing inside of a value of the query. `#` would end it, `&` would end the value, `+` is a
/// space, brackets may not stand there (RFC 3986, section 3.4).
const RESERVED: &[u8] = b":/?@!$'()*,;=";

impl Style {
    /// The value as encoded pairs of a query or of cookies: names and values. None for `null`, an empty list and an empty
    /// object, which are undefined (RFC 6570, section 2.3).
    ///
    /// # Errors
    /// An item has a character that the style puts between items, or one that a cookie cannot hold as it is.
    pub fn pairs(self, name: &str, value: &Text) -> Result<Vec<(String, String)>, TextError> {
        let escape = if self.reserved {
            Escape::Reserved
        } else if self.layout == Layout::Cookie {
            Escape::Nothing
        } else {
            Escape::Percent
        };
        let pairs = self.expand(name, value, escape)?;
        if self.layout == Layout::Cookie {
            let texts = pairs.iter().flat_map(|(name, value)| [name, value]);
            texts.into_iter().try_for_each(|text| check_cookie(text))?;
        }
        Ok(pairs)
    }

    /// The value as pairs of a form that encodes them itself.
    ///
    /// # Errors
    /// An item has a character that the style puts between items.
    pub fn form_pairs(self, name: &str, value: &Text) -> Result<Vec<(String, String)>, TextError> {
        self.expand(name, value, Escape::Nothing)
    }

    /// The value as the encoded text of a path parameter, with the prefix of its style; `None` where there is nothing.
    ///
    /// # Errors
    /// An item has a character that the style puts between items.
    pub fn segment(self, name: &str, value: &Text) -> Result<Option<String>, TextError> {
        if self.layout != Layout::Matrix {
            return self.unnamed(value, Escape::Percent);
        }
        let mut segment = String::new();
        for (name, value) in self.expand(name, value, Escape::Percent)? {
            segment.push(';');
            segment.push_str(&name);
            if !value.is_empty() {
                segment.push('=');
                segment.push_str(&value);
            }
        }
        Ok((!segment.is_empty()).then_some(segment))
    }

    /// The value as the text of a header field, which is not encoded; `None` where there is nothing.
    ///
    /// # Errors
    /// An item has a character that the style puts between items.
    pub fn header(self, value: &Text) -> Result<Option<String>, TextError> {
        self.unnamed(value, Escape::Nothing)
    }

    fn expand(
        self,
        name: &str,
        value: &Text,
        escape: Escape,
    ) -> Result<Vec<(String, String)>, TextError> {
        let named = |value| (self.key(name, escape), value);
        let pairs = match (self.layout, value) {
            (_, Text::None) => Vec::new(),
            (layout, value) if layout.is_json() => vec![named(escape.apply(&value.to_json()))],
            (_, Text::One(text) | Text::Bare(text)) => vec![named(escape.apply(text))],
            (Layout::DeepObject, value) => {
                let mut pairs = Vec::new();
                nested::push(&mut pairs, name.to_owned(), value)?;
                let encode = |(name, value): (String, String)| {
                    (self.key(&name, escape), escape.apply(&value))
                };
                pairs.into_iter().map(encode).collect()
            }
            (_, Text::Many(items)) if self.explode => items
                .iter()
                .map(|item| Ok(named(escape.apply(&leaf(item)))))
                .collect::<Result<_, TextError>>()?,
            (_, Text::Members(members)) if self.explode => {
                let mut pairs = Vec::new();
                for (key, member) in members {
                    let values = match member {
                        // A list inside of the object repeats the name of its member.
                        Text::Many(items) => items.iter().collect(),
                        one => vec![one],
                    };
                    let pair = |value| (self.key(key, escape), escape.apply(&leaf(value)));
                    pairs.extend(values.into_iter().map(pair));
                }
                pairs
            }
            (_, value) => match self.joined(value, escape)? {
                Some(text) => vec![named(text)],
                None => Vec::new(),
            },
        };
        Ok(pairs)
    }

    fn unnamed(self, value: &Text, escape: Escape) -> Result<Option<String>, TextError> {
        let text = match (self.layout, value) {
            (_, Text::None) => return Ok(None),
            (layout, value) if layout.is_json() => escape.apply(&value.to_json()),
            (_, Text::One(text) | Text::Bare(text)) => escape.apply(text),
            (_, value) => match self.joined(value, escape)? {
                Some(text) => text,
                None => return Ok(None),
            },
        };
        Ok(Some(match self.prefix() {
            "" => text,
            prefix => format!("{prefix}{text}"),
        }))
    }

    /// The items of a list, or the members of an object, as one text; `None` if there are none.
    fn joined(self, value: &Text, escape: Escape) -> Result<Option<String>, TextError> {
        let mut parts = Vec::new();
        match value {
            Text::Many(items) => {
                for item in items {
                    parts.push(self.part(&leaf(item), escape)?);
                }
            }
            Text::Members(members) => {
                for (key, member) in members {
                    let (key, value) = (self.part(key, escape)?, self.part(&leaf(member), escape)?);
                    if !self.explode {
                        parts.extend([key, value]);
                    } else if escape == Escape::Nothing && key.contains('=') {
                        return Err(has_within("the name of a member", '='));
                    } else {
                        parts.push(format!("{key}={value}"));
                    }
                }
            }
            Text::None | Text::One(_) | Text::Bare(_) => {}
        }
        let mut separator = String::new();
        match self.separator() {
            separating @ (' ' | '|' | '\t') if escape != Escape::Nothing => {
                percent::push(&mut separator, separating.encode_utf8(&mut [0; 4]));
            }
            separating => separator.push(separating),
        }
        Ok((!parts.is_empty()).then(|| parts.join(&separator)))
    }

    /// One of several parts of a text: what stands between them must not stand in it.
    fn part(self, text: &str, escape: Escape) -> Result<String, TextError> {
        let separator = self.separator();
        let is_told = escape != Escape::Nothing && !matches!(separator, ' ' | '|' | '\t');
        if text.contains(separator) && !is_told {
            return Err(has_within("an item", separator));
        }
        let mut part = match escape {
            // A comma that stays would be taken for one between items.
            Escape::Reserved => Escape::Percent.apply(text),
            escape => escape.apply(text),
        };
        if separator == '.' {
            // A dot is never encoded by itself.
            part = part.replace('.', "%2E");
        }
        Ok(part)
    }

    /// The name of a pair.
    #[expect(clippy::unused_self, reason = "the names of every style are alike")]
    fn key(self, name: &str, escape: Escape) -> String {
        match escape {
            Escape::Nothing => name.to_owned(),
            Escape::Percent | Escape::Reserved => Escape::Percent.apply(name),
        }
    }
}

impl Escape {
    fn apply(self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        match self {
            Self::Percent => percent::push(&mut escaped, text),
            Self::Reserved => percent::push_but(&mut escaped, text, RESERVED),
            Self::Nothing => escaped.push_str(text),
        }
        escaped
    }
}

/// Refuses what would have to be escaped in a cookie: white space, controls, `;` and whatever is not ASCII (RFC 6265, section 4.1.1; quotes
/// and backslashes are sent in practice).
fn check_cookie(text: &str) -> Result<(), TextError> {
    match text.chars().find(|c| !c.is_ascii_graphic() || *c == ';') {
        None => Ok(()),
        Some(character) => Err(TextError(format!(
            "a cookie cannot hold {character:?}, and its style escapes nothing"
        ))),
    }
}

fn has_within(what: &str, separator: char) -> TextError {
    TextError(format!(
        "{what} has {separator:?} in it, which the style of the parameter uses itself"
    ))
}

/// A value that stands where the style has no place for parts: as it is, or as JSON. `null` is empty.
pub(super) fn leaf(value: &Text) -> String {
    match value {
        Text::None => String::new(),
        Text::One(text) | Text::Bare(text) => text.clone(),
        Text::Many(_) | Text::Members(_) => value.to_json(),
    }
}

impl Text {
    /// The value as JSON, in ASCII, so that it can stand in a header field.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        push_json(&mut json, self);
        json
    }
}

fn push_json(json: &mut String, value: &Text) {
    match value {
        Text::None => json.push_str("null"),
        Text::Bare(text) => json.push_str(text),
        Text::One(text) => push_string(json, text),
        Text::Many(items) => {
            json.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                push_json(json, item);
            }
            json.push(']');
        }
        Text::Members(members) => {
            json.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                push_string(json, key);
                json.push(':');
                push_json(json, member);
            }
            json.push('}');
        }
    }
}

fn push_string(json: &mut String, text: &str) {
    for character in Value::from(text).to_string().chars() {
        if character.is_ascii() {
            json.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a text does not fail.
            let _ = write!(json, "\\u{unit:04x}");
        }
    }
}

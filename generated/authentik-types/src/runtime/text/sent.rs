// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What was sent for a value, cut into parts.

use serde_json::Value;

use super::{Fault, Text};
use crate::runtime::File;

/// A value as it was sent: texts, put together.
#[derive(Clone, Debug, Hash)]
pub(in crate::runtime) enum Sent {
    /// JSON's `null`.
    Null,
    /// A text; where a list or an object is wanted, JSON.
    Text(String),
    /// A file, which only a form has.
    File(Box<File>),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
    /// A list whose items have numbers, or an object whose keys are numbers.
    Numbered(Vec<(String, Self)>),
}

/// What a type wants to read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::runtime) enum Wanted {
    Scalar,
    List,
    Object,
    /// Whatever was sent.
    Any,
}

impl Sent {
    /// What was sent several times is a list.
    pub(super) fn texts(mut texts: Vec<String>) -> Self {
        match (texts.pop(), texts.is_empty()) {
            (Some(text), true) => Self::Text(text),
            (last, _) => {
                let texts = texts.into_iter().chain(last);
                Self::List(texts.map(Self::Text).collect())
            }
        }
    }

    pub(in crate::runtime) fn scalar(&self) -> Result<&str, Fault> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Null => Err(Fault::new("must not be null")),
            Self::File(_) => Err(Fault::new("must be a text, not a file")),
            Self::List(items) if items.is_empty() => Err(Fault::new("is required")),
            Self::List(_) => Err(Fault::new("must be given once")),
            Self::Object(_) | Self::Numbered(_) => Err(Fault::new("must be a single value")),
        }
    }

    /// The items; a text alone is one of them, unless it is a list in JSON.
    pub(super) fn items(self) -> Result<Vec<Self>, Fault> {
        match self {
            Self::List(items) => Ok(items),
            Self::Numbered(items) => Ok(items.into_iter().map(|(_, item)| item).collect()),
            Self::Text(text) if text.starts_with('[') => match json(&text) {
                Some(Self::List(items)) => Ok(items),
                _ => Ok(vec![Self::Text(text)]),
            },
            one @ (Self::Text(_) | Self::File(_)) => Ok(vec![one]),
            Self::Null | Self::Object(_) => Err(Fault::new("must be a list")),
        }
    }

    pub(super) fn members(self) -> Result<Vec<(String, Self)>, Fault> {
        match self {
            Self::Object(members) | Self::Numbered(members) => Ok(members),
            Self::Text(text) => match json(&text) {
                Some(Self::Object(members)) => Ok(members),
                _ => Err(Fault::new("must be an object")),
            },
            Self::Null | Self::List(_) | Self::File(_) => Err(Fault::new("must be an object")),
        }
    }

    /// Whether it is a text that is the JSON of an object.
    pub(in crate::runtime) fn is_json_object(&self) -> bool {
        match self {
            Self::Text(text) if text.starts_with('{') => {
                matches!(json(text), Some(Self::Object(_)))
            }
            _ => false,
        }
    }

    /// Whether `null` is meant where `null` can be.
    pub(in crate::runtime) fn is_null(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// The same as JSON, every scalar and every file a text.
    pub(in crate::runtime) fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::from(text.as_str()),
            Self::File(file) => String::from_utf8_lossy(&file.content).into(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Numbered(items) => items.iter().map(|(_, item)| item.to_json()).collect(),
            Self::Object(members) => {
                let members = members.iter();
                members
                    .map(|(key, member)| (key.clone(), member.to_json()))
                    .collect()
            }
        }
    }

    /// What JSON says, its scalars as texts.
    pub(in crate::runtime) fn from_json(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(boolean) => Self::Text(boolean.to_string()),
            Value::Number(number) => Self::Text(number.to_string()),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from_json).collect()),
            Value::Object(members) => {
                let members = members.into_iter();
                let members = members.map(|(key, value)| (key, Self::from_json(value)));
                Self::Object(members.collect())
            }
        }
    }

    /// Whether there is a file inside.
    pub(in crate::runtime) fn has_file(&self) -> bool {
        match self {
            Self::File(_) => true,
            Self::Null | Self::Text(_) => false,
            Self::List(items) => items.iter().any(Self::has_file),
            Self::Object(members) | Self::Numbered(members) => {
                members.iter().any(|(_, member)| member.has_file())
            }
        }
    }

    /// How many values there are inside, itself included.
    pub(in crate::runtime) fn count(&self) -> usize {
        match self {
            Self::Null | Self::Text(_) | Self::File(_) => 1,
            Self::List(items) => items.iter().map(|item| 1 + item.count()).sum(),
            Self::Object(members) | Self::Numbered(members) => {
                members.iter().map(|(_, member)| 1 + member.count()).sum()
            }
        }
    }

    /// How many of the values inside are in what was written again.
    pub(in crate::runtime) fn count_kept(&self, written: &Text) -> usize {
        match (self, written) {
            (Self::Null, Text::None) => 1,
            (Self::Text(text), Text::One(written) | Text::Bare(written)) => {
                usize::from(text == written)
            }
            (Self::Text(text), Text::Many(_) | Text::Members(_)) => match (json(text), written) {
                (Some(sent @ (Self::List(_) | Self::Object(_))), _) => sent.count_kept(written),
                (_, Text::Many(items)) => match items.as_slice() {
                    [item] => self.count_kept(item),
                    _ => 0,
                },
                _ => 0,
            },
            (Self::List(items), Text::Many(written)) => {
                let pairs = items.iter().zip(written);
                pairs
                    .map(|(item, written)| 1 + item.count_kept(written))
                    .sum()
            }
            (Self::Numbered(items), Text::Many(written)) => {
                let pairs = items.iter().zip(written);
                pairs
                    .map(|((_, item), written)| 1 + item.count_kept(written))
                    .sum()
            }
            (Self::Object(members) | Self::Numbered(members), Text::Members(written)) => {
                let kept = members.iter().filter_map(|(key, member)| {
                    let (_, written) = written.iter().find(|(name, _)| name == key)?;
                    Some(1 + member.count_kept(written))
                });
                kept.sum()
            }
            _ => 0,
        }
    }
}

fn json(text: &str) -> Option<Sent> {
    serde_json::from_str(text).ok().map(Sent::from_json)
}

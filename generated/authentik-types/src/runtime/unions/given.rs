// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The value of a union before its variant is known.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

use super::Pick;
use crate::runtime::File;
use crate::runtime::text::Sent;

/// The name under which what was sent as text is asked for. JSON takes no notice of it.
pub(in crate::runtime) const SENT: &str = "oasmith::Given";

/// A value that is read as a whole.
#[derive(Debug)]
pub struct Given(pub(super) Source);

#[derive(Debug)]
pub(super) enum Source {
    /// JSON.
    Json(Value),
    /// Text, and how the variant that it is for is told.
    Sent(Sent, Option<Pick>),
}

impl Given {
    /// The value as it is, for a union none of whose variants takes it. What was sent as text has texts for scalars.
    #[must_use]
    pub fn into_json(self) -> Value {
        match self.0 {
            Source::Json(value) => value,
            Source::Sent(sent, _) => sent.to_json(),
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(
            self.0,
            Source::Json(Value::Null) | Source::Sent(Sent::Null, _)
        )
    }

    pub(super) fn is_object(&self) -> bool {
        match &self.0 {
            Source::Json(value) => value.is_object(),
            Source::Sent(sent, _) => is_object(sent),
        }
    }

    /// The text under a key, if there is something and if it is one.
    #[expect(
        clippy::option_option,
        reason = "whether it is there, and whether it is text"
    )]
    pub(super) fn text_under(&self, key: &str) -> Option<Option<&str>> {
        match &self.0 {
            Source::Json(value) => value.get(key).map(Value::as_str),
            Source::Sent(sent, _) => under(sent, key).map(|sent| sent.scalar().ok()),
        }
    }

    /// The same, with the way in which the variant is told: a text can be several kinds, of which one has to be taken.
    pub(super) fn chosen(self, picks: &[Pick]) -> Self {
        match self.0 {
            Source::Json(_) => self,
            Source::Sent(sent, _) => {
                let chosen = choose(&sent, picks);
                Self(Source::Sent(sent, chosen))
            }
        }
    }
}

/// A number or a boolean that is written as it would be written again, then a text, then what a text could be.
fn choose(sent: &Sent, picks: &[Pick]) -> Option<Pick> {
    let passes: [fn(&Sent, Pick) -> bool; 3] = [
        is_exactly,
        |sent, pick| pick == Pick::String && matches!(sent, Sent::Text(_) | Sent::File(_)),
        could_be,
    ];
    passes
        .iter()
        .find_map(|claims| picks.iter().copied().find(|pick| claims(sent, *pick)))
}

fn is_exactly(sent: &Sent, pick: Pick) -> bool {
    match (pick, sent) {
        (Pick::Boolean, Sent::Text(text)) => matches!(text.as_str(), "true" | "false"),
        (Pick::Integer, Sent::Text(text)) => {
            number(text).is_some_and(|it| !it.is_f64() && it.to_string() == *text)
        }
        (Pick::Number, Sent::Text(text)) => number(text).is_some_and(|it| {
            // As the number is written, which for `1.0` is `1`.
            let written = it.as_f64().map(|number| number.to_string());
            it.to_string() == *text || written.as_ref() == Some(text)
        }),
        (Pick::Array, sent) => matches!(sent, Sent::List(_) | Sent::Numbered(_)),
        (Pick::Object, sent) => is_object(sent),
        (Pick::Key(key), sent) => under(sent, key).is_some(),
        (Pick::Constant(key, text), sent) => {
            under(sent, key).and_then(|sent| sent.scalar().ok()) == Some(text)
        }
        _ => false,
    }
}

fn could_be(sent: &Sent, pick: Pick) -> bool {
    match (pick, sent) {
        (Pick::Integer, Sent::Text(text)) => number(text).is_some_and(|number| !number.is_f64()),
        (Pick::Number, Sent::Text(text)) => number(text).is_some(),
        // A list of one item.
        (Pick::Array, Sent::Text(_) | Sent::File(_)) => true,
        _ => false,
    }
}

fn number(text: &str) -> Option<Number> {
    serde_json::from_str(text).ok()
}

fn is_object(sent: &Sent) -> bool {
    matches!(sent, Sent::Object(_) | Sent::Numbered(_))
}

fn under<'s>(sent: &'s Sent, key: &str) -> Option<&'s Sent> {
    match sent {
        Sent::Object(members) | Sent::Numbered(members) => {
            let member = members.iter().find(|(name, _)| name == key);
            member.map(|(_, sent)| sent)
        }
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SENT, Whole)
    }
}

const fn given(sent: Sent) -> Given {
    Given(Source::Sent(sent, None))
}

/// Takes JSON as it is; who has texts hands them over one by one.
struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Given, D::Error> {
        Value::deserialize(inner).map(|value| Given(Source::Json(value)))
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(given(Sent::Null))
    }

    /// A file of a form, which is not handed over as a text.
    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Given, D::Error> {
        File::deserialize(inner).map(|file| given(Sent::File(Box::new(file))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(given(Sent::Text(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Given, E> {
        Ok(given(Sent::Text(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Given, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Given>()? {
            list.push(item.into_sent());
        }
        Ok(given(Sent::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Given, A::Error> {
        let mut object = Vec::new();
        let mut is_numbered = true;
        while let Some((key, member)) = members.next_entry::<String, Given>()? {
            is_numbered &= key.bytes().all(|byte| byte.is_ascii_digit());
            object.push((key, member.into_sent()));
        }
        let sent = if is_numbered && !object.is_empty() {
            Sent::Numbered(object)
        } else {
            Sent::Object(object)
        };
        Ok(given(sent))
    }
}

impl Given {
    fn into_sent(self) -> Sent {
        match self.0 {
            Source::Json(value) => Sent::from_json(value),
            Source::Sent(sent, _) => sent,
        }
    }
}

//! The value of a union before its variant is known.

use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

use super::{Members, Pick};
use crate::runtime::text::Sent;
use crate::runtime::{File, integral};

/// The name under which what was sent as text is asked for. JSON takes no notice of it.
pub(in crate::runtime) const SENT: &str = "oasmith::Given";

/// The same, where it has to be an object.
pub(in crate::runtime) const OBJECT: &str = "oasmith::Given::Object";

/// The same, for a member that no type knows: a value that has no others is not there.
pub(in crate::runtime) const UNKNOWN: &str = "oasmith::Given::Unknown";

/// A value that is read as a whole.
#[derive(Debug)]
pub struct Given(pub(super) Source);

#[derive(Debug)]
pub(super) enum Source {
    /// JSON.
    Json(Value),
    /// Text, and how the variant that it is for is told.
    Sent(Sent, Chosen),
}

/// How the variant of a text is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Chosen {
    By(Pick),
    /// By a trial of all variants: it is an object in JSON or a text that looks like one.
    Undecided,
    /// Not without a trial.
    Nothing,
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

    /// Reads a value. Where it can only be an object, `known` has the members that it can have.
    pub(super) fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        known: Option<&Members>,
    ) -> Result<Self, D::Error> {
        let name = if known.is_some() { OBJECT } else { SENT };
        deserializer.deserialize_newtype_struct(name, Whole { known })
    }

    pub(super) fn is_undecided(&self) -> bool {
        matches!(self.0, Source::Sent(_, Chosen::Undecided))
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
            // `1.0` is an integer, and no other number is to be had.
            Source::Json(Value::Number(number))
                if picks.contains(&Pick::Integer) && !picks.contains(&Pick::Number) =>
            {
                Self(Source::Json(Value::Number(integral::whole(number))))
            }
            Source::Json(_) => self,
            Source::Sent(sent, _) => {
                let chosen = choose(&sent, picks);
                Self(Source::Sent(sent, chosen))
            }
        }
    }
}

/// A number or a boolean that is written as it would be written again, then a text, then what a text could be.
fn choose(sent: &Sent, picks: &[Pick]) -> Chosen {
    // An object within a list or an object is sent as JSON.
    if picks.iter().copied().any(may_be_object) && sent.is_json_object() {
        return Chosen::Undecided;
    }
    let passes: [fn(&Sent, Pick) -> bool; 3] = [
        is_exactly,
        |sent, pick| pick == Pick::String && matches!(sent, Sent::Text(_) | Sent::File(_)),
        could_be,
    ];
    passes
        .iter()
        .find_map(|claims| picks.iter().copied().find(|pick| claims(sent, *pick)))
        .map_or(Chosen::Nothing, Chosen::By)
}

const fn may_be_object(pick: Pick) -> bool {
    matches!(
        pick,
        Pick::Object | Pick::Key(_) | Pick::Constant(..) | Pick::Trial
    )
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
        Self::read(deserializer, None)
    }
}

const fn given(sent: Sent) -> Given {
    Given(Source::Sent(sent, Chosen::Nothing))
}

/// A value by the name under which it is asked for.
struct Named(&'static str);

impl<'de> DeserializeSeed<'de> for Named {
    type Value = Given;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given, D::Error> {
        deserializer.deserialize_newtype_struct(self.0, Whole { known: None })
    }
}

/// Takes JSON as it is; who has texts hands them over one by one.
struct Whole<'k> {
    /// The members that an object can have, where that is told.
    known: Option<&'k Members>,
}

impl<'de> Visitor<'de> for Whole<'_> {
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
        while let Some(key) = members.next_key::<String>()? {
            let is_known = self.known.is_none_or(|known| known.include(&key));
            let name = if is_known { SENT } else { UNKNOWN };
            let member = members.next_value_seed(Named(name))?;
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

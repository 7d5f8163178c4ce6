// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Alternatives (`oneOf`, `anyOf`): which variant a value is.
//!
//! The value is read as a whole, the variant is chosen by what is written in it, and only that variant is tried. A value
//! that no variant claims is kept as it is and written back unchanged.
//!
//! A value that was sent as text, in a parameter or a form, has no kinds. A number or a boolean is taken for one where a variant
//! is that and writes it the same way, so that nothing is lost; else it is a text.

mod given;
mod members;
mod table;
mod trials;

use std::cmp::Reverse;

use serde::de::{DeserializeOwned, Error as _, Unexpected};
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::Value;

pub use self::given::Given;
use self::given::{Chosen, Source};
pub(in crate::runtime) use self::given::{OBJECT, SENT, UNKNOWN};
pub use self::members::{Known, Members, Told, of_variant};
pub use self::trials::Trial;
use super::condition::same;
use super::reading::{self, Places};
use super::text::{Reader, to_text};
use super::{Checks, Rule, Validate, Violations, fault, pointer};

/// How a variant without a tag is told from the others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pick {
    /// By the JSON kind `true` or `false`.
    Boolean,
    /// By the JSON kind number, without a fraction.
    Integer,
    /// By the JSON kind number.
    Number,
    /// By the JSON kind string.
    String,
    /// By the JSON kind array.
    Array,
    /// By the JSON kind object.
    Object,
    /// By a key that only this variant requires.
    Key(&'static str),
    /// By a text that only this variant has under a key; by trial where the key is absent.
    Constant(&'static str, &'static str),
    /// By trial: of those that take the value the one that keeps most of it; of equals one that is
    /// valid, then one that writes the least beyond it, then the first.
    Trial,
}

impl Pick {
    fn claims(self, value: &Value) -> bool {
        match self {
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
            Self::Key(key) => value.get(key).is_some(),
            Self::Constant(key, text) => value.get(key).and_then(Value::as_str) == Some(text),
            Self::Trial => false,
        }
    }

    /// Whether only a trial can say. A constant that tells variants apart may be one that need not be there, or may be `null`.
    fn wants_trial(self, given: &Given) -> bool {
        match self {
            _ if given.is_undecided() => true,
            Self::Trial => true,
            Self::Constant(key, _) => given.text_under(key).flatten().is_none(),
            _ => false,
        }
    }
}

/// Reads an object and the text of its tag (OpenAPI 3.0, "Discriminator Object"), which may be absent where `required` is false. `known` has the
/// members of the variants.
///
/// # Errors
/// The input is not an object, or has no text under the key `tag`.
pub fn read_tagged<'de, D: Deserializer<'de>>(
    deserializer: D,
    tag: &'static str,
    required: bool,
    known: Option<&Members>,
) -> Result<(Option<String>, Given), D::Error> {
    let given = read(deserializer, &[], known)?;
    if !given.is_object() {
        return Err(D::Error::invalid_type(
            Unexpected::Other("value"),
            &"an object",
        ));
    }
    match given.text_under(tag) {
        Some(Some(name)) => Ok((Some(name.to_owned()), given)),
        None if !required => Ok((None, given)),
        Some(None) => {
            let error = D::Error::invalid_type(Unexpected::Other("value"), &"a string");
            let mut place = String::new();
            pointer::push(&mut place, tag);
            Err(D::Error::custom(fault::Inner {
                place: &place,
                error: &error,
            }))
        }
        None => Err(D::Error::missing_field(tag)),
    }
}

/// Reads any value but `null`, for variants that are told apart by those picks. Where all variants are objects, `known` has their members.
///
/// # Errors
/// The input is `null`, or is sent as text and no object where it has to be one.
pub fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    picks: &[Pick],
    known: Option<&Members>,
) -> Result<Given, D::Error> {
    let given = Given::read(deserializer, known)?;
    // Where `null` is allowed, the field says so.
    if given.is_null() {
        Err(D::Error::custom("invalid type: null, expected a value"))
    } else {
        Ok(given.chosen(picks))
    }
}

/// Reads the variant that was chosen.
///
/// # Errors
/// The value is not what the variant takes; the error has the place in it.
pub fn variant<T: DeserializeOwned, E: serde::de::Error>(given: &Given) -> Result<T, E> {
    match &given.0 {
        Source::Json(value) => read_json(value),
        Source::Sent(sent, _) => T::deserialize(Reader::new(sent)).map_err(|fault| {
            E::custom(fault::Inner {
                place: &fault.place,
                error: &fault.to_serde(),
            })
        }),
    }
}

/// Quickly, and where that fails once more for the place, as for a body. A union inside of this one does not read twice each time: the
/// readings would double with each union around.
fn read_json<T: DeserializeOwned, E: serde::de::Error>(value: &Value) -> Result<T, E> {
    let quickly = || reading::telling(Places::Never, || T::deserialize(value));
    match reading::places() {
        Places::Never => T::deserialize(value).map_err(E::custom),
        Places::AtOnce => located(value),
        Places::Afterwards => {
            quickly().or_else(|_| reading::telling(Places::AtOnce, || located(value)))
        }
    }
}

fn located<T: DeserializeOwned, E: serde::de::Error>(value: &Value) -> Result<T, E> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let place = super::json::to_pointer(error.path());
        E::custom(fault::Inner {
            place: &place,
            error: error.inner(),
        })
    })
}

/// Reads the variant if it claims the value by kind, key or constant. Where it is told by a key, or only members that it forbids keep it from
/// taking the value, another variant may take it; what it has against the value goes to `refused`.
///
/// # Errors
/// The variant claims the value, and does not take it.
pub fn claim<T: DeserializeOwned, E: serde::de::Error>(
    pick: Pick,
    given: &Given,
    refused: &mut Option<E>,
) -> Result<Option<T>, E> {
    let is_claimed = match &given.0 {
        Source::Json(value) => pick.claims(value),
        Source::Sent(_, chosen) => *chosen == Chosen::By(pick),
    };
    if !is_claimed {
        return Ok(None);
    }
    // Other variants may have the key without requiring it.
    let is_passed_on = matches!(pick, Pick::Key(_));
    let is_for_client = || {
        let read = || variant::<T, E>(given).is_ok();
        reading::leniently(|| reading::telling(Places::Never, read))
    };
    match variant(given) {
        Err(error) if is_passed_on || reading::is_strict() && is_for_client() => {
            refused.get_or_insert(error);
            Ok(None)
        }
        read => read.map(Some),
    }
}

/// What a value gets that was refused before; nobody asks for more of one on trial.
#[must_use]
pub fn refusal<E: serde::de::Error>() -> E {
    E::custom("no alternative takes the value")
}

/// How well a variant fits a value: how much it keeps, then whether it is valid, then how little it writes beyond that. An enum takes any
/// text, as one that it does not know, and some members are written as `null` where they were left out.
pub type Fit = (usize, bool, Reverse<usize>);

/// Reads the variant if it is one to be tried, takes the value and keeps something of it. `rule` has the limits that the value has as this
/// variant.
#[must_use]
pub fn attempt<T: DeserializeOwned + Serialize + Validate>(
    pick: Pick,
    given: &Given,
    rule: &Rule<'_>,
) -> Option<(Fit, T)> {
    if !pick.wants_trial(given) {
        return None;
    }
    let candidate: T;
    let (kept, all, written) = match &given.0 {
        Source::Json(value) => {
            let read = || trials::within(|| T::deserialize(value));
            candidate = reading::telling(Places::Never, read).ok()?;
            let written = serde_json::to_value(&candidate).ok()?;
            let kept = count_kept(value, &written);
            (
                kept,
                count_kept(value, value),
                count_kept(&written, &written),
            )
        }
        Source::Sent(sent, _) => {
            candidate = trials::within(|| T::deserialize(Reader::new(sent))).ok()?;
            let kept = match to_text(&candidate) {
                Ok(written) => sent.count_kept(&written),
                // A file is no text, and is kept by whoever takes it.
                Err(_) if sent.has_file() => sent.count(),
                Err(_) => return None,
            };
            (kept, sent.count(), kept)
        }
    };
    // A variant whose keys are all optional takes any object; what it would lose stands better as it is, unless a server asks whether it is
    // one that the document allows. So does what a union among the variants keeps without knowing it.
    let is_allowed = || reading::is_strict() && given.is_object();
    let takes = (kept > 0 || all == 0 || is_allowed()) && !candidate.is_unknown();
    takes.then(|| {
        let mut found = Violations::new();
        candidate.check(rule, &mut Checks::new(&mut found));
        let fit = (kept, found.is_empty(), Reverse(written));
        (fit, candidate)
    })
}

/// How many of the values inside, themselves included, are in what was written again.
fn count_kept(value: &Value, written: &Value) -> usize {
    match (value, written) {
        (Value::Object(value), Value::Object(written)) => {
            let pairs = value
                .iter()
                .filter_map(|(key, inner)| Some((inner, written.get(key)?)));
            pairs
                .map(|(inner, written)| 1 + count_kept(inner, written))
                .sum()
        }
        (Value::Array(value), Value::Array(written)) => value
            .iter()
            .zip(written)
            .map(|(inner, written)| 1 + count_kept(inner, written))
            .sum(),
        (value, written) => usize::from(same(value, written)),
    }
}

/// Writes a variant with its tag, whether or not the variant has a field for it. Of several names the variant has its own.
///
/// # Errors
/// The variant cannot be written, or is not an object.
pub fn write_tagged<T: Serialize + ?Sized, S: Serializer>(
    serializer: S,
    tag: &str,
    names: &[&str],
    variant: &T,
) -> Result<S::Ok, S::Error> {
    let [name] = names else {
        return variant.serialize(serializer);
    };
    let mut value = serde_json::to_value(variant).map_err(S::Error::custom)?;
    let Value::Object(object) = &mut value else {
        return Err(S::Error::custom("a variant with a tag is not an object"));
    };
    object.insert(tag.to_owned(), (*name).into());
    value.serialize(serializer)
}

/// Adds a violation for a tag that the document does not list.
pub fn check_tag(at: &mut Checks<'_>, tag: &str, names: &[&str]) {
    at.violate_field(tag, format!("must be one of {}", names.join(", ")));
}

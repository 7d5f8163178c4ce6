//! All that is wrong with a body at once: what cannot be read, and the constraints that the rest breaks.
//!
//! A reading stops at its first fault. So the faulty value is taken out, or something that can be read is put in its place,
//! and the body is read again, until it can be read and its constraints be checked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::json::{DecodeError, decode, to_pointer};
use super::validate::Validate;
use super::violations::{Violation, Violations};
use super::{Checks, Rule, checks, fault, integral, pointer};

/// So many readings of a body are spent on finding more faults.
const MOST_READINGS: usize = 32;

/// So many values are tried in the place of a faulty one.
const MOST_STAND_INS: usize = 4;

/// Everything that keeps a body from being a valid `T` that meets `rule`, for an answer that names all faulty fields. Empty
/// if it is one.
#[must_use]
pub fn faults<T: DeserializeOwned + Validate>(body: &[u8], rule: &Rule<'_>) -> Violations {
    let first = match decode::<T>(body) {
        Ok(value) => {
            let mut broken = Violations::new();
            value.check(rule, &mut Checks::new(&mut broken));
            return broken;
        }
        Err(first) => first,
    };
    // An integer that is written as a fraction is none of the faults.
    let whole = std::str::from_utf8(body)
        .ok()
        .and_then(integral::written_whole);
    let body = whole.as_ref().map_or(body, String::as_bytes);
    match serde_json::from_slice::<Value>(body) {
        Ok(draft) => search(draft, first, &|draft| {
            serde_path_to_error::deserialize::<_, T>(draft)
                .map(|value| {
                    let mut broken = Violations::new();
                    value.check(rule, &mut Checks::of_draft(&mut broken));
                    broken
                })
                .map_err(|error| {
                    fault::explain(to_pointer(error.path()), &error.inner().to_string())
                })
        }),
        // A body that is not JSON has one fault, which hides all others.
        Err(_) => std::iter::once(Violation::from(first)).collect(),
    }
}

/// A body whose faulty values are being replaced. Places are JSON Pointers.
pub(super) trait Draft {
    /// Takes a member out; `false` if there is no object with that member.
    fn remove(&mut self, place: &str) -> bool;

    /// Puts a member or item there; `false` if nothing can be put there. `null` stands for a file.
    fn put(&mut self, place: &str, value: Value) -> bool;
}

/// What one reading of a draft gives: the constraints that it breaks, or what keeps it from being read.
pub(super) type Reading = Result<Violations, Vec<DecodeError>>;

/// Reads a draft again and again. `first` is what the reading of the body itself found.
pub(super) fn search<D: Draft>(
    mut draft: D,
    first: DecodeError,
    read: &dyn Fn(&D) -> Reading,
) -> Violations {
    let mut search = Search {
        found: vec![first],
        touched: HashMap::new(),
    };
    for _ in 0..MOST_READINGS {
        match read(&draft) {
            Ok(broken) => return search.finish(broken),
            Err(faults) => {
                search.note(&faults);
                let mended = faults
                    .iter()
                    .map(|fault| search.mend(&mut draft, &fault.path, &fault.message))
                    .fold(!faults.is_empty(), |all, one| all && one);
                if !mended {
                    break;
                }
            }
        }
    }
    search.finish(Violations::new())
}

struct Search {
    found: Vec<DecodeError>,
    /// The places whose values were taken out or replaced.
    touched: HashMap<String, Touched>,
}

struct Touched {
    /// Whether the value was taken out of its object.
    removed: bool,
    /// How often it was replaced.
    tried: usize,
}

impl Search {
    /// Takes down what follows from no fault that is known.
    fn note(&mut self, faults: &[DecodeError]) {
        for fault in faults {
            // What is missing because it was taken out as faulty is not a second fault, nor is what a stand-in lacks.
            let follows = self
                .found
                .iter()
                .any(|known| pointer::is_within(&known.path, &fault.path))
                || self
                    .touched
                    .keys()
                    .any(|place| pointer::is_within(&fault.path, place));
            if !follows {
                self.found.push(fault.clone());
            }
        }
    }

    /// Makes the value at `place` one that can be read, or failing that the one around it.
    fn mend(&mut self, draft: &mut dyn Draft, place: &str, message: &str) -> bool {
        let touched = match self.touched.entry(place.to_owned()) {
            Entry::Occupied(touched) => touched.into_mut(),
            Entry::Vacant(untouched) => {
                let removed = draft.remove(place);
                let touched = untouched.insert(Touched { removed, tried: 0 });
                if removed {
                    return true;
                }
                touched
            }
        };
        touched.tried += 1;
        if let Some(value) = stand_in(message, touched.tried)
            && draft.put(place, value)
        {
            return true;
        }
        match pointer::split(place) {
            Some((around, _)) if !around.is_empty() => self.mend(draft, around, message),
            _ => false,
        }
    }

    /// Everything that was found, with the constraints that what is left of the body breaks.
    fn finish(self, broken: Violations) -> Violations {
        let is_true = |violation: &Violation| {
            !self.touched.iter().any(|(place, touched)| {
                // A stand-in is worth nothing, an object lacks what was taken out of it, two stand-ins are the same.
                pointer::is_within(&violation.place, place)
                    || touched.removed
                        && pointer::split(place)
                            .is_some_and(|(around, _)| around == violation.place)
                    || violation.message == checks::TWICE
                        && pointer::is_within(place, &violation.place)
            })
        };
        let broken: Vec<_> = broken.into_iter().filter(is_true).collect();
        self.found
            .into_iter()
            .map(Violation::from)
            .chain(broken)
            .collect()
    }
}

/// A value to be tried where another one was refused with `message`.
fn stand_in(message: &str, attempt: usize) -> Option<Value> {
    const TIMES: [&str; 3] = ["1970-01-01T00:00:00Z", "1970-01-01", "00:00:00"];
    if message.contains("date") {
        return TIMES
            .get(attempt.saturating_sub(2))
            .map(|time| (*time).into());
    }
    let asks_for = |words: &str| message.contains(words);
    Some(match () {
        () if attempt > MOST_STAND_INS => return None,
        () if asks_for("an object") => Map::new().into(),
        () if asks_for("a list") => Value::Array(Vec::new()),
        () if asks_for("a boolean") => false.into(),
        () if asks_for("an integer") || asks_for("a number") => 0.into(),
        () if asks_for("a UUID") => "00000000-0000-0000-0000-000000000000".into(),
        () if asks_for("a file") => Value::Null,
        () => "".into(),
    })
}

impl Draft for Value {
    fn remove(&mut self, place: &str) -> bool {
        let parent = pointer::split(place)
            .and_then(|(parent, token)| Some((self.pointer_mut(parent)?, token)));
        match parent {
            Some((Self::Object(object), token)) => {
                object.remove(&pointer::unescape(token)).is_some()
            }
            _ => false,
        }
    }

    fn put(&mut self, place: &str, value: Value) -> bool {
        let parent = pointer::split(place)
            .and_then(|(parent, token)| Some((self.pointer_mut(parent)?, token)));
        match parent {
            Some((Self::Object(object), token)) => {
                object.insert(pointer::unescape(token), value);
                true
            }
            Some((Self::Array(items), token)) => {
                let item = token
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| items.get_mut(index));
                item.map(|item| *item = value).is_some()
            }
            _ => false,
        }
    }
}

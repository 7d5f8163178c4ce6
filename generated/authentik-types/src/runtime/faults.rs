// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! All the faults of a body at once.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json::{DecodeError, decode, to_pointer};
use super::violations::{Violation, Violations};
use super::{fault, pointer};

/// So many readings of a body are spent on finding more faults.
const MOST_READINGS: usize = 32;

/// Everything that keeps a body from being a `T`, for an answer that names all faulty fields. Empty if it is one.
///
/// After a fault the search goes on without the faulty value; an item of a list takes its list with it.
#[must_use]
pub fn faults<T: DeserializeOwned>(body: &[u8]) -> Violations {
    let Err(first) = decode::<T>(body) else {
        return Violations::new();
    };
    let mut found = vec![first];
    // A body that is not JSON has one fault, which hides all others.
    if let Ok(rest) = serde_json::from_slice(body) {
        search::<T>(rest, &mut found);
    }
    found.into_iter().map(Violation::from).collect()
}

fn search<T: DeserializeOwned>(mut rest: Value, found: &mut Vec<DecodeError>) {
    for _ in 0..MOST_READINGS {
        let Err(error) = serde_path_to_error::deserialize::<_, T>(&rest) else {
            return;
        };
        let faults = fault::explain(to_pointer(error.path()), &error.inner().to_string());
        let Some(place) = faults
            .first()
            .map(|fault| place_to_drop(&rest, &fault.path))
        else {
            return;
        };
        for fault in faults {
            // What is missing because it was dropped as faulty is not a second fault.
            if !found
                .iter()
                .any(|known| pointer::is_within(&known.path, &fault.path))
            {
                found.push(fault);
            }
        }
        if !drop_at(&mut rest, &place) {
            return;
        }
    }
}

/// The faulty value itself, or the object that lacks a key.
fn place_to_drop(rest: &Value, path: &str) -> String {
    let is_there = rest.pointer(path).is_some();
    if is_there {
        path.to_owned()
    } else {
        pointer::split(path)
            .map_or("", |(parent, _)| parent)
            .to_owned()
    }
}

/// Takes a value out of the nearest object around it; `false` if there is none.
fn drop_at(rest: &mut Value, place: &str) -> bool {
    let Some((parent, token)) = pointer::split(place) else {
        return false;
    };
    match rest.pointer_mut(parent) {
        Some(Value::Object(object)) => object.remove(&pointer::unescape(token)).is_some(),
        _ => drop_at(rest, parent),
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Reading a parameter from where it was sent.

use std::cell::Cell;

use serde::de::DeserializeOwned;

use super::Fault;
use super::pairs::{Coding, Pair, Raw, Uncut};
use super::read::Reader;
use super::style::{Layout, Style};
use crate::runtime::json::{self, DecodeError};
use crate::runtime::pointer;

/// Reads a parameter from the pairs of a query; `None` if it is not there. `others` are the names of the other parameters: what
/// an object has beside its members can have any name but these.
///
/// # Errors
/// What was sent is not what `T` accepts; the places begin with the name of the parameter: `/name`, `/name/2` for an item. More
/// than one only for members that are missing.
pub fn from_pairs<T: DeserializeOwned>(
    style: Style,
    name: &str,
    pairs: &[Pair<'_>],
    others: &[&str],
) -> Result<Option<T>, Vec<DecodeError>> {
    let raw = Raw::Pairs {
        name,
        pairs,
        others,
    };
    let uncut = Uncut {
        style,
        coding: Coding::Query,
        raw,
    };
    read(name, &uncut)
}

/// Reads a parameter from the pairs of `Cookie`, where `+` is no space.
///
/// # Errors
/// As of [`from_pairs`].
pub fn from_cookies<T: DeserializeOwned>(
    style: Style,
    name: &str,
    pairs: &[Pair<'_>],
    others: &[&str],
) -> Result<Option<T>, Vec<DecodeError>> {
    let raw = Raw::Pairs {
        name,
        pairs,
        others,
    };
    let coding = match style.layout {
        Layout::Cookie => Coding::Plain,
        _ => Coding::Percent,
    };
    let uncut = Uncut { style, coding, raw };
    read(name, &uncut)
}

/// Reads a parameter that is all of the query.
///
/// # Errors
/// As of [`from_pairs`].
pub fn from_query<T: DeserializeOwned>(
    style: Style,
    name: &str,
    query: &str,
) -> Result<Option<T>, Vec<DecodeError>> {
    let lines = [query];
    let lines = if query.is_empty() { &[][..] } else { &lines };
    let uncut = Uncut {
        style,
        coding: Coding::Percent,
        raw: Raw::Alone { lines },
    };
    read(name, &uncut)
}

/// Reads a parameter from its encoded text in the path.
///
/// # Errors
/// As of [`from_pairs`].
pub fn from_segment<T: DeserializeOwned>(
    style: Style,
    name: &str,
    segment: &str,
) -> Result<Option<T>, Vec<DecodeError>> {
    let pairs;
    let lines = [segment];
    let raw = if style.layout == Layout::Matrix {
        pairs = Pair::between_semicolons(segment);
        Raw::Pairs {
            name,
            pairs: &pairs,
            others: &[],
        }
    } else {
        Raw::Alone { lines: &lines }
    };
    let uncut = Uncut {
        style,
        coding: Coding::Percent,
        raw,
    };
    read(name, &uncut)
}

/// Reads a parameter from the lines of a header field.
///
/// # Errors
/// As of [`from_pairs`].
pub fn from_header<T: DeserializeOwned>(
    style: Style,
    name: &str,
    lines: &[&str],
) -> Result<Option<T>, Vec<DecodeError>> {
    let uncut = Uncut {
        style,
        coding: Coding::Plain,
        raw: Raw::Alone { lines },
    };
    read(name, &uncut)
}

fn read<T: DeserializeOwned>(name: &str, uncut: &Uncut<'_>) -> Result<Option<T>, Vec<DecodeError>> {
    let is_there = uncut.is_there();
    let used = Cell::new(false);
    let outcome = if !uncut.style.layout.is_json() {
        // An exploded object is there if one of its members is.
        if !is_there && !uncut.has_own_names() {
            return Ok(None);
        }
        T::deserialize(Reader::uncut(uncut, &used)).map_err(Fault::explain)
    } else if is_there {
        let text = uncut.text().map_err(Fault::explain);
        text.and_then(|text| json::decode(text.as_bytes()).map_err(|error| vec![error]))
    } else {
        return Ok(None);
    };
    match outcome {
        _ if !is_there && !used.get() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(_) if uncut.style.empty && uncut.is_empty() => Ok(None),
        Err(mut faults) => {
            let mut place = String::new();
            pointer::push(&mut place, name);
            for fault in &mut faults {
                fault.path.insert_str(0, &place);
            }
            Err(faults)
        }
    }
}

//! What was measured, kept between calls.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::place::{Place, keep};
use super::row::Row;
use crate::exit::Failure;

const FILE: &str = "results.json";

/// What was measured last of each row.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Results {
    rows: BTreeMap<String, Measured>,
}

/// The lines of a row.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Measured {
    pub(super) lines: Vec<Line>,
    /// How busy the machine was just before.
    pub(super) load: Option<f64>,
}

impl Results {
    /// Replaces what is known of a row.
    pub(super) fn put(&mut self, row: Row, lines: Vec<Line>, load: Option<f64>) {
        self.rows.insert(row.name(), Measured { lines, load });
    }

    /// What was measured, in the order of the table.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Measured> {
        let rows = Row::value_variants().iter();
        rows.filter_map(|row| self.rows.get(&row.name()))
    }
}

/// What earlier calls measured.
pub(super) fn read(place: &Place) -> Result<Results, Failure> {
    match fs::read_to_string(place.join(FILE)) {
        Ok(text) => Ok(serde_json::from_str(&text)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Results::default()),
        Err(error) => Err(error.into()),
    }
}

/// Keeps it for the next call.
pub(super) fn write(place: &Place, results: &Results) -> Result<(), Failure> {
    keep(&place.join(FILE), &serde_json::to_string_pretty(results)?)
}

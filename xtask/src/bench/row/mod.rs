//! The rows: what is measured. One file for each.

use clap::ValueEnum;

use super::line::Line;
use super::place::Place;
use crate::exit::Failure;

mod build;
mod call;
mod check;
mod compile;
mod emptied;
mod generation;
mod json;
mod server;

/// What is measured, in the order of the table.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Row {
    /// Generating all crates: time, memory, lines of code
    Generation,
    /// `cargo check` of the generated crates
    Check,
    /// `cargo build` of a program that calls five operations
    Build,
    /// `cargo build --release` of it, and its size
    Release,
    /// Decoding and encoding a page of 100 flows
    Json,
    /// One call of the client
    Call,
    /// Requests to the server
    Server,
}

impl Row {
    /// Its name on the command line and in the results.
    pub(super) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Measures it so many times.
    pub(super) fn measure(self, place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
        match self {
            Self::Generation => generation::measure(place, runs),
            Self::Check => check::measure(place, runs),
            Self::Build => build::debug(place, runs),
            Self::Release => build::release(place, runs),
            Self::Json => json::measure(place, runs),
            Self::Call => call::measure(place, runs),
            Self::Server => server::measure(place, runs),
        }
    }
}

/// Shows that something was measured: rows take minutes.
fn tell(what: &str, took: f64) {
    anstream::eprintln!("  {what}: {took:.2} s");
}

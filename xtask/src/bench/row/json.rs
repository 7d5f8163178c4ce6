//! Decoding and encoding a page of 100 flows, against structs with serde's derives.

use std::path::Path;
use std::process::Command;

use super::super::line::{Goal, Line, Unit};
use super::super::place::Place;
use super::super::programs::PAGE;
use super::super::{count, measure};
use super::tell;
use crate::exit::Failure;

/// In each run the program lets all four take turns that many times.
const ROUNDS: &str = "200";

/// So many pages are decoded for a count of instructions.
const PAGES: (u8, u8) = (1, 21);

pub(super) fn measure(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    let program = PAGE.built(place)?;
    let mut texts = Vec::new();
    for _ in 0..runs {
        let start = std::time::Instant::now();
        texts.push(measure::output(
            Command::new(&program).args(["time", ROUNDS]),
        )?);
        tell("page", start.elapsed().as_secs_f64());
    }
    let mut lines = Vec::new();
    for (kind, what, title) in [
        ("ours", "decode", "decode a page of 100 flows"),
        ("body", "decode", "decode it as client and server do"),
        ("ours", "encode", "encode it"),
    ] {
        let of = |kind| {
            let numbers = texts.iter().filter_map(|text| number(text, kind, what));
            numbers.collect::<Vec<f64>>()
        };
        lines.push(Line::of_medians(
            format!("{title}, time per byte"),
            Unit::NanosecondsPerByte,
            &of(kind),
            vec![("serde derive", of("plain"))],
            Goal::AtMost(1.0),
        ));
        if count::is_there() {
            let plain = instructions(&program, "plain", what)?;
            lines.push(Line::of_medians(
                format!("{title}, instructions per byte"),
                Unit::Instructions,
                &[instructions(&program, kind, what)?],
                vec![("serde derive", vec![plain])],
                Goal::None,
            ));
        }
    }
    Ok(lines)
}

/// The number in the line `KIND WHAT NUMBER`.
fn number(text: &str, kind: &str, what: &str) -> Option<f64> {
    let prefix = format!("{kind} {what} ");
    let number = text.lines().find_map(|line| line.strip_prefix(&prefix))?;
    number.parse().ok()
}

fn instructions(program: &Path, kind: &str, what: &str) -> Result<f64, Failure> {
    let (few, many) = PAGES;
    let run = |pages: u8| count::run(program, &["count", kind, what, &pages.to_string()]);
    let (less, _) = run(few)?;
    let (more, printed) = run(many)?;
    let bytes: f64 = printed.trim().parse()?;
    Ok((more - less) / f64::from(many - few) / bytes)
}

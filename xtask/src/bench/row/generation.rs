//! Generating all crates from the document into an empty folder, the whole process.

use std::fs;

use super::super::line::{Goal, Line, Unit};
use super::super::place::{self, Place};
use super::super::subject::{GENERATORS, Subject};
use super::tell;
use crate::exit::Failure;

#[derive(Default)]
struct Taken {
    wall: Vec<f64>,
    cpu: Vec<f64>,
    peak: Vec<f64>,
    lines: Vec<f64>,
    /// Those of types and client alone, which is what peers generate.
    client: Vec<f64>,
}

pub(super) fn measure(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    let mut taken: [Taken; 3] = Default::default();
    for _ in 0..runs {
        for (subject, taken) in GENERATORS.into_iter().zip(&mut taken) {
            let out = place.join("generated").join(subject.name());
            place::remove(&out)?;
            fs::create_dir_all(&out)?;
            let Some(mut command) = subject.generator(place, &out)? else {
                continue;
            };
            let usage = place.run(&mut command)?;
            tell(subject.name(), usage.wall);
            taken.wall.push(usage.wall);
            taken.cpu.push(usage.cpu);
            taken.peak.push(usage.peak);
            let all = place::lines(&out)?;
            let server = match subject {
                Subject::Ours => place::lines(&out.join("authentik-server"))?,
                _ => 0,
            };
            #[allow(clippy::cast_precision_loss)]
            taken.lines.push(all as f64);
            #[allow(clippy::cast_precision_loss)]
            taken.client.push((all - server) as f64);
        }
    }
    let [ours, ploidy, other] = taken;
    let ploidy_is = Subject::Ploidy.name();
    let other_is = Subject::OpenapiToRust.name();
    let what = "generating all crates";
    let half = Goal::AtMost(0.5);
    Ok(vec![
        Line::of_medians(
            format!("{what}, wall"),
            Unit::Seconds,
            &ours.wall,
            vec![(ploidy_is, ploidy.wall), (other_is, other.wall)],
            half,
        ),
        Line::of_medians(
            format!("{what}, CPU"),
            Unit::Seconds,
            &ours.cpu,
            vec![(ploidy_is, ploidy.cpu), (other_is, other.cpu)],
            half,
        ),
        Line::of_medians(
            "peak memory of generation",
            Unit::Bytes,
            &ours.peak,
            vec![(other_is, other.peak)],
            half,
        ),
        Line::of_medians(
            "peak memory of generation, the other peer",
            Unit::Bytes,
            &ours.peak,
            vec![(ploidy_is, ploidy.peak)],
            Goal::None,
        ),
        Line::of_medians(
            "lines of generated code, types and client",
            Unit::Lines,
            &ours.client,
            vec![(ploidy_is, ploidy.client), (other_is, other.client)],
            half,
        ),
        Line::of_medians(
            "lines of generated code, server too",
            Unit::Lines,
            &ours.lines,
            vec![(ploidy_is, ploidy.lines), (other_is, other.lines)],
            half,
        ),
    ])
}

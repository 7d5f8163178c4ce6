//! One call over loopback: what the client's side of it takes, against the same call written with reqwest.

use std::process::Command;

use super::super::count;
use super::super::line::{Goal, Line, Unit};
use super::super::place::Place;
use super::super::programs::{CALL, SERVE};
use super::server::Server;
use super::tell;
use crate::exit::Failure;

/// So many calls are made for a count of instructions: the difference is free of what starting takes.
const COUNTED: (u16, u16) = (20, 220);

/// So many calls are made for the time of the processor.
const TIMED: u16 = 4000;

pub(super) fn measure(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    let program = CALL.built(place)?;
    // The server written by hand answers both.
    let server = Server::start(&mut Command::new(SERVE.built(place)?), "plain")?;
    let base = server.base();
    let mut lines = Vec::new();
    for (what, name) in [("get", "GET of a flow"), ("patch", "PATCH of a flow")] {
        let [mut ours, mut plain] = [Vec::new(), Vec::new()];
        for _ in 0..runs {
            for (kind, taken) in [("ours", &mut ours), ("plain", &mut plain)] {
                let mut command = Command::new(&program);
                command.args([kind, what, &TIMED.to_string(), base]);
                let usage = place.run(&mut command)?;
                tell(&format!("{name}, {kind}"), usage.wall);
                taken.push(usage.cpu * 1e6 / f64::from(TIMED));
            }
        }
        if count::is_there() {
            let instructions = |kind| {
                let (few, many) = COUNTED;
                let run =
                    |calls: u16| count::run(&program, &[kind, what, &calls.to_string(), base]);
                let (less, more) = (run(few)?.0, run(many)?.0);
                Ok::<_, Failure>((more - less) / f64::from(many - few))
            };
            let [mut ours, mut plain] = [Vec::new(), Vec::new()];
            for _ in 0..runs {
                ours.push(instructions("ours")?);
                plain.push(instructions("plain")?);
            }
            lines.push(Line::of_medians(
                format!("one call, {name}, client side, instructions"),
                Unit::Instructions,
                &ours,
                vec![("reqwest by hand", plain)],
                Goal::AtMost(1.1),
            ));
        }
        lines.push(Line::of_medians(
            format!("one call, {name}, client side, CPU"),
            Unit::Microseconds,
            &ours,
            vec![("reqwest by hand", plain)],
            Goal::None,
        ));
    }
    server.stop()?;
    Ok(lines)
}

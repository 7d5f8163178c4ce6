//! Requests to the server: routing, decoding, validating, answering, against the same endpoint written with axum.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use wait4::Wait4;

use super::super::line::{Goal, Line, Unit};
use super::super::measure::refused;
use super::super::place::Place;
use super::super::programs::SERVE;
use super::super::{count, load};
use super::tell;
use crate::exit::Failure;

const CONNECTIONS: usize = 8;
const REQUESTS: u32 = 60_000;

/// So many requests are sent for a count of instructions: the difference is free of what starting takes.
const COUNTED: (u16, u16) = (100, 1100);

/// A request that changes a flow.
const REQUEST: &str = "\
PATCH /api/v3/flows/instances/default-authentication-flow/ HTTP/1.1\r\n\
host: localhost\r\n\
accept: application/json\r\n\
authorization: Bearer f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a59687\r\n\
content-type: application/json\r\n\
content-length: 100\r\n\
\r\n\
{\"title\":\"Welcome back\",\"slug\":\"default-authentication-flow\",\"denied_action\":\"message\",\"name\":\"Log\"}";

/// A server that has been started, and ends with this value.
pub(super) struct Server {
    child: Child,
    base: String,
}

/// What a server took from its start to its end.
pub(super) struct Served {
    cpu: f64,
    printed: String,
}

impl Server {
    /// Starts it; `kind` is whose.
    pub(super) fn start(command: &mut Command, kind: &str) -> Result<Self, Failure> {
        command
            .arg(kind)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| refused(command, &error))?;
        let mut base = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut base)?;
        }
        let base = base.trim().to_owned();
        if base.is_empty() {
            let _ = child.kill();
            return Err("the server did not start".into());
        }
        Ok(Self { child, base })
    }

    /// Its URL.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    fn address(&self) -> &str {
        let rest = self.base.trim_start_matches("http://");
        rest.split('/').next().unwrap_or(rest)
    }

    /// Ends it.
    pub(super) fn stop(mut self) -> Result<Served, Failure> {
        drop(self.child.stdin.take());
        let mut printed = String::new();
        if let Some(stderr) = &mut self.child.stderr {
            stderr.read_to_string(&mut printed)?;
        }
        let used = self.child.wait4()?;
        Ok(Served {
            cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
            printed,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is gone already unless something failed before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) fn measure(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    let program = SERVE.built(place)?;
    let [mut ours, mut plain] = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
    for _ in 0..runs {
        for (kind, (rates, times)) in [("ours", &mut ours), ("plain", &mut plain)] {
            let server = Server::start(&mut Command::new(&program), kind)?;
            let seconds = send(&server, CONNECTIONS, REQUESTS)?;
            let cpu = server.stop()?.cpu;
            tell(kind, seconds);
            rates.push(f64::from(REQUESTS) / seconds);
            times.push(cpu * 1e6 / f64::from(REQUESTS));
        }
    }
    let by_hand = "axum by hand";
    let mut lines = vec![
        Line::of_medians(
            "PATCH of a flow on the server, requests",
            Unit::PerSecond,
            &ours.0,
            vec![(by_hand, plain.0)],
            Goal::AtLeast(0.95),
        ),
        Line::of_medians(
            "PATCH of a flow on the server, CPU per request",
            Unit::Microseconds,
            &ours.1,
            vec![(by_hand, plain.1)],
            Goal::None,
        ),
    ];
    if count::is_there() {
        let instructions = |kind| {
            let (few, many) = COUNTED;
            let run = |requests: u16| {
                let server = Server::start(&mut count::command(&program), kind)?;
                send(&server, 1, requests.into())?;
                count::read(&server.stop()?.printed)
            };
            Ok::<_, Failure>((run(many)? - run(few)?) / f64::from(many - few))
        };
        lines.push(Line::of_medians(
            "PATCH of a flow on the server, instructions per request",
            Unit::Instructions,
            &[instructions("ours")?],
            vec![(by_hand, vec![instructions("plain")?])],
            Goal::None,
        ));
    }
    Ok(lines)
}

fn send(server: &Server, connections: usize, requests: u32) -> Result<f64, Failure> {
    let requests = usize::try_from(requests)?;
    load::run(server.address(), REQUEST.as_bytes(), connections, requests)
}

#[cfg(test)]
mod tests {
    use super::REQUEST;

    #[test]
    fn the_request_tells_its_length() {
        let (head, body) = REQUEST.split_once("\r\n\r\n").unwrap_or_default();
        assert!(head.contains(&format!("content-length: {}", body.len())));
    }
}

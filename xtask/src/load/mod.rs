//! `cargo xtask load`: the example server under many connections for a long time, beside the same endpoint written by hand.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::exit::{Exit, Failure};
use crate::root::Root;
use traffic::{Look, Traffic, Watched};

mod traffic;

const EXAMPLES: &str = "\
Examples:
  cargo xtask load
      10,000 connections for a minute, to each server, in four turns.
  cargo xtask load --seconds 600 --turns 1
      The same for ten minutes each, without a break.

Each server has a database of its own in a folder for temporary files, flushed to the disk before a change is acknowledged. All \
connections are held open; so many of them as --in-flight says wait for an answer at the same time, each in its turn. One request \
goes through each before anything is counted. Both processes need a few more file descriptors than there are connections (`ulimit -n`).

The ratio is that of requests per second, the example server's to that of the one written by hand. The servers run one after the \
other, each turn in the other order, so that a machine which grows slower or quicker says less about one of them. On a busy one the \
ratio says little all the same; the processor time that each took for an answer (Linux only) says more.";

/// So many ticks are a second in `/proc`, on every architecture that Linux has today.
const TICKS: f64 = 100.0;

/// Hold the example server under load, beside the same endpoint written by hand
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Load {
    /// How many connections are held open
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    connections: usize,
    /// How many of them wait for an answer at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = 64)]
    in_flight: usize,
    /// How many seconds each server is under load
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    seconds: u64,
    /// In how many turns, each with a new process
    #[arg(long, value_name = "NUMBER", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..))]
    turns: u32,
}

/// A server that can be started.
struct Subject {
    name: &'static str,
    program: PathBuf,
    more: &'static [&'static str],
}

impl Load {
    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let built = root
            .cargo(["build", "--release", "--locked", "--package"])?
            .args(["authentik-server-example", "--bins", "--examples"])
            .status()?;
        if !built.success() {
            return Ok(Exit::Failed);
        }
        let folder = root.path()?.join("target/load");
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
            || root.path().map(|root| root.join("target")),
            |it| Ok(it.into()),
        )?;
        let subjects = [
            Subject {
                name: "the example server",
                program: target.join("release/authentik-server-example"),
                more: &["--log", "off"],
            },
            Subject {
                name: "axum by hand",
                program: target.join("release/examples/by_hand"),
                more: &[],
            },
        ];
        let mut exit = Exit::Fine;
        let mut sums = subjects.each_ref().map(|_| Sum::default());
        for turn in 0..self.turns {
            let mut order: Vec<_> = subjects.iter().zip(&mut sums).collect();
            if turn % 2 == 1 {
                order.reverse();
            }
            for (subject, sum) in order {
                let database = fresh(&folder)?;
                let mut server = Server::start(subject, &database)?;
                let traffic = self.traffic(server.address);
                let outcome = traffic.run(|| server.look());
                server.stop();
                let watched = outcome?;
                print(subject.name, &watched);
                if watched.failures > 0 {
                    exit = Exit::Failed;
                }
                sum.answers += watched.answers;
                sum.seconds += watched.seconds;
                sum.processor += watched.processor();
            }
        }
        let [ours, by_hand] = sums.map(Sum::rate);
        anstream::println!(
            "together: {ours:.0} and {by_hand:.0} per second, ratio {:.2}",
            ours / by_hand
        );
        let [ours, by_hand] = sums.map(Sum::processor_per_answer);
        anstream::println!(
            "processor time: {ours:.0} and {by_hand:.0} microseconds for an answer, ratio {:.2}",
            by_hand / ours
        );
        Ok(exit)
    }

    fn traffic(&self, address: SocketAddr) -> Traffic {
        let body = r#"{"title":"Welcome back","denied_action":"message","layout":"content_left"}"#;
        let request = format!(
            "PATCH /api/v3/flows/instances/default-authentication-flow/ HTTP/1.1\r\nHost: {address}\r\n\
             Authorization: Bearer example-token\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        Traffic {
            address,
            request: request.into_bytes(),
            connections: self.connections,
            in_flight: self.in_flight,
            time: Duration::from_secs(self.seconds) / self.turns,
        }
    }
}

/// What all turns of a server come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    answers: usize,
    seconds: f64,
    /// Seconds of processors.
    processor: f64,
}

impl Sum {
    /// Microseconds of processors.
    #[allow(clippy::cast_precision_loss)]
    fn processor_per_answer(self) -> f64 {
        self.processor * 1e6 / self.answers as f64
    }

    /// Answers per second.
    #[allow(clippy::cast_precision_loss)]
    fn rate(self) -> f64 {
        self.answers as f64 / self.seconds
    }
}

/// The path of a database that is not there yet.
fn fresh(folder: &Path) -> Result<PathBuf, Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.join("authentik.sqlite3"))
}

#[allow(clippy::cast_precision_loss)]
fn print(name: &str, watched: &Watched) {
    let Watched {
        answers,
        failures,
        seconds,
        ..
    } = watched;
    anstream::println!(
        "{name}: {answers} answers in {seconds:.0} s, {:.0} per second, {failures} failures",
        watched.rate()
    );
    anstream::println!(
        "  wait: median {:.1} ms, 99 % {:.1} ms, longest {:.1} ms",
        watched.wait(0.5),
        watched.wait(0.99),
        watched.wait(1.0)
    );
    let looks = watched.looks.iter();
    let memory: Vec<String> = looks
        .map(|look| format!("{:.0}", look.memory as f64 / 1e6))
        .collect();
    anstream::println!(
        "  memory, MB, at even times: {}; processor time {:.1} s",
        memory.join(" "),
        watched.processor()
    );
}

/// A server that is running.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start(subject: &Subject, database: &Path) -> Result<Self, Failure> {
        let program = &subject.program;
        let mut process = Command::new(program)
            .args(["--listen", "127.0.0.1:0", "--database"])
            .arg(database)
            .args(subject.more)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start `{}`: {error}", program.display()))?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .and_then(|rest| rest.strip_suffix("/api/v3"))
            .and_then(|address| address.parse().ok());
        let mut server = Self {
            process,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
        };
        let Some(address) = address else {
            server.stop();
            return Err(format!("{} did not say where it listens", subject.name).into());
        };
        server.address = address;
        Ok(server)
    }

    /// How it is, where the system tells.
    fn look(&self) -> Look {
        Look {
            memory: self.memory(),
            processor: self.processor(),
        }
    }

    /// The seconds of processors that it has had, for itself and in the system for it.
    fn processor(&self) -> f64 {
        let path = format!("/proc/{}/stat", self.process.id());
        let text = fs::read_to_string(path).unwrap_or_default();
        // The name, which can have anything in it, is in brackets; the fields are counted behind it.
        let fields = text.rsplit_once(')').map_or("", |(_, fields)| fields);
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks: f64 = ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        ticks / TICKS
    }

    fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.process.id());
        let text = fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        kilobytes.unwrap_or(0_u64) * 1024
    }

    fn stop(&mut self) {
        // It may have ended by itself, which the traffic has noticed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

//! Prism judges the requests of the generated client, and as a proxy the answers of the generated server, too.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::diagnostic::Pointer;
use serde_json::Value;

use super::network::{Caller, Came, Network};
use super::process::{Server, free_address};
use super::questions::{self, Known, Question};
use super::respell::respelled;
use super::{Bench, Verdict};
use crate::exit::Failure;

/// Counts the schemas that Prism cannot compile, which it would not check.
const AUDIT: &str = include_str!("prism_audit.js");

/// Prism with what it needs for one document.
struct Prism<'b> {
    program: PathBuf,
    document: PathBuf,
    network: Network<'b>,
    caller: Caller,
    bench: &'b Bench<'b>,
}

/// What came of all questions.
struct Answers {
    /// So many were not forced.
    plain: usize,
    /// Those that were, with the statuses that were asked for.
    forced: Vec<(Came, u16)>,
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forced = self.forced.len();
        write!(f, "{} requests, {forced} forced failures", self.plain)
    }
}

impl<'b> Prism<'b> {
    fn new(bench: &'b Bench<'b>) -> Result<Result<Self, String>, Failure> {
        let program = match bench.tools.prism()? {
            Ok(program) => program,
            Err(reason) => return Ok(Err(reason)),
        };
        let network = bench.network(&bench.spec)?;
        let document = bench.tools.file("prism.json");
        let written = network.reading.document.get(&Pointer::root());
        let written = respelled(written.unwrap_or(&Value::Null));
        std::fs::write(&document, written.to_string())?;
        Ok(Ok(Self {
            program,
            document,
            caller: network.caller()?,
            network,
            bench,
        }))
    }

    /// The places of the schemas that Prism cannot compile.
    fn audit(&self) -> Result<Vec<String>, Failure> {
        let script = self.bench.tools.file("prism_audit.js");
        std::fs::write(&script, AUDIT)?;
        let output = Command::new("node")
            .arg(&script)
            .arg(&self.document)
            .env("NODE_PATH", modules(&self.program))
            .output()?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(format!("the audit failed: {words}").into());
        }
        let text = String::from_utf8(output.stdout)?;
        let unchecked = |line: &str| format!("Prism does not check {line}");
        Ok(text.lines().map(unchecked).collect())
    }

    /// Asks everything of it. What is wrong with the answers that were not forced is found.
    fn ask(
        &self,
        arguments: &[&str],
        upstream: Option<&str>,
        found: &mut Vec<String>,
    ) -> Result<Answers, Failure> {
        let api = &self.network.reading.api;
        found.extend(questions::gaps(api));
        let mut asked = questions::least(api, &Known::new());
        asked.extend(questions::most(api, &Known::new()));
        let count = asked.len();
        let (preferred, codes): (Vec<_>, Vec<_>) = questions::preferred(api).into_iter().unzip();
        asked.extend(preferred);
        // Prism has one thread and takes most of the time, so there are as many of it as there are processors.
        let lanes = std::thread::available_parallelism().map_or(1, usize::from);
        let shares = asked.chunks(asked.len().div_ceil(lanes).max(1));
        let shares: Result<Vec<Vec<Came>>, String> = std::thread::scope(|scope| {
            let asking = |share| scope.spawn(move || self.ask_one(arguments, upstream, share));
            let running: Vec<_> = shares.map(asking).collect();
            let ended = running.into_iter().map(|share| match share.join() {
                Ok(came) => came,
                Err(_) => Err("asking Prism panicked".to_owned()),
            });
            ended.collect()
        });
        let mut came: Vec<Came> = shares?.into_iter().flatten().collect();
        let forced = came.split_off(count.min(came.len()));
        found.extend(came.iter().filter(|came| !is_fine(came)).map(Came::line));
        Ok(Answers {
            plain: came.len(),
            forced: forced.into_iter().zip(codes).collect(),
        })
    }

    /// Asks some questions of a process of their own. Errors are words, which travel between threads.
    fn ask_one(
        &self,
        arguments: &[&str],
        upstream: Option<&str>,
        share: &[Question],
    ) -> Result<Vec<Came>, String> {
        let words = |failure: Failure| failure.to_string();
        let mut server = self.start(arguments, upstream).map_err(words)?;
        let base = format!("http://{}", server.address);
        let came = self.caller.ask(share, &base, "secret").map_err(words)?;
        if !server.is_alive() {
            return Err("Prism has ended".to_owned());
        }
        if came.len() != share.len() {
            return Err(format!(
                "{} of {} questions were asked",
                came.len(),
                share.len()
            ));
        }
        Ok(came)
    }

    fn start(&self, arguments: &[&str], upstream: Option<&str>) -> Result<Server, Failure> {
        let address: SocketAddr = free_address()?;
        let mut command = Command::new("node");
        command
            .arg(&self.program)
            .args(arguments)
            .args(["-h", "127.0.0.1", "-p", &address.port().to_string()])
            .arg(&self.document)
            .args(upstream);
        Server::start(command, address)
    }
}

/// `node_modules`, in whose `.bin` a program is.
fn modules(program: &Path) -> &Path {
    let bin = program.parent().unwrap_or(program);
    bin.parent().unwrap_or(bin)
}

/// The generated client against Prism's mock: every request is what the document says, and every answer can be read.
pub(super) fn mock(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    let prism = match Prism::new(bench)? {
        Ok(prism) => prism,
        Err(reason) => return Ok(Verdict::Skipped(reason)),
    };
    let mut found = prism.audit()?;
    let answers = prism.ask(&["mock"], None, &mut found)?;
    let forced = answers.forced.iter();
    let wrong = forced.filter(|(came, code)| !is_forced(came, *code) || came.violations.is_some());
    found.extend(wrong.map(|(came, _)| came.line()));
    Ok(Verdict::of(answers.to_string(), found))
}

/// The generated client through Prism as a proxy to the generated mock: requests and answers are what the document says.
pub(super) fn proxy(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    let prism = match Prism::new(bench)? {
        Ok(prism) => prism,
        Err(reason) => return Ok(Verdict::Skipped(reason)),
    };
    let upstream = prism.network.mock()?;
    let behind = format!("http://{}{}", upstream.address, prism.network.base_path());
    let mut found = Vec::new();
    let answers = prism.ask(&["proxy", "--errors"], Some(&behind), &mut found)?;
    let forced = answers.forced.iter();
    let wrong = forced.filter(|(came, code)| !is_forced(came, *code));
    found.extend(wrong.map(|(came, _)| came.line()));
    Ok(Verdict::of(answers.to_string(), found))
}

fn is_forced(came: &Came, code: u16) -> bool {
    came.outcome == "failure" && came.status == Some(code)
}

fn is_fine(came: &Came) -> bool {
    let status = came.status.unwrap_or_default();
    came.outcome == "success" && (200..300).contains(&status) && came.violations.is_none()
}

//! Prism judges the requests of the generated client, and as a proxy the answers of the generated server, too.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::diagnostic::Pointer;
use serde_json::Value;

use super::network::{Came, Network};
use super::process::{Server, free_address};
use super::questions::{self, Known};
use super::respell::respelled;
use super::{Bench, Verdict};
use crate::exit::Failure;

/// Counts the schemas that Prism cannot compile, which it would not check.
const AUDIT: &str = include_str!("prism_audit.js");

/// Prism with what it needs for one document.
struct Prism<'b> {
    program: PathBuf,
    document: PathBuf,
    network: Network,
    bench: &'b Bench<'b>,
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
    let mut server = prism.start(&["mock"], None)?;
    let base = format!("http://{}", server.address);
    let api = &prism.network.reading.api;
    found.extend(questions::gaps(api));
    let mut asked = questions::least(api, &Known::new());
    asked.extend(questions::most(api, &Known::new()));
    let came = prism.network.ask(&asked, &base, "secret")?;
    found.extend(came.iter().filter(|came| !is_fine(came)).map(Came::line));
    let (preferred, codes): (Vec<_>, Vec<_>) = questions::preferred(api).into_iter().unzip();
    let forced = prism.network.ask(&preferred, &base, "secret")?;
    let wrong = forced.iter().zip(codes).filter(|(came, code)| {
        came.outcome != "failure" || came.status != Some(*code) || came.violations.is_some()
    });
    found.extend(wrong.map(|(came, _)| came.line()));
    if !server.is_alive() {
        found.push("Prism has ended".to_owned());
    }
    let judged = format!("{} requests, {} forced failures", came.len(), forced.len());
    Ok(Verdict::of(judged, found))
}

/// The generated client through Prism as a proxy to the generated mock: requests and answers are what the document says.
pub(super) fn proxy(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    let prism = match Prism::new(bench)? {
        Ok(prism) => prism,
        Err(reason) => return Ok(Verdict::Skipped(reason)),
    };
    let upstream = prism.network.mock()?;
    let behind = format!("http://{}{}", upstream.address, prism.network.base_path());
    let mut server = prism.start(&["proxy", "--errors"], Some(&behind))?;
    let base = format!("http://{}", server.address);
    let api = &prism.network.reading.api;
    let mut asked = questions::least(api, &Known::new());
    asked.extend(questions::most(api, &Known::new()));
    let came = prism.network.ask(&asked, &base, "secret")?;
    let mut found: Vec<String> = came
        .iter()
        .filter(|came| !is_fine(came))
        .map(Came::line)
        .collect();
    let (preferred, codes): (Vec<_>, Vec<_>) = questions::preferred(api).into_iter().unzip();
    let forced = prism.network.ask(&preferred, &base, "secret")?;
    let wrong = forced
        .iter()
        .zip(codes)
        .filter(|(came, code)| came.outcome != "failure" || came.status != Some(*code));
    found.extend(wrong.map(|(came, _)| came.line()));
    if !server.is_alive() {
        found.push("Prism has ended".to_owned());
    }
    let judged = format!("{} exchanges, {} forced failures", came.len(), forced.len());
    Ok(Verdict::of(judged, found))
}

fn is_fine(came: &Came) -> bool {
    let status = came.status.unwrap_or_default();
    came.outcome == "success" && (200..300).contains(&status) && came.violations.is_none()
}

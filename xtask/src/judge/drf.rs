//! A server of Django REST framework, whose document drf-spectacular writes, against a client that is generated from that document.
//!
//! In its quirky mode it deviates from its document as real servers do: the client has to tell where, and to live.

use std::process::Command;

use oasmith::model::Api;
use serde_json::{Value, json};

use super::network::{Caller, Came};
use super::process::{Server, free_address};
use super::questions::{self, Known, Question};
use super::{Bench, Verdict};
use crate::exit::Failure;

const PROGRAM: &str = include_str!("drf_server.py");

/// The token that the server takes.
const TOKEN: &str = "judged";

/// What the quirky server does against its document, by operation, and what the client says.
const QUIRKS: &[(&str, &str, &str)] = &[
    (
        "flows_instances_retrieve",
        "error",
        "status 200 OK, /background must be a string, not null",
    ),
    (
        "flows_instances_partial_update",
        "error",
        "status 200 OK, /background must be a string, not null",
    ),
    (
        "flows_bindings_retrieve",
        "error",
        "undocumented status 404 Not Found",
    ),
    (
        "flows_bindings_partial_update",
        "error",
        "undocumented status 409 Conflict",
    ),
    ("stages_user_write_retrieve", "success", ""),
    ("stages_user_write_partial_update", "success", ""),
];

pub(super) fn run(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    let tools = match bench.tools.python()? {
        Ok(tools) => tools,
        Err(reason) => return Ok(Verdict::Skipped(reason)),
    };
    let (program, document) = (
        bench.tools.file("drf_server.py"),
        bench.tools.file("drf.json"),
    );
    std::fs::write(&program, PROGRAM)?;
    let python = |arguments: &[&str]| {
        let mut command = Command::new(tools.join("python"));
        command.arg(&program).args(arguments);
        command
    };
    let written = python(&["document"]).output()?;
    if !written.status.success() {
        let words = String::from_utf8_lossy(&written.stderr).into_owned();
        return Err(format!("the server has no document: {words}").into());
    }
    std::fs::write(&document, written.stdout)?;
    let network = bench.network(&document)?;
    let caller = network.caller()?;
    let (mut found, mut count) = (Vec::new(), 0);
    for mode in ["honest", "quirky"] {
        let address = free_address()?;
        let server = Server::start(
            python(&["serve", mode, &address.port().to_string()]),
            address,
        )?;
        let came = ask(&network.reading.api, &caller, &server)?;
        count += came.len();
        let problems = if mode == "honest" {
            honest(&came)
        } else {
            quirky(&came)
        };
        found.extend(
            problems
                .into_iter()
                .map(|problem| format!("{mode}: {problem}")),
        );
    }
    Ok(Verdict::of(format!("{count} requests"), found))
}

/// Reads and empty changes of what is there, then everything else.
fn ask(api: &Api, caller: &Caller, server: &Server) -> Result<Vec<Came>, Failure> {
    let id = |number: u8| Value::from(format!("00000000-0000-4000-8000-00000000000{number}"));
    let known: Known = [
        ("slug", json!("first")),
        ("fsb_uuid", id(5)),
        ("stage_uuid", id(3)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let (mut safe, mut others) = (Vec::new(), Vec::new());
    for mut question in questions::least(api, &known) {
        if question.id.starts_with("stages_user_write")
            && question.parameters.contains_key("stage_uuid")
        {
            question.parameters.insert("stage_uuid".to_owned(), id(4));
        }
        let is_safe = ["_list", "_retrieve"]
            .iter()
            .any(|end| question.id.ends_with(end));
        if question.id.ends_with("_partial_update") {
            safe.push(Question {
                body: Some(json!({})),
                ..question
            });
        } else if is_safe {
            safe.push(question);
        } else {
            others.push(question);
        }
    }
    // What deletes comes last.
    others.sort_by_key(|question| question.id.ends_with("_destroy"));
    safe.extend(others);
    caller.ask(&safe, &format!("http://{}/api/v3", server.address), TOKEN)
}

/// Every answer is one that the document declares, and what reads or changes nothing succeeds.
fn honest(came: &[Came]) -> Vec<String> {
    let has_to_succeed = |id: &str| {
        ["_list", "_retrieve", "_partial_update"]
            .iter()
            .any(|end| id.ends_with(end))
    };
    let wrong = came.iter().filter(|came| match came.outcome.as_str() {
        "success" => false,
        "failure" => has_to_succeed(&came.id),
        _ => true,
    });
    wrong.map(Came::line).collect()
}

fn quirky(came: &[Came]) -> Vec<String> {
    let mut found = Vec::new();
    for (id, expected, words) in QUIRKS {
        match came.iter().find(|came| came.id == *id) {
            Some(came) if came.outcome == *expected && came.words == *words => {}
            Some(came) => found.push(format!("{} in place of {expected} {words}", came.line())),
            None => found.push(format!("{id}: it was not asked")),
        }
    }
    found
}

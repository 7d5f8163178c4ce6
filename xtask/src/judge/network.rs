//! The generated crates of a document as a program: the client that asks, the mock that answers.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use oasmith::Reading;
use serde::Deserialize;

use super::process::Server;
use super::questions::Question;
use crate::agree::{Prepared, keep};
use crate::exit::Failure;
use crate::root::Root;

/// The program `network` of the harness, built for one document.
pub(super) struct Network {
    program: PathBuf,
    folder: PathBuf,
    pub(super) reading: Reading,
}

/// What came of one question.
#[derive(Debug, Deserialize)]
pub(super) struct Came {
    pub(super) id: String,
    /// `success`, `failure` for one that the document declares, `error`, or `unsent`.
    #[serde(rename = "came")]
    pub(super) outcome: String,
    /// What the client says about a failure or an error.
    pub(super) words: String,
    pub(super) status: Option<u16>,
    /// What Prism has to say about the request.
    pub(super) violations: Option<String>,
}

impl Came {
    /// It in one line.
    pub(super) fn line(&self) -> String {
        let status = self
            .status
            .map_or_else(|| "-".to_owned(), |status| status.to_string());
        let violations = self.violations.as_deref().unwrap_or_default();
        let words: String = self.words.chars().take(300).collect();
        format!(
            "{}: {} {status} {words} {violations}",
            self.id, self.outcome
        )
    }
}

impl Network {
    pub(super) fn build(root: &Root, spec: &Path) -> Result<Self, Failure> {
        let prepared = Prepared::new(root, spec)?.ok_or("nothing can be generated")?;
        let mut build = root.cargo(["build", "--quiet", "--bin", "network", "--manifest-path"])?;
        build
            .arg(prepared.harness.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", &prepared.target)
            .stdout(Stdio::inherit());
        if !build.status()?.success() {
            return Err("the harness does not build".into());
        }
        // The next document's program has the same name.
        let folder = prepared.harness;
        let program = folder.join("network");
        std::fs::copy(prepared.target.join("debug/network"), &program)?;
        Ok(Self {
            program,
            folder,
            reading: prepared.reading,
        })
    }

    /// Asks every question of the server at `base`, with that secret as each credential.
    pub(super) fn ask(
        &self,
        questions: &[Question],
        base: &str,
        secret: &str,
    ) -> Result<Vec<Came>, Failure> {
        let file = self.folder.join("questions.json");
        keep(&file, &serde_json::to_string(questions)?)?;
        let output = Command::new(&self.program)
            .arg("call")
            .arg(&file)
            .args([base, secret])
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err("the client did not come to its end".into());
        }
        let text = String::from_utf8(output.stdout)?;
        let came: Result<Vec<Came>, _> = text.lines().map(serde_json::from_str).collect();
        Ok(came?)
    }

    /// Serves the mock.
    pub(super) fn mock(&self) -> Result<Server, Failure> {
        let mut command = Command::new(&self.program);
        command.arg("mock");
        Server::announced(command)
    }

    /// The path of the document's server.
    pub(super) fn base_path(&self) -> String {
        let server = self.reading.api.servers.first();
        let url = server.map_or("", |server| server.url.as_str());
        let path = url.split_once("://").map_or(url, |(_, rest)| {
            rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("")
        });
        path.trim_end_matches('/').to_owned()
    }
}

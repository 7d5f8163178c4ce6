//! The generated crates of a document as a program: the client that asks, the mock that answers.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use oasmith::Reading;
use serde::Deserialize;

use super::process::Server;
use super::questions::Question;
use crate::agree::{EXAM, Prepared};
use crate::exit::Failure;
use crate::root::Root;

/// The harness of one document, whose programs are built when they are needed.
pub(super) struct Network<'r> {
    root: &'r Root,
    folder: PathBuf,
    target: PathBuf,
    pub(super) reading: Reading,
}

/// What asks questions.
pub(super) struct Caller {
    program: PathBuf,
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

impl<'r> Network<'r> {
    pub(super) fn new(root: &'r Root, spec: &Path) -> Result<Self, Failure> {
        let prepared = Prepared::new(root, spec)?.ok_or("nothing can be generated")?;
        Ok(Self {
            root,
            folder: prepared.harness,
            target: prepared.target,
            reading: prepared.reading,
        })
    }

    /// Builds one of the programs.
    fn program(&self, name: &str, features: &[&str]) -> Result<PathBuf, Failure> {
        let build = ["build", "--quiet", "--bin", name, "--manifest-path"];
        let mut build = self.root.cargo(build)?;
        build
            .arg(self.folder.join("Cargo.toml"))
            .args(features)
            .env("CARGO_TARGET_DIR", &self.target)
            .stdout(Stdio::inherit());
        if !build.status()?.success() {
            return Err("the harness does not build".into());
        }
        // The next document's program has the same name.
        let program = self.folder.join(name);
        std::fs::copy(self.target.join("debug").join(name), &program)?;
        Ok(program)
    }

    /// The generated client. The server is not built for it: of a large document that is most of the time. Where an exam was sat with this document,
    /// both are there, and the client would be built a second time without what the server asks of its dependencies.
    pub(super) fn caller(&self) -> Result<Caller, Failure> {
        let features: &[&str] = if self.folder.join(EXAM).exists() {
            &[]
        } else {
            &["--no-default-features"]
        };
        let program = self.program("caller", features)?;
        Ok(Caller { program })
    }

    /// Serves the mock.
    pub(super) fn mock(&self) -> Result<Server, Failure> {
        Server::announced(Command::new(self.program("mock", &[])?))
    }

    /// The path of the document's server.
    pub(super) fn base_path(&self) -> String {
        let server = self.reading.api.server();
        let url = server.map_or("", |server| server.url.as_str());
        let path = url.split_once("://").map_or(url, |(_, rest)| {
            rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("")
        });
        path.trim_end_matches('/').to_owned()
    }
}

impl Caller {
    /// Asks every question of the server at `base`, with that secret as each credential.
    pub(super) fn ask(
        &self,
        questions: &[Question],
        base: &str,
        secret: &str,
    ) -> Result<Vec<Came>, Failure> {
        let mut child = Command::new(&self.program)
            .args([base, secret])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        // It says nothing before it has read all of them.
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(serde_json::to_string(questions)?.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        if !output.status.success() {
            return Err("the client did not come to its end".into());
        }
        let text = String::from_utf8(output.stdout)?;
        let came: Result<Vec<Came>, _> = text.lines().map(serde_json::from_str).collect();
        Ok(came?)
    }
}

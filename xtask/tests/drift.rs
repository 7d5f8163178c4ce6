//! `cargo xtask drift` and `cargo xtask spec pull`: where documents come from, how changes are printed, how the tasks end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

const BEFORE: &str = include_str!("drift/before.yaml");
const AFTER: &str = include_str!("drift/after.yaml");

/// A repository under git with one document, `spec/pets/openapi.yaml`, committed.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        fs::create_dir_all(repository.path("generated")).unwrap();
        repository.write("spec/pets/openapi.yaml", BEFORE);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "--message", "The document"]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.0.path());
        git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com"]);
        let output = git.args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).arg("--root").arg(self.0.path());
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    #[track_caller]
    fn run(&self, arguments: &[&str], code: i32) -> (String, String) {
        ended(&self.command(arguments).output().unwrap(), code)
    }
}

#[track_caller]
fn ended(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(
        output.status.code(),
        Some(code),
        "stdout:\n{out}\nstderr:\n{err}"
    );
    (out, err)
}

#[test]
fn whoever_stops_reading_is_told_nothing() {
    let repository = Repository::new();
    repository.write("spec/pets/openapi.yaml", AFTER);
    let mut drift = repository.command(&["drift", "--all"]);
    drift.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut drift = drift.spawn().unwrap();
    // As `| head -0` does.
    drop(drift.stdout.take());
    let output = drift.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn the_working_copy_is_compared_with_the_last_commit() {
    let repository = Repository::new();
    let (out, _) = repository.run(&["drift"], 0);
    assert!(out.contains("the two documents are the same"), "{out}");
    repository.run(&["drift", "--expect-change"], 13);

    repository.write("spec/pets/openapi.yaml", AFTER);
    let (out, _) = repository.run(&["drift"], 12);
    assert!(out.contains("spec/pets/openapi.yaml at HEAD"), "{out}");
    assert!(
        out.contains("Pet.name (response): required → optional  line 33:9"),
        "{out}"
    );
    assert!(
        out.contains("Rust major: pets_types::Pet::name String → Option<String>"),
        "{out}"
    );
    assert!(
        out.contains("5 changes: 1 breaking, 1 risky, 3 compatible; Rust: major"),
        "{out}"
    );
    // Back again.
    let (out, _) = repository.run(
        &[
            "drift",
            "--from",
            "spec/pets/openapi.yaml",
            "--to",
            "main:spec/pets/openapi.yaml",
        ],
        12,
    );
    assert!(out.contains("Mood (both ways): − `sleepy`"), "{out}");
    repository.run(&["drift", "pets", "--from", "main"], 12);
    let (_, err) = repository.run(&["drift", "dogs"], 2);
    assert!(err.contains("there is no spec/dogs"), "{err}");
}

#[test]
fn the_exit_code_tells_the_worst_change() {
    let repository = Repository::new();
    let change = |from: &str, to: &str| {
        repository.write("after.yaml", &BEFORE.replace(from, to));
        [
            "drift",
            "--from",
            "spec/pets/openapi.yaml",
            "--to",
            "after.yaml",
        ]
    };
    let compatible = change("maxLength: 50", "maxLength: 60");
    repository.run(&compatible, 10);
    let with = |arguments: &[&'static str; 5], more: &[&'static str]| [arguments, more].concat();
    repository.run(&with(&compatible, &["--fail-on", "risky"]), 0);
    repository.run(&with(&compatible, &["--both-ways"]), 11);
    let risky = change("        weight: { type: integer }\n", "");
    repository.run(&risky, 11);
    repository.run(&with(&risky, &["--fail-on", "risky"]), 11);
    repository.run(&with(&risky, &["--fail-on", "breaking"]), 0);
    let breaking = change("weight: { type: integer }", "weight: { type: string }");
    repository.run(&with(&breaking, &["--fail-on", "breaking"]), 12);
    let broken = change("openapi: 3.0.3", "openapi: [");
    let (_, err) = repository.run(&broken, 3);
    assert!(err.contains("E001") && err.contains("after.yaml"), "{err}");
    let (_, err) = repository.run(
        &["drift", "--from", "nowhere:x.yaml", "--to", "after.yaml"],
        3,
    );
    assert!(err.contains("git has no `nowhere:x.yaml`"), "{err}");

    let (out, _) = repository.run(
        &[
            "drift",
            "--from",
            "spec/pets/openapi.yaml",
            "--to",
            "spec/pets/openapi.yaml",
            "--format",
            "json",
        ],
        0,
    );
    let result: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(result["comparisons"][0]["equal"], true);
}

#[test]
fn a_known_change_counts_for_nothing() {
    let repository = Repository::new();
    repository.write("spec/pets/openapi.yaml", AFTER);
    let (out, _) = repository.run(&["drift", "--format", "json"], 12);
    let result: Value = serde_json::from_str(&out).unwrap();
    let changes = result["comparisons"][0]["changes"].as_array().unwrap();
    let breaking = changes
        .iter()
        .find(|change| change["level"] == "breaking")
        .unwrap();
    let known = breaking["fingerprint"].as_str().unwrap();
    repository.write(
        "spec/pets/oasmith.toml",
        &format!("[drift]\naccepted = [\"{known}\"]\n"),
    );
    repository.run(&["drift"], 11);
    repository.write("spec/pets/oasmith.toml", "[drift.levels]\nproperty-became-optional = \"compatible\"\nproperty-removed = \"compatible\"\n");
    repository.run(&["drift"], 10);
    repository.write(
        "spec/pets/oasmith.toml",
        "[drift.levels]\nproperty-removed = \"harmless\"\n",
    );
    let (_, err) = repository.run(&["drift"], 3);
    assert!(
        err.contains("`harmless` is none of compatible, risky and breaking"),
        "{err}"
    );
}

#[test]
fn every_format_tells_the_same() {
    let repository = Repository::new();
    repository.write("spec/pets/openapi.yaml", AFTER);
    let format = |format: &str| repository.run(&["drift", "--format", format], 12).0;

    let json: Value = serde_json::from_str(&format("json")).unwrap();
    assert_eq!(json["schema"], "oasmith-drift/1");
    assert_eq!(json["exit"], 12);
    let comparison = &json["comparisons"][0];
    assert_eq!(comparison["from"]["version"], "1.0");
    let change = comparison["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == "property-became-optional")
        .unwrap();
    assert_eq!(change["to"]["file"], "spec/pets/openapi.yaml");
    assert_eq!(change["to"]["line"], 33);
    assert_eq!(change["operations"][0]["id"], "pets_update");
    assert_eq!(change["operations"][0]["role"], "operation");
    assert_eq!(change["directions"]["response"], true);
    assert_eq!(change["directions"]["webhook_request"], false);
    assert_eq!(change["rust"]["items"][0]["path"], "pets_types::Pet::name");

    let markdown = format("markdown");
    assert!(markdown.starts_with("## Pets: 1.0 → 1.1\n"), "{markdown}");
    assert!(
        markdown.contains("### Breaking\n\n- **Pet.name (response)**: required → optional"),
        "{markdown}"
    );

    let github = format("github");
    assert!(github.contains("::error file=spec/pets/openapi.yaml,line=33,col=9,title=breaking%3A property-became-optional::Pet.name"), "{github}");

    let sarif: Value = serde_json::from_str(&format("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    let result = results.iter().find(|it| it["level"] == "error").unwrap();
    assert_eq!(
        result["locations"][0]["physicalLocation"]["region"]["startLine"],
        33
    );
    assert_eq!(
        result["partialFingerprints"]["oasmithDrift/v1"],
        change["fingerprint"]
    );
}

#[test]
fn a_document_can_come_from_standard_input() {
    let repository = Repository::new();
    let mut command =
        repository.command(&["drift", "--from", "spec/pets/openapi.yaml", "--to", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(AFTER.as_bytes())
        .unwrap();
    let (out, _) = ended(&child.wait_with_output().unwrap(), 12);
    assert!(out.contains("standard input"), "{out}");
}

#[test]
fn the_live_document_is_fetched_compared_and_kept() {
    let repository = Repository::new();
    let server = Server::new(BEFORE);
    let source = format!(
        "[source]\nurl = \"{}?format=yaml\"\ntoken_env = \"PETS_TOKEN\"\n",
        server.url
    );
    repository.write("spec/pets/oasmith.toml", &source);
    let run = |arguments: &[&str], code| {
        let mut command = repository.command(arguments);
        ended(&command.env("PETS_TOKEN", "sesame").output().unwrap(), code)
    };
    let (_, err) = repository.run(&["spec", "pull"], 3);
    assert!(err.contains("`PETS_TOKEN` does not hold a token"), "{err}");
    run(&["spec", "pull", "--check"], 0);

    server.serve(AFTER);
    let (out, _) = run(&["drift"], 12);
    assert!(out.contains("5 changes"), "{out}");
    run(&["spec", "pull", "--check"], 12);
    assert_eq!(repository.read("spec/pets/openapi.yaml"), BEFORE);
    let (out, _) = run(&["spec", "pull", "pets"], 0);
    assert!(
        out.contains("5 changes") && out.contains("generated/: 3 crates"),
        "{out}"
    );
    assert_eq!(repository.read("spec/pets/openapi.yaml"), AFTER);
    let lock = repository.read("spec/pets/names.lock");
    assert!(
        lock.contains(&format!(
            "[source]\nurl = \"{}\"\nversion = \"1.1\"\nsha256 = \"",
            server.url
        )),
        "{lock}"
    );
    assert!(!lock.contains("format=yaml"), "{lock}");
    let types = repository.read("generated/pets-types/src/lib.rs");
    let pinned = lock
        .lines()
        .find_map(|line| line.strip_prefix("sha256 = "))
        .unwrap();
    assert!(
        types.contains(&format!("pub const DOCUMENT_SHA256: &str = {pinned};")),
        "{types}"
    );
    // The pin outlives the next generation, and so do the names.
    run(&["codegen", "--check"], 0);
    run(&["spec", "pull", "--check"], 0);

    // What is broken is not kept.
    server.serve("<html>Sign in</html>");
    run(&["spec", "pull"], 3);
    assert_eq!(repository.read("spec/pets/openapi.yaml"), AFTER);
    assert!(
        server
            .requests
            .lock()
            .unwrap()
            .iter()
            .all(|request| request.contains("Bearer sesame"))
    );
}

#[test]
fn the_first_document_is_fetched_too() {
    let repository = Repository::new();
    let server = Server::new(AFTER);
    repository.write(
        "spec/dogs/oasmith.toml",
        &format!("name = \"dogs\"\n[source]\nurl = \"{}\"\n", server.url),
    );
    let (out, _) = repository.run(&["spec", "pull", "dogs"], 0);
    assert!(
        out.contains("spec/dogs/openapi.yaml is new: Pets 1.1"),
        "{out}"
    );
    assert_eq!(repository.read("spec/dogs/openapi.yaml"), AFTER);
    assert!(repository.path("generated/dogs-types/src/lib.rs").is_file());
    let (_, err) = repository.run(&["drift", "dogs", "--from", "main"], 0);
    assert!(err.contains("is new"), "{err}");
}

#[test]
fn the_table_in_the_docs_is_what_the_code_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/drift.md")).unwrap();
    let (_, rest) = text
        .split_once("<!-- cargo xtask explain --changes -->\n")
        .unwrap();
    let (table, _) = rest.split_once("<!-- end -->").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["explain", "--changes"])
        .output()
        .unwrap();
    let (printed, _) = ended(&output, 0);
    assert_eq!(
        table.trim(),
        printed.trim(),
        "paste what `cargo xtask explain --changes` prints"
    );
}

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let line = "$ cargo xtask drift --from xtask/tests/drift/before.yaml --to xtask/tests/drift/after.yaml";
    let (_, rest) = text.split_once(&format!("{line}\n")).unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(line.split(' ').skip(3)).current_dir(&root);
    let (printed, _) = ended(&command.output().unwrap(), 12);
    assert_eq!(shown.trim(), printed.trim());
}

/// The four operations of 2025.6 against the whole of 2026.2: a screen of 48 rows with 140 characters each has all ten changes. A usual
/// release has more than fits; what is shown of it keeps to the screen, and the rest is counted.
#[test]
fn a_release_is_told_on_a_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let specs = std::env::var_os("OASMITH_SPECS")
        .map_or_else(|| root.join("../shared/specs"), PathBuf::from)
        .join("authentik");
    if !specs.is_dir() {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    }
    let seed = root.join("spec/authentik/openapi.yaml");
    let release = |version: &str| specs.join(format!("authentik-{version}.yml"));
    let screen = |before: &Path, after: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["drift", "--from"]).arg(before);
        command.arg("--to").arg(after).current_dir(&root);
        let (printed, _) = ended(&command.output().unwrap(), 12);
        let rows = |line: &str| line.chars().count().div_ceil(140).max(1);
        let rows: usize = printed.lines().map(rows).sum();
        assert!(rows <= 48, "{rows} rows:\n{printed}");
        printed
    };
    let printed = screen(&seed, &release("2026.2.6"));
    assert!(!printed.contains("not shown"), "{printed}");
    let printed = screen(&release("2024.2.2"), &release("2024.6.4"));
    assert!(printed.contains("changes not shown"), "{printed}");
}

/// A server of one document.
struct Server {
    url: String,
    document: Arc<Mutex<String>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(document: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            url: format!("http://{}/schema/", listener.local_addr().unwrap()),
            document: Arc::new(Mutex::new(document.to_owned())),
            requests: Arc::default(),
        };
        let (document, requests) = (server.document.clone(), server.requests.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                answer(&stream.unwrap(), &document.lock().unwrap(), &requests);
            }
        });
        server
    }

    fn serve(&self, document: &str) {
        document.clone_into(&mut self.document.lock().unwrap());
    }
}

fn answer(stream: &TcpStream, document: &str, requests: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut request = String::new();
    while !request.ends_with("\r\n\r\n") {
        if reader.read_line(&mut request).unwrap() == 0 {
            return;
        }
    }
    requests.lock().unwrap().push(request);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        document.len()
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(document.as_bytes()).unwrap();
    let _ = stream.flush();
    let _ = reader.get_mut().read(&mut [0]);
}

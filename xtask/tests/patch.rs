//! What is changed in a document before it is generated from: overlays and the filter. And how a document is set up: `init`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

const DOCUMENT: &str = include_str!("codegen/pets.yaml");

const OVERLAY: &str = "\
overlay: 1.1.0
info: { title: Patches, version: '1' }
actions:
  - target: $.info
    update: { title: Patched pets }
";

const UNFIT: &str = "\
overlay: 1.1.0
info: { title: Patches, version: '1' }
actions:
  - target: $.paths['/cats']
    remove: true
";

struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        fs::create_dir_all(repository.path("generated")).unwrap();
        fs::create_dir_all(repository.path("spec")).unwrap();
        repository
    }

    /// A repository with one document, `spec/pets/openapi.yaml`.
    fn with_document() -> Self {
        let repository = Self::new();
        repository.write("spec/pets/openapi.yaml", DOCUMENT);
        repository
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

    /// Runs the task in the repository's folder and returns standard output and standard error.
    #[track_caller]
    fn run(&self, arguments: &[&str], code: i32) -> (String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .arg("--root")
            .arg(self.0.path())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let ended = output.status.code();
        assert_eq!(ended, Some(code), "stdout:\n{out}\nstderr:\n{err}");
        (out, err)
    }
}

#[test]
fn the_overlay_beside_a_document_is_applied() {
    let repository = Repository::with_document();
    repository.write("spec/pets/overlay.yaml", OVERLAY);
    repository.run(&["codegen"], 0);
    let types = repository.read("generated/patched-pets-types/src/lib.rs");
    assert!(types.contains("Patched pets"), "{types}");
    repository.run(&["codegen", "--check"], 0);
    let (out, _) = repository.run(&["spec", "show", "pets"], 0);
    let shown: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(shown["info"]["title"], "Patched pets");
}

#[test]
fn an_overlay_that_does_not_fit_keeps_the_old_output() {
    let repository = Repository::with_document();
    repository.run(&["codegen"], 0);
    repository.write("spec/pets/overlay.yaml", UNFIT);
    let (_, err) = repository.run(&["codegen"], 3);
    assert!(err.contains("error[E017]"), "{err}");
    assert!(err.contains("spec/pets/overlay.yaml:4:5"), "{err}");
    assert!(err.contains("`$.paths['/cats']` matches nothing"), "{err}");
    assert!(repository.path("generated/pets-types/src/lib.rs").is_file());
    let (_, err) = repository.run(&["spec", "show"], 0);
    assert!(err.contains("matches nothing"), "{err}");
}

#[test]
fn overlays_are_named_by_the_settings_or_the_command_line() {
    let repository = Repository::with_document();
    // Not this one, once others are named.
    repository.write("spec/pets/overlay.yaml", UNFIT);
    repository.write("spec/pets/patches/first.yaml", OVERLAY);
    let second = OVERLAY.replace("Patched", "Twice patched");
    repository.write("spec/pets/second.yaml", &second);
    let settings = |overlay: &str| repository.write("spec/pets/oasmith.toml", overlay);
    settings("overlay = [\"./patches/first.yaml\", \"second.yaml\"]\n");
    repository.run(&["codegen"], 0);
    assert!(
        repository
            .path("generated/twice-patched-pets-types")
            .is_dir()
    );

    repository.write("elsewhere/third.yaml", &OVERLAY.replace("Patched", "Third"));
    let arguments = [
        "codegen",
        "--spec",
        "spec/pets/openapi.yaml",
        "--out",
        "out",
        "--overlay",
        "elsewhere/third.yaml",
    ];
    repository.run(&arguments, 0);
    assert!(repository.path("out/third-pets-types").is_dir());
    repository.write("elsewhere/third.yaml", UNFIT);
    let (_, err) = repository.run(&arguments, 3);
    assert!(err.contains("elsewhere/third.yaml:4:5"), "{err}");

    for (overlay, words) in [
        ("../../elsewhere/third.yaml", "it is outside of the folder"),
        ("none.yaml", "the overlay `none.yaml` of oasmith.toml"),
    ] {
        settings(&format!("overlay = [\"{overlay}\"]\n"));
        let (_, err) = repository.run(&["codegen"], 2);
        assert!(err.contains(words), "{err}");
    }
}

#[test]
fn the_filter_says_what_it_leaves_out_and_where_it_fits_nothing() {
    let repository = Repository::with_document();
    let filter = "[filter.exclude]\nmethods = [\"GET\", \"trace\"]\n";
    repository.write("spec/pets/oasmith.toml", filter);
    let (out, err) = repository.run(&["codegen"], 0);
    assert!(
        format!("{out}{err}").contains("left out by the filter"),
        "{out}{err}"
    );
    assert!(err.contains("spec/pets/oasmith.toml:2:19"), "{err}");
    assert!(err.contains("`trace` fits no operation"), "{err}");
    repository.run(&["codegen", "--strict"], 3);
    repository.write(
        "spec/pets/oasmith.toml",
        "[filter.include]\npaths = [\"/a[\"]\n",
    );
    let (_, err) = repository.run(&["codegen"], 2);
    assert!(err.contains("`/a[` is not a pattern"), "{err}");
}

#[test]
fn drift_compares_what_is_generated_from() {
    let repository = Repository::with_document();
    repository.write("other/openapi.yaml", DOCUMENT);
    repository.write("other/overlay.yaml", UNFIT);
    let (out, _) = repository.run(
        &[
            "drift",
            "--from",
            "spec/pets/openapi.yaml",
            "--to",
            "other/openapi.yaml",
        ],
        0,
    );
    assert!(
        out.contains("an overlay does not fit other/openapi.yaml"),
        "{out}"
    );
    let description = OVERLAY.replace("$.info", "$.paths.*.*").replace(
        "{ title: Patched pets }",
        "{ parameters: [{ name: extra, in: query, required: true, schema: { type: string } }] }",
    );
    repository.write("other/overlay.yaml", &description);
    let (out, _) = repository.run(
        &[
            "drift",
            "--from",
            "spec/pets/openapi.yaml",
            "--to",
            "other/openapi.yaml",
        ],
        12,
    );
    assert!(out.contains("extra"), "{out}");
    // What an overlay added is where the overlay says it.
    assert!(out.contains("other/overlay.yaml:5:28"), "{out}");
}

#[test]
fn a_document_is_set_up_and_generated_from() {
    let repository = Repository::new();
    repository.write("mine/pets.yaml", DOCUMENT);
    let (out, _) = repository.run(&["init", "zoo", "mine/pets.yaml"], 0);
    assert!(out.contains("set up spec/zoo for "), "{out}");
    assert!(out.contains("next: `cargo check -p zoo-client`"), "{out}");
    assert_eq!(repository.read("spec/zoo/openapi.yaml"), DOCUMENT);
    assert!(
        repository
            .read("spec/zoo/oasmith.toml")
            .contains("name = \"zoo\"")
    );
    assert!(repository.path("generated/zoo-client/src/lib.rs").is_file());
    repository.run(&["codegen", "--check"], 0);

    let (_, err) = repository.run(&["init", "zoo", "mine/pets.yaml"], 2);
    assert!(err.contains("spec/zoo is there already"), "{err}");
    repository.run(&["init", "../zoo", "mine/pets.yaml"], 2);
    repository.run(&["init", "ark", "mine/none.yaml"], 2);
    repository.write("mine/page.html", "<html>Sign in</html>");
    let (_, err) = repository.run(&["init", "ark", "mine/page.html"], 3);
    assert!(err.contains("error[E001]"), "{err}");
    assert!(!repository.path("spec/ark").exists());
}

#[test]
fn the_files_that_a_document_refers_to_come_along() {
    let repository = Repository::new();
    let document = "\
openapi: 3.0.3
info: { title: Parts, version: '1' }
paths:
  /a: { $ref: 'paths/a.yaml' }
";
    repository.write("mine/api.yaml", document);
    let item = "get: { operationId: a, responses: { '204': { description: None } } }\n";
    repository.write("mine/paths/a.yaml", item);
    repository.run(&["init", "parts", "mine/api.yaml"], 0);
    assert_eq!(repository.read("spec/parts/paths/a.yaml"), item);
    repository.run(&["codegen", "--check", "--strict"], 0);
}

#[test]
fn a_document_is_fetched_set_up_and_pinned() {
    let repository = Repository::new();
    let url = serve(DOCUMENT);
    repository.run(&["init", "zoo", &url], 0);
    let lock = repository.read("spec/zoo/names.lock");
    assert!(
        lock.contains(&format!("[source]\nurl = \"{url}\"")),
        "{lock}"
    );
    let settings = repository.read("spec/zoo/oasmith.toml");
    assert!(settings.contains(&format!("url = \"{url}\"")), "{settings}");
    // An overlay is applied to what is fetched, and stays out of the document.
    repository.write("spec/zoo/overlay.yaml", OVERLAY);
    let (out, _) = repository.run(&["spec", "pull", "zoo"], 0);
    assert!(out.contains("Patched pets"), "{out}");
    assert_eq!(repository.read("spec/zoo/openapi.yaml"), DOCUMENT);
    let types = repository.read("generated/zoo-types/src/lib.rs");
    assert!(types.contains("Patched pets"), "{types}");
}

#[test]
fn what_a_document_refers_to_is_fetched_when_asked_for_and_only_then() {
    let repository = Repository::new();
    let (url, requests) = serve_all(vec![
        ("/common/name.yaml", "type: string\nmaxLength: 7\n"),
        (
            "/common/owner.yaml",
            "type: object\nrequired: [name]\nproperties: { name: { $ref: 'name.yaml' } }\n",
        ),
    ]);
    let root = url.trim_end_matches("/common/name.yaml");
    let owner = format!("$ref: '{root}/common/owner.yaml#'");
    let schemas = format!("components:\n  schemas:\n    Owner: {{ {owner} }}\n");
    let document = DOCUMENT.replacen("components:\n  schemas:\n", &schemas, 1);
    repository.write("spec/pets/openapi.yaml", &document);

    // Codegen fetches nothing and says who does.
    let (_, err) = repository.run(&["codegen", "--strict"], 3);
    assert!(err.contains("spec vendor"), "{err}");
    assert!(requests.lock().unwrap().is_empty());

    let (out, _) = repository.run(&["spec", "vendor", "pets"], 0);
    assert!(out.contains("/common/owner.yaml"), "{out}");
    assert_eq!(
        *requests.lock().unwrap(),
        ["/common/owner.yaml", "/common/name.yaml"]
    );
    let lock = repository.read("spec/pets/names.lock");
    assert_eq!(lock.matches("sha256 = ").count(), 2, "{lock}");

    // Once is enough, whoever generates.
    repository.run(&["spec", "vendor", "pets"], 0);
    repository.run(&["codegen"], 0);
    assert_eq!(requests.lock().unwrap().len(), 2);
    let types = repository.read("generated/pets-types/src/owner.rs");
    assert!(types.contains("max_length(7)"), "{types}");
    assert!(repository.read("spec/pets/names.lock").contains("remote"));

    // What is not what was fetched is not used.
    let kept = lock
        .lines()
        .find_map(|line| line.strip_prefix("file = "))
        .unwrap();
    let kept = format!("spec/pets/{}", kept.trim_matches('"'));
    repository.write(&kept, "type: integer\n");
    let (_, err) = repository.run(&["codegen"], 0);
    assert!(err.contains("it is not what was fetched"), "{err}");
    repository.run(&["spec", "vendor", "pets", "--again"], 0);
    let (_, err) = repository.run(&["codegen"], 0);
    assert!(!err.contains("error"), "{err}");

    repository.write("spec/pets/openapi.yaml", "[]\n");
    let (_, err) = repository.run(&["spec", "vendor"], 2);
    assert!(err.contains("cannot be read"), "{err}");
}

/// Serves a document as long as the test runs.
fn serve(document: &'static str) -> String {
    serve_all(vec![("/schema.yaml", document)]).0
}

/// Serves files by their paths. The address of the first one, and the paths that were asked for.
fn serve_all(files: Vec<(&'static str, &'static str)>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}{}", listener.local_addr().unwrap(), files[0].0);
    let requests = Arc::<Mutex<Vec<String>>>::default();
    let seen = Arc::clone(&requests);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            let path = first.split(' ').nth(1).unwrap().to_owned();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let document = files
                .iter()
                .find(|file| file.0 == path)
                .map_or("", |file| file.1);
            seen.lock().unwrap().push(path);
            let length = document.len();
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all(format!("{head}{document}").as_bytes());
        }
    });
    (url, requests)
}

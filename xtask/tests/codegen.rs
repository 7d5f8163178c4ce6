//! `cargo xtask codegen` in a repository of its own: a temporary folder with `spec/` and `generated/`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed step fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const DOCUMENT: &str = include_str!("codegen/pets.yaml");

struct Repository(TempDir);

impl Repository {
    /// A repository with one document, `spec/pets/openapi.yaml`.
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        fs::create_dir_all(repository.path("generated")).unwrap();
        repository.write("spec/pets/openapi.yaml", DOCUMENT);
        repository
    }

    /// The same, generated.
    fn generated() -> Self {
        let repository = Self::new();
        repository.run(&["codegen"], 0);
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
        let output = xtask(self.0.path(), arguments)
            .arg("--root")
            .arg(self.0.path())
            .output()
            .unwrap();
        ended(&output, code)
    }
}

fn xtask(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(folder);
    command
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
    assert!(
        !out.contains('\u{1b}') && !err.contains('\u{1b}'),
        "colours without a terminal"
    );
    (out, err)
}

/// Every file below a folder: relative path, bytes and time of modification.
fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let modified = fs::metadata(&path).unwrap().modified().unwrap();
                files.push((
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                    modified,
                ));
            }
        }
    }
    files.sort();
    files
}

/// The repository's own `generated/`.
#[test]
fn generated_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    ended(&xtask(&root, &["codegen", "--check"]).output().unwrap(), 0);
}

#[test]
fn the_second_run_writes_nothing() {
    let repository = Repository::new();
    let (out, _) = repository.run(&["codegen"], 0);
    assert!(
        out.starts_with("generated/: 3 crates, ") && out.contains(" operations; "),
        "{out}"
    );
    let before = snapshot(&repository.path("generated"));

    let (out, _) = repository.run(&["codegen"], 0);

    assert!(out.contains("; 0 files written, "), "{out}");
    assert_eq!(snapshot(&repository.path("generated")), before);
    let (out, _) = repository.run(&["codegen", "--check"], 0);
    assert!(out.starts_with("generated/: fresh"), "{out}");
}

#[test]
fn two_repositories_get_the_same_bytes() {
    let bytes = |repository: &Repository| -> Vec<_> {
        let files = snapshot(&repository.path("generated")).into_iter();
        files.map(|(path, bytes, _)| (path, bytes)).collect()
    };
    assert_eq!(
        bytes(&Repository::generated()),
        bytes(&Repository::generated())
    );
}

#[test]
fn every_file_names_the_document() {
    let repository = Repository::generated();
    let header = "@generated from spec/pets/openapi.yaml by cargo xtask codegen. Do not edit.";
    for (path, bytes, _) in snapshot(&repository.path("generated")) {
        let text = String::from_utf8(bytes).unwrap();
        if path.extension().is_some_and(|extension| extension == "rs") {
            assert_eq!(
                text.lines().next(),
                Some(format!("// {header}").as_str()),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn check_writes_nothing_into_an_empty_folder() {
    let repository = Repository::new();
    let (out, _) = repository.run(&["codegen", "--check"], 1);
    assert!(
        out.contains("missing: generated/pets-types/src/lib.rs\n"),
        "{out}"
    );
    assert_eq!(snapshot(&repository.path("generated")).len(), 0);
}

#[test]
fn a_changed_document_is_stale() {
    let repository = Repository::generated();
    repository.write(
        "spec/pets/openapi.yaml",
        &DOCUMENT.replace("pets_list", "pets_all"),
    );
    let (out, _) = repository.run(&["codegen", "--check"], 1);
    assert!(
        out.contains("stale: generated/pets-client/src/pets.rs\n"),
        "{out}"
    );
    assert!(
        out.contains("\n-") && out.contains("\n+") && out.contains("run `cargo xtask codegen`"),
        "{out}"
    );
    repository.run(&["codegen"], 0);
    repository.run(&["codegen", "--check"], 0);
}

#[test]
fn an_edited_byte_is_found_and_made_good() {
    let repository = Repository::generated();
    let path = "generated/pets-types/src/lib.rs";
    let text = repository.read(path);
    repository.write(path, &text.replacen("generated", "Generated", 1));

    let (out, _) = repository.run(&["codegen", "--check"], 5);

    assert!(out.contains(&format!("edited by hand: {path}\n")), "{out}");
    assert!(
        out.contains("-// @Generated") && out.contains("+// @generated"),
        "{out}"
    );
    let (_, err) = repository.run(&["codegen"], 0);
    assert!(
        err.contains(&format!("an edit by hand is gone: {path}")),
        "{err}"
    );
    assert_eq!(repository.read(path), text);
}

#[test]
fn left_overs_are_found_and_removed() {
    let repository = Repository::generated();
    let path = "generated/pets-client/src/shops.rs";
    assert!(repository.path(path).exists());
    repository.write(
        "spec/pets/openapi.yaml",
        &DOCUMENT.replace("tags: [shops]", "tags: [pets]"),
    );
    let (out, _) = repository.run(&["codegen", "--check"], 1);
    assert!(out.contains(&format!("left over: {path}\n")), "{out}");
    let (out, _) = repository.run(&["codegen"], 0);
    assert!(out.contains(" removed"), "{out}");
    assert!(!repository.path(path).exists());
}

#[test]
fn a_document_that_is_gone_takes_its_files_along() {
    let repository = Repository::generated();
    repository.write("generated/README.md", "mine");
    let other = DOCUMENT.replace("title: Pets", "title: Others");
    repository.write("spec/others/openapi.yaml", &other);
    fs::remove_dir_all(repository.path("spec/pets")).unwrap();
    repository.run(&["codegen", "--check"], 1);
    repository.run(&["codegen"], 0);
    assert!(!repository.path("generated/pets-types").exists());
    assert!(!repository.path("generated/.oasmith/pets.json").exists());
    assert_eq!(repository.read("generated/README.md"), "mine");
}

#[test]
fn a_foreign_file_in_the_way_is_not_overwritten() {
    let repository = Repository::new();
    let path = "generated/pets-types/src/lib.rs";
    repository.write(path, "mine");
    let (_, err) = repository.run(&["codegen"], 4);
    assert!(
        err.contains("pets-types/src/lib.rs") && err.contains("--force"),
        "{err}"
    );
    assert_eq!(repository.read(path), "mine");
    let (out, _) = repository.run(&["codegen", "--check"], 1);
    assert!(out.contains(&format!("in the way: {path}\n")), "{out}");
    repository.run(&["codegen", "--force"], 0);
    repository.run(&["codegen", "--check"], 0);
}

#[test]
fn one_document_goes_into_a_workspace_of_its_own() {
    let repository = Repository::new();
    let arguments = [
        "codegen",
        "--spec",
        "spec/pets/openapi.yaml",
        "--out",
        "target/one",
        "--name",
        "zoo",
    ];
    let (out, _) = repository.run(&arguments, 0);
    assert!(out.starts_with("target/one/: 3 crates, "), "{out}");
    assert!(
        repository
            .read("target/one/Cargo.toml")
            .contains("[workspace]")
    );
    assert!(repository.path("target/one/zoo-types/Cargo.toml").exists());
    assert_eq!(snapshot(&repository.path("generated")).len(), 0);
}

#[test]
fn the_current_folder_does_not_matter() {
    let repository = Repository::generated();
    let folder = repository.path("spec/pets");
    let output = xtask(&folder, &["codegen", "--check"])
        .arg("--root")
        .arg("../..")
        .output()
        .unwrap();
    ended(&output, 0);
}

#[test]
fn a_broken_document_ends_with_3_and_leaves_the_output_alone() {
    let repository = Repository::generated();
    let before = snapshot(&repository.path("generated"));
    repository.write("spec/pets/openapi.yaml", "[1, 2");
    let (_, err) = repository.run(&["codegen"], 3);
    assert!(
        err.contains("error[E001]") && err.contains("spec/pets/openapi.yaml"),
        "{err}"
    );
    assert_eq!(snapshot(&repository.path("generated")), before);
}

#[test]
fn strict_minds_what_was_left_out() {
    let repository = Repository::new();
    let broken = DOCUMENT.replace("schemas/Shop'", "schemas/Missing'");
    repository.write("spec/pets/openapi.yaml", &broken);
    let (_, err) = repository.run(&["codegen"], 0);
    assert!(err.contains("error[E004]"), "{err}");
    repository.run(&["codegen", "--strict"], 3);
    repository.run(&["codegen", "--check", "--strict"], 3);
}

#[test]
fn json_is_one_object() {
    let repository = Repository::generated();
    repository.write("generated/pets-types/src/lib.rs", "edited\n");
    let (out, err) = repository.run(&["codegen", "--check", "--format", "json"], 5);
    assert_eq!(err, "");
    let result: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(result["exit"], 5);
    assert_eq!(result["documents"][0]["document"], "spec/pets/openapi.yaml");
    assert_eq!(
        result["documents"][0]["output"]["differences"][0]["kind"],
        "edited by hand"
    );
    assert_eq!(
        result["documents"][0]["report"]["coverage"]["operations"],
        2
    );
}

#[test]
fn wrong_use_ends_with_2() {
    let repository = Repository::new();
    repository.run(&["codegen", "--spec", "spec/pets/openapi.yaml"], 2);
    repository.run(&["codegen", "--check", "--force"], 2);
    repository.run(&["codegen", "--spec", "no.yaml", "--out", "out"], 2);
    repository.run(&["explain", "E999"], 2);
    repository.write("spec/pets/oasmith.toml", "nmae = 'x'\n");
    let (_, err) = repository.run(&["codegen"], 2);
    assert!(
        err.contains("oasmith.toml") && err.contains("nmae"),
        "{err}"
    );
    fs::remove_dir_all(repository.path("spec/pets")).unwrap();
    let (_, err) = repository.run(&["codegen"], 2);
    assert!(err.contains("spec/NAME/openapi.yaml"), "{err}");
}

#[test]
fn explain_knows_every_code_it_lists() {
    let repository = Repository::new();
    let (list, _) = repository.run(&["explain"], 0);
    assert!(!list.is_empty());
    for line in list.lines() {
        let (code, title) = line.split_once("  ").unwrap();
        let (text, _) = repository.run(&["explain", &code.to_lowercase()], 0);
        assert!(text.starts_with(&format!("{code}: {title}\n\n")), "{text}");
    }
}

#[test]
fn help_and_completions_are_printed() {
    let repository = Repository::new();
    let (help, _) = repository.run(&["codegen", "--help"], 0);
    assert!(
        help.contains("Examples:") && help.contains("Exit codes:"),
        "{help}"
    );
    let (script, _) = repository.run(&["completions", "bash"], 0);
    assert!(script.contains("complete "), "{script}");
}

#[test]
fn a_corpus_is_told_in_a_table() {
    let repository = Repository::new();
    repository.write("corpus/good/pets.yaml", DOCUMENT);
    repository.write("corpus/good/notes.yaml", "no: document\n");
    repository.write("corpus/odd.json", "{\"openapi\": \"4.0.0\"}");
    let corpus = repository.path("corpus");
    let (out, _) = repository.run(&["corpus", &corpus.to_string_lossy()], 0);
    let rows: Vec<&str> = out
        .lines()
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert_eq!(
        rows,
        ["document", "good/pets.yaml", "odd.json", "1"],
        "{out}"
    );
    assert!(out.contains("no, E002"), "{out}");
    assert!(out.contains("1 of 2 documents generated"), "{out}");
    assert!(out.contains("0 panics"), "{out}");

    let inside = repository.path("crates");
    let inside = inside.to_string_lossy();
    repository.run(
        &[
            "corpus",
            &corpus.to_string_lossy(),
            "--check",
            "--into",
            &inside,
        ],
        2,
    );
}

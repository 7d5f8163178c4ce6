//! Writing and checking an output folder.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use oasmith::output::Files;
use oasmith::output::disk::{self, DifferenceKind, DiskError, Target, WriteOptions};
use tempfile::TempDir;

const FORCE: WriteOptions = WriteOptions { force: true };

fn files(list: &[(&str, &str)]) -> Files {
    list.iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn target(root: &Path) -> Target<'_> {
    Target {
        root,
        name: "api",
        document: "spec/api/openapi.yaml",
    }
}

fn write(root: &Path, files: &Files) -> disk::Summary {
    disk::write(&target(root), files, WriteOptions::default()).unwrap()
}

fn kinds(root: &Path, files: &Files) -> Vec<(String, DifferenceKind)> {
    let differences = disk::check(&target(root), files).unwrap();
    differences
        .into_iter()
        .map(|difference| (difference.path, difference.kind))
        .collect()
}

fn kind(root: &Path, files: &Files, path: &str) -> Option<DifferenceKind> {
    kinds(root, files)
        .into_iter()
        .find(|(at, _)| at == path)
        .map(|(_, kind)| kind)
}

#[test]
fn a_second_run_touches_nothing() {
    let root = TempDir::new().unwrap();
    let files = files(&[("a/src/lib.rs", "one\n"), ("b.rs", "two\n")]);
    let summary = write(root.path(), &files);
    assert_eq!(summary.written, ["a/src/lib.rs", "b.rs"]);
    let old = SystemTime::now() - Duration::from_secs(1000);
    for path in ["b.rs", ".oasmith/api.json"] {
        fs::File::options()
            .append(true)
            .open(root.path().join(path))
            .unwrap()
            .set_modified(old)
            .unwrap();
    }

    let summary = write(root.path(), &files);

    assert_eq!(
        summary,
        disk::Summary {
            unchanged: 2,
            ..Default::default()
        }
    );
    for path in ["b.rs", ".oasmith/api.json"] {
        assert_eq!(
            fs::metadata(root.path().join(path))
                .unwrap()
                .modified()
                .unwrap(),
            old
        );
    }
    assert_eq!(kinds(root.path(), &files), []);
}

#[test]
fn each_difference_has_its_kind() {
    let root = TempDir::new().unwrap();
    write(
        root.path(),
        &files(&[
            ("edited", "1\n"),
            ("gone", "1\n"),
            ("left", "1\n"),
            ("stale", "1\n"),
        ]),
    );
    fs::write(root.path().join("edited"), "by hand\n").unwrap();
    fs::remove_file(root.path().join("gone")).unwrap();
    fs::write(root.path().join("foreign"), "mine\n").unwrap();
    let wanted = files(&[
        ("edited", "1\n"),
        ("foreign", "2\n"),
        ("gone", "1\n"),
        ("stale", "2\n"),
    ]);

    let differences = disk::check(&target(root.path()), &wanted).unwrap();

    let kinds: Vec<_> = differences
        .iter()
        .map(|d| (d.path.as_str(), d.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            (".oasmith/api.json", DifferenceKind::Stale),
            ("edited", DifferenceKind::EditedByHand),
            ("foreign", DifferenceKind::Foreign),
            ("gone", DifferenceKind::Missing),
            ("left", DifferenceKind::LeftOver),
            ("stale", DifferenceKind::Stale),
        ]
    );
    let diff = "--- edited (on disk)\n+++ edited (generated)\n@@ -1 +1 @@\n-by hand\n+1\n";
    assert_eq!(differences[1].diff, diff);
}

#[test]
fn left_overs_and_empty_folders_go_other_files_stay() {
    let root = TempDir::new().unwrap();
    write(
        root.path(),
        &files(&[("a/b/c.rs", "1"), ("a/d.rs", "1"), ("e/f.rs", "1")]),
    );
    fs::write(root.path().join("e/mine"), "mine").unwrap();

    let summary = write(root.path(), &files(&[("a/d.rs", "1")]));

    assert_eq!(summary.removed, ["a/b/c.rs", "e/f.rs"]);
    assert!(!root.path().join("a/b").exists());
    assert_eq!(
        fs::read_to_string(root.path().join("e/mine")).unwrap(),
        "mine"
    );
}

#[test]
fn edits_by_hand_are_overwritten_and_reported() {
    let root = TempDir::new().unwrap();
    let wanted = files(&[("a", "1"), ("b", "1")]);
    write(root.path(), &wanted);
    fs::write(root.path().join("a"), "edit").unwrap();
    assert_eq!(write(root.path(), &wanted).edited, ["a"]);
    assert_eq!(fs::read_to_string(root.path().join("a")).unwrap(), "1");
}

#[test]
fn foreign_files_are_overwritten_by_force_only() {
    let root = TempDir::new().unwrap();
    fs::write(root.path().join("same"), "1").unwrap();
    fs::write(root.path().join("other"), "mine").unwrap();
    let wanted = files(&[("new", "1"), ("other", "1"), ("same", "1")]);

    let error = disk::write(&target(root.path()), &wanted, WriteOptions::default()).unwrap_err();

    let DiskError::Foreign(paths) = &error else {
        panic!("{error}")
    };
    assert_eq!(paths, &[root.path().join("other")]);
    assert!(
        !root.path().join("new").exists(),
        "nothing is written after a refusal"
    );
    let summary = disk::write(&target(root.path()), &wanted, FORCE).unwrap();
    assert_eq!(summary.written, ["new", "other"]);
}

#[test]
fn documents_share_a_folder() {
    let root = TempDir::new().unwrap();
    let other = Target {
        name: "other",
        ..target(root.path())
    };
    write(root.path(), &files(&[("Cargo.toml", "same"), ("a", "1")]));
    disk::write(
        &other,
        &files(&[("Cargo.toml", "same"), ("b", "1")]),
        WriteOptions::default(),
    )
    .unwrap();
    assert_eq!(disk::names(root.path()).unwrap(), ["api", "other"]);

    let summary = write(root.path(), &Files::new());

    assert_eq!(
        summary.removed,
        ["a"],
        "the shared file is still the other document's"
    );
    assert_eq!(disk::names(root.path()).unwrap(), ["other"]);
    disk::write(&other, &Files::new(), WriteOptions::default()).unwrap();
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn a_folder_may_take_the_place_of_a_file_and_back() {
    let root = TempDir::new().unwrap();
    for list in [[("a", "1")], [("a/b", "1")], [("a", "1")]] {
        write(root.path(), &files(&list));
        assert_eq!(kinds(root.path(), &files(&list)), []);
    }
}

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let root = TempDir::new().unwrap();
    for path in [
        "../a",
        "/a",
        "a/../../b",
        "a//b",
        "./a",
        "",
        "a\\b",
        "c:/a",
        ".oasmith/api.json",
        "a/",
    ] {
        let result = disk::check(&target(root.path()), &files(&[(path, "")]));
        assert!(matches!(result, Err(DiskError::Path { .. })), "{path}");
    }
    let result = disk::check(
        &target(root.path()),
        &files(&[("a/Flow.rs", ""), ("a/flow.rs", "")]),
    );
    assert!(matches!(result, Err(DiskError::Path { .. })));
    let named = Target {
        name: "../api",
        ..target(root.path())
    };
    assert!(matches!(
        disk::check(&named, &Files::new()),
        Err(DiskError::Path { .. })
    ));
}

#[test]
fn a_manifest_that_leads_elsewhere_is_refused() {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join(".oasmith")).unwrap();
    for text in [
        r#"{"document": "", "files": {"../victim": "00"}}"#,
        "<<<<<<<",
        "{}",
    ] {
        fs::write(root.path().join(".oasmith/api.json"), text).unwrap();
        let result = disk::write(&target(root.path()), &Files::new(), FORCE);
        assert!(matches!(result, Err(DiskError::Manifest { .. })), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused() {
    let (root, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    std::os::unix::fs::symlink(outside.path(), root.path().join("a")).unwrap();
    let error = disk::write(&target(root.path()), &files(&[("a/b/c", "1")]), FORCE).unwrap_err();
    assert!(matches!(error, DiskError::Symlink(path) if path == root.path().join("a")));
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

/// The state after a kill between two files: the manifest has the new path, the stale file its old text.
#[test]
fn a_run_that_was_killed_is_continued() {
    let root = TempDir::new().unwrap();
    write(root.path(), &files(&[("old", "1")]));
    let wanted = files(&[("new", "2"), ("old", "2"), ("unwritten", "2")]);
    // A folder in the way of the last rename stops the run there, as a kill would.
    fs::create_dir_all(root.path().join("unwritten/in-the-way")).unwrap();
    disk::write(&target(root.path()), &wanted, WriteOptions::default()).unwrap_err();
    fs::remove_dir_all(root.path().join("unwritten")).unwrap();
    fs::write(root.path().join("old"), "1").unwrap();
    fs::write(root.path().join(".oasmith/1234.tmp"), "half").unwrap();
    assert_eq!(kind(root.path(), &wanted, "new"), None);
    assert_eq!(
        kind(root.path(), &wanted, "old"),
        Some(DifferenceKind::Stale)
    );
    assert_eq!(
        kind(root.path(), &wanted, "unwritten"),
        Some(DifferenceKind::Missing)
    );
    // Had the document changed meanwhile, the new file would still be known as ours.
    let changed = files(&[("new", "3"), ("old", "2"), ("unwritten", "2")]);
    assert_eq!(
        kind(root.path(), &changed, "new"),
        Some(DifferenceKind::Stale)
    );

    write(root.path(), &wanted);

    assert_eq!(kinds(root.path(), &wanted), []);
    assert_eq!(
        fs::read_dir(root.path().join(".oasmith")).unwrap().count(),
        1,
        "no temporary file is left"
    );
}

#[test]
fn line_ends_are_lf() {
    let mut files = Files::new();
    files.insert("a", "1\r\n2\r\n");
    assert_eq!(files.get("a"), Some("1\n2\n"));
}

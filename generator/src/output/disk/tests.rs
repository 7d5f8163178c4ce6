//! Runs that are killed: before every step, and in the middle of every file.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::step::{self, Step};
use super::{DiskError, Target, WriteOptions, check, recover, write, write_in_steps};
use crate::output::Files;

fn files(list: &[(&str, &str)]) -> Files {
    let files = list.iter();
    files
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn target(root: &Path) -> Target<'_> {
    Target {
        root,
        name: "api",
        document: "api.yaml",
    }
}

/// All that is there, without the folder of the manifests.
fn output(root: &Path) -> BTreeMap<String, String> {
    fn add(root: &Path, folder: &Path, all: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with(".oasmith") {
                add(root, &path, all);
            } else if path.is_file() {
                let shown = path.strip_prefix(root).unwrap().to_str().unwrap();
                all.insert(shown.to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    add(root, root, &mut all);
    all
}

fn as_map(files: &Files) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

/// Writes, and is killed after so many steps. Says whether it was.
fn killed_at(root: &Path, files: &Files, last: usize) -> bool {
    let mut count = 0;
    let mut steps = |step: Step<'_>| {
        count += 1;
        if count <= last {
            return step::run(step);
        }
        // A part of a file may be there. Nothing comes after a kill.
        if let (true, Step::Write(path, text)) = (count == last + 1, step) {
            fs::write(path, text.get(..text.len() / 2).unwrap()).unwrap();
        }
        Err(DiskError::io("killed at", root)(io::Error::other("killed")))
    };
    let result = write_in_steps(&target(root), files, WriteOptions::default(), &mut steps);
    if count <= last {
        result.unwrap();
    }
    count > last
}

#[test]
fn a_run_that_is_killed_leaves_one_set_of_files() {
    let old = files(&[
        ("a/changed", "one"),
        ("a/gone", "one"),
        ("a/same", "one"),
        ("becomes-a-file/x", "one"),
        ("becomes-a-folder", "one"),
    ]);
    let new = files(&[
        ("a/changed", "two"),
        ("a/new", "two"),
        ("a/same", "one"),
        ("b/new", "two"),
        ("becomes-a-file", "two"),
        ("becomes-a-folder/x", "two"),
    ]);
    for (before, after) in [
        (&Files::new(), &old),
        (&old, &new),
        (&new, &old),
        (&old, &Files::new()),
    ] {
        let (mut untouched, mut finished) = (0, 0);
        for last in 0.. {
            let root = TempDir::new().unwrap();
            let root = root.path();
            write(&target(root), before, WriteOptions::default()).unwrap();
            fs::write(root.join("foreign"), "mine").unwrap();
            let was_killed = killed_at(root, after, last);
            let left = output(root);

            let had_begun = recover(&target(root)).unwrap();

            fs::remove_file(root.join("foreign")).unwrap();
            let with_foreign = |files: &Files| {
                let mut all = as_map(files);
                all.insert("foreign".to_owned(), "mine".to_owned());
                all
            };
            let (whole, other) = if had_begun || left == with_foreign(after) {
                finished += 1;
                (after, before)
            } else {
                untouched += 1;
                assert_eq!(left, with_foreign(before), "{last}");
                (before, after)
            };
            assert_eq!(output(root), as_map(whole), "{last}");
            assert_eq!(check(&target(root), whole).unwrap(), [], "{last}");
            // Without help, and after a second kill, the next run comes to the same.
            write(&target(root), other, WriteOptions::default()).unwrap();
            assert_eq!(output(root), as_map(other), "{last}");
            let kept = fs::read_dir(root.join(".oasmith")).map_or(0, Iterator::count);
            assert_eq!(kept, usize::from(!other.is_empty()), "{last}");
            if !was_killed {
                break;
            }
        }
        assert!(untouched > 4 && finished > 4, "{untouched} {finished}");
    }
}

#[test]
fn the_next_run_may_be_killed_too() {
    let (old, new) = (
        files(&[("a", "1"), ("b", "1")]),
        files(&[("a", "2"), ("c", "2")]),
    );
    for first in 0..24 {
        for second in (0..24).step_by(4) {
            let root = TempDir::new().unwrap();
            let root = root.path();
            write(&target(root), &old, WriteOptions::default()).unwrap();
            killed_at(root, &new, first);
            killed_at(root, &old, second);
            recover(&target(root)).unwrap();
            let left = output(root);
            assert!(
                left == as_map(&old) || left == as_map(&new),
                "{first} {second}: {left:?}"
            );
            write(&target(root), &new, WriteOptions::default()).unwrap();
            assert_eq!(output(root), as_map(&new), "{first} {second}");
        }
    }
}

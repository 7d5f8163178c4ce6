//! The crates after and the programs that use those before, compiled together.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Pair;

/// Writes the crates after and a program for each of them into one workspace, which is kept from run to run.
pub fn write_crates(folder: &Path, pairs: &[Pair]) {
    let mut members = String::new();
    for pair in pairs {
        let name = pair.name.replace('_', "-");
        let mut manifest = format!(
            "[package]\nname = \"{name}-uses\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n"
        );
        for kind in pair.crates {
            let package = format!("{name}-{kind}");
            let inside = format!("{package}/");
            let files = pair.after.iter();
            for (path, text) in files.filter(|(path, _)| path.starts_with(&inside)) {
                write(&folder.join(path), text);
            }
            // All tags, all that the API calls, and no engine, which the comparison does not speak of.
            let own = pair.after.get(&format!("{package}/Cargo.toml")).unwrap();
            let tags =
                default_features(own).filter(|name| !["\"reqwest\"", "\"axum\""].contains(name));
            let tags = tags.map(str::to_owned).chain(hook_features(own));
            let tags = tags.collect::<Vec<_>>().join(", ");
            let _ = writeln!(
                manifest,
                "{kind} = {{ package = \"{package}\", path = \"../{package}\", default-features = false, features = [{tags}] }}"
            );
            let _ = writeln!(members, "    \"{package}\",");
        }
        write(&folder.join(format!("{name}-uses/Cargo.toml")), &manifest);
        let _ = writeln!(members, "    \"{name}-uses\",");
    }
    write(
        &folder.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n"),
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    if fs::read_to_string(folder.join("repository.lock"))
        .ok()
        .as_ref()
        != Some(&lock)
    {
        write(&folder.join("Cargo.lock"), &lock);
        write(&folder.join("repository.lock"), &lock);
    }
}

/// What stands between the brackets of `default = […]`.
fn default_features(manifest: &str) -> impl Iterator<Item = &str> {
    let (_, after) = manifest.split_once("\ndefault = [").unwrap_or_default();
    let (features, _) = after.split_once(']').unwrap_or_default();
    let names = features.split(',').map(str::trim);
    names.filter(|name| !name.is_empty())
}

/// The features of what the API calls, which are off by default.
fn hook_features(manifest: &str) -> impl Iterator<Item = String> {
    let (_, after) = manifest
        .split_once("\n# What the API calls.\n")
        .unwrap_or_default();
    let lines = after
        .lines()
        .take_while(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| format!("{:?}", line.split_once(" = ").unwrap().0))
}

/// The uses that do not compile, by pair. The compiler stops at the first kind of mistakes, so what failed is taken out, and the rest is
/// compiled again.
pub fn failures(folder: &Path, pairs: &[Pair]) -> Vec<BTreeSet<usize>> {
    let mut failed = vec![BTreeSet::new(); pairs.len()];
    for _ in 0..6 {
        for (pair, failed) in pairs.iter().zip(&failed) {
            write(&program_path(folder, pair), &program(pair, failed));
        }
        // Not `--workspace`, which would switch the engine of each client on.
        let programs = pairs
            .iter()
            .map(|pair| format!("--package={}-uses", pair.name.replace('_', "-")));
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--keep-going",
                "--offline",
                "--quiet",
                "--message-format=json",
            ])
            .args(programs)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTFLAGS", "--cap-lints=allow")
            .output()
            .unwrap();
        let before: usize = failed.iter().map(BTreeSet::len).sum();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            note(&serde_json::from_str(line).unwrap(), pairs, &mut failed);
        }
        if output.status.success() {
            return failed;
        }
        let after: usize = failed.iter().map(BTreeSet::len).sum();
        assert!(
            after > before,
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    panic!("the rest does not compile either");
}

fn note(message: &Value, pairs: &[Pair], failed: &mut [BTreeSet<usize>]) {
    if message["reason"] != "compiler-message" || message["message"]["level"] != "error" {
        return;
    }
    let package = message["target"]["name"].as_str().unwrap();
    let name = package
        .strip_suffix("_uses")
        .unwrap_or_else(|| panic!("{message:#}"));
    let index = pairs.iter().position(|pair| pair.name == name).unwrap();
    for span in message["message"]["spans"].as_array().unwrap() {
        if span["is_primary"] == true {
            let line = span["line_start"].as_u64().unwrap();
            failed[index].insert(usize::try_from(line).unwrap() - 1);
        }
    }
}

fn program(pair: &Pair, without: &BTreeSet<usize>) -> String {
    let mut text = String::new();
    for (index, usage) in pair.uses.iter().enumerate() {
        if !without.contains(&index) {
            text.push_str(&usage.code.replace('@', &index.to_string()));
        }
        text.push('\n');
    }
    text
}

fn program_path(folder: &Path, pair: &Pair) -> PathBuf {
    folder.join(format!("{}-uses/src/lib.rs", pair.name.replace('_', "-")))
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

//! Generated packages without their sources, for as long as a command runs.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::measure;
use super::super::place::{cargo, remove};
use crate::exit::Failure;

/// Runs a command while all packages of a workspace that are folders have nothing in their crates, and puts back what they had.
pub(super) fn run<T>(
    workspace: &Path,
    command: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let folders = folders(workspace)?;
    for folder in &folders {
        // An earlier call may have been interrupted.
        put_back(folder)?;
        let aside = aside(folder);
        fs::rename(folder, &aside)?;
        fs::create_dir(folder)?;
        for (file, text) in [("lib.rs", ""), ("main.rs", "fn main() {}\n")] {
            if aside.join(file).is_file() {
                fs::write(folder.join(file), text)?;
            }
        }
    }
    let result = command();
    for folder in &folders {
        put_back(folder)?;
    }
    result
}

fn put_back(folder: &Path) -> Result<(), Failure> {
    let aside = aside(folder);
    if aside.is_dir() {
        remove(folder)?;
        fs::rename(&aside, folder)?;
    }
    Ok(())
}

fn aside(folder: &Path) -> PathBuf {
    folder.with_extension("aside")
}

/// The `src` of each package of the workspace, and of those beside it that they depend on.
fn folders(workspace: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut metadata = cargo(workspace, &["metadata", "--format-version", "1"]);
    let metadata: Metadata = serde_json::from_str(&measure::output(&mut metadata)?)?;
    let local = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_none());
    Ok(local
        .map(|package| package.manifest_path.with_file_name("src"))
        .collect())
}

/// What `cargo metadata` tells.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    manifest_path: PathBuf,
    /// `None` for a package by path.
    source: Option<String>,
}

//! The folder that the bench works in, outside of what is committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{self, Usage};
use crate::exit::Failure;

/// The document that is measured, below the folder of documents.
const DOCUMENT: &str = "authentik/authentik-2026.2.6.yml";

/// Where things are.
pub(super) struct Place {
    root: PathBuf,
    work: PathBuf,
    document: PathBuf,
}

impl Place {
    /// # Errors
    /// There is no document, or the folder cannot be made.
    pub(super) fn new(root: &Path, work: PathBuf) -> Result<Self, Failure> {
        let specs = match std::env::var_os("OASMITH_SPECS") {
            Some(folder) => root.join(folder),
            None => root.join("../shared/specs"),
        };
        let document = crate::root::absolute(&specs.join(DOCUMENT))?;
        if !document.is_file() {
            let message = "in ../shared/specs or the folder that OASMITH_SPECS names";
            return Err(format!("there is no {DOCUMENT} {message}").into());
        }
        fs::create_dir_all(&work)
            .map_err(|error| format!("cannot create `{}`: {error}", work.display()))?;
        Ok(Self {
            root: root.to_owned(),
            work,
            document,
        })
    }

    /// The repository.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder itself.
    pub(super) fn work(&self) -> &Path {
        &self.work
    }

    /// A folder or file in it.
    pub(super) fn join(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.work.join(inside)
    }

    /// Where everything but generators is compiled to: subjects share what others wrote.
    pub(super) fn target(&self) -> PathBuf {
        self.join("target")
    }

    /// The document.
    pub(super) fn document(&self) -> &Path {
        &self.document
    }

    /// Runs a program and measures it.
    pub(super) fn run(&self, command: &mut Command) -> Result<Usage, Failure> {
        measure::run(command, &self.log())
    }

    /// What the last program printed.
    pub(super) fn log(&self) -> PathBuf {
        self.join("last.log")
    }
}

/// `cargo` in a folder, for builds that do not build on each other.
pub(super) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(folder).args(arguments);
    // What cargo has set for this task itself must not reach the builds that are measured.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .env("CARGO_INCREMENTAL", "0");
    command
}

/// Writes a file whose text is another one: cargo looks at the time of the change.
pub(super) fn keep(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    Ok(())
}

/// Removes a folder with all that is in it; one that is not there is as good.
pub(super) fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove `{}`: {error}", folder.display()).into())
        }
        _ => Ok(()),
    }
}

/// Copies a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (from, to) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

/// The lines of all Rust files in a folder.
pub(super) fn lines(folder: &Path) -> Result<usize, Failure> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                sum += lines(&path)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sum += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(sum)
}

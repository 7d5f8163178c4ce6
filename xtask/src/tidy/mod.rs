//! `cargo xtask tidy`: rules of this repository that no compiler knows.

use std::fs;
use std::path::{Path, PathBuf};

use crate::exit::{Exit, Failure};
use crate::root::Root;
use crate::style::{BAD, paint};

mod layers;
mod text;

/// Check the rules of the repository that rustc, clippy and rustfmt do not know
///
/// Every module begins with `//!`; no trailing blanks, no CR LF; no module named after what it is not (util, helper,
/// common, manager); no file of the generator over 500 lines; no module uses a module or crate that its layer may not.
#[derive(Debug, clap::Args)]
pub(crate) struct Tidy {}

/// A file that breaks a rule.
pub(crate) struct Finding {
    /// Relative to the repository, with `/`.
    path: String,
    /// From 1.
    line: usize,
    message: String,
}

/// A text file of the repository.
pub(crate) struct Source {
    path: String,
    text: String,
}

impl Source {
    fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            message: message.into(),
        }
    }
}

/// Checks every hand-written file and prints the findings.
pub(crate) fn run(root: &Root) -> Result<Exit, Failure> {
    let sources = sources(&root.path()?)?;
    let mut findings = Vec::new();
    for source in &sources {
        text::check(source, &mut findings);
        layers::check(source, &mut findings);
    }
    for Finding {
        path,
        line,
        message,
    } in &findings
    {
        anstream::eprintln!("{}: {message}\n  --> {path}:{line}", paint(BAD, "untidy"));
    }
    if findings.is_empty() {
        anstream::eprintln!("tidy: {} files", sources.len());
        return Ok(Exit::Fine);
    }
    Ok(Exit::Failed)
}

/// Hand-written text files. Documents and snapshots are data, and generated files are as the generator prints them.
fn sources(root: &Path) -> Result<Vec<Source>, Failure> {
    let mut files = Vec::new();
    for folder in [
        "generator",
        "xtask",
        "templates",
        "examples",
        "docs",
        ".cargo",
        ".ci",
    ] {
        collect(&root.join(folder), &mut files)?;
    }
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        if path.is_file() && is_text(&path) {
            files.push(path);
        }
    }
    files.sort();
    files.into_iter().map(|file| read(root, &file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                collect(&path, files)?;
            }
        } else if is_text(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("rs" | "toml" | "md" | "sh")) || path.ends_with(".ci/run")
}

fn read(root: &Path, file: &Path) -> Result<Source, Failure> {
    let text =
        fs::read_to_string(file).map_err(|error| format!("`{}`: {error}", file.display()))?;
    let inside = file.strip_prefix(root).unwrap_or(file);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok(Source {
        path: parts.join("/"),
        text,
    })
}

//! Real documents as a whole: generated into workspaces of their own, and compiled there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Ending;
use crate::agree::Agree;
use crate::codegen::Codegen;
use crate::corpus::Corpus;
use crate::exit::{Exit, Failure};
use crate::judge::Judge;
use crate::root::Root;

/// The document that is compiled, below the folder of documents.
const COMPILED: &str = "authentik/authentik-2022.6.1.yml";

/// The document that client and server have to agree on.
const EXAMINED: &str = "authentik/authentik-2026.2.6.yml";

/// The folders of documents that are generated from, below the folder of documents.
const FOLDERS: &[&str] = &["authentik", REAL, "small"];

/// The folder of real documents of others, below the folder of documents.
const REAL: &str = "real";

/// Which of them are compiled: mid-size ones with something of everything.
const REAL_COMPILED: &[&str] = &["qdrant"];

/// On which of them client and server have to agree.
const REAL_EXAMINED: &[&str] = &["petstore-3.0.4.yaml"];

/// The document that is part of the repository.
const SMALL: &str = "spec/authentik/openapi.yaml";

/// A document generated into a workspace of its own.
pub(super) struct Workspace {
    /// The document.
    pub(super) spec: PathBuf,
    /// The folder of the workspace.
    pub(super) out: PathBuf,
}

impl Workspace {
    /// Generates the crates, called `authentik-types` and so on. `None` if that ends with errors, which have been told.
    fn generate(root: &Root, spec: PathBuf, out: PathBuf) -> Result<Option<Self>, Failure> {
        let exit = Codegen::one(spec.clone(), out.clone(), "authentik").run(root)?;
        if exit != Exit::Fine {
            return Ok(None);
        }
        // The versions of the dependencies are those of the repository; cargo drops what is not needed.
        fs::copy(root.path()?.join("Cargo.lock"), out.join("Cargo.lock"))?;
        Ok(Some(Self { spec, out }))
    }

    /// `cargo` for this workspace.
    pub(super) fn cargo(&self, root: &Root, command: &str) -> Result<Command, Failure> {
        let mut cargo = root.cargo([command, "--manifest-path"])?;
        cargo
            .arg(self.out.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", self.out.join("target"));
        Ok(cargo)
    }
}

/// All of a real document passes the linter.
pub(super) fn compiled(root: &Root) -> Result<Ending, Failure> {
    let path = root.path()?;
    let Some(spec) = real(&path, COMPILED) else {
        return Ok(missing(COMPILED));
    };
    let Some(whole) = Workspace::generate(root, spec, path.join("target/whole"))? else {
        return Ok(Ending::Failed);
    };
    let mut clippy = whole.cargo(root, "clippy")?;
    clippy.args(["--workspace", "--all-targets", "--", "-D", "warnings"]);
    Ok(clippy.status()?.into())
}

/// Client and server agree on all of a real document.
pub(super) fn examined(root: &Root) -> Result<Ending, Failure> {
    match real(&root.path()?, EXAMINED) {
        Some(spec) => Agree::with(spec).run(root).map(Ending::from),
        None => Ok(missing(EXAMINED)),
    }
}

/// Prism has nothing to say about the requests to all of a real document.
pub(super) fn judged(root: &Root) -> Result<Ending, Failure> {
    match real(&root.path()?, EXAMINED) {
        Some(spec) => Judge::by_prism(spec).run(root).map(Ending::from),
        None => Ok(missing(EXAMINED)),
    }
}

/// Every document that is here can be read, and what comes of it is Rust.
pub(super) fn corpus(root: &Root) -> Result<Ending, Failure> {
    let path = root.path()?;
    let folders: Vec<PathBuf> = FOLDERS
        .iter()
        .filter_map(|name| real(&path, name))
        .collect();
    if folders.is_empty() {
        return Ok(missing("document"));
    }
    let mut worst = Exit::Fine;
    for folder in folders {
        worst = worst.max(Corpus::of(folder).run(root)?);
    }
    Ok(worst.into())
}

/// Real documents of others compile without a warning, and client and server agree on them.
pub(super) fn others(root: &Root) -> Result<Ending, Failure> {
    let Some(folder) = real(&root.path()?, REAL) else {
        return Ok(missing(REAL));
    };
    let mut worst = Corpus::checking(folder.clone(), REAL_COMPILED).run(root)?;
    for name in REAL_EXAMINED {
        worst = worst.max(Agree::with(folder.join(name)).run(root)?);
    }
    Ok(worst.into())
}

/// Each tag of a document compiles by itself and holds nothing that it does not need; the document is a real one if there is one here.
pub(super) fn tags(root: &Root) -> Result<Ending, Failure> {
    let path = root.path()?;
    let (spec, out) = match real(&path, COMPILED) {
        Some(spec) => (spec, "target/whole"),
        None => (path.join(SMALL), "target/tags"),
    };
    match Workspace::generate(root, spec, path.join(out))? {
        Some(workspace) => super::tags::check(root, &workspace),
        None => Ok(Ending::Failed),
    }
}

fn missing(name: &str) -> Ending {
    Ending::Skipped(format!(
        "no {name} in ../shared/specs or the folder OASMITH_SPECS names"
    ))
}

fn real(root: &Path, name: &str) -> Option<PathBuf> {
    let specs = match std::env::var_os("OASMITH_SPECS") {
        Some(folder) => root.join(folder),
        None => root.join("../shared/specs"),
    };
    Some(specs.join(name)).filter(|spec| spec.exists())
}

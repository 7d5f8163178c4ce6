//! The output folder: write the files, or say how the folder differs from them.
//!
//! A file is ours if the document's manifest (`.oasmith/NAME.json`) lists it. Any other file is never changed or removed.
//! A file is written to the side and renamed, and only if its text changes, so that a second run changes no modification time. All
//! files of a document change as one set: a process that is killed leaves the old ones, or what the next run needs to finish the new
//! ones (`transaction.rs`).

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Files;
use step::{Step, Steps};
use transaction::Pending;

pub use beside::{check_beside, write_beside};
pub use error::DiskError;
pub use survey::{Difference, DifferenceKind};

mod beside;
mod error;
mod manifest;
mod step;
mod survey;
mod transaction;

/// Where the files of one document go.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The output folder, for example `generated`; it is made when needed. Other documents may share it.
    pub root: &'a Path,
    /// What tells the document apart from others in the same folder: letters, digits, `-`, `_` and `.`.
    pub name: &'a str,
    /// The document, as the header of the files names it; kept in the manifest for the reader.
    pub document: &'a str,
}

/// What [`write()`] may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions {
    /// Overwrite files that are in the way although no manifest says that they are ours.
    pub force: bool,
}

/// What [`write()`] did.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Summary {
    /// The paths of the files that are new or changed.
    pub written: Vec<String>,
    /// How many files had the wanted text already.
    pub unchanged: usize,
    /// The paths of the files that were removed, because the document no longer gives them.
    pub removed: Vec<String>,
    /// Those of `written` and `removed` that somebody had edited since they were generated; the edit is gone.
    pub edited: Vec<String>,
}

/// The end of the name of a file that is being written; its place is beside the manifests.
const TEMPORARY: &str = ".tmp";

/// How the folder differs from the files, in the order of the paths; empty if a [`write()`] would change nothing.
///
/// # Errors
///
/// [`DiskError`] if a path is refused, the manifest cannot be read or the system refuses to read.
pub fn check(target: &Target<'_>, files: &Files) -> Result<Vec<Difference>, DiskError> {
    Ok(survey::survey(target, files)?.differences)
}

/// Makes the folder hold the files: writes what is missing or differs, removes own files that are no longer wanted and
/// the folders that this leaves empty. An empty set removes all of the document's files and its manifest.
///
/// # Errors
///
/// [`DiskError`]; nothing has been written if it is a `Path`, `Symlink`, `Foreign` or `Manifest`.
pub fn write(
    target: &Target<'_>,
    files: &Files,
    options: WriteOptions,
) -> Result<Summary, DiskError> {
    write_in_steps(target, files, options, &mut step::run)
}

/// Finishes what an earlier run was killed at; says whether there was something. Every [`write()`] begins with it: call it where there is
/// nothing to write, because the document has become too broken.
///
/// # Errors
///
/// [`DiskError`], as [`write()`].
pub fn recover(target: &Target<'_>) -> Result<bool, DiskError> {
    recover_in_steps(target, &mut step::run)
}

fn write_in_steps(
    target: &Target<'_>,
    files: &Files,
    options: WriteOptions,
    steps: Steps<'_>,
) -> Result<Summary, DiskError> {
    survey::check_target(target)?;
    recover_in_steps(target, steps)?;
    let survey = survey::survey(target, files)?;
    if !options.force {
        refuse_foreign(target, &survey.differences)?;
    }
    if survey.differences.is_empty() {
        return Ok(Summary {
            unchanged: survey.unchanged,
            ..Summary::default()
        });
    }
    let manifest = manifest::path(target.name);
    let paths = |left_over: bool| -> Vec<String> {
        let wanted = |kind| (kind == DifferenceKind::LeftOver) == left_over;
        let differences = of_kind(&survey.differences, wanted);
        let paths = differences.map(|difference| difference.path.clone());
        paths.filter(|path| *path != manifest).collect()
    };
    let (written, removed) = (paths(false), paths(true));
    let pending = Pending::new(&survey.wanted, &written, &removed);
    transaction::stage(target, files, &pending, steps)?;
    transaction::finish(target, &pending, steps)?;
    Ok(Summary {
        written,
        unchanged: survey.unchanged,
        removed,
        edited: survey.edited,
    })
}

fn recover_in_steps(target: &Target<'_>, steps: Steps<'_>) -> Result<bool, DiskError> {
    survey::check_target(target)?;
    clean(target.root, steps)?;
    let pending = Pending::read(target.root, target.name)?;
    if let Some(pending) = &pending {
        transaction::finish(target, pending, steps)?;
    } else if target.root.join(manifest::FOLDER).exists() {
        transaction::discard(target, steps)?;
    }
    Ok(pending.is_some())
}

/// The names of the documents that have files in the folder, sorted.
///
/// # Errors
///
/// [`DiskError::Io`] if the folder of the manifests exists and cannot be read.
pub fn names(root: &Path) -> Result<Vec<String>, DiskError> {
    let mut names: Vec<String> = listing(&root.join(manifest::FOLDER))?
        .iter()
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

fn of_kind(
    differences: &[Difference],
    wanted: impl Fn(DifferenceKind) -> bool,
) -> impl Iterator<Item = &Difference> {
    differences
        .iter()
        .filter(move |difference| wanted(difference.kind))
}

fn refuse_foreign(target: &Target<'_>, differences: &[Difference]) -> Result<(), DiskError> {
    let foreign: Vec<PathBuf> = of_kind(differences, |kind| kind == DifferenceKind::Foreign)
        .map(|difference| target.root.join(&difference.path))
        .collect();
    if foreign.is_empty() {
        Ok(())
    } else {
        Err(DiskError::Foreign(foreign))
    }
}

/// Removes what a run that was killed left beside the manifests.
fn clean(root: &Path, steps: Steps<'_>) -> Result<(), DiskError> {
    let folder = root.join(manifest::FOLDER);
    for name in listing(&folder)?
        .iter()
        .filter(|name| name.ends_with(TEMPORARY))
    {
        steps(Step::RemoveFile(&folder.join(name)))?;
    }
    Ok(())
}

fn listing(folder: &Path) -> Result<Vec<String>, DiskError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(DiskError::io("read", folder))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(DiskError::io("read", folder))?;
        names.extend(entry.file_name().into_string());
    }
    Ok(names)
}

#[cfg(test)]
mod tests;

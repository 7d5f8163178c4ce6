//! The output folder: write the files, or say how the folder differs from them.
//!
//! A file is ours if the document's manifest (`.oasmith/NAME.json`) lists it. Any other file is never changed or removed.
//! A file is written to the side and renamed, and only if its text changes: a process that is killed leaves each file
//! whole, old or new, and a second run changes no modification time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Files;

pub use beside::{check_beside, write_beside};
pub use error::DiskError;
pub use survey::{Difference, DifferenceKind};

mod beside;
mod error;
mod manifest;
mod survey;

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

/// What [`write`] may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions {
    /// Overwrite files that are in the way although no manifest says that they are ours.
    pub force: bool,
}

/// What [`write`] did.
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

/// How the folder differs from the files, in the order of the paths; empty if a [`write`] would change nothing.
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
    let survey = survey::survey(target, files)?;
    if !options.force {
        refuse_foreign(target, &survey.differences)?;
    }
    let manifest_path = manifest::path(target.name);
    let mut summary = Summary {
        unchanged: survey.unchanged,
        ..Summary::default()
    };
    if survey.differences.is_empty() {
        return Ok(summary);
    }
    clean(target.root)?;
    claim(target, &survey)?;
    // Removals first: a file of an earlier run may stand where a folder is to be now.
    for difference in of_kind(&survey.differences, |kind| kind == DifferenceKind::LeftOver) {
        if difference.path != manifest_path {
            remove(target.root, &difference.path)?;
            summary.removed.push(difference.path.clone());
        }
    }
    for difference in of_kind(&survey.differences, |kind| kind != DifferenceKind::LeftOver) {
        if let Some(text) = files.get(&difference.path) {
            replace(target.root, &difference.path, text)?;
            summary.written.push(difference.path.clone());
        }
    }
    if files.is_empty() {
        remove(target.root, &manifest_path)?;
    } else {
        replace(target.root, &manifest_path, &survey.wanted.to_text())?;
    }
    summary.edited = survey.edited;
    Ok(summary)
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

/// Enters new paths into the manifest before they are written, so that a run that is killed does not leave files behind
/// that the next run takes for somebody else's. Known paths keep their old hash: until rewritten they are stale.
fn claim(target: &Target<'_>, survey: &survey::Survey) -> Result<(), DiskError> {
    let known: BTreeSet<&String> = survey.present.files.keys().collect();
    if survey.wanted.files.keys().all(|path| known.contains(path)) {
        return Ok(());
    }
    let mut claimed = survey.present.clone();
    claimed.document.clone_from(&survey.wanted.document);
    for (path, hash) in &survey.wanted.files {
        claimed
            .files
            .entry(path.clone())
            .or_insert_with(|| hash.clone());
    }
    replace(
        target.root,
        &manifest::path(target.name),
        &claimed.to_text(),
    )
}

/// Writes the text beside the manifests and renames it: the same file system, and out of sight of compilers and watchers.
fn replace(root: &Path, path: &str, text: &str) -> Result<(), DiskError> {
    let file = root.join(path);
    let folder = root.join(manifest::FOLDER);
    let temporary = folder.join(format!("{}{TEMPORARY}", std::process::id()));
    for folder in [folder.as_path(), file.parent().unwrap_or(root)] {
        fs::create_dir_all(folder).map_err(DiskError::io("create", folder))?;
    }
    fs::write(&temporary, text).map_err(DiskError::io("write", &temporary))?;
    fs::rename(&temporary, &file).map_err(DiskError::io("replace", &file))
}

/// Removes a file and the folders above it, up to the root, that are empty then.
fn remove(root: &Path, path: &str) -> Result<(), DiskError> {
    let file = root.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(DiskError::io("remove", &file)(error));
        }
        _ => {}
    }
    let folders = file
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in folders {
        // Refused for a folder that is not empty, which is the test.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Removes what a run that was killed left beside the manifests.
fn clean(root: &Path) -> Result<(), DiskError> {
    let folder = root.join(manifest::FOLDER);
    for name in listing(&folder)?
        .iter()
        .filter(|name| name.ends_with(TEMPORARY))
    {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(DiskError::io("remove", &path))?;
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

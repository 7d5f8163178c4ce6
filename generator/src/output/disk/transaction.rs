//! All of a document's files change as one set.
//!
//! New texts are written below `.oasmith/NAME.new`, where nobody looks. Then one rename puts `.oasmith/NAME.pending` there, which says what
//! is to be moved and removed: before it, a run that is killed has changed nothing; after it, [`finish`] needs neither the document nor the
//! generator to do the rest, from wherever it was left. In between, the folder has old and new files for as long as the renames take.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::manifest::{self, Manifest};
use super::step::{Step, Steps};
use super::survey::{check_paths, read, refuse_symlinks};
use super::{DiskError, TEMPORARY, Target};
use crate::output::Files;

/// What a run was about to do.
pub(super) struct Pending {
    /// What the document's manifest will be.
    pub(super) wanted: Manifest,
    /// The files that move from the staging folder.
    written: Vec<String>,
    /// The files that are no longer wanted.
    removed: Vec<String>,
}

impl Pending {
    pub(super) fn new(wanted: &Manifest, written: &[String], removed: &[String]) -> Self {
        Self {
            wanted: wanted.clone(),
            written: written.to_vec(),
            removed: removed.to_vec(),
        }
    }

    /// What a run that was killed has left to do; none if it is done, or had changed nothing.
    pub(super) fn read(root: &Path, name: &str) -> Result<Option<Self>, DiskError> {
        let path = root.join(path(name));
        let Some(bytes) = read(&path)? else {
            return Ok(None);
        };
        let text = String::from_utf8_lossy(&bytes);
        let error = |message| DiskError::Manifest {
            path: path.clone(),
            message,
        };
        let wanted = Manifest::parse(&text).map_err(error)?;
        let [written, removed] = ["written", "removed"].map(|key| list(&text, key));
        let pending = Self {
            wanted,
            written: written.map_err(error)?,
            removed: removed.map_err(error)?,
        };
        for paths in [&pending.written, &pending.removed] {
            check_paths(paths.iter().map(String::as_str))
                .map_err(|cause| error(cause.to_string()))?;
        }
        Ok(Some(pending))
    }

    fn to_text(&self) -> String {
        let wanted: serde_json::Value =
            serde_json::from_str(&self.wanted.to_text()).unwrap_or_default();
        let mut whole = BTreeMap::new();
        whole.insert("document", wanted.get("document").cloned());
        whole.insert("files", wanted.get("files").cloned());
        whole.insert("written", Some(self.written.clone().into()));
        whole.insert("removed", Some(self.removed.clone().into()));
        format!("{:#}\n", serde_json::json!(whole))
    }
}

fn list(text: &str, key: &str) -> Result<Vec<String>, String> {
    let whole: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let items = whole.get(key).and_then(serde_json::Value::as_array);
    let items = items.ok_or_else(|| format!("`{key}` is missing"))?;
    let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
    texts
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| format!("`{key}` has something else than paths"))
}

/// The path of what a document's run has left to do, relative to the output folder.
fn path(name: &str) -> String {
    format!("{}/{name}.pending", manifest::FOLDER)
}

/// The folder of the new texts.
fn staging(target: &Target<'_>) -> PathBuf {
    let name = format!("{}.new", target.name);
    target.root.join(manifest::FOLDER).join(name)
}

/// Writes the new texts to the side and says that they are all there. The folder's files are as they were.
pub(super) fn stage(
    target: &Target<'_>,
    files: &Files,
    pending: &Pending,
    steps: Steps<'_>,
) -> Result<(), DiskError> {
    let staging = staging(target);
    steps(Step::RemoveTree(&staging))?;
    steps(Step::CreateFolder(&staging))?;
    let mut folder = staging.clone();
    for path in &pending.written {
        let file = staging.join(path);
        create_above(&file, &mut folder, steps)?;
        steps(Step::Write(&file, files.get(path).unwrap_or_default()))?;
    }
    replace(target.root, &path(target.name), &pending.to_text(), steps)
}

/// Makes the folder of a file, unless it is the one that was made last: paths are sorted.
fn create_above(file: &Path, last: &mut PathBuf, steps: Steps<'_>) -> Result<(), DiskError> {
    if let Some(folder) = file.parent().filter(|folder| *folder != last.as_path()) {
        steps(Step::CreateFolder(folder))?;
        folder.clone_into(last);
    }
    Ok(())
}

/// Does what is left to do.
pub(super) fn finish(
    target: &Target<'_>,
    pending: &Pending,
    steps: Steps<'_>,
) -> Result<(), DiskError> {
    let staging = staging(target);
    let mut seen = std::collections::BTreeSet::new();
    for path in pending.written.iter().chain(&pending.removed) {
        refuse_symlinks(target.root, path, &mut seen)?;
    }
    // Removals first: a file of an earlier run may stand where a folder is to be now. Where it is a folder already, this was done.
    for path in &pending.removed {
        if !target.root.join(path).is_dir() {
            remove(target.root, path, steps)?;
        }
    }
    let mut folder = PathBuf::new();
    for path in &pending.written {
        let (new, file) = (staging.join(path), target.root.join(path));
        if new.is_file() {
            create_above(&file, &mut folder, steps)?;
            steps(Step::Rename(&new, &file))?;
        }
    }
    let manifest = manifest::path(target.name);
    if pending.wanted.files.is_empty() {
        remove(target.root, &manifest, steps)?;
    } else {
        replace(target.root, &manifest, &pending.wanted.to_text(), steps)?;
    }
    steps(Step::RemoveFile(&target.root.join(path(target.name))))?;
    discard(target, steps)
}

/// Removes new texts that no run is going to move, and the folder of the manifests if it is empty.
pub(super) fn discard(target: &Target<'_>, steps: Steps<'_>) -> Result<(), DiskError> {
    steps(Step::RemoveTree(&staging(target)))?;
    // Refused for a folder that is not empty, which is the test.
    let _ = steps(Step::RemoveFolder(&target.root.join(manifest::FOLDER)));
    Ok(())
}

/// Writes a text beside the manifests and renames it: the file is whole, old or new.
fn replace(root: &Path, path: &str, text: &str, steps: Steps<'_>) -> Result<(), DiskError> {
    let folder = root.join(manifest::FOLDER);
    let temporary = folder.join(format!("{}{TEMPORARY}", std::process::id()));
    steps(Step::CreateFolder(&folder))?;
    steps(Step::Write(&temporary, text))?;
    steps(Step::Rename(&temporary, &root.join(path)))
}

/// Removes a file and the folders above it, up to the root, that are empty then.
fn remove(root: &Path, path: &str, steps: Steps<'_>) -> Result<(), DiskError> {
    let file = root.join(path);
    steps(Step::RemoveFile(&file))?;
    let folders = file
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in folders {
        // Refused for a folder that is not empty, which is the test.
        if steps(Step::RemoveFolder(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

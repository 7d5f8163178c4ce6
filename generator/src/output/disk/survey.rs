//! How an output folder stands to a set of files; reads, never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use similar::TextDiff;

use super::manifest::{self, Manifest};
use super::transaction::Pending;
use super::{DiskError, Target};
use crate::output::{Files, sha256};

/// One file that is not as it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The path relative to the output folder, with `/`.
    pub path: String,
    /// In what way it differs.
    pub kind: DifferenceKind,
    /// A unified diff from the text on disk to the wanted one; empty for missing and left-over files and manifests.
    pub diff: String,
}

/// In what way a file differs from the wanted one.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The file is as it was generated, but the document or the generator has changed since.
    Stale,
    /// The file is not as it was generated.
    EditedByHand,
    /// The file does not exist.
    Missing,
    /// The file was generated once and is no longer wanted.
    LeftOver,
    /// The file is in the way: it was not generated, or by another document.
    Foreign,
}

/// What [`survey`] found.
pub(super) struct Survey {
    pub(super) differences: Vec<Difference>,
    pub(super) unchanged: usize,
    /// Own files, wanted or left over, that were edited by hand.
    pub(super) edited: Vec<String>,
    pub(super) present: Manifest,
    pub(super) wanted: Manifest,
}

/// Compares the folder with the files.
pub(super) fn survey(target: &Target<'_>, files: &Files) -> Result<Survey, DiskError> {
    check_target(target)?;
    check_paths(files.iter().map(|(path, _)| path))?;
    let mut present = read_manifest(target.root, target.name)?;
    // What a run that was killed has put there already is ours. Known paths keep their old hash: until rewritten they are stale.
    if let Some(pending) = Pending::read(target.root, target.name)? {
        for (path, hash) in pending.wanted.files {
            present.files.entry(path).or_insert(hash);
        }
    }
    let manifest_path = manifest::path(target.name);
    let mut folders = BTreeSet::new();
    let all = files
        .iter()
        .map(|(path, _)| path)
        .chain(present.files.keys().map(String::as_str));
    for path in all {
        refuse_symlinks(target.root, path, &mut folders)?;
    }
    let mut survey = Survey {
        differences: Vec::new(),
        unchanged: 0,
        edited: Vec::new(),
        present,
        wanted: Manifest::of(target.document, files),
    };
    survey.add_wanted(target.root, files)?;
    survey.add_left_over(target, files)?;
    survey.add_manifest(target.root, &manifest_path)?;
    survey.differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(survey)
}

impl Survey {
    fn add_wanted(&mut self, root: &Path, files: &Files) -> Result<(), DiskError> {
        for (path, wanted) in files.iter() {
            let Some(found) = read(&root.join(path))? else {
                self.add(path, DifferenceKind::Missing, String::new());
                continue;
            };
            if found == wanted.as_bytes() {
                self.unchanged += 1;
                continue;
            }
            let kind = match self.present.files.get(path) {
                None => DifferenceKind::Foreign,
                Some(hash) if *hash == sha256(&found) => DifferenceKind::Stale,
                Some(_) => DifferenceKind::EditedByHand,
            };
            if kind == DifferenceKind::EditedByHand {
                self.edited.push(path.to_owned());
            }
            self.add(
                path,
                kind,
                unified_diff(path, &String::from_utf8_lossy(&found), wanted),
            );
        }
        Ok(())
    }

    fn add_left_over(&mut self, target: &Target<'_>, files: &Files) -> Result<(), DiskError> {
        let gone: Vec<(String, String)> = self
            .present
            .files
            .iter()
            .filter(|(path, _)| files.get(path).is_none())
            .map(|(path, hash)| (path.clone(), hash.clone()))
            .collect();
        let claimed = if gone.is_empty() {
            BTreeSet::new()
        } else {
            claimed_by_others(target)?
        };
        for (path, hash) in gone {
            if claimed.contains(&path) {
                continue;
            }
            let Some(found) = read(&target.root.join(&path))? else {
                continue;
            };
            if sha256(&found) != hash {
                self.edited.push(path.clone());
            }
            self.add(&path, DifferenceKind::LeftOver, String::new());
        }
        Ok(())
    }

    fn add_manifest(&mut self, root: &Path, path: &str) -> Result<(), DiskError> {
        let wanted = if self.wanted.files.is_empty() {
            None
        } else {
            Some(self.wanted.to_text())
        };
        let found = read(&root.join(path))?;
        let kind = match (&found, &wanted) {
            (None, Some(_)) => DifferenceKind::Missing,
            (Some(_), None) => DifferenceKind::LeftOver,
            (Some(found), Some(wanted)) if found != wanted.as_bytes() => DifferenceKind::Stale,
            _ => return Ok(()),
        };
        self.add(path, kind, String::new());
        Ok(())
    }

    fn add(&mut self, path: &str, kind: DifferenceKind, diff: String) {
        self.differences.push(Difference {
            path: path.to_owned(),
            kind,
            diff,
        });
    }
}

pub(super) fn unified_diff(path: &str, found: &str, wanted: &str) -> String {
    TextDiff::from_lines(found, wanted)
        .unified_diff()
        .header(&format!("{path} (on disk)"), &format!("{path} (generated)"))
        .to_string()
}

fn claimed_by_others(target: &Target<'_>) -> Result<BTreeSet<String>, DiskError> {
    let mut claimed = BTreeSet::new();
    for name in super::names(target.root)? {
        if name != target.name {
            claimed.extend(read_manifest(target.root, &name)?.files.into_keys());
        }
    }
    Ok(claimed)
}

/// The manifest of a document; an empty one if there is none yet.
fn read_manifest(root: &Path, name: &str) -> Result<Manifest, DiskError> {
    let path = root.join(manifest::path(name));
    let Some(bytes) = read(&path)? else {
        return Ok(Manifest::default());
    };
    let error = |message| DiskError::Manifest {
        path: path.clone(),
        message,
    };
    let manifest = Manifest::parse(&String::from_utf8_lossy(&bytes)).map_err(error)?;
    // A path that leads out of the folder would be read, and removed as a left-over.
    check_paths(manifest.files.keys().map(String::as_str))
        .map_err(|cause| error(cause.to_string()))?;
    Ok(manifest)
}

/// The bytes of a file; none if there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory => Ok(None),
            _ => Err(DiskError::io("read", path)(error)),
        },
    }
}

/// Refuses a name that could lead elsewhere, and symbolic links where the manifest and what is about to become the output are kept.
pub(super) fn check_target(target: &Target<'_>) -> Result<(), DiskError> {
    check_name(target.name)?;
    let manifest = manifest::path(target.name);
    let stem = manifest.trim_end_matches(".json");
    let mut seen = BTreeSet::new();
    for path in [
        &manifest,
        &format!("{stem}.new"),
        &format!("{stem}.pending"),
    ] {
        refuse_symlinks(target.root, path, &mut seen)?;
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), DiskError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) {
        return Err(DiskError::Path {
            path: name.to_owned(),
            reason: "a document's name has only letters, digits, `-`, `_` and `.`, and does not begin with `.`",
        });
    }
    Ok(())
}

/// Refuses paths that could lead out of the folder, and pairs that are one file where case does not count.
pub(super) fn check_paths<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), DiskError> {
    let mut folded = BTreeMap::new();
    for path in paths {
        let reason = if path.contains(['\\', ':', '\0']) {
            "`\\`, `:` and NUL are not allowed"
        } else if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            "it must be relative, without empty, `.` and `..` parts"
        } else if path
            .split('/')
            .next()
            .is_some_and(|part| part.eq_ignore_ascii_case(manifest::FOLDER))
        {
            "this folder is for the manifests"
        } else if folded.insert(path.to_lowercase(), path).is_some() {
            "another file has the same path but for the case of letters"
        } else {
            continue;
        };
        return Err(DiskError::Path {
            path: path.to_owned(),
            reason,
        });
    }
    Ok(())
}

pub(super) fn refuse_symlinks(
    root: &Path,
    path: &str,
    seen: &mut BTreeSet<String>,
) -> Result<(), DiskError> {
    let ends = path
        .match_indices('/')
        .map(|(end, _)| end)
        .chain([path.len()]);
    for end in ends {
        let part = path.get(..end).unwrap_or(path);
        if !seen.insert(part.to_owned()) {
            continue;
        }
        let whole = root.join(part);
        if fs::symlink_metadata(&whole).is_ok_and(|data| data.is_symlink()) {
            return Err(DiskError::Symlink(whole));
        }
    }
    Ok(())
}

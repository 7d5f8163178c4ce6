//! One text that stands beside a document rather than in the output folder: `names.lock`.

use std::fs;
use std::path::Path;

use super::survey::{read, unified_diff};
use super::{Difference, DifferenceKind, DiskError};

/// How the file at `path`, shown as `shown`, differs from the wanted text.
///
/// # Errors
///
/// [`DiskError`] if the system refuses to read.
pub fn check_beside(
    path: &Path,
    shown: &str,
    wanted: &str,
) -> Result<Option<Difference>, DiskError> {
    let found = read(path)?;
    let (kind, diff) = match found {
        Some(found) if found == wanted.as_bytes() => return Ok(None),
        Some(found) => (
            DifferenceKind::Stale,
            unified_diff(shown, &String::from_utf8_lossy(&found), wanted),
        ),
        None => (DifferenceKind::Missing, String::new()),
    };
    Ok(Some(Difference {
        path: shown.to_owned(),
        kind,
        diff,
    }))
}

/// Makes the file hold the text: written to the side and renamed, and only if it differs. Says whether it did.
///
/// # Errors
///
/// [`DiskError`] if the system refuses to read or write.
pub fn write_beside(path: &Path, wanted: &str) -> Result<bool, DiskError> {
    if check_beside(path, "", wanted)?.is_none() {
        return Ok(false);
    }
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&temporary, wanted).map_err(DiskError::io("write", &temporary))?;
    fs::rename(&temporary, path).map_err(DiskError::io("replace", path))?;
    Ok(true)
}

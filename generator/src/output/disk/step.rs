//! The steps by which a folder changes. Every change of the disk is one of them, so that a test can stop a run before any.

use std::path::Path;
use std::{fs, io};

use super::DiskError;

/// One change of the disk.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'s> {
    /// Makes a folder and those above it; nothing if it is there.
    CreateFolder(&'s Path),
    /// Makes a file of a text; a run that is killed may leave a part of it.
    Write(&'s Path, &'s str),
    /// Moves a file over another one, in one instant.
    Rename(&'s Path, &'s Path),
    /// Removes a file; nothing if it is not there.
    RemoveFile(&'s Path),
    /// Removes a folder that is empty.
    RemoveFolder(&'s Path),
    /// Removes a folder with all that is in it, in no order; nothing if it is not there.
    RemoveTree(&'s Path),
}

/// Does a step.
pub(super) fn run(step: Step<'_>) -> Result<(), DiskError> {
    match step {
        Step::CreateFolder(path) => fs::create_dir_all(path).map_err(DiskError::io("create", path)),
        Step::Write(path, text) => fs::write(path, text).map_err(DiskError::io("write", path)),
        Step::Rename(from, to) => fs::rename(from, to).map_err(DiskError::io("replace", to)),
        Step::RemoveFile(path) => unless_gone(fs::remove_file(path), path),
        Step::RemoveFolder(path) => fs::remove_dir(path).map_err(DiskError::io("remove", path)),
        Step::RemoveTree(path) => unless_gone(fs::remove_dir_all(path), path),
    }
}

fn unless_gone(result: io::Result<()>, path: &Path) -> Result<(), DiskError> {
    match result {
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(()),
            _ => Err(DiskError::io("remove", path)(error)),
        },
        Ok(()) => Ok(()),
    }
}

/// Does a step, or stops the run.
pub(super) type Steps<'r> = &'r mut dyn FnMut(Step<'_>) -> Result<(), DiskError>;

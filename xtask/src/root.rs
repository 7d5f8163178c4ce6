//! The repository: where it is, and how cargo is run in it.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::exit::Failure;

/// Where the repository is.
#[derive(Debug, clap::Args)]
pub(crate) struct Root {
    /// The repository's folder; tests point it at a folder of their own
    #[arg(long = "root", value_name = "DIR", hide = true, global = true)]
    root: Option<PathBuf>,
}

impl Root {
    /// The absolute path of the repository's folder, whatever the current folder is.
    pub(crate) fn path(&self) -> Result<PathBuf, Failure> {
        if let Some(root) = &self.root {
            return absolute(root);
        }
        // Set by `cargo run`; the compiled-in value serves a binary that is run directly.
        let package = std::env::var_os("CARGO_MANIFEST_DIR");
        let package = package.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        absolute(&Path::new(&package).join(".."))
    }

    /// `cargo` in the repository's folder, the same one that runs this task.
    pub(crate) fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(
        &self,
        arguments: I,
    ) -> Result<Command, Failure> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(self.path()?).args(arguments);
        Ok(command)
    }
}

/// The path from the file system's root on, without `.` and `..`; symbolic links are not followed.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let whole =
        std::path::absolute(path).map_err(|error| format!("`{}`: {error}", path.display()))?;
    let mut plain = PathBuf::new();
    for component in whole.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    Ok(plain)
}

/// How a path is shown and named in headers: relative to the repository where it is inside of it, with `/`. A path outside
/// is shown as it was given, but never with the folders of one machine: of an absolute path the last part is left.
pub(crate) fn shown(given: &Path, root: &Path) -> Result<String, Failure> {
    let whole = absolute(given)?;
    let shown = match whole.strip_prefix(root) {
        Ok(inside) => inside,
        Err(_) if given.is_relative() => given,
        Err(_) => Path::new(whole.file_name().unwrap_or_default()),
    };
    let parts: Vec<_> = shown
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    Ok(parts.join("/"))
}

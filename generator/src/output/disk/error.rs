//! Why an output folder could not be written or compared.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why the folder could not be written or compared.
#[derive(Debug)]
#[non_exhaustive]
pub enum DiskError {
    /// A path, or the target's name, is not one that may be written to.
    Path {
        /// The path as given.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A folder on the way, or the file itself, is a symbolic link, which could lead out of the output folder.
    Symlink(PathBuf),
    /// Files are in the way that are not ours and have another text.
    Foreign(Vec<PathBuf>),
    /// The manifest cannot be read, for example because it has merge conflicts.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The system refused.
    Io {
        /// What was tried: "read", "write", "rename" and the like.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

impl DiskError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, reason } => write!(f, "cannot write to `{path}`: {reason}"),
            Self::Symlink(path) => write!(
                f,
                "`{}` is a symbolic link; generated files go into plain folders only",
                path.display()
            ),
            Self::Foreign(paths) => {
                f.write_str("not overwritten, because oasmith did not write them:")?;
                paths
                    .iter()
                    .try_for_each(|path| write!(f, "\n  {}", path.display()))
            }
            Self::Manifest { path, message } => write!(
                f,
                "the manifest `{}` cannot be read ({message}); restore it from version control, or remove it and \
                 overwrite the files by force",
                path.display()
            ),
            Self::Io {
                action,
                path,
                source,
            } => {
                write!(f, "cannot {action} `{}`: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

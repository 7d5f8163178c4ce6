//! Further files: what a document is made of beside the file that it begins with.

use std::fmt;

/// Why a file cannot be had.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum LoadError {
    /// The path leaves the folder that files may be read from.
    Outside,
    /// It cannot be read: it is not there, or the system says no. The message says why.
    Unreadable(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => f.write_str("it is outside of the folder that files may be read from"),
            Self::Unreadable(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for LoadError {}

/// Gives the files that a document refers to.
pub trait Loader: fmt::Debug + Sync {
    /// The bytes of the file at `path`, which is relative to the folder of the document, is written with `/`, and has `..` at its
    /// beginning only.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or the document may not have it.
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError>;
}

/// A path relative to the file `from`, made relative to the folder of the document: without `.`, and with `..` at its beginning only.
/// `None` where it is absolute or no path that means the same everywhere: `/etc/passwd`, `C:\x`, `//host/x`.
pub(super) fn path_from(from: Option<&str>, reference: &str) -> Option<String> {
    if reference.starts_with(['/', '\\']) || reference.contains(['\\', '\0', ':']) {
        return None;
    }
    let folder = from
        .and_then(|from| from.rsplit_once('/'))
        .map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(reference.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty() && parts.last() != Some(&"..")).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::path_from;

    #[test]
    fn paths_are_relative_to_the_file_that_has_them() {
        let cases = [
            (None, "a.yaml", Some("a.yaml")),
            (None, "./x/../a.yaml", Some("a.yaml")),
            (
                Some("paths/p.yaml"),
                "../schemas/a.yaml",
                Some("schemas/a.yaml"),
            ),
            (Some("paths/p.yaml"), "a.yaml", Some("paths/a.yaml")),
            (Some("paths/p.yaml"), "../../a.yaml", Some("../a.yaml")),
            (Some("../p.yaml"), "../a.yaml", Some("../../a.yaml")),
            (None, "/etc/passwd", None),
            (None, "\\\\host\\x", None),
            (None, "C:/x", None),
            (None, "..", None),
        ];
        for (from, reference, path) in cases {
            assert_eq!(path_from(from, reference).as_deref(), path, "{reference}");
        }
    }
}

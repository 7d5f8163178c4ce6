//! The further files of a document, from the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oasmith::{LoadError, Loader};

/// Larger than any file of a document.
const MOST_BYTES: u64 = 256 << 20;

/// The files that a document may have: those below one folder.
#[derive(Debug)]
pub(crate) struct Folder {
    /// The folder of the document, to which paths are relative.
    document: PathBuf,
    /// The folder that none of them may leave, by its true path.
    allowed: PathBuf,
}

impl Folder {
    /// The files for the document at `spec`: those below `allowed`, else those below the document's own folder.
    pub(crate) fn of(spec: &Path, allowed: Option<&Path>) -> io::Result<Self> {
        let folder = spec
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let document = folder.unwrap_or(Path::new(".")).canonicalize()?;
        let allowed = match allowed {
            Some(folder) => folder.canonicalize()?,
            None => document.clone(),
        };
        Ok(Self { document, allowed })
    }

    /// A path as it is written relative to the folder of the document, with `/`.
    pub(crate) fn relative(&self, path: &Path) -> io::Result<String> {
        let whole = path.canonicalize()?;
        let mut up = 0;
        let common = self.document.ancestors().find(|folder| {
            let is_common = whole.starts_with(folder);
            up += usize::from(!is_common);
            is_common
        });
        let below = common.and_then(|common| whole.strip_prefix(common).ok());
        let below = below.unwrap_or(&whole).components();
        let below = below.map(|part| part.as_os_str().to_string_lossy().into_owned());
        let parts: Vec<String> = std::iter::repeat_n("..".to_owned(), up)
            .chain(below)
            .collect();
        Ok(parts.join("/"))
    }
}

impl Loader for Folder {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let unreadable = |error: io::Error| LoadError::Unreadable(error.to_string());
        let mut place = self.document.clone();
        for part in path.split('/') {
            if part == ".." {
                place.pop();
            } else {
                place.push(part);
            }
        }
        // Before the disk is asked, so that nobody learns what there is outside.
        if !place.starts_with(&self.allowed) {
            return Err(LoadError::Outside);
        }
        let place = place.canonicalize().map_err(unreadable)?;
        // Behind its links.
        if !place.starts_with(&self.allowed) {
            return Err(LoadError::Outside);
        }
        let metadata = fs::metadata(&place).map_err(unreadable)?;
        if !metadata.is_file() || metadata.len() > MOST_BYTES {
            return Err(LoadError::Unreadable(
                "it is no file of a document".to_owned(),
            ));
        }
        fs::read(&place).map_err(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_are_read() {
        let top = tempfile::tempdir().unwrap();
        let inner = top.path().join("api");
        fs::create_dir_all(inner.join("schemas")).unwrap();
        fs::write(inner.join("schemas/a.yaml"), "a").unwrap();
        fs::write(top.path().join("secret.yaml"), "s").unwrap();
        let spec = inner.join("openapi.yaml");
        let folder = Folder::of(&spec, None).unwrap();
        assert_eq!(folder.load("schemas/a.yaml").unwrap(), b"a");
        assert_eq!(folder.load("../secret.yaml"), Err(LoadError::Outside));
        assert_eq!(folder.load("../nothing.yaml"), Err(LoadError::Outside));
        assert!(matches!(
            folder.load("schemas"),
            Err(LoadError::Unreadable(_))
        ));
        assert!(matches!(
            folder.load("b.yaml"),
            Err(LoadError::Unreadable(_))
        ));

        let overlay = top.path().join("secret.yaml");
        assert_eq!(folder.relative(&overlay).unwrap(), "../secret.yaml");
        let inside = inner.join("schemas/a.yaml");
        assert_eq!(folder.relative(&inside).unwrap(), "schemas/a.yaml");

        let wider = Folder::of(&spec, Some(top.path())).unwrap();
        assert_eq!(wider.load("../secret.yaml").unwrap(), b"s");
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        let top = tempfile::tempdir().unwrap();
        let inner = top.path().join("api");
        fs::create_dir(&inner).unwrap();
        fs::write(top.path().join("secret.yaml"), "s").unwrap();
        std::os::unix::fs::symlink(top.path().join("secret.yaml"), inner.join("a.yaml")).unwrap();
        let folder = Folder::of(&inner.join("openapi.yaml"), None).unwrap();
        assert_eq!(folder.load("a.yaml"), Err(LoadError::Outside));
    }
}

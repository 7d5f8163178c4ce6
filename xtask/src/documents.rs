//! The documents of the repository: `spec/NAME/openapi.{yaml,yml,json}`, with what stands beside them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use oasmith::{Config, MOST_BYTES, NamesLock};

use crate::exit::Failure;

/// The names that were given, beside the document or in the folder of `--out`.
pub(crate) const LOCK: &str = "names.lock";

const FILES: [&str; 3] = ["openapi.yaml", "openapi.yml", "openapi.json"];

/// A document of the repository.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The name of its folder.
    pub(crate) name: String,
    /// The file.
    pub(crate) path: PathBuf,
}

impl Document {
    /// Where its names are kept.
    pub(crate) fn lock(&self) -> PathBuf {
        self.path.with_file_name(LOCK)
    }
}

/// The documents in `spec/`, in the order of the folders' names.
pub(crate) fn of_workspace(root: &Path) -> Result<Vec<Document>, Failure> {
    let spec = root.join("spec");
    let entries = fs::read_dir(&spec).map_err(|error| failed("read", &spec, &error))?;
    let folders: BTreeSet<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    let mut documents = Vec::new();
    for folder in folders {
        if let Some(path) = in_folder(&folder)? {
            let name = folder.file_name().unwrap_or_default();
            documents.push(Document {
                name: name.to_string_lossy().into_owned(),
                path,
            });
        }
    }
    if documents.is_empty() {
        return Err("there is no document: put one at spec/NAME/openapi.yaml".into());
    }
    Ok(documents)
}

/// The document in a folder, if there is one.
pub(crate) fn in_folder(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let files: Vec<PathBuf> = FILES
        .iter()
        .map(|name| folder.join(name))
        .filter(|file| file.is_file())
        .collect();
    match files.as_slice() {
        [] => Ok(None),
        [file] => Ok(Some(file.clone())),
        [one, other, ..] => Err(format!(
            "both `{}` and `{}` exist; keep one",
            one.display(),
            other.display()
        )
        .into()),
    }
}

/// The `oasmith.toml` in the document's folder; the default if there is none.
pub(crate) fn config_beside(spec: &Path) -> Result<Config, Failure> {
    let path = spec.with_file_name("oasmith.toml");
    match fs::read_to_string(&path) {
        Ok(text) => Config::from_toml(&text)
            .map_err(|error| format!("`{}`: {error}", path.display()).into()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(failed("read", &path, &error)),
    }
}

/// The names that were given before; none if there is no lock.
pub(crate) fn kept(path: &Path) -> Result<NamesLock, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => NamesLock::from_toml(&text)
            .map_err(|error| format!("`{}`: {error}", path.display()).into()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(NamesLock::default()),
        Err(error) => Err(failed("read", path, &error)),
    }
}

/// The bytes of a file, up to one more than a document may have.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(crate) fn failed(action: &str, path: &Path, error: &std::io::Error) -> Failure {
    format!("cannot {action} `{}`: {error}", path.display()).into()
}

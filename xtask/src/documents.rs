//! The documents of the repository: `spec/NAME/openapi.{yaml,yml,json}`, with what stands beside them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use oasmith::{Config, Input, Loader, MOST_BYTES, NamesLock, Overlay};

use crate::exit::Failure;
use crate::files::Folder;

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

/// The overlay that is applied where `oasmith.toml` names none.
const OVERLAYS: [&str; 3] = ["overlay.yaml", "overlay.yml", "overlay.json"];

/// A document that was read, with what stands beside it.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) bytes: Vec<u8>,
    files: Folder,
    overlays: Vec<Overlay>,
}

impl Opened {
    /// Reads the document at `path` and its overlays. Its other files are those below `files`, else those below its own folder.
    pub(crate) fn read(
        path: &Path,
        files: Option<&Path>,
        config: &Config,
    ) -> Result<Self, Failure> {
        let bytes = read(path).map_err(|error| failed("read", path, &error))?;
        let files = Folder::of(path, files)?;
        let overlays = overlays(config, &files)?;
        Ok(Self {
            bytes,
            files,
            overlays,
        })
    }

    /// The same document with these overlays behind its own.
    pub(crate) fn and_overlays(mut self, overlays: &[PathBuf]) -> Result<Self, Failure> {
        for path in overlays {
            let bytes = read(path).map_err(|error| failed("read", path, &error))?;
            let path = self.files.relative(path)?;
            self.overlays.push(Overlay { path, bytes });
        }
        Ok(self)
    }

    /// The document under the name by which it is shown.
    pub(crate) fn input<'a>(&'a self, document: &'a str) -> Input<'a> {
        Input::new(document, &self.bytes)
            .with_files(&self.files)
            .with_overlays(&self.overlays)
    }
}

/// The overlays of a document: those that `overlay` of its `oasmith.toml` names, else the one beside it, if there is one.
pub(crate) fn overlays(config: &Config, files: &dyn Loader) -> Result<Vec<Overlay>, Failure> {
    let Some(named) = &config.overlay else {
        let found = OVERLAYS.into_iter().find_map(|path| {
            let bytes = files.load(path).ok()?;
            let path = path.to_owned();
            Some(Overlay { path, bytes })
        });
        return Ok(found.into_iter().collect());
    };
    let read = |path: &String| -> Result<Overlay, Failure> {
        // As the reader of documents writes paths.
        let path = path.trim_start_matches("./").to_owned();
        match files.load(&path) {
            Ok(bytes) => Ok(Overlay { path, bytes }),
            Err(error) => Err(format!("the overlay `{path}` of oasmith.toml: {error}").into()),
        }
    };
    named.iter().map(read).collect()
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

//! Which document is generated into which folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use oasmith::diagnostic::Report;
use oasmith::output::Files;
use oasmith::output::disk::{self, Difference};
use oasmith::{Config, Generated, Located, NamesLock};

use crate::documents::{self, LOCK, Opened, config_beside, kept};
use crate::exit::Failure;
use crate::root;

/// One document, or a former document whose files are to go.
pub(super) struct Job {
    /// How the document is shown, and named in the header of the files.
    pub(super) document: String,
    /// How the output folder is shown.
    pub(super) out_shown: String,
    out: PathBuf,
    /// The name of the manifest.
    name: String,
    /// `None` for a document that is gone: nothing is wanted of it.
    source: Option<Source>,
}

/// A document, how it is generated, and where its names are kept.
struct Source {
    path: PathBuf,
    config: Config,
    lock: PathBuf,
    /// The folder that the document's other files may stand in; its own one without it.
    files: Option<PathBuf>,
    /// Overlays beside those of the document.
    overlays: Vec<PathBuf>,
}

/// A job for each folder in `spec/` that has a document, into `generated/`, in the order of the folders' names.
pub(super) fn of_workspace(root: &Path) -> Result<Vec<Job>, Failure> {
    let documents = documents::of_workspace(root)?;
    documents
        .into_iter()
        .map(|document| {
            let out = root.join("generated");
            let lock = document.lock();
            Job::new(root, &document.path, &out, lock, document.name, None)
        })
        .collect()
}

/// A job for each document that has files in `generated/` and no folder in `spec/` any more: it removes the files.
pub(super) fn orphans(root: &Path, jobs: &[Job]) -> Result<Vec<Job>, Failure> {
    let out = root.join("generated");
    let known: BTreeSet<&str> = jobs.iter().map(|job| job.name.as_str()).collect();
    let gone = disk::names(&out)?
        .into_iter()
        .filter(|name| !known.contains(name.as_str()));
    Ok(gone
        .map(|name| Job {
            document: format!("spec/{name}"),
            out_shown: "generated".to_owned(),
            out: out.clone(),
            name,
            source: None,
        })
        .collect())
}

impl Job {
    /// The job of `--spec` and `--out`.
    pub(super) fn of_file(
        root: &Path,
        spec: &Path,
        out: &Path,
        name: Option<&str>,
    ) -> Result<Self, Failure> {
        let key = name.map_or_else(|| key(spec), str::to_owned);
        Self::new(root, spec, out, out.join(LOCK), key, name)
    }

    fn new(
        root: &Path,
        spec: &Path,
        out: &Path,
        lock: PathBuf,
        key: String,
        name: Option<&str>,
    ) -> Result<Self, Failure> {
        let mut config = config_beside(spec)?;
        if let Some(name) = name {
            config.name = Some(name.to_owned());
        }
        config.kept = kept(&lock)?;
        let whole = root::absolute(out)?;
        config.standalone = !whole.starts_with(root.join("generated"));
        Ok(Self {
            document: root::shown(spec, root)?,
            out_shown: root::shown(out, root)?,
            out: whole,
            name: key,
            source: Some(Source {
                path: spec.to_owned(),
                config,
                lock,
                files: None,
                overlays: Vec::new(),
            }),
        })
    }

    /// The same job, the document's other files being those below `folder`.
    pub(super) fn with_files(mut self, folder: Option<&Path>) -> Self {
        if let Some(source) = &mut self.source {
            source.files = folder.map(Path::to_owned);
        }
        self
    }

    /// The same job with further overlays.
    pub(super) fn with_overlays(mut self, overlays: &[PathBuf]) -> Self {
        if let Some(source) = &mut self.source {
            source.overlays = overlays.to_vec();
        }
        self
    }

    /// Reads the document; `None` for one that is gone.
    pub(super) fn load(&self) -> Result<Option<Opened>, Failure> {
        let Some(source) = &self.source else {
            return Ok(None);
        };
        let opened = Opened::read(&source.path, source.files.as_deref(), &source.config)?;
        Ok(Some(opened.and_overlays(&source.overlays)?))
    }

    /// What the document gives; nothing is wanted of one that is gone.
    pub(super) fn generate(&self, loaded: Option<&Opened>) -> Generated {
        let (Some(source), Some(loaded)) = (&self.source, loaded) else {
            let (names, report) = (NamesLock::default(), Report::default());
            return Generated {
                files: Some(Files::new()),
                names,
                report,
                located: Located::default(),
            };
        };
        oasmith::generate(&loaded.input(&self.document), &source.config)
    }

    /// How `names.lock` differs from the names that were given.
    pub(super) fn check_names(
        &self,
        root: &Path,
        names: &NamesLock,
    ) -> Result<Option<Difference>, Failure> {
        let Some(Source { lock, .. }) = &self.source else {
            return Ok(None);
        };
        let shown = root::shown(lock, root)?;
        Ok(disk::check_beside(lock, &shown, &names.to_toml())?)
    }

    /// Keeps the names for the next time.
    pub(super) fn write_names(&self, names: &NamesLock) -> Result<(), Failure> {
        if let Some(Source { lock, .. }) = &self.source {
            disk::write_beside(lock, &names.to_toml())?;
        }
        Ok(())
    }

    /// Where the files go.
    pub(super) fn target(&self) -> disk::Target<'_> {
        disk::Target {
            root: &self.out,
            name: &self.name,
            document: &self.document,
        }
    }
}

/// A manifest's name from that of the document: `openapi.v2.yaml` gives `openapi.v2`.
fn key(spec: &Path) -> String {
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let key: String = stem
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect();
    let key = key.trim_start_matches('.');
    if key.is_empty() {
        "document".to_owned()
    } else {
        key.to_owned()
    }
}

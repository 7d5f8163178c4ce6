//! Where a document to compare comes from: a file, standard input, a revision of the repository, an address.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use oasmith::{Config, Input, LoadError, Loader, Overlay};

use crate::documents;
use crate::exit::Failure;
use crate::fetch;
use crate::files::Folder;
use crate::root::shown;

/// Where a document comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    Stdin,
    File(PathBuf),
    /// A file of a revision that git knows.
    Revision {
        revision: String,
        path: String,
    },
    Url(String),
}

/// A document, read.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// How it is shown.
    pub(crate) name: String,
    /// Its path in the repository, for marks that point at a line.
    pub(super) path: String,
    pub(crate) bytes: Vec<u8>,
    files: Option<Arc<dyn Loader>>,
    /// What is changed in it before it is compared.
    pub(super) overlays: Vec<Overlay>,
}

impl Origin {
    /// Reads an argument of `--from` or `--to`. A revision alone means `document` in it, where that is given.
    pub(super) fn parse(argument: &str, document: Option<&str>) -> Result<Self, Failure> {
        if argument == "-" {
            return Ok(Self::Stdin);
        }
        if argument.starts_with("http://") || argument.starts_with("https://") {
            return Ok(Self::Url(argument.to_owned()));
        }
        if Path::new(argument).is_file() {
            return Ok(Self::File(argument.into()));
        }
        if argument.starts_with('-') {
            return Err(format!("`{argument}` is no revision").into());
        }
        match (argument.split_once(':'), document) {
            (Some((revision, path)), _) => Ok(Self::Revision {
                revision: revision.to_owned(),
                path: path.to_owned(),
            }),
            (None, Some(document)) => Ok(Self::Revision {
                revision: argument.to_owned(),
                path: format!("./{document}"),
            }),
            (None, None) => Err(format!(
                "`{argument}` is neither a file nor an address nor a file of a revision, as `main:spec/NAME/openapi.yaml` is"
            )
            .into()),
        }
    }

    /// Reads the document. `token_env` names the environment variable that holds a bearer token for an address.
    pub(super) fn read(&self, root: &Path, token_env: Option<&str>) -> Result<Text, Failure> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(Text::alone("standard input", bytes))
            }
            Self::File(path) => {
                let bytes = fs::read(path)
                    .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
                let name = shown(path, root)?;
                Ok(Text {
                    path: name.clone(),
                    name,
                    bytes,
                    files: Some(Arc::new(Folder::of(path, None)?)),
                    overlays: Vec::new(),
                })
            }
            Self::Revision { revision, path } => {
                let bytes = git_file(root, revision, path)?;
                let path = path.trim_start_matches("./");
                Ok(Text {
                    name: format!("{path} at {revision}"),
                    path: path.to_owned(),
                    bytes,
                    files: Some(Arc::new(Tree {
                        root: root.to_owned(),
                        revision: revision.clone(),
                        folder: path
                            .rsplit_once('/')
                            .map_or("", |(folder, _)| folder)
                            .to_owned(),
                    })),
                    overlays: Vec::new(),
                })
            }
            Self::Url(url) => {
                let bytes = fetch::document(url, token_env)?;
                Ok(Text::alone(&fetch::without_secrets(url), bytes))
            }
        }
    }

    /// Whether git knows the revision but not the file in it: the document is new.
    pub(super) fn is_new(&self, root: &Path) -> bool {
        match self {
            Self::Revision { revision, path } => {
                let known = |object: &str| {
                    let mut git = git(root);
                    let output = git.args(["cat-file", "-e", object]).output();
                    output.is_ok_and(|output| output.status.success())
                };
                known(&format!("{revision}^{{commit}}")) && !known(&format!("{revision}:{path}"))
            }
            _ => false,
        }
    }
}

impl Text {
    pub(crate) fn alone(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            path: name.to_owned(),
            bytes,
            files: None,
            overlays: Vec::new(),
        }
    }

    /// The same document with the overlays that stand beside it; one that stands alone has those of the document `beside`.
    pub(crate) fn with_overlays(
        self,
        config: &Config,
        beside: Option<&Path>,
    ) -> Result<Self, Failure> {
        let overlays = match (&self.files, beside) {
            (Some(files), _) => documents::overlays(config, &**files)?,
            (None, Some(path)) => documents::overlays(config, &Folder::of(path, None)?)?,
            (None, None) => Vec::new(),
        };
        Ok(Self { overlays, ..self })
    }

    pub(crate) fn input(&self) -> Input<'_> {
        let input = Input::new(&self.name, &self.bytes).with_overlays(&self.overlays);
        match &self.files {
            Some(files) => input.with_files(&**files),
            None => input,
        }
    }
}

/// The other files of a document in a revision.
#[derive(Debug)]
struct Tree {
    root: PathBuf,
    revision: String,
    /// The folder of the document.
    folder: String,
}

impl Loader for Tree {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path.split('/').any(|part| part == "..") {
            return Err(LoadError::Outside);
        }
        let path = format!("./{}/{path}", self.folder);
        git_file(&self.root, &self.revision, &path)
            .map_err(|error| LoadError::Unreadable(error.to_string()))
    }
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root);
    git
}

fn git_file(root: &Path, revision: &str, path: &str) -> Result<Vec<u8>, Failure> {
    let object = format!("{revision}:{path}");
    let output = git(root).args(["cat-file", "blob", &object]).output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(format!("git has no `{object}`: {}", words.trim()).into())
}

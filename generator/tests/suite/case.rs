//! A case: a document, the configuration it is generated with, what is said about it in its first line.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::diagnostic::Code;
use oasmith::output::Files;
use oasmith::{Config, Input, LoadError, Loader, NamesLock, Overlay, generate};
use serde_json::{Map, Value};

/// The end of an overlay's name.
const OVERLAY: &str = ".overlay.yaml";

/// One file of `tests/cases`.
#[derive(Clone)]
pub struct Case {
    /// The name of the file without its ending, which the generated crates are called by.
    pub name: String,
    /// Where the document stands on the disk.
    pub path: PathBuf,
    bytes: Vec<u8>,
    config: Config,
    overlays: Vec<Overlay>,
}

/// The further files of cases, each in a folder that has the name of its case.
#[derive(Debug)]
struct Beside;

impl Loader for Beside {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path.starts_with("..") {
            return Err(LoadError::Outside);
        }
        let unreadable = |_| LoadError::Unreadable("there is no such file".to_owned());
        fs::read(folder().join(path)).map_err(unreadable)
    }
}

/// What a case gives.
pub struct Generated {
    /// `None` where the document cannot be read at all.
    pub files: Option<Files>,
    /// The report as text, and how much of the document is covered.
    pub report: String,
    /// The report without lines and columns, which are not those of the same document in JSON.
    pub without_places: String,
    /// The `names.lock` for the next time.
    pub names: NamesLock,
}

/// The folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

impl Case {
    /// Every case, sorted by name.
    pub fn all() -> Vec<Self> {
        let is_document = |path: &PathBuf| {
            let name = path.to_string_lossy();
            (name.ends_with(".yaml") && !name.ends_with(OVERLAY))
                || (name.ends_with(".json") && !name.ends_with(".values.json"))
        };
        let entries = fs::read_dir(folder()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut cases: Vec<Self> = paths.filter(is_document).map(Self::read).collect();
        cases.sort_by(|one, other| one.name.cmp(&other.name));
        cases
    }

    /// The document of the repository, which is no small one.
    pub fn authentik() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/authentik");
        let toml = fs::read_to_string(folder.join("oasmith.toml")).unwrap();
        let case = Self::read(folder.join("openapi.yaml"));
        Self {
            config: Config::from_toml(&toml).unwrap(),
            ..case
        }
    }

    fn read(path: PathBuf) -> Self {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let toml = fs::read_to_string(path.with_extension("toml")).unwrap_or_default();
        let config = Config {
            name: Some(name.clone()),
            ..Config::from_toml(&toml).unwrap()
        };
        let overlay = format!("{name}{OVERLAY}");
        let overlays = fs::read(path.with_file_name(&overlay)).ok();
        let overlays = overlays.map(|bytes| Overlay {
            path: overlay,
            bytes,
        });
        Self {
            bytes: fs::read(&path).unwrap(),
            overlays: overlays.into_iter().collect(),
            name,
            path,
            config,
        }
    }

    /// The name of the generated crate `folder`, one of `types`, `client` and `server`.
    pub fn crate_name(&self, folder: &str) -> String {
        format!("{}-{folder}", self.name.replace('_', "-"))
    }

    /// The name of the document, which does not depend on the file's format, but where other files refer to it.
    fn document_path(&self) -> String {
        let several = self.path.with_extension("").is_dir();
        let ending = if several { ".yaml" } else { "" };
        format!("cases/{}{ending}", self.name)
    }

    fn input<'a>(&'a self, path: &'a str) -> Input<'a> {
        Input::new(path, &self.bytes)
            .with_files(&Beside)
            .with_overlays(&self.overlays)
    }

    /// Generates the case.
    pub fn generate(&self) -> Generated {
        let path = self.document_path();
        let input = self.input(&path);
        let oasmith::Generated {
            files,
            report,
            names,
            ..
        } = generate(&input, &self.config);
        let coverage = report.coverage;
        let text = format!(
            "{}{}{} of {} operations, {} types\n",
            report.render_text(&path, Some(&input.sources()), false),
            report.render_coverage(),
            coverage.generated_operations,
            coverage.operations,
            coverage.types
        );
        Generated {
            files,
            report: text,
            without_places: report.render_text(&path, None, false),
            names,
        }
    }

    /// The codes of the report.
    pub fn codes(&self) -> BTreeSet<Code> {
        let path = self.document_path();
        let input = self.input(&path);
        let oasmith::Generated { report, .. } = generate(&input, &self.config);
        report.iter().map(|diagnostic| diagnostic.code).collect()
    }

    /// The codes that the first line names.
    pub fn named_codes(&self) -> BTreeSet<Code> {
        let text = String::from_utf8_lossy(&self.bytes);
        let first = text.lines().next().unwrap_or_default();
        let codes = first.strip_prefix("# codes:").unwrap_or_default();
        let codes = codes.split_whitespace();
        codes.map(|id| id.parse().expect(id)).collect()
    }

    /// The document as a tree; `None` where it is none.
    pub fn document(&self) -> Option<Value> {
        let mut yaml: serde_yaml::Value = serde_yaml::from_slice(&self.bytes).ok()?;
        yaml.apply_merge().ok()?;
        Some(from_yaml(yaml))
    }

    /// The same case without what belongs to its own document.
    pub fn unpatched(&self) -> Self {
        Self {
            overlays: Vec::new(),
            config: Config {
                name: self.config.name.clone(),
                ..Config::default()
            },
            ..self.clone()
        }
    }

    /// The same case, generated before under these names.
    pub fn with_names(&self, kept: NamesLock) -> Self {
        Self {
            config: Config {
                kept,
                ..self.config.clone()
            },
            ..self.clone()
        }
    }

    /// The same case with another document, in JSON.
    pub fn with_document(&self, document: &Value) -> Self {
        Self {
            bytes: serde_json::to_vec(document).unwrap(),
            ..self.clone()
        }
    }
}

/// Keys become strings as they are written.
fn from_yaml(yaml: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    let key = |key: Yaml| match key {
        Yaml::String(text) => text,
        other => serde_yaml::to_string(&other).unwrap().trim().to_owned(),
    };
    match yaml {
        Yaml::Mapping(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| (key(name), from_yaml(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Yaml::Sequence(items) => items.into_iter().map(from_yaml).collect(),
        scalar => serde_json::to_value(scalar).unwrap(),
    }
}

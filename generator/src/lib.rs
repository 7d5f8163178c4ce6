//! oasmith generates typed Rust from OpenAPI documents.
//!
//! The whole of it is one function on bytes, [`generate`]:
//!
//! ```text
//! bytes ─spec─▶ Document ─lower─▶ Api ─plan─▶ Plan ─emit─▶ tokens ─output─▶ Files
//! ```
//!
//! Each stage is a function from the data before it to the data after it; what a stage has to say about the document goes into the
//! [`Report`]. Only [`output::disk`] touches the disk.
//!
//! ```
//! use oasmith::{Config, Generated, Input, generate};
//!
//! let bytes = br#"{ "openapi": "3.0.3", "info": { "title": "Pets", "version": "1" }, "paths": {} }"#;
//! let input = Input::new("pets.json", bytes);
//! let Generated { files, report, .. } = generate(&input, &Config::default());
//!
//! assert!(!report.has_errors());
//! let files = files.expect("the document is fine");
//! assert!(files.get("pets-types/src/lib.rs").is_some());
//! ```

use std::collections::{BTreeMap, BTreeSet};

mod comparison;
mod config;
pub mod diagnostic;
pub mod drift;
mod emit;
mod lock;
mod lower;
pub mod model;
pub mod output;
mod overlay;
mod plan;
pub mod sample;
mod spec;
mod surface;

pub use comparison::{Compared, Drift, DriftError, Side, drift};
pub use config::{
    Config, ConfigError, DriftConfig, Fields, Filter, ForeignType, Format, Mapped, Names,
    PathPattern, Plain, Selection, Source, TypePath, Types,
};
pub use diagnostic::Report;
pub use lock::{NamesLock, NamesLockError, Pin, Remote};
pub use overlay::Overlay;
pub use plan::index::{BodyNames, CrateNames, GroupNames, Mocked, OperationNames, ParameterNames};
pub use spec::{Dialect, Document, LoadError, Loader, Located, Locator, MOST_BYTES, Sources};

use output::skeleton::Crate;
use output::{Files, Layout};
use plan::rust::{Crates, Plan};

/// A document to generate from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The name that headers and diagnostics call it by: a path relative to the workspace, with `/`.
    pub path: &'a str,
    /// YAML or JSON.
    pub bytes: &'a [u8],
    /// Gives the other files of a document that has several; without it references to files are errors.
    pub files: Option<&'a dyn Loader>,
    /// What is changed in it before anything else, in this order (OpenAPI Overlay Specification).
    pub overlays: &'a [Overlay],
}

impl<'a> Input<'a> {
    /// A document in one file.
    #[must_use]
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            path,
            bytes,
            files: None,
            overlays: &[],
        }
    }

    /// The same document with the files that it refers to.
    #[must_use]
    pub fn with_files(self, files: &'a dyn Loader) -> Self {
        Self {
            files: Some(files),
            ..self
        }
    }

    /// The same document with overlays to apply.
    #[must_use]
    pub fn with_overlays(self, overlays: &'a [Overlay]) -> Self {
        Self { overlays, ..self }
    }

    /// Finds the places that diagnostics name in the text of the document: for [`Report::render_text`] and [`Report::render_json`].
    #[must_use]
    pub fn sources(&self) -> Sources<'a> {
        Sources::new(self.bytes, self.files, self.overlays)
    }

    /// SHA-256 of all that the document is made of, in hexadecimal digits. Of one file, that of its bytes; of several, that of a list: the
    /// digits of the first one alone in a line, then, in the order of their paths, those of each other one, two spaces and its path.
    fn sha256(&self, document: &Document) -> String {
        let first = output::sha256(self.bytes);
        let others: BTreeMap<&str, Vec<u8>> = document
            .further_files()
            .filter_map(|path| Some((path, self.files?.load(path).ok()?)))
            .collect();
        if others.is_empty() {
            return first;
        }
        let lines = others
            .iter()
            .map(|(path, bytes)| format!("{}  {path}\n", output::sha256(bytes)));
        let list = format!("{first}\n{}", lines.collect::<String>());
        output::sha256(list.as_bytes())
    }

    fn origin<'s>(&'s self, sha256: &'s str) -> plan::Origin<'s> {
        let path = self.path;
        plan::Origin { path, sha256 }
    }

    fn document(&self, config: &Config, report: &mut Report) -> Option<spec::Document> {
        let remote = &config.kept.remote;
        let paths = remote.iter();
        let paths = paths.map(|(address, remote)| (address.clone(), remote.file.clone()));
        let pinned = self.files.map(|files| Pinned { files, remote });
        let given = spec::Given {
            path: self.path,
            bytes: self.bytes,
            files: pinned.as_ref().map(|files| files as &dyn Loader),
            overlays: self.overlays,
            address: config.source.as_ref().map(|source| source.url.as_str()),
            filter: &config.filter,
            remote: &paths.collect(),
        };
        spec::Document::read(&given, report)
    }
}

/// The files of a document, those that were fetched as they were then.
#[derive(Debug)]
struct Pinned<'a> {
    files: &'a dyn Loader,
    remote: &'a BTreeMap<String, Remote>,
}

impl Loader for Pinned<'_> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let bytes = self.files.load(path)?;
        let pin = self.remote.values().find(|remote| remote.file == path);
        if pin.is_some_and(|pin| pin.sha256 != output::sha256(&bytes)) {
            let message = "it is not what was fetched".to_owned();
            return Err(LoadError::Unreadable(message));
        }
        Ok(bytes)
    }
}

/// What comes out of a document.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crates; `None` where nothing can be generated at all.
    pub files: Option<Files>,
    /// The names that were given: the `names.lock` for the next time.
    pub names: NamesLock,
    /// What there is to say about the document.
    pub report: Report,
    /// Where in the text that is, for [`Sources::knowing`]: it is looked for while files are printed.
    pub located: Located,
}

/// Generates the crates for a document.
///
/// Where only a part cannot be generated, the rest is there, and the report says what is left out and why. The same input gives the
/// same output on every machine.
#[must_use]
pub fn generate(input: &Input<'_>, config: &Config) -> Generated {
    let mut report = Report::default();
    let document = input.document(config, &mut report);
    // Where an overlay could not be applied, the output would be another one than was asked for.
    let Some(document) = document.filter(Document::is_as_wished) else {
        return Generated {
            files: None,
            names: config.kept.clone(),
            report,
            located: Located::default(),
        };
    };
    let api = lower::lower(&document, config, &mut report);
    let (generated, plan) = std::thread::scope(|scope| {
        // The places of diagnostics are found beside the rest. Where there are no threads, that is done when somebody asks for them.
        let has_two = std::thread::available_parallelism().is_ok_and(|count| count.get() > 1);
        let looking = (has_two && report.iter().next().is_some()).then(|| {
            let look = || Located::of(input.bytes);
            std::thread::Builder::new().spawn_scoped(scope, look)
        });
        let (generated, plan) = rest(input, config, &document, &api, report);
        let located = looking.and_then(|looking| looking.ok()?.join().ok());
        let located = located.unwrap_or_default();
        (
            Generated {
                located,
                ..generated
            },
            plan,
        )
    });
    // A large document takes some milliseconds to give back, for which nobody has to wait; without threads, it is given back here.
    let _ = std::thread::Builder::new().spawn(move || drop((document, api, plan)));
    generated
}

/// The stages behind the model.
fn rest(
    input: &Input<'_>,
    config: &Config,
    document: &Document,
    api: &model::Api,
    mut report: Report,
) -> (Generated, Plan) {
    let sha256 = input.sha256(document);
    let mut plan = plan::plan(api, input.origin(&sha256), config, &mut report);
    let Crates {
        types,
        client,
        server,
    } = &plan.crates;
    let folders = [
        (Crate::Types, types.as_str()),
        (Crate::Client, client),
        (Crate::Server, server),
    ];
    let layout = Layout {
        folders,
        header: &plan.header,
        has_backtracking: plan.has_backtracking,
    };
    let files = output::assemble(&emit::emit(&plan), &layout, &mut report);
    report.move_places(|pointer| document.origin(pointer));
    let mut positions = document.positions();
    report.sort_by_position(|pointer| positions.of(pointer));
    let generated = Generated {
        files: Some(files),
        names: std::mem::take(&mut plan.names),
        report,
        located: Located::default(),
    };
    (generated, plan)
}

/// What a document says, and what the generated crates call it.
#[derive(Debug)]
pub struct Reading {
    /// The document as written.
    pub document: Document,
    /// What the document says.
    pub api: model::Api,
    /// What [`generate`] calls the operations, with the same [`Config`].
    pub names: CrateNames,
}

/// Reads a document without generating from it: for programs that check generated crates against it. `None` where nothing can be
/// generated at all; what there is to say about the document, [`generate`] says.
#[must_use]
pub fn read(input: &Input<'_>, config: &Config) -> Option<Reading> {
    let mut report = Report::default();
    let document = input.document(config, &mut report)?;
    let api = lower::lower(&document, config, &mut report);
    let sha256 = input.sha256(&document);
    let plan = plan::plan(&api, input.origin(&sha256), config, &mut report);
    let names = plan::index::names(&plan);
    Some(Reading {
        document,
        api,
        names,
    })
}

/// The addresses on the network that a document refers to and [`NamesLock::remote`] does not have, each once and without its fragment.
/// `None` where the document cannot be read.
#[must_use]
pub fn unfetched(input: &Input<'_>, config: &Config) -> Option<BTreeSet<String>> {
    let document = input.document(config, &mut Report::default())?;
    Some(document.unfetched())
}

/// The document that [`generate`] generates from: with its overlays applied, and without what the filter leaves out. `None` where it
/// cannot be read at all. The report says what keeps an overlay from being applied, and all that is to be said of the document as it
/// is read.
#[must_use]
pub fn effective(input: &Input<'_>, config: &Config) -> (Option<serde_json::Value>, Report) {
    let mut report = Report::default();
    let document = input.document(config, &mut report);
    if let Some(document) = &document {
        report.move_places(|pointer| document.origin(pointer));
    }
    (
        document.map(|document| document.effective().clone()),
        report,
    )
}

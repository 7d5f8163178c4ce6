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

mod config;
pub mod diagnostic;
pub mod drift;
mod emit;
mod lock;
mod lower;
pub mod model;
pub mod output;
mod plan;
mod spec;
mod surface;

pub use config::{Config, ConfigError, Names};
pub use diagnostic::Report;
pub use lock::{NamesLock, NamesLockError};
pub use plan::index::{BodyNames, CrateNames, GroupNames, OperationNames, ParameterNames};
pub use spec::{LoadError, Loader, Locator, MOST_BYTES, Sources};

use output::skeleton::Crate;
use output::{Files, Layout};
use plan::rust::Crates;

/// A document to generate from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The name that headers and diagnostics call it by: a path relative to the workspace, with `/`.
    pub path: &'a str,
    /// YAML or JSON.
    pub bytes: &'a [u8],
    /// Gives the other files of a document that has several; without it references to files are errors.
    pub files: Option<&'a dyn Loader>,
}

impl<'a> Input<'a> {
    /// A document in one file.
    #[must_use]
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            path,
            bytes,
            files: None,
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

    /// Finds the places that diagnostics name in the text of the document: for [`Report::render_text`] and [`Report::render_json`].
    #[must_use]
    pub fn sources(&self) -> Sources<'a> {
        Sources::new(self.bytes, self.files)
    }

    fn document(&self, report: &mut Report) -> Option<spec::Document> {
        spec::Document::read(self.path, self.bytes, self.files, report)
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
}

/// Generates the crates for a document.
///
/// Where only a part cannot be generated, the rest is there, and the report says what is left out and why. The same input gives the
/// same output on every machine.
#[must_use]
pub fn generate(input: &Input<'_>, config: &Config) -> Generated {
    let mut report = Report::default();
    let Some(document) = input.document(&mut report) else {
        return Generated {
            files: None,
            names: config.kept.clone(),
            report,
        };
    };
    let api = lower::lower(&document, &mut report);
    let plan = plan::plan(&api, input.path, config, &mut report);
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
    };
    let files = output::assemble(&emit::emit(&plan), &layout, &mut report);
    report.sort_by_position(|pointer| document.position(pointer));
    Generated {
        files: Some(files),
        names: plan.names,
        report,
    }
}

/// What a document says, and what the generated crates call it.
#[derive(Clone, Debug)]
pub struct Reading {
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
    let document = input.document(&mut report)?;
    let api = lower::lower(&document, &mut report);
    let plan = plan::plan(&api, input.path, config, &mut report);
    let names = plan::index::names(&plan);
    Some(Reading { api, names })
}

/// A document that is compared, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Compared {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
    /// What there is to say about the document; [`Report::coverage`] says whether operations are left out of the comparison.
    pub report: Report,
}

/// What changed from one document to another.
#[derive(Clone, Debug)]
pub struct Drift {
    /// The document before.
    pub before: Compared,
    /// The document after.
    pub after: Compared,
    /// The changes.
    pub changes: Vec<drift::Change>,
}

/// Compares two documents: what changed on the wire, and what generating again does to code that depends on the crates.
///
/// `config` is that of the API today; its kept names are those of the document before, which the document after is generated with.
///
/// # Errors
///
/// The report of the document that cannot be read at all, with its name.
pub fn drift(
    before: &Input<'_>,
    after: &Input<'_>,
    config: &Config,
) -> Result<Drift, (String, Report)> {
    // Each document is read by a thread of its own: that is what the time goes into.
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| lowered(after));
        (lowered(before), other.join())
    });
    let other = other.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let (api, mut report) = one?;
    let (new_api, mut new_report) = other?;
    let plan = plan::plan(&api, before.path, config, &mut report);
    let config = Config {
        kept: plan.names.clone(),
        ..config.clone()
    };
    let mut new_plan = plan::plan(&new_api, after.path, &config, &mut new_report);
    // A title that changes renames the crates, not what is in them.
    new_plan.crates = plan.crates.clone();
    let surfaces = (
        surface::Surface::new(&api, &plan),
        surface::Surface::new(&new_api, &new_plan),
    );
    let changes = drift::compare((&api, &surfaces.0), (&new_api, &surfaces.1));
    Ok(Drift {
        before: Compared::new(before, &api, report),
        after: Compared::new(after, &new_api, new_report),
        changes,
    })
}

fn lowered(input: &Input<'_>) -> Result<(model::Api, Report), (String, Report)> {
    let mut report = Report::default();
    match spec::Document::read(input.bytes, &mut report) {
        Some(document) => {
            let api = lower::lower(&document, &mut report);
            Ok((api, report))
        }
        None => Err((input.path.to_owned(), report)),
    }
}

impl Compared {
    fn new(input: &Input<'_>, api: &model::Api, report: Report) -> Self {
        Self {
            title: api.title.clone(),
            version: api.version.clone(),
            sha256: output::sha256(input.bytes),
            report,
        }
    }
}

//! The pipeline for two documents: read both, plan both, compare.

use std::fmt;
use std::thread;

use crate::Input;
use crate::config::Config;
use crate::diagnostic::Report;
use crate::drift::{self, Change};
use crate::lower::lower;
use crate::model::Api;
use crate::plan;
use crate::surface::Surface;

/// A document that is compared.
#[derive(Clone, Debug)]
pub struct Compared {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// SHA-256 in hexadecimal digits, as the generated constant `DOCUMENT_SHA256` has it: of the bytes, or of a list of all files.
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
    pub changes: Vec<Change>,
}

/// Why two documents are not compared.
#[derive(Clone, Debug)]
pub enum DriftError {
    /// One of them cannot be read at all.
    Unreadable {
        /// Its name.
        path: String,
        /// Why.
        report: Report,
    },
    /// `[drift]` of `oasmith.toml` names a change or a level that does not exist.
    Config(String),
}

impl fmt::Display for DriftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, .. } => write!(f, "{path}: the document cannot be read"),
            Self::Config(message) => write!(f, "`[drift.levels]` of oasmith.toml: {message}"),
        }
    }
}

impl std::error::Error for DriftError {}

/// Compares two documents: what changed on the wire, and what generating again does to code that depends on the crates.
///
/// `config` is that of the API today; its kept names are those of the document before, which the document after is generated with.
///
/// # Errors
///
/// Where one of the documents cannot be read at all, or `config` judges changes that do not exist.
pub fn drift(
    before: &Input<'_>,
    after: &Input<'_>,
    config: &Config,
) -> Result<Drift, Box<DriftError>> {
    let levels = drift::levels(&config.drift.levels).map_err(DriftError::Config)?;
    let (one, other) = both(before, after, config);
    let Lowered {
        api,
        sha256,
        mut report,
    } = one?;
    let Lowered {
        api: new_api,
        sha256: new_sha256,
        report: mut new_report,
    } = other?;
    let plan = plan::plan(&api, before.origin(""), config, &mut report);
    let config = Config {
        kept: plan.names.clone(),
        ..config.clone()
    };
    let new_plan = plan::rust::Plan {
        // A title that changes renames the crates, not what is in them.
        crates: plan.crates.clone(),
        ..plan::plan(&new_api, after.origin(""), &config, &mut new_report)
    };
    let surfaces = (Surface::new(&api, &plan), Surface::new(&new_api, &new_plan));
    let mut changes = drift::compare((&api, &surfaces.0), (&new_api, &surfaces.1));
    drift::overrule(&mut changes, &levels, &config.drift.accepted);
    Ok(Drift {
        changes,
        before: Compared::new(&api, sha256, report),
        after: Compared::new(&new_api, new_sha256, new_report),
    })
}

/// A document as far as both are read at the same time.
struct Lowered {
    api: Api,
    sha256: String,
    report: Report,
}

type Reading = Result<Lowered, Box<DriftError>>;

/// Reads both documents at the same time: that is what the time goes into.
fn both(before: &Input<'_>, after: &Input<'_>, config: &Config) -> (Reading, Reading) {
    thread::scope(|scope| {
        let other = scope.spawn(|| lowered(after, config));
        let one = lowered(before, config);
        // What made the thread panic panics here.
        (one, other.join().unwrap_or_else(|_| lowered(after, config)))
    })
}

fn lowered(input: &Input<'_>, config: &Config) -> Reading {
    let mut report = Report::default();
    match input.document(config, &mut report) {
        Some(document) => {
            let api = lower(&document, config, &mut report);
            let mut positions = document.positions();
            report.sort_by_position(|pointer| positions.of(pointer));
            Ok(Lowered {
                api,
                sha256: input.sha256(&document),
                report,
            })
        }
        None => Err(Box::new(DriftError::Unreadable {
            path: input.path.to_owned(),
            report,
        })),
    }
}

impl Compared {
    fn new(api: &Api, sha256: String, report: Report) -> Self {
        Self {
            title: api.title.clone(),
            version: api.version.clone(),
            sha256,
            report,
        }
    }
}

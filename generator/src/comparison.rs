//! The pipeline for two documents: read both, plan both, compare.

use std::collections::BTreeMap;
use std::fmt;
use std::thread;

use crate::Input;
use crate::config::Config;
use crate::diagnostic::Report;
use crate::drift::{self, Change, ChangeId, Level};
use crate::lower::lower;
use crate::model::Api;
use crate::plan;
use crate::spec::{Located, Provenance};
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
    /// Where in the text that is, for [`Sources::knowing`](crate::Sources::knowing): it is looked for while the documents are compared.
    pub located: Located,
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
    // What `config` says wrong is told before documents are read.
    let levels = drift::levels(&config.drift.levels).map_err(DriftError::Config)?;
    let sides = both(before, after, config);
    let (one, other) = (sides.0?, sides.1?);
    let drift = thread::scope(|scope| {
        // The places of changes are found beside the comparison. Where there are no threads, that is done when somebody asks for them.
        let has_two = thread::available_parallelism().is_ok_and(|count| count.get() > 1);
        let looking = (has_two && one.sha256 != other.sha256).then(|| {
            let look = || [before, after].map(|input| Located::of(input.bytes));
            thread::Builder::new().spawn_scoped(scope, look)
        });
        let mut drift = one.judged(&other, config, &levels);
        if let Some([from, to]) = looking.and_then(|looking| looking.ok()?.join().ok()) {
            drift.before.located = from;
            drift.after.located = to;
        }
        drift
    });
    Ok(drift)
}

/// One side of a comparison: a document that was read, to be compared as often as wanted.
#[derive(Clone, Debug)]
pub struct Side {
    path: String,
    api: Api,
    sha256: String,
    report: Report,
    provenance: Provenance,
}

impl Side {
    /// Reads a document as `config` wants it to be read.
    ///
    /// # Errors
    ///
    /// Where it cannot be read at all.
    pub fn new(input: &Input<'_>, config: &Config) -> Result<Self, Box<DriftError>> {
        let mut report = Report::default();
        let path = input.path.to_owned();
        match input.document(config, &mut report) {
            Some(document) => {
                let api = lower(&document, config, &mut report);
                let sha256 = input.sha256(&document);
                Ok(Self {
                    path,
                    api,
                    sha256,
                    report,
                    provenance: document.into_provenance(),
                })
            }
            None => Err(Box::new(DriftError::Unreadable { path, report })),
        }
    }

    /// What changed from this document to another one, as [`drift()`] says it; both were read with this `config`.
    ///
    /// # Errors
    ///
    /// Where `config` judges changes that do not exist.
    pub fn drift(&self, after: &Self, config: &Config) -> Result<Drift, Box<DriftError>> {
        let levels = drift::levels(&config.drift.levels).map_err(DriftError::Config)?;
        Ok(self.judged(after, config, &levels))
    }

    fn judged(&self, after: &Self, config: &Config, levels: &BTreeMap<ChangeId, Level>) -> Drift {
        let (api, new_api) = (&self.api, &after.api);
        let (mut report, mut new_report) = (self.report.clone(), after.report.clone());
        let plan = plan::plan(api, self.origin(), config, &mut report);
        let config = Config {
            kept: plan.names.clone(),
            ..config.clone()
        };
        let new_plan = plan::rust::Plan {
            // A title that changes renames the crates, not what is in them.
            crates: plan.crates.clone(),
            ..plan::plan(new_api, after.origin(), &config, &mut new_report)
        };
        let surfaces = (Surface::new(api, &plan), Surface::new(new_api, &new_plan));
        let mut changes = drift::compare((api, &surfaces.0), (new_api, &surfaces.1));
        drift::overrule(&mut changes, levels, &config.drift.accepted);
        for change in &mut changes {
            let [from, to] = [(&change.from, self), (&change.to, after)]
                .map(|(place, side)| place.as_ref().map(|place| side.provenance.origin(place)));
            (change.from, change.to) = (from, to);
        }
        Drift {
            changes,
            before: self.compared(report),
            after: after.compared(new_report),
        }
    }

    fn origin(&self) -> plan::Origin<'_> {
        plan::Origin {
            path: &self.path,
            sha256: "",
        }
    }

    fn compared(&self, mut report: Report) -> Compared {
        report.move_places(|place| self.provenance.origin(place));
        Compared {
            title: self.api.title.clone(),
            version: self.api.version.clone(),
            sha256: self.sha256.clone(),
            report,
            located: Located::default(),
        }
    }
}

type Read = Result<Side, Box<DriftError>>;

/// Reads both documents at the same time: that is what the time goes into.
fn both(before: &Input<'_>, after: &Input<'_>, config: &Config) -> (Read, Read) {
    thread::scope(|scope| {
        let other = scope.spawn(|| Side::new(after, config));
        let one = Side::new(before, config);
        // What made the thread panic panics here.
        let other = other.join().unwrap_or_else(|_| Side::new(after, config));
        (one, other)
    })
}

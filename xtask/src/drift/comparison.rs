//! One comparison, with where its documents came from.

use oasmith::diagnostic::{Code, Place, Places, Pointer};
use oasmith::drift::{Change, Level, RustLevel};
use oasmith::{Compared, Drift, Sources};

use super::input::Text;
use super::lines::effective;
use super::plain::plural;
use crate::exit::Exit;

/// Two documents and what changed between them.
pub(crate) struct Comparison {
    from: Side,
    to: Side,
    drift: Drift,
    texts: [Text; 2],
    /// Whether what new clients meet at old servers counts as well.
    both_ways: bool,
}

/// One of the two documents, as it is told.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// Where it came from.
    pub(super) name: String,
    /// Its path, for marks that point at a line.
    pub(super) path: String,
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) sha256: String,
}

impl Comparison {
    pub(crate) fn new(from: Text, to: Text, drift: Drift, both_ways: bool) -> Self {
        let side = |text: &Text, compared: &Compared| Side {
            name: text.name.clone(),
            path: text.path.clone(),
            title: compared.title.clone(),
            version: compared.version.clone(),
            sha256: compared.sha256.clone(),
        };
        Self {
            from: side(&from, &drift.before),
            to: side(&to, &drift.after),
            drift,
            texts: [from, to],
            both_ways,
        }
    }

    pub(crate) fn sides(&self) -> [Side; 2] {
        [self.from.clone(), self.to.clone()]
    }

    pub(super) fn changes(&self) -> &[Change] {
        &self.drift.changes
    }

    /// Whether both inputs are the same bytes, in all files that they are made of and in their overlays.
    pub(crate) fn is_equal(&self) -> bool {
        let [from, to] = &self.texts;
        self.from.sha256 == self.to.sha256 && from.overlays == to.overlays
    }

    /// Finds the places of changes in both texts.
    pub(super) fn spots(&self) -> Spots<'_> {
        let [from, to] = &self.texts;
        Spots {
            from: (&self.from.path, sources(from, &self.drift.before)),
            to: (&self.to.path, sources(to, &self.drift.after)),
        }
    }

    /// What is left out of the comparison.
    pub(super) fn warnings(&self) -> Vec<String> {
        let sides = [
            (&self.from, &self.drift.before),
            (&self.to, &self.drift.after),
        ];
        let left_out = sides.into_iter().filter_map(|(side, compared)| {
            let coverage = compared.report.coverage;
            let missing = coverage.operations - coverage.generated_operations;
            (missing > 0).then(|| {
                format!(
                    "{} of {} cannot be generated and {} not compared",
                    plural(missing, "operation"),
                    side.name,
                    if missing == 1 { "is" } else { "are" },
                )
            })
        });
        let unfit = sides.into_iter().filter_map(|(side, compared)| {
            let mut said = compared.report.iter();
            let error = said.find(|diagnostic| diagnostic.code == Code::Overlay)?;
            let name = &side.name;
            let place = &error.pointer;
            Some(format!(
                "an overlay does not fit {name}: {place}: {}",
                error.message
            ))
        });
        left_out.chain(unfit).collect()
    }

    /// The level of a change as far as it counts.
    pub(super) fn level(&self, change: &Change) -> Level {
        if self.both_ways && !change.accepted {
            effective(change).max(change.old_server.level)
        } else {
            effective(change)
        }
    }

    pub(super) fn count(&self, level: Level) -> usize {
        let of_level = |change: &&Change| self.level(change) == level;
        self.changes().iter().filter(of_level).count()
    }

    pub(super) fn rust(&self) -> RustLevel {
        let levels = self.changes().iter().map(|change| change.rust.level);
        levels.max().unwrap_or_default()
    }

    /// How the task is to end for it, changes below `fail_on` counting for nothing.
    pub(crate) fn exit(&self, fail_on: Level, expect_change: bool) -> Exit {
        let worst = self.changes().iter().map(|change| self.level(change)).max();
        match worst {
            None if expect_change => Exit::Unchanged,
            None => Exit::Fine,
            Some(level) if level < fail_on => Exit::Fine,
            Some(Level::Compatible) => Exit::Compatible,
            Some(Level::Risky) => Exit::Risky,
            Some(Level::Breaking) => Exit::Breaking,
        }
    }
}

/// The texts of a document, with what the comparison has found in them.
fn sources<'t>(text: &'t Text, compared: &Compared) -> Sources<'t> {
    let sources = text.input().sources();
    sources.knowing(compared.located.clone())
}

/// Finds the places of changes in the texts of both documents.
pub(super) struct Spots<'c> {
    from: (&'c str, Sources<'c>),
    to: (&'c str, Sources<'c>),
}

/// A place in a file.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) file: String,
    /// Whether that is the file that the document begins with: no overlay, and none that it refers to.
    pub(super) in_first: bool,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Spots<'_> {
    /// Where a change is in the document before.
    pub(super) fn from(&self, change: &Change) -> Option<Spot> {
        spot(&self.from, change.from.as_ref()?)
    }

    /// Where a change is in the document after.
    pub(super) fn to(&self, change: &Change) -> Option<Spot> {
        spot(&self.to, change.to.as_ref()?)
    }
}

fn spot((path, sources): &(&str, Sources<'_>), pointer: &Pointer) -> Option<Spot> {
    let Place { line, column, .. } = sources.place(pointer)?;
    let file = match (pointer.file(), path.rsplit_once('/')) {
        (Some(file), Some((folder, _))) => format!("{folder}/{file}"),
        (Some(file), None) => file,
        (None, _) => (*path).to_owned(),
    };
    Some(Spot {
        file,
        in_first: pointer.file().is_none(),
        line,
        column,
    })
}

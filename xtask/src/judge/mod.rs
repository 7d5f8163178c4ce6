//! `cargo xtask judge`: programs that nobody here wrote judge the generated client and server.
//!
//! The judges are installed at pinned versions below `target/judges` and run against the crates of a document on the loopback
//! interface. Where one finds something that is not ours to change, [`accepted`] says so, with the reason.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::exit::{Exit, Failure};
use crate::root::Root;
use crate::style::{BAD, CAUTION, GOOD, TITLE, paint};

use self::install::Tools;
use self::network::Network;

mod accepted;
mod drf;
mod install;
mod network;
mod prism;
mod process;
mod questions;
mod respell;
mod schemathesis;

/// The document of the four operations that the example server serves.
const SMALL: &str = "spec/authentik/openapi.yaml";

/// Let programs of others judge the generated client and server
///
/// Installs Prism, schemathesis and Django REST framework at pinned versions below target/judges (npm and pip are needed; a judge that
/// cannot be had is skipped), runs them, and sums up. With --spec a whole document goes to Prism in place of the small one of this
/// repository.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: cargo xtask judge --only prism --spec ../shared/specs/authentik/authentik-2026.2.6.yml"
)]
pub(crate) struct Judge {
    /// Run this judge only; may be repeated
    #[arg(long, value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(JUDGES.iter().map(|judge| judge.name)))]
    only: Vec<String>,
    /// The document that the client of `prism` and `proxy` is generated from
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
}

/// One judge: what it is called and what it does. The finding of a run are lines of text.
struct Named {
    name: &'static str,
    run: fn(&Bench<'_>) -> Result<Verdict, Failure>,
}

const JUDGES: &[Named] = &[
    Named {
        name: "prism",
        run: prism::mock,
    },
    Named {
        name: "proxy",
        run: prism::proxy,
    },
    Named {
        name: "example",
        run: schemathesis::example,
    },
    Named {
        name: "mock",
        run: schemathesis::mock,
    },
    Named {
        name: "drf",
        run: drf::run,
    },
];

/// What the judges have at hand.
struct Bench<'r> {
    root: &'r Root,
    path: PathBuf,
    tools: Tools,
    /// The document for Prism.
    spec: PathBuf,
}

impl Bench<'_> {
    /// The generated crates of a document as a program.
    fn network(&self, spec: &Path) -> Result<Network<'_>, Failure> {
        Network::new(self.root, spec)
    }

    fn small(&self) -> PathBuf {
        self.path.join(SMALL)
    }
}

/// How a judge's run ends.
enum Verdict {
    /// So much was judged, in words, and nothing was found.
    Passed(String),
    /// What was judged, and what was found.
    Failed(String, Vec<String>),
    /// The judge cannot be had.
    Skipped(String),
}

impl Verdict {
    fn of(judged: String, found: Vec<String>) -> Self {
        if found.is_empty() {
            Self::Passed(judged)
        } else {
            Self::Failed(judged, found)
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed(judged) => write!(f, "{}, {judged}", paint(GOOD, "passed")),
            Self::Failed(judged, found) => {
                let count = found.len();
                write!(f, "{}, {count} findings, {judged}", paint(BAD, "FAILED"))
            }
            Self::Skipped(reason) => {
                write!(f, "{}", paint(CAUTION, format_args!("skipped: {reason}")))
            }
        }
    }
}

/// So many findings of one judge are printed.
const MOST: usize = 40;

impl Judge {
    /// `judge`.
    pub(crate) fn all(spec: Option<PathBuf>) -> Self {
        Self {
            only: Vec::new(),
            spec,
        }
    }

    /// `judge --only prism --spec FILE`.
    pub(crate) fn by_prism(spec: PathBuf) -> Self {
        Self {
            only: vec!["prism".to_owned()],
            spec: Some(spec),
        }
    }

    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let path = root.path()?;
        let spec = match &self.spec {
            Some(spec) => crate::root::absolute(spec)?,
            None => path.join(SMALL),
        };
        let bench = Bench {
            root,
            tools: Tools::new(&path),
            path,
            spec,
        };
        let mut results: Vec<(&str, Verdict, Duration)> = Vec::new();
        let chosen =
            |judge: &&Named| self.only.is_empty() || self.only.iter().any(|it| it == judge.name);
        for judge in JUDGES.iter().filter(chosen) {
            anstream::eprintln!("\n{}", paint(TITLE, format_args!("== {}", judge.name)));
            let start = Instant::now();
            let verdict = (judge.run)(&bench).unwrap_or_else(|failure| {
                Verdict::Failed("it did not run".to_owned(), vec![failure.to_string()])
            });
            if let Verdict::Failed(_, found) = &verdict {
                for finding in found.iter().take(MOST) {
                    anstream::eprintln!("{finding}");
                }
                if found.len() > MOST {
                    anstream::eprintln!("and {} more", found.len() - MOST);
                }
            }
            results.push((judge.name, verdict, start.elapsed()));
        }
        anstream::eprintln!("\n{}", paint(TITLE, "== judges"));
        for (name, verdict, time) in &results {
            anstream::eprintln!("{name:8} {:>7.1} s  {verdict}", time.as_secs_f64());
        }
        let failed = results
            .iter()
            .any(|(_, verdict, _)| matches!(verdict, Verdict::Failed(..)));
        Ok(if failed { Exit::Failed } else { Exit::Fine })
    }
}

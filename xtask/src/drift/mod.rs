//! `cargo xtask drift`: what changed from one document to another, and whom it breaks.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oasmith::drift::Level;
use oasmith::{Config, DriftError};

use crate::documents::{self, Document, config_beside, kept};
use crate::exit::{self, Exit, Failure};
use crate::root::{Root, shown};
use crate::style::{CAUTION, paint, stderr_has_colors};

use comparison::Comparison;
use input::Origin;

pub(crate) mod comparison;
mod github;
pub(crate) mod input;
mod json;
mod lines;
mod markdown;
mod plain;
mod sarif;
pub(crate) mod text;

const EXAMPLES: &str = "\
Examples:
  cargo xtask drift
      Compare each document with the last commit, and the live server of `[source]` in oasmith.toml with the document.
  cargo xtask drift --from origin/main --fail-on breaking
      What a branch changes; CI of pull requests runs this.
  cargo xtask drift --from old.yaml --to https://auth.example.com/api/v3/schema/ --format markdown
      Compare any two documents; the result is an entry of a changelog.

A document is a file, `-` for standard input, an address, a file of a revision (`main:spec/NAME/openapi.yaml`), or a revision alone.
docs/drift.md has the table of changes.";

/// Tell what changed from one document to another, and whom it breaks
///
/// Each change has an id, the place in both documents, both values, what it means for clients that are out there and for servers that
/// are not yet updated, and what generating again does to code that depends on the crates. The exit code tells the worst of them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help())]
pub(crate) struct Drift {
    /// The API to compare, by its folder in spec/ [default: all]
    api: Option<String>,
    /// The document before [default: the last commit]
    #[arg(long, value_name = "DOCUMENT")]
    from: Option<String>,
    /// The document after [default: the working copy]
    #[arg(long, value_name = "DOCUMENT")]
    to: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print every change, however many there are
    #[arg(long)]
    all: bool,
    /// Exit with 0 if nothing changed that is at least this bad
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Compatible)]
    fail_on: FailOn,
    /// Exit with 13 if nothing changed
    #[arg(long)]
    expect_change: bool,
    /// Judge new clients with an old server, too, not only old clients with the new one
    #[arg(long)]
    both_ways: bool,
    /// The environment variable with a bearer token for addresses [default: `token_env` of oasmith.toml]
    #[arg(long, value_name = "VARIABLE")]
    token_env: Option<String>,
    /// The oasmith.toml to use [default: the one beside the document]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// For people: what matters, on one screen
    Text,
    /// One JSON object, with every change
    Json,
    /// An entry of a changelog
    Markdown,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// The mildest level that is a failure.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum FailOn {
    /// Any change
    Compatible,
    /// What may break clients
    Risky,
    /// What breaks clients
    Breaking,
}

impl FailOn {
    fn level(self) -> Level {
        match self {
            Self::Compatible => Level::Compatible,
            Self::Risky => Level::Risky,
            Self::Breaking => Level::Breaking,
        }
    }
}

fn long_help() -> String {
    format!("{EXAMPLES}\n\n{}", exit::TABLE)
}

/// Two documents to compare.
struct Pair {
    from: Origin,
    to: Origin,
    config: Config,
    /// The document of the repository, whose overlays those have that stand alone.
    document: Option<PathBuf>,
}

impl Drift {
    /// `drift --from FILE --to FILE --expect-change --fail-on breaking`, as CI's self-test runs it.
    pub(crate) fn expecting(from: &Path, to: &Path) -> Self {
        let text = |path: &Path| Some(path.to_string_lossy().into_owned());
        Self {
            api: None,
            from: text(from),
            to: text(to),
            format: Format::Text,
            all: false,
            fail_on: FailOn::Compatible,
            expect_change: true,
            both_ways: false,
            token_env: None,
            config: None,
        }
    }

    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let root = root.path()?;
        let mut comparisons = Vec::new();
        let mut exit = Exit::Fine;
        for pair in self.pairs(&root)? {
            match self.compare(&root, &pair) {
                Ok(comparison) => {
                    exit = exit.max(comparison.exit(self.fail_on.level(), self.expect_change));
                    comparisons.push(comparison);
                }
                Err(failure) => {
                    exit::report(&*failure);
                    exit = exit.max(Exit::Document);
                }
            }
        }
        if comparisons.is_empty() && exit == Exit::Fine && self.expect_change {
            exit = Exit::Unchanged;
        }
        if exit == Exit::Unchanged {
            anstream::eprintln!(
                "{}: a change was expected, and there is none",
                paint(CAUTION, "warning")
            );
        }
        self.print(&comparisons, exit)?;
        Ok(exit)
    }

    fn pairs(&self, root: &Path) -> Result<Vec<Pair>, Failure> {
        if let (Some(from), Some(to), None) = (&self.from, &self.to, &self.api) {
            let (from, to) = (Origin::parse(from, None), Origin::parse(to, None));
            // A revision alone is a revision of each document.
            if let (Ok(from), Ok(to)) = (from, to) {
                let config = self.config_of(&[&to, &from])?;
                let document = None;
                return Ok(vec![Pair {
                    from,
                    to,
                    config,
                    document,
                }]);
            }
        }
        let mut pairs = Vec::new();
        let documents = documents::of_workspace(root)?;
        let wanted =
            |document: &&Document| self.api.as_ref().is_none_or(|api| *api == document.name);
        for document in documents.iter().filter(wanted) {
            pairs.extend(self.pairs_of(root, document)?);
        }
        if let (true, Some(api)) = (pairs.is_empty(), &self.api)
            && !documents.iter().any(|document| document.name == *api)
        {
            return Err(format!("there is no spec/{api}").into());
        }
        Ok(pairs)
    }

    fn pairs_of(&self, root: &Path, document: &Document) -> Result<Vec<Pair>, Failure> {
        let path = shown(&document.path, root)?;
        let mut config = self.read_config(&document.path)?;
        config.kept = kept(&document.lock())?;
        let from = Origin::parse(self.from.as_deref().unwrap_or("HEAD"), Some(&path))?;
        let to = match &self.to {
            Some(to) => Origin::parse(to, Some(&path))?,
            None => Origin::File(document.path.clone()),
        };
        let mut pairs = Vec::new();
        if from.is_new(root) {
            anstream::eprintln!("{path} is new: there is nothing to compare it with");
        } else {
            pairs.push(Pair {
                from,
                to: to.clone(),
                config: config.clone(),
                document: Some(document.path.clone()),
            });
        }
        if let (Some(source), None, None) = (&config.source, &self.from, &self.to) {
            pairs.push(Pair {
                from: to,
                to: Origin::Url(source.url.clone()),
                config: config.clone(),
                document: Some(document.path.clone()),
            });
        }
        Ok(pairs)
    }

    /// The configuration beside the first of the origins that is a file.
    fn config_of(&self, origins: &[&Origin]) -> Result<Config, Failure> {
        let mut files = origins.iter().filter_map(|origin| match origin {
            Origin::File(path) => Some(path),
            _ => None,
        });
        let Some(file) = files.next() else {
            return self.read_config(Path::new(""));
        };
        let mut config = self.read_config(file)?;
        config.kept = kept(&file.with_file_name(documents::LOCK))?;
        Ok(config)
    }

    fn read_config(&self, document: &Path) -> Result<Config, Failure> {
        match &self.config {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| documents::failed("read", path, &error))?;
                Config::from_toml(&text)
                    .map_err(|error| format!("`{}`: {error}", path.display()).into())
            }
            None if document.as_os_str().is_empty() => Ok(Config::default()),
            None => config_beside(document),
        }
    }

    fn compare(&self, root: &Path, pair: &Pair) -> Result<Comparison, Failure> {
        let configured = pair
            .config
            .source
            .as_ref()
            .and_then(|source| source.token_env.as_deref());
        let token = self.token_env.as_deref().or(configured);
        let read = |origin: &Origin| {
            let text = origin.read(root, token)?;
            text.with_overlays(&pair.config, pair.document.as_deref())
        };
        let (from, to) = (read(&pair.from)?, read(&pair.to)?);
        match oasmith::drift(&from.input(), &to.input(), &pair.config) {
            Ok(drift) => Ok(Comparison::new(from, to, drift, self.both_ways)),
            Err(error) => {
                if let DriftError::Unreadable { path, report } = &*error {
                    let text = if *path == to.name { &to } else { &from };
                    let sources = text.input().sources();
                    let said = report.render_text(path, Some(&sources), stderr_has_colors());
                    anstream::eprint!("{said}");
                }
                Err(error)
            }
        }
    }

    fn print(&self, comparisons: &[Comparison], exit: Exit) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        let text = match self.format {
            Format::Text => {
                let texts: Vec<String> = comparisons
                    .iter()
                    .map(|it| text::render(it, self.all))
                    .collect();
                texts.join("\n")
            }
            Format::Json => json::render(comparisons, exit),
            Format::Markdown => comparisons.iter().map(markdown::render).collect(),
            Format::Github => comparisons
                .iter()
                .map(|it| github::render(it, self.all))
                .collect(),
            Format::Sarif => sarif::render(comparisons),
        };
        out.write_all(text.as_bytes())?;
        Ok(())
    }
}

//! `cargo xtask spec`: the documents themselves.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use oasmith::drift::Level;
use oasmith::output::sha256;
use oasmith::{Config, DriftError, Pin, Source};

use crate::codegen::Codegen;
use crate::documents::{self, LOCK, config_beside, failed, kept};
use crate::drift::comparison::Comparison;
use crate::drift::input::Text;
use crate::drift::text;
use crate::exit::{self, Exit, Failure};
use crate::fetch;
use crate::root::{Root, shown};
use crate::style::stderr_has_colors;

use show::Show;
use vendor::Vendor;

mod show;
mod vendor;

const EXAMPLES: &str = "\
Examples:
  cargo xtask spec pull authentik
      Fetch the document that `[source]` of spec/authentik/oasmith.toml names, tell what it changes, and generate again.
  cargo xtask spec pull --check
      Only tell what the live documents change. CI runs this on a schedule.
  cargo xtask spec vendor authentik
      Fetch what the document refers to by address, once, and keep it beside the document.
  cargo xtask spec show authentik
      Print the document as it is generated from: with its overlays, and without what `[filter]` leaves out.";

/// Fetch documents from the servers that serve them, and show what they are generated from
#[derive(Debug, clap::Args)]
pub(crate) struct Spec {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Pull(Pull),
    Show(Show),
    Vendor(Vendor),
}

/// Fetch the live document of an API, tell what changed, and generate again
///
/// Where the document comes from, `[source]` of its oasmith.toml says: `url`, and `token_env`, the environment variable that holds a
/// bearer token. Address, version and SHA-256 of what was fetched are kept in names.lock. A document that cannot be read is not kept.
/// Overlays and filter of the API are applied to both documents before they are compared; the fetched one is kept as it came.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::TABLE))]
struct Pull {
    /// The API, by its folder in spec/ [default: all that have a source]
    api: Option<String>,
    /// Write nothing; tell what changed, and exit as `drift` does
    #[arg(long)]
    check: bool,
    /// Print every change, however many there are
    #[arg(long)]
    all: bool,
}

/// An API whose document can be fetched.
struct Fetched {
    /// The file; it need not be there yet.
    path: Option<PathBuf>,
    folder: PathBuf,
    source: Source,
    config: Config,
}

impl Spec {
    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        match &self.verb {
            Verb::Pull(pull) => pull.run(root),
            Verb::Show(show) => show.run(root),
            Verb::Vendor(vendor) => vendor.run(root),
        }
    }
}

impl Pull {
    fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let path = root.path()?;
        let mut exit = Exit::Fine;
        let mut wrote = false;
        for api in self.apis(&path)? {
            match self.pull(&path, &api) {
                Ok((ending, changed)) => {
                    exit = exit.max(ending);
                    wrote |= changed;
                }
                Err(failure) => {
                    exit::report(&*failure);
                    exit = exit.max(Exit::Document);
                }
            }
        }
        if wrote {
            exit = exit.max(Codegen::write().run(root)?);
        }
        Ok(exit)
    }

    fn apis(&self, root: &Path) -> Result<Vec<Fetched>, Failure> {
        let spec = root.join("spec");
        let entries = fs::read_dir(&spec).map_err(|error| failed("read", &spec, &error))?;
        let mut folders = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()?;
        folders.sort();
        let mut apis = Vec::new();
        for folder in folders {
            let name = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if self.api.as_ref().is_some_and(|api| *api != name) {
                continue;
            }
            let mut config = config_beside(&folder.join("openapi.yaml"))?;
            config.kept = kept(&folder.join(LOCK))?;
            match config.source.clone() {
                Some(source) => apis.push(Fetched {
                    path: documents::in_folder(&folder)?,
                    folder,
                    source,
                    config,
                }),
                None if self.api.is_some() => {
                    let message = format!(
                        "spec/{name}/oasmith.toml has no `[source]` with the `url` of the document"
                    );
                    return Err(message.into());
                }
                None => {}
            }
        }
        if let (true, Some(api)) = (apis.is_empty(), &self.api) {
            return Err(format!("there is no spec/{api}").into());
        }
        if apis.is_empty() {
            return Err("no oasmith.toml has a `[source]` with the `url` of a document".into());
        }
        Ok(apis)
    }

    /// Fetches one document; says how the task is to end for it, and whether the document was replaced.
    fn pull(&self, root: &Path, api: &Fetched) -> Result<(Exit, bool), Failure> {
        let bytes = fetch::document(&api.source.url, api.source.token_env.as_deref())?;
        let address = fetch::without_secrets(&api.source.url);
        let fetched = Text::alone(&address, bytes.clone());
        let Some(path) = &api.path else {
            return self.first(root, api, &fetched);
        };
        let known = documents::read(path).map_err(|error| failed("read", path, &error))?;
        let shown = shown(path, root)?;
        if let Some(pin) = api.config.kept.source()
            && pin.sha256 != sha256(&known)
        {
            anstream::eprintln!("{shown} was edited since it was fetched");
        }
        let known = Text::alone(&shown, known).with_overlays(&api.config, Some(path))?;
        let fetched = fetched.with_overlays(&api.config, Some(path))?;
        let comparison = compare(known, fetched, &api.config)?;
        let mut out = anstream::stdout().lock();
        out.write_all(text::render(&comparison, self.all).as_bytes())?;
        if self.check {
            return Ok((comparison.exit(Level::Compatible, false), false));
        }
        if !comparison.is_equal() {
            fs::write(path, &bytes).map_err(|error| failed("write", path, &error))?;
        }
        let [_, after] = comparison.sides();
        pin(api, &address, &after.version, &after.sha256)?;
        Ok((Exit::Fine, true))
    }

    /// The document of an API that has none yet.
    fn first(&self, root: &Path, api: &Fetched, fetched: &Text) -> Result<(Exit, bool), Failure> {
        let is_json = fetched.bytes.trim_ascii_start().starts_with(b"{");
        let path = api.folder.join(if is_json {
            "openapi.json"
        } else {
            "openapi.yaml"
        });
        // Compared with itself: what cannot be read is not kept.
        let patched = fetched.clone().with_overlays(&api.config, Some(&path))?;
        let comparison = compare(patched.clone(), patched, &api.config)?;
        let [_, after] = comparison.sides();
        anstream::println!(
            "{} is new: {} {}",
            shown(&path, root)?,
            after.title,
            after.version
        );
        if self.check {
            return Ok((Exit::Compatible, false));
        }
        fs::write(&path, &fetched.bytes).map_err(|error| failed("write", &path, &error))?;
        pin(api, &fetched.name, &after.version, &after.sha256)?;
        Ok((Exit::Fine, true))
    }
}

/// Keeps address, version and hash in `names.lock`.
fn pin(api: &Fetched, url: &str, version: &str, sha256: &str) -> Result<(), Failure> {
    let pin = Pin {
        url: url.to_owned(),
        version: version.to_owned(),
        sha256: sha256.to_owned(),
    };
    let lock = api.folder.join(LOCK);
    let names = api.config.kept.clone().with_source(pin);
    fs::write(&lock, names.to_toml()).map_err(|error| failed("write", &lock, &error))
}

fn compare(from: Text, to: Text, config: &Config) -> Result<Comparison, Failure> {
    match oasmith::drift(&from.input(), &to.input(), config) {
        Ok(drift) => Ok(Comparison::new(from, to, drift, false)),
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

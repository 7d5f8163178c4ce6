//! `cargo xtask init`: from somebody's document to generated crates.

use std::fs;
use std::path::Path;

use oasmith::output::sha256;
use oasmith::{Config, Input, NamesLock, Pin, Reading, Source};

use crate::codegen::Codegen;
use crate::documents::{self, LOCK, failed};
use crate::exit::{self, Exit, Failure};
use crate::fetch;
use crate::files::Folder;
use crate::root::{Root, shown};
use crate::style::stderr_has_colors;

const EXAMPLES: &str = "\
Examples:
  cargo xtask init petstore ../petstore.yaml
  cargo xtask init authentik https://auth.example.com/api/v3/schema/ --token-env AUTHENTIK_TOKEN

docs/getting-started.md tells how it goes on.";

/// Set up spec/NAME for a document, and generate from it
///
/// The document, and the files it refers to, are copied into spec/NAME, which must not be there yet, with an oasmith.toml in which the
/// settings are explained. Then `codegen` runs. Of a document that is fetched, address and SHA-256 are kept in names.lock, and
/// `spec pull` fetches it again. Nothing is set up for a document from which nothing can be generated.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::TABLE))]
pub(crate) struct Init {
    /// What the API is called: NAME-types, NAME-client and NAME-server are the crates
    #[arg(value_parser = name)]
    name: String,
    /// The document: a file, or an http or https address
    document: String,
    /// The environment variable with a bearer token for the address
    #[arg(long, value_name = "VARIABLE")]
    token_env: Option<String>,
}

/// A name that is a folder and the beginning of a crate's name on every system.
fn name(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let starts = text.starts_with(|c: char| c.is_ascii_lowercase());
    if starts && text.chars().all(plain) && !text.ends_with('-') && text.len() <= 40 {
        Ok(text.to_owned())
    } else {
        Err(
            "a name is of lower-case letters, digits and hyphens, and begins with a letter"
                .to_owned(),
        )
    }
}

impl Init {
    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let path = root.path()?;
        let folder = path.join("spec").join(&self.name);
        if folder.symlink_metadata().is_ok() {
            let folder = shown(&folder, &path)?;
            return Err(format!("{folder} is there already: `codegen` generates from it, `spec pull` fetches its document again").into());
        }
        let Some(api) = self.read()? else {
            return Ok(Exit::Document);
        };
        for (name, bytes) in &api.files {
            write(&folder.join(name), bytes)?;
        }
        let text = settings(&self.name, api.source.as_ref());
        write(&folder.join("oasmith.toml"), text.as_bytes())?;
        if let Some(pin) = api.pin {
            let lock = NamesLock::default().with_source(pin);
            write(&folder.join(LOCK), lock.to_toml().as_bytes())?;
        }
        let name = &self.name;
        anstream::println!("set up spec/{name} for {} {}", api.title, api.version);
        let exit = Codegen::write().run(root)?;
        anstream::println!(
            "next: `cargo check -p {name}-client`, and read generated/{name}-client/src; spec/{name}/oasmith.toml has the settings"
        );
        Ok(exit)
    }

    /// Reads the document from where it is; `None`, and the report printed, for one from which nothing can be generated.
    fn read(&self) -> Result<Option<Api>, Failure> {
        let is_address = ["http://", "https://"]
            .iter()
            .any(|scheme| self.document.starts_with(scheme));
        if is_address {
            let bytes = fetch::document(&self.document, self.token_env.as_deref())?;
            let address = fetch::without_secrets(&self.document);
            let input = Input::new(&address, &bytes);
            let Some(api) = self.usable(&input) else {
                return Ok(None);
            };
            return Ok(Some(Api {
                source: Some(Source {
                    url: self.document.clone(),
                    token_env: self.token_env.clone(),
                }),
                pin: Some(Pin {
                    url: address,
                    version: api.version.clone(),
                    sha256: sha256(&bytes),
                }),
                ..api
            }));
        }
        let path = Path::new(&self.document);
        let bytes = documents::read(path).map_err(|error| failed("read", path, &error))?;
        let folder = Folder::of(path, None)?;
        let shown = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(self.usable(&Input::new(&shown, &bytes).with_files(&folder)))
    }

    /// What a document says of itself, and its files; `None`, and the report printed, where nothing can be generated.
    fn usable(&self, input: &Input<'_>) -> Option<Api> {
        let config = Config {
            name: Some(self.name.clone()),
            ..Config::default()
        };
        let Some(Reading { document, api, .. }) = oasmith::read(input, &config) else {
            let report = oasmith::generate(input, &config).report;
            let sources = input.sources();
            let said = report.render_text(input.path, Some(&sources), stderr_has_colors());
            anstream::eprint!("{said}");
            return None;
        };
        let is_json = input.bytes.trim_ascii_start().starts_with(b"{");
        let name = if is_json {
            "openapi.json"
        } else {
            "openapi.yaml"
        };
        let further = document.further_files().filter_map(|path| {
            // A path that leaves the folder was refused, and the report of `codegen` says so.
            let bytes = input
                .files?
                .load(path)
                .ok()
                .filter(|_| !path.starts_with(".."))?;
            Some((path.to_owned(), bytes))
        });
        let files = std::iter::once((name.to_owned(), input.bytes.to_vec()))
            .chain(further)
            .collect();
        Some(Api {
            title: api.title,
            version: api.version,
            files,
            source: None,
            pin: None,
        })
    }
}

/// A document that can be set up.
struct Api {
    title: String,
    version: String,
    /// Its files by their paths in the new folder; the one that it begins with is the first.
    files: Vec<(String, Vec<u8>)>,
    source: Option<Source>,
    pin: Option<Pin>,
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| failed("create", folder, &error))?;
    fs::write(path, bytes).map_err(|error| failed("write", path, &error))
}

/// The text of an `oasmith.toml` that decides nothing but the name, and explains the rest.
fn settings(name: &str, source: Option<&Source>) -> String {
    let source = match source {
        Some(Source { url, token_env }) => {
            let token = token_env.as_ref().map(|it| format!("token_env = {it:?}\n"));
            let token = token.unwrap_or_default();
            format!(
                "# `cargo xtask spec pull {name}` fetches the document from here.\n[source]\nurl = {url:?}\n{token}"
            )
        }
        None => format!(
            "# Where `cargo xtask spec pull {name}` fetches the document from.\n# [source]\n# url = \"https://example.com/openapi.yaml\"\n# token_env = \"TOKEN\"\n"
        ),
    };
    format!(
        "# How oasmith generates from the document beside it. docs/patch-a-document.md explains every setting.\n\nname = {name:?}\n\n{source}{SETTINGS}"
    )
}

const SETTINGS: &str = r#"
# Only these operations, and what they need.
# [filter.include]
# tags = ["users"]
# paths = ["/users/**"]
# [filter.exclude]
# operations = ["internal_*"]

# Other names in Rust; the names on the wire stay.
# [names]
# strip_suffix = ["Enum"]
# [names.schemas]
# UserResponseDto = "User"
# [names.operations]
# UsersController_findAll = "list_users"
"#;

#[cfg(test)]
mod tests {
    use oasmith::{Config, Source};

    use super::{SETTINGS, name, settings};

    #[test]
    fn names_are_those_of_crates() {
        for good in ["petstore", "v2-api", "a"] {
            assert_eq!(name(good).as_deref(), Ok(good));
        }
        for bad in ["", "..", "a/b", "Pet", "-a", "a-", "2a", "a_b", "é"] {
            assert!(name(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn settings_are_settings() {
        let source = Source {
            url: "https://example.com/\"x".to_owned(),
            token_env: Some("TOKEN".to_owned()),
        };
        for source in [None, Some(source)] {
            let text = settings("pets", source.as_ref());
            let config = Config::from_toml(&text).expect("it is TOML");
            assert_eq!(
                (config.name.as_deref(), config.source),
                (Some("pets"), source)
            );
        }
        // What is proposed in comments can be used as it is.
        let proposed: Vec<&str> = SETTINGS
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .filter(|line| line.starts_with('[') || line.contains(" = "))
            .collect();
        let config = Config::from_toml(&proposed.join("\n")).expect("it is TOML");
        assert!(!config.filter.is_empty() && !config.names.strip_suffix.is_empty());
    }
}

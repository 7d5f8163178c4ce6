//! `cargo xtask spec vendor`: what a document refers to on the network, kept beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use oasmith::output::sha256;
use oasmith::{Config, Remote, unfetched};

use crate::documents::{self, Document, LOCK, Opened, config_beside, failed, kept};
use crate::exit::{Exit, Failure};
use crate::fetch;
use crate::root::{Root, shown};

/// The folder beside a document that holds what was fetched.
const FOLDER: &str = "remote";

/// More files than any document refers to.
const MOST_FILES: usize = 1000;

/// Fetch what documents refer to by address, and keep it beside them
///
/// Nothing that a document names is fetched unless this asks for it, and what was fetched is not fetched again: it is kept in the folder
/// `remote` beside the document, with its SHA-256 in names.lock. Commit both. Files that are fetched may refer to further ones. No
/// credential is sent.
#[derive(Debug, clap::Args)]
pub(super) struct Vendor {
    /// The API, by its folder in spec/ [default: all]
    api: Option<String>,
    /// Fetch again what was fetched before
    #[arg(long)]
    again: bool,
}

impl Vendor {
    pub(super) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let path = root.path()?;
        let mut documents = documents::of_workspace(&path)?;
        documents.retain(|document| self.api.as_ref().is_none_or(|api| *api == document.name));
        if let (true, Some(api)) = (documents.is_empty(), &self.api) {
            return Err(format!("there is no spec/{api}").into());
        }
        for document in &documents {
            self.vendor(&path, document)?;
        }
        Ok(Exit::Fine)
    }

    fn vendor(&self, root: &Path, document: &Document) -> Result<(), Failure> {
        let lock = document.path.with_file_name(LOCK);
        let mut config = config_beside(&document.path)?;
        config.kept = kept(&lock)?;
        let before = config.kept.remote().clone();
        let mut remote = if self.again {
            BTreeMap::new()
        } else {
            before.clone()
        };
        loop {
            config.kept = config.kept.with_remote(remote.clone());
            let wanted = wanted(document, &config)?;
            if wanted.is_empty() {
                break;
            }
            for address in wanted {
                if remote.len() == MOST_FILES {
                    return Err(format!("it refers to more than {MOST_FILES} addresses").into());
                }
                let bytes = fetch::document(&address, None)?;
                let pin = Remote {
                    file: file_for(&address),
                    sha256: sha256(&bytes),
                };
                let path = document.path.with_file_name(&pin.file);
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder).map_err(|error| failed("create", folder, &error))?;
                }
                fs::write(&path, &bytes).map_err(|error| failed("write", &path, &error))?;
                anstream::println!("{} is {address}", shown(&path, root)?);
                remote.insert(address, pin);
            }
        }
        if remote == before {
            anstream::println!("{}: nothing to fetch", shown(&document.path, root)?);
            return Ok(());
        }
        let text = config.kept.to_toml();
        fs::write(&lock, text).map_err(|error| failed("write", &lock, &error))
    }
}

/// The addresses that a document still refers to.
fn wanted(document: &Document, config: &Config) -> Result<BTreeSet<String>, Failure> {
    let opened = Opened::read(&document.path, None, config)?;
    Ok(unfetched(&opened.input(&document.name), config))
}

/// Where the answer of an address is kept: below a folder for its host, whatever the address says.
fn file_for(address: &str) -> String {
    let (plain, query) = address.split_once('?').unwrap_or((address, ""));
    let (_, place) = plain.split_once("://").unwrap_or(("", plain));
    let segment = |text: &str| -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '-'
            }
        };
        let text: String = text.chars().map(plain).collect();
        // No segment leads elsewhere, none is hidden.
        match text.strip_prefix('.') {
            Some(rest) => format!("-{rest}"),
            None => text,
        }
    };
    let segments = place.split('/').filter(|text| !text.is_empty());
    let mut parts: Vec<String> = segments.map(segment).collect();
    parts.insert(0, FOLDER.to_owned());
    let folder_only = parts.len() < 3;
    if folder_only || !query.is_empty() {
        // What tells it from others of that host.
        let hash = sha256(address.as_bytes());
        parts.push(hash.get(..16).unwrap_or_default().to_owned());
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::file_for;

    #[test]
    fn files_stay_below_their_folder() {
        for (address, file) in [
            (
                "https://example.com/schemas/pet.yaml",
                "remote/example.com/schemas/pet.yaml",
            ),
            (
                "http://localhost:80/a/../../b",
                "remote/localhost-80/a/-./-./b",
            ),
            (
                "https://example.com/%2e%2e/x\\y",
                "remote/example.com/-2e-2e/x-y",
            ),
        ] {
            assert_eq!(file_for(address), file);
        }
        let with_query = file_for("https://example.com/pet?x=1");
        assert!(with_query.starts_with("remote/example.com/pet/"));
        assert_ne!(with_query, file_for("https://example.com/pet?x=2"));
    }
}

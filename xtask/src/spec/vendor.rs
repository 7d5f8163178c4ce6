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
        let fetched = fetch_all(root, document, &mut config, &mut remote);
        if fetched.is_err() {
            // What was fetched before the failure is there under its new hash, all other files as they were.
            for (address, pin) in &before {
                remote.entry(address.clone()).or_insert_with(|| pin.clone());
            }
        }
        if remote != before {
            let text = config.kept.with_remote(remote).to_toml();
            fs::write(&lock, text).map_err(|error| failed("write", &lock, &error))?;
        } else if fetched.is_ok() {
            anstream::println!("{}: nothing to fetch", shown(&document.path, root)?);
        }
        fetched
    }
}

/// Fetches what a document refers to and `remote` does not have, then what that refers to.
fn fetch_all(
    root: &Path,
    document: &Document,
    config: &mut Config,
    remote: &mut BTreeMap<String, Remote>,
) -> Result<(), Failure> {
    loop {
        config.kept = config.kept.clone().with_remote(remote.clone());
        let wanted = wanted(root, document, config)?;
        if wanted.is_empty() {
            return Ok(());
        }
        for address in wanted {
            if remote.len() == MOST_FILES {
                return Err(format!("it refers to more than {MOST_FILES} addresses").into());
            }
            let bytes = fetch::document(&address, None)?;
            let pin = Remote {
                file: free_file_for(&address, remote),
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
}

/// The addresses that a document still refers to.
fn wanted(root: &Path, document: &Document, config: &Config) -> Result<BTreeSet<String>, Failure> {
    let opened = Opened::read(&document.path, None, config)?;
    let shown = shown(&document.path, root)?;
    unfetched(&opened.input(&shown), config)
        .ok_or_else(|| format!("{shown} cannot be read; `cargo xtask codegen` says why").into())
}

/// The same as [`file_for`], unless that is or lies in the way of the file of another address.
fn free_file_for(address: &str, remote: &BTreeMap<String, Remote>) -> String {
    let file = file_for(address);
    let is_below = |one: &str, other: &str| {
        one.strip_prefix(other)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut taken = remote.values().map(|pin| pin.file.as_str());
    if taken.any(|taken| is_below(taken, &file) || is_below(&file, taken)) {
        format!("{FOLDER}/{}", hash(address))
    } else {
        file
    }
}

/// What tells an address from all others.
fn hash(address: &str) -> String {
    let mut hash = sha256(address.as_bytes());
    hash.truncate(16);
    hash
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
        parts.push(hash(address));
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use oasmith::Remote;

    use super::{file_for, free_file_for};

    #[test]
    fn no_file_is_in_the_way_of_another() {
        let addresses = [
            "https://example.com/pet",
            "https://example.com/pet?x=1",
            "https://example.com/pet/dog",
            "https://example.com/a-b",
            "https://example.com/a:b",
        ];
        let mut remote = BTreeMap::new();
        for address in addresses {
            let file = free_file_for(address, &remote);
            let sha256 = String::new();
            remote.insert(address.to_owned(), Remote { file, sha256 });
        }
        let files: Vec<&String> = remote.values().map(|pin| &pin.file).collect();
        for (index, one) in files.iter().enumerate() {
            for other in files.iter().skip(index + 1) {
                assert_ne!(one, other);
                assert!(!other.starts_with(&format!("{one}/")), "{one} {other}");
                assert!(!one.starts_with(&format!("{other}/")), "{one} {other}");
            }
        }
        assert_eq!(remote[addresses[0]].file, file_for(addresses[0]));
    }

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

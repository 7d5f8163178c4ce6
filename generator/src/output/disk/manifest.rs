//! Which files of an output folder are ours, and what we wrote into them.
//!
//! Several documents may be generated into one folder; each has a manifest of its own, `.oasmith/NAME.json`, so that one
//! document's run never takes another's files for left-overs.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::output::{Files, sha256};

/// The folder of the manifests, below the output folder.
pub(super) const FOLDER: &str = ".oasmith";

/// The files of one document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Manifest {
    /// The document that the files were made from, as the files' header names it.
    pub(super) document: String,
    /// SHA-256 of the text, in lower-case hexadecimal digits, by path.
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a set of files.
    pub(super) fn of(document: &str, files: &Files) -> Self {
        Self {
            document: document.to_owned(),
            files: files
                .iter()
                .map(|(path, text)| (path.to_owned(), sha256(text.as_bytes())))
                .collect(),
        }
    }

    /// Reads what [`Manifest::to_text`] printed; the error says what is wrong.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let document = value.get("document").and_then(Value::as_str);
        let files = value.get("files").and_then(Value::as_object);
        let (Some(document), Some(entries)) = (document, files) else {
            return Err("`document` or `files` is missing".to_owned());
        };
        let mut files = BTreeMap::new();
        for (path, hash) in entries {
            let hash = hash
                .as_str()
                .ok_or_else(|| format!("`{path}` has no hash"))?;
            files.insert(path.clone(), hash.to_owned());
        }
        Ok(Self {
            document: document.to_owned(),
            files,
        })
    }

    /// JSON with a line per file, sorted by path, so that a diff or merge of two manifests is small.
    pub(super) fn to_text(&self) -> String {
        let files: Map<String, Value> = self
            .files
            .iter()
            .map(|(path, hash)| (path.clone(), hash.as_str().into()))
            .collect();
        let mut whole = Map::new();
        whole.insert("document".to_owned(), self.document.as_str().into());
        whole.insert("files".to_owned(), files.into());
        format!("{:#}\n", Value::Object(whole))
    }
}

/// The path of a document's manifest, relative to the output folder.
pub(super) fn path(name: &str) -> String {
    format!("{FOLDER}/{name}.json")
}

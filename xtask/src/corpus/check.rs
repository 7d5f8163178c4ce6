//! Compiling what was generated: all crates in one workspace, by one run of clippy, which compiles and lints.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use oasmith::output::Files;
use serde_json::Value;

use crate::exit::Failure;
use crate::root::Root;

/// The workspace of the generated crates.
pub(super) struct Crates {
    folder: PathBuf,
    members: Vec<String>,
    /// The documents whose crates were written.
    documents: Vec<usize>,
}

/// What the compiler and the linter say about the crates of one document.
#[derive(Default)]
pub(super) struct Verdict {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first of them.
    pub(super) first: Option<String>,
}

impl Crates {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            members: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// Writes the crates of a document, which is called `c` and its number. A file that has the text already is not touched.
    pub(super) fn write(&mut self, name: &str, files: &Files) -> Result<(), Failure> {
        self.documents.extend(document_of(name));
        for (path, text) in files.iter() {
            if let Some(member) = path
                .strip_suffix("/Cargo.toml")
                .filter(|member| !member.contains('/'))
            {
                self.members.push(member.to_owned());
            }
            if path != "Cargo.toml" {
                keep(&self.folder.join(path), text)?;
            }
        }
        Ok(())
    }

    /// Runs clippy on all of them; by the number of the document.
    pub(super) fn check(&self, root: &Root) -> Result<BTreeMap<usize, Verdict>, Failure> {
        let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
        for member in &self.members {
            writeln!(manifest, "    \"{member}\",")?;
        }
        manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
        keep(&self.folder.join("Cargo.toml"), &manifest)?;
        fs::copy(
            root.path()?.join("Cargo.lock"),
            self.folder.join("Cargo.lock"),
        )?;
        let arguments = [
            "clippy",
            "--workspace",
            "--keep-going",
            "--quiet",
            "--message-format=json",
        ];
        let mut command = root.cargo(arguments)?;
        let output = command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .stderr(Stdio::inherit())
            .output()?;
        let mut verdicts: BTreeMap<usize, Verdict> = BTreeMap::new();
        for document in &self.documents {
            verdicts.entry(*document).or_default();
        }
        for line in output.stdout.split(|byte| *byte == b'\n') {
            let Ok(message) = serde_json::from_slice::<Value>(line) else {
                continue;
            };
            if message.get("reason").and_then(Value::as_str) != Some("compiler-message") {
                continue;
            }
            let package = message.pointer("/target/name").and_then(Value::as_str);
            let level = message.pointer("/message/level").and_then(Value::as_str);
            let Some(verdict) = package
                .and_then(document_of)
                .and_then(|document| verdicts.get_mut(&document))
            else {
                continue;
            };
            match level {
                Some("error") => verdict.errors += 1,
                Some("warning") => verdict.warnings += 1,
                _ => continue,
            }
            let rendered = message.pointer("/message/rendered").and_then(Value::as_str);
            verdict.first = verdict.first.take().or_else(|| rendered.map(str::to_owned));
        }
        Ok(verdicts)
    }
}

/// The number of a document, of its name or that of one of its crates: `c12` or `c12_types`.
fn document_of(name: &str) -> Option<usize> {
    let number = name.strip_prefix('c')?.split(['_', '-']).next()?;
    number.parse().ok()
}

fn keep(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}

#[cfg(test)]
mod tests {
    use super::document_of;

    #[test]
    fn crates_belong_to_documents() {
        assert_eq!(document_of("c12"), Some(12));
        assert_eq!(document_of("c12_types"), Some(12));
        assert_eq!(document_of("c3-client"), Some(3));
        assert_eq!(document_of("chrono"), None);
    }
}

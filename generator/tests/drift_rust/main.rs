//! What the comparison says about Rust is true: a program that uses every item of the crates before is compiled against those after, and it
//! fails exactly where the report says major.
//!
//! The program is made from the generated text, not from the plan that the comparison reads. Each use is a function on a line of its own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use oasmith::drift::RustLevel;
use oasmith::output::Files;
use oasmith::{Config, Input, NamesLock, drift, generate};

use uses::Use;

mod base_urls;
mod calls;
mod services;
mod types;
mod uses;
mod workspace;

const HEADER: &str = "info: { title: Pets, version: '1' }\n";

/// The documents of `tests/drift/` whose types change.
const CASES: &[&str] = &[
    "access",
    "additional",
    "components",
    "directions",
    "enums",
    "limits",
    "noise",
    "properties",
    "recursion",
    "responses",
    "rust_names",
    "types",
    "unions",
];

/// Those whose operations change.
const OPERATIONS: &[&str] = &[
    "bodies",
    "operations",
    "parameters",
    "responses",
    "rust_names",
    "security",
];

/// Those of which not all crates change, with those that do.
const SOME: &[(&str, &[&str])] = &[
    ("failures", &["types"]),
    ("parts", &["types"]),
    ("references", &["types"]),
    ("response_headers", &["types"]),
    ("server_variables", &["types", "client"]),
    ("webhooks", &["types", "server"]),
];

/// Releases of authentik, of which the documents are not part of the repository.
const RELEASES: &[[&str; 2]] = &[["2025.8.6", "2025.12.6"], ["2025.12.6", "2026.2.6"]];

#[test]
fn code_breaks_where_the_report_says_major() {
    let pair = |name: &&str, crates| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/drift")
            .join(format!("{name}.yaml"));
        let text = fs::read_to_string(file).unwrap();
        let (before, after) = text.split_once("\n---\n").unwrap();
        let document = |text: &str| {
            let version = if text.starts_with("openapi:") {
                ""
            } else {
                "openapi: 3.0.3\n"
            };
            format!("{version}{HEADER}{text}\n")
        };
        let (before, after) = (document(before), document(after));
        Pair::new(name, crates, before.as_bytes(), after.as_bytes())
    };
    let types = CASES.iter().filter(|name| !OPERATIONS.contains(name));
    let mut pairs: Vec<Pair> = types.map(|name| pair(name, &["types"])).collect();
    pairs.extend(OPERATIONS.iter().map(|name| pair(name, ALL)));
    pairs.extend(SOME.iter().map(|(name, crates)| pair(name, crates)));
    let count = prove("drift", &pairs);
    assert!(count > 60, "only {count} uses fail");
}

/// Whole releases: `cargo test -p oasmith --test drift_rust -- --ignored`. Their documents are looked for in `../shared/specs` beside the
/// repository, or where the variable `OASMITH_SPECS` says.
#[test]
#[ignore = "compiles six large crates"]
fn code_for_authentik_breaks_where_the_report_says_major() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let specs = env::var_os("OASMITH_SPECS").unwrap_or("../shared/specs".into());
    let folder = root.join(specs).join("authentik");
    let read = |release| fs::read(folder.join(format!("authentik-{release}.yml"))).unwrap();
    let pairs: Vec<Pair> = RELEASES
        .iter()
        .map(|[before, after]| {
            let name = format!("to-{}", after.replace('.', "-"));
            Pair::new(&name, ALL, &read(before), &read(after))
        })
        .collect();
    let count = prove("drift-authentik", &pairs);
    assert!(count > 100, "only {count} uses fail");
}

/// Compiles the programs: how many uses failed.
fn prove(folder: &str, pairs: &[Pair]) -> usize {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    workspace::write_crates(&folder, pairs);
    let failed = workspace::failures(&folder, pairs);
    let mut mistakes = String::new();
    for (pair, failed) in pairs.iter().zip(&failed) {
        assert!(!pair.uses.is_empty(), "{}", pair.name);
        for (index, usage) in pair.uses.iter().enumerate() {
            let (says, is) = (pair.is_major(usage), failed.contains(&index));
            if says != is {
                let _ = writeln!(
                    mistakes,
                    "{}: {}: major {says}, fails {is}: {}",
                    pair.name, usage.path, usage.code
                );
            }
        }
    }
    assert!(mistakes.is_empty(), "\n{mistakes}");
    failed.iter().map(BTreeSet::len).sum()
}

const ALL: &[&str] = &["types", "client", "server"];

/// Two documents, the uses of the crates of the first one, and what the comparison says.
struct Pair {
    name: String,
    /// Those that are compiled.
    crates: &'static [&'static str],
    after: Files,
    uses: Vec<Use>,
    /// The items that are major, with what happens to them.
    major: BTreeMap<String, String>,
}

impl Pair {
    fn new(name: &str, crates: &'static [&'static str], before: &[u8], after: &[u8]) -> Self {
        let (before, after) = (Input::new("before", before), Input::new("after", after));
        let package = name.replace('_', "-");
        let config = |kept| Config {
            name: Some(package.clone()),
            kept,
            ..Config::default()
        };
        let old = generate(&before, &config(NamesLock::default()));
        let new = generate(&after, &config(old.names.clone()));
        let changes = drift(&before, &after, &config(NamesLock::default()))
            .unwrap()
            .changes;
        let items = changes.into_iter().flat_map(|change| change.rust.items);
        let root = format!("{}_", name.replace('-', "_"));
        let major = items
            .filter(|item| item.level == RustLevel::Major)
            .filter_map(|item| Some((item.path.strip_prefix(&root)?.to_owned(), item.what)))
            .collect();
        let old = old.files.unwrap();
        let mut uses = Vec::new();
        for kind in crates {
            let folder = format!("{package}-{kind}/src/");
            uses.extend(match *kind {
                "types" => types::uses(&old, &folder),
                "client" => calls::uses(&old, &folder),
                _ => services::uses(&old, &folder),
            });
        }
        Self {
            name: name.replace('-', "_"),
            crates,
            after: new.files.unwrap(),
            uses,
            major,
        }
    }

    /// Whether the report says that a use no longer compiles.
    fn is_major(&self, usage: &Use) -> bool {
        let is_gone = |path: &String| self.major.contains_key(path);
        let part = |parts: &String| self.major.keys().any(|path| path.starts_with(parts));
        is_gone(&usage.path)
            || usage.mentions.iter().any(is_gone)
            || usage.parts.as_ref().is_some_and(part)
    }
}

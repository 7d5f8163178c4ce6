//! What the comparison says about Rust is true: a program that uses every item of the types crate before is compiled against the one after,
//! and it fails exactly where the report says major.
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
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::drift::RustLevel;
use oasmith::output::Files;
use oasmith::{Config, Input, drift, generate};
use quote::ToTokens as _;
use serde_json::Value;
use syn::{Fields, Item, ItemEnum, ItemStruct};

const HEADER: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\n";

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

#[test]
fn code_breaks_where_the_report_says_major() {
    let pairs: Vec<Pair> = CASES.iter().map(|name| Pair::new(name)).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drift");
    write_crates(&folder, &pairs);
    let failed = failures(&folder, &pairs);
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
    let count: usize = failed.iter().map(BTreeSet::len).sum();
    assert!(mistakes.is_empty(), "\n{mistakes}");
    assert!(count > 30, "only {count} uses fail");
}

/// One use of an item.
struct Use {
    /// The item: `types::Flow::slug`.
    path: String,
    /// Whether it names all parts of the item, as a literal or a `match` does.
    whole: bool,
    /// The generated types that it mentions.
    mentions: BTreeSet<String>,
    code: String,
}

/// Two documents, the uses of the first one's crate, and what the comparison says.
struct Pair {
    name: String,
    after: Files,
    uses: Vec<Use>,
    /// The items that are major, with what happens to them.
    major: BTreeMap<String, String>,
}

impl Pair {
    fn new(name: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/drift")
            .join(format!("{name}.yaml"));
        let text = fs::read_to_string(file).unwrap();
        let (before, after) = text.split_once("\n---\n").unwrap();
        let (before, after) = (format!("{HEADER}{before}\n"), format!("{HEADER}{after}"));
        let (before, after) = (
            Input::new("before", before.as_bytes()),
            Input::new("after", after.as_bytes()),
        );
        let config = |kept| Config {
            name: Some(name.replace('_', "-")),
            kept,
            ..Config::default()
        };
        let old = generate(&before, &config(oasmith::NamesLock::default()));
        let new = generate(&after, &config(old.names.clone()));
        let changes = drift(&before, &after, &config(oasmith::NamesLock::default()))
            .unwrap()
            .changes;
        let items = changes.into_iter().flat_map(|change| change.rust.items);
        let root = format!("{name}_types::");
        let major = items
            .filter(|item| item.level == RustLevel::Major)
            .filter_map(|item| {
                Some((
                    format!("types::{}", item.path.strip_prefix(&root)?),
                    item.what,
                ))
            })
            .collect();
        Self {
            name: name.to_owned(),
            after: new.files.unwrap(),
            uses: uses(
                &old.files.unwrap(),
                &format!("{}-types/src/", name.replace('_', "-")),
            ),
            major,
        }
    }

    /// Whether the report says that a use no longer compiles.
    fn is_major(&self, usage: &Use) -> bool {
        let is_gone = |name: &String| self.major.contains_key(&format!("types::{name}"));
        let within = format!("{}::", usage.path);
        let part = usage.whole && self.major.keys().any(|path| path.starts_with(&within));
        self.major.contains_key(&usage.path) || usage.mentions.iter().any(is_gone) || part
    }
}

/// Every use of what the files below a folder define.
fn uses(files: &Files, folder: &str) -> Vec<Use> {
    let own = files.iter().filter(|(path, _)| {
        let inside = path.strip_prefix(folder);
        inside.is_some_and(|path| !path.contains('/') && path != "lib.rs" && path != "scalars.rs")
    });
    let items: Vec<Item> = own
        .flat_map(|(_, text)| syn::parse_file(text).unwrap().items)
        .collect();
    let names: BTreeSet<String> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut uses = Uses {
        names,
        uses: Vec::new(),
    };
    for item in &items {
        match item {
            Item::Struct(item) => uses.structure(item),
            Item::Enum(item) => uses.enumeration(item),
            Item::Type(item) => {
                let (name, ty) = (
                    item.ident.to_string(),
                    item.ty.to_token_stream().to_string(),
                );
                uses.add(
                    &format!("types::{name}"),
                    false,
                    &format!("(x: {name}) -> {ty} {{ x }}"),
                );
            }
            Item::Impl(item) => {
                let of = item
                    .trait_
                    .as_ref()
                    .map(|(path, _)| path.to_token_stream().to_string());
                let of = of.unwrap_or_default().replace(' ', "");
                if let Some(from) = of.strip_prefix("From<").and_then(|of| of.strip_suffix('>')) {
                    let to = item.self_ty.to_token_stream().to_string();
                    uses.add(
                        &format!("types::{to}: From<{from}>"),
                        false,
                        &format!("(x: {from}) -> {to} {{ x.into() }}"),
                    );
                }
            }
            _ => {}
        }
    }
    uses.uses
}

struct Uses {
    names: BTreeSet<String>,
    uses: Vec<Use>,
}

impl Uses {
    fn structure(&mut self, item: &ItemStruct) {
        let name = item.ident.to_string();
        let fields: Vec<(String, String)> = item
            .fields
            .iter()
            .map(|field| {
                (
                    field.ident.as_ref().unwrap().to_string(),
                    field.ty.to_token_stream().to_string(),
                )
            })
            .collect();
        for (field, ty) in &fields {
            let plain = field.trim_start_matches("r#");
            self.add(
                &format!("types::{name}::{plain}"),
                false,
                &format!("(x: {name}) -> {ty} {{ x.{field} }}"),
            );
        }
        let arguments: Vec<String> = fields
            .iter()
            .map(|(field, ty)| format!("{field}: {ty}"))
            .collect();
        let values: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
        let code = format!(
            "({}) -> {name} {{ {name} {{ {} }} }}",
            arguments.join(", "),
            values.join(", ")
        );
        self.add(&format!("types::{name}"), true, &code);
        let derives = item
            .attrs
            .iter()
            .any(|it| it.to_token_stream().to_string().contains("Default"));
        if derives {
            self.add(
                &format!("types::{name}: Default"),
                false,
                &format!("() -> {name} {{ Default::default() }}"),
            );
        }
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let name = item.ident.to_string();
        for variant in &item.variants {
            let (types, values) = match &variant.fields {
                Fields::Unit => (String::new(), String::new()),
                fields => {
                    let types: Vec<String> = fields
                        .iter()
                        .enumerate()
                        .map(|(index, it)| format!("a{index}: {}", it.ty.to_token_stream()))
                        .collect();
                    let values: Vec<String> =
                        (0..types.len()).map(|index| format!("a{index}")).collect();
                    (types.join(", "), format!("({})", values.join(", ")))
                }
            };
            let code = format!(
                "({types}) -> {name} {{ {name}::{}{values} }}",
                variant.ident
            );
            self.add(&format!("types::{name}::{}", variant.ident), false, &code);
        }
        let is_open = item
            .attrs
            .iter()
            .any(|it| it.to_token_stream().to_string().contains("non_exhaustive"));
        if !is_open && !item.variants.is_empty() {
            let arms: Vec<String> = item
                .variants
                .iter()
                .map(|it| format!("{name}::{} {{ .. }} => {{}}", it.ident))
                .collect();
            self.add(
                &format!("types::{name}"),
                true,
                &format!("(x: {name}) {{ match x {{ {} }} }}", arms.join(", ")),
            );
        }
    }

    /// Adds a function; the names in its text are made paths from the crate.
    fn add(&mut self, path: &str, whole: bool, code: &str) {
        let mut mentions = BTreeSet::new();
        let mut text = String::new();
        let mut word = String::new();
        for c in code.chars().chain([' ']) {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
                continue;
            }
            // What follows `::` or `.` is no name of its own.
            let is_first = !text.ends_with([':', '.', '#']);
            if is_first && self.names.contains(&word) {
                mentions.insert(word.clone());
                let _ = write!(text, "types::{word}");
            } else if is_first {
                text.push_str(foreign(&word));
            } else {
                text.push_str(&word);
            }
            word.clear();
            text.push(c);
        }
        self.uses.push(Use {
            path: path.to_owned(),
            whole,
            mentions,
            code: text.trim().to_owned(),
        });
    }
}

/// What the files of the types crate import.
fn foreign(word: &str) -> &str {
    match word {
        "Uuid" => "types::uuid::Uuid",
        "DateTime" => "types::chrono::DateTime",
        "FixedOffset" => "types::chrono::FixedOffset",
        "NaiveDate" => "types::chrono::NaiveDate",
        "Value" => "types::serde_json::Value",
        "Patch" => "types::Patch",
        "File" => "types::runtime::File",
        "UnknownValue" => "types::runtime::UnknownValue",
        "BTreeMap" => "std::collections::BTreeMap",
        word => word,
    }
}

/// Writes the crates after and a program for each of them into one workspace, which is kept from run to run.
fn write_crates(folder: &Path, pairs: &[Pair]) {
    let mut members = String::new();
    for pair in pairs {
        let name = pair.name.replace('_', "-");
        let types = format!("{name}-types");
        for (path, text) in pair
            .after
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("{types}/")))
        {
            write(&folder.join(path), text);
        }
        let manifest = format!(
            "[package]\nname = \"{name}-uses\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\ntypes = {{ package = \"{types}\", path = \"../{types}\" }}\n"
        );
        write(&folder.join(format!("{name}-uses/Cargo.toml")), &manifest);
        let _ = writeln!(members, "    \"{types}\",\n    \"{name}-uses\",");
    }
    write(
        &folder.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n"),
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    if fs::read_to_string(folder.join("repository.lock"))
        .ok()
        .as_ref()
        != Some(&lock)
    {
        write(&folder.join("Cargo.lock"), &lock);
        write(&folder.join("repository.lock"), &lock);
    }
}

/// The uses that do not compile, by pair. The compiler stops at the first kind of mistakes, so what failed is taken out, and the rest is
/// compiled again.
fn failures(folder: &Path, pairs: &[Pair]) -> Vec<BTreeSet<usize>> {
    let mut failed = vec![BTreeSet::new(); pairs.len()];
    for _ in 0..6 {
        for (pair, failed) in pairs.iter().zip(&failed) {
            write(&program_path(folder, pair), &program(pair, failed));
        }
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--workspace",
                "--keep-going",
                "--offline",
                "--quiet",
                "--message-format=json",
            ])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTFLAGS", "--cap-lints=allow")
            .output()
            .unwrap();
        let before: usize = failed.iter().map(BTreeSet::len).sum();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            note(&serde_json::from_str(line).unwrap(), pairs, &mut failed);
        }
        if output.status.success() {
            return failed;
        }
        let after: usize = failed.iter().map(BTreeSet::len).sum();
        assert!(
            after > before,
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    panic!("the rest does not compile either");
}

fn note(message: &Value, pairs: &[Pair], failed: &mut [BTreeSet<usize>]) {
    if message["reason"] != "compiler-message" || message["message"]["level"] != "error" {
        return;
    }
    let package = message["target"]["name"].as_str().unwrap();
    let name = package
        .strip_suffix("_uses")
        .unwrap_or_else(|| panic!("{message:#}"));
    let index = pairs.iter().position(|pair| pair.name == name).unwrap();
    for span in message["message"]["spans"].as_array().unwrap() {
        if span["is_primary"] == true {
            let line = span["line_start"].as_u64().unwrap();
            failed[index].insert(usize::try_from(line).unwrap() - 1);
        }
    }
}

fn program(pair: &Pair, without: &BTreeSet<usize>) -> String {
    let mut text = String::new();
    for (index, usage) in pair.uses.iter().enumerate() {
        if !without.contains(&index) {
            let _ = write!(text, "pub fn u{index}{}", usage.code);
        }
        text.push('\n');
    }
    text
}

fn program_path(folder: &Path, pair: &Pair) -> PathBuf {
    folder.join(format!("{}-uses/src/lib.rs", pair.name.replace('_', "-")))
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

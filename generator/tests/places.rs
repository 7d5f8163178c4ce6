//! Every value of every document has its place in the text: those of the cases, and real ones where they are.
//!
//! Real documents are not part of the repository. They are looked for in `../shared/specs` beside it, or where the variable
//! `OASMITH_SPECS` says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed step fails the test"
)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::Locator;
use oasmith::diagnostic::Pointer;
use serde_json::Value;

#[test]
fn every_value_is_found_where_it_is_written() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let specs = env::var_os("OASMITH_SPECS")
        .map_or_else(|| repository.join("../shared/specs"), PathBuf::from);
    let mut folders = vec![
        repository.join("spec/authentik"),
        repository.join("generator/tests/cases"),
    ];
    folders.extend(["authentik", "real", "small"].map(|folder| specs.join(folder)));
    let documents = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    let paths = documents.flatten().map(|entry| entry.unwrap().path());
    let mut checked = 0;
    for path in paths.filter(|path| path.is_file()) {
        let bytes = fs::read(&path).unwrap();
        if let Some(tree) = tree(&bytes) {
            let locator = Locator::new(&bytes);
            check(&path, &locator, &tree, &Pointer::root());
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} documents were found");
}

/// The document without merged members, which are written elsewhere under another name.
fn tree(bytes: &[u8]) -> Option<Value> {
    let json = serde_json::from_slice(bytes).ok();
    json.or_else(|| serde_yaml::from_slice(bytes).ok())
}

/// A document that goes deeper is refused, so nothing below has to be found.
const DEEPEST: usize = 100;

fn check(path: &Path, locator: &Locator<'_>, value: &Value, at: &Pointer) {
    let place = locator.locate(at);
    if place.is_none() && at.to_string().matches('/').count() >= DEEPEST {
        return;
    }
    let place = place.unwrap_or_else(|| panic!("{}: {at}", path.display()));
    let marked = &place.excerpt[place.mark.clone()];
    let shown = || {
        format!(
            "{}:{}:{}: {at}: {marked}",
            path.display(),
            place.line,
            place.column
        )
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                check(path, locator, member, &at.join(name));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check(path, locator, item, &at.join(index));
            }
        }
        Value::Bool(flag) => assert!(marked.contains(&flag.to_string()), "{}", shown()),
        Value::Number(number) if number.is_u64() && !marked.contains(['*', '!']) => {
            assert!(marked.contains(&number.to_string()), "{}", shown());
        }
        _ => {}
    }
    if let Some(name) = at.last()
        && name.chars().all(char::is_alphanumeric)
        && name.parse::<usize>().is_err()
        // A key can be written with escapes.
        && !marked.contains('\\')
    {
        assert!(marked.contains(&name), "{}", shown());
    }
}

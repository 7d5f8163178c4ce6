//! The whole API of authentik, release after release: everything is generated, and no name changes on the way.
//!
//! The documents are not part of the repository. They are looked for in `../shared/specs` beside it, or where the variable
//! `OASMITH_SPECS` says; without them there is nothing to test, and the test says so.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed step fails the test"
)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::diagnostic::Severity;
use oasmith::{Config, Generated, Input, NamesLock, generate};

/// A `names.lock` as a table of sections.
type Sections = BTreeMap<String, toml::Table>;

#[test]
fn every_release_is_generated_in_full_and_renames_nothing() {
    let Some(documents) = releases() else {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    };
    let mut kept = NamesLock::default();
    for document in documents {
        let name = document.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&document).unwrap();
        let config = Config {
            kept: kept.clone(),
            ..Config::from_toml(SETTINGS).unwrap()
        };
        let Generated {
            files,
            names,
            report,
            ..
        } = generate(&Input::new(&name, &bytes), &config);

        assert!(files.is_some(), "{name}");
        let errors: Vec<_> = report
            .iter()
            .filter(|diagnostic| diagnostic.code.severity() == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert_eq!(
            report.coverage.generated_operations, report.coverage.operations,
            "{name}"
        );
        assert!(
            report.coverage.operations > 500,
            "{name}: {:?}",
            report.coverage
        );
        let renamed = renamed(&sections(&kept), &sections(&names));
        assert!(renamed.is_empty(), "{name}: {renamed:#?}");
        kept = names;
    }
}

const SETTINGS: &str = "[names]\nstrip_suffix = [\"Enum\"]\n";

/// The documents in the order of the releases.
fn releases() -> Option<Vec<PathBuf>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let specs = env::var_os("OASMITH_SPECS").map_or(beside, PathBuf::from);
    let entries = fs::read_dir(specs.join("authentik")).ok()?;
    let mut documents: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let release = |path: &PathBuf| -> Vec<u32> {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        stem.trim_start_matches("authentik-")
            .split('.')
            .map(|part| part.parse().unwrap())
            .collect()
    };
    documents.sort_by_key(release);
    Some(documents)
}

fn sections(names: &NamesLock) -> Sections {
    toml::from_str(&names.to_toml()).unwrap()
}

/// The places that have another name than before.
fn renamed(before: &Sections, after: &Sections) -> Vec<String> {
    let mut renamed = Vec::new();
    for (section, names) in before {
        compare(section, names, after.get(section), &mut renamed);
    }
    renamed
}

fn compare(
    way: &str,
    before: &toml::Table,
    after: Option<&toml::Table>,
    renamed: &mut Vec<String>,
) {
    for (place, name) in before {
        let way = format!("{way}.{place}");
        match (name, after.and_then(|after| after.get(place))) {
            (toml::Value::Table(before), Some(toml::Value::Table(after))) => {
                compare(&way, before, Some(after), renamed);
            }
            (before, Some(after)) if before != after => {
                renamed.push(format!("{way}: {before} became {after}"));
            }
            _ => {}
        }
    }
}

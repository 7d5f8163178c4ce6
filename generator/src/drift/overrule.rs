//! Levels that `oasmith.toml` sets in place of those of the table.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::level::{Impact, Level};
use super::table::ChangeId;

/// Reads `[drift.levels]`; the error names what does not exist.
pub(crate) fn levels(
    table: &BTreeMap<String, String>,
) -> Result<BTreeMap<ChangeId, Level>, String> {
    let mut levels = BTreeMap::new();
    for (id, level) in table {
        levels.insert(id.parse()?, level.parse()?);
    }
    Ok(levels)
}

/// Judges changes anew, and marks those that are known by their fingerprints. What is set is what old clients meet; what old servers meet stays as the table has it.
pub(crate) fn overrule(
    changes: &mut [Change],
    levels: &BTreeMap<ChangeId, Level>,
    accepted: &BTreeSet<String>,
) {
    for change in changes {
        change.accepted = accepted.contains(&change.fingerprint);
        if let Some(level) = levels.get(&change.id) {
            change.old_client = Impact {
                level: *level,
                reason: "oasmith.toml says so",
            };
        }
    }
}

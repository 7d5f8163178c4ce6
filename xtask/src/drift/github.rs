//! A comparison as annotations of GitHub Actions (workflow commands).

use std::fmt::Write as _;

use oasmith::drift::{Change, Level};

use super::comparison::Comparison;
use super::lines::what;
use super::text::summary;

/// One line per change that is risky or breaking, or per change where `all` are wanted; and one that counts.
pub(super) fn render(comparison: &Comparison, all: bool) -> String {
    let mut text = String::new();
    let [before, after] = comparison.sides();
    let spots = comparison.spots();
    for change in comparison.changes() {
        let level = comparison.level(change);
        if level == Level::Compatible && !all {
            continue;
        }
        let command = match level {
            Level::Breaking => "error",
            Level::Risky => "warning",
            Level::Compatible => "notice",
        };
        let (side, spot) = match spots.to(change) {
            Some(spot) => (&after, Some(spot)),
            None => (&before, spots.from(change)),
        };
        let at = spot.map_or_else(
            || format!("file={}", property(&side.path)),
            |spot| {
                let (line, column) = (spot.line, spot.column);
                format!("file={},line={line},col={column}", property(&spot.file))
            },
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "::{command} {at},title={}::{}",
            property(&format!("{level}: {}", change.id)),
            message(&words(change)),
        );
    }
    let closing = if comparison.changes().is_empty() {
        "nothing changed".to_owned()
    } else {
        summary(comparison)
    };
    let _ = writeln!(
        text,
        "::notice title=drift of {}::{}",
        property(&after.name),
        message(&closing)
    );
    text
}

/// A change in one line.
pub(super) fn words(change: &Change) -> String {
    let place = super::lines::place(change);
    let mut words = format!("{place}: {}", what(change));
    if change.level() > Level::Compatible {
        // Writing to a string cannot fail.
        let _ = write!(words, " ({})", change.old_client.reason);
    }
    let items: Vec<String> = change
        .rust
        .items
        .iter()
        .map(|item| format!("{} {}", item.path, item.what))
        .collect();
    if !items.is_empty() {
        let _ = write!(words, ". Rust {}: {}", change.rust.level, items.join(", "));
    }
    words
}

/// A message, escaped as workflow commands want it.
fn message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

//! A comparison as text for people: what matters, on one screen.

use std::fmt::Write as _;

use anstyle::Style;
use oasmith::drift::Level;

use super::comparison::Comparison;
use super::lines::{Line, Section, sections};
use super::plain::{clean, plural};
use crate::style::{BAD, CAUTION, FAINT, GOOD, TITLE, paint};

/// So many rows are a screen,
const SCREEN: usize = 48;
/// of so many characters: a longer line takes several of them.
const COLUMNS: usize = 140;
/// Where what is said about a change begins.
const INDENT: usize = 13;

/// The text of a comparison, no longer than a screen unless `all` is wanted.
pub(crate) fn render(comparison: &Comparison, all: bool) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let [before, after] = comparison.sides();
    let width = before.name.chars().count().max(after.name.chars().count());
    for (arrow, side) in [("from", &before), ("to  ", &after)] {
        let hash: String = side.sha256.chars().take(12).collect();
        let title = clean(&format!("{} {}", side.title, side.version));
        let _ = writeln!(text, "{arrow} {:width$}  {title}  sha256 {hash}", side.name);
    }
    for warning in comparison.warnings() {
        let _ = writeln!(text, "{}: {warning}", paint(CAUTION, "warning"));
    }
    if comparison.is_equal() {
        let _ = writeln!(text, "the two documents are the same, byte by byte");
        return text;
    }
    if comparison.changes().is_empty() {
        let _ = writeln!(
            text,
            "nothing changed: the documents differ in their text, not in what they say"
        );
        return text;
    }
    let sections = sections(comparison, all);
    let shown = if all {
        usize::MAX
    } else {
        SCREEN.saturating_sub(text.lines().map(rows).sum::<usize>() + 3)
    };
    let hidden = write_sections(&mut text, &sections, shown);
    let _ = writeln!(text, "\n{}", summary(comparison));
    if hidden > 0 {
        let _ = writeln!(
            text,
            "{} not shown; --all shows everything",
            plural(hidden, "change")
        );
    }
    text
}

/// Writes the lines that fit, the worst ones first; returns how many changes do not.
fn write_sections(text: &mut String, sections: &[Section], most: usize) -> usize {
    let mut order: Vec<(usize, usize)> = sections
        .iter()
        .enumerate()
        .flat_map(|(section, it)| (0..it.lines.len()).map(move |line| (section, line)))
        .collect();
    let line_at =
        |(section, line): (usize, usize)| sections.get(section).and_then(|it| it.lines.get(line));
    order.sort_by_key(|at| std::cmp::Reverse(line_at(*at).map(|line| (line.level, line.rust))));
    let mut left = most;
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for at in order {
        let is_new = !kept.iter().any(|(section, _)| *section == at.0);
        let height = line_at(at).map_or(0, height) + if is_new { 2 } else { 0 };
        if height <= left {
            left -= height;
            kept.push(at);
        }
    }
    let mut hidden = 0;
    for (index, section) in sections.iter().enumerate() {
        let shown = |line: usize| kept.contains(&(index, line));
        if (0..section.lines.len()).any(shown) {
            let _ = writeln!(text, "\n{}", paint(TITLE, &section.title));
        }
        for (at, line) in section.lines.iter().enumerate() {
            if shown(at) {
                write_line(text, line);
            } else {
                hidden += line.count;
            }
        }
    }
    hidden
}

/// How many rows a line of text takes.
fn rows(line: &str) -> usize {
    line.chars().count().div_ceil(COLUMNS).max(1)
}

/// How many rows a change takes.
fn height(line: &Line) -> usize {
    let mut text = String::new();
    write_line(&mut text, line);
    anstream::adapter::strip_str(&text)
        .to_string()
        .lines()
        .map(rows)
        .sum()
}

fn write_line(text: &mut String, line: &Line) {
    let level = paint(style(line.level), format_args!("{:10}", line.level));
    let colon = if line.what.is_empty() { "" } else { ": " };
    let at = line
        .at
        .as_ref()
        .map(|at| paint(FAINT, format_args!("  {at}")));
    let at = at.unwrap_or_default();
    let _ = writeln!(text, "  {level} {}{colon}{}{at}", line.place, line.what);
    if !line.more.is_empty() {
        let _ = writeln!(text, "{:INDENT$}{}", "", line.more.join("; "));
    }
}

fn style(level: Level) -> Style {
    match level {
        Level::Breaking => BAD,
        Level::Risky => CAUTION,
        Level::Compatible => GOOD,
    }
}

/// How many changes of which level there are.
pub(super) fn summary(comparison: &Comparison) -> String {
    let counts: Vec<String> = Level::ALL
        .into_iter()
        .rev()
        .filter_map(|level| {
            let count = comparison.count(level);
            (count > 0).then(|| format!("{count} {level}"))
        })
        .collect();
    format!(
        "{}: {}; Rust: {}",
        plural(comparison.changes().len(), "change"),
        counts.join(", "),
        comparison.rust(),
    )
}

//! The table, on the terminal and in `docs/benchmarks.md`.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::line::{Goal, Line};
use super::machine::Machine;
use super::results::Results;
use crate::exit::Failure;
use crate::style::{BAD, GOOD, paint};

const BEGIN: &str = "<!-- begin: written by `cargo xtask bench --write` -->\n";
const END: &str = "<!-- end -->\n";

/// Prints every line.
pub(super) fn print(results: &Results, machine: &Machine) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", machine.describe())?;
    for measured in results.rows() {
        for line in &measured.lines {
            let verdict = match line.is_met() {
                Some(true) => paint(GOOD, "met"),
                Some(false) => paint(BAD, "not met"),
                None => String::new(),
            };
            let ratio = line
                .ratio()
                .map_or_else(String::new, |ratio| format!("{ratio:.2}"));
            writeln!(
                out,
                "{:<64} {:>10} {:<40} {ratio:>5} {:<9} {verdict}",
                line.what,
                line.unit.show(line.ours),
                others(line),
                goal(line),
            )?;
        }
    }
    Ok(())
}

/// Replaces the table between the marks of a Markdown file.
///
/// # Errors
/// The file cannot be read or written, or has no marks.
pub(super) fn write(path: &Path, results: &Results, machine: &Machine) -> Result<(), Failure> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("`{shown}`: {error}"))?;
    let text = replace(&text, &markdown(results, machine))
        .ok_or_else(|| format!("`{shown}` lacks `{}` or `{}`", BEGIN.trim(), END.trim()))?;
    fs::write(path, text).map_err(|error| format!("`{shown}`: {error}"))?;
    Ok(())
}

fn replace(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
}

fn markdown(results: &Results, machine: &Machine) -> String {
    let mut text = format!(
        "Measured on {}.\n\n| what | ours | others | ratio | goal | | runs | load |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        machine.describe()
    );
    for measured in results.rows() {
        let load = measured
            .load
            .map_or_else(|| "–".to_owned(), |load| format!("{load:.1}"));
        for line in &measured.lines {
            let verdict = match line.is_met() {
                Some(true) => "met",
                Some(false) => "**not met**",
                None => "",
            };
            let ratio = line
                .ratio()
                .map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"));
            // Writing to a text cannot fail.
            let _ = writeln!(
                text,
                "| {} | {} | {} | {ratio} | {} | {verdict} | {} | {load} |",
                line.what,
                line.unit.show(line.ours),
                others(line),
                goal(line),
                line.runs,
            );
        }
    }
    text
}

fn others(line: &Line) -> String {
    let others = line
        .others
        .iter()
        .map(|(name, value)| format!("{name} {}", line.unit.show(*value)));
    others.collect::<Vec<_>>().join(", ")
}

fn goal(line: &Line) -> String {
    match line.goal {
        Goal::AtMost(most) => format!("≤ {most:.2}"),
        Goal::AtLeast(least) => format!("≥ {least:.2}"),
        Goal::None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replace};

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("a\n{BEGIN}old\n{END}b\n");
        assert_eq!(
            replace(&text, "new\n"),
            Some(format!("a\n{BEGIN}\nnew\n\n{END}b\n"))
        );
        assert_eq!(replace("a\n", "new\n"), None);
    }
}

//! The two faces of a report: text for people, JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::excerpt::{self, visible};
use super::{Code, Diagnostic, LeftOut, Place, Places, Pointer, Report, Severity};

/// So many diagnostics of one code are shown as text: a slip that a document repeats a thousand times is one slip.
const MOST_OF_A_KIND: usize = 8;

/// So many operations that are left out are shown as text.
const MOST_LEFT_OUT: usize = 20;

/// ANSI escapes, empty where the output shows none.
pub(super) struct Colors {
    pub(super) severity: &'static str,
    pub(super) bold: &'static str,
    pub(super) frame: &'static str,
    pub(super) reset: &'static str,
}

impl Colors {
    fn of(severity: Severity, color: bool) -> Self {
        let severity = match severity {
            _ if !color => {
                return Self {
                    severity: "",
                    bold: "",
                    frame: "",
                    reset: "",
                };
            }
            Severity::Error => "\u{1b}[1;31m",
            Severity::Warning => "\u{1b}[1;33m",
        };
        Self {
            severity,
            bold: "\u{1b}[1m",
            frame: "\u{1b}[1;34m",
            reset: "\u{1b}[0m",
        }
    }
}

impl Report {
    /// The report as text: the first diagnostics of each code, then how many more there are. Ends with a line that counts; empty where
    /// there is nothing to say.
    ///
    /// `path` is the document's name; `places` finds lines and columns, without it each place is a pointer; `color` says whether to use
    /// ANSI colours.
    #[must_use]
    pub fn render_text(&self, path: &str, places: Option<&dyn Places>, color: bool) -> String {
        let mut text = String::new();
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in self.iter() {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                diagnostic.write_text(&mut text, path, places, color);
            }
        }
        for (code, count) in counts.iter().filter(|(_, count)| **count > MOST_OF_A_KIND) {
            let more = count - MOST_OF_A_KIND;
            let severity = code.severity();
            let _ = writeln!(
                text,
                "{severity}[{code}]: {more} more like these; the JSON form of the report has them all\n"
            );
        }
        if !text.is_empty() {
            let errors = plural(self.count(Severity::Error), "error");
            let warnings = plural(self.count(Severity::Warning), "warning");
            let path = visible(path);
            let _ = writeln!(
                text,
                "{path}: {errors}, {warnings}; `cargo xtask explain CODE` tells more"
            );
        }
        text
    }

    /// How much of the document is covered, as text: a line that counts the operations, then one for each that is left out, with the code
    /// of what kept it out, and a line that counts those that the filter leaves out. Empty where nothing is left out.
    #[must_use]
    pub fn render_coverage(&self) -> String {
        let mut text = String::new();
        if self.coverage.filtered > 0 {
            let all = self.coverage.operations + self.coverage.filtered;
            let filtered = grouped(self.coverage.filtered);
            let all = counted(all, "operation");
            let _ = writeln!(text, "{filtered} of {all} left out by the filter");
        }
        if self.left_out().is_empty() {
            return text;
        }
        let _ = writeln!(
            text,
            "{} of {}; left out:",
            grouped(self.coverage.generated_operations),
            counted(self.coverage.operations, "operation"),
        );
        let shown = self.left_out().iter().take(MOST_LEFT_OUT);
        let names: Vec<String> = shown.clone().map(LeftOut::name).collect();
        let widest = names.iter().map(|name| name.chars().count()).max();
        let width = widest.unwrap_or_default().min(60);
        for (name, left_out) in names.iter().zip(shown) {
            let _ = match &left_out.reason {
                Some((code, message)) => {
                    writeln!(text, "  {name:width$}  {code}: {}", visible(message))
                }
                None => writeln!(text, "  {name}"),
            };
        }
        if let Some(more @ 1..) = self.left_out().len().checked_sub(MOST_LEFT_OUT) {
            let _ = writeln!(
                text,
                "  and {more} more; the JSON form of the report has them all"
            );
        }
        text
    }

    /// The report as one JSON object: `diagnostics` (code, severity, title, message, help; file and pointer; line, column, `end_column` and
    /// excerpt where `places` finds them) and `coverage`.
    #[must_use]
    pub fn render_json(&self, path: &str, places: Option<&dyn Places>) -> String {
        let diagnostics = self.iter();
        let diagnostics: Vec<Value> = diagnostics
            .map(|diagnostic| diagnostic.to_json(path, places))
            .collect();
        let left_out: Vec<Value> = self.left_out().iter().map(LeftOut::to_json).collect();
        let report = json!({
            "document": path,
            "diagnostics": diagnostics,
            "coverage": {
                "operations": self.coverage.operations,
                "generated_operations": self.coverage.generated_operations,
                "left_out": left_out,
                "types": self.coverage.types,
                "filtered": self.coverage.filtered,
            },
        });
        format!("{report:#}\n")
    }
}

impl Diagnostic {
    fn write_text(&self, text: &mut String, path: &str, places: Option<&dyn Places>, color: bool) {
        let severity = self.code.severity();
        let colors = Colors::of(severity, color);
        let Colors {
            severity: paint,
            bold,
            reset,
            ..
        } = colors;
        let _ = writeln!(
            text,
            "{paint}{severity}[{}]{reset}{bold}: {}{reset}",
            self.code,
            self.code.title()
        );
        let place = places.and_then(|places| self.place(places));
        excerpt::write(
            text,
            &file(path, &self.pointer),
            &self.pointer,
            place.as_ref(),
            &self.message,
            &colors,
        );
        if let Some(help) = &self.help {
            excerpt::write_note(text, place.as_ref(), "help: ", help, &colors);
        }
        text.push('\n');
    }

    fn place(&self, places: &dyn Places) -> Option<Place> {
        match self.position {
            Some(position) => places.at(&self.pointer, position),
            None => places.place(&self.pointer),
        }
    }

    fn to_json(&self, path: &str, places: Option<&dyn Places>) -> Value {
        let mut value = json!({
            "code": self.code.id(),
            "severity": self.code.severity().to_string(),
            "file": file(path, &self.pointer),
            "pointer": format!("#{}", self.pointer.within_file()),
            "title": self.code.title(),
            "message": self.message,
            "help": self.help,
        });
        if let Some(place) = places.and_then(|places| self.place(places))
            && let Some(members) = value.as_object_mut()
        {
            let marked = place.excerpt.get(place.mark.clone()).unwrap_or_default();
            let end = place.column + marked.chars().count();
            members.insert("line".to_owned(), place.line.into());
            members.insert("column".to_owned(), place.column.into());
            members.insert("end_column".to_owned(), end.into());
            members.insert("excerpt".to_owned(), place.excerpt.into());
        }
        value
    }
}

impl LeftOut {
    fn name(&self) -> String {
        visible(&format!("{} {}", self.method, self.path))
    }

    fn to_json(&self) -> Value {
        let (code, message) = self.reason.clone().unzip();
        json!({
            "method": self.method,
            "path": self.path,
            "pointer": self.pointer.to_string(),
            "code": code.map(Code::id),
            "message": message,
        })
    }
}

/// The file of a place, `path` being the document: another file of it stands relative to its folder.
fn file(path: &str, pointer: &Pointer) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match pointer.file() {
        None => path.to_owned(),
        Some(file) if folder.is_empty() => file,
        Some(file) => format!("{folder}/{file}"),
    }
}

fn plural(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{end}")
}

fn counted(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{} {noun}{end}", grouped(count))
}

/// A number with a comma before each third digit from the right.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Pointer, Report};

    #[test]
    fn a_slip_that_repeats_is_counted() {
        let mut report = Report::default();
        for index in 0..20 {
            report.add(
                Code::UnknownKeyword,
                &Pointer::root().join(index),
                "`typ` is not known here",
            );
        }
        let text = report.render_text("api.yaml", None, false);
        assert_eq!(text.matches("--> api.yaml").count(), 8);
        assert!(text.contains("warning[W001]: 12 more like these"), "{text}");
        assert!(
            text.ends_with(
                "api.yaml: 0 errors, 20 warnings; `cargo xtask explain CODE` tells more\n"
            ),
            "{text}"
        );
    }
}

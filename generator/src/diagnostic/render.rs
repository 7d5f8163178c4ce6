//! The two faces of a report: text for people, JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Code, Diagnostic, Pointer, Report, Severity};

/// So many diagnostics of one code are shown as text: a slip that a document repeats a thousand times is one slip.
const MOST_OF_A_KIND: usize = 8;

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

impl Report {
    /// The report as text, `path` being the document's name and `color` whether to use ANSI colours: the first diagnostics of each
    /// code, then how many more there are. Ends with a line that counts; empty where there is nothing to say.
    #[must_use]
    pub fn render_text(&self, path: &str, color: bool) -> String {
        let mut text = String::new();
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in self.iter() {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                diagnostic.write_text(&mut text, path, color);
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
            let _ = writeln!(
                text,
                "{path}: {errors}, {warnings}; `cargo xtask explain CODE` tells more"
            );
        }
        text
    }

    /// The report as one JSON object: `diagnostics` (code, severity, pointer, title, message, help;
    /// `file` where it is not in the file that the document begins with) and `coverage`.
    #[must_use]
    pub fn render_json(&self, path: &str) -> String {
        let diagnostics: Vec<Value> = self.iter().map(Diagnostic::to_json).collect();
        let report = json!({
            "document": path,
            "diagnostics": diagnostics,
            "coverage": {
                "operations": self.coverage.operations,
                "generated_operations": self.coverage.generated_operations,
                "types": self.coverage.types,
            },
        });
        format!("{report:#}\n")
    }
}

impl Diagnostic {
    fn write_text(&self, text: &mut String, path: &str, color: bool) {
        let severity = self.code.severity();
        let (paint, bold, reset) = match (color, severity) {
            (true, Severity::Error) => (RED, BOLD, RESET),
            (true, Severity::Warning) => (YELLOW, BOLD, RESET),
            (false, _) => ("", "", ""),
        };
        let title = self.code.title();
        let _ = writeln!(
            text,
            "{paint}{severity}[{}]{reset}{bold}: {title}{reset}",
            self.code
        );
        let _ = writeln!(text, "  --> {}", place(path, &self.pointer));
        let _ = writeln!(text, "   = {}", self.message);
        if let Some(help) = &self.help {
            let _ = writeln!(text, "   = help: {help}");
        }
        text.push('\n');
    }

    fn to_json(&self) -> Value {
        json!({
            "code": self.code.id(),
            "severity": self.code.severity().to_string(),
            "file": self.pointer.file(),
            "pointer": format!("#{}", self.pointer.within_file()),
            "title": self.code.title(),
            "message": self.message,
            "help": self.help,
        })
    }
}

/// A place in the document that is called `path`: another file of it stands relative to its folder.
fn place(path: &str, pointer: &Pointer) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match pointer.file() {
        None => format!("{path}{pointer}"),
        Some(_) if folder.is_empty() => pointer.to_string(),
        Some(_) => format!("{folder}/{pointer}"),
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
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
        let text = report.render_text("api.yaml", false);
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

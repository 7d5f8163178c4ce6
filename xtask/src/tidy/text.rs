//! Rules about a file by itself: its name, its first line, its blanks, its length.

use std::path::Path;

use super::{Finding, Source};

/// Names that say that a module holds what its author found no place for.
const NO_NAMES: [&str; 4] = ["util", "helper", "common", "manager"];

/// A file of the generator that is longer does more than one thing.
const MOST_LINES: usize = 500;

/// Checks one file.
pub(super) fn check(source: &Source, findings: &mut Vec<Finding>) {
    for (index, line) in source.text.split('\n').enumerate() {
        if line.ends_with('\r') {
            findings.push(source.finding(index + 1, "the line ends in CR LF"));
        } else if line.ends_with([' ', '\t']) {
            findings.push(source.finding(index + 1, "blanks at the end of the line"));
        }
    }
    if !source.text.is_empty() && !source.text.ends_with('\n') {
        findings.push(source.finding(
            source.text.lines().count(),
            "no line feed at the end of the file",
        ));
    }
    if is_module(&source.path) {
        check_module(source, findings);
    }
}

fn check_module(source: &Source, findings: &mut Vec<Finding>) {
    if !source.text.starts_with("//! ") {
        findings.push(source.finding(
            1,
            "the module does not begin with a line `//! …` that says what it is for",
        ));
    }
    for part in source.path.trim_end_matches(".rs").split('/') {
        if let Some(word) = no_name(part) {
            findings
                .push(source.finding(1, format!("`{word}` does not say what the module is for")));
        }
    }
    for (index, line) in source.text.lines().enumerate() {
        let Some(name) = inline_module(line) else {
            continue;
        };
        if let Some(word) = no_name(name) {
            findings.push(source.finding(
                index + 1,
                format!("`{word}` does not say what the module is for"),
            ));
        }
    }
    let lines = source.text.lines().count();
    if source.path.starts_with("generator/src/") && lines > MOST_LINES {
        findings.push(source.finding(
            1,
            format!("{lines} lines; a file of the generator has at most {MOST_LINES}"),
        ));
    }
}

/// Whether cargo compiles the file by itself or as a module: what lies in a folder of `tests/` may be data.
fn is_module(path: &str) -> bool {
    let Some((_, inside)) = path.split_once("/tests/") else {
        return is_rust(path);
    };
    is_rust(path) && !inside.contains('/')
}

fn is_rust(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs")
}

fn no_name(name: &str) -> Option<&'static str> {
    name.split(['_', '-']).find_map(|part| {
        NO_NAMES
            .into_iter()
            .find(|word| part.trim_end_matches('s') == *word)
    })
}

/// The name in a line `mod name {`.
fn inline_module(line: &str) -> Option<&str> {
    let (before, name) = line.strip_suffix('{')?.trim().split_once("mod ")?;
    (before.is_empty() || before.starts_with("pub")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        check(
            &Source {
                path: path.to_owned(),
                text: text.to_owned(),
            },
            &mut findings,
        );
        findings
            .into_iter()
            .map(|finding| format!("{}: {}", finding.line, finding.message))
            .collect()
    }

    #[test]
    fn a_sound_module_has_no_finding() {
        assert_eq!(
            messages("generator/src/plan/field.rs", "//! Fields.\n\nmod a {\n}\n"),
            [""; 0]
        );
    }

    #[test]
    fn each_rule_finds() {
        let long = format!("//! Long.\n{}", "\n".repeat(500));
        let cases = [
            ("generator/src/a.rs", "fn main() {}\n", "does not begin"),
            ("xtask/src/string_utils.rs", "//! A.\n", "`util`"),
            ("xtask/src/helpers/a.rs", "//! A.\n", "`helper`"),
            (
                "xtask/src/a.rs",
                "//! A.\npub(crate) mod common {\n}\n",
                "2: `common`",
            ),
            ("README.md", "a \n", "1: blanks"),
            ("README.md", "a\r\n", "1: the line ends"),
            ("README.md", "a", "1: no line feed"),
            ("generator/src/a.rs", &long, "501 lines"),
        ];
        for (path, text, expected) in cases {
            let messages = messages(path, text);
            assert!(
                messages.len() == 1 && messages[0].contains(expected),
                "{path}: {messages:?}"
            );
        }
    }

    #[test]
    fn data_of_tests_is_free() {
        assert_eq!(
            messages("generator/tests/output/sample.rs", "use a;\n"),
            [""; 0]
        );
    }
}

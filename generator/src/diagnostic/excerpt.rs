//! The line of the document that a diagnostic is about, with what is meant underlined.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::render::Colors;
use super::{Place, Pointer};

/// Writes where it is, the line, and the message below what is meant. Without a place, the pointer and the message.
pub(super) fn write(
    text: &mut String,
    file: &str,
    pointer: &Pointer,
    place: Option<&Place>,
    message: &str,
    colors: &Colors,
) {
    let Colors {
        severity,
        frame,
        reset,
        ..
    } = colors;
    let file = visible(file);
    let within = visible(pointer.within_file());
    let Some(place) = place else {
        let _ = writeln!(text, "  {frame}-->{reset} {file}#{within}");
        write_note(text, None, "", message, colors);
        return;
    };
    let line = place.line.to_string();
    let gutter = " ".repeat(line.len());
    let _ = writeln!(
        text,
        "{gutter}{frame}-->{reset} {file}:{line}:{}",
        place.column
    );
    let part = |range| visible(place.excerpt.get(range).unwrap_or_default());
    let before = part(0..place.mark.start);
    let marked = part(place.mark.clone());
    let after = part(place.mark.end..place.excerpt.len());
    let indent = " ".repeat(before.width());
    let carets = "^".repeat(marked.width().max(1));
    let message = visible(message);
    let _ = writeln!(text, "{gutter} {frame}|{reset}");
    let shown = format!("{before}{marked}{after}");
    let _ = writeln!(text, "{frame}{line} |{reset} {}", shown.trim_end());
    let _ = writeln!(
        text,
        "{gutter} {frame}|{reset} {indent}{severity}{carets} {message}{reset}"
    );
    if !within.is_empty() {
        write_note(text, Some(place), "at ", &format!("#{within}"), colors);
    }
}

/// Writes a line below the excerpt.
pub(super) fn write_note(
    text: &mut String,
    place: Option<&Place>,
    what: &str,
    note: &str,
    Colors { frame, reset, .. }: &Colors,
) {
    let width = place.map_or(2, |place| place.line.to_string().len());
    let gutter = " ".repeat(width);
    let note = visible(note);
    let _ = writeln!(text, "{gutter} {frame}={reset} {what}{note}");
}

/// A text of the document as it may be shown: a terminal would obey its control characters, and a reader be misled by those that change
/// the direction of writing or the line (Unicode Standard Annex #9; Trojan Source, CVE-2021-42574).
pub(super) fn visible(text: &str) -> String {
    text.chars().map(character).collect()
}

fn character(c: char) -> Cow<'static, str> {
    match c {
        '\t' => "    ".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        _ if c.is_control() || changes_reading(c) => c.escape_unicode().to_string().into(),
        _ => c.to_string().into(),
    }
}

fn changes_reading(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Place, Places, Pointer, Position, Report};

    /// Finds one place, whatever is asked.
    struct Found(Place);

    impl Places for Found {
        fn place(&self, _: &Pointer) -> Option<Place> {
            Some(self.0.clone())
        }

        fn at(&self, _: &Pointer, _: Position) -> Option<Place> {
            None
        }
    }

    fn rendered(excerpt: &str, marked: &str, message: &str) -> String {
        let start = excerpt.find(marked).unwrap();
        let place = Place {
            line: 4121,
            column: 1 + excerpt[..start].chars().count(),
            excerpt: excerpt.to_owned(),
            mark: start..start + marked.len(),
        };
        let mut report = Report::default();
        let pointer = Pointer::root().join("enum").join(0);
        report.add_with_help(Code::OutOfTypeEnumValue, &pointer, message, "quote it");
        report.render_text("api.yaml", Some(&Found(place)), false)
    }

    #[test]
    fn the_line_is_shown_and_what_is_meant_is_underlined() {
        let expected = "\
warning[W013]: an enum value that is not of the enum's type
    --> api.yaml:4121:11
     |
4121 |         - NO
     |           ^^ a boolean
     = at #/enum/0
     = help: quote it

api.yaml: 0 errors, 1 warning; `cargo xtask explain CODE` tells more
";
        assert_eq!(rendered("        - NO", "NO", "a boolean"), expected);
    }

    #[test]
    fn wide_characters_and_tabs_keep_the_underline_in_place() {
        let text = rendered("\t名: { 'größe': 1 }", "'größe': 1", "too much");
        assert!(text.contains("4121 |     名: { 'größe': 1 }\n"), "{text}");
        assert!(
            text.contains("     |           ^^^^^^^^^^ too much\n"),
            "{text}"
        );
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_printed() {
        let text = rendered(
            "a: \"\u{1b}[2J\u{202e}x\"",
            "x",
            "`\u{1b}]0;title\u{7}`\nerror[E001]: forged",
        );
        let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(harmful), "{text:?}");
        assert!(!text.contains("\nerror"), "{text}");
    }
}

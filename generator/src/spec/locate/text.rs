//! A text and the lines and columns in it.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Place, Position};

/// So many bytes of a line are shown before and behind the beginning of a place: a document may be one line.
const BEFORE: usize = 60;
const BEHIND: usize = 100;

/// Stands for what is not shown.
const CUT: char = '…';

/// A text, as parsers see it: without a byte order mark, and with U+FFFD for what is not UTF-8.
#[derive(Debug)]
pub(super) struct Text<'t> {
    whole: Cow<'t, str>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'t> Text<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        let mark = "\u{feff}".as_bytes();
        let bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(bytes),
        };
        let mut lines = vec![0];
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            // CR LF is one end.
            let is_half = byte == b'\r' && matches!(bytes.peek(), Some((_, b'\n')));
            if matches!(byte, b'\n' | b'\r') && !is_half {
                lines.push(at + 1);
            }
        }
        Self { whole: text, lines }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.whole
    }

    pub(super) fn into_owned(self) -> Text<'static> {
        Text {
            whole: Cow::Owned(self.whole.into_owned()),
            lines: self.lines,
        }
    }

    /// The character at a position.
    pub(super) fn span(&self, position: Position) -> Range<usize> {
        let line = self.lines.get(position.line.saturating_sub(1));
        let begin = line.copied().unwrap_or(self.whole.len());
        let rest = self.whole.get(begin..).unwrap_or_default();
        let mut characters = rest.char_indices().skip(position.column.saturating_sub(1));
        let length = |(at, c): (usize, char)| begin + at..begin + at + c.len_utf8();
        let end = self.whole.len();
        characters.next().map_or(end..end, length)
    }

    /// The first line of a span. An empty one is where an object or a list begins: the rest of the line is meant, or the brace.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let line = self.lines.partition_point(|begin| *begin <= span.start);
        let begin = line.checked_sub(1).and_then(|index| self.lines.get(index));
        let begin = begin.copied().unwrap_or_default();
        let end = self.lines.get(line).copied().unwrap_or(self.whole.len());
        let line_text = self.whole.get(begin..end).unwrap_or_default();
        let line_text = line_text.trim_end_matches(['\n', '\r']);
        let start = (span.start - begin).min(line_text.len());
        let used = line_text.trim_end().len().max(start);
        let stop = if !span.is_empty() {
            (span.end - begin).min(used)
        } else if line_text
            .get(start..)
            .is_some_and(|rest| rest.starts_with(['{', '[']))
        {
            start + 1
        } else {
            used
        };
        let shown =
            boundary(line_text, start.saturating_sub(BEFORE))..boundary(line_text, start + BEHIND);
        let mut excerpt = line_text.get(shown.clone()).unwrap_or_default().to_owned();
        let mut mark = start - shown.start..stop.min(shown.end) - shown.start;
        if shown.end < line_text.len() {
            excerpt.push(CUT);
        }
        if shown.start > 0 {
            excerpt.insert(0, CUT);
            mark = mark.start + CUT.len_utf8()..mark.end + CUT.len_utf8();
        }
        Place {
            line,
            column: 1 + line_text
                .get(..start)
                .map_or(0, |text| text.chars().count()),
            excerpt,
            mark,
        }
    }
}

/// The first place at or behind a position where a character begins or the text ends.
fn boundary(text: &str, position: usize) -> usize {
    let positions = position..text.len();
    let mut begins = positions.filter(|at| text.is_char_boundary(*at));
    begins.next().unwrap_or(text.len())
}

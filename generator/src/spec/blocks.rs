//! YAML as programs write it: blocks of `key: value` and `- item`, each told by how its line begins.
//!
//! libyaml looks at every character many times, and for a large document that was the longest of all stages. This reader goes over the
//! text once. It takes no more of YAML than it is sure of: what is beyond that (anchors, tags, lists in brackets, tabs, any mistake) it
//! gives up, and the text is read by `serde_yaml` from its beginning. So nothing is refused here, and no error is told. A scalar that
//! takes more than a look, such as one of several lines, is cut out and handed to `serde_yaml` alone.

use std::borrow::Cow;
use std::ops::Range;

pub(super) use self::tree::tree;

mod tree;

#[cfg(test)]
mod tests;

/// What comes next in a text. Keys are scalars, as values are.
#[derive(Debug)]
pub(super) enum Event<'t> {
    /// An object begins at this byte.
    Object(usize),
    /// A list begins at this byte.
    List(usize),
    /// What began last ends.
    Close,
    Scalar(Scalar<'t>, Range<usize>),
    /// The text ends.
    End,
}

#[derive(Debug)]
pub(super) enum Scalar<'t> {
    /// A text, whatever it looks like.
    Text(Cow<'t, str>),
    /// What may be a number, a boolean or nothing.
    Plain(&'t str),
    /// A document of one scalar.
    Yaml(&'t str),
}

/// Reads a text event by event.
#[derive(Debug)]
pub(super) struct Blocks<'t> {
    text: &'t str,
    /// Where it reads.
    at: usize,
    /// Where that line begins.
    line: usize,
    levels: Vec<Level>,
    expects: Expects,
}

/// An object or a list that has not ended.
#[derive(Clone, Copy, Debug)]
struct Level {
    is_list: bool,
    /// The column at which each entry begins.
    indent: usize,
}

impl Level {
    /// What is written `[]` or `{}`: no entry is deep enough to belong to it.
    const EMPTY: Self = Self {
        is_list: false,
        indent: usize::MAX,
    };
}

#[derive(Clone, Copy, Debug)]
enum Expects {
    Document,
    /// An entry where it reads, or the end of a level.
    Entry,
    /// The same on the next line that says anything.
    Line,
    /// What comes behind a key or a dash.
    Value,
}

/// What ends a scalar without quotes on its line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ends {
    Line,
    Comment,
    /// A colon: it is a key.
    Colon,
}

/// Keys are shorter (YAML 1.2.2, section 7.4.2: 1024 characters).
const LONGEST_KEY: usize = 1000;

impl<'t> Blocks<'t> {
    /// `None` where the text has characters that only libyaml knows what to make of.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let is_usual = |c: char| match c {
            '\n' | ' '..='~' => true,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
            c => c >= '\u{a0}',
        };
        let is_ascii = text.bytes().all(|b| matches!(b, b'\n' | b' '..=b'~'));
        (is_ascii || text.chars().all(is_usual)).then_some(Self {
            text,
            at: 0,
            line: 0,
            levels: Vec::new(),
            expects: Expects::Document,
        })
    }

    /// The next event; `None` where the reader gives up.
    pub(super) fn next(&mut self) -> Option<Event<'t>> {
        loop {
            match self.expects {
                Expects::Document => {
                    if self.text.starts_with("---\n") {
                        self.at = 4;
                    }
                    self.go_to_content().then_some(())?;
                    return self.node();
                }
                Expects::Line => {
                    if !self.go_to_content() {
                        return Some(self.levels.pop().map_or(Event::End, |_| Event::Close));
                    }
                    self.expects = Expects::Entry;
                }
                Expects::Entry => {
                    let column = self.column();
                    let level = self.levels.last()?;
                    let is_other = column == level.indent && level.is_list && !self.is_at_dash();
                    if column < level.indent || is_other {
                        self.levels.pop();
                        return Some(Event::Close);
                    }
                    if column > level.indent {
                        return None;
                    }
                    self.expects = Expects::Value;
                    if !level.is_list {
                        return self.key();
                    }
                    self.at += 1;
                }
                Expects::Value => return self.value(),
            }
        }
    }

    /// What stands behind a key or a dash, or on the lines below.
    fn value(&mut self) -> Option<Event<'t>> {
        let level = *self.levels.last()?;
        let before = self.at;
        self.skip_spaces();
        if !self.is_at_line_end() {
            return if level.is_list {
                self.node()
            } else {
                self.scalar(level.indent)
            };
        }
        self.go_to_next_line();
        let is_there = self.go_to_content();
        let column = self.column();
        // A list may stand as deep as the key that it belongs to.
        let is_list_below = column == level.indent && !level.is_list && self.is_at_dash();
        if is_there && (column > level.indent || is_list_below) {
            return self.node();
        }
        self.expects = if is_there {
            Expects::Entry
        } else {
            Expects::Line
        };
        Some(Event::Scalar(Scalar::Plain(""), before..before))
    }

    /// A value where it reads, which may be the first entry of an object or a list.
    fn node(&mut self) -> Option<Event<'t>> {
        let is_list = self.is_at_dash();
        if is_list || self.key_end().is_some() {
            self.levels.push(Level {
                is_list,
                indent: self.column(),
            });
            self.expects = Expects::Entry;
            return Some(if is_list {
                Event::List(self.at)
            } else {
                Event::Object(self.at)
            });
        }
        let indent = self.levels.last()?.indent;
        self.scalar(indent)
    }

    fn key(&mut self) -> Option<Event<'t>> {
        let end = self.key_end()?;
        let span = self.at..end;
        let written = self.text.get(span.clone())?;
        let scalar = match written.as_bytes().first()? {
            b'\'' | b'"' => quoted(written)?,
            _ => Scalar::Plain(written),
        };
        self.at = end;
        self.skip_spaces();
        self.at += 1;
        let is_short = span.len() < LONGEST_KEY;
        // Where it is read for places only, a key is its text.
        (is_short && !matches!(scalar, Scalar::Yaml(_))).then_some(Event::Scalar(scalar, span))
    }

    /// Where the key ends that begins where it reads, if it is one.
    fn key_end(&self) -> Option<usize> {
        let rest = self.rest_of_line();
        if !rest.starts_with(['\'', '"']) {
            let (length, ends) = plain(rest)?;
            return (ends == Ends::Colon).then_some(self.at + length);
        }
        let length = closing_quote(rest)? + 1;
        let behind = rest.get(length..)?.trim_start_matches(' ');
        let is_key = behind == ":" || behind.starts_with(": ");
        is_key.then_some(self.at + length)
    }

    /// A value without entries. Further lines of it are deeper than `indent`.
    fn scalar(&mut self, indent: usize) -> Option<Event<'t>> {
        let start = self.at;
        let rest = self.rest_of_line();
        match rest.as_bytes().first()? {
            b'\'' | b'"' => self.quoted(),
            b'|' | b'>' => self.block(indent),
            _ if rest.starts_with("[]") || rest.starts_with("{}") => {
                self.at += 2;
                self.end_line()?;
                self.levels.push(Level::EMPTY);
                Some(if rest.starts_with('[') {
                    Event::List(start)
                } else {
                    Event::Object(start)
                })
            }
            _ => self.plain(indent),
        }
    }

    fn quoted(&mut self) -> Option<Event<'t>> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let end = start + closing_quote(rest)? + 1;
        let written = self.text.get(start..end)?;
        let scalar = if written.contains('\n') {
            // At the beginning of a line stands what ends a document.
            let mut further = written.split('\n').skip(1);
            let is_indented = further.all(|line| line.is_empty() || line.starts_with(' '));
            is_indented.then_some(Scalar::Yaml(written))?
        } else {
            quoted(written)?
        };
        self.at = end;
        self.end_line()?;
        Some(Event::Scalar(scalar, start..end))
    }

    /// A scalar below `|` or `>`.
    fn block(&mut self, indent: usize) -> Option<Event<'t>> {
        let start = self.at;
        let header = self.rest_of_line().trim_end_matches(' ');
        matches!(header, "|" | "|-" | "|+" | ">" | ">-" | ">+").then_some(())?;
        let header_end = start + header.len();
        self.go_to_next_line();
        let mut is_empty = true;
        while self.at < self.text.len() {
            let line = self.rest_of_line();
            let depth = line.len() - line.trim_start_matches(' ').len();
            if depth < line.len() {
                if depth <= indent {
                    break;
                }
                is_empty = false;
            } else if is_empty && depth > 0 {
                // Spaces before the first line have a say in how deep the text is.
                return None;
            }
            self.go_to_next_line();
        }
        self.expects = Expects::Line;
        let written = self.text.get(start..self.at)?;
        (!is_empty).then_some(Event::Scalar(Scalar::Yaml(written), start..header_end))
    }

    /// A scalar without quotes.
    fn plain(&mut self, indent: usize) -> Option<Event<'t>> {
        let start = self.at;
        let (length, ends) = plain(self.rest_of_line())?;
        let mut end = start + length;
        let first = self.text.get(start..end)?;
        self.expects = Expects::Line;
        self.go_to_next_line();
        let mut scalar = Scalar::Plain(first);
        match ends {
            Ends::Colon => return None,
            Ends::Comment => return Some(Event::Scalar(scalar, start..end)),
            Ends::Line => {}
        }
        let mut has_gaps = false;
        while self.at < self.text.len() {
            let line = self.rest_of_line();
            let further = line.trim_matches(' ');
            let depth = line.len() - line.trim_start_matches(' ').len();
            if further.is_empty() {
                has_gaps = true;
                self.go_to_next_line();
                continue;
            }
            if depth <= indent || further.starts_with('#') {
                break;
            }
            let (length, ends) = end_of_plain(further);
            (ends != Ends::Colon).then_some(())?;
            let further = further.get(..length)?;
            end = self.at + depth + length;
            scalar = match scalar {
                _ if has_gaps => Scalar::Yaml(self.text.get(start..end)?),
                Scalar::Text(text) => Scalar::Text(text + " " + further),
                _ => Scalar::Text(Cow::Owned(format!("{first} {further}"))),
            };
            self.go_to_next_line();
            if ends == Ends::Comment {
                break;
            }
        }
        Some(Event::Scalar(scalar, start..end))
    }

    /// Goes on behind a line of which nothing is left but spaces and a comment.
    fn end_line(&mut self) -> Option<()> {
        let before = self.at;
        self.skip_spaces();
        let is_comment = self.at > before && self.is_at_line_end();
        (is_comment || self.rest_of_line().is_empty()).then_some(())?;
        self.go_to_next_line();
        self.expects = Expects::Line;
        Some(())
    }

    /// Goes to the next line that has more than spaces and a comment, beginning with the line that begins where it reads. Whether there
    /// is one.
    fn go_to_content(&mut self) -> bool {
        loop {
            self.line = self.at;
            self.skip_spaces();
            if self.at >= self.text.len() {
                return false;
            }
            if !self.is_at_line_end() {
                return true;
            }
            self.go_to_next_line();
        }
    }

    fn go_to_next_line(&mut self) {
        let length = self.rest_of_line().len();
        self.at = (self.at + length + 1).min(self.text.len());
        self.line = self.at;
    }

    fn skip_spaces(&mut self) {
        while self.byte(0) == Some(b' ') {
            self.at += 1;
        }
    }

    /// Whether nothing is left of the line, or a comment where one may begin.
    fn is_at_line_end(&self) -> bool {
        matches!(self.byte(0), None | Some(b'\n' | b'#'))
    }

    /// Whether an item of a list begins where it reads.
    fn is_at_dash(&self) -> bool {
        self.byte(0) == Some(b'-') && matches!(self.byte(1), None | Some(b' ' | b'\n'))
    }

    fn column(&self) -> usize {
        self.at - self.line
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn rest_of_line(&self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.bytes().position(|byte| byte == b'\n');
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }
}

/// The length of a scalar without quotes that a line begins with, and what ends it; `None` where it begins like something else.
fn plain(line: &str) -> Option<(usize, Ends)> {
    let mut bytes = line.bytes();
    let begins = match (bytes.next()?, bytes.next()) {
        // Three of one kind are marks of documents.
        (b'.', next) => next != Some(b'.'),
        (b'-', next) => !matches!(next, None | Some(b' ' | b'-')),
        (first, _) => {
            let is_sign = br"/_$()<^+~=;\".contains(&first);
            is_sign || first.is_ascii_alphanumeric() || !first.is_ascii()
        }
    };
    begins.then(|| end_of_plain(line))
}

fn end_of_plain(line: &str) -> (usize, Ends) {
    let mut previous = 0;
    let mut bytes = line.bytes().enumerate().peekable();
    let trimmed = |end| {
        line.get(..end)
            .map_or(0, |text| text.trim_end_matches(' ').len())
    };
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b':' if matches!(bytes.peek(), None | Some((_, b' '))) => {
                return (trimmed(index), Ends::Colon);
            }
            b'#' if previous == b' ' => return (trimmed(index), Ends::Comment),
            _ => previous = byte,
        }
    }
    (trimmed(line.len()), Ends::Line)
}

/// Where the quote is that ends a text, which begins with one.
fn closing_quote(text: &str) -> Option<usize> {
    let quote = *text.as_bytes().first()?;
    let mut bytes = text.bytes().enumerate().skip(1).peekable();
    while let Some((index, byte)) = bytes.next() {
        if byte == b'\\' && quote == b'"' {
            bytes.next();
        } else if byte == quote {
            // Two single quotes are one that is meant.
            let is_doubled = quote == b'\'' && matches!(bytes.peek(), Some((_, b'\'')));
            if !is_doubled {
                return Some(index);
            }
            bytes.next();
        }
    }
    None
}

/// What a text in quotes says that stands on one line.
fn quoted(written: &str) -> Option<Scalar<'_>> {
    let text = written.get(1..written.len() - 1)?;
    Some(if written.starts_with('"') {
        if text.contains('\\') {
            Scalar::Yaml(written)
        } else {
            Scalar::Text(Cow::Borrowed(text))
        }
    } else if text.contains('\'') {
        Scalar::Text(Cow::Owned(text.replace("''", "'")))
    } else {
        Scalar::Text(Cow::Borrowed(text))
    })
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Cutting a body into its items, whatever the borders of the pieces in which it comes.

use std::collections::VecDeque;
use std::time::Duration;

use serde::de::IgnoredAny;

use super::{Event, Framing};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Cuts a body into its items.
#[derive(Debug)]
pub struct Cutter {
    framing: Framing,
    /// A line that has no end yet, or a record.
    line: Vec<u8>,
    /// Whether a line feed that comes next belongs to the line end before it.
    after_return: bool,
    /// Whether no line has ended yet.
    is_first: bool,
    /// The event that the lines so far make.
    event: Event<Vec<u8>>,
    has_data: bool,
    ready: VecDeque<Event<Vec<u8>>>,
}

impl Cutter {
    /// Of a body that begins.
    #[must_use]
    pub const fn new(framing: Framing) -> Self {
        Self {
            framing,
            line: Vec::new(),
            after_return: false,
            is_first: true,
            event: Event::new(Vec::new()),
            has_data: false,
            ready: VecDeque::new(),
        }
    }

    /// Adds what comes next.
    pub fn push(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some((first, after)) = rest.split_first() {
            if std::mem::take(&mut self.after_return) && *first == b'\n' {
                rest = after;
                continue;
            }
            let end = rest.iter().position(|byte| self.is_end(*byte));
            let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.line.extend_from_slice(line);
            rest = match after {
                [] => break,
                [end, after @ ..] => {
                    self.after_return = *end == b'\r';
                    self.end_line();
                    after
                }
            };
        }
        // The next record can be long in coming. A line feed need not be the end of one, so it is looked for only where nothing follows.
        if self.framing == Framing::Records && piece.ends_with(b"\n") && is_json(&self.line) {
            self.end_line();
        }
    }

    /// Ends the body. An event that has no end is dropped, as the standard says: it may be half of one. So is a record that is a number or
    /// a word and has no line feed behind it (RFC 7464, section 2.4). The last line needs no end.
    pub fn end(&mut self) {
        match self.framing {
            Framing::Events => self.line.clear(),
            Framing::Lines | Framing::Records => self.end_line(),
        }
    }

    /// Takes the next item whose end has come: its data, and for events what else they have.
    pub fn take(&mut self) -> Option<Event<Vec<u8>>> {
        self.ready.pop_front()
    }

    /// How many bytes of an item are held whose end has not come.
    #[must_use]
    pub const fn held(&self) -> usize {
        self.line.len() + self.event.data.len()
    }

    const fn is_end(&self, byte: u8) -> bool {
        match self.framing {
            Framing::Events => matches!(byte, b'\r' | b'\n'),
            Framing::Lines => byte == b'\n',
            Framing::Records => byte == b'\x1E',
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.is_first) && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        match self.framing {
            Framing::Events => self.field(&line),
            Framing::Lines | Framing::Records => {
                let value = line.trim_ascii();
                // A record that could be half of a longer one (RFC 7464, section 2.4).
                let is_half = self.framing == Framing::Records
                    && !line.ends_with(b"\n")
                    && !value.ends_with(b"}")
                    && !value.ends_with(b"]")
                    && !value.ends_with(b"\"");
                if !value.is_empty() && !is_half {
                    self.ready.push_back(Event::new(value.to_vec()));
                }
            }
        }
    }

    /// A line of an event; an empty one ends it.
    fn field(&mut self, line: &[u8]) {
        if line.is_empty() {
            self.end_event();
            return;
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => {
                if self.has_data {
                    self.event.data.push(b'\n');
                }
                self.has_data = true;
                self.event.data.extend_from_slice(value);
            }
            b"event" => self.event.event = Some(text()).filter(|name| !name.is_empty()),
            b"id" if !value.contains(&0) => {
                self.event.id = Some(text()).filter(|id| !id.is_empty());
            }
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let milliseconds = text().parse().ok();
                self.event.retry = milliseconds.map(Duration::from_millis).or(self.event.retry);
            }
            // A comment has no name; what the standard does not know is ignored.
            _ => {}
        }
    }

    /// The identifier stays until another one comes; an event without data is none.
    fn end_event(&mut self) {
        if !std::mem::take(&mut self.has_data) {
            self.event.event = None;
            return;
        }
        let next = Event {
            id: self.event.id.clone(),
            ..Event::default()
        };
        self.ready
            .push_back(std::mem::replace(&mut self.event, next));
    }
}

/// Whether a text is a whole value.
fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

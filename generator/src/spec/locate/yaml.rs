//! Places in YAML. The parsers are those that read documents: the reader of blocks, and for what is beyond it libyaml in a form that tells
//! where each event is: it takes what libyaml takes, which is more than YAML 1.2 allows.

use std::collections::HashMap;

use libyaml_safer::{Event, EventData, Mark, Parser};

use super::nodes::{Begins, Builder, Id, Nodes};
use super::text::Text;
use crate::spec::blocks::{self, Blocks, Scalar};
use crate::spec::tree::MOST_LEVELS;

/// The places of the first document of a stream, up to the first error.
pub(super) fn nodes(text: &Text<'_>) -> Nodes {
    of_blocks(text.as_str()).unwrap_or_else(|| of_any(text.as_str()))
}

/// The places of a text of blocks; `None` where it is another.
fn of_blocks(text: &str) -> Option<Nodes> {
    let mut builder = Builder::default();
    let mut blocks = Blocks::new(text)?;
    let mut depth = 0_usize;
    loop {
        match blocks.next()? {
            blocks::Event::Object(start) => {
                builder.open(Begins::Object, start);
                depth += 1;
            }
            blocks::Event::List(start) => {
                builder.open(Begins::List, start);
                depth += 1;
            }
            blocks::Event::Close => {
                builder.close();
                depth -= 1;
            }
            blocks::Event::Scalar(scalar, span) => {
                let text = match &scalar {
                    Scalar::Text(text) => text,
                    Scalar::Plain(text) | Scalar::Yaml(text) => *text,
                };
                builder.plain_scalar(text, span);
            }
            blocks::Event::End => return Some(builder.finish()),
        }
        if depth > MOST_LEVELS {
            return None;
        }
    }
}

fn of_any(text: &str) -> Nodes {
    let mut places = Places::default();
    let mut input = text.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut input);
    let mut depth = 0_usize;
    while let Ok(event) = parser.parse() {
        depth = deeper(depth, &event.data);
        if depth > MOST_LEVELS {
            break;
        }
        if matches!(
            event.data,
            EventData::DocumentEnd { .. } | EventData::StreamEnd
        ) {
            break;
        }
        places.add(event);
    }
    places.builder.finish()
}

#[derive(Default)]
struct Places {
    builder: Builder,
    anchors: HashMap<String, Id>,
}

impl Places {
    fn add(&mut self, event: Event) {
        let (start, end) = (byte(event.start_mark), byte(event.end_mark));
        let (anchor, id) = match event.data {
            EventData::Scalar { anchor, value, .. } => {
                (anchor, self.builder.scalar(&value, start..end))
            }
            EventData::SequenceStart { anchor, .. } => {
                (anchor, self.builder.open(Begins::List, start))
            }
            EventData::MappingStart { anchor, .. } => {
                (anchor, self.builder.open(Begins::Object, start))
            }
            EventData::SequenceEnd | EventData::MappingEnd => return self.builder.close(),
            EventData::Alias { anchor } => {
                if let Some(target) = self.anchors.get(&anchor) {
                    self.builder.alias(*target, start..end);
                }
                return;
            }
            _ => return,
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, id);
        }
    }
}

/// Whether a text is nested deeper than `most` levels; looks no further than there.
pub(in crate::spec) fn is_deeper(text: &str, most: usize) -> bool {
    let mut input = text.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut input);
    let mut depth = 0_usize;
    while let Ok(event) = parser.parse() {
        depth = deeper(depth, &event.data);
        if depth > most || matches!(event.data, EventData::StreamEnd) {
            break;
        }
    }
    depth > most
}

fn deeper(depth: usize, event: &EventData) -> usize {
    match event {
        EventData::SequenceStart { .. } | EventData::MappingStart { .. } => depth + 1,
        EventData::SequenceEnd | EventData::MappingEnd => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Positions are counted in bytes.
fn byte(mark: Mark) -> usize {
    usize::try_from(mark.index).unwrap_or(usize::MAX)
}

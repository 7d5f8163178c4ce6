//! Bytes to the raw tree: YAML or JSON, with exact integers and the order of keys.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::blocks;
use super::locate::{Locator, too_deep_yaml};
use super::tree::{MOST_LEVELS, Reading, TooMuch};
use crate::diagnostic::{Code, Pointer, Position, Report};

/// A file of a document has so many bytes at most: far more than the largest known ones. Longer input is refused unread.
pub const MOST_BYTES: usize = 64 << 20;

/// Why a file is not read.
#[derive(Debug)]
pub(super) struct Refusal {
    code: Code,
    position: Option<Position>,
    pub(super) message: String,
}

impl Refusal {
    fn unreadable(message: impl Into<String>) -> Self {
        Self {
            code: Code::Unreadable,
            position: None,
            message: message.into(),
        }
    }
}

/// Reads the file that a document begins with.
pub(super) fn tree(bytes: &[u8], report: &mut Report) -> Option<Value> {
    let root = Pointer::root();
    match parse(bytes, &root, report) {
        Ok(tree @ Value::Object(_)) => Some(tree),
        Ok(_) => {
            report.add(Code::Unreadable, &root, "the document is not an object");
            None
        }
        Err(refusal) => {
            report.add_at(refusal.code, &root, refusal.position, refusal.message);
            None
        }
    }
}

/// Reads an overlay, which stands at `at`.
pub(super) fn overlay(bytes: &[u8], at: &Pointer, report: &mut Report) -> Option<Value> {
    match parse(bytes, at, report) {
        Ok(tree) => Some(tree),
        Err(refusal) => {
            report.add_at(refusal.code, at, refusal.position, refusal.message);
            None
        }
    }
}

/// Reads a further file. One that says by its name that it is text is a text: documents keep their descriptions in such files.
pub(super) fn further(path: &str, bytes: &[u8], report: &mut Report) -> Result<Value, String> {
    let (_, ending) = path.rsplit_once('.').unwrap_or_default();
    let read = if ["md", "markdown", "txt"].contains(&ending) {
        text(bytes).map(|text| Value::String(text.to_owned()))
    } else {
        parse(bytes, &Pointer::of_file(path), report)
    };
    read.map_err(|refusal| refusal.message)
}

fn text(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > MOST_BYTES {
        let message = format!("it has {} bytes, {MOST_BYTES} are the most", bytes.len());
        return Err(Refusal {
            code: Code::Limit,
            position: position(1, 1),
            message,
        });
    }
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] = bytes {
        let message = "it is UTF-16 or UTF-32, or no text; documents are UTF-8";
        return Err(Refusal {
            position: position(1, 1),
            ..Refusal::unreadable(message)
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line_text = before.rsplit(|byte| *byte == b'\n').next();
        let characters = String::from_utf8_lossy(line_text.unwrap_or_default());
        Refusal {
            position: Some(Position {
                line: before.split(|byte| *byte == b'\n').count(),
                column: 1 + characters.chars().count(),
            }),
            ..Refusal::unreadable("it is not UTF-8")
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads YAML or JSON into a tree. JSON is tried first where the text starts like JSON: it is the stricter of the two and its parser
/// the quicker.
fn parse(bytes: &[u8], file: &Pointer, report: &mut Report) -> Result<Value, Refusal> {
    let text = text(bytes)?;
    let mut reading = Reading::default();
    if text.trim_start().starts_with('{') {
        let mut json = serde_json::Deserializer::from_str(text);
        let value = reading.seed().deserialize(&mut json);
        let value = value.and_then(|value| json.end().map(|()| value));
        match value {
            Ok(value) => {
                report_repeated(bytes, file, &reading, report);
                return Ok(value);
            }
            Err(error) => {
                let position = position(error.line(), error.column());
                refuse_too_much(&reading, position)?;
            }
        }
    }
    reading = Reading::of_yaml();
    let value = match blocks::tree(text, &mut reading) {
        Some(value) => value,
        None => {
            reading = Reading::of_yaml();
            yaml(text, &mut reading)?
        }
    };
    report_repeated(bytes, file, &reading, report);
    for way in &reading.unknown_numbers {
        let at = place(file, way);
        let message = "the number is none of JSON (RFC 8259, section 6) and read as `null`";
        report.add(Code::Malformed, &at, message);
    }
    Ok(value)
}

/// Reads any YAML.
fn yaml(text: &str, reading: &mut Reading) -> Result<Value, Refusal> {
    if is_nested(text) && too_deep_yaml(text, MOST_LEVELS) {
        reading.too_much = Some(TooMuch::Depth(MOST_LEVELS));
        refuse_too_much(reading, None)?;
    }
    let read = reading
        .seed()
        .deserialize(serde_yaml::Deserializer::from_str(text));
    read.or_else(|error| {
        let place = error.location();
        let position = place.and_then(|place| position(place.line(), place.column()));
        if let Some(TooMuch::Depth(most)) = reading.too_much
            && !too_deep_yaml(text, most)
        {
            return Err(Refusal {
                code: Code::Limit,
                position,
                message: format!(
                    "with every alias in its place, it is nested deeper than {most} levels; an alias within what it stands for has no end"
                ),
            });
        }
        refuse_too_much(reading, position)?;
        Err(Refusal {
            position,
            ..Refusal::unreadable(error.to_string())
        })
    })
}

/// Whether a text may be nested very deep in brackets. The parser of YAML goes over all open brackets for each token, so that a file of
/// brackets alone would keep it busy for hours.
fn is_nested(text: &str) -> bool {
    let mut open = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > 10 * MOST_LEVELS
    })
}

fn position(line: usize, column: usize) -> Option<Position> {
    (line > 0).then_some(Position { line, column })
}

fn refuse_too_much(reading: &Reading, position: Option<Position>) -> Result<(), Refusal> {
    let Some(too_much) = reading.too_much else {
        return Ok(());
    };
    let message = match too_much {
        TooMuch::Depth(most) => format!("it is nested deeper than {most} levels"),
        TooMuch::Size(most) => {
            format!("with every alias in its place, it is larger than {most} bytes")
        }
    };
    Err(Refusal {
        code: Code::Limit,
        position,
        message,
    })
}

/// The place at the end of a way.
fn place(file: &Pointer, way: &[String]) -> Pointer {
    way.iter().fold(file.clone(), |at, step| at.join(step))
}

/// Reports the keys that an object has twice, with the line of the one that counts for nothing.
fn report_repeated(bytes: &[u8], file: &Pointer, reading: &Reading, report: &mut Report) {
    if reading.repeated.is_empty() {
        return;
    }
    let locator = Locator::new(bytes);
    for way in &reading.repeated {
        let at = place(file, way);
        let key = way.last().map(String::as_str).unwrap_or_default();
        let line = locator.first(&at).map(|place| place.line);
        let message = match line {
            Some(line) => format!("`{key}` is there already, at line {line}; that one is ignored"),
            None => format!("`{key}` is there twice; the first one is ignored"),
        };
        report.add(Code::RepeatedKey, &at, message);
    }
}

//! Server-sent events, JSON lines and JSON text sequences.

use std::time::Duration;

use oasmith_template_types::runtime::sequential::{Cutter, Framing};
use oasmith_template_types::runtime::{Event, Events, Lines, Payload, Records, Text};
use serde_json::{Value, json};

/// The items of a body that comes in pieces of that size.
fn cut(framing: Framing, body: &[u8], size: usize) -> Vec<Event<String>> {
    let mut cutter = Cutter::new(framing);
    let mut items = Vec::new();
    for piece in body.chunks(size) {
        cutter.push(piece);
        items.extend(std::iter::from_fn(|| cutter.take()));
    }
    cutter.end();
    items.extend(std::iter::from_fn(|| cutter.take()));
    items.into_iter().map(Event::into_text).collect()
}

fn events(body: &str) -> Vec<Event<String>> {
    let whole = cut(Framing::Events, body.as_bytes(), body.len().max(1));
    for size in 1..8 {
        let cut = cut(Framing::Events, body.as_bytes(), size);
        assert_eq!(cut, whole, "in pieces of {size} bytes");
    }
    whole
}

fn data(body: &str) -> Vec<String> {
    events(body).into_iter().map(|event| event.data).collect()
}

#[test]
fn lines_end_in_three_ways() {
    for end in ["\n", "\r\n", "\r"] {
        let body = ["data: a", "data:b", "", ": c", "data: d", "", ""].join(end);
        assert_eq!(data(&body), ["a\nb", "d"], "{end:?}");
    }
    assert_eq!(
        data("data: a\r\n\r\ndata: b\n\r\ndata: c\r\r"),
        ["a", "b", "c"]
    );
}

#[test]
fn fields_are_read_as_the_standard_says() {
    let body = "\u{FEFF}event: e\nid: 1\nretry: 10\ndata:  x\n\ndata\n\nevent: none\n\n\
                data: y\nid: a\0b\nretry: 1s\nunknown: z\ndata\n\nid\ndata: z\n\n";
    let first = Event::new(" x".to_owned()).named("e").with_id("1");
    let first = first.with_retry(Duration::from_millis(10));
    let same_id = |data: &str| Event::new(data.to_owned()).with_id("1");
    assert_eq!(
        events(body),
        [
            first,
            same_id(""),
            same_id("y\n"),
            Event::new("z".to_owned())
        ]
    );
}

#[test]
fn an_event_without_end_is_none() {
    assert_eq!(data("data: a\n\ndata: b\n"), ["a"]);
    assert_eq!(data("data: a"), [""; 0]);
    assert_eq!(data(""), [""; 0]);
}

#[test]
fn events_are_read_as_they_were_written() {
    let item = |data: &str| Event::new(data.to_owned());
    let items = vec![
        item("a\nb\r\nc\rd"),
        item("").named("empty"),
        item("\n"),
        item(" é").with_id("7").with_retry(Duration::from_secs(2)),
    ];
    let body = Events::<Text>::encode(&items).unwrap();
    let read = Events::<Text>::decode(&body).unwrap();
    let texts: Vec<&str> = read.iter().map(|event| event.data.as_str()).collect();
    assert_eq!(texts, ["a\nb\nc\nd", "", "\n", " é"]);
    assert_eq!(read[1], items[1]);
    assert_eq!(read[3], items[3]);
}

#[test]
fn a_name_cannot_forge_another_field() {
    for name in ["a\ndata: b", "a\rb"] {
        let item = vec![Event::new(json!(1)).named(name)];
        Events::<Value>::encode(&item).unwrap_err();
        let item = vec![Event::new(json!(1)).with_id(name)];
        Events::<Value>::encode(&item).unwrap_err();
    }
}

#[test]
fn typed_data_is_json() {
    let body = b"event: tick\ndata: {\"a\":\ndata: 1}\n\n";
    let read = Events::<Value>::decode(body).unwrap();
    assert_eq!(read, [Event::new(json!({ "a": 1 })).named("tick")]);
    let error = Events::<Value>::decode(b"data: 1\n\ndata: [DONE]\n\n").unwrap_err();
    assert_eq!(error.path, "/1");
    Events::<Value>::decode(b"data: \"\xFF\"\n\n").unwrap_err();
}

#[test]
fn lines_are_values() {
    let values = vec![json!({ "a": "x\ny" }), json!(1), json!(null)];
    let body = Lines::<Value>::encode(&values).unwrap();
    assert_eq!(body, b"{\"a\":\"x\\ny\"}\n1\nnull\n");
    for body in [&body[..], b" {\"a\":\"x\\ny\"}\r\n\n1\r\n null"] {
        assert_eq!(Lines::<Value>::decode(body).unwrap(), values);
        for size in 1..8 {
            assert_eq!(cut(Framing::Lines, body, size).len(), 3);
        }
    }
}

#[test]
fn records_begin_with_a_separator() {
    let values = vec![json!({ "a": [1] }), json!(12), json!("x")];
    let body = Records::<Value>::encode(&values).unwrap();
    assert_eq!(body, b"\x1E{\"a\":[1]}\n\x1E12\n\x1E\"x\"\n");
    assert_eq!(Records::<Value>::decode(&body).unwrap(), values);
    let half = b"\x1E{\n\"a\": [1]}\x1E1\x1E\x1E\"x\"";
    let read = Records::<Value>::decode(half).unwrap();
    assert_eq!(read, [json!({ "a": [1] }), json!("x")]);
}

#[test]
fn a_record_is_there_before_the_next_one() {
    let mut cutter = Cutter::new(Framing::Records);
    cutter.push(b"\x1E{\n");
    assert!(cutter.take().is_none());
    cutter.push(b"\"a\": 1}\n");
    assert_eq!(cutter.take().unwrap().data, b"{\n\"a\": 1}");
    cutter.push(b"\x1E2\n\x1E3");
    assert_eq!(cutter.take().unwrap().data, b"2");
    cutter.push(b"4\n");
    assert_eq!(cutter.take().unwrap().data, b"34");
    cutter.end();
    assert!(cutter.take().is_none());
}

#[test]
fn what_is_held_is_told() {
    let mut cutter = Cutter::new(Framing::Events);
    cutter.push(b": a comment of any length\n");
    assert_eq!(cutter.held(), 0);
    cutter.push(b"data: abc\ndata: de");
    assert_eq!(cutter.held(), 3 + 8);
}

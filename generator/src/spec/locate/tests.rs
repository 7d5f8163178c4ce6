//! Places of what documents have, in the forms in which they may be written.

use super::Locator;
use crate::diagnostic::{Place, Pointer};

/// Line, column and what is marked.
#[track_caller]
fn at(text: &str, pointer: &str) -> (usize, usize, String) {
    let locator = Locator::new(text.as_bytes());
    let pointer = Pointer::parse(pointer).unwrap();
    told(&locator.locate(&pointer).expect("it is there"))
}

fn told(place: &Place) -> (usize, usize, String) {
    let marked = place.excerpt[place.mark.clone()].to_owned();
    (place.line, place.column, marked)
}

fn is(line: usize, column: usize, marked: &str) -> (usize, usize, String) {
    (line, column, marked.to_owned())
}

const YAML: &str = "\
# a comment
paths:
  /a/{b}:
    get:
      tags: [one, two]
      responses: { '200': { description: Fine }, default: {} }
  'a~b': \"quoted\"
enum:
  - NO
  - long: |
      text
    more: 1
";

#[test]
fn yaml_keys_come_with_the_values_of_their_line() {
    assert_eq!(at(YAML, "/paths"), is(2, 1, "paths"));
    assert_eq!(at(YAML, "/paths/~1a~1{b}/get"), is(4, 5, "get"));
    assert_eq!(at(YAML, "/paths/~1a~1{b}/get/tags"), is(5, 7, "tags"));
    assert_eq!(at(YAML, "/paths/~1a~1{b}/get/tags/1"), is(5, 19, "two"));
    let description = "/paths/~1a~1{b}/get/responses/200/description";
    assert_eq!(at(YAML, description), is(6, 29, "description: Fine"));
    assert_eq!(at(YAML, "/paths/a~0b"), is(7, 3, "'a~b': \"quoted\""));
    assert_eq!(at(YAML, "/enum/0"), is(9, 5, "NO"));
    assert_eq!(at(YAML, "/enum/1"), is(10, 5, "long: |"));
    assert_eq!(at(YAML, "/enum/1/long"), is(10, 5, "long: |"));
    assert_eq!(at(YAML, "/enum/1/more"), is(12, 5, "more: 1"));
}

#[test]
fn what_is_not_there_has_no_place_but_a_nearest_one() {
    let locator = Locator::new(YAML.as_bytes());
    let pointer = Pointer::parse("/paths/~1a~1{b}/post/tags").unwrap();
    assert_eq!(locator.locate(&pointer), None);
    assert_eq!(told(&locator.nearest(&pointer)), is(3, 3, "/a/{b}"));
    assert_eq!(
        told(&locator.nearest(&Pointer::root().join("x"))),
        is(2, 1, "paths:")
    );
}

#[test]
fn characters_are_counted_not_bytes() {
    let text = "\u{feff}é: { 'größe': 1, 名: [🦀, x] }\n";
    assert_eq!(at(text, "/é"), is(1, 1, "é"));
    assert_eq!(at(text, "/é/größe"), is(1, 6, "'größe': 1"));
    assert_eq!(at(text, "/é/名/1"), is(1, 25, "x"));
    let long = format!("a: {}\nb: {{ c: 1 }}\n", "é".repeat(1000));
    assert_eq!(at(&long, "/b/c"), is(2, 6, "c: 1"));
}

#[test]
fn every_kind_of_line_ending_is_one() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a:", "  b: 1", "  c: 2", ""].join(end);
        assert_eq!(at(&text, "/a/c"), is(3, 3, "c: 2"), "{end:?}");
    }
}

#[test]
fn aliases_and_merges_lead_to_where_a_value_is_written() {
    let text = "\
base: &base { x: 1 }
other: &other
  y: 2
  x: 3
same: *base
both:
  <<: [*base, *other]
  z: 4
";
    assert_eq!(at(text, "/same"), is(5, 1, "same: *base"));
    assert_eq!(at(text, "/same/x"), is(1, 15, "x: 1"));
    assert_eq!(at(text, "/both/x"), is(1, 15, "x: 1"));
    assert_eq!(at(text, "/both/y"), is(3, 3, "y: 2"));
    assert_eq!(at(text, "/both/z"), is(8, 3, "z: 4"));
}

#[test]
fn aliases_in_a_circle_end() {
    let text = "a: &a { <<: *a, b: *a }\n";
    let locator = Locator::new(text.as_bytes());
    assert_eq!(
        locator.locate(&Pointer::parse("/a/b/b/nothing").unwrap()),
        None
    );
}

#[test]
fn json_has_places_too() {
    let text = "{\n\t\"a\\ud83d\\ude00\": [1, true, \"x\\\"y\"],\n\t\"b\": {\"c/d\": null}}";
    assert_eq!(at(text, "/a😀"), is(2, 2, "\"a\\ud83d\\ude00\""));
    assert_eq!(at(text, "/a😀/0"), is(2, 20, "1"));
    assert_eq!(at(text, "/a😀/2"), is(2, 29, "\"x\\\"y\""));
    assert_eq!(at(text, "/b/c~1d"), is(3, 8, "\"c/d\": null"));
    assert_eq!(at(text, "/b"), is(3, 2, "\"b\""));
}

#[test]
fn a_document_on_one_line_is_shown_in_part() {
    let text = format!(
        "{{\"a\":\"{}\",\"b\":{{\"c\":1}},\"d\":\"{}\"}}",
        "x".repeat(5000),
        "é".repeat(5000)
    );
    let place = Locator::new(text.as_bytes())
        .locate(&Pointer::parse("/b/c").unwrap())
        .unwrap();
    assert_eq!(told(&place), is(1, 5014, "\"c\":1"));
    assert!(place.excerpt.len() < 200, "{}", place.excerpt);
}

#[test]
fn text_that_is_no_document_has_a_beginning() {
    for bytes in [
        &b""[..],
        b"\xff\xfe",
        b"{",
        b"]",
        b"\"a",
        b"a: [",
        b"- - -",
        b"? [a]\n: b",
        b"&a *a",
        b"\0",
    ] {
        let place = Locator::new(bytes).nearest(&Pointer::root().join("a").join(0));
        assert_eq!(place.line, 1, "{bytes:?}");
    }
}

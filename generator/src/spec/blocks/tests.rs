//! That it reads what `serde_yaml` reads, or gives up.

use proptest::prelude::*;
use serde::de::DeserializeSeed as _;
use serde_json::{Value, json};

use super::tree;
use crate::spec::tree::Reading;

fn by_serde(text: &str) -> Option<Value> {
    let mut reading = Reading::of_yaml();
    let deserializer = serde_yaml::Deserializer::from_str(text);
    reading.seed().deserialize(deserializer).ok()
}

/// What it reads; `serde_yaml` has to read the same.
#[track_caller]
fn read(text: &str) -> Option<Value> {
    let read = tree(text, &mut Reading::of_yaml());
    if read.is_some() {
        assert_eq!(read, by_serde(text), "{text:?}");
    }
    read
}

#[test]
fn what_programs_write_is_read() {
    let text = "\
---
# A comment
openapi: 3.0.3
paths:
  /a/{b}/:
    get:
      security:
      - authentik: []
      -   key: {} # none
          more: \"a: # b\"
      - - one
        - -2
      -
        deep: 'it''s'
      -
      responses:
        '200':
        404:
          description: |-
            Two
              lines

          text: >
            folded
            lines
        500: A description that
          goes on # here

    x: ~
    y: True
  z: 0x1f
  empty:
numbers: []\x20
limit: 9223372036854775807
below: -9223372036854775808
above: 18446744073709551616
float: 1.50
words: 1 2
url: https://example.org/a#b
long: 'text

  of: three lines'
gaps: one

  two
  three
";
    let read = read(text).expect("it is nothing else");
    assert_eq!(read["openapi"], json!("3.0.3"));
    let get = &read["paths"]["/a/{b}/"]["get"];
    let security = json!([
        { "authentik": [] }, { "key": {}, "more": "a: # b" }, ["one", -2], { "deep": "it's" }, null
    ]);
    assert_eq!(get["security"], security);
    assert_eq!(
        get["responses"]["404"]["description"],
        json!("Two\n  lines")
    );
    assert_eq!(get["responses"]["500"], json!("A description that goes on"));
    assert_eq!(read["gaps"], json!("one\ntwo three"));
}

#[test]
fn what_is_not_sure_is_given_up() {
    let texts = [
        "",
        "a",
        "a: &x b",
        "a: *x",
        "a: !t b",
        "a: [b]",
        "a: {b: c}",
        "a:\tb",
        "? a",
        "a: b\r\n",
        "a: b: c",
        "a: - b",
        "a:\n    b: 1\n  c: 2",
        "a: 'b",
        "a: \"b",
        "a: 'b' c",
        "- a\nb: c",
        "a: b\n...\n",
        "a: b\n---\nc: d",
        "%YAML 1.2\n---\na: b",
        "a: |2\n   b",
        "a: |\n   \n b",
        "a: @b",
        "a: b\n  c: d",
        "a: b # c\n  d",
        "\"a\\n\": b",
        "a: 'b\n--- c'",
        "a: |\nb: c",
    ];
    for text in texts {
        assert_eq!(read(text), None, "{text:?}");
    }
}

/// Lines as they may stand in a document, and as they may not.
fn text() -> impl Strategy<Value = String> {
    let depth = prop_oneof![4 => 0..4_usize, 1 => 0..9_usize];
    let begin = prop::sample::select(vec!["", "", "", "- ", "- - ", "-", "-  "]);
    let key = prop::sample::select(vec![
        "", "", "a: ", "b: ", "a:", "b: ", "c : ", "'d': ", "\"e\": ", "1: ", "x#y: ", "<<: ",
        "~: ", "a:b: ", "null: ", "1.50: ",
    ]);
    let value = prop::sample::select(vec![
        "",
        "",
        "b",
        "b",
        "c d",
        "1",
        "-1",
        "007",
        "1e3",
        ".5",
        ".inf",
        "'q'",
        "'q",
        "q'",
        "\"r\"",
        "\"r",
        "r\"",
        "\"\\n\"",
        "|",
        ">-",
        "|+",
        "[]",
        "{}",
        "[",
        "# c",
        "v # c",
        "v#c",
        "true",
        "No",
        "~",
        "é",
        "http://h/p",
        "x:",
        ": x",
        "?",
        "? a",
        "&a b",
        "*a",
        "!t",
        "it''s",
        "'it''s'",
        "--- ",
        "...",
        "%",
        "@",
        "`",
        "b ",
        "{x}",
        "2026-01-01",
        "+1",
        "0o7",
        "<<",
        "-",
        "- a",
        "a: b",
        "\u{85}",
        "''",
        "'' '",
        "\\",
        "0x",
        "-0",
        "00",
        "1_000",
        "=",
        "9999999999999999999999",
    ]);
    let line = (depth, begin, key, value);
    let line = line.prop_map(|(depth, begin, key, value)| {
        " ".repeat(2 * (depth / 2) + depth % 2 * (depth / 4)) + begin + key + value
    });
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_serde_yaml_reads_it(text in text()) {
        let read = tree(&text, &mut Reading::of_yaml());
        if read.is_some() {
            prop_assert_eq!(read, by_serde(&text));
        }
    }
}

//! Whatever the bytes are, there is a report: no panic, no hang, no memory without end.
//!
//! The documents are made here; each is generated on a thread of its own with a small stack, and has to be done in time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::fmt::Write as _;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use oasmith::diagnostic::{Code, Report, Severity};
use oasmith::{Config, Input, MOST_BYTES, generate};

/// As little as a thread has by default.
const STACK: usize = 2 << 20;

/// Far more than any of these documents takes, even on a busy machine.
const TIME: Duration = Duration::from_secs(120);

fn report(bytes: impl Into<Vec<u8>>) -> Report {
    let bytes = bytes.into();
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let (done, wait) = mpsc::channel();
    let work = move || {
        let input = Input::new("api.yaml", &bytes);
        let generated = generate(&input, &Config::default());
        let sources = input.sources();
        let rendered = generated
            .report
            .render_text(input.path, Some(&sources), false);
        assert!(rendered.len() < 1 << 20, "{} bytes of text", rendered.len());
        done.send(generated.report).unwrap();
    };
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .unwrap();
    let report = wait.recv_timeout(TIME);
    report.unwrap_or_else(|error| panic!("{error}: {beginning}"))
}

fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<_> = report
        .iter()
        .map(|diagnostic| diagnostic.code.id())
        .collect();
    codes.dedup();
    codes
}

/// A document with these schemas, which are members of a JSON object.
fn schemas(members: impl IntoIterator<Item = String>) -> String {
    let members: Vec<String> = members.into_iter().collect();
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Robust","version":"1"}},"paths":{{}},"components":{{"schemas":{{{}}}}}}}"#,
        members.join(",")
    )
}

/// A document with these paths, which are members of a JSON object.
fn paths(members: impl IntoIterator<Item = String>) -> String {
    let members: Vec<String> = members.into_iter().collect();
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Robust","version":"1"}},"paths":{{{}}}}}"#,
        members.join(",")
    )
}

const YAML: &str = "openapi: 3.0.3\ninfo: { title: Robust, version: '1' }\npaths: {}\n";

#[test]
fn bytes_that_are_no_document_are_told() {
    let utf16: Vec<u8> = YAML.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(Vec<u8>, &str); 11] = [
        (Vec::new(), "E001"),
        (b"\n\n".to_vec(), "E001"),
        (b"\xff\xfe\x00".to_vec(), "E001"),
        (utf16, "E001"),
        (b"openapi: \xc3\x28\n".to_vec(), "E001"),
        (b"openapi: 3.0.3\x00\n".to_vec(), "E001"),
        (b"openapi:\n\t3.0.3\n".to_vec(), "E001"),
        (b"openapi: 3.0.3\n---\nopenapi: 3.0.3\n".to_vec(), "E001"),
        (format!("{YAML}? [a, b]\n: c\n").into_bytes(), "E001"),
        (format!("{YAML}x-a: *nobody\n").into_bytes(), "E001"),
        (vec![b' '; MOST_BYTES + 1], "E021"),
    ];
    for (bytes, code) in cases {
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert_eq!(codes(&report(bytes)), [code], "{beginning:?}");
    }
}

#[test]
fn what_yaml_allows_is_read() {
    let crlf = YAML.replace('\n', "\r\n");
    let with_mark = format!("\u{feff}{YAML}");
    let tagged =
        "openapi: !!str 3.0.3\ninfo: !x { title: !y Robust, version: !!str 1 }\npaths: {}\n";
    let merged = "x-base: &base { title: Robust }\nopenapi: 3.0.3\ninfo: { <<: [*base, { title: no }], version: '1' }\npaths: {}\n";
    let keys = format!(
        "{YAML}x-keys: {{ 1: a, 0x10: a, 1.5: b, true: c, ~: d, 99999999999999999999999: e }}\n"
    );
    for text in [YAML, &crlf, &with_mark, tagged, merged, &keys] {
        assert!(
            codes(&report(text)).is_empty(),
            "{text}\n{:?}",
            codes(&report(text))
        );
    }
}

#[test]
fn numbers_that_json_does_not_have_are_told_and_left_out() {
    let yaml = "openapi: 3.0.3\ninfo: { title: api, version: '1', x-weight: .nan }\npaths: {}\ncomponents:\n  schemas:\n    Most: { type: number, default: .inf }\n";
    let report = report(yaml);
    let places: Vec<String> = report
        .iter()
        .map(|diagnostic| format!("{} {}", diagnostic.code.id(), diagnostic.pointer))
        .collect();
    assert_eq!(
        places,
        [
            "E003 #/info/x-weight",
            "E003 #/components/schemas/Most/default"
        ]
    );
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = 100_000;
    let texts = [
        paths([]).replace(
            "{}}",
            &format!("{{}},\"x-a\":{}{}}}", "[".repeat(deep), "]".repeat(deep)),
        ),
        paths([]).replace(
            "{}}",
            &format!(
                "{{}},\"x-a\":{}1{}}}",
                "{\"a\":".repeat(deep),
                "}".repeat(deep)
            ),
        ),
        format!("{YAML}x-a: {}", "[".repeat(deep)),
        format!("{YAML}x-a: {}", "{a: [".repeat(deep)),
        format!("{YAML}x-a:\n  {}a\n", "- ".repeat(deep)),
        format!("{YAML}x-a: {}{}\n", "[".repeat(101), "]".repeat(101)),
    ];
    for text in texts {
        assert_eq!(codes(&report(text)), ["E021"]);
    }
    let text = format!("{YAML}x-a: {}{}\n", "[".repeat(90), "]".repeat(90));
    assert!(codes(&report(text)).is_empty());
    // Brackets in texts are no nesting.
    let text = format!("{YAML}x-a: '{}'\n", "[".repeat(deep));
    assert!(codes(&report(text)).is_empty());
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut doubling = format!("{YAML}x-a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(doubling, "x-a{level}: &a{level} [{aliases}]").unwrap();
    }
    let long = format!(
        "{YAML}x-a: &a '{}'\nx-b: [{}]\n",
        "y".repeat(1 << 20),
        vec!["*a"; 5000].join(", ")
    );
    let wide = format!(
        "{YAML}x-a: &a [{}]\nx-b: [{}]\n",
        vec!["1"; 50_000].join(","),
        vec!["*a"; 5000].join(", ")
    );
    let codes = [doubling, long, wide].map(|text| codes(&report(text)).join(" "));
    assert_eq!(codes, ["E001", "E021", "E021"]);
}

#[test]
fn an_alias_within_what_it_stands_for_is_told() {
    let generated = report(format!("{YAML}x-a: &a {{ b: [*a] }}\n"));
    assert_eq!(codes(&generated), ["E021"]);
    let told = generated.iter().next().unwrap().message.clone();
    assert!(
        told.contains("an alias within what it stands for"),
        "{told}"
    );
    // Without aliases it is no more than deep.
    let deep = format!("{YAML}x-a: {}{}\n", "[".repeat(200), "]".repeat(200));
    let told = report(deep).iter().next().unwrap().message.clone();
    assert_eq!(told, "it is nested deeper than 100 levels");
}

#[test]
fn a_key_that_repeats_is_told_with_both_places() {
    let text = "{\n\"openapi\": \"3.0.3\",\n\"info\": { \"title\": \"a\",\n\"title\": \"Robust\", \"version\": \"1\" },\n\"paths\": {} }";
    let input = Input::new("api.json", text.as_bytes());
    let generated = generate(&input, &Config::default());
    assert!(
        generated
            .files
            .unwrap()
            .get("robust-types/Cargo.toml")
            .is_some()
    );
    let rendered = generated
        .report
        .render_text("api.json", Some(&input.sources()), false);
    assert!(rendered.contains("--> api.json:4:1\n"), "{rendered}");
    assert!(
        rendered.contains("`title` is there already, at line 3; that one is ignored"),
        "{rendered}"
    );
}

#[test]
fn long_chains_of_references_end() {
    let count = 1000;
    let reference = |index: usize| format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, index + 1);
    let last =
        format!(r#""S{count}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}"#);
    let forms: [fn(String, usize) -> String; 6] = [
        |next, _| next,
        |next, _| format!(r#"{{"type":"object","properties":{{"next":{next}}}}}"#),
        |next, _| format!(r#"{{"type":"array","items":{next}}}"#),
        |next, _| format!(r#"{{"oneOf":[{next},{{"type":"integer"}}]}}"#),
        |next, index| {
            format!(
                r#"{{"allOf":[{next},{{"type":"object","properties":{{"p{index}":{{"type":"string"}}}}}}]}}"#
            )
        },
        |next, _| {
            format!(
                r#"{{"type":"object","properties":{{"a":{{"type":"object","properties":{{"b":{{"type":"array","items":{next}}}}}}}}}}}"#
            )
        },
    ];
    for form in forms {
        let members =
            (0..count).map(|index| format!(r#""S{index}":{}"#, form(reference(index), index)));
        let report = report(schemas(members.chain([last.clone()])));
        let mut told = report.iter().map(|diagnostic| &diagnostic.message);
        assert!(!told.any(|message| message.contains("contains itself")));
    }
}

#[test]
fn compositions_that_double_at_each_level_end() {
    let keywords = ["allOf", "oneOf", "anyOf"];
    for keyword in keywords {
        let member = |index: usize| {
            let next = format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, index + 1);
            format!(
                r#""S{index}":{{"{keyword}":[{next},{next},{{"type":"object","properties":{{"p{index}":{{"type":"string"}}}}}}]}}"#
            )
        };
        let last = r#""S40":{"type":"object","properties":{"a":{"type":"string"}}}"#.to_owned();
        let report = report(schemas((0..40).map(member).chain([last])));
        assert_eq!(
            report.count(Severity::Error),
            0,
            "{keyword}: {:?}",
            codes(&report)
        );
    }
}

#[test]
fn circles_in_every_kind_of_component_end() {
    let kinds = [
        "parameters",
        "requestBodies",
        "responses",
        "headers",
        "links",
        "callbacks",
        "examples",
        "securitySchemes",
        "schemas",
        "pathItems",
    ];
    let components = kinds.map(|kind| format!(r##""{kind}":{{"C":{{"$ref":"#/components/{kind}/D"}},"D":{{"$ref":"#/components/{kind}/C"}}}}"##));
    let components = components.join(",");
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        let text = format!(
            r##"{{"openapi":"{version}","info":{{"title":"Circles","version":"1"}},"security":[{{"C":[]}}],"paths":{{
            "/a":{{"$ref":"#/paths/~1a"}},
            "/b":{{"get":{{"parameters":[{{"$ref":"#/components/parameters/C"}}],"requestBody":{{"$ref":"#/components/requestBodies/C"}},
                "callbacks":{{"C":{{"$ref":"#/components/callbacks/C"}}}},
                "responses":{{"200":{{"$ref":"#/components/responses/C"}}}}}}}},
            "/c":{{"get":{{"responses":{{"200":{{"description":"","headers":{{"H":{{"$ref":"#/components/headers/C"}}}},
                "links":{{"L":{{"$ref":"#/components/links/C"}}}},
                "content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/C"}},
                "examples":{{"E":{{"$ref":"#/components/examples/C"}}}}}}}}}}}}}}}}
            }},"components":{{{components}}}}}"##
        );
        let report = report(text);
        assert!(
            report
                .iter()
                .any(|diagnostic| diagnostic.code == Code::BrokenReference)
        );
    }
    let all = r##"{"allOf":[{"$ref":"#/components/schemas/A"}],"oneOf":[{"$ref":"#/components/schemas/A"}],"anyOf":[{"$ref":"#/components/schemas/A"}],
        "not":{"$ref":"#/components/schemas/A"},"items":{"$ref":"#/components/schemas/A"},"additionalProperties":{"$ref":"#/components/schemas/A"},
        "properties":{"a":{"$ref":"#/components/schemas/A"}}}"##;
    report(schemas([format!(r#""A":{all}"#)]));
}

#[test]
fn many_of_anything_take_no_more_than_their_number() {
    let count = 1500;
    let numbers = || 0..count;
    let texts = [
        schemas(numbers().map(|index| format!(r#""S{index}":{{"typ":"string"}}"#))),
        // Names that are one after conversion.
        schemas(numbers().map(|index| format!(r#""S{}":{{"type":"object"}}"#, "-".repeat(index)))),
        schemas([format!(r#""E":{{"type":"string","enum":[{}]}}"#, list(20_000, |index| format!("\"v{index}\"")))]),
        schemas([format!(r#""E":{{"type":"string","enum":[{}]}}"#, list(count, |index| format!("\"{}\"", "+".repeat(index))))]),
        schemas([format!(r#""E":{{"type":"object","properties":{{{}}}}}"#, list(5000, |index| format!("\"v{index}\":{{}}")))]),
        schemas([format!(r#""E":{{"type":"object","required":[{}]}}"#, list(5000, |index| format!("\"v{index}\"")))]),
        schemas(numbers().map(|index| format!(r#""S{index}":{{"$ref":"f{index}.yaml"}}"#))),
        paths((0..4000).map(|index| format!(r#""/p{index}":{{"get":{{"operationId":"o{index}","responses":{{"204":{{"description":""}}}}}}}}"#))),
        paths(numbers().map(|index| format!(r#""/p{index}":{{"get":{{"operationId":"o{}","responses":{{"204":{{"description":""}}}}}}}}"#, "-".repeat(index)))),
        paths([format!(r#""{}":{{"get":{{"responses":{{}}}}}}"#, "/{a}".repeat(5000))]),
        paths([format!(r#""/p":{{"get":{{"responses":{{"204":{{"description":"{}"}}}}}}}}"#, "*[`<".repeat(100_000))]),
    ];
    for text in texts {
        report(text);
    }
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

#[test]
fn numbers_and_names_may_be_of_any_size() {
    let yaml = "
components:
  schemas:
    A: { type: integer, minimum: -99999999999999999999999999, maximum: 99999999999999999999999999, multipleOf: 0 }
    B: { type: array, items: { type: string }, minItems: 1000000000000, maxItems: -5 }
    C: { type: string, minLength: 18446744073709551615, maxLength: 1.5 }
    D: { type: number, minimum: -1e308, maximum: 1e308, default: 1e-400 }
    E: { type: string, pattern: '((((a{1000}){1000}){1000}){1000})' }
    F: { type: object, maxProperties: 99999999999999999999, properties: { a: { type: integer, format: int32, default: 9999999999 } } }
";
    let report = report(format!("{YAML}{yaml}"));
    assert_eq!(report.count(Severity::Error), 0, "{:?}", codes(&report));
    let pattern = "(".repeat(50_000);
    let names = ["N".repeat(300), "N".repeat(100_000)];
    let members = names.map(|name| {
        let property = name.to_lowercase();
        format!(r#""{name}":{{"type":"object","properties":{{"{property}":{{"type":"string","pattern":"{pattern}"}}}}}}"#)
    });
    self::report(schemas(members));
}

//! Messages by field, written and read back.

use oasmith_template_types::runtime::{Violation, Violations};
use serde_json::{Value, json};

fn lines(answer: &Value) -> Vec<String> {
    let found = Violations::from_answer(answer);
    found.iter().map(Violation::to_string).collect()
}

#[test]
fn messages_by_field_are_read_back() {
    let answer = json!({
        "code": "invalid",
        "detail": "No.",
        "flow_set": [{}, {"slug": ["is required"]}],
        "non_field_errors": ["a", "b"],
        "settings": {"a/b": ["c"], "non_field_errors": ["d"]},
        "slug": ["e", "f"],
        "title": ["g"],
    });
    let expected = [
        "the value No.",
        "/flow_set/1/slug is required",
        "the value a",
        "the value b",
        "/settings/a~1b c",
        "/settings d",
        "/slug e",
        "/slug f",
        "/title g",
    ];
    assert_eq!(lines(&answer), expected);
    assert_eq!(lines(&json!({"errors": {"slug": "e"}})), ["/slug e"]);
}

#[test]
fn what_by_field_writes_comes_back() {
    let mut written = Violations::new();
    written.add("slug", "is taken");
    written.add("a/b", "does not exist");
    written.add("", "is too much");
    let answer = Value::Object(written.by_field("non_field_errors"));
    let read = Violations::from_answer(&answer);
    assert_eq!(read.len(), 3);
    for field in ["slug", "a/b", ""] {
        assert!(read.about(field).eq(written.about(field)), "{field}");
        assert_eq!(read.about(field).count(), 1, "{field}");
    }
    assert_eq!(read.about("a").count(), 0);
}

#[test]
fn lists_of_errors_are_read() {
    let problem = json!({
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"in": "query", "pointer": "#/page", "detail": "must be an integer"}, {"pointer": "/x"}],
    });
    assert_eq!(lines(&problem), ["/page must be an integer"]);
    let fast = json!({"detail": [{"loc": ["body", "items", 0, "id"], "msg": "field required"}]});
    assert_eq!(lines(&fast), ["/items/0/id field required"]);
}

#[test]
fn what_has_no_messages_gives_none() {
    for answer in [
        json!(null),
        json!([]),
        json!({"code": "x", "count": 3}),
        json!("text"),
    ] {
        assert!(Violations::from_answer(&answer).is_empty(), "{answer}");
    }
    assert_eq!(Violations::new().into_result(), Ok(()));
}

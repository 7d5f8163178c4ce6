//! The engine for patterns that look around.

#![allow(
    clippy::unwrap_used,
    reason = "a pattern that is not read fails the test"
)]

#[path = "../engines/backtracking.rs"]
mod engine;

use engine::Engine;

fn matches(pattern: &str, text: &str) -> bool {
    Engine::new(pattern).unwrap().is_match(text)
}

#[test]
fn patterns_look_around_refer_back_and_name_classes() {
    for (pattern, right, wrong) in [
        ("^[a-z]+$", "abc", "a1"),
        ("^(?!aws:)[a-z:]+$", "tag:a", "aws:a"),
        ("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", "aB1c", "abcd"),
        (r"^(a|b)\1$", "aa", "ab"),
        (r"^\p{L}+$", "\u{fc}\u{e9}", "a1"),
    ] {
        assert!(matches(pattern, right), "{pattern} {right}");
        assert!(!matches(pattern, wrong), "{pattern} {wrong}");
    }
    assert!(Engine::new("(").is_none());
}

#[test]
fn a_text_that_takes_too_long_does_not_match() {
    let text = format!("{}!", "a".repeat(40));
    assert!(!matches(r"^(?!x)(a|aa)+\1$", &text));
}

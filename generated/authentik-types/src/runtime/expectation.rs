// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Serde's error texts turned into words that never hold the value that was sent.

/// How serde's own texts start. Only these end in what was expected, whatever value they quote before.
const STARTS: [&str; 4] = [
    "invalid type: ",
    "invalid value: ",
    "invalid length ",
    "unknown variant ",
];

/// The words for a text of the form `invalid type: string "x", expected a boolean`, or for the text of a scalar crate.
pub(super) fn reword(text: &str) -> String {
    let is_known = STARTS.iter().any(|start| text.starts_with(start));
    match text.rsplit_once(", expected ") {
        Some(("invalid type: null", expected)) => format!("{}, not null", must_be(expected)),
        Some((_, expected)) if is_known => must_be(expected),
        _ => custom(text).to_owned(),
    }
}

/// `must be …` for what a serde visitor says it expects.
pub(super) fn must_be(expected: &str) -> String {
    let words = match expected {
        "i8" => "an integer from -128 to 127",
        "i16" => "an integer from -32768 to 32767",
        "i32" => "an integer from -2147483648 to 2147483647",
        "u8" => "an integer from 0 to 255",
        "u16" => "an integer from 0 to 65535",
        "u32" => "an integer from 0 to 4294967295",
        "i64" | "i128" => "an integer",
        "u64" | "u128" => "an integer that is not negative",
        "f32" | "f64" => "a number",
        "a formatted UUID string" => "a UUID",
        "a map" => "an object",
        "a sequence" => "a list",
        other => other,
    };
    format!("must be {words}")
}

/// The words for a text that a scalar crate wrote itself, which may quote the value.
pub(super) fn custom(text: &str) -> &'static str {
    match text {
        "input contains invalid characters"
        | "premature end of input"
        | "trailing input"
        | "input is out of range"
        | "input is not enough for unique date and time"
        | "no possible date and time matching input" => "must be a valid date or time",
        text if text.starts_with("UUID parsing failed") => "must be a UUID",
        _ => "is not valid",
    }
}

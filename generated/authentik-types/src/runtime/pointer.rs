// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! JSON Pointer (RFC 6901).

/// Adds one reference token to a pointer, with `~` and `/` escaped.
pub(super) fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        pointer.push_str(token);
        return;
    }
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The unescaped tokens of a pointer.
pub(super) fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(unescape)
}

/// The key that a reference token stands for.
pub(super) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// The pointer to the value around, and the last token as it stands; `None` for the pointer to the whole.
pub(super) fn split(pointer: &str) -> Option<(&str, &str)> {
    pointer.rsplit_once('/')
}

/// Whether `pointer` leads to the value at `place` or into it.
pub(super) fn is_within(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

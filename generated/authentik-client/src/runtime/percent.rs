// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Percent-encoding (RFC 3986, section 2.1).

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters (RFC 3986, section 2.3).
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What must not stand in the fixed part of a path template. `%` stays, because templates are already encoded; `?` stays,
/// because some documents tell operations apart by a fixed query.
const TEMPLATE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Adds a value of a parameter so that none of its characters can have a meaning in the URL.
pub(super) fn push_value(url: &mut String, value: &str) {
    url.extend(utf8_percent_encode(value, VALUE));
}

/// Adds a fixed part of a path template.
pub(super) fn push_template(url: &mut String, part: &str) {
    url.extend(utf8_percent_encode(part, TEMPLATE));
}

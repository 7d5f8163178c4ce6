//! Percent-encoding (RFC 3986, section 2.1).

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

pub(super) use crate::types::runtime::text::percent::push as push_value;

/// What must not stand in the fixed part of a path template. `%` stays, because templates are already encoded; `?` stays,
/// because some documents tell operations apart by a fixed query.
const TEMPLATE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Adds a fixed part of a path template.
pub(super) fn push_template(url: &mut String, part: &str) {
    url.extend(utf8_percent_encode(part, TEMPLATE));
}

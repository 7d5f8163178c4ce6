//! Parameters of header values, and what `Content-Disposition` says about a part (RFC 7578, section 4.2).

use crate::types::runtime::text::percent;

/// What a part is called.
pub(super) struct Disposition {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
}

impl Disposition {
    /// Reads the value of the header; `None` if it is another disposition than `form-data` or has no name.
    pub(super) fn read(value: &str) -> Option<Self> {
        let kind = value.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("form-data") {
            return None;
        }
        let file_name = parameter(value, "filename").map(|name| unescape(&name));
        Some(Self {
            name: unescape(&parameter(value, "name")?),
            // Not for forms by RFC 7578, yet some libraries send no other.
            file_name: file_name.or_else(|| extended(&parameter(value, "filename*")?)),
        })
    }
}

/// The parameter of a header value (RFC 9110, section 5.6.6), without its quotes.
pub(super) fn parameter(value: &str, wanted: &str) -> Option<String> {
    let (_, mut rest) = value.split_once(';')?;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (text, after) = argument(after.trim_start());
        // A parameter without a value may stand before the name.
        let name = name.rsplit(';').next().unwrap_or(name).trim();
        if name.eq_ignore_ascii_case(wanted) {
            return Some(text);
        }
        rest = after;
    }
}

/// The value of a parameter, and what follows the `;` after it.
fn argument(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, after) = text.split_once(';').unwrap_or((text, ""));
        return (token.trim().to_owned(), after);
    };
    let mut value = String::new();
    let mut rest = quoted;
    loop {
        let Some((before, after)) = rest.split_once('"') else {
            value.push_str(rest);
            return (value, "");
        };
        match before.strip_suffix('\\') {
            // Browsers write a backslash as it is, so at the end of a name it does not escape the quote.
            Some(before) if !ends(after) => {
                value.push_str(before);
                value.push('"');
                rest = after;
            }
            _ => {
                value.push_str(before);
                return (value, after.split_once(';').map_or("", |(_, after)| after));
            }
        }
    }
}

fn ends(after_quote: &str) -> bool {
    let after = after_quote.trim_start();
    after.is_empty() || after.starts_with(';')
}

/// Undoes what browsers do to the three characters that cannot stand in quotes (HTML, "multipart/form-data encoding
/// algorithm"). They do not escape `%`, so no other sequence is an escape.
fn unescape(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

/// The value of an extended parameter in UTF-8 (RFC 8187).
fn extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_language, text) = rest.split_once('\'')?;
    if charset.eq_ignore_ascii_case("utf-8") {
        percent::decode(text)
    } else {
        None
    }
}

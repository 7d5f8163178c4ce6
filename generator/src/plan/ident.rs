//! Identifiers: from a name of the document to one that Rust takes, and scopes in which each is given once.

use std::collections::HashSet;
use std::fmt::Write as _;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Strict and reserved keywords (The Rust Reference, Keywords), edition 2024.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that have no raw form.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self"];

/// The longest identifier that is given; a longer name is cut.
const LONGEST: usize = 80;

/// The name of a type. A name that is a good type name already stays as it is: case heuristics would make
/// `OAuth2ProviderSetupURLs` worse.
#[must_use]
pub fn type_name(name: &str) -> String {
    let good = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.len() <= LONGEST
        && name != "Self";
    if good {
        name.to_owned()
    } else {
        camel(name, "Type")
    }
}

/// The name of a variant. Digits on both sides of a separator keep it, so that `1.1` and `11` stay two.
#[must_use]
pub fn variant_name(value: &str) -> String {
    camel(value, "Empty")
}

/// The name of a field, an argument or a method: raw where it is a keyword.
#[must_use]
pub fn field_name(name: &str) -> String {
    raw(snake(name, "field"))
}

/// The name of a module and of its file, never raw.
#[must_use]
pub fn module_name(name: &str) -> String {
    let name = snake(name, "module");
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of a package: `authentik`, `swagger-petstore`.
#[must_use]
pub fn package_name(name: &str) -> String {
    snake(name, "api").replace('_', "-")
}

/// Makes a keyword an identifier.
fn raw(name: String) -> String {
    match name.as_str() {
        keyword if NEVER_RAW.contains(&keyword) => format!("{name}_"),
        keyword if KEYWORDS.contains(&keyword) => format!("r#{name}"),
        _ => name,
    }
}

fn camel(name: &str, empty: &str) -> String {
    let words = spelled(name);
    let parts: Vec<String> = words
        .split(' ')
        .map(ToUpperCamelCase::to_upper_camel_case)
        .collect();
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let digits_meet = text.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            text.push('_');
        }
        text.push_str(part);
    }
    let text = finished(text, empty, 'V');
    if text == "Self" {
        "Self_".to_owned()
    } else {
        text
    }
}

fn snake(name: &str, empty: &str) -> String {
    finished(spelled(name).to_snake_case(), &empty.to_snake_case(), 'n')
}

/// A name that is not empty, does not begin with a digit and is not too long.
fn finished(name: String, empty: &str, before_digit: char) -> String {
    let mut name = if name.is_empty() {
        empty.to_owned()
    } else {
        name
    };
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, before_digit);
    }
    name.truncate(LONGEST);
    name.trim_end_matches('_').to_owned()
}

/// The name with words for what letters and digits cannot say: signs become spaces, other scripts their code points.
fn spelled(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for (index, c) in name.char_indices() {
        match c {
            c if c.is_ascii_alphanumeric() => text.push(c),
            '-' if index == 0 && name.len() > 1 => text.push_str("minus "),
            '+' => text.push_str(" plus "),
            '<' => text.push_str(" less "),
            '>' => text.push_str(" greater "),
            '=' => text.push_str(" equal "),
            '!' => text.push_str(" not "),
            '*' => text.push_str(" star "),
            c if c.is_ascii() => text.push(' '),
            c => {
                // Writing to a `String` cannot fail.
                let _ = write!(text, " u{:04x} ", u32::from(c));
            }
        }
    }
    text
}

/// A space of names in which each is given once.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which these names are taken.
    #[must_use]
    pub fn with(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Whether a name is still free.
    #[must_use]
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    /// Takes the name, or the first free one with a number behind it.
    pub fn take(&mut self, name: &str) -> String {
        let stem = name.strip_prefix("r#").unwrap_or(name);
        let numbered = (2..).map(|number| format!("{stem}_{number}").replace("__", "_"));
        let free = std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|name| self.is_free(name));
        let free = free.unwrap_or_else(|| name.to_owned());
        self.taken.insert(free.clone());
        free
    }

    /// Takes a type's or a variant's name, or the first free one with a number behind it.
    pub fn take_camel(&mut self, name: &str) -> String {
        let joint = if name.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        let numbered = (2..).map(|number| format!("{name}{joint}{number}"));
        let free = std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|name| self.is_free(name));
        let free = free.unwrap_or_else(|| name.to_owned());
        self.taken.insert(free.clone());
        free
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, field_name, module_name, type_name, variant_name};

    #[test]
    fn good_type_names_stay() {
        assert_eq!(
            type_name("OAuth2ProviderSetupURLs"),
            "OAuth2ProviderSetupURLs"
        );
        assert_eq!(type_name("modelRequest"), "ModelRequest");
        assert_eq!(type_name("com.example.User-v2"), "ComExampleUserV2");
        assert_eq!(type_name("Self"), "Self_");
        assert_eq!(type_name(""), "Type");
    }

    #[test]
    fn values_that_are_no_identifiers() {
        for (value, name) in [
            ("message_continue", "MessageContinue"),
            ("6", "V6"),
            ("1.1", "V1_1"),
            ("urn:ietf:rfc:8935", "UrnIetfRfc8935"),
            ("goauthentik.io/@merged", "GoauthentikIoMerged"),
            ("-created", "MinusCreated"),
            ("", "Empty"),
            ("é", "U00e9"),
            ("NO", "No"),
        ] {
            assert_eq!(variant_name(value), name, "{value}");
        }
    }

    #[test]
    fn keywords_become_raw_or_get_a_tail() {
        assert_eq!(field_name("type"), "r#type");
        assert_eq!(field_name("self"), "self_");
        assert_eq!(field_name("last_login__gt"), "last_login_gt");
        assert_eq!(module_name("type"), "type_");
    }

    #[test]
    fn a_scope_gives_each_name_once() {
        let mut scope = Scope::with(&["Option"]);
        assert_eq!(scope.take_camel("Option"), "Option2");
        assert_eq!(scope.take_camel("V1"), "V1");
        assert_eq!(scope.take_camel("V1"), "V1_2");
        assert_eq!(scope.take("r#type"), "r#type");
        assert_eq!(scope.take("r#type"), "type_2");
    }
}

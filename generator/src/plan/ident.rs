//! Identifiers: from a name of the document to one that Rust takes, and scopes in which each is given once.

use std::collections::{HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::is_nfc;

use super::spelling::{Letters, spelled, spelled_out};

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
    let good = name.starts_with(char::is_uppercase)
        && name.chars().all(char::is_alphanumeric)
        && name.chars().count() <= LONGEST
        && name != "Self"
        && spelled(name, Letters::Any) == name;
    if good {
        name.to_owned()
    } else {
        camel(name, "Type")
    }
}

/// The name of a variant. A value of signs alone is called after them. Digits on both sides of a separator keep it, so that `1.1` and `11` stay two.
#[must_use]
pub fn variant_name(value: &str) -> String {
    match spelled_out(value) {
        Some(words) => camel(&words, "Empty"),
        None => camel(value, "Empty"),
    }
}

/// The name of a field, an argument or a method: raw where it is a keyword.
#[must_use]
pub fn field_name(name: &str) -> String {
    raw(snake(name, "field", Letters::Any))
}

/// Plans things that are named one after the other, `called` giving what the document calls each of them. One that is called as its Rust name is comes
/// before the others, so that none of these takes its name; the result has the order of the document.
pub fn named_in_turn<T, N>(
    things: impl IntoIterator<Item = T>,
    called: impl Fn(&T) -> &str,
    name: impl Fn(&str) -> String,
    mut plan: impl FnMut(T) -> N,
) -> Vec<N> {
    let mut turns: Vec<(usize, T)> = things.into_iter().enumerate().collect();
    let is_other = |thing: &T| {
        let called = called(thing);
        let name = name(called);
        name.strip_prefix("r#").unwrap_or(&name) != called
    };
    turns.sort_by_cached_key(|(_, thing)| is_other(thing));
    let planned = turns.into_iter().map(|(index, thing)| (index, plan(thing)));
    let mut planned: Vec<(usize, N)> = planned.collect();
    planned.sort_by_key(|(index, _)| *index);
    planned.into_iter().map(|(_, named)| named).collect()
}

/// The name of an argument. Names that stand for no name have a tail: clippy wants no variables of them (`disallowed_names`).
#[must_use]
pub fn argument_name(name: &str) -> String {
    let name = field_name(name);
    if matches!(name.as_str(), "foo" | "baz" | "quux") {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of a module and of its file, never raw.
#[must_use]
pub fn module_name(name: &str) -> String {
    let name = snake(name, "module", Letters::Latin);
    if KEYWORDS.contains(&name.as_str()) || is_device(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether Windows takes a file of this name, with whatever ending, for a device.
fn is_device(name: &str) -> bool {
    let is_port = |kind: &str| {
        let number = name.strip_prefix(kind);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    matches!(name, "aux" | "con" | "nul" | "prn") || is_port("com") || is_port("lpt")
}

/// The name of a package: `authentik`, `swagger-petstore`.
#[must_use]
pub fn package_name(name: &str) -> String {
    snake(name, "api", Letters::Latin).replace('_', "-")
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
    let words = spelled(name, Letters::Any);
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
        "SelfValue".to_owned()
    } else {
        text
    }
}

fn snake(name: &str, empty: &str, letters: Letters) -> String {
    if is_snake(name) {
        return name.to_owned();
    }
    let words = acronyms(&spelled(name, letters));
    finished(words.to_snake_case(), &empty.to_snake_case(), 'n')
}

/// Whether a name is written as it is to be, as most are.
fn is_snake(name: &str) -> bool {
    let is_word = |word: &str| {
        let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
        !word.is_empty() && word.bytes().all(is_plain)
    };
    name.len() <= LONGEST
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split('_').all(is_word)
}

/// The name with acronyms that case heuristics would tear apart written as one word: the plural `URLs` as `URLS`, `OAuth` as `Oauth`.
fn acronyms(name: &str) -> String {
    let chars: Vec<char> = name.replace("OAuth", "Oauth").chars().collect();
    let is_plural = |at: usize| {
        let before = at.checked_sub(2).and_then(|start| chars.get(start..=at));
        let next = chars.get(at + 1);
        matches!(before, Some([before, last, 's']) if before.is_uppercase() && last.is_uppercase())
            && !next.is_some_and(|next| next.is_lowercase())
    };
    let letters = chars.iter().enumerate();
    letters
        .map(|(at, c)| if is_plural(at) { 'S' } else { *c })
        .collect()
}

/// A name that is not empty, begins with a letter and is not too long.
fn finished(name: String, empty: &str, before_digit: char) -> String {
    let mut name = if name.is_empty() {
        empty.to_owned()
    } else {
        name
    };
    if !name.starts_with(is_xid_start) {
        name.insert(0, before_digit);
    }
    if let Some((end, _)) = name.char_indices().nth(LONGEST) {
        name.truncate(end);
    }
    name.trim_end_matches('_').to_owned()
}

/// A space of names in which each is given once.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Names that nothing gets; looked at one by one, for a scope that few names are taken of may be made very often.
    reserved: &'static [&'static str],
    taken: HashSet<String>,
    /// The number that was given last for a name: where very many places want one name, the search goes on from there.
    numbers: HashMap<String, usize>,
    /// Names that places had before, by place.
    kept: HashMap<String, String>,
}

impl Scope {
    /// A scope in which these names are taken.
    #[must_use]
    pub fn with(reserved: &'static [&'static str]) -> Self {
        Self {
            reserved,
            ..Self::default()
        }
    }

    /// Holds the names that places had before, so that no other place takes them. A name that is no identifier, or is taken, is not
    /// held.
    #[must_use]
    pub fn keeping<'a>(mut self, names: impl IntoIterator<Item = (&'a str, &'a String)>) -> Self {
        for (place, name) in names {
            if is_identifier(name) && self.is_free(name) {
                self.taken.insert(name.clone());
                self.kept.insert(place.to_owned(), name.clone());
            }
        }
        self
    }

    /// Whether a name is still free.
    #[must_use]
    pub fn is_free(&self, name: &str) -> bool {
        !self.reserved.contains(&name) && !self.taken.contains(name)
    }

    /// The name that a place had before.
    #[must_use]
    pub fn kept(&self, place: &str) -> Option<String> {
        self.kept.get(place).cloned()
    }

    /// Takes the name, or the first free one with a number behind it.
    pub fn take(&mut self, name: &str) -> String {
        let stem = name
            .strip_prefix("r#")
            .unwrap_or(name)
            .trim_end_matches('_');
        self.first_free(name, |number| format!("{stem}_{number}"))
    }

    /// Takes a type's or a variant's name, or the first free one with a number behind it.
    pub fn take_camel(&mut self, name: &str) -> String {
        let joint = if name.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        self.first_free(name, |number| format!("{name}{joint}{number}"))
    }

    fn first_free(&mut self, name: &str, numbered: impl Fn(usize) -> String) -> String {
        if self.is_free(name) {
            self.taken.insert(name.to_owned());
            return name.to_owned();
        }
        let first = self.numbers.get(name).map_or(2, |last| last + 1);
        let candidates = (first..).map(|number| (number, numbered(number)));
        // The candidates never end, so one of them is free.
        let free = candidates.into_iter().find(|(_, name)| self.is_free(name));
        let (number, free) = free.unwrap_or_default();
        self.numbers.insert(name.to_owned(), number);
        self.taken.insert(free.clone());
        free
    }
}

/// Whether a name from outside is an identifier that generated code may use.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    let is_keyword = if plain == name {
        KEYWORDS.contains(&name)
    } else {
        NEVER_RAW.contains(&plain)
    };
    plain.chars().all(is_xid_continue)
        && is_nfc(plain)
        && !is_keyword
        && plain != "_"
        && plain.starts_with(|c: char| is_xid_start(c) || c == '_')
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
        assert_eq!(type_name("Self"), "SelfValue");
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
            ("é", "É"),
            ("用户", "用户"),
            ("🦀", "Crab"),
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
        for (name, expected) in [
            ("CON", "con_"),
            ("Lpt9", "lpt9_"),
            ("com10", "com10"),
            ("Console", "console"),
        ] {
            assert_eq!(module_name(name), expected);
        }
    }

    #[test]
    fn names_are_cut_between_letters() {
        let name = "ä".repeat(300);
        assert_eq!(field_name(&name), "ä".repeat(80));
        assert_eq!(module_name(&name), "a".repeat(80));
    }

    #[test]
    fn acronyms_stay_one_word() {
        for (name, expected) in [
            ("OAuth2ProviderSetupURLs", "oauth2_provider_setup_urls"),
            ("URLsOfUserIDs", "urls_of_user_ids"),
            ("IDs", "ids"),
            ("OAuthSource", "oauth_source"),
            ("UsesAsIs", "uses_as_is"),
            ("HTTPServer", "http_server"),
            ("ASample", "a_sample"),
            ("OAuth2URLs", "oauth2_urls"),
            ("ÜbersichtsURLs", "ubersichts_urls"),
        ] {
            assert_eq!(module_name(name), expected);
        }
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

    #[test]
    fn a_kept_name_stays_with_its_place() {
        let names = [
            ("old", "Flow".to_owned()),
            ("odd", "no name".to_owned()),
            ("twin", "Flow".to_owned()),
        ];
        let mut scope = Scope::default().keeping(names.iter().map(|(place, name)| (*place, name)));
        assert_eq!(scope.kept("old").as_deref(), Some("Flow"));
        assert_eq!(scope.kept("odd"), None);
        assert_eq!(scope.kept("twin"), None);
        assert_eq!(scope.take_camel("Flow"), "Flow2");
    }
}

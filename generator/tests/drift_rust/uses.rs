//! Uses of public items, as the text of functions.

use std::collections::{BTreeMap, BTreeSet};

use oasmith::output::Files;
use syn::Item;

/// One use of an item.
pub struct Use {
    /// The item: `types::Flow::slug`.
    pub path: String,
    /// What the paths of the parts begin with that it names all of, as a literal or a `match` does.
    pub parts: Option<String>,
    /// The paths in its text, and what these are in.
    pub mentions: BTreeSet<String>,
    /// The text; `@` is for a number that is its own.
    pub code: String,
}

/// Uses, and what the words mean that begin a path in the file that they are made from.
pub struct Uses {
    words: BTreeMap<String, String>,
    pub uses: Vec<Use>,
}

impl Uses {
    /// `words` in addition to what generated files import from elsewhere.
    pub fn new(words: impl IntoIterator<Item = (String, String)>) -> Self {
        let foreign = FOREIGN.map(|(word, path)| (word.to_owned(), path.to_owned()));
        Self {
            words: foreign.into_iter().chain(words).collect(),
            uses: Vec::new(),
        }
    }

    /// Adds a function: its arguments, result and body.
    pub fn add(&mut self, path: &str, parts: Option<String>, code: &str) {
        self.add_item(path, parts, &format!("pub fn u@{code}"));
    }

    /// Adds an item of any kind.
    pub fn add_item(&mut self, path: &str, parts: Option<String>, code: &str) {
        let (code, mentions) = self.resolve(code);
        self.uses.push(Use {
            path: path.to_owned(),
            parts,
            mentions,
            code,
        });
    }

    /// The text with each path as it is written elsewhere, and those paths.
    fn resolve(&self, code: &str) -> (String, BTreeSet<String>) {
        let code = code.replace(" ::", "::").replace(":: ", "::");
        let mut mentions = BTreeSet::new();
        let mut text = String::new();
        let mut path = String::new();
        let mut rest = code.as_str();
        while let Some(c) = rest.chars().next() {
            let step = if rest.starts_with("::") {
                2
            } else {
                c.len_utf8()
            };
            let (piece, after) = rest.split_at(step);
            rest = after;
            if c.is_alphanumeric() || c == '_' || piece == "::" {
                path.push_str(piece);
                continue;
            }
            self.put(&mut text, &path, &mut mentions);
            path.clear();
            text.push(c);
        }
        self.put(&mut text, &path, &mut mentions);
        (text, mentions)
    }

    fn put(&self, text: &mut String, path: &str, mentions: &mut BTreeSet<String>) {
        // A member, a raw identifier, a lifetime.
        if text.ends_with(['.', '#', '\'']) {
            text.push_str(path);
            return;
        }
        let (first, rest) = path.split_at(path.find("::").unwrap_or(path.len()));
        let first = self.words.get(first).map_or(first, String::as_str);
        let whole = format!("{first}{rest}");
        text.push_str(&whole);
        if ["types::", "client::", "server::"]
            .iter()
            .any(|it| whole.starts_with(it))
        {
            let ends = whole.match_indices("::").map(|(end, _)| &whole[..end]);
            mentions.extend(ends.map(str::to_owned));
            mentions.insert(whole);
        }
    }
}

/// What generated files import from elsewhere.
const FOREIGN: [(&str, &str); 11] = [
    ("Uuid", "types::uuid::Uuid"),
    ("DateTime", "types::chrono::DateTime"),
    ("FixedOffset", "types::chrono::FixedOffset"),
    ("NaiveDate", "types::chrono::NaiveDate"),
    ("Value", "types::serde_json::Value"),
    ("Patch", "types::Patch"),
    ("File", "types::runtime::File"),
    ("UnknownValue", "types::runtime::UnknownValue"),
    ("BTreeMap", "std::collections::BTreeMap"),
    ("Infallible", "std::convert::Infallible"),
    ("crate", "types"),
];

/// The items of a crate's generated files, with the name of the module; not of its runtime.
pub fn files(files: &Files, folder: &str) -> Vec<(String, Vec<Item>)> {
    let own = files.iter().filter_map(|(path, text)| {
        let inside = path.strip_prefix(folder)?.strip_suffix(".rs")?;
        let items = || syn::parse_file(text).unwrap().items;
        (!inside.contains('/')).then(|| (inside.to_owned(), items()))
    });
    own.collect()
}

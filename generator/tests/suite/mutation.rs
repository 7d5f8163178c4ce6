//! Documents that nobody would write: those of the cases with some of their nodes removed or replaced.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde_json::{Value, json};

use crate::case::Case;

/// So many documents are tried, unless `OASMITH_MUTATIONS` says otherwise.
const DOCUMENTS: u64 = 3000;

/// A linear congruential generator (Knuth, MMIX): the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Generates from every mutated document, on two threads.
///
/// # Panics
///
/// With the document, if `generate` panics or gives Rust that does not parse.
pub fn run(cases: &[Case]) {
    let documents: Vec<(&Case, Value)> = cases
        .iter()
        .filter_map(|case| Some((case, case.document()?)))
        .collect();
    let nodes: Vec<Value> = documents
        .iter()
        .flat_map(|(_, document)| nodes(document))
        .collect();
    let wanted = std::env::var("OASMITH_MUTATIONS");
    let count = wanted.map_or(DOCUMENTS, |wanted| wanted.parse().unwrap());
    std::thread::scope(|scope| {
        for half in 0..2 {
            let (documents, nodes) = (&documents, &nodes);
            scope.spawn(move || {
                for seed in (half..count).step_by(2) {
                    let mut numbers = Numbers(seed);
                    let (case, document) = &documents[numbers.below(documents.len())];
                    let mut document = document.clone();
                    for _ in 0..=numbers.below(3) {
                        mutate(&mut document, nodes, &mut numbers);
                    }
                    try_document(seed, case, &document);
                }
            });
        }
    });
}

fn try_document(seed: u64, case: &Case, document: &Value) {
    let generate = || case.with_document(document).generate();
    let Ok(generated) = catch_unwind(AssertUnwindSafe(generate)) else {
        panic!("seed {seed}, {}: panics on\n{document:#}", case.name);
    };
    // A file that cannot be printed or has the path of another one.
    assert!(
        !generated.report.contains("error[E011]"),
        "seed {seed}, {}:\n{}\n{document:#}",
        case.name,
        generated.report
    );
    for (path, text) in generated
        .files
        .iter()
        .flat_map(oasmith::output::Files::iter)
    {
        let is_rust = Path::new(path).extension().is_some_and(|it| it == "rs");
        let is_generated = is_rust && !path.contains("/src/runtime/");
        if is_generated && let Err(error) = syn::parse_file(text) {
            panic!("seed {seed}, {path}: {error}\n{document:#}");
        }
    }
}

/// Every node below the root.
fn nodes(value: &Value) -> Vec<Value> {
    let children: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    let inner = |child: &&Value| {
        let mut all = vec![(*child).clone()];
        all.extend(nodes(child));
        all
    };
    children.iter().flat_map(inner).collect()
}

/// Removes, replaces or renames one node.
fn mutate(document: &mut Value, nodes: &[Value], numbers: &mut Numbers) {
    let count = self::nodes(document).len();
    if count == 0 {
        return;
    }
    let mut left = numbers.below(count);
    at(document, &mut left, &mut |parent, key| {
        let choice = numbers.below(8);
        if choice < 2 {
            remove(parent, key);
        } else if choice == 2 {
            rename(parent, key, numbers);
        } else if let Some(node) = child(parent, key) {
            *node = replacement(nodes, numbers);
        }
    });
}

fn replacement(nodes: &[Value], numbers: &mut Numbers) -> Value {
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}\"\\`é🦀\n"),
        json!("#/components/schemas"),
        json!([]),
        json!({}),
        json!({ "$ref": "#" }),
        json!({ "$ref": "#/components" }),
    ];
    if numbers.below(2) == 0 {
        odd[numbers.below(odd.len())].clone()
    } else {
        nodes[numbers.below(nodes.len())].clone()
    }
}

/// A step from a value to one below it.
enum Key {
    Name(String),
    Index(usize),
}

/// Calls `change` for the node that is reached after `left` others.
fn at(value: &mut Value, left: &mut usize, change: &mut dyn FnMut(&mut Value, &Key)) -> bool {
    let keys: Vec<Key> = match value {
        Value::Object(members) => members.keys().cloned().map(Key::Name).collect(),
        Value::Array(items) => (0..items.len()).map(Key::Index).collect(),
        _ => Vec::new(),
    };
    for key in keys {
        if *left == 0 {
            change(value, &key);
            return true;
        }
        *left -= 1;
        if child(value, &key).is_some_and(|child| at(child, left, change)) {
            return true;
        }
    }
    false
}

fn child<'v>(parent: &'v mut Value, key: &Key) -> Option<&'v mut Value> {
    match key {
        Key::Name(name) => parent.get_mut(name),
        Key::Index(index) => parent.get_mut(index),
    }
}

fn remove(parent: &mut Value, key: &Key) {
    match (parent, key) {
        (Value::Object(members), Key::Name(name)) => {
            members.remove(name);
        }
        (Value::Array(items), Key::Index(index)) => {
            items.remove(*index);
        }
        _ => {}
    }
}

/// Gives a member another key, perhaps that of a sibling.
fn rename(parent: &mut Value, key: &Key, numbers: &mut Numbers) {
    const NAMES: [&str; 8] = ["", "type", "Self", "a b", "\u{0}", "é", "1", "$ref"];
    if let (Value::Object(members), Key::Name(name)) = (parent, key)
        && let Some(value) = members.remove(name)
    {
        members.insert(NAMES[numbers.below(NAMES.len())].to_owned(), value);
    }
}

//! Swagger 2.0 in the form of OpenAPI 3.0: parameters, bodies, responses, servers and security schemes. Schemas stay as they are.
//!
//! What is rewritten stays where it was, as far as it has a place in both; of the rest [`Rewriting`] remembers where it came from.

mod body;
mod parameter;
mod response;
mod root;

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::super::{Document, resolve};
use super::Moves;
use crate::diagnostic::{Pointer, Report};

/// The methods of a path item.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// What is to be put into a document, and where it came from.
struct Rewriting<'d> {
    document: &'d Document,
    edits: Vec<(Pointer, Value)>,
    moves: Moves,
    done: HashSet<Pointer>,
}

/// Rewrites a Swagger 2.0 document whose files are all there.
pub(in super::super) fn rewrite(document: &mut Document) {
    let mut rewriting = Rewriting {
        document,
        edits: Vec::new(),
        moves: Moves::default(),
        done: HashSet::new(),
    };
    rewriting.servers();
    rewriting.schemes();
    rewriting.paths();
    let Rewriting { edits, moves, .. } = rewriting;
    document.keep_as_written();
    for (at, value) in edits {
        document.put(&at, value);
    }
    document.provenance.moves = moves;
}

impl Rewriting<'_> {
    fn paths(&mut self) {
        let paths = Pointer::root().join("paths");
        for (_, item) in self.document.members(&paths) {
            if let Some(item) = self.follow(&item)
                && self.done.insert(item.clone())
            {
                self.path_item(&item);
            }
        }
    }

    fn path_item(&mut self, item: &Pointer) {
        let list = item.join("parameters");
        let common = self.parameter_list(&list);
        self.list(&list, &common);
        for method in METHODS {
            let at = item.join(method);
            if let Some(Value::Object(operation)) = self.document.get(&at) {
                self.operation(&at, operation, &common);
            }
        }
    }

    fn operation(&mut self, at: &Pointer, operation: &Map<String, Value>, common: &[Listed]) {
        let list = at.join("parameters");
        let own = self.parameter_list(&list);
        self.list(&list, &own);
        let consumes = self.media_types(operation.get("consumes"), "consumes");
        let produces = self.media_types(operation.get("produces"), "produces");
        let overridden = |listed: &Listed| {
            own.iter()
                .any(|own| self.name_of(own) == self.name_of(listed))
        };
        let common = common.iter().filter(|listed| !overridden(listed));
        let in_body: Vec<&Listed> = own
            .iter()
            .chain(common)
            .filter(|listed| listed.in_body)
            .collect();
        if let Some(body) = self.body(at, &in_body, &consumes) {
            self.edits.push((at.join("requestBody"), body));
        }
        if let Some(Value::Object(responses)) = operation.get("responses") {
            self.responses(&at.join("responses"), responses, &produces);
        }
    }

    /// What tells a parameter from the others of its list.
    fn name_of(&self, listed: &Listed) -> Option<(&str, &str)> {
        let parameter = self.document.get(&listed.at)?;
        Some((text(parameter, "name")?, text(parameter, "in")?))
    }

    /// The media types of an operation, else of the document (Swagger 2.0, Operation Object); JSON where neither says any.
    fn media_types(&self, own: Option<&Value>, keyword: &str) -> Vec<String> {
        let common = self.document.root.get(keyword);
        let list = own.or(common).and_then(Value::as_array);
        let list: Vec<String> = list
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if list.is_empty() {
            vec!["application/json".to_owned()]
        } else {
            list
        }
    }

    /// The schema at a place, for another place: as it is where it stands inline, else a reference to it.
    fn schema_for(&mut self, schema: &Pointer, place: &Pointer, is_inline: bool) -> Value {
        let value = self.document.get(schema).cloned().unwrap_or(json!({}));
        if is_inline {
            self.moves.add(place, schema);
            return value;
        }
        let target = text(&value, "$ref").and_then(|reference| {
            self.document
                .target(reference, schema, &mut Report::default())
        });
        json!({ "$ref": resolve::reference_to(&target.unwrap_or_else(|| schema.clone())) })
    }

    fn follow(&self, at: &Pointer) -> Option<Pointer> {
        // What is wrong with a reference has been told.
        self.document.follow(at, &mut Report::default())
    }
}

/// An entry of a list of parameters.
struct Listed {
    /// Where the entry stands.
    entry: Pointer,
    /// Where the parameter stands: behind a reference elsewhere.
    at: Pointer,
    /// Whether it is a part of the body: `in: body` or `in: formData`.
    in_body: bool,
}

fn text<'v>(value: &'v Value, keyword: &str) -> Option<&'v str> {
    value.get(keyword).and_then(Value::as_str)
}

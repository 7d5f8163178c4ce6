//! The filter: operations that nobody wants go, and with them what only they reach.
//!
//! This happens on the raw tree, before anything is said about the document: what is not wanted is neither generated nor complained of.

mod reach;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Document;
use crate::config::{Filter, PathPattern, Selection};
use crate::diagnostic::{Code, Pointer, Report};

/// An operation as the document has it.
struct Operation {
    /// The member of `paths` or `webhooks`.
    path_at: Pointer,
    /// The path template, or the name of the webhook.
    path: String,
    method: String,
    /// Where it is, behind the reference to its path item.
    at: Pointer,
    id: Option<String>,
    tags: Vec<String>,
}

impl Document {
    /// Leaves out the operations that are not wanted, and what only they reach. Entries that fit no operation are reported.
    pub(super) fn keep_wanted(&mut self, filter: &Filter, report: &mut Report) {
        let operations = self.operations();
        report_idle(filter, &operations, report);
        let (wanted, unwanted): (Vec<&Operation>, Vec<&Operation>) = operations
            .iter()
            .partition(|operation| operation.is_wanted(filter));
        let needed: HashSet<&Pointer> = wanted.iter().map(|operation| &operation.at).collect();
        let mut left: HashMap<&Pointer, usize> = HashMap::new();
        for operation in &wanted {
            *left.entry(&operation.path_at).or_default() += 1;
        }
        for operation in unwanted {
            // Of a path item that several paths refer to, another one may want the operation: then this one keeps it, unless all of the
            // path goes.
            if !needed.contains(&operation.at) {
                self.remove(&operation.at);
            }
            if !left.contains_key(&operation.path_at) {
                self.remove(&operation.path_at);
            } else if needed.contains(&operation.at) {
                let message = format!(
                    "{} {} stays: it is written once for several paths, and another one keeps it",
                    operation.method, operation.path
                );
                report.add(Code::Setting, &operation.path_at, message);
                continue;
            }
            report.coverage.filtered += 1;
        }
        self.prune();
    }

    /// Every operation of the document.
    fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for map in ["paths", "webhooks"] {
            for (path, path_at) in self.members(&Pointer::root().join(map)) {
                // What is wrong with a reference is told where all of them are checked.
                let item = self.follow(&path_at, &mut Report::default());
                let Some(item) = item.filter(|_| !path.starts_with("x-")) else {
                    continue;
                };
                for (method, at) in self.operations_of(&item) {
                    let Some(operation) = self.get(&at) else {
                        continue;
                    };
                    let tags = operation.get("tags").and_then(Value::as_array);
                    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
                    operations.push(Operation {
                        path_at: path_at.clone(),
                        path: path.clone(),
                        method,
                        id: operation
                            .get("operationId")
                            .and_then(Value::as_str)
                            .map(str::to_owned),
                        tags: tags.map(str::to_owned).collect(),
                        at,
                    });
                }
            }
        }
        operations
    }

    /// Takes a member out of the object it is in.
    fn remove(&mut self, at: &Pointer) {
        let (Some(parent), Some(last)) = (at.parent(), at.last()) else {
            return;
        };
        let tree = match at.file() {
            None => Some(&mut self.root),
            Some(path) => self.files.get_mut(&path).and_then(|it| it.as_mut().ok()),
        };
        if let Some(Value::Object(members)) =
            tree.and_then(|tree| tree.pointer_mut(parent.within_file()))
        {
            members.shift_remove(&last);
        }
    }
}

impl Operation {
    fn is_wanted(&self, filter: &Filter) -> bool {
        let include = Question::of(&filter.include);
        let exclude = Question::of(&filter.exclude);
        let included = include
            .iter()
            .all(|(_, list)| list.is_empty() || list.iter().any(|question| self.fits(question)));
        let excluded = exclude
            .iter()
            .any(|(_, list)| list.iter().any(|question| self.fits(question)));
        included && !excluded
    }

    fn fits(&self, question: &Question<'_>) -> bool {
        match question {
            Question::Tag(tag) => self.tags.iter().any(|own| own == tag),
            Question::Path(pattern) => pattern.fits(&self.path),
            Question::Id(pattern) => self.id.as_ref().is_some_and(|id| pattern.fits(id)),
            Question::Method(method) => self.method.eq_ignore_ascii_case(method),
        }
    }
}

/// One entry of the filter.
enum Question<'f> {
    Tag(&'f str),
    Path(&'f PathPattern),
    Id(&'f PathPattern),
    Method(&'f str),
}

type Questions<'f> = Vec<(&'static str, Vec<Question<'f>>)>;

impl<'f> Question<'f> {
    /// The entries of a selection, by the key under which they are written.
    fn of(selection: &'f Selection) -> Questions<'f> {
        let Selection {
            tags,
            paths,
            operations,
            methods,
        } = selection;
        vec![
            ("tags", tags.iter().map(|it| Self::Tag(it)).collect()),
            ("paths", paths.iter().map(Self::Path).collect()),
            ("operations", operations.iter().map(Self::Id).collect()),
            (
                "methods",
                methods.iter().map(|it| Self::Method(it)).collect(),
            ),
        ]
    }

    fn text(&self) -> String {
        match self {
            Self::Tag(text) | Self::Method(text) => (*text).to_owned(),
            Self::Path(pattern) | Self::Id(pattern) => pattern.to_string(),
        }
    }
}

/// Reports the entries that fit no operation of the document.
fn report_idle(filter: &Filter, operations: &[Operation], report: &mut Report) {
    let at = Pointer::of_file("oasmith.toml").join("filter");
    for (side, selection) in [("include", &filter.include), ("exclude", &filter.exclude)] {
        for (key, list) in Question::of(selection) {
            for (index, question) in list.iter().enumerate() {
                if operations.iter().any(|operation| operation.fits(question)) {
                    continue;
                }
                let message = format!("`{}` fits no operation", question.text());
                let at = at.join(side).join(key).join(index);
                report.add(Code::Setting, &at, message);
            }
        }
    }
}

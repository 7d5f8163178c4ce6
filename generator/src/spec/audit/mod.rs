//! The audit: every keyword of the document is known, or reported.
//!
//! [`grammar`] is the list of what OpenAPI allows where, and of what oasmith does with it. The walk over the raw tree knows
//! nothing but that list, so a keyword cannot be dropped in silence: it is in the list and somebody reads it, or it is reported.

mod grammar;
mod later;
mod swagger;

use std::collections::HashSet;

use serde_json::Value;

use super::token::is_token;
use super::way::Way;
use super::{Dialect, Document};
use crate::diagnostic::{Code, Pointer, Report};
use grammar::{Holds, Node};

/// What is to be known of a document beside what is reported.
pub(super) struct Findings {
    /// The places of the keywords that restrict values in a way that no type has.
    pub(super) restrictions: Vec<Pointer>,
    /// The places of the keywords that have no value.
    pub(super) empty_keywords: Vec<Pointer>,
    /// The places of named parts that have no value, such as a property or a response.
    pub(super) empty_parts: Vec<Pointer>,
    /// The places of parts that are left out, as they are not of a form that can be sent.
    pub(super) unusable: Vec<Pointer>,
    /// The places of types that are `null` without quotes.
    pub(super) null_types: Vec<Pointer>,
    /// The places of references to a schema around them, and that schema.
    pub(super) inner_references: Vec<(Pointer, Pointer)>,
}

/// Reports every keyword of the document that has no effect on the output, or does not have the form that OpenAPI asks for.
pub(super) fn audit(document: &Document, report: &mut Report) -> Findings {
    let mut audit = Audit {
        document,
        report,
        waiting: Vec::new(),
        seen: HashSet::new(),
        findings: Findings {
            restrictions: Vec::new(),
            empty_keywords: Vec::new(),
            empty_parts: Vec::new(),
            inner_references: Vec::new(),
            null_types: Vec::new(),
            unusable: Vec::new(),
        },
    };
    let root = Pointer::root();
    audit.node(Node::Root, &document.root, Way::Start(&root));
    while let Some((node, at)) = audit.waiting.pop() {
        if let Some(value) = document.get(&at) {
            audit.node(node, value, Way::Start(&at));
        }
    }
    audit.findings
}

struct Audit<'a> {
    document: &'a Document,
    report: &'a mut Report,
    /// What references lead to beside the parts that the walk from the root comes by.
    waiting: Vec<(Node, Pointer)>,
    seen: HashSet<Pointer>,
    findings: Findings,
}

impl Audit<'_> {
    fn node(&mut self, node: Node, value: &Value, at: Way<'_>) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    self.reference(node, reference, at);
                }
                for (keyword, value) in members {
                    self.member(node, keyword, value, Way::Member(&at, keyword));
                }
            }
            // A schema may be a boolean.
            Value::Bool(_) if node == Node::Schema => {}
            other => self.malformed("an object", other, at),
        }
    }

    /// Keeps the target of a reference for later if nothing else leads there.
    fn reference(&mut self, node: Node, reference: &str, at: Way<'_>) {
        let walked = [
            "#/components/",
            "#/paths/",
            "#/definitions/",
            "#/parameters/",
            "#/responses/",
        ];
        if walked.iter().any(|start| reference.starts_with(start))
            && self.document.dialect.has_at_root(reference)
            && at.start().file().is_none()
        {
            return;
        }
        let from = at.pointer();
        // What is wrong with a reference is told where all of them are checked.
        let Some(target) = self
            .document
            .target(reference, &from, &mut Report::default())
        else {
            return;
        };
        let start = target.to_string();
        let covered = walked.iter().any(|part| start.starts_with(part))
            && self.document.dialect.has_at_root(&start);
        if !covered && self.seen.insert(target.clone()) {
            self.waiting.push((node, target));
        }
    }

    fn member(&mut self, node: Node, keyword: &str, value: &Value, at: Way<'_>) {
        if keyword.starts_with("x-") {
            return;
        }
        let holds = grammar::find(node, keyword, self.document.dialect).or_else(|| {
            let (holds, dialect) = grammar::find_elsewhere(node, keyword)?;
            // Only schemas are read without regard to the dialect.
            (node == Node::Schema).then_some(())?;
            let of = match keyword {
                "additionalItems" => "JSON Schema before 2020-12".to_owned(),
                _ => format!("OpenAPI {dialect}"),
            };
            let message = format!(
                "`{keyword}` is of {of}, this document is of {}",
                self.document.dialect
            );
            self.report.add(Code::OtherDialect, &at.pointer(), message);
            Some(holds)
        });
        let Some(holds) = holds else {
            let message = format!("`{keyword}` is not known here");
            self.report
                .add(Code::UnknownKeyword, &at.pointer(), message);
            return;
        };
        if value.is_null() && node == Node::Schema && keyword == "type" {
            self.null_type("`type`", at);
        } else if value.is_null() && !holds.takes_null() {
            let message = format!("`{keyword}` has no value, and is read as if it were not there");
            self.report.add(Code::EmptyKeyword, &at.pointer(), message);
            self.findings.empty_keywords.push(at.pointer());
        } else {
            self.held(node, keyword, holds, value, at);
        }
    }

    fn held(&mut self, node: Node, keyword: &str, holds: Holds, value: &Value, at: Way<'_>) {
        match (holds, value) {
            (Holds::Text, Value::String(name))
                if keyword == "type" && node == Node::Schema && name == "null" =>
            {
                self.other_form("the type `null` is of OpenAPI 3.1", at);
            }
            (Holds::Any | Holds::Value, _)
            | (Holds::Text | Holds::Types, Value::String(_))
            | (Holds::Flag, Value::Bool(_))
            | (Holds::Number, Value::Number(_))
            | (Holds::Bound, Value::Bool(_) | Value::Number(_))
            | (Holds::List, Value::Array(_)) => {}
            // Read in any dialect.
            (Holds::Text | Holds::Types, Value::Array(names))
                if keyword == "type" && node == Node::Schema =>
            {
                if matches!(holds, Holds::Text) {
                    self.other_form("a list of types is of OpenAPI 3.1", at);
                }
                for (index, name) in names.iter().enumerate() {
                    if name.is_null() {
                        self.null_type("a type", Way::Item(&at, index));
                    }
                }
            }
            (Holds::Number, Value::Bool(_)) if keyword.starts_with("exclusive") => {
                self.other_form("a flag is of OpenAPI 3.0", at);
            }
            (Holds::Around, Value::String(reference)) => {
                let at = at.pointer();
                match self.document.around(&at, keyword, reference) {
                    Some(schema) => self.findings.inner_references.push((at, schema)),
                    None => self.unchecked(keyword, &at),
                }
            }
            (Holds::Text | Holds::Types | Holds::Around, other) => {
                self.malformed("a string", other, at);
            }
            (Holds::Flag, other) => self.malformed("a boolean", other, at),
            (Holds::Number | Holds::Bound, other) => self.malformed("a number", other, at),
            // As JSON Schema had tuples before 2020-12.
            (Holds::One(inner), Value::Array(_)) if keyword == "items" && node == Node::Schema => {
                let message = "a list of schemas is of JSON Schema before 2020-12";
                self.report.add(Code::OtherDialect, &at.pointer(), message);
                self.findings.restrictions.push(at.pointer());
                self.held(node, "prefixItems", Holds::Many(inner), value, at);
            }
            (Holds::One(inner), inner_value) => self.node(inner, inner_value, at),
            (Holds::Many(inner), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.node(inner, item, Way::Item(&at, index));
                }
            }
            (Holds::List | Holds::Many(_), other) => self.malformed("an array", other, at),
            (Holds::Named(inner), Value::Object(members)) => {
                for (name, member) in members {
                    // A property may be called `x-…`; a path or a status may not, there it is an extension.
                    if inner != Node::Schema && name.starts_with("x-") {
                        continue;
                    }
                    let at = Way::Member(&at, name);
                    if keyword == "content" && !self.is_media_type(name, at) {
                        continue;
                    }
                    if member.is_null() {
                        let message =
                            format!("`{name}` has no value, and is read as an empty object");
                        self.report.add(Code::EmptyKeyword, &at.pointer(), message);
                        self.findings.empty_parts.push(at.pointer());
                    } else {
                        self.node(inner, member, at);
                    }
                }
            }
            (Holds::Named(_), other) => self.malformed("an object", other, at),
            (Holds::Restriction(inner), value) => {
                self.findings.restrictions.push(at.pointer());
                self.held(node, keyword, *inner, value, at);
            }
            (Holds::Unchecked, _) => self.unchecked(keyword, &at.pointer()),
            (Holds::Nothing, _) => {
                let message = format!("nothing is generated from `{keyword}`");
                self.report.add(Code::NotGenerated, &at.pointer(), message);
            }
        }
    }

    fn null_type(&mut self, what: &str, at: Way<'_>) {
        let message =
            format!("{what} has no value, and is read as the type `null`, which has quotes");
        self.report.add(Code::EmptyKeyword, &at.pointer(), message);
        self.findings.null_types.push(at.pointer());
    }

    /// Whether the key of a `content` can be sent. It is reported where it is not of the form `type/subtype` (RFC 9110, section 8.3.1).
    fn is_media_type(&mut self, key: &str, at: Way<'_>) -> bool {
        // RFC 9110, section 5.5: what no header can hold.
        if key.chars().any(|c| c.is_control() || !c.is_ascii()) {
            let message = format!("{key:?} cannot be a media type");
            self.report.add(Code::Malformed, &at.pointer(), message);
            self.findings.unusable.push(at.pointer());
            return false;
        }
        let essence = key.split(';').next().unwrap_or_default().trim();
        let parts = essence.split_once('/');
        if !parts.is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype)) {
            let message = format!("{key:?} is no media type, which is `type/subtype`");
            self.report.add(Code::OtherStyle, &at.pointer(), message);
        }
        true
    }

    fn unchecked(&mut self, keyword: &str, at: &Pointer) {
        let message = format!("`{keyword}` is not checked");
        self.report.add(Code::UncheckedKeyword, at, message);
    }

    fn other_form(&mut self, message: &str, at: Way<'_>) {
        let message = format!("{message}, this document is of {}", self.document.dialect);
        self.report.add(Code::OtherDialect, &at.pointer(), message);
    }

    fn malformed(&mut self, expected: &str, found: &Value, at: Way<'_>) {
        let found = match found {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        let message = format!("expected {expected}, found {found}");
        self.report.add(Code::Malformed, &at.pointer(), message);
    }
}

impl Dialect {
    /// Whether the audit of the root comes by what begins like this.
    fn has_at_root(self, reference: &str) -> bool {
        let in_components = reference.starts_with("#/components/");
        reference.starts_with("#/paths/") || in_components != (self == Self::V20)
    }
}

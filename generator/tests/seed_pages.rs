//! The five documentation pages against `spec/authentik/openapi.yaml`.
//!
//! `seed_pages/NNN.yaml` is what page NNN states, in the page's own words and order. A row with
//! `field` is printed with name and type; of a row with `unnamed` the page's text lost both, and
//! only its values and its description are the page's. A field without a row is one whose line the
//! text lost, which happens only to lines without values and description.
//! `seed_pages/NNN.*.json` are the page's examples. `deviations` are the facts in which the page
//! and the document differ, and must differ. No page prints tags, `nullable` or "body required".

use std::error::Error;
use std::fmt::Display;

use indexmap::IndexMap;
use openapiv3::{Content, Operation, ReferenceOr, Schema, SchemaKind, StatusCode, Type};
use serde_json::Value;

use document::{Document, Field, REST, join, values_text};
use page::{Deviation, Page, Row, read_example};

#[path = "seed_pages/document.rs"]
mod document;
#[path = "seed_pages/page.rs"]
mod page;

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn page_000_states_what_the_document_states() -> Outcome {
    check("000")
}

#[test]
fn page_001_states_what_the_document_states() -> Outcome {
    check("001")
}

#[test]
fn page_002_states_what_the_document_states() -> Outcome {
    check("002")
}

#[test]
fn page_003_states_what_the_document_states() -> Outcome {
    check("003")
}

#[test]
fn page_004_states_what_the_document_states() -> Outcome {
    check("004")
}

fn check(number: &str) -> Outcome {
    let (document, page) = (Document::read()?, Page::read(number)?);
    let mut deviations = IndexMap::new();
    for deviation in &page.deviations {
        deviations.extend(
            deviation
                .places
                .iter()
                .map(|place| (place.as_str(), deviation)),
        );
    }
    let problems = Vec::new();
    let mut check = Check {
        document: &document,
        number,
        page: &page,
        deviations,
        problems,
    };

    let (method, path, operation) = document
        .operation(&page.operation)
        .ok_or_else(|| format!("page {number}: the document has no {}", page.operation))?;
    check.fact("method", &page.method, method);
    check.fact("path", &page.path, &path);
    check.fact(
        "sample path",
        page.sample_path.as_ref().unwrap_or(&path),
        &path,
    );
    check.operation(operation)?;

    for (place, deviation) in std::mem::take(&mut check.deviations) {
        let why = &deviation.why;
        check.problem(
            place,
            format_args!("stated as a deviation ({why}), but never met"),
        );
    }
    assert!(
        check.problems.is_empty(),
        "\n{}\n",
        check.problems.join("\n")
    );
    Ok(())
}

/// Compares facts, and collects those that differ and are no stated deviation.
struct Check<'a> {
    document: &'a Document,
    number: &'a str,
    page: &'a Page,
    deviations: IndexMap<&'a str, &'a Deviation>,
    problems: Vec<String>,
}

impl<'a> Check<'a> {
    fn problem(&mut self, place: impl Display, text: impl Display) {
        self.problems
            .push(format!("page {}, {place}: {text}", self.number));
    }

    fn fact(&mut self, place: impl Display, page: impl Display, document: impl Display) {
        let (place, page, document) = (place.to_string(), page.to_string(), document.to_string());
        let stated = self.deviations.shift_remove(place.as_str());
        if stated.map_or(&page, |deviation| &deviation.document) != &document {
            let text = format!("the page says `{page}`, the document says `{document}`");
            self.problem(place, text);
        } else if stated.is_some() && page == document {
            self.problem(
                place,
                "stated as a deviation, but the page and the document agree",
            );
        }
    }

    fn operation(&mut self, operation: &'a Operation) -> Outcome {
        let (document, page) = (self.document, self.page);
        let description = operation.description.as_deref().unwrap_or_default();
        self.fact("description", &page.description, description);
        let (authorization, scheme) = document.authorization(operation).unwrap_or_default();
        self.fact("authorization", &page.authorization, authorization);
        if let Some(header) = &page.sample_authorization {
            let word = header.split(' ').next().unwrap_or_default();
            self.fact("sample authorization", word.to_lowercase(), scheme);
        }

        let parameters = document.parameters(operation);
        let printed = page
            .path
            .split('/')
            .filter_map(|segment| segment.strip_prefix(':'));
        let declared = parameters.iter().map(|parameter| &parameter.name);
        self.fact("parameters", join(printed), join(declared));
        self.rows("parameter", &page.parameters, &parameters);

        let request = operation
            .request_body
            .as_ref()
            .and_then(ReferenceOr::as_item);
        let request = request.ok_or("no request body")?;
        self.body("request", "request", &page.request, &request.content)?;
        self.responses(operation)
    }

    fn responses(&mut self, operation: &'a Operation) -> Outcome {
        let (page, responses) = (self.page, &operation.responses.responses);
        self.fact(
            "statuses",
            join(page.responses.keys()),
            join(responses.keys()),
        );
        for (status, answer) in &page.responses {
            let response = responses.get(&StatusCode::Code(*status));
            let Some(response) = response.and_then(ReferenceOr::as_item) else {
                continue;
            };
            let block = format!("response {status}");
            self.body(
                &block,
                &status.to_string(),
                &answer.fields,
                &response.content,
            )?;
            if let Some(description) = &answer.description {
                let schema = self.document.body(&response.content);
                let text = schema.and_then(|schema| schema.schema_data.description.as_deref());
                let place = format!("{block} body description");
                self.fact(place, description, text.unwrap_or_default());
            }
            if *status == 200 && page.has_example("request") {
                self.access(&response.content)?;
            }
        }
        Ok(())
    }

    /// Checks the content of the request or of a response: its type, its rows and its example.
    fn body(&mut self, block: &str, example: &str, rows: &[Row], content: &'a Content) -> Outcome {
        self.fact(
            format!("{block} content type"),
            &self.page.content,
            join(content.keys()),
        );
        let schema = self
            .document
            .body(content)
            .ok_or_else(|| format!("{block}: no schema"))?;
        self.rows(block, rows, &self.document.fields(schema, "", rows));
        if self.page.has_example(example) {
            let value = read_example(self.number, example)?;
            self.example(&format!("example {example}"), "", &value, schema);
        }
        Ok(())
    }

    fn rows(&mut self, block: &str, rows: &[Row], fields: &[Field<'_>]) {
        let known = fields.iter().map(|field| field.name.as_str());
        let known = known.filter(|name| rows.iter().any(|row| row.name() == *name));
        self.fact(
            format!("{block} fields in order"),
            join(rows.iter().map(Row::name)),
            join(known),
        );
        let complete = !rows.is_empty() && rows.iter().all(|row| row.field.is_some());
        // The text lost whole lines only where they hold neither values nor a description.
        let lost = Row::default();
        for field in fields {
            let place = format!("{block} {}", field.name);
            let row = rows.iter().find(|row| row.name() == field.name);
            if complete && row.is_none() {
                self.problem(&place, "not on the page, which lost no name");
            }
            let row = row.unwrap_or(&lost);
            if let Some(text) = &row.r#type {
                self.fact(
                    format!("{place} type"),
                    text,
                    self.document.type_text(field),
                );
            }
            self.fact(
                format!("{place} values"),
                &row.values,
                values_text(field.schema),
            );
            self.fact(
                format!("{place} description"),
                &row.description,
                field.description,
            );
        }
    }

    /// A field that only the response's example has is one that only the server sets.
    fn access(&mut self, content: &'a Content) -> Outcome {
        let (sent, received) = (
            read_example(self.number, "request")?,
            read_example(self.number, "200")?,
        );
        let Some(schema) = self.document.body(content) else {
            return Ok(());
        };
        for field in self.document.fields(schema, "", &[]) {
            if received.get(&field.name).is_some() {
                let set_by = |server| if server { "the server" } else { "both" };
                let page = set_by(sent.get(&field.name).is_none());
                let place = format!("response 200 {} set by", field.name);
                self.fact(place, page, set_by(field.read_only));
            }
        }
        Ok(())
    }

    fn example(&mut self, block: &str, pointer: &str, value: &Value, schema: &'a Schema) {
        let document = self.document;
        let place = format!("{block} {pointer}");
        match (&schema.schema_kind, value) {
            (SchemaKind::Type(Type::Object(object)), Value::Object(members)) => {
                let fields = document.properties(object, "");
                let known = fields.iter().map(|field| &field.name);
                let known = join(known.filter(|name| members.contains_key(*name)));
                self.fact(
                    format!("{place} members in order"),
                    join(members.keys()),
                    known,
                );
                for field in fields.iter().filter(|field| field.name != REST) {
                    let pointer = format!("{pointer}/{}", field.name);
                    let member = members.get(&field.name);
                    let there = if member.is_some() {
                        "present"
                    } else {
                        "absent"
                    };
                    self.fact(format!("{block} {pointer}"), there, "present");
                    if let Some(member) = member {
                        self.example(block, &pointer, member, field.schema);
                    }
                }
            }
            (SchemaKind::Type(Type::Array(_)), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(schema) = document.item(schema) {
                        self.example(block, &format!("{pointer}/{index}"), item, schema);
                    }
                }
            }
            (SchemaKind::Type(Type::String(string)), Value::String(text)) => {
                let mut listed = string.enumeration.iter().flatten().peekable();
                if listed.peek().is_some() && !listed.any(|value| value == text) {
                    self.problem(&place, format_args!("`{text}` is not listed"));
                }
                let uuid = text.len() == 36 && text.split('-').count() == 5;
                let kind = if uuid { "uuid" } else { "string" };
                self.fact(format!("{place} type"), kind, document.kind_text(schema));
            }
            (SchemaKind::Type(Type::Integer(_)), Value::Number(number)) if number.is_i64() => {}
            (SchemaKind::Type(Type::Boolean(_)), Value::Bool(_)) => {}
            _ => self.problem(&place, "of another type than the document says"),
        }
    }
}

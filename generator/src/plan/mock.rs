//! What the mock answers: for each operation and status the bodies that the document shows, else one that is made up.

use std::collections::HashMap;

use heck::ToShoutySnakeCase;
use serde_json::Value;

use super::ident::Scope;
use super::rust::{Mock, MockAnswer, MockBody, MockMembers, MockOperation, NextPage};
use super::types::Index;
use super::{paging, resource};
use crate::diagnostic::{Code, Report};
use crate::model::{
    Api, Content, Example, Form, Framing, Kind, Layout, Operation, Response, Shape, Status, Style,
    Type,
};
use crate::sample::Way;
use crate::sample::fits::fits;
use crate::sample::plain::Plain;

/// A body that is not JSON, where the document shows none; also what it is called.
const TEXT: &str = "text";

/// Plans what the mock answers. An example that is no value of its schema is reported and not used.
#[must_use]
pub fn plan(index: Index<'_>, report: &mut Report) -> Mock {
    let api = index.api;
    let mut planning = Planning {
        index,
        api,
        plain: Plain::new(api, Way::Answer),
        // The file imports `Mock` and the like; names in capitals clash with none of them.
        scope: Scope::default(),
        names: HashMap::new(),
        bodies: Vec::new(),
        members: Vec::new(),
    };
    let operations = api.operations.iter().map(|operation| MockOperation {
        id: operation.id.clone(),
        answers: planning.answers(operation, report),
    });
    let operations: Vec<MockOperation> = operations.collect();
    let resources = resource::plan(index, &operations, &mut |operation, ty, members| {
        planning.members(operation, ty, members)
    });
    Mock {
        operations,
        bodies: planning.bodies,
        members: planning.members,
        resources,
    }
}

struct Planning<'a> {
    index: Index<'a>,
    api: &'a Api,
    plain: Plain<'a>,
    scope: Scope,
    /// The names of the bodies by their texts.
    names: HashMap<String, String>,
    bodies: Vec<MockBody>,
    members: Vec<MockMembers>,
}

impl Planning<'_> {
    /// The success first: it is what the mock answers unless the caller prefers another status.
    fn answers(&mut self, operation: &Operation, report: &mut Report) -> Vec<MockAnswer> {
        let successes = operation.successes();
        // What declares no success is answered without content.
        let nothing = successes.is_empty().then(|| MockAnswer {
            status: "204".to_owned(),
            example: None,
            headers: Vec::new(),
            media_type: String::new(),
            body: None,
        });
        // `default` is among the failures, whatever else it stands for.
        let is_success = |it: &&Response| successes.iter().any(|other| other.status == it.status);
        let failures = operation.failures().into_iter();
        let failures = failures.filter(|it| !is_success(it));
        let responses = successes.iter().copied().chain(failures);
        let headers = self.headers(operation);
        let shown = responses.flat_map(|response| {
            let is_success = is_success(&response);
            let mut answers = self.of_response(operation, response, report);
            if is_success {
                for answer in &mut answers {
                    answer.headers.clone_from(&headers);
                }
            }
            answers
        });
        nothing.into_iter().chain(shown).collect()
    }

    fn of_response(
        &mut self,
        operation: &Operation,
        response: &Response,
        report: &mut Report,
    ) -> Vec<MockAnswer> {
        let status = status(response.status);
        let answer =
            |example: Option<&String>, body: Option<String>, media_type: &str| MockAnswer {
                status: status.clone(),
                example: example.cloned(),
                headers: Vec::new(),
                media_type: media_type.to_owned(),
                body,
            };
        let Some(content) = &response.content else {
            return vec![answer(None, None, "")];
        };
        let media_type = media_type(content);
        let mut answers = Vec::new();
        for example in &response.examples {
            if let Some(text) = self.shown(content, example, report) {
                let wanted = match &example.name {
                    Some(name) => format!("{}_{status}_{name}", operation.id),
                    None => format!("{}_{status}", operation.id),
                };
                let body = self.body(&wanted, text);
                answers.push(answer(example.name.as_ref(), Some(body), &media_type));
            }
        }
        if answers.is_empty()
            && let Some(text) = self.made(operation, response.status, content)
        {
            let wanted = match content.ty() {
                None => TEXT.to_owned(),
                ty => {
                    let name = self.name_of(ty);
                    name.unwrap_or_else(|| format!("{}_{status}", operation.id))
                }
            };
            let body = self.body(&wanted, text);
            answers.push(answer(None, Some(body), &media_type));
        }
        answers
    }

    /// The headers that every success has, as texts.
    fn headers(&mut self, operation: &Operation) -> Vec<(String, String)> {
        let api = self.api;
        let Some(id) = operation.headers else {
            return Vec::new();
        };
        let (Some(headers), Some(Shape::Object(object))) = (
            api.headers_of(id),
            api.definition(id).map(|definition| &definition.shape),
        ) else {
            return Vec::new();
        };
        let fields = object.fields.iter().zip(&headers.styles);
        fields
            .filter(|(field, _)| field.required)
            .filter_map(|(field, style)| {
                let value = self.plain.value(&field.ty)?;
                Some((field.name.clone(), header_text(&value, *style)))
            })
            .collect()
    }

    /// The text of an example that is a value of its schema.
    fn shown(&self, content: &Content, example: &Example, report: &mut Report) -> Option<String> {
        let text = match (&content.form, &example.value) {
            (Form::Json(ty), value) => {
                fits(self.api, ty, value, Way::Answer).then(|| value.to_string())
            }
            // How another form is written is not for a JSON value to say.
            (_, Value::String(text)) => Some(text.clone()),
            _ => None,
        };
        if text.is_none() {
            let message = "the example is no value of its schema, so that the mock does not use it";
            report.add(Code::NotGenerated, &example.pointer, message);
        }
        text
    }

    fn made(&mut self, operation: &Operation, status: Status, content: &Content) -> Option<String> {
        match &content.form {
            Form::Json(ty) => {
                let mut value = self.plain.value(ty)?;
                if status.is_success()
                    && let Some(paging) = paging::plan(self.index, operation)
                {
                    end(&mut value, &paging.next);
                }
                Some(value.to_string())
            }
            Form::Sequence(sequence) => {
                let item = match &sequence.item {
                    Some(ty) => self.plain.value(ty)?.to_string(),
                    None => TEXT.to_owned(),
                };
                Some(match sequence.framing {
                    Framing::Events => format!("data: {item}\n\n"),
                    Framing::Lines => format!("{item}\n"),
                    Framing::Records => format!("\u{1e}{item}\n"),
                })
            }
            Form::Text | Form::Binary | Form::Multipart(_) | Form::UrlEncoded(_) => {
                Some(TEXT.to_owned())
            }
        }
    }

    /// What a body is called after the component that its type is.
    fn name_of(&self, ty: Option<&Type>) -> Option<String> {
        let (list, ty) = match &ty?.kind {
            Kind::Array(item) => ("_list", &**item),
            _ => ("", ty?),
        };
        let Kind::Named(id) = ty.kind else {
            return None;
        };
        match &self.api.definition(id)?.origin {
            crate::model::Origin::Component(name) => Some(format!("{name}{list}")),
            crate::model::Origin::Inline { .. } => None,
        }
    }

    /// The name of a body; equal texts are one.
    fn body(&mut self, wanted: &str, text: String) -> String {
        if let Some(name) = self.names.get(&text) {
            return name.clone();
        }
        let name = self.constant(wanted);
        self.names.insert(text.clone(), name.clone());
        self.bodies.push(MockBody {
            name: name.clone(),
            text,
        });
        name
    }

    /// The name of members that are copied from a request body of that type; equal lists are one.
    fn members(&mut self, operation: &Operation, ty: &Type, members: Vec<String>) -> String {
        if let Some(known) = self.members.iter().find(|known| known.members == members) {
            return known.name.clone();
        }
        let wanted = self.name_of(Some(ty));
        let wanted = wanted.unwrap_or_else(|| format!("{}_request", operation.id));
        let name = self.constant(&format!("{wanted}_members"));
        self.members.push(MockMembers {
            name: name.clone(),
            members,
        });
        name
    }

    fn constant(&mut self, wanted: &str) -> String {
        let wanted = super::ident::field_name(wanted);
        let wanted = wanted.trim_start_matches("r#").to_shouty_snake_case();
        let wanted = if wanted.is_empty() { "BODY" } else { &wanted };
        self.scope.take(wanted)
    }
}

/// A value in the style `simple` (RFC 6570, section 3.2.2), or as JSON.
fn header_text(value: &Value, style: Style) -> String {
    let scalar = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match value {
        value if style.layout == Layout::Json => value.to_string(),
        Value::Array(items) => items.iter().map(scalar).collect::<Vec<_>>().join(","),
        Value::Object(members) => {
            let equals = if style.explode { '=' } else { ',' };
            let members = members.iter();
            let members = members.map(|(key, value)| format!("{key}{equals}{}", scalar(value)));
            members.collect::<Vec<_>>().join(",")
        }
        scalar_value => scalar(scalar_value),
    }
}

/// Makes a page the last one: whoever reads to the end has to come to it.
fn end(page: &mut Value, next: &NextPage) {
    let (way, last) = match next {
        NextPage::Number(way) => (way.as_slice(), Value::from(0)),
        NextPage::Link(field) => (std::slice::from_ref(field), Value::Null),
    };
    let next = way.iter().try_fold(page, |at, step| at.get_mut(step));
    if let Some(next) = next {
        *next = last;
    }
}

/// A status as the document writes it.
pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The media type of an answer: that of the document, unless it is a range of them.
fn media_type(content: &Content) -> String {
    if !content.media_type.contains('*') {
        return content.media_type.clone();
    }
    let usual = match content.form {
        Form::Json(_) => "application/json",
        Form::Text => "text/plain",
        Form::Sequence(_) | Form::Binary | Form::Multipart(_) | Form::UrlEncoded(_) => {
            "application/octet-stream"
        }
    };
    usual.to_owned()
}

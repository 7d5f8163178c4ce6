//! The questions that are put to a generated client and a generated server, as the harness reads them.

use std::collections::HashMap;

use oasmith::diagnostic::Pointer;
use oasmith::model::{
    self, Api, Content, Form, Framing, Kind, Layout, Location, Operation, Parameter, Response,
    Security, Sequence, Status, StringFormat, Told, Type,
};
use oasmith::sample::each::{Sampler, scalars};
use oasmith::sample::scalar::Alphabet;
use oasmith::sample::{Way, limited};
use oasmith::{CrateNames, Document, OperationNames};
use serde::Serialize;
use serde_json::{Map, Value};

use super::condition;
use super::schema::Schemas;
use super::spoil::{self, Spoilt};
use super::told::{is_cut, is_sent, told};

/// So many bytes the parameters of a call have: a URL has no more than 64 kB, and three for most bytes.
const LONGEST: usize = 16_000;

/// All the questions about one API.
#[derive(Debug, Default, Serialize)]
pub(super) struct Exam {
    operations: Vec<Question>,
    /// The samples of bodies, which operations refer to by number.
    pub(super) samples: Vec<Vec<Value>>,
    /// The ways to spoil them.
    spoilt: Vec<Vec<Spoilt>>,
    /// The schemas of the places where samples stand, by the numbers of the samples.
    judged: Vec<Vec<Judged>>,
    /// The document's schemas as JSON Schema.
    schemas: Value,
    /// What no sample was found for, in words.
    #[serde(skip)]
    pub(super) gaps: Vec<String>,
    #[serde(skip)]
    known: Vec<(Type, Way, usize)>,
    #[serde(skip)]
    known_spoilt: Vec<(usize, usize)>,
}

/// A place where a value stands.
#[derive(Debug, PartialEq, Serialize)]
struct Judged {
    /// The name of its schema.
    schema: String,
    /// The place in the document.
    place: String,
}

#[derive(Debug, Serialize)]
struct Question {
    id: String,
    parameters: Vec<Map<String, Value>>,
    /// The schemas of the parameters, by their names.
    judged: Vec<(String, Judged)>,
    is_paged: bool,
    body: Option<Body>,
    answers: Vec<Answer>,
}

#[derive(Debug, Serialize)]
struct Body {
    form: &'static str,
    required: bool,
    media_type: String,
    samples: usize,
    spoilt: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Answer {
    /// `None` for a success.
    failure: Option<u16>,
    status: u16,
    media_type: Option<String>,
    form: &'static str,
    samples: Option<usize>,
}

impl Answer {
    /// A success without content.
    fn nothing(status: u16) -> Self {
        Self {
            failure: None,
            status,
            media_type: None,
            form: "nothing",
            samples: None,
        }
    }
}

impl Exam {
    /// The questions about every operation.
    pub(super) fn new(api: &Api, document: &Document, names: &CrateNames) -> Self {
        let mut exam = Self::default();
        let mut schemas = Schemas::new(document);
        let by_id: HashMap<&str, &OperationNames> = names
            .groups
            .iter()
            .flat_map(|group| &group.operations)
            .map(|operation| (operation.id.as_str(), operation))
            .collect();
        for operation in &api.operations {
            if !can_be_granted(api, operation) {
                exam.gaps.push(format!(
                    "{}: no scheme of the document gives the credentials it asks for",
                    operation.id
                ));
                continue;
            }
            let found = by_id.get(operation.id.as_str());
            if let Some(found) = found {
                exam.mocked(api, operation, found, &mut schemas);
            }
            if let Told::Never(other) = &operation.told {
                exam.gaps.push(format!(
                    "{}: its requests are those of {other}, which the server serves in its place",
                    operation.id
                ));
                continue;
            }
            let Some(parameters) = exam.parameters(api, operation) else {
                continue;
            };
            let body = exam.body(api, operation, &mut schemas);
            if body
                .as_ref()
                .is_some_and(|body| body.required && exam.is_empty(body.samples))
            {
                continue;
            }
            let question = Question {
                id: operation.id.clone(),
                parameters,
                judged: judged_parameters(operation, &mut schemas),
                is_paged: found.is_some_and(|found| found.is_paged),
                body,
                answers: exam.answers(api, operation, &mut schemas),
            };
            exam.operations.push(question);
        }
        exam.gaps.sort();
        exam.gaps.dedup();
        exam.schemas = schemas.into_document();
        exam
    }

    fn is_empty(&self, samples: usize) -> bool {
        self.samples.get(samples).is_none_or(Vec::is_empty)
    }

    /// Sets of parameters: those that must be there, then all of them, each value once. `None` where one that must be there has no
    /// sample.
    fn parameters(&mut self, api: &Api, operation: &Operation) -> Option<Vec<Map<String, Value>>> {
        let mut members: Vec<(&Parameter, Vec<Value>)> = Vec::new();
        for parameter in &operation.parameters {
            let values = parameter_values(api, parameter);
            if values.is_empty() {
                self.gaps
                    .push(format!("{}: parameter `{}`", operation.id, parameter.name));
                if parameter.required {
                    return None;
                }
            } else {
                members.push((parameter, values));
            }
        }
        let turns = members.iter().map(|(_, values)| values.len()).max();
        let needed = members.iter().filter(|(parameter, _)| parameter.required);
        let needed = needed.filter_map(|(parameter, values)| {
            Some((parameter.name.clone(), values.first()?.clone()))
        });
        let mut sets = vec![needed.collect()];
        for turn in 0..turns.unwrap_or(0) {
            // Another one is the first in each turn, so that what is too long for one is in the next.
            let rotated = members.iter().cycle().skip(turn).take(members.len());
            let mut left = LONGEST;
            let all = rotated.filter_map(|(parameter, values)| {
                let length = |value: &&Value| value.to_string().len();
                let value = values.get(turn).or(values.first())?;
                let value = if length(&value) > left {
                    values.iter().min_by_key(length)?
                } else {
                    value
                };
                left = left.saturating_sub(length(&value));
                Some((parameter.name.clone(), value.clone()))
            });
            let all = all.collect();
            if !sets.contains(&all) {
                sets.push(all);
            }
        }
        Some(sets)
    }

    fn body(
        &mut self,
        api: &Api,
        operation: &Operation,
        schemas: &mut Schemas<'_>,
    ) -> Option<Body> {
        let body = operation.body.as_ref()?;
        let form = match &body.content.form {
            Form::Json(_) => "json",
            Form::Multipart(_) | Form::UrlEncoded(_) => "form",
            Form::Text | Form::Binary | Form::Sequence(_) => "bytes",
        };
        let way = match &body.content.form {
            Form::Multipart(_) => Way::Form,
            Form::UrlEncoded(_) => Way::UrlEncoded,
            Form::Json(_) | Form::Text | Form::Binary | Form::Sequence(_) => Way::Request,
        };
        let samples = match body.content.ty().filter(|_| form != "bytes") {
            Some(ty) => {
                // There is no form of `null`.
                let written = Type {
                    nullable: ty.nullable && form == "json",
                    ..ty.clone()
                };
                self.samples_of(api, &written, way)
            }
            None => self.fixed(bytes()),
        };
        if form == "form"
            && let Some(ty) = body.content.ty()
            && let Some(values) = self.samples.get_mut(samples)
        {
            *values = told(api, ty, values, &body.content);
        }
        if form != "bytes" {
            self.judge(samples, &body.pointer, &body.content, way, schemas);
        }
        if self.is_empty(samples) {
            self.gaps.push(format!("{}: request body", operation.id));
        }
        let json = match &body.content.form {
            // An answer to HEAD has no content that could name a member.
            Form::Json(ty) if operation.method != "HEAD" => Some(ty),
            _ => None,
        };
        Some(Body {
            form,
            required: body.required,
            media_type: body.content.media_type.clone(),
            samples,
            spoilt: json.map(|ty| self.spoilt_of(api, ty, samples)),
        })
    }

    /// The successes, then the failures.
    fn answers(
        &mut self,
        api: &Api,
        operation: &Operation,
        schemas: &mut Schemas<'_>,
    ) -> Vec<Answer> {
        let mut answers = Vec::new();
        for response in operation.successes() {
            let status = match response.status {
                Status::Default => 200,
                other => status(other, &operation.responses),
            };
            answers.extend(self.answers_of(api, response, status, schemas));
        }
        if answers.is_empty() {
            answers.push(Answer::nothing(204));
        }
        for response in operation.failures() {
            let status = status(response.status, &operation.responses);
            let answer = self.answers_of(api, response, status, schemas).into_iter();
            answers.extend(answer.take(1).map(|answer| Answer {
                failure: Some(status),
                ..answer
            }));
        }
        answers
    }

    /// A response with each of its bodies.
    fn answers_of(
        &mut self,
        api: &Api,
        response: &Response,
        status: u16,
        schemas: &mut Schemas<'_>,
    ) -> Vec<Answer> {
        let contents: Vec<&Content> = response.alternatives().collect();
        if contents.is_empty() {
            return vec![Answer::nothing(status)];
        }
        contents
            .into_iter()
            .map(|content| self.answer(api, response, content, status, schemas))
            .collect()
    }

    fn answer(
        &mut self,
        api: &Api,
        response: &Response,
        content: &Content,
        status: u16,
        schemas: &mut Schemas<'_>,
    ) -> Answer {
        let (form, samples) = match &content.form {
            Form::Json(ty) => ("json", self.samples_of(api, ty, Way::Answer)),
            Form::Text => ("text", self.fixed(vec!["".into(), "t\u{e9}xt\n".into()])),
            Form::Binary | Form::Multipart(_) | Form::UrlEncoded(_) => {
                ("bytes", self.fixed(bytes()))
            }
            Form::Sequence(Sequence { item: None, .. }) => return Answer::nothing(status),
            Form::Sequence(Sequence {
                framing,
                item: Some(item),
            }) => {
                return Answer {
                    failure: None,
                    status,
                    media_type: Some(content.media_type.clone()),
                    form: match framing {
                        Framing::Events => "events",
                        Framing::Lines => "lines",
                        Framing::Records => "records",
                    },
                    samples: Some(self.samples_of(api, item, Way::Answer)),
                };
            }
        };
        self.judge(samples, &response.pointer, content, Way::Answer, schemas);
        if self.is_empty(samples) {
            self.gaps.push(format!("answer at {}", response.pointer));
        }
        Answer {
            failure: None,
            status,
            media_type: Some(content.media_type.clone()),
            form,
            samples: Some(samples),
        }
    }

    /// The bodies that the mock answers, which are to be values of their schemas, too.
    fn mocked(
        &mut self,
        api: &Api,
        operation: &Operation,
        named: &OperationNames,
        schemas: &mut Schemas<'_>,
    ) {
        let first = operation.successes().first().map(|it| it.status);
        for response in &operation.responses {
            let status = match response.status {
                Status::Code(code) => code.to_string(),
                Status::Range(hundreds) => format!("{hundreds}XX"),
                Status::Default => "default".to_owned(),
            };
            let Some(
                content @ Content {
                    form: Form::Json(_),
                    ..
                },
            ) = &response.content
            else {
                continue;
            };
            let bodies = named.mocked.iter().filter(|mocked| mocked.status == status);
            let bodies = bodies.filter_map(|mocked| mocked.body.as_deref());
            // A text that is no JSON is no value of any schema.
            let read = |text: &str| serde_json::from_str(text).unwrap_or(Value::from("\u{0}"));
            let mut bodies: Vec<Value> = bodies.map(read).collect();
            if first == Some(response.status) {
                let changed = self.changed(api, operation, &named.copied, &bodies);
                bodies.extend(changed);
            }
            if bodies.is_empty() {
                self.gaps.push(format!("mock at {}", response.pointer));
                continue;
            }
            let number = self.fixed(bodies);
            self.judge(number, &response.pointer, content, Way::Answer, schemas);
        }
    }

    /// What the mock with a memory answers: the first body with the members that it copies from a request.
    fn changed(
        &mut self,
        api: &Api,
        operation: &Operation,
        copied: &[String],
        bodies: &[Value],
    ) -> Vec<Value> {
        let mut contents = operation.body.iter().flat_map(model::Body::contents);
        let json = contents.find_map(|content| match &content.form {
            Form::Json(ty) => Some(ty),
            _ => None,
        });
        let (Some(ty), Some(shown), false) = (json, bodies.first(), copied.is_empty()) else {
            return Vec::new();
        };
        let samples = self.samples_of(api, ty, Way::Request);
        let samples = self.samples.get(samples).into_iter().flatten();
        let changed = samples.filter_map(|sample| {
            let mut body = shown.as_object()?.clone();
            for name in copied {
                if let Some(value) = sample.get(name) {
                    body.insert(name.clone(), value.clone());
                }
            }
            Some(Value::Object(body))
        });
        changed.collect()
    }

    /// Keeps which schema the values of a body are judged by.
    fn judge(
        &mut self,
        samples: usize,
        at: &Pointer,
        content: &Content,
        way: Way,
        schemas: &mut Schemas<'_>,
    ) {
        // A form as an answer is its bytes.
        let is_bytes = way == Way::Answer && !matches!(content.form, Form::Json(_));
        if content.ty().is_none() || is_bytes {
            return;
        }
        let at = schemas.of_content(at, &content.media_type);
        let Some(schema) = schemas.name(&at, way) else {
            return;
        };
        if let Some(known) = self.judged.get_mut(samples)
            && known.iter().all(|judged| judged.schema != schema)
        {
            let place = at.to_string();
            known.push(Judged { schema, place });
        }
    }

    fn samples_of(&mut self, api: &Api, ty: &Type, way: Way) -> usize {
        let known = self
            .known
            .iter()
            .find(|(known, other, _)| known == ty && *other == way);
        if let Some((_, _, number)) = known {
            return *number;
        }
        let mut sampler = Sampler::new(api, way, condition::against);
        let values = sampler.values(ty);
        let unmatched = sampler.unmatched.into_iter();
        self.gaps
            .extend(unmatched.map(|pattern| format!("pattern `{pattern}`")));
        let number = self.fixed(values);
        self.known.push((ty.clone(), way, number));
        number
    }

    fn fixed(&mut self, samples: Vec<Value>) -> usize {
        self.samples.push(samples);
        self.judged.push(Vec::new());
        self.samples.len() - 1
    }

    fn spoilt_of(&mut self, api: &Api, ty: &Type, samples: usize) -> usize {
        if let Some((_, number)) = self.known_spoilt.iter().find(|(of, _)| *of == samples) {
            return *number;
        }
        let solid = self.samples.get(samples).map_or(&[][..], Vec::as_slice);
        let spoilt = spoil::spoil(
            &Sampler::new(api, Way::Request, condition::against),
            ty,
            solid,
        );
        self.spoilt.push(spoilt);
        let number = self.spoilt.len() - 1;
        self.known_spoilt.push((samples, number));
        number
    }
}

/// Whether some credentials are enough: a requirement may name schemes that the document does not declare.
fn can_be_granted(api: &Api, operation: &Operation) -> bool {
    let is_declared = |name: &String| api.schemes.iter().any(|scheme| scheme.name == *name);
    match &operation.security {
        Security::Unstated => true,
        Security::AnyOf(alternatives) => alternatives.iter().any(|it| it.iter().all(is_declared)),
    }
}

/// The schemas of the parameters.
fn judged_parameters(operation: &Operation, schemas: &mut Schemas<'_>) -> Vec<(String, Judged)> {
    let parameters = operation.parameters.iter();
    parameters
        .filter_map(|parameter| {
            let at = parameter.pointer.join("schema");
            let schema = schemas.name(&at, Way::Request)?;
            let place = at.to_string();
            Some((parameter.name.clone(), Judged { schema, place }))
        })
        .collect()
}

/// The values of a parameter: scalars, or lists with one and with all of the items.
fn parameter_values(api: &Api, parameter: &Parameter) -> Vec<Value> {
    let alphabet = match parameter.location {
        Location::Path => Alphabet::Segment,
        Location::Query => Alphabet::Any,
        Location::Header | Location::Cookie => Alphabet::Header,
    };
    let own = limited(api, &parameter.ty);
    let ty = own.as_ref().unwrap_or_else(|| api.resolve(&parameter.ty));
    if matches!(parameter.style.layout, Layout::Json | Layout::WholeJson) {
        let values = Sampler::new(api, Way::Request, condition::against)
            .values(ty)
            .into_iter();
        return values.filter(|value| !value.is_null()).collect();
    }
    let Kind::Array(item) = &ty.kind else {
        if matches!(ty.kind, Kind::Map(_) | Kind::Named(_)) {
            let values = Sampler::outside(api, alphabet, condition::against)
                .values(ty)
                .into_iter();
            // One item of a list is a scalar to a union of both.
            let is_told = |value: &Value| value.as_array().is_none_or(|items| items.len() > 1);
            return values
                .filter(|value| is_sent(parameter, value) && is_told(value))
                .collect();
        }
        let mut values = scalars(api, ty, alphabet, condition::against);
        values.retain(|value| is_sent(parameter, value));
        if values.is_empty() && *ty == Type::new(Kind::String(StringFormat::Text)) {
            values.push("a-b_C9".into());
        }
        return values;
    };
    let items: Vec<Value> = if matches!(api.resolve(item).kind, Kind::Named(_) | Kind::Array(_)) {
        Sampler::outside(api, alphabet, condition::against).values(item)
    } else {
        scalars(api, item, alphabet, condition::against)
    };
    let mut items: Vec<Value> = items
        .into_iter()
        .filter(|item| is_sent(parameter, item) && !is_cut(parameter, item))
        .collect();
    if items.is_empty() && api.resolve(item) == &Type::new(Kind::String(StringFormat::Text)) {
        items = vec!["a-b_C9".into(), "%2C/&=".into()];
    }
    if items.is_empty() {
        return Vec::new();
    }
    let size = |bound: Option<u64>| bound.and_then(|bound| usize::try_from(bound).ok());
    // A list without items is not sent.
    let least = size(ty.limits.min_items).unwrap_or(1).max(1);
    let most = size(ty.limits.max_items).unwrap_or(usize::MAX).max(least);
    let filled = |from: usize, count: usize| -> Value {
        let items = items.iter().cycle().skip(from).take(count);
        items.cloned().collect()
    };
    // Joined, nobody can tell one empty item from none, nor an encoded comma in the only item, which is JSON if it has parts, from one between
    // two.
    let is_whole = |item: &Value| match item {
        Value::String(text) => !text.is_empty() && !text.contains(','),
        parts => !parts.to_string().contains(','),
    };
    let first = if parameter.style.explode {
        Some(0)
    } else {
        items.iter().position(is_whole)
    };
    let mut values = vec![filled(0, items.len().max(2).clamp(least, most))];
    values.extend(first.map(|first| filled(first, least)));
    values
}

fn bytes() -> Vec<Value> {
    let all: Vec<u8> = (0..=255).collect();
    vec![all.into(), b"{\"a\": 1}".to_vec().into()]
}

/// A status that the response is for and no other one.
fn status(status: Status, responses: &[Response]) -> u16 {
    let declared = |code: &u16| {
        responses
            .iter()
            .any(|response| response.status == Status::Code(*code))
    };
    let declared_range = |code: &u16| {
        responses
            .iter()
            .any(|response| matches!(response.status, Status::Range(range) if u16::from(range) == code / 100))
    };
    match status {
        Status::Code(code) => code,
        Status::Range(range) => {
            let from = u16::from(range) * 100 + 18;
            (from..from + 80)
                .find(|code| !declared(code))
                .unwrap_or(from)
        }
        Status::Default => (418..600)
            .find(|code| !declared(code) && !declared_range(code))
            .unwrap_or(599),
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a failed step fails the test"
)]
mod tests;

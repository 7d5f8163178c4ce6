//! Successes: what an operation answers when it succeeds. Operations that declare several share a type with those that declare the same.

use std::collections::HashMap;

use super::ident::{Scope, variant_name};
use super::operation::sequence_items;
use super::rule;
use super::rust::{
    AnswerBody, AnswerForm, AnswerStatus, AnswerVariant, Failure, Rule, RustType, Success,
    SuccessForm, Successes,
};
use super::status::{self, answer_status, status_name};
use super::types::Index;
use crate::model::{Content, Form, Operation, Response, Status};

/// So many bodies make a name; more are told by their statuses.
const LONGEST: usize = 3;

/// The types of operations with several successes, and which one an operation has.
#[derive(Debug)]
pub struct SuccessTypes {
    /// The types, in the order in which operations first have them.
    pub types: Vec<Successes>,
    by_variants: HashMap<Vec<AnswerVariant>, String>,
}

impl SuccessTypes {
    /// Plans the types of all operations that declare several successes; `failures` have taken their names.
    #[must_use]
    pub fn new(index: Index<'_>, scope: &Scope, failures: &[Failure]) -> Self {
        let mut sets: Vec<(Vec<AnswerVariant>, Vec<&Operation>)> = Vec::new();
        for operation in index.api.all_operations() {
            let set = variants(index, operation);
            if is_one(&set) {
                continue;
            }
            match sets.iter_mut().find(|(known, _)| *known == set) {
                Some((_, operations)) => operations.push(operation),
                None => sets.push((set, vec![operation])),
            }
        }
        let mut scope = scope.clone();
        for failure in failures {
            scope.take_camel(&failure.name);
        }
        let kept = &index.kept.successes;
        let kept: Vec<(String, &String)> = sets
            .iter()
            .filter_map(|(set, _)| kept.get(&place(set)).map(|name| (place(set), name)))
            .collect();
        let mut scope = scope.keeping(kept.iter().map(|(place, name)| (place.as_str(), *name)));
        let mut types = Vec::new();
        let mut by_variants = HashMap::new();
        for (variants, _) in sets {
            let name = scope
                .kept(&place(&variants))
                .unwrap_or_else(|| scope.take_camel(&name(&variants)));
            by_variants.insert(variants.clone(), name.clone());
            types.push(Successes {
                docs: vec![format!(
                    "The successes documented for {}.",
                    status::listed(&variants)
                )],
                name,
                features: Vec::new(),
                variants,
            });
        }
        Self { types, by_variants }
    }

    /// The success of an operation: its status, the other statuses of the same body, and the body, `None` where there is no content.
    #[must_use]
    pub fn of(
        &self,
        index: Index<'_>,
        operation: &Operation,
    ) -> (u16, Vec<AnswerStatus>, Option<Success>) {
        let variants = variants(index, operation);
        let mut statuses: Vec<AnswerStatus> =
            variants.iter().map(|variant| variant.status).collect();
        statuses.dedup();
        // `default` is no status to answer with: where it alone is declared, 200 is what it is for; nothing at all is answered as such.
        let (status, first) = match statuses.first() {
            Some(AnswerStatus::Code(code)) => (*code, 1),
            Some(AnswerStatus::Range(range)) => (u16::from(*range) * 100, 0),
            Some(AnswerStatus::Default) => (200, 0),
            None => (204, 0),
        };
        let further = statuses.into_iter().skip(first).collect();
        let success = match self.by_variants.get(&variants) {
            Some(name) => Some(Success {
                form: SuccessForm::OneOf(name.clone()),
                rule: Rule::new(),
                media_types: media_types(operation),
            }),
            None => sequence(index, operation).or_else(|| {
                let body = variants.first()?.body.as_ref()?;
                Some(alone(index, body, operation))
            }),
        };
        (status, further, success)
    }
}

/// The only success of an operation, where that is one item after the other.
fn sequence(index: Index<'_>, operation: &Operation) -> Option<Success> {
    let content = operation.successes().first()?.content.as_ref()?;
    let Form::Sequence(sequence) = &content.form else {
        return None;
    };
    let items = sequence_items(index, content, sequence);
    Some(Success {
        media_types: items.media_type.iter().cloned().collect(),
        rule: Rule::new(),
        form: SuccessForm::Items(items),
    })
}

/// The only success of an operation.
fn alone(index: Index<'_>, body: &AnswerBody, operation: &Operation) -> Success {
    let (form, usual) = match &body.form {
        AnswerForm::Json(ty) => (SuccessForm::Json(ty.clone()), "application/json"),
        AnswerForm::Text => (SuccessForm::Text, "text/plain; charset=utf-8"),
        AnswerForm::Binary => (SuccessForm::Binary, "application/octet-stream"),
    };
    let further = media_types(operation).into_iter().skip(1);
    let media_types: Vec<String> = std::iter::once(body.media_type.clone())
        .chain(further)
        .collect();
    let is_usual = matches!(media_types.as_slice(), [only] if only == usual);
    Success {
        form,
        rule: limits(index, operation),
        media_types: if is_usual { Vec::new() } else { media_types },
    }
}

/// The limits of the body, which are those of all statuses that have it, or none.
fn limits(index: Index<'_>, operation: &Operation) -> Rule {
    let successes = operation.successes();
    let contents = successes
        .iter()
        .flat_map(|response| response.alternatives());
    let mut rules = contents.map(|content| match &content.form {
        Form::Json(ty) => rule::plan(index.api, ty),
        _ => Rule::new(),
    });
    let first = rules.next().unwrap_or_default();
    if rules.all(|rule| rule == first) {
        first
    } else {
        Rule::new()
    }
}

/// The media types of all successes, in the document's words.
fn media_types(operation: &Operation) -> Vec<String> {
    let successes = operation.successes();
    let contents = successes
        .iter()
        .flat_map(|response| response.alternatives());
    let listed = contents.flat_map(|it| std::iter::once(&it.media_type).chain(&it.also));
    let mut media_types: Vec<String> = Vec::new();
    for media_type in listed {
        let is_known = |known: &String| known.eq_ignore_ascii_case(media_type);
        if !media_types.iter().any(is_known) {
            media_types.push(media_type.clone());
        }
    }
    media_types
}

/// Whether all the successes are one, under whatever status.
fn is_one(variants: &[AnswerVariant]) -> bool {
    let form = |variant: &AnswerVariant| variant.body.as_ref().map(|body| body.form.clone());
    let first = variants.first().map(form);
    variants.iter().all(|variant| Some(form(variant)) == first)
}

/// The successes by status, those of one status in the order in which they are preferred.
fn variants(index: Index<'_>, operation: &Operation) -> Vec<AnswerVariant> {
    let mut successes = operation.successes();
    successes.sort_by_key(|response| response.status);
    let by_media_type_alone = successes.len() == 1;
    let mut names = Scope::with(&[]);
    successes
        .into_iter()
        .flat_map(|response| {
            let bodies: Vec<Option<&Content>> = match &response.content {
                Some(_) => response.alternatives().map(Some).collect(),
                None => vec![None],
            };
            bodies.into_iter().map(move |content| (response, content))
        })
        .map(|(response, content)| {
            let body = content.map(|content| status::body(index, content));
            let wanted = wanted_name(response, content, body.as_ref(), by_media_type_alone);
            AnswerVariant {
                name: names.take_camel(&wanted),
                status: answer_status(response.status),
                body,
            }
        })
        .collect()
}

/// `Ok` for the first body of a status, `OkText` for another one; where there is one status only, `Json` and `Text`.
fn wanted_name(
    response: &Response,
    content: Option<&Content>,
    body: Option<&AnswerBody>,
    by_media_type_alone: bool,
) -> String {
    let form = match body.map(|body| &body.form) {
        Some(AnswerForm::Json(_)) => "Json",
        Some(AnswerForm::Text) => "Text",
        Some(AnswerForm::Binary) => "Bytes",
        None => "Empty",
    };
    let is_first = content == response.content.as_ref();
    let status = match response.status {
        Status::Default => "Ok".to_owned(),
        status => status_name(answer_status(status)),
    };
    // A second JSON is told by its media type.
    let is_second_json = !is_first && form == "Json";
    let form = match content {
        Some(content) if is_second_json => {
            let essence = content.media_type.split(';').next().unwrap_or_default();
            variant_name(essence.rsplit('/').next().unwrap_or_default())
        }
        _ => form.to_owned(),
    };
    match (by_media_type_alone, is_first) {
        (true, _) => form,
        (false, true) => status,
        (false, false) => format!("{status}{form}"),
    }
}

/// What `names.lock` calls a set of successes: the statuses with the types of their bodies.
#[must_use]
pub fn place(variants: &[AnswerVariant]) -> String {
    let parts: Vec<String> = variants.iter().map(status::place).collect();
    parts.join(", ")
}

/// `ThingOrTask` for two bodies, `ThingOrNoContent` for one that is not always there.
fn name(variants: &[AnswerVariant]) -> String {
    let part = |variant: &AnswerVariant| match variant.body.as_ref().map(|body| &body.form) {
        Some(AnswerForm::Json(ty)) => match ty {
            RustType::Named(name) => name.clone(),
            RustType::Vec(item) => match item.as_ref() {
                RustType::Named(name) => format!("{name}List"),
                _ => "List".to_owned(),
            },
            _ => "Json".to_owned(),
        },
        Some(AnswerForm::Text) => "Text".to_owned(),
        Some(AnswerForm::Binary) => "Bytes".to_owned(),
        None => variant.name.clone(),
    };
    let mut parts: Vec<String> = Vec::new();
    for part in variants.iter().map(part) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.len() > LONGEST {
        let mut statuses: Vec<String> = variants
            .iter()
            .map(|variant| match variant.status {
                AnswerStatus::Code(code) => code.to_string(),
                AnswerStatus::Range(range) => format!("{range}XX"),
                AnswerStatus::Default => "Other".to_owned(),
            })
            .collect();
        statuses.dedup();
        return format!("Success{}", statuses.join("Or"));
    }
    match parts.as_slice() {
        [only] => format!("{only}Success"),
        parts => parts.join("Or"),
    }
}

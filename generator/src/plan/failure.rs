//! Failures: the declared responses that are no successes, by status. Operations that declare the same share one type.

use std::collections::HashMap;

use super::ident::Scope;
use super::rust::{AnswerForm, AnswerStatus, AnswerVariant, Failure, RustType};
use super::status::{self, answer_status, status_name};
use super::types::Index;
use crate::model::Operation;

/// The name of the failure type that most operations have.
const MAIN: &str = "ApiError";

/// The failure types, and which one an operation has.
#[derive(Debug)]
pub struct Failures {
    /// The types, the most frequent one first.
    pub types: Vec<Failure>,
    by_variants: HashMap<Vec<AnswerVariant>, String>,
}

impl Failures {
    /// Plans the failure types of all operations. The most frequent set is called `ApiError`, the others after what they have
    /// beyond it, or after their statuses.
    #[must_use]
    pub fn new(index: Index<'_>, scope: &Scope) -> Self {
        let mut sets: Vec<(Vec<AnswerVariant>, usize)> = Vec::new();
        for operation in index.api.all_operations() {
            let set = variants(index, operation);
            match sets.iter_mut().find(|(known, _)| *known == set) {
                Some((_, count)) => *count += 1,
                None => sets.push((set, 1)),
            }
        }
        // An operation without documented failures needs no type for them.
        sets.retain(|(set, _)| !set.is_empty());
        // A stable sort: of two sets as frequent as each other the earlier one stays first.
        sets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let kept = &index.kept.failures;
        let kept: Vec<(String, &String)> = sets
            .iter()
            .filter_map(|(set, _)| kept.get(&place(set)).map(|name| (place(set), name)))
            .collect();
        let mut scope = scope
            .clone()
            .keeping(kept.iter().map(|(place, name)| (place.as_str(), *name)));
        let mut types: Vec<Failure> = Vec::new();
        let mut by_variants = HashMap::new();
        let mut main = sets
            .iter()
            .map(|(set, _)| set)
            .find(|set| scope.kept(&place(set)).is_some_and(|name| name == MAIN))
            .cloned();
        for (variants, _) in sets {
            let name = scope.kept(&place(&variants)).unwrap_or_else(|| {
                let wanted = if scope.is_free(MAIN) {
                    main = Some(variants.clone());
                    MAIN.to_owned()
                } else {
                    name(&variants, main.as_deref().unwrap_or_default())
                };
                scope.take_camel(&wanted)
            });
            by_variants.insert(variants.clone(), name.clone());
            types.push(Failure {
                docs: vec![sentence(&variants)],
                name,
                variants,
            });
        }
        Self { types, by_variants }
    }

    /// The name of the failure type of an operation; `None` where it documents no failure.
    #[must_use]
    pub fn name(&self, index: Index<'_>, operation: &Operation) -> Option<String> {
        self.by_variants.get(&variants(index, operation)).cloned()
    }
}

/// What `names.lock` calls a set of failures: the statuses with the types of their bodies.
#[must_use]
pub fn place(variants: &[AnswerVariant]) -> String {
    let parts: Vec<String> = variants.iter().map(status::place).collect();
    parts.join(", ")
}

fn variants(index: Index<'_>, operation: &Operation) -> Vec<AnswerVariant> {
    let failures = operation.failures().into_iter();
    let mut variants: Vec<AnswerVariant> = failures
        .map(|response| {
            let status = answer_status(response.status);
            AnswerVariant {
                name: status_name(status),
                status,
                body: response
                    .content
                    .as_ref()
                    .map(|content| status::body(index, content)),
            }
        })
        .collect();
    variants.sort_by_key(|variant| variant.status);
    variants
}

/// So many statuses make a name; more are told by their numbers.
const LONGEST: usize = 3;

/// `ApiErrorOrNotFound` for what `main`, which is called `ApiError`, has and a 404; `NotFoundOrConflictError` for something else.
fn name(variants: &[AnswerVariant], main: &[AnswerVariant]) -> String {
    let further: Vec<&AnswerVariant> = variants.iter().filter(|it| !main.contains(it)).collect();
    let is_more = !main.is_empty() && further.len() + main.len() == variants.len();
    let (start, named) = if is_more {
        (format!("{MAIN}Or"), further)
    } else {
        (String::new(), variants.iter().collect())
    };
    if named.len() > LONGEST {
        let codes: Vec<String> = named.iter().map(|it| code(it.status)).collect();
        let start = if is_more { &start } else { "Error" };
        return format!("{start}{}", codes.join("Or"));
    }
    // What has the status of a main failure and another body is told by the body.
    let part = |variant: &&AnswerVariant| match variant.body.as_ref().map(|body| &body.form) {
        _ if main.contains(variant) || main.iter().all(|it| it.status != variant.status) => {
            variant.name.clone()
        }
        Some(AnswerForm::Json(RustType::Named(body))) => body.clone(),
        Some(_) => variant.name.clone(),
        None => format!("Empty{}", variant.name),
    };
    let parts: Vec<String> = named.iter().map(part).collect();
    let name = format!("{start}{}", parts.join("Or"));
    if is_more || name.ends_with("Error") {
        name
    } else {
        format!("{name}Error")
    }
}

fn code(status: AnswerStatus) -> String {
    match status {
        AnswerStatus::Code(code) => code.to_string(),
        AnswerStatus::Range(range) => format!("{range}XX"),
        AnswerStatus::Default => "Other".to_owned(),
    }
}

fn sentence(variants: &[AnswerVariant]) -> String {
    let statuses = status::listed(variants);
    let noun = if variants.len() == 1 {
        "failure"
    } else {
        "failures"
    };
    format!("The {noun} documented for {statuses}.")
}

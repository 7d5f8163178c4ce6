//! What is asked of a server: each operation with as little as it takes, with all that it takes, and for each failure that it declares.

use std::collections::BTreeMap;

use oasmith::model::{Api, Form, Location, Operation, Status, Type};
use oasmith::sample::Way;
use oasmith::sample::plain::Plain;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One request, as the harness reads it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) parameters: Map<String, Value>,
    pub(super) body: Option<Value>,
    /// What the request prefers (RFC 7240).
    pub(super) prefer: Option<String>,
}

/// Values of parameters that are known, by name.
pub(super) type Known = BTreeMap<String, Value>;

/// Each operation with as little as it takes.
pub(super) fn least(api: &Api, known: &Known) -> Vec<Question> {
    let operations = api.operations.iter();
    operations
        .filter_map(|operation| question(api, operation, known, false))
        .collect()
}

/// Each operation with every parameter and its body.
pub(super) fn most(api: &Api, known: &Known) -> Vec<Question> {
    let operations = api.operations.iter();
    operations
        .filter_map(|operation| question(api, operation, known, true))
        .collect()
}

/// Each failure that is declared by its status, preferred, with that status.
pub(super) fn preferred(api: &Api) -> Vec<(Question, u16)> {
    let mut questions = Vec::new();
    for operation in &api.operations {
        let Some(question) = question(api, operation, &Known::new(), false) else {
            continue;
        };
        for response in &operation.responses {
            if let Status::Code(code @ 300..=599) = response.status {
                let prefer = Some(format!("code={code}"));
                questions.push((
                    Question {
                        prefer,
                        ..question.clone()
                    },
                    code,
                ));
            }
        }
    }
    questions
}

/// The operations for which no request can be made up.
pub(super) fn gaps(api: &Api) -> Vec<String> {
    let operations = api.operations.iter();
    let unasked =
        operations.filter(|operation| question(api, operation, &Known::new(), true).is_none());
    unasked
        .map(|operation| format!("{}: no request can be made up", operation.id))
        .collect()
}

fn question(api: &Api, operation: &Operation, known: &Known, all: bool) -> Option<Question> {
    let mut plain = Plain::new(api, Way::Request);
    let mut parameters = Map::new();
    for parameter in &operation.parameters {
        // Prism ends when an optional header with a list is absent, and is not told of it.
        let is_prism_trap = parameter.location == Location::Header && !parameter.required;
        if !parameter.required && (!all || is_prism_trap) {
            continue;
        }
        let value = known
            .get(&parameter.name)
            .cloned()
            .or_else(|| plain.value(&parameter.ty));
        match value {
            Some(value) => {
                parameters.insert(parameter.name.clone(), value);
            }
            None if parameter.required => return None,
            None => {}
        }
    }
    let mut body = None;
    if let Some(declared) = &operation.body
        && (declared.required || all)
    {
        let solid = |ty: &Type| Type {
            nullable: false,
            ..ty.clone()
        };
        body = match &declared.content.form {
            Form::Json(ty) => plain.value(&solid(ty)),
            Form::Multipart(ty) => Plain::new(api, Way::Form).value(&solid(ty)),
            Form::UrlEncoded(ty) => Plain::new(api, Way::UrlEncoded).value(&solid(ty)),
            // As bytes, which the harness hands over as they are.
            Form::Text | Form::Binary | Form::Sequence(_) => Some(json!([116, 101, 120, 116])),
        };
        if body.is_none() && declared.required {
            return None;
        }
    }
    Some(Question {
        id: operation.id.clone(),
        parameters,
        body,
        prefer: None,
    })
}

//! Answers of the server to what the document does not allow, in the shape that the document itself declares for them.

use super::rust::{Answers, Denied, Invalid};
use crate::model::{Api, Form, Kind, Object, Rest, Shape, Status, Type};

/// How the server answers an invalid and an unauthenticated request: as most operations declare it.
#[must_use]
pub fn plan(api: &Api) -> Answers {
    Answers {
        invalid: invalid(api),
        denied: denied(api),
    }
}

/// A declared 400 (or 422) whose body keeps messages by field gets them by field; everything else is a problem (RFC 9457).
fn invalid(api: &Api) -> Invalid {
    for status in [400, 422] {
        if let Some(object) = most_frequent_body(api, status) {
            let free = matches!(&object.rest, Rest::Typed(ty) if ty.kind == Kind::Any);
            let none_required = object.fields.iter().all(|field| !field.required);
            if free && none_required {
                let general = object
                    .fields
                    .iter()
                    .find(|field| is_list_of_text(api, &field.ty));
                let general = general
                    .map_or("non_field_errors", |field| field.name.as_str())
                    .to_owned();
                return Invalid::Fields { status, general };
            }
        }
    }
    let declares = |status| {
        api.operations
            .iter()
            .any(|operation| declares(operation, status))
    };
    Invalid::Problem {
        status: if !declares(400) && declares(422) {
            422
        } else {
            400
        },
    }
}

/// A declared 401 or 403 whose body needs one text gets the message there.
fn denied(api: &Api) -> Denied {
    let declares_any = |status| {
        api.operations
            .iter()
            .any(|operation| declares(operation, status))
    };
    let status = if !declares_any(401) && declares_any(403) {
        403
    } else {
        401
    };
    let member = most_frequent_body(api, status).and_then(|object| {
        let mut required = object.fields.iter().filter(|field| field.required);
        match (required.next(), required.next()) {
            (Some(field), None) if matches!(api.resolve(&field.ty).kind, Kind::String(_)) => {
                Some(field.name.clone())
            }
            _ => None,
        }
    });
    Denied { status, member }
}

fn declares(operation: &crate::model::Operation, status: u16) -> bool {
    operation
        .responses
        .iter()
        .any(|response| response.status == Status::Code(status))
}

/// The object that most operations declare for a status.
fn most_frequent_body(api: &Api, status: u16) -> Option<&Object> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for operation in &api.operations {
        let found = operation
            .responses
            .iter()
            .find(|response| response.status == Status::Code(status));
        let content = found.and_then(|response| response.content.as_ref());
        if let Some(Form::Json(Type {
            kind: Kind::Named(id),
            ..
        })) = content.map(|content| &content.form)
        {
            match counts.iter_mut().find(|(known, _)| *known == id.index()) {
                Some((_, count)) => *count += 1,
                None => counts.push((id.index(), 1)),
            }
        }
    }
    let (index, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    match &api.types.get(index)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

fn is_list_of_text(api: &Api, ty: &Type) -> bool {
    matches!(&api.resolve(ty).kind, Kind::Array(item) if matches!(item.kind, Kind::String(_)))
}

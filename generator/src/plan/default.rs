//! Defaults: what is said about them, and which of them no value of their schema can be.

use serde_json::Value;

use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{Api, Kind, Shape, Type};
use crate::sample::Way;
use crate::sample::fits::fits;

/// What the server takes where there is no value, in words. A default of another type is none.
#[must_use]
pub fn lines(api: &Api, ty: &Type, default: Option<&Value>) -> Vec<String> {
    let Some(value) = default.filter(|value| !value.is_null() && is_of_type(api, ty, value)) else {
        return Vec::new();
    };
    let text = value.to_string();
    // A value with a backtick or a line break is no code span.
    if text.contains(['`', '\n']) || text.len() > 80 {
        Vec::new()
    } else {
        vec![format!("The server's default is `{text}`.")]
    }
}

/// Reports the defaults that are no values of their schemas.
pub fn check(api: &Api, report: &mut Report) {
    for definition in &api.types {
        let Shape::Object(object) = &definition.shape else {
            continue;
        };
        for field in &object.fields {
            if let Some(value) = &field.default {
                let at = field.pointer.join("default");
                check_one(api, &field.ty, value, &at, report);
            }
        }
    }
    for operation in api.operations.iter().chain(&api.hooks) {
        for parameter in &operation.parameters {
            if let Some((at, value)) = &parameter.default {
                check_one(api, &parameter.ty, value, at, report);
            }
        }
    }
}

fn check_one(api: &Api, ty: &Type, value: &Value, at: &Pointer, report: &mut Report) {
    // Members that travel one way only may be there.
    if fits(api, ty, value, Way::Request) || fits(api, ty, value, Way::Answer) {
        return;
    }
    // 5.0 is an integer (JSON Schema 2020-12 core, section 4.2.2), which the sampler does not write so.
    let is_written_with_fraction =
        matches!(api.resolve(ty).kind, Kind::Integer(_)) && value.is_f64();
    if is_written_with_fraction && is_of_type(api, ty, value) {
        return;
    }
    let message = if is_of_type(api, ty, value) {
        "the default is no value that the schema allows"
    } else {
        "the default is of another type than the schema; docs do not tell of it"
    };
    report.add(Code::NotGenerated, at, message);
}

/// Whether a value has the JSON type that the values of a type have.
fn is_of_type(api: &Api, ty: &Type, value: &Value) -> bool {
    let behind = api.resolve(ty);
    if value.is_null() && (ty.nullable || behind.nullable) {
        return true;
    }
    match &behind.kind {
        Kind::Any => true,
        Kind::Boolean => value.is_boolean(),
        Kind::Integer(_) => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Kind::Number => value.is_number(),
        Kind::String(_) => value.is_string(),
        Kind::Array(_) => value.is_array(),
        Kind::Map(_) => value.is_object(),
        Kind::Named(id) => match api.definition(*id).map(|definition| &definition.shape) {
            Some(Shape::Object(_)) => value.is_object(),
            Some(Shape::Enumeration(_)) => value.is_string(),
            // Any of its types: whether it is one of their values is another question.
            Some(Shape::Union(_) | Shape::Alias(_)) | None => true,
        },
    }
}

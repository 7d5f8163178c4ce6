// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Path templates and the values that fill them (OpenAPI 3.0, "Path Templating").

use super::error::RequestError;
use super::percent;
use crate::types::runtime::text::Text;

/// The encoded text of a path parameter; a list is joined by commas (OpenAPI style `simple`).
///
/// # Errors
/// The value is empty, `.` or `..`: URL parsers would then resolve the path to that of another resource
/// (RFC 3986, section 5.2.4, and there is no encoding that prevents it).
pub(super) fn segment(name: &str, value: Text) -> Result<String, RequestError> {
    let refuse = |problem| {
        Err(RequestError::new(
            format!("path parameter `{name}`"),
            problem,
        ))
    };
    let values = match value {
        Text::None => return refuse("has no value"),
        Text::One(value) => vec![value],
        Text::Many(values) => values,
    };
    let mut encoded = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            encoded.push(',');
        }
        percent::push_value(&mut encoded, value);
    }
    match encoded.as_str() {
        "" => refuse("must not be empty"),
        "." | ".." => refuse("must not be `.` or `..`, which would lead to another path"),
        _ => Ok(encoded),
    }
}

/// Fills a path template with encoded values.
///
/// # Errors
/// A parameter of the template was given no value.
pub(super) fn fill(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, RequestError> {
    let mut path = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((literal, from_name)) = rest.split_once('{') {
        let Some((name, after)) = from_name.split_once('}') else {
            break;
        };
        percent::push_template(&mut path, literal);
        let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
            return Err(RequestError::new(
                format!("path parameter `{name}`"),
                "has no value",
            ));
        };
        path.push_str(value);
        rest = after;
    }
    percent::push_template(&mut path, rest);
    Ok(path)
}

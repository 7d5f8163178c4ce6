//! Path templates and the values that fill them (OpenAPI 3.0, "Path Templating").

use super::error::RequestError;
use super::percent;

/// The encoded text of a path parameter, if it can stand in a path.
///
/// # Errors
/// There is no value, or it is empty, `.` or `..`: URL parsers would then resolve the path to that of another resource
/// (RFC 3986, section 5.2.4, and there is no encoding that prevents it).
pub(super) fn segment(name: &str, encoded: Option<String>) -> Result<String, RequestError> {
    let problem = match encoded.as_deref() {
        None => "has no value",
        Some("") => "must not be empty",
        Some("." | "..") => "must not be `.` or `..`, which would lead to another path",
        Some(_) => return Ok(encoded.unwrap_or_default()),
    };
    Err(RequestError::new(
        format!("path parameter `{name}`"),
        problem,
    ))
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

//! Examples in the docs of the client: each operation of a tag as it is called, for rustdoc to compile.

use super::tokens::ident;
use crate::plan::rust::{Body, Group, Operation, Parameter};

/// The lines of docs for a tag's module. What a call requires is a variable that is not shown.
pub(super) fn calls(group: &Group, client: &str) -> Vec<String> {
    let client = client.replace('-', "_");
    let mut lines = vec![
        "Each operation with what it requires:".to_owned(),
        String::new(),
        "```no_run".to_owned(),
        format!(
            "# async fn calls(client: &{client}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
        ),
    ];
    for operation in &group.operations {
        lines.extend(given(operation));
        lines.push(call(group, operation));
    }
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The line that makes the variables; their types are those that the call asks for.
fn given(operation: &Operation) -> Option<String> {
    let names: Vec<String> = arguments(operation)
        .map(|parameter| ident(&parameter.name).to_string())
        .chain(value_body(operation).map(|_| "body".to_owned()))
        .collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(format!("# let {name} = todo!();")),
        names => Some(format!("# let ({}) = todo!();", names.join(", "))),
    }
}

fn call(group: &Group, operation: &Operation) -> String {
    let (tag, method) = (ident(&group.module), ident(&operation.method));
    let mut given: Vec<String> = arguments(operation)
        .map(|parameter| ident(&parameter.name).to_string())
        .collect();
    // A raw body is anything that becomes one.
    let body = operation.body.as_ref().map(|body| match body.ty() {
        Some(_) => "body",
        None => "Vec::new()",
    });
    let is_argument = operation.body.as_ref().is_some_and(|body| body.required);
    let setter = match body {
        Some(body) if is_argument => {
            given.push(body.to_owned());
            String::new()
        }
        Some(body) => format!(".body({body})"),
        None => String::new(),
    };
    let given = given.join(", ");
    format!("client.{tag}().{method}({given}){setter}.await?;")
}

/// What a call takes beside the body.
fn arguments(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let required = operation.parameters.iter();
    let required = required.filter(|parameter| parameter.required);
    operation.path_parameters.iter().chain(required)
}

fn value_body(operation: &Operation) -> Option<&Body> {
    operation.body.as_ref().filter(|body| body.ty().is_some())
}

//! The harness: a program against the three generated crates of one document.
//!
//! What does not depend on the document stands in `harness/`, as it is. What does is one function that calls each operation and one
//! method that serves it.

use std::fmt::Write;

use oasmith::model::{Api, SchemeKind};
use oasmith::{BodyNames, CrateNames, GroupNames, OperationNames, ParameterNames};

/// The files of the harness, by their path in its folder.
pub(super) fn files(api: &Api, names: &CrateNames) -> Vec<(&'static str, String)> {
    let whole = [
        ("src/bin/caller.rs", include_str!("harness/caller.rs")),
        ("src/bin/mock.rs", include_str!("harness/mock.rs")),
        ("src/call.rs", include_str!("harness/call.rs")),
        ("src/compare.rs", include_str!("harness/compare.rs")),
        ("src/echo.rs", include_str!("harness/echo.rs")),
        ("src/exam.rs", include_str!("harness/exam.rs")),
        ("src/exam/lists.rs", include_str!("harness/exam/lists.rs")),
        (
            "src/exam/samples.rs",
            include_str!("harness/exam/samples.rs"),
        ),
        ("src/form.rs", include_str!("harness/form.rs")),
        ("src/judge.rs", include_str!("harness/judge.rs")),
        ("src/main.rs", include_str!("harness/main.rs")),
        ("src/pages.rs", include_str!("harness/pages.rs")),
        ("src/refusal.rs", include_str!("harness/refusal.rs")),
        ("src/wire.rs", include_str!("harness/wire.rs")),
    ];
    let whole = whole.map(|(path, text)| (path, text.to_owned()));
    let printed = [
        ("Cargo.toml", manifest(names)),
        ("src/calls.rs", calls(api, names)),
        ("src/serves.rs", serves(names)),
    ];
    whole.into_iter().chain(printed).collect()
}

fn manifest(names: &CrateNames) -> String {
    let CrateNames {
        types,
        client,
        server,
        groups,
        ..
    } = names;
    let features: Vec<String> = groups
        .iter()
        .map(|group| format!("{:?}", group.feature))
        .collect();
    let comma = if features.is_empty() { "" } else { ", " };
    let features = features.join(", ");
    format!(
        r#"[package]
name = "agree"
version = "0.0.0"
edition = "2024"
publish = false
default-run = "agree"

# What only calls is built without the server: of a large document that is most of the time.
[features]
default = ["serve"]
serve = ["dep:axum", "dep:jsonschema", "dep:server"]

[[bin]]
name = "agree"
path = "src/main.rs"
required-features = ["serve"]

[[bin]]
name = "mock"
required-features = ["serve"]

[[bin]]
name = "caller"

[dependencies]
axum = {{ version = "0.8", default-features = false, features = ["http1", "tokio"], optional = true }}
bytes = "1"
chrono = {{ version = "0.4", default-features = false, features = ["serde"] }}
client = {{ package = "{client}", path = "../{client}", default-features = false, features = [{features}] }}
futures-core = "0.3"
http = "1"
http-body-util = "0.1"
hyper = {{ version = "1", default-features = false }}
hyper-util = {{ version = "0.1", default-features = false, features = ["client-legacy", "http1", "service", "tokio"] }}
jsonschema = {{ version = "0.61", default-features = false, optional = true }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
server = {{ package = "{server}", path = "../{server}", default-features = false, features = ["axum", "mock"{comma}{features}], optional = true }}
tokio = {{ version = "1", default-features = false, features = ["macros", "net", "rt"] }}
tower-service = "0.3"
types = {{ package = "{types}", path = "../{types}" }}
uuid = {{ version = "1", features = ["serde"] }}

# Nobody debugs it; it is built and run once.
[profile.dev]
debug = false
incremental = false

# Where the time of a large document goes: every value is judged, and every pattern with it.
[profile.dev.package]
fancy-regex = {{ opt-level = 2 }}
jsonschema = {{ opt-level = 2 }}
jsonschema-regex = {{ opt-level = 2 }}
jsonschema-value = {{ opt-level = 2 }}
referencing = {{ opt-level = 2 }}
regex-automata = {{ opt-level = 2 }}
serde_json = {{ opt-level = 2 }}

[workspace]
"#
    )
}

fn calls(api: &Api, names: &CrateNames) -> String {
    let mut text = "\
//! Each operation, called.

use crate::call::Run;

/// The security schemes: name, kind, and where it travels.
pub const SCHEMES: &[(&str, &str, &str)] = &[
"
    .to_owned();
    for scheme in &api.schemes {
        let (kind, wire) = match &scheme.kind {
            SchemeKind::Http(name) if name.eq_ignore_ascii_case("basic") => ("basic", ""),
            SchemeKind::Http(name) if name.eq_ignore_ascii_case("bearer") => ("bearer", ""),
            SchemeKind::Http(name) => ("http", name.as_str()),
            SchemeKind::Header(name) => ("header", name.as_str()),
            SchemeKind::Query(name) => ("query", name.as_str()),
            SchemeKind::Cookie(name) => ("cookie", name.as_str()),
            SchemeKind::Token => ("bearer", ""),
        };
        line(
            &mut text,
            format_args!("    ({:?}, {kind:?}, {wire:?}),", scheme.name),
        );
    }
    text.push_str(
        "];\n\n/// Each operation by its id.\npub const OPERATIONS: &[(&str, Run, Option<Run>)] = &[\n",
    );
    for group in &names.groups {
        for operation in &group.operations {
            let OperationNames { id, method, .. } = operation;
            let module = &group.module;
            let pages = if operation.is_paged {
                format!("Some(calls_{module}::pages_of_{})", plain(method))
            } else {
                "None".to_owned()
            };
            line(
                &mut text,
                format_args!("    ({id:?}, calls_{module}::{method}, {pages}),"),
            );
        }
    }
    text.push_str("];\n");
    for group in &names.groups {
        calls_of(&mut text, group);
    }
    text
}

fn serves(names: &CrateNames) -> String {
    let mut text = "\
//! Each operation, served.

use server::Context;
use server::runtime::{MultipartBody, Outcome, RawBody, form};

use crate::echo::Echo;
use crate::wire::Seen;
"
    .to_owned();
    for group in &names.groups {
        serves_of(&mut text, group);
    }
    text
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a text does not fail.
    let _ = writeln!(text, "{line}");
}

fn calls_of(text: &mut String, group: &GroupNames) {
    line(text, format_args!("\nmod calls_{} {{", group.module));
    text.push_str("    use client::Call;\n\n");
    text.push_str("    use crate::call::{Calling, Sent, Unfit, ready, there};\n");
    text.push_str("    use crate::pages::pages;\n");
    for operation in &group.operations {
        call(text, group, operation);
    }
    text.push_str("}\n");
}

/// The client's side: what is required is an argument, what is not is a setter.
fn call(text: &mut String, group: &GroupNames, operation: &OperationNames) {
    let OperationNames { method, marker, .. } = operation;
    let (module, name) = (&group.module, plain(method));
    let way = "(client: &client::Client, sent: &Sent) -> Result<Calling, Unfit>";
    line(
        text,
        format_args!(
            "\n    pub fn {method}{way} {{\n        Ok(ready(call_of_{name}(client, sent)?))\n    }}"
        ),
    );
    if operation.is_paged {
        line(
            text,
            format_args!(
                "\n    pub fn pages_of_{name}{way} {{\n        Ok(pages(call_of_{name}(client, sent)?))\n    }}"
            ),
        );
    }
    let ty = format!("Call<types::operations::{module}::{marker}>");
    line(
        text,
        format_args!(
            "\n    fn call_of_{name}(client: &client::Client, sent: &Sent) -> Result<{ty}, Unfit> {{"
        ),
    );
    let required = operation
        .path_parameters
        .iter()
        .chain(&operation.parameters);
    let required = required.filter(|parameter| parameter.required).enumerate();
    let mut arguments = Vec::new();
    for (index, parameter) in required {
        let ParameterNames { wire, .. } = parameter;
        let ty = &parameter.ty;
        line(
            text,
            format_args!("        let a{index}: {ty} = sent.required({wire:?})?;"),
        );
        arguments.push(passed(&parameter.ty, &format!("a{index}")));
    }
    if let Some(body) = &operation.body {
        line(
            text,
            format_args!("        let body = {};", body_read(body)),
        );
        if body.required {
            line(text, format_args!("        let body = there(body)?;"));
            arguments.push(if body.ty.is_some() { "&body" } else { "body" }.to_owned());
        }
    }
    line(
        text,
        format_args!(
            "        let call = client.{}().{method}({});",
            group.module,
            arguments.join(", ")
        ),
    );
    for parameter in operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
    {
        let ParameterNames { name, wire, .. } = parameter;
        let (ty, value) = (&parameter.ty, passed(&parameter.ty, "value"));
        line(
            text,
            format_args!(
                "        let call = match sent.optional::<{ty}>({wire:?})? {{ Some(value) => call.{name}({value}), None => call }};"
            ),
        );
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let value = if body.ty.is_some() { "&body" } else { "body" };
        line(
            text,
            format_args!(
                "        let call = match body {{ Some(body) => call.body({value}), None => call }};"
            ),
        );
    }
    text.push_str("        Ok(call)\n    }\n");
}

/// A name that can be a part of another one.
fn plain(method: &str) -> &str {
    method.strip_prefix("r#").unwrap_or(method)
}

/// The client borrows what is not cheap to copy, and texts in lists.
fn passed(ty: &str, name: &str) -> String {
    match ty {
        "bool"
        | "i32"
        | "i64"
        | "u64"
        | "f64"
        | "uuid::Uuid"
        | "chrono::NaiveDate"
        | "chrono::DateTime<chrono::FixedOffset>" => name.to_owned(),
        "Vec<String>" => {
            format!("&{name}.iter().map(String::as_str).collect::<Vec<_>>()")
        }
        _ => format!("&{name}"),
    }
}

fn body_read(body: &BodyNames) -> String {
    match &body.ty {
        Some(ty) if body.is_form => format!("sent.form::<{ty}>()?"),
        Some(ty) => format!("sent.json::<{ty}>()?"),
        None => "sent.raw()".to_owned(),
    }
}

fn serves_of(text: &mut String, group: &GroupNames) {
    let GroupNames { module, name, .. } = group;
    line(text, format_args!("\nimpl server::{name} for Echo {{"));
    for operation in &group.operations {
        serve(text, module, operation);
    }
    text.push_str("}\n");
}

/// The server's side: every argument is written down.
fn serve(text: &mut String, module: &str, operation: &OperationNames) {
    let OperationNames {
        method,
        marker,
        handler_form,
        ..
    } = operation;
    let mut arguments = String::new();
    let mut writes = String::new();
    for (index, parameter) in operation.path_parameters.iter().enumerate() {
        let ParameterNames { wire, ty, .. } = parameter;
        let _ = write!(arguments, ", a{index}: {ty}");
        line(
            &mut writes,
            format_args!("        seen.parameter({wire:?}, &a{index});"),
        );
    }
    if let Some(name) = &operation.parameters_struct {
        let _ = write!(arguments, ", parameters: server::{module}::{name}");
        for parameter in &operation.parameters {
            let ParameterNames { name, wire, .. } = parameter;
            let write = if parameter.required {
                "parameter"
            } else {
                "optional"
            };
            line(
                &mut writes,
                format_args!("        seen.{write}({wire:?}, &parameters.{name});"),
            );
        }
    }
    let mut answer = "self.answer".to_owned();
    let mut raw = String::new();
    if let Some(body) = &operation.body {
        let (ty, is_stream) = match &body.ty {
            None => ("RawBody".to_owned(), true),
            Some(ty) if body.is_read_by_parts => (format!("MultipartBody<{ty}>"), true),
            Some(ty) => (ty.clone(), false),
        };
        if is_stream {
            "self.clone().answer_to".clone_into(&mut answer);
            raw = format!(", {}", if body.required { "Some(body)" } else { "body" });
        } else {
            let write = if body.is_form { "form" } else { "json" };
            let value = if body.required {
                "Some(&body)"
            } else {
                "body.as_ref()"
            };
            line(&mut writes, format_args!("        seen.{write}({value});"));
        }
        let ty = if body.required {
            ty
        } else {
            format!("Option<{ty}>")
        };
        let _ = write!(arguments, ", body: {ty}");
    }
    let mutable = if writes.is_empty() { "" } else { "mut " };
    line(
        text,
        format_args!(
            "
    fn {method}(&self, cx: &Context{arguments}) -> impl Future<Output = Outcome<types::operations::{module}::{marker}, form::{handler_form}>> + Send {{
        let {mutable}seen = Seen::by(cx);
{writes}        {answer}::<types::operations::{module}::{marker}, form::{handler_form}>(cx, seen{raw})
    }}"
        ),
    );
}

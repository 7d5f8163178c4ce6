//! `Cargo.toml` of the three crates, and of their workspace where they stand alone.

use std::fmt::Write as _;

use super::{Content, Emitted};
use crate::plan::rust::{Foreign, Imports, Plan};

const LINTS: &str = "
[lints.rust]
unsafe_code = \"forbid\"

[lints.clippy]
all = { level = \"warn\", priority = -1 }
";

pub(super) fn emit(plan: &Plan) -> Vec<Emitted> {
    let crates = &plan.crates;
    let mut files = vec![
        file(plan, &format!("{}/Cargo.toml", crates.types), &types(plan)),
        file(
            plan,
            &format!("{}/Cargo.toml", crates.client),
            &client(plan),
        ),
        file(
            plan,
            &format!("{}/Cargo.toml", crates.server),
            &server(plan),
        ),
    ];
    if plan.standalone {
        let members = [&crates.client, &crates.server, &crates.types]
            .map(|name| format!("\"{name}\""))
            .join(", ");
        let text = format!("[workspace]\nmembers = [{members}]\nresolver = \"3\"\n");
        files.push(file(plan, "Cargo.toml", &text));
    }
    files
}

fn file(plan: &Plan, path: &str, text: &str) -> Emitted {
    Emitted {
        path: path.to_owned(),
        content: Content::Text(format!("# {}\n\n{text}", plan.header)),
    }
}

fn package(name: &str, description: &str) -> String {
    let description: String = description
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '"' | '\\'))
        .collect();
    format!(
        "[package]\nname = \"{name}\"\ndescription = \"{description}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.89\"\n"
    )
}

fn types(plan: &Plan) -> String {
    let mut text = package(
        &plan.crates.types,
        &format!("Types of the {} API", plan.title),
    );
    text.push_str("\n[dependencies]\n");
    let scalars = scalars(&[&plan.type_imports, &plan.operation_imports]);
    text.push_str(scalars.0);
    text.push_str(
        "regex-lite = \"0.1\"\nserde = { version = \"1\", default-features = false, features = [\"std\"] }\n\
         serde_json = \"1\"\nserde_path_to_error = \"0.1\"\n",
    );
    text.push_str(scalars.1);
    text.push_str(LINTS);
    text
}

fn client(plan: &Plan) -> String {
    let mut text = package(
        &plan.crates.client,
        &format!("Client of the {} API", plan.title),
    );
    text.push_str(
        "
[features]
default = [\"reqwest\"]
# The HTTP engine used unless the builder is given another one.
reqwest = [\"dep:reqwest\", \"tokio\"]
# The timer that keeps time limits when a tower service is called.
tokio = [\"dep:tokio\"]

[dependencies]
",
    );
    let types = &plan.crates.types;
    let scalars = scalars(&[&plan.operation_imports]);
    let _ = writeln!(text, "{types} = {{ path = \"../{types}\" }}");
    text.push_str("base64 = \"0.22\"\nbytes = \"1\"\n");
    text.push_str(scalars.0);
    text.push_str(
        "http = \"1\"
http-body = \"1\"
http-body-util = \"0.1\"
percent-encoding = \"2\"
reqwest = { version = \"0.13\", default-features = false, features = [\"http2\", \"rustls\"], optional = true }
serde = { version = \"1\", default-features = false, features = [\"std\"] }
",
    );
    if plan.operation_imports.foreign.contains(&Foreign::Json) {
        text.push_str("serde_json = \"1\"\n");
    }
    text.push_str(
        "tokio = { version = \"1\", default-features = false, features = [\"rt\", \"time\"], optional = true }
tower-service = \"0.3\"
",
    );
    text.push_str(scalars.1);
    text.push_str(LINTS);
    text
}

fn server(plan: &Plan) -> String {
    let mut text = package(
        &plan.crates.server,
        &format!("Server of the {} API", plan.title),
    );
    text.push_str(
        "
[features]
default = [\"axum\"]
# `Router::into_axum`.
axum = [\"dep:axum\"]

[dependencies]
",
    );
    let types = &plan.crates.types;
    let scalars = scalars(&[&plan.operation_imports]);
    let _ = writeln!(text, "{types} = {{ path = \"../{types}\" }}");
    text.push_str(
        "axum = { version = \"0.8\", default-features = false, optional = true }\nbytes = \"1\"\n",
    );
    text.push_str(scalars.0);
    text.push_str(
        "http = \"1\"
http-body = \"1\"
matchit = \"0.9\"
serde = { version = \"1\", default-features = false }
serde_json = \"1\"
tower-service = \"0.3\"
",
    );
    text.push_str(scalars.1);
    text.push_str(LINTS);
    text
}

/// The scalar crates that are mentioned: those that sort before and after the others.
fn scalars(mentioned: &[&Imports]) -> (&'static str, &'static str) {
    let has = |foreign| {
        mentioned
            .iter()
            .any(|imports| imports.foreign.contains(&foreign))
    };
    let chrono = if has(Foreign::DateTime) || has(Foreign::Date) {
        "chrono = { version = \"0.4\", default-features = false, features = [\"alloc\", \"serde\"] }\n"
    } else {
        ""
    };
    let uuid = if has(Foreign::Uuid) {
        "uuid = { version = \"1\", features = [\"serde\"] }\n"
    } else {
        ""
    };
    (chrono, uuid)
}

//! `Cargo.toml` of the three crates, and of their workspace where they stand alone.

use std::collections::BTreeMap;

use super::{Content, Emitted};
use crate::plan::rust::{Foreign, Imports, Plan};

const LINTS: &str = "
[lints.rust]
unsafe_code = \"forbid\"

[lints.clippy]
all = { level = \"warn\", priority = -1 }
# Types are nested as deep as schemas are.
type_complexity = \"allow\"
";

const CHRONO: &str =
    r#"{ version = "0.4", default-features = false, features = ["alloc", "serde"] }"#;
/// What reads patterns that look around.
const FANCY_REGEX: &str = r#""0.20""#;
const UUID: &str = r#"{ version = "1", features = ["serde"] }"#;

/// What the runtime of the types crate needs, as `templates/types/Cargo.toml` has it.
const TYPES: &[(&str, &str)] = &[
    ("regex-lite", r#""0.1""#),
    (
        "serde",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    // Numbers are read as the nearest ones that there are, and so written as they came.
    (
        "serde_json",
        r#"{ version = "1", features = ["float_roundtrip"] }"#,
    ),
    ("serde_path_to_error", r#""0.1""#),
];

/// What the runtime of the client crate needs, as `templates/client/Cargo.toml` has it.
const CLIENT: &[(&str, &str)] = &[
    ("base64", r#""0.22""#),
    ("bytes", r#""1""#),
    ("futures-core", r#""0.3""#),
    ("http", r#""1""#),
    ("http-body", r#""1""#),
    ("http-body-util", r#""0.1""#),
    ("httpdate", r#""1""#),
    ("percent-encoding", r#""2""#),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, features = ["http2", "rustls"], optional = true }"#,
    ),
    (
        "serde",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    (
        "tokio",
        r#"{ version = "1", default-features = false, features = ["rt", "time"], optional = true }"#,
    ),
    ("tower-layer", r#""0.3""#),
    ("tower-service", r#""0.3""#),
    (
        "tracing",
        r#"{ version = "0.1", default-features = false, features = ["std"], optional = true }"#,
    ),
];

/// What the runtime of the server crate needs, as `templates/server/Cargo.toml` has it.
const SERVER: &[(&str, &str)] = &[
    (
        "axum",
        r#"{ version = "0.8", default-features = false, optional = true }"#,
    ),
    ("bytes", r#""1""#),
    ("constant_time_eq", r#""0.6""#),
    ("futures-core", r#""0.3""#),
    ("http", r#""1""#),
    ("http-body", r#""1""#),
    ("matchit", r#""0.9""#),
    ("serde", r#"{ version = "1", default-features = false }"#),
    ("serde_json", r#""1""#),
    ("tower-service", r#""0.3""#),
];

const CLIENT_FEATURES: &str = r#"
# The HTTP engine used unless the builder is given another one.
reqwest = ["dep:reqwest", "dep:gloo-timers", "dep:send_wrapper", "tokio"]
# The timer that keeps time limits when a tower service is called.
tokio = ["dep:tokio"]
# Waiting for calls without async: `Call::wait`.
blocking = ["tokio", "tokio/rt-multi-thread"]
# A span for each call.
tracing = ["dep:tracing"]
"#;

const CLIENT_IN_A_BROWSER: &str = r#"
# In a browser.
[target.'cfg(all(target_family = "wasm", target_os = "unknown"))'.dependencies]
gloo-timers = { version = "0.4", features = ["futures"], optional = true }
reqwest = { version = "0.13", default-features = false, features = ["stream"], optional = true }
send_wrapper = { version = "0.6", features = ["futures"], optional = true }
"#;

const SERVER_FEATURES: &str = r#"
# `Router::into_axum`.
axum = ["dep:axum"]
# A server that answers what the document shows: `mock::router`.
mock = []
"#;

pub(super) fn emit(plan: &Plan) -> Vec<Emitted<'_>> {
    let crates = &plan.crates;
    let types = Manifest {
        name: &crates.types,
        what: "Types",
        dependencies: TYPES,
        imports: &[&plan.type_imports, &plan.operation_imports],
        defaults: &[],
        features: "",
        in_a_browser: "",
        on_types: false,
        has_hooks: true,
    };
    let client = Manifest {
        name: &crates.client,
        what: "Client",
        dependencies: CLIENT,
        imports: &[&plan.operation_imports],
        defaults: &["reqwest"],
        features: CLIENT_FEATURES,
        in_a_browser: CLIENT_IN_A_BROWSER,
        on_types: true,
        has_hooks: false,
    };
    let server = Manifest {
        name: &crates.server,
        what: "Server",
        dependencies: SERVER,
        imports: &[&plan.operation_imports],
        defaults: &["axum"],
        features: SERVER_FEATURES,
        in_a_browser: "",
        on_types: true,
        has_hooks: true,
    };
    let manifests = [types, client, server].map(|manifest| {
        let path = format!("{}/Cargo.toml", manifest.name);
        file(plan, path, &manifest.text(plan))
    });
    let workspace = plan.standalone.then(|| {
        let members =
            [&crates.client, &crates.server, &crates.types].map(|name| format!("\"{name}\""));
        let text = format!(
            "[workspace]\nmembers = [{}]\nresolver = \"3\"\n",
            members.join(", ")
        );
        file(plan, "Cargo.toml".to_owned(), &text)
    });
    manifests.into_iter().chain(workspace).collect()
}

fn file(plan: &Plan, path: String, text: &str) -> Emitted<'static> {
    Emitted {
        path,
        content: Content::Text(format!("# {}\n\n{text}", plan.header)),
    }
}

/// One crate's manifest.
struct Manifest<'a> {
    name: &'a str,
    what: &'a str,
    /// What the runtime needs.
    dependencies: &'a [(&'a str, &'a str)],
    /// What generated code mentions.
    imports: &'a [&'a Imports],
    /// Features that are on by default beside the tags.
    defaults: &'a [&'a str],
    /// The runtime's features.
    features: &'a str,
    /// What the runtime needs in a browser only, as a table.
    in_a_browser: &'a str,
    /// Whether it depends on the types crate.
    on_types: bool,
    /// Whether it has what the API calls.
    has_hooks: bool,
}

impl Manifest<'_> {
    fn text(&self, plan: &Plan) -> String {
        let title: String = plan
            .title
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '"' | '\\'))
            .collect();
        let (name, what) = (self.name, self.what);
        format!(
            "[package]\nname = \"{name}\"\ndescription = \"{what} of the {title} API\"\nversion = \"0.1.0\"\n\
             edition = \"2024\"\nrust-version = \"1.89\"\n\n[features]\n{}\n[dependencies]\n{}{}{LINTS}",
            self.features(plan),
            self.dependencies(plan),
            self.in_a_browser,
        )
    }

    /// The features: one per tag, all on by default, then the runtime's.
    fn features(&self, plan: &Plan) -> String {
        let tags = || plan.groups.iter().map(|group| group.feature.as_str());
        // Who calls the API needs none of what it calls, nor do most of those who serve it.
        let hooks = plan.hooks.iter().filter(|_| self.has_hooks);
        let hooks: Vec<&str> = hooks.map(|group| group.feature.as_str()).collect();
        let defaults: Vec<String> = self
            .defaults
            .iter()
            .copied()
            .chain(tags())
            .map(|feature| format!("\"{feature}\""))
            .collect();
        let mut lines = vec![format!("default = [{}]", defaults.join(", "))];
        if !plan.groups.is_empty() {
            lines.push("# The operations of one tag and the types that they need.".to_owned());
        }
        for (index, tag) in tags().chain(hooks).enumerate() {
            if index == plan.groups.len() {
                lines.push("# What the API calls.".to_owned());
            }
            let types = if self.on_types {
                format!("\"{}/{tag}\"", plan.crates.types)
            } else {
                String::new()
            };
            lines.push(format!("{tag} = [{types}]"));
        }
        format!("{}\n{}", lines.join("\n"), self.features.trim_start())
    }

    fn dependencies(&self, plan: &Plan) -> String {
        let mut all: BTreeMap<&str, String> = self
            .dependencies
            .iter()
            .map(|(name, version)| (*name, (*version).to_owned()))
            .collect();
        let mentions = |foreign| {
            self.imports
                .iter()
                .any(|imports| imports.foreign.contains(&foreign))
        };
        if mentions(Foreign::DateTime) || mentions(Foreign::Date) {
            all.insert("chrono", CHRONO.to_owned());
        }
        if mentions(Foreign::Json) {
            all.entry("serde_json")
                .or_insert_with(|| "\"1\"".to_owned());
        }
        if mentions(Foreign::Uuid) {
            all.insert("uuid", UUID.to_owned());
        }
        if plan.has_backtracking && !self.on_types {
            all.insert("fancy-regex", FANCY_REGEX.to_owned());
        }
        if !self.on_types {
            for (package, value) in &plan.foreign {
                all.entry(package).or_insert_with(|| value.clone());
            }
        }
        let types = &plan.crates.types;
        if self.on_types {
            all.insert(
                types,
                format!("{{ path = \"../{types}\", default-features = false }}"),
            );
        }
        let lines: Vec<String> = all
            .into_iter()
            .map(|(name, version)| format!("{name} = {version}"))
            .collect();
        lines.join("\n") + "\n"
    }
}

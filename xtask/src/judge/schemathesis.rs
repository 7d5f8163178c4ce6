//! schemathesis judges servers: the example server, which has a database, and the generated mock.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::accepted::{ACCEPTED, Accepted};
use super::process::Server;
use super::{Bench, Verdict};
use crate::exit::Failure;

/// The token that is sent.
const TOKEN: &str = "judged";

/// So many requests are made up for each operation, besides those for each keyword of its schemas.
const EXAMPLES: &str = "25";

/// The parameters of paths that name what the example server starts with.
const SEEDED: &str = r#"
hooks = "schemathesis_hooks.py"
[[operations]]
include-operation-id = "flows_bindings_partial_update"
parameters = { "path.fsb_uuid" = "b1000000-0000-4000-8000-000000000001" }

[[operations]]
include-operation-id = "flows_instances_partial_update"
parameters = { "path.slug" = "default-enrollment-flow" }

[[operations]]
include-operation-id = "stages_invitation_stages_partial_update"
parameters = { "path.stage_uuid" = "5a000000-0000-4000-8000-000000000001" }

[[operations]]
include-operation-id = "stages_user_write_partial_update"
parameters = { "path.stage_uuid" = "5a000000-0000-4000-8000-000000000002" }
"#;

/// Takes a flow back to its slug: otherwise the first right request would leave nothing to be found by the later ones.
const HOOKS: &str = include_str!("schemathesis_hooks.py");

/// The part of the report that is read.
#[derive(Deserialize)]
struct Report {
    complete: bool,
    test_cases: Cases,
    failures: Vec<Finding>,
    errors: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Cases {
    generated: usize,
}

/// One kind of failure.
#[derive(Deserialize)]
struct Finding {
    code: String,
    title: String,
    operations: Vec<String>,
}

/// The example server over a new database.
pub(super) fn example(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    let tools = match bench.tools.python()? {
        Ok(tools) => tools,
        Err(reason) => return Ok(Verdict::Skipped(reason)),
    };
    let package = ["--quiet", "--package", "authentik-server-example"];
    let mut build = bench.root.cargo(["build"])?;
    if !build.args(package).status()?.success() {
        return Err("the example server does not build".into());
    }
    let database = bench.tools.file("example.sqlite3");
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", database.display());
        if Path::new(&file).exists() {
            fs::remove_file(file)?;
        }
    }
    let mut command = bench.root.cargo(["run"])?;
    command
        .args(package)
        .args(["--", "--listen", "127.0.0.1:0", "--token", TOKEN])
        .arg("--database")
        .arg(&database);
    let server = Server::announced(command)?;
    fs::write(bench.tools.file("schemathesis_hooks.py"), HOOKS)?;
    judge(bench, &tools, "example", &server, SEEDED)
}

/// The mock that is generated from the same document.
pub(super) fn mock(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    let tools = match bench.tools.python()? {
        Ok(tools) => tools,
        Err(reason) => return Ok(Verdict::Skipped(reason)),
    };
    let server = bench.network(&bench.small())?.mock()?;
    judge(bench, &tools, "mock", &server, "")
}

fn judge(
    bench: &Bench<'_>,
    tools: &Path,
    name: &str,
    server: &Server,
    settings: &str,
) -> Result<Verdict, Failure> {
    let file = |end: &str| bench.tools.file(&format!("{name}.{end}"));
    let (config, report) = (file("toml"), file("json"));
    fs::write(&config, settings)?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut run = Command::new(tools.join("st"));
    run.arg("--config-file")
        .arg(&config)
        .arg("run")
        .arg(bench.small())
        .arg("--url")
        .arg(format!("http://{}/api/v3", server.address))
        .args(["-H", &format!("Authorization: Bearer {TOKEN}")])
        .args([
            "--generation-deterministic",
            "--continue-on-failure",
            "--no-color",
        ])
        .args([
            "-c",
            "all",
            "-n",
            EXAMPLES,
            "--report",
            "json",
            "--report-json-path",
        ])
        .arg(&report)
        .current_dir(bench.tools.file(""))
        .stdin(Stdio::null());
    let output = run.output()?;
    let Ok(text) = fs::read(&report) else {
        let words = String::from_utf8_lossy(&output.stdout).into_owned();
        return Err(format!("schemathesis gave no report: {words}").into());
    };
    let report: Report = serde_json::from_slice(&text)?;
    let mut found: Vec<String> = report.errors.iter().map(ToString::to_string).collect();
    if !report.complete {
        found.push("schemathesis did not come to its end".to_owned());
    }
    let mut met: Vec<&Accepted> = Vec::new();
    for finding in &report.failures {
        for operation in &finding.operations {
            let accepted = ACCEPTED.iter().find(|accepted| {
                accepted.judge == name
                    && accepted.code == finding.code
                    && (accepted.operation == "*" || accepted.operation == operation)
            });
            match accepted {
                Some(accepted) => met.push(accepted),
                None => found.push(format!("{operation}: {} {}", finding.code, finding.title)),
            }
        }
    }
    let unmet = ACCEPTED.iter().filter(|accepted| {
        accepted.judge == name && !met.iter().any(|met| std::ptr::eq(*met, *accepted))
    });
    // Whether a name is taken depends on the requests before.
    for Accepted {
        code,
        operation,
        reason,
        ..
    } in unmet
    {
        anstream::eprintln!("{operation}: {code} was not found; it is accepted, for {reason}");
    }
    if !found.is_empty() {
        // Its own words show a request for each finding.
        anstream::eprintln!("{}", String::from_utf8_lossy(&output.stdout));
    }
    let judged = format!(
        "{} requests, {} accepted",
        report.test_cases.generated,
        met.len()
    );
    Ok(Verdict::of(judged, found))
}

//! The program against the example server.

use std::error::Error;
use std::process::Command;

use tokio::net::TcpListener;

#[tokio::test]
async fn the_program_says_what_changed() -> Result<(), Box<dyn Error>> {
    let app = authentik_server_example::router("token")?.into_axum();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/api/v3", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });

    // Twice: the program puts back what it changes.
    let outputs = tokio::task::spawn_blocking(move || [run(&url), run(&url)]).await?;
    for output in outputs {
        let output = output?;
        for line in [
            "  title: \"Welcome to authentik!\" → \"Welcome back\"",
            "  slug: \"default-authentication-flow\" → \"login\"",
            "  order: 10 → 20",
            "  create_users_group: \"96000000-0000-4000-8000-000000000001\" → null",
            "  400 slug: must have at most 50 characters",
            "  400 slug: must match ^[-a-zA-Z0-9_]+$",
            "  PATCH /flows/instances/{slug}/: the answer 404 Not Found is not documented (23 bytes)",
            "  {\"detail\":\"Not found.\"}",
            "  403: Token invalid/expired",
        ] {
            assert!(
                output.lines().any(|printed| printed == line),
                "{line}\n\n{output}"
            );
        }
    }
    Ok(())
}

fn run(url: &str) -> std::io::Result<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_authentik-client-example"))
        .args(["--url", url, "--token", "token"])
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

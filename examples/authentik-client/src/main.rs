//! Changes flows, bindings and stages of an authentik server, shows what changed, and puts it back.
//!
//! The defaults fit `authentik-server-example`. The document has only PATCH, so a call without a body reads.

mod changes;
mod failures;
mod steps;

use std::error::Error;
use std::process::ExitCode;

use authentik_client::Client;
use clap::Parser;

/// Changes flows, bindings and stages of an authentik server, shows what changed, and puts it back.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The URL in front of the paths of the document.
    #[arg(long, default_value = "http://127.0.0.1:9000/api/v3")]
    url: String,

    /// The token to show.
    #[arg(
        long,
        env = "AUTHENTIK_TOKEN",
        hide_env_values = true,
        default_value = "example-token"
    )]
    token: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_chain(&*error);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = Client::builder(&arguments.url)
        .bearer(arguments.token)
        .build()?;
    let stranger = Client::builder(&arguments.url)
        .bearer("not-the-token")
        .build()?;

    steps::change_a_flow(&client).await?;
    steps::rename_a_flow(&client).await?;
    steps::move_a_binding(&client).await?;
    steps::clear_a_group(&client).await?;

    steps::break_constraints(&client).await?;
    steps::break_references(&client).await?;
    steps::miss_a_flow(&client).await?;
    steps::show_a_wrong_token(&stranger).await
}

/// Prints an error with its causes.
fn print_chain(error: &dyn Error) {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because of: {error}");
        cause = error.source();
    }
}

//! Serves the example until ctrl-c.

use std::io;
use std::net::SocketAddr;

use authentik_server::DOCUMENT;
use clap::Parser;
use tokio::net::TcpListener;
use tokio::signal;

/// A server with the API of authentik and a few flows and stages in memory.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:9000")]
    listen: SocketAddr,

    /// The token that callers have to show.
    #[arg(
        long,
        env = "AUTHENTIK_TOKEN",
        hide_env_values = true,
        default_value = "example-token"
    )]
    token: String,
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let listener = TcpListener::bind(arguments.listen).await?;
    let address = listener.local_addr()?;
    println!("listening on http://{address}{}", DOCUMENT.base_path);

    let app = authentik_server_example::router(arguments.token).into_axum();
    axum::serve(listener, app)
        .with_graceful_shutdown(interrupt())
        .await?;
    println!("stopped");
    Ok(())
}

async fn interrupt() {
    if let Err(error) = signal::ctrl_c().await {
        eprintln!("cannot wait for ctrl-c, stopping: {error}");
    }
}

//! Serves the example until ctrl-c or SIGTERM.

use std::error::Error;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use authentik_server::DOCUMENT;
use authentik_server_example::app::Limits;
use authentik_server_example::auth::{Token, Tokens};
use authentik_server_example::store::Store;
use authentik_server_example::{Authentik, app};
use clap::{Parser, ValueEnum};
use tokio::net::TcpListener;
use tokio::signal;

/// So long a shutdown waits for the requests that are being served.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server with the API of authentik over a few flows and stages in SQLite.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:9000")]
    listen: SocketAddr,

    /// The file with the database; made and seeded if it is not there.
    #[arg(long, default_value = "authentik.sqlite3")]
    database: PathBuf,

    /// A token whose holder may change everything; can be given more than once.
    #[arg(
        long,
        env = "AUTHENTIK_TOKEN",
        hide_env_values = true,
        default_value = "example-token"
    )]
    token: Vec<String>,

    /// A token whose holder may change some things: RIGHTS is `flows`, `stages` or `none`.
    #[arg(long, value_name = "RIGHTS:TOKEN")]
    limited_token: Vec<Token>,

    /// How the log is written to standard error.
    #[arg(long, value_enum, default_value_t = Log::Text)]
    log: Log,

    /// The most bytes of a request's body.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body)]
    body_limit: usize,

    /// The most seconds for a request.
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().time.as_secs())]
    time_limit: u64,

    /// The most requests that are served at the same time.
    #[arg(long, value_name = "REQUESTS", default_value_t = Limits::default().concurrency)]
    concurrency: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum Log {
    /// One line for each event, for people.
    Text,
    /// One JSON object for each event.
    Json,
    /// Nothing.
    Off,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    start_log(arguments.log);
    let limits = Limits {
        body: arguments.body_limit,
        time: Duration::from_secs(arguments.time_limit),
        concurrency: arguments.concurrency,
    };
    let tokens = Tokens::all_rights(arguments.token).and(arguments.limited_token);
    let service = Authentik::new(Store::open(&arguments.database)?, tokens);
    let store = service.store();
    let app = app(authentik_server::router(service), store, &limits);

    let listener = TcpListener::bind(arguments.listen).await?;
    let address = listener.local_addr()?;
    println!("listening on http://{address}{}", DOCUMENT.base_path);
    let (stop, stopping) = tokio::sync::oneshot::channel();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async {
        asked_to_stop().await;
        let _ = stop.send(());
    });
    let out_of_patience = async {
        let _ = stopping.await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving => served?,
        () = out_of_patience => tracing::warn!("requests were cut off"),
    }
    println!("stopped");
    Ok(())
}

fn start_log(log: Log) {
    let text = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match log {
        Log::Text => text.init(),
        Log::Json => text.json().init(),
        Log::Off => {}
    }
}

/// Waits for ctrl-c, or for the signal by which service managers stop a program.
async fn asked_to_stop() {
    let interrupted = async {
        if let Err(error) = signal::ctrl_c().await {
            tracing::error!(%error, "cannot wait for ctrl-c, stopping");
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

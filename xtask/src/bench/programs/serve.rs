//! Serves a flow, with the generated server or with axum by hand: `serve KIND`. Prints its base URL and ends with its input.

use std::io::{Read, Write};

mod by_hand;
mod ours;
mod plain;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let kind = std::env::args().nth(1).unwrap_or_default();
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let app = match kind.as_str() {
            "ours" => ours::router(),
            "plain" => by_hand::router(),
            _ => return Err("serve ours | serve plain".into()),
        };
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("http://{}/api/v3", listener.local_addr()?);
        std::io::stdout().flush()?;
        axum::serve(listener, app).await?;
        Ok(())
    })
}

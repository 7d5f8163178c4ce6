//! The generated mock on a network: `mock` serves it on a free port and prints its address.

use std::error::Error;
use std::io::Write;

use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    axum::serve(listener, server::mock::router().into_axum()).await?;
    Ok(())
}

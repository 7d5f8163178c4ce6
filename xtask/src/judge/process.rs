//! Servers that run while they are judged, each ended by its handle.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::exit::Failure;

/// Prism needs some seconds to start with a large document, and minutes where others use the machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// A running server; dropping it ends it.
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Server {
    /// Starts a server that listens where it is told to, and waits until it does.
    pub(super) fn start(mut command: Command, address: SocketAddr) -> Result<Self, Failure> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut server = Self {
            child: child.spawn()?,
            address,
        };
        let start = Instant::now();
        while TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err() {
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended before it listened: {status}").into());
            }
            if start.elapsed() > PATIENCE {
                return Err("the server does not listen".into());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Starts a server whose first line of output ends with the address that it took.
    pub(super) fn announced(mut command: Command) -> Result<Self, Failure> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = Self {
            child: child.spawn()?,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
        };
        let mut line = String::new();
        if let Some(output) = server.child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().rsplit("http://").next().unwrap_or_default();
        let address = address.split('/').next().unwrap_or_default();
        let unread = |error| format!("the server said `{}`: {error}", line.trim());
        server.address = address.parse().map_err(unread)?;
        Ok(server)
    }

    /// Whether it still runs.
    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself cannot be killed, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens on.
pub(super) fn free_address() -> Result<SocketAddr, Failure> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

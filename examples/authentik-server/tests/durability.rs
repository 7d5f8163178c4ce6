//! The program, killed and asked to stop.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "this is all test code"
)]
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How often the server is killed, unless `KILLS` says otherwise.
const KILLS: u64 = 5;

struct Server {
    process: Child,
    address: String,
    output: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(database: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_authentik-server-example"))
            .args(["--listen", "127.0.0.1:0", "--log", "off", "--database"])
            .arg(database)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .and_then(|rest| rest.strip_suffix("/api/v3"))
            .unwrap();
        Self {
            address: address.to_owned(),
            process,
            output,
        }
    }

    /// `kill -9`.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Sets the title of a flow, or only reads it; `None` if no whole answer came.
fn title(address: &str, new: Option<u64>) -> Option<u64> {
    let body = new.map_or_else(String::new, |new| format!(r#"{{"title": "{new}"}}"#));
    let mut stream = TcpStream::connect(address).ok()?;
    let head = "PATCH /api/v3/flows/instances/default-enrollment-flow/ HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
                Authorization: Bearer example-token\r\nContent-Type: application/json\r\n";
    let request = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 200 "), "{answer}");
    let flow: serde_json::Value = serde_json::from_str(body).ok()?;
    flow["title"].as_str()?.parse().ok()
}

fn database(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("authentik.sqlite3")
}

#[test]
fn nothing_acknowledged_is_lost_when_it_is_killed() {
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let database = database("killed");
    let acknowledged = Arc::new(AtomicU64::new(0));
    for round in 0..kills {
        let server = Server::start(&database);
        let (address, last) = (server.address.clone(), Arc::clone(&acknowledged));
        let writer = std::thread::spawn(move || {
            let mut next = last.load(Ordering::SeqCst) + 1;
            while title(&address, Some(next)) == Some(next) {
                last.store(next, Ordering::SeqCst);
                next += 1;
            }
        });
        // Another moment each time, so that it is hit at other places.
        std::thread::sleep(Duration::from_millis(150 + round * 37 % 200));
        server.kill();
        writer.join().unwrap();

        let server = Server::start(&database);
        let found = title(&server.address, None).unwrap_or_default();
        let last = acknowledged.load(Ordering::SeqCst);
        // One more can be there than was acknowledged: its answer was under way.
        assert!(
            found == last || found == last + 1,
            "{found} is there, {last} was acknowledged"
        );
        acknowledged.store(found, Ordering::SeqCst);
        server.kill();
    }
    assert!(
        acknowledged.load(Ordering::SeqCst) >= kills,
        "too few writes"
    );
}

#[test]
fn it_stops_when_it_is_asked_to_and_answers_what_is_under_way() {
    let mut server = Server::start(&database("stopped"));
    let head = "PATCH /api/v3/flows/instances/default-enrollment-flow/ HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
                Authorization: Bearer example-token\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";
    let mut under_way = TcpStream::connect(&server.address).unwrap();
    under_way.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let id = server.process.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(sent.success());
    std::thread::sleep(Duration::from_millis(200));
    under_way.write_all(b"{}").unwrap();
    let mut answer = String::new();
    under_way.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");

    assert!(server.process.wait().unwrap().success());
    let mut rest = String::new();
    server.output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "stopped\n");
}

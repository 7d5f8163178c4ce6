//! A load generator: connections that send the same request over and over, each as soon as the last one is answered.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::exit::Failure;

/// Sends `requests` requests over so many connections; the seconds until the last answer.
///
/// # Errors
/// An answer is not 200, or does not come.
pub(super) fn run(
    address: &str,
    request: &[u8],
    connections: usize,
    requests: usize,
) -> Result<f64, Failure> {
    let left = AtomicUsize::new(requests);
    let start = Instant::now();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|_| scope.spawn(|| connection(address, request, &left)))
            .collect();
        for thread in threads {
            match thread.join() {
                Ok(result) => result?,
                Err(_) => return Err("a connection panicked".to_owned()),
            }
        }
        Ok(())
    })?;
    Ok(start.elapsed().as_secs_f64())
}

fn connection(address: &str, request: &[u8], left: &AtomicUsize) -> Result<(), String> {
    let mut stream = TcpStream::connect(address).map_err(|error| error.to_string())?;
    stream
        .set_nodelay(true)
        .map_err(|error| error.to_string())?;
    let mut buffer = vec![0; 64 * 1024];
    while take(left) {
        stream
            .write_all(request)
            .map_err(|error| error.to_string())?;
        answer(&mut stream, &mut buffer)?;
    }
    Ok(())
}

fn take(left: &AtomicUsize) -> bool {
    let less = |left: usize| left.checked_sub(1);
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
        .is_ok()
}

/// Reads an answer to its end.
fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> Result<(), String> {
    let mut filled = 0;
    loop {
        let space = buffer.get_mut(filled..).unwrap_or_default();
        match stream.read(space).map_err(|error| error.to_string())? {
            0 => return Err("the server closed the connection".to_owned()),
            read => filled += read,
        }
        let text = buffer.get(..filled).unwrap_or_default();
        if length(text)?.is_some_and(|length| filled >= length) {
            return Ok(());
        }
    }
}

/// The length of the whole answer, once its head is there.
fn length(text: &[u8]) -> Result<Option<usize>, String> {
    let Some(end) = text.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(text.get(..end).unwrap_or_default()).to_ascii_lowercase();
    if !head.starts_with("http/1.1 200 ") {
        return Err(format!("the server answered {head}"));
    }
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length: usize = length
        .and_then(|length| length.trim().parse().ok())
        .ok_or("the answer does not tell its length")?;
    Ok(Some(end + 4 + length))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn an_answer_ends_where_it_says() {
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        assert_eq!(length(head), Ok(Some(head.len() + 2)));
        assert_eq!(length(b"HTTP/1.1 200 OK\r\nContent-"), Ok(None));
        assert!(length(b"HTTP/1.1 404 Not Found\r\n\r\n").is_err());
    }
}

//! Many connections, all of which are held open, and requests that go through them in turn.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use crate::exit::Failure;

/// How often the memory of the server is looked at.
const LOOKS: u32 = 10;
/// How long it may take until every connection has had an answer.
const FIRST_ANSWERS: Duration = Duration::from_secs(120);

/// What is sent, over how many connections and for how long.
pub(super) struct Traffic {
    pub(super) address: SocketAddr,
    pub(super) request: Vec<u8>,
    pub(super) connections: usize,
    /// How many connections wait for an answer at the same time.
    pub(super) in_flight: usize,
    pub(super) time: Duration,
}

/// What was seen.
pub(super) struct Watched {
    /// Answers 200.
    pub(super) answers: usize,
    /// Other answers, and connections that were closed.
    pub(super) failures: usize,
    pub(super) seconds: f64,
    /// How the server was, from the beginning to the end.
    pub(super) looks: Vec<Look>,
    /// Milliseconds from each request to its answer, sorted.
    waits: Vec<f32>,
}

/// What a server has taken at one time.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    /// Bytes of memory.
    pub(super) memory: u64,
    /// Seconds of processors, since it was started.
    pub(super) processor: f64,
}

impl Watched {
    /// Seconds of processors that the server took for its answers.
    pub(super) fn processor(&self) -> f64 {
        match self.looks.as_slice() {
            [first, .., last] => last.processor - first.processor,
            _ => 0.0,
        }
    }

    /// Answers per second.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn rate(&self) -> f64 {
        self.answers as f64 / self.seconds
    }

    /// The milliseconds within which that part of the requests was answered.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    pub(super) fn wait(&self, part: f64) -> f32 {
        let last = self.waits.len().saturating_sub(1);
        let index = (last as f64 * part) as usize;
        self.waits.get(index).copied().unwrap_or_default()
    }
}

/// One connection.
struct Connection {
    stream: TcpStream,
    /// What has come of the answer.
    answer: Vec<u8>,
    sent: Instant,
}

/// All connections, and what goes through them.
struct Line<'a> {
    traffic: &'a Traffic,
    /// `None` for one that the server has closed.
    connections: Vec<Option<Connection>>,
    /// The connections that wait for nothing; the one that waited longest is the next.
    idle: VecDeque<usize>,
    busy: usize,
    watched: Watched,
}

impl Traffic {
    /// Opens the connections, sends one request through each, then sends requests until the time is over. `look` tells how the
    /// server is.
    ///
    /// # Errors
    /// A connection cannot be opened, all have been closed, or the first answers do not come.
    pub(super) fn run(&self, look: impl Fn() -> Look) -> Result<Watched, Failure> {
        let mut poll = Poll::new()?;
        let mut line = Line::open(self, &poll)?;
        let mut events = Events::with_capacity(1024);
        let mut buffer = vec![0; 64 * 1024];
        let mut turn = |line: &mut Line<'_>| -> Result<(), Failure> {
            line.send()?;
            poll.poll(&mut events, Some(Duration::from_millis(100)))?;
            for event in &events {
                line.receive(event.token().0, &mut buffer);
            }
            Ok(())
        };
        let opened = Instant::now();
        while line.watched.answers + line.watched.failures < self.connections {
            if opened.elapsed() > FIRST_ANSWERS {
                return Err("the server does not answer on every connection".into());
            }
            turn(&mut line)?;
        }
        // What a server keeps for a connection comes with its first request. From here on memory shows what grows with time.
        line.watched.answers = 0;
        line.watched.waits.clear();
        let start = Instant::now();
        let mut looks = 0;
        while start.elapsed() < self.time {
            if start.elapsed() >= self.time / LOOKS * looks {
                line.watched.looks.push(look());
                looks += 1;
            }
            turn(&mut line)?;
        }
        let mut watched = line.watched;
        watched.seconds = start.elapsed().as_secs_f64();
        watched.looks.push(look());
        watched.waits.sort_by(f32::total_cmp);
        Ok(watched)
    }
}

impl<'a> Line<'a> {
    fn open(traffic: &'a Traffic, poll: &Poll) -> Result<Self, Failure> {
        let mut connections = Vec::with_capacity(traffic.connections);
        for index in 0..traffic.connections {
            // Opened one after the other, so that the server's queue of new ones is never full.
            let stream = std::net::TcpStream::connect(traffic.address).map_err(|error| {
                format!(
                    "cannot open connection {} (see `ulimit -n`): {error}",
                    index + 1
                )
            })?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            let mut stream = TcpStream::from_std(stream);
            poll.registry()
                .register(&mut stream, Token(index), Interest::READABLE)?;
            connections.push(Some(Connection {
                stream,
                answer: Vec::new(),
                sent: Instant::now(),
            }));
        }
        Ok(Self {
            traffic,
            idle: (0..connections.len()).collect(),
            connections,
            busy: 0,
            watched: Watched {
                answers: 0,
                failures: 0,
                seconds: 0.0,
                looks: Vec::new(),
                waits: Vec::new(),
            },
        })
    }

    /// Sends requests until enough are under way.
    fn send(&mut self) -> Result<(), Failure> {
        while self.busy < self.traffic.in_flight {
            let Some(index) = self.idle.pop_front() else {
                break;
            };
            let Some(Some(connection)) = self.connections.get_mut(index) else {
                continue;
            };
            connection.sent = Instant::now();
            connection.answer.clear();
            // The buffer of an idle connection is larger than a request.
            match connection.stream.write_all(&self.traffic.request) {
                Ok(()) => self.busy += 1,
                Err(_) => self.lose(index),
            }
        }
        if self.busy == 0 {
            return Err("the server has closed every connection".into());
        }
        Ok(())
    }

    /// Takes what has come on a connection.
    fn receive(&mut self, index: usize, buffer: &mut [u8]) {
        let Some(Some(connection)) = self.connections.get_mut(index) else {
            return;
        };
        loop {
            match connection.stream.read(buffer) {
                Ok(length) if length > 0 => {
                    let bytes = buffer.get(..length).unwrap_or_default();
                    connection.answer.extend_from_slice(bytes);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(_) | Err(_) => {
                    self.busy = self.busy.saturating_sub(1);
                    return self.lose(index);
                }
            }
        }
        let Some(is_success) = whole(&connection.answer) else {
            return;
        };
        if is_success {
            let wait = connection.sent.elapsed().as_secs_f32() * 1000.0;
            self.watched.answers += 1;
            self.watched.waits.push(wait);
        } else {
            self.watched.failures += 1;
        }
        self.busy = self.busy.saturating_sub(1);
        self.idle.push_back(index);
    }

    fn lose(&mut self, index: usize) {
        self.watched.failures += 1;
        if let Some(place) = self.connections.get_mut(index) {
            *place = None;
        }
    }
}

/// Whether an answer is a success, once it is there as a whole.
fn whole(answer: &[u8]) -> Option<bool> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(answer.get(..end)?).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length: usize = length.and_then(|length| length.trim().parse().ok())?;
    (answer.len() >= end + 4 + length).then(|| head.starts_with("http/1.1 200 "))
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn an_answer_is_whole_where_it_says_that_it_ends() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        assert_eq!(whole(format!("{head}{{").as_bytes()), None);
        assert_eq!(whole(format!("{head}{{}}").as_bytes()), Some(true));
        let failure = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(whole(failure.as_bytes()), Some(false));
        assert_eq!(whole(b"HTTP/1.1 200 OK\r\n"), None);
    }
}

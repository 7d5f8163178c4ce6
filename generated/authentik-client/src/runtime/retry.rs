// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! When a call is sent again, and after how long.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::error::Fault;
use super::response::Response;

/// How often and after how long a call is sent again that did not get through: the server could not be reached, or answered
/// 408, 425, 429, 502, 503 or 504.
///
/// Only what is safe to repeat is sent again: operations whose method is idempotent (RFC 9110, section 9.2.2), which POST
/// and PATCH are not, and calls that say so ([`Call::idempotent`](super::Call::idempotent)); never a body that is a stream,
/// and nothing once the body of an answer has begun. The time limit of a call holds for all of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Retry {
    most: u32,
    first: Duration,
    longest: Duration,
}

impl Retry {
    /// So many times again at most: after 200 milliseconds, then twice as long each time up to 30 seconds, each less a
    /// random part of up to a half, so that many callers do not come back at once. What the server says in `Retry-After`
    /// (RFC 9110, section 10.2.3) counts instead, unless that is longer than the longest wait: then the answer stands.
    #[must_use]
    pub const fn new(most: u32) -> Self {
        Self {
            most,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(30),
        }
    }

    /// Sets the wait before the first time.
    #[must_use]
    pub const fn first_wait(self, wait: Duration) -> Self {
        Self {
            first: wait,
            ..self
        }
    }

    /// Sets the longest wait.
    #[must_use]
    pub const fn longest_wait(self, wait: Duration) -> Self {
        Self {
            longest: wait,
            ..self
        }
    }

    /// How long to wait before sending again what had this outcome, having been sent again `before` times; `None` if it is
    /// not sent again.
    pub(super) fn wait_after(
        &self,
        outcome: &Result<Response<Body>, Fault>,
        before: u32,
    ) -> Option<Duration> {
        if before >= self.most {
            return None;
        }
        let advice = match outcome {
            Ok(answer) if is_passing(answer.status) => advice(&answer.headers),
            Err(Fault::Transport(_)) => None,
            Ok(_) | Err(Fault::Request(_) | Fault::Timeout) => return None,
        };
        match advice {
            Some(wait) => (wait <= self.longest).then_some(wait),
            None => Some(self.backoff(before)),
        }
    }

    fn backoff(&self, before: u32) -> Duration {
        let doubled = 2_u32
            .checked_pow(before)
            .and_then(|factor| self.first.checked_mul(factor));
        let wait = doubled.unwrap_or(self.longest).min(self.longest);
        // A hasher with random keys is the random number that the standard library has.
        let random = RandomState::new().build_hasher().finish() % 1024;
        let part = u32::try_from(random).unwrap_or_default();
        wait.saturating_sub(wait / 2048 * part)
    }
}

/// Statuses that say nothing about the request but that it may be sent again.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 502 | 503 | 504)
}

/// What the server says in `Retry-After`: seconds, or a date.
fn advice(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now()?).unwrap_or_default())
}

/// The time; `None` in a browser, where the standard library panics when it is asked for it.
fn now() -> Option<SystemTime> {
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_clock.then(SystemTime::now)
}

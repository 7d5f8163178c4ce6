// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! An event of a stream of server-sent events.

use std::time::Duration;

use serde::ser::Error as _;

use crate::runtime::json::EncodeError;

/// A server-sent event (HTML, section 9.2).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Event<T> {
    /// The type of the event; `None` stands for `message`.
    pub event: Option<String>,
    /// The data.
    pub data: T,
    /// The identifier that the stream has come to, by which it can be taken up again (`Last-Event-ID`): that of an earlier event
    /// where this one has none.
    pub id: Option<String>,
    /// How long to wait before the stream is asked for again, in whole milliseconds.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event without type and identifier.
    pub const fn new(data: T) -> Self {
        Self {
            event: None,
            data,
            id: None,
            retry: None,
        }
    }

    /// The same event with that type.
    #[must_use]
    pub fn named(self, event: impl Into<String>) -> Self {
        Self {
            event: Some(event.into()),
            ..self
        }
    }

    /// The same event with that identifier.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..self
        }
    }

    /// The same event with that time to wait.
    #[must_use]
    pub fn with_retry(self, retry: Duration) -> Self {
        Self {
            retry: Some(retry),
            ..self
        }
    }

    pub(super) fn try_map<U, E>(
        self,
        change: impl FnOnce(T) -> Result<U, E>,
    ) -> Result<Event<U>, E> {
        Ok(Event {
            event: self.event,
            data: change(self.data)?,
            id: self.id,
            retry: self.retry,
        })
    }

    /// Writes the event with `data` as its data, one field for each line.
    pub(super) fn write(&self, data: &[u8], body: &mut Vec<u8>) -> Result<(), EncodeError> {
        let retry = self.retry.map(|retry| retry.as_millis().to_string());
        let fields = [
            ("event", self.event.as_ref()),
            ("id", self.id.as_ref()),
            ("retry", retry.as_ref()),
        ];
        for (name, value) in fields {
            let Some(value) = value else { continue };
            if value.contains(['\r', '\n', '\0']) {
                let message = format!("the {name} of an event has one line");
                return Err(serde_json::Error::custom(message).into());
            }
            body.extend_from_slice(format!("{name}: {value}\n").as_bytes());
        }
        let mut rest = data;
        loop {
            let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
            body.extend_from_slice(b"data: ");
            body.extend_from_slice(line);
            body.push(b'\n');
            rest = match after {
                [] => break,
                [b'\r', b'\n', after @ ..] | [_, after @ ..] => after,
            };
        }
        body.push(b'\n');
        Ok(())
    }
}

impl Event<Vec<u8>> {
    /// The same event with its data as text.
    #[must_use]
    pub fn into_text(self) -> Event<String> {
        Event {
            event: self.event,
            data: String::from_utf8_lossy(&self.data).into_owned(),
            id: self.id,
            retry: self.retry,
        }
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

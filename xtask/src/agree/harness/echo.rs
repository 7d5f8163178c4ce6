//! A service that answers what it is told to, and tells what it was asked.

use std::future::{Future, Ready, ready};

use serde::Serialize;
use serde_json::Value;
use server::runtime::{Outcome, RawBody};
use server::{Context, Credential, Denial, Error, Identity};
use types::runtime::{Failure, Operation, Payload};

use crate::form;
use crate::wire::{Board, Seen};

#[derive(Clone, Default)]
pub struct Echo {
    pub board: Board,
}

impl server::Authenticate for Echo {
    fn authenticate(
        &self,
        _: &Context,
        credential: Credential,
    ) -> impl Future<Output = Result<Identity, Denial>> + Send {
        self.board
            .with(|exchange| exchange.asked.push(credential.scheme()));
        ready(Ok(Identity::new(())))
    }
}

impl Echo {
    /// Ends a handler: keeps what it was called with and gives the answer that is wanted.
    pub fn answer<O: Operation>(&self, seen: Seen) -> Ready<Outcome<O>> {
        let (failure, body) = self.board.with(|exchange| {
            exchange.seen = Some(seen);
            exchange.reply()
        });
        let outcome = match failure {
            None => O::Success::decode(&body).map_err(|error| error.to_string()),
            Some(status) => match O::Failure::decode(status, &body) {
                Some(Ok(failure)) => return ready(Err(Error::Api(failure))),
                Some(Err(error)) => Err(error.to_string()),
                None => Err("the status is not one of the failures".to_owned()),
            },
        };
        ready(outcome.map_err(|problem| {
            self.board.with(|exchange| exchange.unfit = Some(problem));
            Error::NotImplemented
        }))
    }
}

impl Seen {
    pub fn by(cx: &Context) -> Self {
        Self {
            operation: cx.operation_id().to_owned(),
            ..Self::default()
        }
    }

    pub fn parameter<T: Serialize>(&mut self, name: &str, value: &T) {
        self.parameters.insert(name.to_owned(), again(value));
    }

    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.parameter(name, value);
        }
    }

    pub fn json<T: Serialize>(&mut self, body: Option<&T>) {
        self.body = body.map(again);
    }

    pub fn form<T: Serialize>(&mut self, body: Option<&T>) {
        self.body = body.map(|body| match types::runtime::form::encode(body, &[]) {
            Ok(parts) => form::to_json(&parts),
            Err(error) => Value::String(format!("cannot be written: {error}")),
        });
    }

    pub fn raw(&mut self, body: Option<&RawBody>) {
        self.body = body.map(|body| body.bytes.iter().copied().collect());
    }
}

fn again<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value)
        .unwrap_or_else(|error| Value::String(format!("cannot be written: {error}")))
}

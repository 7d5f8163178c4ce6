//! A service that answers what it is told to, and tells what it was asked.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context as Task, Poll};

use futures_core::Stream;
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use server::runtime::form::{self, Form};
use server::runtime::{ItemStream, MultipartBody, Outcome, RawBody, WholeOrItems};
use server::{Context, Credential, Denial, Error, Identity};
use types::runtime::{
    Binary, Failure, Head, Operation, Payload, Sequential, Streaming, Validate,
};

use crate::form as forms;
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
    pub fn answer<O: Operation, F: Given<O>>(&self, cx: &Context, seen: Seen) -> Ready<Outcome<O, F>> {
        let reply = self.board.with(|exchange| {
            exchange.seen = Some(seen);
            exchange.reply()
        });
        let outcome = if reply.is_failure {
            match O::Failure::decode(reply.status, &reply.body) {
                Some(Ok(failure)) => return ready(Err(Error::Api(failure))),
                Some(Err(error)) => Err(error.to_string()),
                None => Err("the status is not one of the failures".to_owned()),
            }
        } else {
            if let Ok(status) = StatusCode::from_u16(reply.status) {
                cx.set_status(status);
            }
            for field in O::HEADERS.iter().filter(|field| field.required) {
                // What they hold is not compared.
                if let Ok(name) = field.name.parse() {
                    cx.add_header(name, HeaderValue::from_static("1"));
                }
            }
            let head = Head {
                status: reply.status,
                content_type: reply.media_type.as_deref(),
            };
            O::Success::read(head, &reply.body).map_err(|error| error.to_string())
        };
        ready(outcome.map(F::given).map_err(|problem| {
            self.board.with(|exchange| exchange.unfit = Some(problem));
            Error::NotImplemented
        }))
    }

    /// Ends a handler that reads its body by itself.
    pub async fn answer_to<O: Operation, F: Given<O>>(
        self,
        cx: &Context,
        mut seen: Seen,
        body: Option<impl Read>,
    ) -> Outcome<O, F> {
        if let Some(body) = body {
            body.read(&mut seen).await?;
        }
        self.answer::<O, F>(cx, seen).await
    }
}

/// A body that a handler reads by itself.
pub trait Read: Send {
    /// Keeps what it holds.
    fn read<E: Send>(self, seen: &mut Seen) -> impl Future<Output = Result<(), Error<E>>> + Send;
}

impl Read for RawBody {
    async fn read<E: Send>(self, seen: &mut Seen) -> Result<(), Error<E>> {
        seen.body = Some(self.collect().await?.iter().copied().collect());
        Ok(())
    }
}

impl<T: DeserializeOwned + Serialize + Validate> Read for MultipartBody<T> {
    async fn read<E: Send>(self, seen: &mut Seen) -> Result<(), Error<E>> {
        let form = self.collect().await?;
        seen.form(Some(&form));
        Ok(())
    }
}

impl<O: Operation<Success: Sequential<Value = Vec<T>, Item = T>>, T: Unpin + Send + 'static> Given<O>
    for form::Items
{
    fn given(value: Vec<T>) -> Self::Answer {
        ItemStream::new(Listed(value.into_iter()))
    }
}

impl<O: Streaming> Given<O> for form::Either {
    fn given(value: <O::Success as Payload>::Value) -> Self::Answer {
        WholeOrItems::Whole(value)
    }
}

/// A list as a stream.
struct Listed<T>(std::vec::IntoIter<T>);

impl<T: Unpin> Stream for Listed<T> {
    type Item = Result<T, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

/// A form in which a value can be given that has been read as a whole.
pub trait Given<O: Operation>: Form<O> {
    fn given(value: <O::Success as Payload>::Value) -> Self::Answer;
}

impl<O: Operation> Given<O> for form::Whole {
    fn given(value: <O::Success as Payload>::Value) -> Self::Answer {
        value
    }
}

impl<O: Operation<Success = Binary>> Given<O> for form::Bytes {
    fn given(value: Vec<u8>) -> Self::Answer {
        value.into()
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
            Ok(parts) => forms::to_json(&parts),
            Err(error) => Value::String(format!("cannot be written: {error}")),
        });
    }
}

fn again<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value)
        .unwrap_or_else(|error| Value::String(format!("cannot be written: {error}")))
}

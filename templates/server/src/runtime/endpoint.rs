//! From a request to the method of a trait and back.

use std::future::{Future, Ready, ready};
use std::sync::Arc;

use super::context::Context;
use super::error::Error;
use super::input::Input;
use super::reply::Reply;
use crate::types::runtime::{Failure, Operation, Payload};

/// What a handler answers: the body of the documented success, or an [`Error`].
pub type Outcome<O> =
    Result<<<O as Operation>::Success as Payload>::Value, Error<<O as Operation>::Failure>>;

/// An operation that the service `S` serves. Implemented by generated code, once for each operation.
pub trait Endpoint<S>: Operation + Sized {
    /// The arguments of the method, without `self` and the context.
    type Arguments: Send + 'static;

    /// Reads the arguments. `None` if one is missing or wrong; `input` has collected what is wrong with which.
    fn decode(input: &mut Input) -> Option<Self::Arguments>;

    /// Calls the method that serves the operation.
    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Outcome<Self>> + Send + 'a;
}

/// The outcome of a method that the service leaves out: 501. Takes its arguments only to use them up.
pub fn not_implemented<A, T, E>(_arguments: A) -> Ready<Result<T, Error<E>>> {
    ready(Err(Error::NotImplemented))
}

/// Serves one request whose body has been read. The only coroutine that is compiled once for each operation.
pub(super) async fn serve<S, O>(service: Arc<S>, cx: Arc<Context>, mut input: Input) -> Reply
where
    S: Send + Sync + 'static,
    O: Endpoint<S>,
{
    let arguments = O::decode(&mut input);
    if let Some(refusal) = input.refusal() {
        return Reply::Refused(refusal);
    }
    let Some(arguments) = arguments else {
        return Reply::internal("the arguments were refused without a reason");
    };
    reply::<O>(
        O::call(&service, &cx, arguments).await,
        input.checks_answers(),
    )
}

fn reply<O: Operation>(
    outcome: Result<<O::Success as Payload>::Value, Error<O::Failure>>,
    is_checked: bool,
) -> Reply {
    if is_checked
        && let Ok(value) = &outcome
        && let Err(broken) = O::Success::validate(value)
    {
        return Reply::internal(format!("the answer breaks the document: {broken}"));
    }
    match outcome {
        Ok(value) => Reply::content(O::STATUS, O::CONTENT_TYPE, O::Success::encode(&value)),
        Err(Error::Api(failure)) => Reply::failure(failure.status(), failure.encode()),
        Err(Error::Status { status, body }) => Reply::status(status, body),
        Err(Error::Invalid(violations)) => Reply::invalid(violations),
        Err(Error::NotImplemented) => Reply::status(http::StatusCode::NOT_IMPLEMENTED, None),
        Err(Error::Internal(error)) => Reply::internal(error),
    }
}

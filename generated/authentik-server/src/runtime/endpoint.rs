// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! From a request to the method of a trait and back.

use std::future::{Future, Ready, ready};
use std::sync::Arc;

use super::context::Context;
use super::error::Error;
use super::input::{Input, Refused};
use super::reply::Reply;
use crate::types::runtime::{Failure, Head, Operation, Payload};

/// What a handler answers: the body of the documented success, or an [`Error`].
pub type Outcome<O> =
    Result<<<O as Operation>::Success as Payload>::Value, Error<<O as Operation>::Failure>>;

/// An operation that the service `S` serves. Implemented by [`endpoints!`](crate::endpoints), once for each operation.
pub trait Endpoint<S>: Operation + Sized {
    /// Reads the arguments, all of them, and calls the method that serves the operation.
    ///
    /// # Errors
    /// An argument is missing or wrong; the method has not been called.
    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a, Self, S>, Refused>;
}

/// Says which method of a trait serves which operation and how its arguments are read, one line per operation:
/// `Operation => method(argument: reader(…))`. The readers are the methods of [`Input`](crate::runtime::Input);
/// `reader(…) within rule` checks the limits of a parameter. Gives `routes` as well.
#[doc(hidden)]
#[macro_export]
macro_rules! endpoints {
    ($service:ident {$(
        $operation:ty => $method:ident(
            $($name:ident: $reader:ident($($argument:expr),*) $(within $rule:expr)?),*
        ),
    )*}) => {
        $(impl<S: $service> $crate::runtime::Endpoint<S> for $operation {
            // What is deprecated is served all the same.
            #[allow(deprecated)]
            fn call<'a>(
                service: &'a S,
                cx: &'a $crate::runtime::Context,
                input: &mut $crate::runtime::Input,
            ) -> Result<
                impl Future<Output = $crate::runtime::Outcome<Self>> + Send + use<'a, S>,
                $crate::runtime::Refused,
            > {
                // A method without arguments does not use it.
                let _ = &input;
                $(
                    let $name = input.$reader($($argument),*);
                    $(let $name = input.within($name, &$rule);)?
                )*
                Ok(service.$method(cx $(, $name?)*))
            }
        })*

        /// Adds the operations of this tag to a router.
        #[must_use]
        pub fn routes<S: $service + $crate::runtime::Authenticate>(
            router: $crate::runtime::Router<S>,
        ) -> $crate::runtime::Router<S> {
            router$(.route::<$operation>())*
        }
    };
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
    match O::call(&service, &cx, &mut input) {
        Ok(outcome) => reply::<O>(outcome.await, cx.chosen_status(), input.checks_answers()),
        Err(Refused) => Reply::Refused(input.refusal()),
    }
}

fn reply<O: Operation>(
    outcome: Result<<O::Success as Payload>::Value, Error<O::Failure>>,
    chosen: Option<u16>,
    is_checked: bool,
) -> Reply {
    if is_checked
        && let Ok(value) = &outcome
        && let Err(broken) = O::Success::validate(value)
    {
        return Reply::internal(format!("the answer breaks the document: {broken}"));
    }
    match outcome {
        Ok(value) => {
            let head = O::Success::head(&value).unwrap_or(Head {
                status: chosen.unwrap_or(O::STATUS),
                content_type: O::CONTENT_TYPE,
            });
            if O::is_success(head.status) {
                Reply::content(head.status, head.content_type, O::Success::encode(&value))
            } else {
                let status = head.status;
                Reply::internal(format!("the document has no success of status {status}"))
            }
        }
        Err(Error::Api(failure)) => {
            Reply::failure(failure.status(), failure.content_type(), failure.encode())
        }
        Err(Error::Status { status, body }) => Reply::status(status, body),
        Err(Error::Invalid(violations)) => Reply::invalid(violations),
        Err(Error::NotImplemented) => Reply::status(http::StatusCode::NOT_IMPLEMENTED, None),
        Err(Error::Internal(error)) => Reply::internal(error),
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! From a request to the method of a trait and back.

use std::future::{Future, Ready, ready};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::context::Context;
use super::demand::Demand;
use super::error::Error;
use super::form::{Form, Whole};
use super::input::{Input, Refused};
use super::multipart_body::MultipartBody;
use super::reply::{Refusal, Reply};
use crate::types::runtime::{Failure, Operation, Validate};
#[cfg(feature = "mock")]
use crate::types::runtime::{Head, Payload};

/// What a handler answers: the documented success in the form `F`, or an [`Error`].
pub type Outcome<O, F = Whole> = Result<<F as Form<O>>::Answer, Error<<O as Operation>::Failure>>;

/// An operation that the service `S` serves. Implemented by [`endpoints!`](crate::endpoints), once for each operation.
pub trait Endpoint<S>: Operation + Sized {
    /// In which form the method answers.
    type Form: Form<Self>;

    /// Whether the body of the request is handed over as it comes, rather than read beforehand.
    const TAKES_STREAM: bool = false;

    /// What a request has to carry to be one of this operation rather than of another one with its method and path.
    const DEMANDS: &'static [Demand] = &[];

    /// Reads the arguments, all of them, and calls the method that serves the operation.
    ///
    /// # Errors
    /// An argument is missing or wrong; the method has not been called.
    fn call<'a>(
        service: &'a S,
        cx: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self, Self::Form>> + Send + use<'a, Self, S>, Refused>;
}

/// Says which method of a trait serves which operation and how its arguments are read, one line per operation:
/// `Operation => method(argument: reader(…))`. The readers are the methods of [`Input`](crate::runtime::Input);
/// `reader(…) within rule` checks the limits of a parameter; `as form` is for a method that answers in another form than with
/// the whole value; `when [query "name" = "value", header "name", body "media/type"]` says what tells its requests from those of
/// another operation with its method and path, `when [never]` that nothing does. Gives `routes` as well.
#[doc(hidden)]
#[macro_export]
macro_rules! endpoints {
    ($service:ident {$(
        $operation:ty => $method:ident(
            $($name:ident: $reader:ident($($argument:expr),*) $($check:ident $($rule:expr)?)?),*
        ) $(when [$($place:ident $($wanted:literal)* $(= $value:literal)?),*])? $(as $form:ty)?,
    )*}) => {
        $(impl<S: $service> $crate::runtime::Endpoint<S> for $operation {
            type Form = $crate::endpoints!(@form $($form)?);

            const TAKES_STREAM: bool = $crate::endpoints!(@stream $($reader)*);

            $(const DEMANDS: &'static [$crate::runtime::Demand] =
                &[$($crate::endpoints!(@demand $place $($wanted)* $(= $value)?)),*];)?

            // What is deprecated is served all the same.
            #[allow(deprecated)]
            fn call<'a>(
                service: &'a S,
                cx: &'a $crate::runtime::Context,
                input: &mut $crate::runtime::Input,
            ) -> Result<
                impl Future<Output = $crate::runtime::Outcome<Self, Self::Form>> + Send + use<'a, S>,
                $crate::runtime::Refused,
            > {
                // A method without arguments does not use it.
                let _ = &input;
                $(
                    let $name = input.$reader($($argument),*);
                    $(let $name = $crate::parameters!(@check input $name $check $($rule)?);)?
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
    (@demand query $name:literal) => { $crate::runtime::Demand::Query($name, None) };
    (@demand query $name:literal = $value:literal) => { $crate::runtime::Demand::Query($name, Some($value)) };
    (@demand header $name:literal) => { $crate::runtime::Demand::Header($name, None) };
    (@demand header $name:literal = $value:literal) => { $crate::runtime::Demand::Header($name, Some($value)) };
    (@demand body $($media_type:literal)*) => { $crate::runtime::Demand::Body(&[$($media_type),*]) };
    (@demand never) => { $crate::runtime::Demand::Never };
    (@form) => { $crate::runtime::form::Whole };
    (@form $form:ty) => { $form };
    (@stream) => { false };
    (@stream raw_body) => { true };
    (@stream optional_raw_body) => { true };
    (@stream multipart_body) => { true };
    (@stream optional_multipart_body) => { true };
    // The body is the last of the arguments.
    (@stream $reader:ident $($rest:ident)*) => { $crate::endpoints!(@stream $($rest)*) };
}

/// The outcome of a method that the service leaves out: 501. Takes its arguments only to use them up.
pub fn not_implemented<A, T, E>(_arguments: A) -> Ready<Result<T, Error<E>>> {
    ready(Err(Error::NotImplemented))
}

/// The outcome of a method that the service leaves out and whose body is a form with files: 501, once the form is what the document says. Takes
/// its other arguments only to use them up.
///
/// # Errors
/// Always: the form is wrong or could not be read, or the method is not there.
pub async fn not_implemented_form<A, F, T, E>(
    _arguments: A,
    body: Option<MultipartBody<F>>,
) -> Result<T, Error<E>>
where
    F: DeserializeOwned + Validate,
{
    if let Some(body) = body {
        body.collect::<E>().await?;
    }
    Err(Error::NotImplemented)
}

/// Serves one request. The only coroutine that is compiled once for each operation.
pub(super) async fn serve<S, O>(service: Arc<S>, cx: Arc<Context>, mut input: Input) -> Reply
where
    S: Send + Sync + 'static,
    O: Endpoint<S>,
{
    match O::call(&service, &cx, &mut input) {
        Ok(outcome) => {
            let is_checked = input.checks_answers();
            match outcome.await {
                Ok(answer) => match cx.headers_fault(O::HEADERS, is_checked) {
                    Some(fault) => Reply::internal(fault),
                    None => <O::Form as Form<O>>::reply(answer, cx.chosen_status(), is_checked),
                },
                Err(error) => failure::<O>(error, &cx, is_checked),
            }
        }
        Err(Refused) => Reply::Refused(input.refusal()),
    }
}

/// Whether a body is a success of the operation that keeps to the constraints of the document; what is wrong if not.
#[cfg(feature = "mock")]
pub(super) fn holds<O: Operation>(head: Head<'_>, body: &[u8]) -> Result<(), String> {
    let read = O::Success::read(head, body).map_err(|fault| fault.to_string())?;
    O::Success::validate(&read, &O::RULE).map_err(|broken| broken.to_string())
}

fn failure<O: Operation>(error: Error<O::Failure>, cx: &Context, is_checked: bool) -> Reply {
    match error {
        // None of a failure's headers has to be there.
        Error::Api(failure) => match cx.headers_fault(&[], is_checked) {
            Some(fault) => Reply::internal(fault),
            None => Reply::failure(failure.status(), failure.content_type(), failure.encode()),
        },
        Error::Status { status, body } => Reply::status(status, body),
        Error::Invalid(violations) => Reply::invalid(violations),
        Error::Body(error) => Reply::Refused(error.refusal()),
        Error::NotImplemented => Reply::Refused(Refusal::NotImplemented),
        Error::Internal(error) => Reply::internal(error),
    }
}

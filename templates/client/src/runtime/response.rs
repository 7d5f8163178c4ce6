//! Answers, and how a typed one is told from a failure.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::error::{Error, Target};
use crate::types::runtime::media_type::essence;
use crate::types::runtime::text::{HeaderFields, from_headers};
use crate::types::runtime::{DecodeError, Failure, Head, Operation, Payload, WithHeaders};

/// The body of a success of an operation.
pub type Success<O> = <<O as Operation>::Success as Payload>::Value;

/// The body of a success of an operation with the headers that the document declares.
pub type SuccessWithHeaders<O> = (Success<O>, <O as WithHeaders>::Headers);

/// The answer to a call.
#[derive(Clone, Debug)]
pub struct Response<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: T,
}

impl<T> Response<T> {
    /// The headers that the document declares, as a struct of the types crate: `response.typed_headers::<ListPetsHeaders>()`.
    ///
    /// # Errors
    /// A header that has to be there is missing, or one is not what the document says; the place is `/name`.
    pub fn typed_headers<H: HeaderFields>(&self) -> Result<H, DecodeError> {
        typed_headers(&self.headers)
    }

    /// Whether it is of that media type, as far as it says.
    pub(super) fn is_of(&self, media_type: &str) -> bool {
        let sent = self.headers.get(CONTENT_TYPE);
        sent.is_none_or(|sent| {
            sent.to_str()
                .is_ok_and(|sent| essence(sent).eq_ignore_ascii_case(essence(media_type)))
        })
    }
}

/// The error about an answer in another media type than the one that was asked for.
pub(super) fn wrong_type<E>(target: Target, answer: Response<Bytes>, wanted: &str) -> Error<E> {
    let error = DecodeError {
        path: String::new(),
        message: format!("is not of {wanted}"),
    };
    unreadable(target, answer, error)
}

/// Reads an answer: a success if its status is 2xx or the documented one, else by its status the failure of the document.
///
/// Real servers answer 201 where their document says 200, so the body decides about a 2xx.
pub(super) fn read<O: Operation>(
    answer: Response<Bytes>,
) -> Result<Response<Success<O>>, Error<O::Failure>> {
    if is_success::<O>(answer.status) {
        let head = Head {
            status: answer.status.as_u16(),
            content_type: content_type(&answer.headers),
        };
        return match O::Success::read(head, &answer.body) {
            Ok(body) => Ok(Response {
                status: answer.status,
                headers: answer.headers,
                body,
            }),
            Err(error) => Err(unreadable(Target::of::<O>(), answer, error)),
        };
    }
    Err(failure(Target::of::<O>(), answer))
}

/// Reads an answer whose headers the document declares.
pub(super) fn read_with_headers<O: WithHeaders>(
    answer: Response<Bytes>,
) -> Result<SuccessWithHeaders<O>, Error<O::Failure>> {
    let headers = is_success::<O>(answer.status).then(|| answer.typed_headers());
    match headers {
        Some(Err(error)) => {
            let name = error.path.trim_start_matches('/');
            let error = DecodeError {
                message: format!("the header {name:?} {}", error.message),
                path: String::new(),
            };
            Err(unreadable(Target::of::<O>(), answer, error))
        }
        Some(Ok(headers)) => Ok((read::<O>(answer)?.body, headers)),
        None => Err(failure(Target::of::<O>(), answer)),
    }
}

pub(super) fn typed_headers<H: HeaderFields>(headers: &HeaderMap) -> Result<H, DecodeError> {
    from_headers(|name| {
        let values = headers.get_all(name).into_iter();
        values
            .filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
            .collect()
    })
}

/// Whether an answer is a success: by its status, 2xx or a documented one.
pub(super) fn is_success<O: Operation>(status: StatusCode) -> bool {
    status.is_success() || O::is_success(status.as_u16())
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
}

/// Reads an answer that is no success.
pub(super) fn failure<E: Failure>(target: Target, answer: Response<Bytes>) -> Error<E> {
    match E::decode(answer.status.as_u16(), &answer.body) {
        Some(Ok(failure)) => Error::Api(failure, Box::new(answer.headers)),
        Some(Err(error)) => unreadable(target, answer, error),
        None => Error::Undocumented {
            target,
            status: answer.status,
            headers: Box::new(answer.headers),
            body: answer.body,
        },
    }
}

fn unreadable<E>(target: Target, answer: Response<Bytes>, error: DecodeError) -> Error<E> {
    let DecodeError { path, mut message } = error;
    let content_type = content_type(&answer.headers);
    // Most unreadable answers are the HTML page of a proxy or a login form: say so.
    if let Some(other) = content_type.filter(|value| !value.contains("json")) {
        message = format!("{message} (the answer is {other})");
    }
    Error::Decode {
        target,
        status: answer.status,
        path,
        message,
        headers: Box::new(answer.headers),
        body: answer.body,
    }
}

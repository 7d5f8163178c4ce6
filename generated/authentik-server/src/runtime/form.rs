// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! In which form handlers answer.

use http::HeaderValue;
use http::header::CONTENT_TYPE;

use super::item_stream::{ItemStream, WholeOrItems};
use super::raw_answer::RawAnswer;
use super::reply::Reply;
use crate::types::runtime::{Binary, Head, Operation, Payload, Sequential, Streaming};

/// The form in which the handler of an operation answers.
pub trait Form<O: Operation> {
    /// What the handler gives for a success.
    type Answer: Send;

    /// The answer as it is written. `chosen` is the status that the handler has set, where the document has several for the same
    /// value; `is_checked` says whether the answer is held against the document.
    fn reply(answer: Self::Answer, chosen: Option<u16>, is_checked: bool) -> Reply;
}

/// The status of a success; the reply that takes its place if the document has none like it.
fn success<O: Operation>(status: u16) -> Result<u16, Reply> {
    if O::is_success(status) {
        Ok(status)
    } else {
        let message = format!("the document has no success of status {status}");
        Err(Reply::internal(message))
    }
}

/// The whole value of the success at once.
#[derive(Debug)]
pub enum Whole {}

impl<O: Operation> Form<O> for Whole {
    type Answer = <O::Success as Payload>::Value;

    fn reply(answer: Self::Answer, chosen: Option<u16>, is_checked: bool) -> Reply {
        if is_checked && let Err(broken) = O::Success::validate(&answer, &O::RULE) {
            return Reply::internal(format!("the answer breaks the document: {broken}"));
        }
        let head = O::Success::head(&answer).unwrap_or(Head {
            status: chosen.unwrap_or(O::STATUS),
            content_type: O::CONTENT_TYPE,
        });
        match success::<O>(head.status) {
            Ok(status) => Reply::content(status, head.content_type, O::Success::encode(&answer)),
            Err(reply) => reply,
        }
    }
}

/// Bytes, at once or as they come: [`RawAnswer`].
#[derive(Debug)]
pub enum Bytes {}

impl<O: Operation<Success = Binary>> Form<O> for Bytes {
    type Answer = RawAnswer;

    fn reply(answer: RawAnswer, chosen: Option<u16>, is_checked: bool) -> Reply {
        let documented = O::CONTENT_TYPE.unwrap_or_default();
        let media_type = match answer.media_type {
            None => documented.parse().map_err(|_| documented.to_owned()),
            Some(media_type) => media_type,
        };
        let Ok(media_type) = media_type else {
            return Reply::internal(format!("the media type cannot be sent in {CONTENT_TYPE}"));
        };
        if is_checked && !is_allowed(media_type.as_bytes(), documented) {
            let message = format!("the answer is {media_type:?}, the document says {documented}");
            return Reply::internal(message);
        }
        match success::<O>(chosen.unwrap_or(O::STATUS)) {
            Ok(status) => Reply::streamed(status, media_type, answer.body),
            Err(reply) => reply,
        }
    }
}

/// Item by item: [`ItemStream`].
#[derive(Debug)]
pub enum Items {}

impl<O: Operation<Success: Sequential>> Form<O> for Items {
    type Answer = ItemStream<O::Success>;

    fn reply(answer: Self::Answer, chosen: Option<u16>, is_checked: bool) -> Reply {
        let media_type = O::CONTENT_TYPE.unwrap_or_default();
        items::<O, _>(chosen, media_type, answer, is_checked)
    }
}

/// As a whole or item by item: [`WholeOrItems`].
#[derive(Debug)]
pub enum Either {}

impl<O: Streaming> Form<O> for Either {
    type Answer = WholeOrItems<<O::Success as Payload>::Value, ItemStream<O::Items>>;

    fn reply(answer: Self::Answer, chosen: Option<u16>, is_checked: bool) -> Reply {
        match answer {
            WholeOrItems::Whole(value) => <Whole as Form<O>>::reply(value, chosen, is_checked),
            WholeOrItems::Items(answer) => items::<O, _>(chosen, O::ITEMS_TYPE, answer, is_checked),
        }
    }
}

fn items<O: Operation, P: Sequential>(
    chosen: Option<u16>,
    media_type: &'static str,
    answer: ItemStream<P>,
    is_checked: bool,
) -> Reply {
    let status = match success::<O>(chosen.unwrap_or(O::STATUS)) {
        Ok(status) => status,
        Err(reply) => return reply,
    };
    match HeaderValue::from_str(media_type) {
        Ok(media_type) => Reply::streamed(status, media_type, answer.into_body(is_checked)),
        Err(_) => Reply::internal(format!("the media type cannot be sent in {CONTENT_TYPE}")),
    }
}

/// Whether a media type is the documented one, whatever its parameters. `application/octet-stream` stands for any.
fn is_allowed(media_type: &[u8], documented: &str) -> bool {
    let essence = |text: &[u8]| {
        let end = text.split(|byte| *byte == b';').next().unwrap_or_default();
        end.trim_ascii().to_ascii_lowercase()
    };
    documented == Binary::CONTENT_TYPE.unwrap_or_default()
        || essence(media_type) == essence(documented.as_bytes())
}

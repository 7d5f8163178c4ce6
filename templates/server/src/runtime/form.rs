//! In which form handlers answer.

use http::header::CONTENT_TYPE;

use super::content::Content;
use super::reply::Reply;
use crate::types::runtime::{Binary, Head, Operation, Payload};

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
        if is_checked && let Err(broken) = O::Success::validate(&answer) {
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

/// Bytes, at once or as they come: [`Content`].
#[derive(Debug)]
pub enum Bytes {}

impl<O: Operation<Success = Binary>> Form<O> for Bytes {
    type Answer = Content;

    fn reply(answer: Content, chosen: Option<u16>, is_checked: bool) -> Reply {
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

/// Whether a media type is the documented one, whatever its parameters. `application/octet-stream` stands for any.
fn is_allowed(media_type: &[u8], documented: &str) -> bool {
    let essence = |text: &[u8]| {
        let end = text.split(|byte| *byte == b';').next().unwrap_or_default();
        end.trim_ascii().to_ascii_lowercase()
    };
    documented == Binary::CONTENT_TYPE.unwrap_or_default()
        || essence(media_type) == essence(documented.as_bytes())
}

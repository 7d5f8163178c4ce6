//! Answers that the document shows, for operations that a service leaves out.

mod memory;
mod pages;
mod resource;

use std::future::{Future, ready};
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};

use super::authenticate::{Authenticate, Credential, Denial, Identity};
use super::context::Context;
use super::reply::{Refusal, Reply};
use crate::types::runtime::{Head, media_type};

pub(super) use self::memory::Memory;
pub use self::resource::{Action, Collection, List, Pages, Resource};

/// A service that has no operation of its own and takes every credential for a right one.
#[derive(Clone, Copy, Debug)]
pub struct Mock;

impl Authenticate for Mock {
    fn authenticate(
        &self,
        _: &Context,
        _: Credential,
    ) -> impl Future<Output = Result<Identity, Denial>> + Send {
        ready(Ok(Identity::new(())))
    }
}

/// What the document shows of the answers to one operation. Made by [`answers!`](crate::answers).
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// The `operationId`.
    pub operation: &'static str,
    /// The answers; the first one is given unless the caller prefers another.
    pub answers: &'static [Answer],
}

/// One answer that the document shows.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The status as the document writes it: `200`, `4XX` or `default`.
    pub status: &'static str,
    /// The name of the example.
    pub example: Option<&'static str>,
    /// The headers that have to be there.
    pub headers: &'static [(&'static str, &'static str)],
    /// The media type and the body; `None` for an answer without content.
    pub content: Option<(&'static str, &'static str)>,
}

/// Says what the mock answers, one line for each answer: `"200" => BODY as "media/type"`, `"200" example "name" => …` for
/// an example that has a name, the status alone for an answer without content; `with ["X-Total": "0"]` lists headers. Gives `SHOWN`.
#[doc(hidden)]
#[macro_export]
macro_rules! answers {
    ($($operation:literal {$(
        $status:literal $(example $example:literal)? $(with [$($header:literal: $value:literal),*])?
        $(=> $body:ident as $media_type:literal)?,
    )*})*) => {
        /// What the document shows, by operation.
        pub const SHOWN: &[$crate::runtime::mock::Shown] = &[$(
            $crate::runtime::mock::Shown {
                operation: $operation,
                answers: &[$($crate::runtime::mock::Answer {
                    status: $status,
                    example: $crate::answers!(@option $($example)?),
                    headers: &[$($(($header, $value)),*)?],
                    content: $crate::answers!(@option $(($media_type, $body))?),
                }),*],
            }
        ),*];
    };
    (@option) => { None };
    (@option $value:expr) => { Some($value) };
}

/// A request that a service has left to the mock.
pub(super) struct Asked {
    pub(super) cx: Arc<Context>,
    /// The path template and the method of the operation.
    pub(super) path: &'static str,
    pub(super) method: &'static str,
    /// The values of the path parameters, in the order of the path and still encoded.
    pub(super) segments: Vec<String>,
    /// The body, where it is JSON.
    pub(super) json: Option<Bytes>,
    /// Tells how a body breaks what the document says of a success.
    pub(super) holds: fn(Head<'_>, &[u8]) -> Result<(), String>,
    pub(super) checks_answers: bool,
}

/// The answer to a request: what is remembered, else what the document shows; where its `Prefer` asks for something, what the document
/// shows of that.
pub(super) fn reply(shown: &[Shown], memory: Option<&Memory>, asked: &Asked) -> Reply {
    let cx = &asked.cx;
    let id = cx.operation_id();
    let known = shown.iter().find(|shown| shown.operation == id);
    let answers = known.map_or(&[][..], |shown| shown.answers);
    let (code, example) = (preference(cx, "code"), preference(cx, "example"));
    if code.is_none()
        && example.is_none()
        && let Some(reply) = memory.and_then(|memory| memory.reply(answers, asked))
    {
        return reply;
    }
    let found = chosen(answers, code, example);
    let status = found.and_then(|found| found.status(code));
    let (Some(answer), Some(status)) = (found, status) else {
        let code = code.map_or_else(String::new, |code| format!(" {code}"));
        let example = example.map_or_else(String::new, |name| format!(" named \"{name}\""));
        let message = format!("The document shows no answer{code}{example}.");
        return Reply::Refused(Refusal::NotShown(message));
    };
    let applied = [("code", code), ("example", example)];
    let applied = applied.map(|(name, value)| Some(format!("{name}={}", value?)));
    let applied: Vec<String> = applied.into_iter().flatten().collect();
    if let Ok(applied) = HeaderValue::from_str(&applied.join(", "))
        && !applied.is_empty()
    {
        // RFC 7240, section 3.
        cx.add_header(HeaderName::from_static("preference-applied"), applied);
    }
    answer.reply(status, None, cx)
}

/// The answer of the wanted status: that of the code itself, else of its hundred, else of `default`.
fn chosen(answers: &[Answer], code: Option<&str>, example: Option<&str>) -> Option<Answer> {
    let wanted = match code {
        None => answers.first()?.status.to_owned(),
        Some(code) => {
            let hundred = format!("{}XX", code.get(..1)?);
            let known = [code, &hundred, "default"];
            let known = known.map(|known| answers.iter().find(|answer| answer.status == known));
            known.into_iter().flatten().next()?.status.to_owned()
        }
    };
    let mut fitting = answers.iter().filter(|answer| answer.status == wanted);
    fitting
        .find(|answer| example.is_none() || answer.example == example)
        .copied()
}

impl Answer {
    /// The status that is answered: the wanted one, else the first that it is for.
    fn status(&self, code: Option<&str>) -> Option<StatusCode> {
        let status = match (code, self.status) {
            (Some(code), _) => StatusCode::from_bytes(code.as_bytes()).ok()?,
            (None, "default") => StatusCode::OK,
            (None, status) => StatusCode::from_bytes(status.replace('X', "0").as_bytes()).ok()?,
        };
        (!status.is_informational()).then_some(status)
    }

    /// The answer with that status, and with another body if there is one.
    fn reply(&self, status: StatusCode, body: Option<String>, cx: &Context) -> Reply {
        for (name, value) in self.headers {
            if let Ok(name) = name.parse() {
                cx.add_header(name, HeaderValue::from_static(value));
            }
        }
        let (media_type, shown) = self.content.unzip();
        let body = body.unwrap_or_else(|| shown.unwrap_or_default().to_owned());
        Reply::Content {
            status,
            content_type: media_type,
            bytes: body.into(),
        }
    }
}

/// Whether the body of a request is JSON or one of its relatives (RFC 6839, section 3.1).
pub(super) fn is_json(cx: &Context) -> bool {
    let sent = cx.headers().get(CONTENT_TYPE);
    let sent = sent.and_then(|sent| sent.to_str().ok());
    sent.is_some_and(media_type::is_json)
}

/// The value of a preference of a request (RFC 7240, section 2).
fn preference<'c>(cx: &'c Context, wanted: &str) -> Option<&'c str> {
    let lines = cx.headers().get_all("prefer").iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let mut preferences = lines.flat_map(|line| line.split(','));
    preferences.find_map(|preference| {
        let preference = preference.split(';').next()?;
        let (name, value) = preference.split_once('=')?;
        let is_wanted = name.trim().eq_ignore_ascii_case(wanted);
        is_wanted.then(|| value.trim().trim_matches('"'))
    })
}

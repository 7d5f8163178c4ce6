//! The status of a success, where the document has several.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use std::convert::Infallible;

use http::StatusCode;
use oasmith_template_server::endpoints;
use oasmith_template_server::runtime::{Context, Error, Router};
use oasmith_template_server::types::runtime::{
    Answer, DecodeError, EncodeError, Kind, Payload, Text, Violations,
};
use sample::{DOCUMENT, Sample, request, send};

/// What generated types would have.
mod op {
    use std::convert::Infallible;

    use oasmith_template_server::types::operations;
    use oasmith_template_server::types::runtime::{OneOf, Text};

    operations! {
        Replace = PUT "/replace/{status}" as "replace" => 200 | 201 Text | Infallible;
        Make = POST "/make/{status}" as "make" => 200 | 202 OneOf<super::Made> as "text/csv" | Infallible;
        Switch = GET "/switch" as "switch" => 101 Text | Infallible;
    }
}

/// What making something leads to.
pub enum Made {
    /// It is made.
    Ok(String),
    /// It is being made.
    Accepted,
}

impl Answer for Made {
    const KINDS: &'static [Kind] = &[Kind::of(200, Some("text/csv")), Kind::of(202, None)];

    fn decode(index: usize, _: u16, body: &[u8]) -> Result<Self, DecodeError> {
        match index {
            0 => Text::decode(body).map(Self::Ok),
            _ => Ok(Self::Accepted),
        }
    }

    fn kind(&self) -> (usize, u16) {
        match self {
            Self::Ok(_) => (0, 200),
            Self::Accepted => (1, 202),
        }
    }

    fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Ok(body) => Text::encode(body),
            Self::Accepted => Ok(Vec::new()),
        }
    }

    fn validate(&self) -> Result<(), Violations> {
        match self {
            Self::Ok(body) if body.is_empty() => {
                let mut broken = Violations::new();
                broken.add("", "is empty");
                Err(broken)
            }
            Self::Ok(_) | Self::Accepted => Ok(()),
        }
    }
}

/// Serves both by the status in the path.
trait Making: Send + Sync + 'static {
    fn replace(
        &self,
        cx: &Context,
        status: u16,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;

    fn make(
        &self,
        cx: &Context,
        status: u16,
    ) -> impl Future<Output = Result<Made, Error<Infallible>>> + Send;

    fn switch(
        &self,
        cx: &Context,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;
}

impl Making for Sample {
    async fn replace(&self, cx: &Context, status: u16) -> Result<String, Error<Infallible>> {
        if let Ok(status) = StatusCode::from_u16(status) {
            cx.set_status(status);
        }
        if status == 409 {
            return Err(Error::status(StatusCode::CONFLICT));
        }
        Ok("a".into())
    }

    async fn make(&self, _: &Context, status: u16) -> Result<Made, Error<Infallible>> {
        Ok(match status {
            202 => Made::Accepted,
            200 => Made::Ok("a,b".into()),
            _ => Made::Ok(String::new()),
        })
    }

    async fn switch(&self, _: &Context) -> Result<String, Error<Infallible>> {
        Ok(String::new())
    }
}

endpoints! {
    Making {
        op::Replace => replace(status: path("status")),
        op::Make => make(status: path("status")),
        op::Switch => switch(),
    }
}

async fn answer(method: &str, path: &str) -> (u16, String, String) {
    let router = routes(Router::new(Sample, &DOCUMENT)).on_internal_error(|_, _| {});
    let answer = send(router, request(method, path, "", "")).await;
    let content_type = answer.header("content-type").to_owned();
    (answer.status, content_type, answer.text.clone())
}

fn plain(status: u16) -> (u16, String, String) {
    (
        status,
        "text/plain; charset=utf-8".to_owned(),
        "a".to_owned(),
    )
}

#[tokio::test]
async fn a_handler_chooses_among_the_documented_statuses() {
    assert_eq!(answer("PUT", "/replace/0").await, plain(200));
    assert_eq!(answer("PUT", "/replace/200").await, plain(200));
    assert_eq!(answer("PUT", "/replace/201").await, plain(201));
    // Documented is neither of them.
    assert_eq!(answer("PUT", "/replace/202").await.0, 500);
    assert_eq!(answer("PUT", "/replace/404").await.0, 500);
    // What is chosen is for successes.
    assert_eq!(answer("PUT", "/replace/409").await.0, 409);
}

#[tokio::test]
async fn one_of_several_successes_says_its_status_and_media_type() {
    let made = (200, "text/csv".to_owned(), "a,b".to_owned());
    assert_eq!(answer("POST", "/make/200").await, made);
    assert_eq!(
        answer("POST", "/make/202").await,
        (202, String::new(), String::new())
    );
    // Debug builds check answers.
    assert_eq!(answer("POST", "/make/0").await.0, 500);
}

#[tokio::test]
async fn a_change_of_the_protocol_is_an_answer() {
    assert_eq!(answer("GET", "/switch").await.0, 101);
}

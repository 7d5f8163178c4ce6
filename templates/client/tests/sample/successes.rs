//! Operations that have several successes: what is asked for, and what an answer is read as.

use oasmith_template_types::operations;
use oasmith_template_types::runtime::{
    Answer, DecodeError, EncodeError, Json, Kind, OneOf, Payload, Text, Violations,
};

use crate::recorder::Recorder;
use crate::runtime::{Call, Error};

operations! {
    Make = POST "/make" as "make" => 200 | 202 OneOf<Made> as ["application/json; charset=utf-8", "text/csv"] | std::convert::Infallible;
    Replace = PUT "/replace" as "replace" => 200 | 303 Json<Vec<i64>> as "application/vnd.a+json; version=2" | std::convert::Infallible;
}

#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    Ok(Vec<i64>),
    OkText(String),
    Accepted,
}

impl Answer for Made {
    const KINDS: &'static [Kind] = &[
        Kind::of(200, Some("application/json")),
        Kind::of(200, Some("text/csv")),
        Kind::of(202, None),
    ];

    fn decode(index: usize, _: u16, body: &[u8]) -> Result<Self, DecodeError> {
        match index {
            0 => Json::decode(body).map(Self::Ok),
            1 => Text::decode(body).map(Self::OkText),
            _ => Ok(Self::Accepted),
        }
    }

    fn kind(&self) -> (usize, u16) {
        match self {
            Self::Ok(_) => (0, 200),
            Self::OkText(_) => (1, 200),
            Self::Accepted => (2, 202),
        }
    }

    fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Ok(body) => Json::encode(body),
            Self::OkText(body) => Text::encode(body),
            Self::Accepted => Ok(Vec::new()),
        }
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }
}

#[tokio::test]
async fn every_media_type_is_asked_for() {
    let server = Recorder::answering(202, "");
    Call::<Make>::new(&server.client()).await.unwrap();
    let accept = server.request().headers()["accept"].clone();
    assert_eq!(accept, "application/json, text/csv");
    let server = Recorder::answering(200, "[]");
    Call::<Replace>::new(&server.client()).await.unwrap();
    let accept = server.request().headers()["accept"].clone();
    // What it is a version of is said; no failure is documented, which could be anything else.
    assert_eq!(accept, "application/vnd.a+json;version=2");
}

#[tokio::test]
async fn an_answer_is_read_by_status_and_media_type() {
    let made = async |server: Recorder| Call::<Make>::new(&server.client()).await;
    let json = made(Recorder::answering(200, "[1]")).await.unwrap();
    assert_eq!(json, Made::Ok(vec![1]));
    let text = Recorder::answering(200, "1,2").content_type("text/csv; header=absent");
    assert_eq!(made(text).await.unwrap(), Made::OkText("1,2".into()));
    assert_eq!(
        made(Recorder::answering(202, "")).await.unwrap(),
        Made::Accepted
    );
    let other = made(Recorder::answering(201, "[1]")).await.unwrap();
    assert_eq!(other, Made::Ok(vec![1]));
    let error = made(Recorder::answering(200, "{")).await.unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
}

#[tokio::test]
async fn one_body_has_several_statuses() {
    for status in [200, 201, 303] {
        let client = Recorder::answering(status, "[1]").client();
        let answer = Call::<Replace>::new(&client).send().await.unwrap();
        assert_eq!((answer.status.as_u16(), answer.body), (status, vec![1]));
    }
    let client = Recorder::answering(302, "[1]").client();
    assert!(Call::<Replace>::new(&client).await.is_err());
    // A status that is documented for success is one for a body that is read as it comes, too.
    let client = Recorder::answering(303, "[1]").client();
    Call::<Replace>::new(&client).stream().await.unwrap();
}

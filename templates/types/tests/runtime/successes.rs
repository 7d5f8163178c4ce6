//! Operations that have several successes.

use oasmith_template_types::operations;
use oasmith_template_types::runtime::{
    Answer, DecodeError, Empty, EncodeError, Head, Json, Kind, OneOf, Operation, Payload, Text,
    Violations,
};

use crate::sample::Stage;

#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    Ok(Stage),
    OkText(String),
    OkV2(Vec<Stage>),
    NoContent,
    Status2XX(u16, String),
}

impl Answer for Made {
    const KINDS: &'static [Kind] = &[
        Kind::of(200, Some("application/json")),
        Kind::of(200, Some("text/csv")),
        Kind::of(200, Some("application/json; version=2")),
        Kind::of(204, None),
        Kind::of_range(2, Some("text/plain; charset=utf-8")),
    ];

    fn decode(index: usize, status: u16, body: &[u8]) -> Result<Self, DecodeError> {
        match index {
            0 => Json::decode(body).map(Self::Ok),
            1 => Text::decode(body).map(Self::OkText),
            2 => Json::decode(body).map(Self::OkV2),
            3 => Ok(Self::NoContent),
            _ => Text::decode(body).map(|body| Self::Status2XX(status, body)),
        }
    }

    fn kind(&self) -> (usize, u16) {
        match self {
            Self::Ok(_) => (0, 200),
            Self::OkText(_) => (1, 200),
            Self::OkV2(_) => (2, 200),
            Self::NoContent => (3, 204),
            Self::Status2XX(status, _) => (4, *status),
        }
    }

    fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Ok(body) => Json::encode(body),
            Self::OkText(body) | Self::Status2XX(_, body) => Text::encode(body),
            Self::OkV2(body) => Json::encode(body),
            Self::NoContent => Ok(Vec::new()),
        }
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }
}

operations! {
    Make = POST "/a" as "make"
        => 200 | 204 | 200..=299 OneOf<Made> as ["application/json", "text/csv"] | std::convert::Infallible;
    Replace = PUT "/a" as "replace" => 200 | 201 Json<Stage> | std::convert::Infallible;
    Moved = GET "/a" as "moved" => 302 Empty | std::convert::Infallible;
}

fn read(status: u16, content_type: &str, body: &str) -> Made {
    let head = Head {
        status,
        content_type: Some(content_type).filter(|it| !it.is_empty()),
    };
    OneOf::<Made>::read(head, body.as_bytes()).unwrap()
}

#[test]
fn a_success_goes_by_its_status() {
    assert!(matches!(read(200, "", r#"{"name":"a"}"#), Made::Ok(_)));
    assert_eq!(read(204, "application/json", ""), Made::NoContent);
    assert_eq!(
        read(202, "text/plain", "a"),
        Made::Status2XX(202, "a".into())
    );
}

#[test]
fn then_it_goes_by_its_media_type() {
    assert_eq!(
        read(200, "text/csv;charset=utf-8", "a"),
        Made::OkText("a".into())
    );
    assert_eq!(read(200, "TEXT/CSV", "a"), Made::OkText("a".into()));
    let json = r#"{"name":"a"}"#;
    assert!(matches!(read(200, "application/json", json), Made::Ok(_)));
    assert!(matches!(
        read(200, "application/vnd.a+json", json),
        Made::Ok(_)
    ));
    let version = "Application/JSON; Charset=UTF-8; Version=\"2\"";
    assert_eq!(read(200, version, "[]"), Made::OkV2(Vec::new()));
    // Some other text is the text.
    assert_eq!(read(200, "text/html", "a"), Made::OkText("a".into()));
}

/// The same without the range: a status that is not documented.
#[derive(Debug, PartialEq)]
enum Found {
    Ok(Stage),
    NoContent,
}

impl Answer for Found {
    const KINDS: &'static [Kind] = &[Kind::of(200, Some("application/json")), Kind::of(204, None)];

    fn decode(index: usize, _: u16, body: &[u8]) -> Result<Self, DecodeError> {
        match index {
            0 => Json::decode(body).map(Self::Ok),
            _ => Ok(Self::NoContent),
        }
    }

    fn kind(&self) -> (usize, u16) {
        match self {
            Self::Ok(_) => (0, 200),
            Self::NoContent => (1, 204),
        }
    }

    fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Ok(body) => Json::encode(body),
            Self::NoContent => Ok(Vec::new()),
        }
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }
}

#[test]
fn an_undocumented_status_is_read_as_what_it_can_be() {
    let head = |status| Head {
        status,
        content_type: None,
    };
    let read = |status, body: &str| OneOf::<Found>::read(head(status), body.as_bytes());
    assert!(matches!(read(201, r#"{"name":"a"}"#), Ok(Found::Ok(_))));
    assert_eq!(read(205, ""), Ok(Found::NoContent));
    // A documented one is what it says, whatever its body is.
    assert!(read(200, "").is_err());
    assert_eq!(read(204, "{}"), Ok(Found::NoContent));
}

#[test]
fn a_value_tells_its_status_and_media_type() {
    let head = |status, content_type| {
        Some(Head {
            status,
            content_type,
        })
    };
    let text = Made::OkText("a".into());
    assert_eq!(OneOf::head(&text), head(200, Some("text/csv")));
    assert_eq!(OneOf::head(&Made::NoContent), head(204, None));
    let other = Made::Status2XX(218, "a".into());
    assert_eq!(
        OneOf::head(&other),
        head(218, Some("text/plain; charset=utf-8"))
    );
    assert_eq!(Text::head(&String::new()), None);
}

#[test]
fn a_row_lists_statuses_and_media_types() {
    let successes = [200, 201, 302].map(|status| {
        [
            Make::is_success(status),
            Replace::is_success(status),
            Moved::is_success(status),
        ]
    });
    assert_eq!(
        successes,
        [
            [true, true, false],
            [true, true, false],
            [false, false, true]
        ]
    );
    assert_eq!(Make::ACCEPT, Some("application/json, text/csv"));
    assert_eq!(Make::CONTENT_TYPE, Some("application/json"));
    assert_eq!(Replace::ACCEPT, Some("application/json"));
    assert_eq!(Moved::ACCEPT, None);
}

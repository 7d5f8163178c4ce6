//! The headers that the document declares for an answer.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use oasmith_template_server::endpoints;
use oasmith_template_server::runtime::{Context, Error, Router};
use sample::types::{ApiError, GenericError};
use sample::{DOCUMENT, Sample, request, send};

/// What generated types would have.
mod types {
    use oasmith_template_server::types::runtime::Rule;
    use oasmith_template_server::types::runtime::Text;
    use oasmith_template_server::types::runtime::text;
    use oasmith_template_server::types::{header_fields, operations, record};

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Found {
        pub total: i64,
        pub ids: Option<Vec<i64>>,
        pub note: Option<String>,
    }

    record! {
        Found {
            total: required "X-Total" within Rule::new().minimum(0),
            ids: optional "X-Ids",
            note: optional "X-Note",
        }
    }

    header_fields! {
        Found {
            "X-Total": required,
            "X-Ids": optional as text::Style::SIMPLE_EXPLODED,
            "X-Note": optional,
        }
    }

    pub mod op {
        use super::super::sample::types::ApiError;
        use super::{Found, Text, operations};

        operations! {
            Find = GET "/find/{way}" as "find" => 200 Text | ApiError, headers Found;
        }
    }
}

use types::{Found, op};

trait Finding: Send + Sync + 'static {
    fn find(
        &self,
        cx: &Context,
        way: String,
    ) -> impl Future<Output = Result<String, Error<ApiError>>> + Send;
}

impl Finding for Sample {
    async fn find(&self, cx: &Context, way: String) -> Result<String, Error<ApiError>> {
        let found = Found {
            total: 2,
            ids: Some(vec![1, 2]),
            note: None,
        };
        let (way, fails) = match way.strip_prefix("failing-") {
            Some(way) => (way.to_owned(), true),
            None => (way, false),
        };
        match way.as_str() {
            "all" => cx.set_headers(&found),
            "again" => {
                cx.set_headers(&Found {
                    total: 1,
                    ..found.clone()
                });
                cx.set_headers(&found);
            }
            "broken" => cx.set_headers(&Found { total: -1, ..found }),
            "unwritable" => cx.set_headers(&Found {
                note: Some("a\nb".to_owned()),
                ..found
            }),
            _ => {}
        }
        if fails {
            let detail = GenericError { detail: way };
            return Err(Error::Api(ApiError::Forbidden(detail)));
        }
        Ok(way)
    }
}

mod tag {
    use super::{Finding, endpoints, op};

    endpoints! {
        Finding {
            op::Find => find(way: path("way")),
        }
    }
}

fn find(way: &str) -> Request<Full<Bytes>> {
    request("GET", &format!("/find/{way}"), "", "")
}

fn router() -> Router<Sample> {
    tag::routes(Router::new(Sample, &DOCUMENT)).on_internal_error(|_, _| {})
}

#[tokio::test]
async fn headers_are_written_in_their_styles() {
    for way in ["all", "again"] {
        let answer = send(router(), find(way)).await;
        assert_eq!(answer.status, 200);
        let lines =
            |name: &str| -> Vec<_> { answer.headers.get_all(name).iter().cloned().collect() };
        assert_eq!(lines("x-total"), ["2"], "{way}");
        assert_eq!(lines("x-ids"), ["1,2"]);
        assert!(lines("x-note").is_empty());
    }
}

#[tokio::test]
async fn what_breaks_the_document_is_an_internal_error() {
    for way in ["broken", "missing", "unwritable"] {
        let answer = send(router(), find(way)).await;
        assert_eq!(answer.status, 500, "{way}");
    }
}

#[tokio::test]
async fn unchecked_answers_may_break_it_but_must_be_writable() {
    for (way, status) in [("broken", 200), ("missing", 200), ("unwritable", 500)] {
        let router = router().check_answers(false);
        let answer = send(router, find(way)).await;
        assert_eq!(answer.status, status, "{way}");
    }
}

#[tokio::test]
async fn failures_have_headers_of_which_none_is_required() {
    for (way, status) in [
        ("all", 403),
        ("missing", 403),
        ("broken", 500),
        ("unwritable", 500),
    ] {
        let answer = send(router(), find(&format!("failing-{way}"))).await;
        assert_eq!(answer.status, status, "{way}");
        if way == "all" {
            assert_eq!(answer.headers["x-total"], "2");
        }
    }
}

//! A small service in the shape of generated code, and a way to call it in process.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses another part"
)]

pub mod flows;
pub mod types;

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context as Task, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use oasmith_template_server::runtime::error::BoxError;
use oasmith_template_server::runtime::{
    Answers, Authenticate, Context, Credential, Denial, Denied, Document, Error, Event,
    EventStream, Identity, Invalid, RawBody, Router, Scheme,
};
use oasmith_template_server::types::runtime::Violations;
use serde_json::Value;
use tokio::time::{Sleep, sleep};
use tower_service::Service;
use uuid::Uuid;

use self::flows::{Flows, InstancesListQuery};
use self::types::{ApiError, Flow, GenericError, PatchedFlowRequest, Unwritable, ValidationError};

pub const DOCUMENT: Document = Document {
    base_path: "/api/v3",
    schemes: &[
        Scheme::bearer("authentik"),
        Scheme::http("agent", "bearer+agent"),
        Scheme::basic("basic"),
        Scheme::header("key", "X-Api-Key"),
        Scheme::cookie("session", "sessionid"),
        Scheme::query("query", "token"),
    ],
    answers: Answers {
        invalid: Invalid::Fields {
            status: 400,
            general: "non_field_errors",
        },
        denied: Denied::Member {
            status: 403,
            member: "detail",
        },
    },
};

pub const PROBLEMS: Document = Document {
    answers: Answers {
        invalid: Invalid::Problem { status: 422 },
        denied: Denied::Problem { status: 401 },
    },
    ..DOCUMENT
};

pub fn router(document: &Document) -> Router<Sample> {
    flows::routes(Router::new(Sample, document))
}

/// Answers by what the slug asks for.
pub struct Sample;

pub struct User(pub String);

impl Authenticate for Sample {
    async fn authenticate(&self, cx: &Context, credential: Credential) -> Result<Identity, Denial> {
        assert!(
            !format!("{credential:?} {cx:?}").contains("t0ken"),
            "a secret in Debug"
        );
        match credential.secret() {
            // An empty token must not come this far.
            secret if credential.is("t0ken") || secret.is_empty() => {
                let user = credential.user().unwrap_or("-");
                Ok(Identity::new(User(format!(
                    "{} {user}",
                    credential.scheme()
                ))))
            }
            "expired" => Err(Denial::new("Token expired.")),
            "down" => Err(Denial::internal("the directory is down")),
            "panic" => panic!("authenticate"),
            _ => Err(Denial::default()),
        }
    }
}

impl Flows for Sample {
    async fn instances_partial_update(
        &self,
        _cx: &Context,
        slug: String,
        body: Option<PatchedFlowRequest>,
    ) -> Result<Flow, Error<ApiError>> {
        match slug.as_str() {
            "invalid" => Err(ApiError::BadRequest(ValidationError {
                rest: [("slug".to_owned(), Value::from(vec!["taken"]))].into(),
            }))?,
            "taken" => Err(Error::invalid("slug", "is taken")),
            "unknown" => {
                let mut wrong = Violations::new();
                wrong.add("a/b", "does not exist");
                wrong.add("", "is too much");
                wrong.add("a/b", "is not yours");
                wrong.into_result().map_err(Error::Invalid)?;
                Ok(Flow::default())
            }
            "huge" => Ok(Flow {
                slug: "huge".repeat(100),
                title: String::new(),
            }),
            "forbidden" => Err(ApiError::Forbidden(GenericError {
                detail: "No.".into(),
            }))?,
            "gone" => Err(Error::status(StatusCode::GONE)),
            "continue" => Err(Error::status(StatusCode::CONTINUE)),
            "missing" => Err(Error::not_found()),
            "empty" => Err(ApiError::NotFound.into()),
            "secret" => Err(Error::internal("top secret")),
            "panic" => panic!("top secret"),
            _ => Ok(Flow {
                slug,
                title: body.map_or_else(|| "no body".into(), |body| body.title),
            }),
        }
    }

    async fn instances_retrieve(
        &self,
        cx: &Context,
        slug: String,
    ) -> Result<Flow, Error<ApiError>> {
        cx.add_header(http::header::ETAG, http::HeaderValue::from_static("\"1\""));
        Ok(Flow {
            slug,
            title: cx
                .identity::<User>()
                .map_or_else(String::new, |user| user.0.clone()),
        })
    }

    async fn instances_list(
        &self,
        _: &Context,
        query: InstancesListQuery,
    ) -> Result<Vec<Flow>, Error<ApiError>> {
        Ok(vec![Flow {
            slug: String::new(),
            title: format!("{query:?}"),
        }])
    }

    async fn instances_create(
        &self,
        _: &Context,
        body: PatchedFlowRequest,
    ) -> Result<Flow, Error<ApiError>> {
        Ok(Flow {
            slug: body.slug,
            title: body.title,
        })
    }

    async fn bindings_retrieve(
        &self,
        _: &Context,
        fsb_uuid: Uuid,
    ) -> Result<Flow, Error<ApiError>> {
        Ok(Flow {
            slug: fsb_uuid.to_string(),
            title: String::new(),
        })
    }

    async fn import_create(&self, _: &Context, body: RawBody) -> Result<String, Error<ApiError>> {
        let content_type = body.content_type.clone();
        Ok(format!("{content_type} {}", body.collect().await?.len()))
    }

    async fn compare_retrieve(
        &self,
        _: &Context,
        base: String,
        head: String,
    ) -> Result<String, Error<ApiError>> {
        Ok(format!("{base} {head}"))
    }

    async fn watch(&self, cx: &Context) -> Result<EventStream<Flow>, Error<ApiError>> {
        let events = EventStream::new(Slow::default());
        Ok(match cx.uri().query() {
            Some("alive") => events.keep_alive(|| sleep(Duration::from_secs(15))),
            _ => events,
        })
    }

    async fn unwritten(&self, _: &Context) -> Result<Unwritable, Error<ApiError>> {
        Ok(Unwritable)
    }

    async fn who(&self, cx: &Context) -> Result<String, Error<ApiError>> {
        Ok(cx
            .identity::<User>()
            .map_or_else(|| "anonymous".into(), |user| user.0.clone()))
    }
}

/// An event after 40 s and one after 10 s more.
#[derive(Default)]
struct Slow {
    given: usize,
    wait: Option<Pin<Box<Sleep>>>,
}

impl Stream for Slow {
    type Item = Result<Event<Flow>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        let Some(seconds) = [40, 10].get(self.given) else {
            return Poll::Ready(None);
        };
        let wait = || Box::pin(sleep(Duration::from_secs(*seconds)));
        ready!(self.wait.get_or_insert_with(wait).as_mut().poll(task));
        self.wait = None;
        self.given += 1;
        Poll::Ready(Some(Ok(Event::new(Flow::default()))))
    }
}

/// An answer that has been read.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

pub async fn send<S, B>(mut router: Router<S>, request: Request<B>) -> Answer
where
    S: Authenticate,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// Calls the sample with a right token and no body.
pub async fn call(method: &str, path: &str) -> Answer {
    send(router(&DOCUMENT), request(method, path, "", "")).await
}

/// Calls the sample with a right token and a JSON body.
pub async fn call_json(method: &str, path: &str, body: &str) -> Answer {
    send(
        router(&DOCUMENT),
        request(method, path, "application/json", body),
    )
    .await
}

pub fn request(method: &str, path: &str, content_type: &str, body: &str) -> Request<Full<Bytes>> {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/api/v3{path}"))
        .header("authorization", "Bearer t0ken");
    if !content_type.is_empty() {
        request = request.header("content-type", content_type);
    }
    request
        .body(Full::new(Bytes::copy_from_slice(body.as_bytes())))
        .unwrap()
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The answer of a router, under way.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Response, StatusCode};
use http_body::{Body as _, Frame, SizeHint};

use super::body::Body;
use super::context::{Context, OperationId};
use super::error::BoxError;
use super::reply::{Refusal, Reply, Replying};
use super::router::Settings;

/// The answer of a [`Router`](super::Router), under way. Dropping it drops the handler.
///
/// A handler that panics is answered with 500.
pub struct Responding(State);

enum State {
    /// The router answers by itself.
    Immediate {
        reply: Option<Reply>,
        method: Method,
        settings: Arc<Settings>,
    },
    /// An operation is being served.
    Serving {
        replying: Replying,
        cx: Arc<Context>,
        settings: Arc<Settings>,
    },
}

impl Responding {
    pub(super) const fn immediate(
        refusal: Refusal,
        method: Method,
        settings: Arc<Settings>,
    ) -> Self {
        Self(State::Immediate {
            reply: Some(Reply::Refused(refusal)),
            method,
            settings,
        })
    }

    pub(super) fn serving(replying: Replying, cx: Arc<Context>, settings: Arc<Settings>) -> Self {
        Self(State::Serving {
            replying,
            cx,
            settings,
        })
    }
}

impl Future for Responding {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            State::Immediate {
                reply,
                method,
                settings,
            } => {
                let Some(reply) = reply.take() else {
                    return Poll::Pending;
                };
                let response = settings.document.answers.write(reply, method);
                Poll::Ready(Ok(for_method(response, method)))
            }
            State::Serving {
                replying,
                cx,
                settings,
            } => {
                // What the handler shares with others may be left half done, as after a panic in any other thread.
                let reply = match catch_unwind(AssertUnwindSafe(|| replying.as_mut().poll(task))) {
                    Ok(Poll::Pending) => return Poll::Pending,
                    Ok(Poll::Ready(reply)) => reply,
                    Err(payload) => Reply::internal(Panicked::new(payload.as_ref())),
                };
                Poll::Ready(Ok(finish(reply, cx, settings)))
            }
        }
    }
}

impl fmt::Debug for Responding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Responding").finish_non_exhaustive()
    }
}

fn finish(reply: Reply, cx: &Arc<Context>, settings: &Arc<Settings>) -> Response<Body> {
    if let Reply::Refused(Refusal::Internal(error)) = &reply {
        report(error.as_ref(), cx, settings);
    }
    let mut response = settings.document.answers.write(reply, cx.method());
    response.headers_mut().extend(cx.take_added());
    response
        .extensions_mut()
        .insert(OperationId(cx.operation_id()));
    let response = for_method(response, cx.method());
    if response.body().as_bytes().is_some() {
        return response;
    }
    response.map(|body| {
        Body::new(Watched {
            body,
            cx: Arc::clone(cx),
            settings: Arc::clone(settings),
        })
    })
}

/// A body of which it is told when it breaks off.
struct Watched {
    body: Body,
    cx: Arc<Context>,
    settings: Arc<Settings>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let body = &mut self.body;
        let frame = match catch_unwind(AssertUnwindSafe(|| Pin::new(body).poll_frame(task))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(frame)) => frame,
            Err(payload) => Some(Err(Panicked::new(payload.as_ref()).into())),
        };
        if let Some(Err(error)) = &frame {
            report(error.as_ref(), &self.cx, &self.settings);
            // Nothing comes after an error.
            self.body = Body::default();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Tells the hook about an internal error, or standard error if there is none.
fn report(error: &(dyn std::error::Error + 'static), cx: &Context, settings: &Settings) {
    let told = match &settings.on_internal_error {
        // A hook that panics must not take the answer with it.
        Some(hook) => catch_unwind(AssertUnwindSafe(|| hook(cx, error))).is_ok(),
        None => false,
    };
    if !told {
        // One that cannot be written to must not take it either.
        let _ = writeln!(std::io::stderr().lock(), "{}", line(error, cx));
    }
}

/// An internal error with its causes in one line.
fn line(error: &(dyn std::error::Error + 'static), cx: &Context) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let texts: Vec<String> = causes
        .map(|error| catch_unwind(AssertUnwindSafe(|| error.to_string())).unwrap_or_default())
        .collect();
    let text = texts.join(": ");
    let words: Vec<&str> = text
        .split(char::is_control)
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}: internal error: {}", cx.operation_id(), words.join(" "))
}

/// Takes the body off the answer to HEAD, and off a status that has none (RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5).
fn for_method(mut response: Response<Body>, method: &Method) -> Response<Body> {
    if matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
    ) {
        *response.body_mut() = Body::default();
    } else if method == Method::HEAD {
        let body = std::mem::take(response.body_mut());
        if let Some(length) = body.size_hint().exact() {
            let length = HeaderValue::from(length);
            response.headers_mut().insert(CONTENT_LENGTH, length);
        }
    }
    response
}

/// A panic of a handler, as the hook for internal errors sees it.
#[derive(Debug)]
struct Panicked(String);

impl Panicked {
    fn new(payload: &(dyn Any + Send)) -> Self {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned());
        Self(
            text.or_else(|| payload.downcast_ref::<String>().cloned())
                .unwrap_or_default(),
        )
    }
}

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the handler panicked: {}", self.0)
    }
}

impl std::error::Error for Panicked {}

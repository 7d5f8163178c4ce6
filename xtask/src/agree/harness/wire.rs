//! What lies between client and server: it looks at what passes, and can put another body in its place.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Full};
use serde_json::Value;
use tower_service::Service;

use crate::echo::Echo;

/// What both ends and the wire tell the examiner about one exchange.
#[derive(Default)]
pub struct Exchange {
    /// The answers that the service is to give, the last one again and again.
    pub replies: VecDeque<Reply>,
    /// The body that the server is to get in place of what the client sends.
    pub instead: Option<Vec<u8>>,
    /// What the handler was called with.
    pub seen: Option<Seen>,
    /// Why the service could not give the answer.
    pub unfit: Option<String>,
    /// The schemes of the credentials that the service was asked about.
    pub asked: Vec<&'static str>,
    /// The queries of all requests.
    pub queries: Vec<String>,
    /// The headers and the body that the client sent.
    pub sent: (HeaderMap, Bytes),
    /// The status and the body that the server answered.
    pub answered: (u16, Bytes),
}

/// An answer that the service is to give.
#[derive(Clone, Default)]
pub struct Reply {
    pub is_failure: bool,
    pub status: u16,
    pub media_type: Option<String>,
    pub body: Vec<u8>,
}

/// The arguments of a handler, written again.
#[derive(Default)]
pub struct Seen {
    pub operation: String,
    pub parameters: serde_json::Map<String, Value>,
    pub body: Option<Value>,
}

/// One exchange after the other, shared by all that take part.
#[derive(Clone, Default)]
pub struct Board(Arc<Mutex<Exchange>>);

impl Exchange {
    /// The answer that is next.
    pub fn reply(&mut self) -> Reply {
        if self.replies.len() > 1 {
            self.replies.pop_front().unwrap_or_default()
        } else {
            self.replies.front().cloned().unwrap_or_default()
        }
    }
}

impl Board {
    pub fn with<R>(&self, change: impl FnOnce(&mut Exchange) -> R) -> R {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[derive(Clone)]
pub struct Wire {
    pub router: server::Router<Echo>,
    pub board: Board,
}

impl Service<Request<client::Body>> for Wire {
    type Response = Response<Full<Bytes>>;
    type Error = client::TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<client::Body>) -> Self::Future {
        let Self { mut router, board } = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let sent = body.collect().await?.to_bytes();
            let given = board.with(|exchange| {
                let query = parts.uri.query().unwrap_or_default();
                exchange.queries.push(query.to_owned());
                exchange.sent = (parts.headers.clone(), sent.clone());
                exchange.instead.take().map_or(sent, Bytes::from)
            });
            let request = Request::from_parts(parts, Full::new(given));
            let Ok(response) = router.call(request).await;
            let (parts, body) = response.into_parts();
            let answered = match body.collect().await {
                Ok(body) => body.to_bytes(),
                Err(error) => return Err(client::TransportError::new(error)),
            };
            board.with(|exchange| exchange.answered = (parts.status.as_u16(), answered.clone()));
            Ok(Response::from_parts(parts, Full::new(answered)))
        })
    }
}

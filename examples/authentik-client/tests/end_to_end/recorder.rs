//! What arrives at a server.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use authentik_server::Body;
use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Full};
use serde_json::Value;
use tower::{Service, ServiceExt, service_fn};

/// A request that arrived.
#[derive(Clone)]
pub(crate) struct Arrived {
    /// The path as it was sent.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Arrived {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The requests that arrived.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Arrived>>>);

impl Log {
    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    pub(crate) fn last(&self) -> Arrived {
        self.0.lock().unwrap().last().cloned().unwrap()
    }
}

/// Notes every request and hands it on.
pub(crate) fn recorded<S, B>(
    service: S,
    log: Log,
) -> impl Service<Request<B>, Response = Response<Body>, Error = Infallible, Future: Send>
+ Clone
+ Send
+ Sync
+ 'static
where
    S: Service<Request<Full<Bytes>>, Response = Response<Body>, Error = Infallible, Future: Send>
        + Clone
        + Send
        + Sync
        + 'static,
    B: http_body::Body<Data = Bytes, Error: std::fmt::Debug> + Send + 'static,
{
    service_fn(move |request: Request<B>| {
        let (service, log) = (service.clone(), log.clone());
        async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            log.0.lock().unwrap().push(Arrived {
                path: head.uri.path().to_owned(),
                headers: head.headers.clone(),
                body: body.clone(),
            });
            let request = Request::from_parts(head, Full::new(body));
            service.oneshot(request).await
        }
    })
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The client that all calls go through.

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;

use super::base::BaseUrl;
use super::body::Body;
use super::builder::ClientBuilder;
use super::credential::{Credentials, hide_secrets};
use super::error::{Fault, RequestError};
use super::response::Response;
use super::timed::Timed;
use super::transport::Transport;

/// A client of one server. Cheap to clone: all clones share one transport with its connections.
#[derive(Clone)]
pub struct Client {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) base: BaseUrl,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) response_limit: usize,
    pub(super) transport: Box<dyn Transport>,
}

impl Client {
    /// Starts a client for the server at `base_url`, an absolute `http` or `https` URL that ends where the paths of the
    /// document begin: `https://auth.example.com/api/v3`, with or without a slash at the end.
    pub fn builder(base_url: &str) -> ClientBuilder {
        ClientBuilder::new(base_url)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self
            .inner
            .credentials
            .iter()
            .map(|(scheme, _)| scheme)
            .collect();
        f.debug_struct("Client")
            .field("base_url", &format_args!("{}", self.inner.base))
            .field("credentials", &schemes)
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// Sends a request. The time limit holds for the answer up to its last byte.
    pub(super) async fn open(
        &self,
        request: http::Request<Body>,
        timeout: Option<Duration>,
    ) -> Result<Response<Body>, Fault> {
        let mut timer = None;
        if let Some(limit) = timeout {
            timer = Some(self.transport.timer(limit).ok_or_else(no_timer)?);
        }
        let mut answer = pin!(self.transport.send(request));
        let answer = poll_fn(|cx| {
            if let Poll::Ready(answer) = answer.as_mut().poll(cx) {
                return Poll::Ready(answer.map_err(Fault::from));
            }
            match &mut timer {
                Some(timer) => timer.as_mut().poll(cx).map(|()| Err(Fault::Timeout)),
                None => Poll::Pending,
            }
        });
        let (mut head, body) = answer.await?.into_parts();
        hide_secrets(&mut head.headers);
        Ok(Response {
            status: head.status,
            headers: head.headers,
            body: match timer {
                Some(timer) => Body::stream(Timed { body, timer }),
                None => body,
            },
        })
    }

    /// Reads an answer to its end, as far as the limit allows.
    pub(super) async fn collect(&self, answer: Response<Body>) -> Result<Response<Bytes>, Fault> {
        Ok(Response {
            status: answer.status,
            headers: answer.headers,
            body: answer.body.collect_up_to(self.response_limit).await?,
        })
    }
}

fn no_timer() -> RequestError {
    RequestError::new(
        "time limit",
        "cannot be kept, because the transport has no timer: a tower service needs the cargo feature `tokio` and a \
         tokio runtime, another transport needs `Transport::timer`",
    )
}

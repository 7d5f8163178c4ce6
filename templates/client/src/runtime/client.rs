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
use super::builder::{BuildError, ClientBuilder};
use super::credential::{Credentials, hide_secrets};
use super::error::{Fault, RequestError};
use super::response::Response;
use super::retry::Retry;
use super::transport::{BoxFuture, Transport};

/// A client of one server. Cheap to clone: all clones share one transport with its connections.
#[derive(Clone)]
pub struct Client {
    pub(super) inner: Arc<Inner>,
}

#[derive(Clone)]
pub(super) struct Inner {
    pub(super) base: BaseUrl,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) response_limit: usize,
    pub(super) retry: Option<Retry>,
    pub(super) transport: Arc<dyn Transport>,
}

impl Client {
    /// Starts a client for the server at `base_url`, an absolute `http` or `https` URL that ends where the paths of the
    /// document begin: `https://auth.example.com/api/v3`, with or without a slash at the end.
    pub fn builder(base_url: &str) -> ClientBuilder {
        ClientBuilder::new(base_url)
    }

    /// The same client for another base URL, for operations that are served there: transport, settings and credentials are
    /// shared, so it has to be one that the credentials are meant for.
    ///
    /// # Errors
    /// The URL is wrong; the message says what about it, and how to mend it.
    pub fn at(&self, base_url: &str) -> Result<Self, BuildError> {
        let inner = Inner {
            base: BaseUrl::parse(base_url).map_err(BuildError::of_base)?,
            ..(*self.inner).clone()
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
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
    /// Starts the time limit of a call.
    pub(super) fn timer(&self, limit: Option<Duration>) -> Result<Timer, Fault> {
        match limit {
            Some(limit) => Ok(Some(self.transport.timer(limit).ok_or_else(no_timer)?)),
            None => Ok(None),
        }
    }

    /// Sends a request.
    pub(super) async fn open(
        &self,
        request: http::Request<Body>,
        timer: &mut Timer,
    ) -> Result<Response<Body>, Fault> {
        let answer = within(timer, self.transport.send(request)).await?;
        let (mut head, body) = answer?.into_parts();
        hide_secrets(&mut head.headers);
        Ok(Response {
            status: head.status,
            headers: head.headers,
            body,
        })
    }

    /// Waits before a request is sent again; `false` if the transport has no clock.
    pub(super) async fn pause(&self, wait: Duration, timer: &mut Timer) -> Result<bool, Fault> {
        match self.transport.timer(wait) {
            Some(pause) => within(timer, pause).await.map(|()| true),
            None => Ok(false),
        }
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

/// What is left of the time limit of a call.
pub(super) type Timer = Option<BoxFuture<'static, ()>>;

/// The output of a future, if it comes within the time limit.
async fn within<F: Future>(timer: &mut Timer, future: F) -> Result<F::Output, Fault> {
    let mut future = pin!(future);
    poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        match timer {
            Some(timer) => timer.as_mut().poll(cx).map(|()| Err(Fault::Timeout)),
            None => Poll::Pending,
        }
    })
    .await
}

fn no_timer() -> RequestError {
    RequestError::new(
        "time limit",
        "cannot be kept, because the transport has no timer: a tower service needs the cargo feature `tokio` and a \
         tokio runtime, another transport needs `Transport::timer`",
    )
}

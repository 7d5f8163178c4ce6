//! Routing requests to the operations of a service.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::task::{Context as Task, Poll};

use bytes::Bytes;
use http::{Method, Request, Response};
use tower_service::Service;

use super::answers::Document;
use super::authenticate::{Authenticate, authenticate};
use super::body::Body;
use super::context::Context;
use super::endpoint::Endpoint;
use super::error::BoxError;
use super::input::Input;
use super::reply::{Refusal, Reply};
use super::responding::Responding;
use super::table::{Handler, Table};
use super::template::canonical;
use super::upload::{BodyError, Incoming};

/// The longest request body that is read unless [`Router::body_limit`] says otherwise, in bytes: 2 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Told about an internal error.
type Hook = dyn Fn(&Context, &(dyn std::error::Error + 'static)) + Send + Sync;

/// Routes requests to the operations of a service: a `tower` service that never fails, cheap to clone.
///
/// Paths are matched as they were sent, so a `%2F` stays within its parameter. What is not an operation is answered here:
/// 404, 405 with `Allow`, OPTIONS, and HEAD by what GET would answer.
pub struct Router<S> {
    service: Arc<S>,
    table: Arc<Table<S>>,
    settings: Arc<Settings>,
}

/// What does not depend on the service.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) document: Document,
    pub(super) on_internal_error: Option<Arc<Hook>>,
    /// With a slash before and none after; "" for the root.
    base_path: String,
    body_limit: usize,
    stream_limit: Option<usize>,
    checks_answers: bool,
    refuses_members: bool,
    /// What is answered in place of 501.
    #[cfg(feature = "mock")]
    mock: Option<&'static [super::mock::Shown]>,
    /// What is answered in place of that, for what requests have changed.
    #[cfg(feature = "mock")]
    memory: Option<Arc<super::mock::Memory>>,
}

impl<S: Send + Sync + 'static> Router<S> {
    /// A router without operations, mounted at the document's base path.
    #[must_use]
    pub fn new(service: S, document: &Document) -> Self {
        let settings = Settings {
            document: *document,
            on_internal_error: None,
            base_path: normal(document.base_path),
            body_limit: DEFAULT_BODY_LIMIT,
            stream_limit: None,
            checks_answers: cfg!(debug_assertions),
            refuses_members: true,
            #[cfg(feature = "mock")]
            mock: None,
            #[cfg(feature = "mock")]
            memory: None,
        };
        Self {
            service: Arc::new(service),
            table: Arc::new(Table::new()),
            settings: Arc::new(settings),
        }
    }

    /// Adds an operation, in place of an earlier one with its method and path, unless they are told apart by what their requests carry
    /// ([`Endpoint::DEMANDS`]).
    #[must_use]
    pub fn route<O: Endpoint<S>>(mut self) -> Self {
        Arc::make_mut(&mut self.table).insert::<O>();
        self
    }
}

impl<S> Router<S> {
    /// Mounts the operations below another path: `/` for the root.
    #[must_use]
    pub fn base_path(mut self, path: &str) -> Self {
        Arc::make_mut(&mut self.settings).base_path = normal(path);
        self
    }

    /// Refuses request bodies of more than that many bytes (413), and bounds by it what is kept in memory of one request.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        Arc::make_mut(&mut self.settings).body_limit = bytes;
        self
    }

    /// Refuses request bodies of more than that many bytes (413) where a handler reads them as they come: a [`RawBody`](super::RawBody), the
    /// files of a [`MultipartBody`](super::MultipartBody). It is what [`Router::body_limit`] says unless this says otherwise.
    #[must_use]
    pub fn stream_limit(mut self, bytes: usize) -> Self {
        Arc::make_mut(&mut self.settings).stream_limit = Some(bytes);
        self
    }

    /// Whether answers of handlers are checked against the constraints of the document: one that breaks them is an internal
    /// error. They are in builds with debug assertions, unless this says otherwise.
    #[must_use]
    pub fn check_answers(mut self, check: bool) -> Self {
        Arc::make_mut(&mut self.settings).checks_answers = check;
        self
    }

    /// Whether a JSON body is refused that has a member which the document forbids (`additionalProperties: false`). It is, unless this
    /// says otherwise; then such members are passed over, as all others are that the document does not name.
    #[must_use]
    pub fn refuse_forbidden_members(mut self, refuse: bool) -> Self {
        Arc::make_mut(&mut self.settings).refuses_members = refuse;
        self
    }

    /// Answers what the document shows where the service leaves a method out, in place of 501.
    #[cfg(feature = "mock")]
    #[must_use]
    pub fn mocked(mut self, shown: &'static [super::mock::Shown]) -> Self {
        Arc::make_mut(&mut self.settings).mock = Some(shown);
        self
    }

    /// Remembers what requests make, change and remove, for the answers that come after: with [`Router::mocked`], where the service leaves
    /// a method out. Clones of the router share what is remembered.
    #[cfg(feature = "mock")]
    #[must_use]
    pub fn remembering(mut self, resources: &'static [super::mock::Resource]) -> Self {
        let memory = super::mock::Memory::new(resources);
        Arc::make_mut(&mut self.settings).memory = Some(Arc::new(memory));
        self
    }

    /// Calls `hook` with every internal error: an [`Error::Internal`](super::Error), a panic of a handler, an answer that
    /// cannot be written. The caller of the operation reads nothing of it. Without a hook, and if it panics, the error is a
    /// line on standard error.
    #[must_use]
    pub fn on_internal_error<F>(mut self, hook: F) -> Self
    where
        F: Fn(&Context, &(dyn std::error::Error + 'static)) + Send + Sync + 'static,
    {
        Arc::make_mut(&mut self.settings).on_internal_error = Some(Arc::new(hook));
        self
    }
}

impl<S: Authenticate> Router<S> {
    fn dispatch(&self, request: Request<Incoming>) -> Responding {
        let (parts, body) = request.into_parts();
        let settings = Arc::clone(&self.settings);
        let refuse =
            |refusal, method| Responding::immediate(refusal, method, Arc::clone(&self.settings));
        let path = canonical(parts.uri.path());
        let path = path.strip_prefix(settings.base_path.as_str());
        let Some((methods, values)) = path.and_then(|path| self.table.find(path)) else {
            return refuse(Refusal::NotFound, parts.method);
        };
        let Some(handler) = methods.handler(&parts).cloned() else {
            let allow = methods.allow();
            let options = parts.method == Method::OPTIONS;
            let refusal = if options {
                Refusal::Options { allow }
            } else {
                Refusal::MethodNotAllowed { allow }
            };
            return refuse(refusal, parts.method);
        };
        let values = handler
            .names
            .iter()
            .copied()
            .zip(values.into_iter().map(str::to_owned))
            .collect();
        let cx = Arc::new(Context::new(handler.id, parts));
        let request = Matched {
            handler,
            values,
            body,
            cx: Arc::clone(&cx),
            settings: Arc::clone(&settings),
        };
        let service = Arc::clone(&self.service);
        Responding::serving(Box::pin(serve(service, request)), cx, settings)
    }
}

/// A request whose operation is known.
struct Matched<S> {
    handler: Handler<S>,
    values: Vec<(&'static str, String)>,
    body: Incoming,
    cx: Arc<Context>,
    settings: Arc<Settings>,
}

async fn serve<S: Authenticate>(service: Arc<S>, request: Matched<S>) -> Reply {
    #[cfg(feature = "mock")]
    let settings = Arc::clone(&request.settings);
    match admit(&*service, request).await {
        Ok((handler, input, cx)) => {
            #[cfg(feature = "mock")]
            let shown = settings.mock.map(|shown| (shown, handler.asked(&input)));
            let reply = (handler.serve)(service, cx, input).await;
            #[cfg(feature = "mock")]
            let reply = match (reply, shown) {
                (Reply::Refused(Refusal::NotImplemented), Some((shown, asked))) => {
                    super::mock::reply(shown, settings.memory.as_deref(), &asked)
                }
                (reply, _) => reply,
            };
            reply
        }
        Err(refusal) => Reply::Refused(refusal),
    }
}

/// Authenticates a request, and reads its body only then, unless the handler does.
async fn admit<S: Authenticate>(
    service: &S,
    request: Matched<S>,
) -> Result<(Handler<S>, Input, Arc<Context>), Refusal> {
    let Matched {
        handler,
        values,
        body,
        cx,
        settings,
    } = request;
    let identities = authenticate(service, &cx, handler.security, &settings.document).await?;
    cx.identify(identities);
    let refused = |error: BodyError| error.refusal();
    let in_memory = settings.body_limit;
    let stream_limit = settings.stream_limit.filter(|_| handler.takes_stream);
    let body = body.limited(stream_limit.unwrap_or(in_memory));
    let mut body = body.map_err(refused)?.held(in_memory);
    let whole = if handler.takes_stream {
        Bytes::new()
    } else {
        body.take().read().await.map_err(refused)?
    };
    let input = Input::new(
        Arc::clone(&cx),
        values,
        whole,
        body,
        settings.checks_answers,
        settings.refuses_members,
    );
    Ok((handler, input, cx))
}

fn normal(path: &str) -> String {
    match canonical(path).trim_matches('/') {
        "" => String::new(),
        path => format!("/{path}"),
    }
}

impl<S, B> Service<Request<B>> for Router<S>
where
    S: Authenticate,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Responding;

    fn poll_ready(&mut self, _: &mut Task<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Responding {
        self.dispatch(request.map(Incoming::new))
    }
}

#[cfg(feature = "axum")]
impl<S: Authenticate> Router<S> {
    /// The router as one of axum, to be served, layered, merged and nested there. Below `nest`, which takes the prefix off
    /// the path, set [`Router::base_path`] to `/`.
    ///
    /// `axum` is here without its features, so that no program compiles what it does not use. `axum::serve` needs
    /// `http1` or `http2` and `tokio`, which the program asks for in its own `Cargo.toml`:
    ///
    /// ```toml
    /// axum = { version = "0.8", default-features = false, features = ["http1", "tokio"] }
    /// ```
    pub fn into_axum(self) -> axum::Router {
        axum::Router::new().fallback_service(self)
    }
}

// Not derived: that would ask for `S: Clone`.
impl<S> Clone for Router<S> {
    fn clone(&self) -> Self {
        Self {
            service: Arc::clone(&self.service),
            table: Arc::clone(&self.table),
            settings: Arc::clone(&self.settings),
        }
    }
}

impl<S> fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router")
            .field("base_path", &self.settings.base_path)
            .finish_non_exhaustive()
    }
}

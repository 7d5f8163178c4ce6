// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! How a client is made.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use tower_layer::Layer;
use tower_service::Service;

use super::base::BaseUrl;
use super::body::Body;
use super::client::{Client, Inner};
use super::credential::{Credential, Credentials, hide_secrets};
use super::layer::{Engine, Layered};
use super::retry::Retry;
use super::service::ServiceTransport;
use super::transport::{BoxError, Transport, TransportError};

/// The most bytes that the body of a response may have, unless the builder is told otherwise: 64 MiB.
const RESPONSE_LIMIT: usize = 64 << 20;

/// The settings of a [`Client`]; they are checked by [`build`](Self::build).
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    base: Result<BaseUrl, &'static str>,
    credentials: Vec<(String, Credential)>,
    headers: Vec<(String, String)>,
    timeout: Option<Duration>,
    response_limit: usize,
    retry: Option<Retry>,
    transport: Option<Arc<dyn Transport>>,
    layers: Vec<Layering>,
}

/// Puts a layer around an engine.
type Layering = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

impl ClientBuilder {
    /// Starts with the defaults: no credential, no time limit, 64 MiB for a response, the name and version of this crate
    /// as `User-Agent`, and the transport of the cargo feature `reqwest`.
    pub fn new(base_url: &str) -> Self {
        let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        Self {
            base: BaseUrl::parse(base_url),
            credentials: Vec::new(),
            headers: vec![(USER_AGENT.to_string(), agent.to_owned())],
            timeout: None,
            response_limit: RESPONSE_LIMIT,
            retry: None,
            transport: None,
            layers: Vec::new(),
        }
    }

    /// Sets the credential for a security scheme of the document, by the name of the scheme there.
    pub fn credential(mut self, scheme: &str, credential: Credential) -> Self {
        self.credentials.retain(|(known, _)| known != scheme);
        self.credentials.push((scheme.to_owned(), credential));
        self
    }

    /// Sets the time limit of every call, from sending the request to the last byte of the response. A call can have its
    /// own.
    pub const fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Sets how often and after how long a call is sent again that is safe to repeat; none is without this. A call can have
    /// its own. Waiting needs a transport with a timer, see [`Transport::timer`].
    pub const fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sets the `User-Agent` header (RFC 9110, section 10.1.5).
    pub fn user_agent(self, agent: &str) -> Self {
        self.header(USER_AGENT.as_str(), agent)
    }

    /// Sets a header for every request. A credential, a parameter of the call or a header of the call comes before it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets how many bytes the body of a response may have.
    pub const fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sets the HTTP engine.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes a tower service the HTTP engine: an HTTP client with layers of the caller's own, or a server in the same
    /// process. The service gets requests with absolute URIs.
    ///
    /// Time limits need the cargo feature `tokio` and a tokio runtime.
    pub fn service<S, B>(self, service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.transport(ServiceTransport(service))
    }

    /// Puts a tower layer around the HTTP engine, whichever that will be: for logging, limits, credentials that change. The
    /// layer that was added last is the outermost. A call that is sent again passes them again.
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: Layer<Engine> + Send + Sync + 'static,
        L::Service: Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError>,
        <L::Service as Service<http::Request<Body>>>::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.layers.push(Box::new(move |engine| {
            let service = layer.layer(Engine(Arc::clone(&engine)));
            Arc::new(Layered { service, engine })
        }));
        self
    }

    /// Makes a `reqwest` client with settings of the caller's own the HTTP engine.
    ///
    /// Switch its redirects off: a redirect would be followed with the credentials that stand in other headers than
    /// `Authorization` and `Cookie`.
    #[cfg(feature = "reqwest")]
    pub fn reqwest(self, client: ::reqwest::Client) -> Self {
        self.transport(super::reqwest::Reqwest(client))
    }

    /// Makes the client.
    ///
    /// # Errors
    /// A setting is wrong; the message says which, and how to mend it.
    pub fn build(self) -> Result<Client, BuildError> {
        let base = self.base.map_err(BuildError::of_base)?;
        let credentials = prepare(&self.credentials)?;
        let headers = headers(&self.headers)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let transport = self
            .layers
            .into_iter()
            .fold(transport, |engine, layer| layer(engine));
        let (timeout, response_limit, retry) = (self.timeout, self.response_limit, self.retry);
        let inner = Inner {
            base,
            credentials,
            headers,
            timeout,
            response_limit,
            retry,
            transport,
        };
        Ok(Client {
            inner: Arc::new(inner),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base.as_ref().map(ToString::to_string))
            .field("credentials", &self.credentials)
            .field("headers", &names)
            .field("timeout", &self.timeout)
            .field("response_limit", &self.response_limit)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

fn prepare(credentials: &[(String, Credential)]) -> Result<Credentials, BuildError> {
    let prepare = |(scheme, credential): &(String, Credential)| match credential.prepare() {
        Ok(prepared) => Ok((scheme.clone(), prepared)),
        Err(problem) => Err(BuildError::new(format!("credential `{scheme}`"), problem)),
    };
    credentials.iter().map(prepare).collect()
}

fn headers(list: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    for (name, value) in list {
        let (name, value) = header(name, value)
            .map_err(|problem| BuildError::new(format!("header {name:?}"), problem))?;
        headers.insert(name, value);
    }
    hide_secrets(&mut headers);
    Ok(headers)
}

/// A header as it is sent. The error continues a sentence that starts with the name.
pub(super) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    use http::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};

    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| "has a character that the name of a header cannot hold")?;
    if [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name) {
        return Err("is set by the transport");
    }
    let value = HeaderValue::from_str(value)
        .map_err(|_| "has a character that is not printable ASCII in its value")?;
    Ok((name, value))
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    match super::reqwest::Reqwest::new() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(cause) => Err(BuildError {
            cause: Some(cause),
            ..BuildError::new("transport", "cannot start")
        }),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    let problem =
        "is missing: call `transport` or `service`, or enable the cargo feature `reqwest`";
    Err(BuildError::new("transport", problem))
}

/// Which setting of a [`ClientBuilder`] is wrong, and how to mend it. Does not repeat the setting.
#[derive(Debug)]
pub struct BuildError {
    setting: String,
    problem: String,
    cause: Option<TransportError>,
}

impl BuildError {
    /// What [`BaseUrl::parse`] has to say.
    pub(super) fn of_base(problem: &str) -> Self {
        Self::new("base URL", problem)
    }

    fn new(setting: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            setting: setting.into(),
            problem: problem.into(),
            cause: None,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.setting, self.problem)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

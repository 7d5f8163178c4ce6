// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The request of a call, without the types of its operation.

mod body;

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Uri};

use super::body::Body;
use super::builder;
use super::client::{Client, Inner};
use super::credential::{self, Prepared};
use super::error::{Fault, RequestError};
use super::outgoing::Outgoing;
use super::path;
use super::query::Query;
use super::response::Response;
use super::retry::Retry;
use super::timed::Timed;
use super::trace;
use crate::types::runtime::Security;
use crate::types::runtime::text::{Style, Text, TextError};

/// The `operationId` of a request, among its extensions: for a transport that logs or measures.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OperationId(pub &'static str);

/// What the document says about the operation of a call.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub(super) id: &'static str,
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) security: Security,
    /// The media types of a success, between commas.
    pub(super) accept: Option<&'static str>,
    /// Whether the document lists failures.
    pub(super) documents_failures: bool,
}

/// A request that is being put together.
#[derive(Clone)]
pub(super) struct Request {
    client: Client,
    pub(super) facts: Facts,
    path: Vec<(&'static str, String)>,
    query: Query,
    headers: HeaderMap,
    cookies: Query,
    body: Option<Outgoing>,
    timeout: Option<Duration>,
    retry: Option<Retry>,
    /// Whether it can be sent twice to the same effect.
    is_idempotent: bool,
    /// The first thing that went wrong, kept until the request is sent, so that setters can be chained.
    problem: Option<RequestError>,
}

impl Request {
    pub(super) fn new(client: &Client, facts: Facts) -> Self {
        Self {
            client: client.clone(),
            facts,
            path: Vec::new(),
            query: Query::default(),
            headers: HeaderMap::new(),
            cookies: Query::default(),
            body: None,
            timeout: client.inner.timeout,
            retry: client.inner.retry,
            // RFC 9110, section 9.2.2, and the method QUERY, which is safe as well.
            is_idempotent: matches!(
                facts.method,
                "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PUT" | "QUERY" | "TRACE"
            ),
            problem: None,
        }
    }

    pub(super) const fn client(&self) -> &Client {
        &self.client
    }

    pub(super) fn path(&mut self, name: &'static str, style: Style, text: Result<Text, TextError>) {
        let segment = text.and_then(|text| style.segment(name, &text));
        let Some(segment) = self.written("path parameter", name, segment) else {
            return;
        };
        match path::segment(name, segment) {
            Ok(segment) => {
                self.path.retain(|(known, _)| *known != name);
                self.path.push((name, segment));
            }
            Err(problem) => self.fail(problem),
        }
    }

    pub(super) fn query(
        &mut self,
        name: &'static str,
        style: Style,
        text: Result<Text, TextError>,
    ) {
        let pairs = text.and_then(|text| style.pairs(name, &text));
        let Some(pairs) = self.written("query parameter", name, pairs) else {
            return;
        };
        if style.is_whole_query() {
            self.query.set_whole(name, pairs);
        } else {
            self.query.set(name, pairs);
        }
    }

    pub(super) fn query_text(&self, name: &str) -> Option<&str> {
        self.query.text(name)
    }

    pub(super) fn cookie(
        &mut self,
        name: &'static str,
        style: Style,
        text: Result<Text, TextError>,
    ) {
        let pairs = text.and_then(|text| style.pairs(name, &text));
        if let Some(pairs) = self.written("cookie", name, pairs) {
            self.cookies.set(name, pairs);
        }
    }

    pub(super) fn header_param(
        &mut self,
        name: &'static str,
        style: Style,
        text: Result<Text, TextError>,
    ) {
        let line = text.and_then(|text| style.header(&text));
        if let Some(Some(line)) = self.written("header", name, line) {
            self.header(name, &line);
        }
    }

    pub(super) fn header(&mut self, name: &str, value: &str) {
        match builder::header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(problem) => self.fail(RequestError::new(format!("header {name:?}"), problem)),
        }
    }

    pub(super) fn timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    pub(super) fn retry(&mut self, retry: Retry) {
        self.retry = Some(retry);
    }

    pub(super) fn idempotent(&mut self) {
        self.is_idempotent = true;
    }

    /// Sends the request and reads the answer to its end.
    pub(super) async fn send(self) -> Result<Response<Bytes>, Fault> {
        let (client, facts) = (self.client.clone(), self.facts);
        let sending = async move {
            let answer = self.open().await?;
            client.inner.collect(answer).await
        };
        trace::call(&facts, sending).await
    }

    /// Sends the request and reads the answer to its end if it is a failure; `is_success` tells by the status.
    pub(super) async fn stream(self, is_success: fn(StatusCode) -> bool) -> Result<Opened, Fault> {
        let (client, facts) = (self.client.clone(), self.facts);
        let sending = async move {
            let answer = self.open().await?;
            if is_success(answer.status) {
                return Ok(Opened::Success(answer));
            }
            client.inner.collect(answer).await.map(Opened::Failure)
        };
        trace::call(&facts, sending).await
    }

    /// The time limit holds for the answer up to its last byte.
    async fn open(self) -> Result<Response<Body>, Fault> {
        let client = self.client.clone();
        let mut timer = client.inner.timer(self.timeout)?;
        let mut resent = 0;
        let outcome = loop {
            let retry = self.retry.filter(|_| self.can_be_sent_again());
            let Some(retry) = retry else {
                let request = self.into_http()?;
                break client.inner.open(request, &mut timer).await;
            };
            let request = self.clone().into_http()?;
            let outcome = client.inner.open(request, &mut timer).await;
            let Some(wait) = retry.wait_after(&outcome, resent) else {
                break outcome;
            };
            if !client.inner.pause(wait, &mut timer).await? {
                break outcome;
            }
            resent += 1;
        };
        trace::outcome(&outcome, resent);
        let answer = outcome?;
        Ok(match timer {
            Some(timer) => Response {
                body: Body::stream(Timed {
                    body: answer.body,
                    timer,
                }),
                ..answer
            },
            None => answer,
        })
    }

    fn can_be_sent_again(&self) -> bool {
        self.is_idempotent && !matches!(self.body, Some(Outgoing::Once(_)))
    }

    fn written<T>(
        &mut self,
        location: &str,
        name: &str,
        written: Result<T, TextError>,
    ) -> Option<T> {
        let unwritten = |error| {
            self.fail(RequestError::new(
                format!("{location} `{name}`"),
                format!("was not sent: {error}"),
            ));
        };
        written.map_err(unwritten).ok()
    }

    fn fail(&mut self, problem: RequestError) {
        self.problem.get_or_insert(problem);
    }

    fn into_http(mut self) -> Result<http::Request<Body>, RequestError> {
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        let client = self.client.clone();
        let credentials = credential::choose(self.facts.security, &client.inner.credentials);
        let method = Method::from_bytes(self.facts.method.as_bytes())
            .map_err(|_| RequestError::new("method", "is not a token"))?;
        let mut request = http::Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = self.uri(&client.inner, &credentials)?;
        request.extensions_mut().insert(OperationId(self.facts.id));
        let body = self.body.take();
        *request.headers_mut() = self.into_headers(&client.inner, &credentials, body.is_some())?;
        if let Some(body) = body {
            *request.body_mut() = body.into_body()?;
        }
        // Engines say so of a body that there is only, and some servers answer 411 (RFC 9110, section 8.6).
        let is_empty = request.body().as_bytes().is_some_and(Bytes::is_empty);
        let takes_content = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
        if is_empty && takes_content {
            let length = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, length);
        }
        Ok(request)
    }

    fn uri(&self, client: &Inner, credentials: &[&Prepared]) -> Result<Uri, RequestError> {
        let mut url = client.base.join(&path::fill(self.facts.path, &self.path)?);
        let secrets = credentials
            .iter()
            .filter_map(|credential| match credential {
                Prepared::Query(pair) => Some(pair.as_str()),
                _ => None,
            });
        for pair in self.query.pairs().chain(secrets) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(pair);
        }
        // What else could be wrong with it is encoded by now.
        Uri::try_from(url).map_err(|_| RequestError::new("URL", "is too long"))
    }

    /// From the least to the most particular: what the operation answers, what the client always sends, the credentials,
    /// what this call sends.
    fn into_headers(
        self,
        client: &Inner,
        credentials: &[&Prepared],
        has_body: bool,
    ) -> Result<HeaderMap, RequestError> {
        let mut headers = client.headers.clone();
        let facts = self.facts;
        if let Some(accept) = facts.accept {
            let accepted = || accepted(accept, facts.documents_failures);
            headers.entry(ACCEPT).or_insert_with(accepted);
        }
        let mut cookies: Vec<&str> = self.cookies.pairs().collect();
        for credential in credentials {
            match credential {
                Prepared::Header(name, value) => {
                    headers.insert(name, value.clone());
                }
                Prepared::Cookie(pair) => cookies.push(pair),
                Prepared::Query(_) => {}
            }
        }
        if !cookies.is_empty() {
            let cookies = HeaderValue::from_str(&cookies.join("; "))
                .map_err(|_| RequestError::new("header `cookie`", "cannot be written"))?;
            headers.insert(COOKIE, cookies);
        }
        headers.extend(self.headers);
        if !has_body {
            headers.remove(CONTENT_TYPE);
        }
        credential::hide_secrets(&mut headers);
        Ok(headers)
    }
}

/// An answer whose success is not read yet.
pub(super) enum Opened {
    Success(Response<Body>),
    Failure(Response<Bytes>),
}

/// The media types of successes. Where failures are documented, an answer in another one is taken too: failures are mostly JSON, whatever
/// the success. Parameters say which version or profile is wanted, but a charset is not asked for (RFC 9110, section 12.5.2).
fn accepted(media_types: &'static str, documents_failures: bool) -> HeaderValue {
    match media_types {
        "application/json" => return HeaderValue::from_static("application/json"),
        // Bytes of any kind, or of a kind that the document leaves open.
        "application/octet-stream" => return HeaderValue::from_static("*/*"),
        _ => {}
    }
    let without_charset = |media_type: &str| {
        let parts = media_type.split(';').map(str::trim);
        let parts: Vec<&str> = parts
            .filter(|part| !part.to_ascii_lowercase().starts_with("charset="))
            .collect();
        parts.join(";")
    };
    let asked: Vec<String> = media_types.split(',').map(without_charset).collect();
    let mut accept = asked.join(", ");
    let covers_failures = |it: &String| it == "application/json" || it == "*/*";
    if documents_failures && !asked.iter().any(covers_failures) {
        accept.push_str(", */*;q=0.1");
    }
    HeaderValue::try_from(accept).unwrap_or_else(|_| HeaderValue::from_static("*/*"))
}

//! A server in the same process that keeps the last request and gives one answer.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http::StatusCode;
use tower::Service;

use crate::runtime::{Body, Client, ClientBuilder};

pub(crate) const TOKEN: &str = "t0p-s3cret";

#[derive(Clone)]
pub(crate) struct Recorder {
    status: u16,
    content_type: &'static str,
    body: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    seen: Arc<Mutex<Option<http::Request<Body>>>>,
}

impl Recorder {
    pub(crate) fn answering(status: u16, body: &'static str) -> Self {
        Self {
            status,
            content_type: "application/json",
            body,
            headers: Vec::new(),
            seen: Arc::default(),
        }
    }

    pub(crate) fn content_type(self, content_type: &'static str) -> Self {
        Self {
            content_type,
            ..self
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder("http://localhost/api/v3").service(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The request that came last.
    pub(crate) fn request(&self) -> http::Request<Body> {
        self.seen
            .lock()
            .unwrap()
            .take()
            .expect("no request was sent")
    }

    pub(crate) fn was_called(&self) -> bool {
        self.seen.lock().unwrap().is_some()
    }
}

impl Service<http::Request<Body>> for Recorder {
    type Response = http::Response<axum::body::Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        *self.seen.lock().unwrap() = Some(request);
        let mut response = http::Response::new(axum::body::Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap();
        response
            .headers_mut()
            .insert("content-type", self.content_type.parse().unwrap());
        for (name, value) in &self.headers {
            response.headers_mut().append(*name, value.parse().unwrap());
        }
        ready(Ok(response))
    }
}

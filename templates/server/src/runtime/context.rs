//! What a handler knows of its request besides the arguments.

use std::any::Any;
use std::fmt;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use http::request::Parts;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

use super::authenticate::Identity;
use crate::types::runtime::text::{HeaderField, HeaderFields, to_headers};

/// The `operationId` of an answer, in the extensions of its `http::Response`: for layers that log or count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OperationId(pub &'static str);

/// What is wrong with the headers that a handler has set.
enum HeadersFault {
    Unwritable(String),
    Broken(String),
}

/// What a handler knows of its request besides the arguments.
pub struct Context {
    operation_id: &'static str,
    parts: Parts,
    identities: OnceLock<Vec<Identity>>,
    answer: Mutex<HeaderMap>,
    headers_fault: OnceLock<HeadersFault>,
    /// 0 until one is chosen.
    status: AtomicU16,
}

impl Context {
    /// The context of a request. The router makes it; a test that calls a handler by itself does too.
    #[must_use]
    pub fn new(operation_id: &'static str, parts: Parts) -> Self {
        Self {
            operation_id,
            parts,
            identities: OnceLock::new(),
            answer: Mutex::default(),
            headers_fault: OnceLock::new(),
            status: AtomicU16::new(0),
        }
    }

    /// The `operationId`.
    #[must_use]
    pub const fn operation_id(&self) -> &'static str {
        self.operation_id
    }

    /// The method of the request: `HEAD` where it asks a `GET` operation for its headers.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The target of the request as it was sent, with the query.
    #[must_use]
    pub const fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The query as it was sent, "" if there is none.
    pub(super) fn query(&self) -> &str {
        self.parts.uri.query().unwrap_or_default()
    }

    /// The headers of the request.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What layers around the router have put there.
    #[must_use]
    pub const fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// What [`Authenticate`](super::Authenticate) answered about the caller; `None` for an anonymous call, and where
    /// the answer holds another type.
    #[must_use]
    pub fn identity<T: Any + Send + Sync>(&self) -> Option<&T> {
        self.identities.get()?.iter().find_map(Identity::get)
    }

    /// The same context for a caller whose identity is known.
    #[must_use]
    pub fn with_identity(self, identity: Identity) -> Self {
        Self {
            identities: OnceLock::from(vec![identity]),
            ..self
        }
    }

    /// Adds a header to the answer, whatever the answer will be.
    pub fn add_header(&self, name: HeaderName, value: HeaderValue) {
        self.added().append(name, value);
    }

    fn added(&self) -> MutexGuard<'_, HeaderMap> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the headers that the document declares for a success or for a failure; those that were set before under the same names are
    /// gone. A value that cannot stand in a header is answered as an internal error, one that breaks the document as any other such answer.
    pub fn set_headers<H: HeaderFields>(&self, headers: &H) {
        if let Err(fault) = self.try_set_headers(headers) {
            // The first one is told.
            let _ = self.headers_fault.set(fault);
        }
    }

    fn try_set_headers<H: HeaderFields>(&self, headers: &H) -> Result<(), HeadersFault> {
        let lines =
            to_headers(headers).map_err(|fault| HeadersFault::Unwritable(fault.to_string()))?;
        let unwritable =
            |name| HeadersFault::Unwritable(format!("the header {name:?} cannot be sent"));
        for (name, line) in lines {
            let value = HeaderValue::from_str(&line).map_err(|_| unwritable(name))?;
            let written: HeaderName = name.parse().map_err(|_| unwritable(name))?;
            self.added().insert(written, value);
        }
        let broken = headers.validate();
        broken.map_err(|broken| {
            HeadersFault::Broken(format!("the headers break the document: {broken}"))
        })
    }

    /// What is wrong with the headers of an answer, if anything is. What breaks the document is told only if answers are checked.
    pub(super) fn headers_fault(
        &self,
        declared: &[HeaderField],
        is_checked: bool,
    ) -> Option<String> {
        match self.headers_fault.get() {
            Some(HeadersFault::Unwritable(fault)) => return Some(fault.clone()),
            Some(HeadersFault::Broken(fault)) if is_checked => return Some(fault.clone()),
            _ => {}
        }
        let mut required = declared.iter().filter(|field| field.required && is_checked);
        let missing = required.find(|field| !self.added().contains_key(field.name))?;
        Some(format!(
            "the answer breaks the document: the header {:?} is missing",
            missing.name
        ))
    }

    /// Chooses the status of a success, where the document has the same success under several: 201 for what was made, 200 for what was
    /// there. One that the document does not have is answered as an internal error. Says nothing about failures, nor about a success
    /// whose value tells its status.
    pub fn set_status(&self, status: StatusCode) {
        self.status.store(status.as_u16(), Ordering::Relaxed);
    }

    pub(super) fn chosen_status(&self) -> Option<u16> {
        Some(self.status.load(Ordering::Relaxed)).filter(|status| *status != 0)
    }

    pub(super) fn identify(&self, identities: Vec<Identity>) {
        // Called once for each request, so there is nothing yet.
        let _ = self.identities.set(identities);
    }

    pub(super) fn take_added(&self) -> HeaderMap {
        std::mem::take(&mut self.added())
    }
}

/// Without headers and query: both can hold credentials.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("operation_id", &self.operation_id)
            .field("method", self.method())
            .field("path", &self.uri().path())
            .finish_non_exhaustive()
    }
}

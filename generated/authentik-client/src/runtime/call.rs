// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! One call of one operation.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;

use super::body::Body;
use super::client::Client;
use super::error::{Error, Target};
use super::form::Form;
use super::outgoing::Outgoing;
use super::request::{Facts, Opened, Request};
use super::response::{self, Response, Success, SuccessWithHeaders};
use super::retry::Retry;
use super::transport::BoxFuture;
use crate::types::runtime::form::Encoding;
use crate::types::runtime::text::{Style, to_text};
use crate::types::runtime::{Failure, Operation, WithHeaders, form, json};

/// A call of the operation `O`, made by a method of the client. Nothing is sent before it is awaited.
///
/// `call.await` gives the body of the answer; `call.send().await` gives its status and headers too. The setters ending in
/// `_param` and `_body` are those that generated code is made of; they also send what the document does not know.
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<O> {
    request: Box<Request>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<O> {
    /// A call without parameters and body.
    pub fn new(client: &Client) -> Self {
        let facts = Facts {
            id: O::ID,
            method: O::METHOD,
            path: O::PATH,
            security: O::SECURITY,
            accept: O::ACCEPT,
            documents_failures: O::Failure::IS_DOCUMENTED,
        };
        Self {
            request: Box::new(Request::new(client, facts)),
            operation: PhantomData,
        }
    }

    /// Sends the call and gives the whole answer.
    ///
    /// # Errors
    /// Everything but a success, told apart by [`Error`].
    pub async fn send(self) -> Result<Response<Success<O>>, Error<O::Failure>> {
        response::read::<O>(self.request.send().await?)
    }

    /// Sends the call and gives the answer as soon as its head is there, the body as it comes: for a download that is not
    /// to be held in memory, or in another media type than the documented one (ask for it with
    /// `.header("accept", …)`). `ClientBuilder::response_limit` does not hold for it, see [`Body::limited`]; a time limit
    /// does.
    ///
    /// # Errors
    /// Everything but a success; a failure of the document is read and typed as by [`Call::send`].
    pub async fn stream(self) -> Result<Response<Body>, Error<O::Failure>> {
        match self.request.stream(response::is_success::<O>).await? {
            Opened::Success(answer) => Ok(answer),
            Opened::Failure(answer) => Err(response::failure(Target::of::<O>(), answer)),
        }
    }
}

impl<O: WithHeaders> Call<O> {
    /// Sends the call and gives the body of the answer with the headers that the document declares.
    ///
    /// # Errors
    /// Everything but a success whose headers are what the document says, told apart by [`Error`].
    pub async fn with_headers(self) -> Result<SuccessWithHeaders<O>, Error<O::Failure>> {
        response::read_with_headers::<O>(self.request.send().await?)
    }
}

impl<O> Call<O> {
    /// Sets a header of this call; it comes before the same header of the client, of a parameter or of a credential.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.edit_request(|request| request.header(name, value))
    }

    /// Sets the time limit of this call, from sending the request to the last byte of the answer.
    pub fn timeout(self, limit: Duration) -> Self {
        self.edit_request(|request| request.timeout(limit))
    }

    /// Sets how often and after how long this call is sent again, see [`Retry`].
    pub fn retry(self, retry: Retry) -> Self {
        self.edit_request(|request| request.retry(retry))
    }

    /// Says that this call can be sent twice to the same effect, so that it is sent again like one whose method says so: a
    /// PATCH that sets values, a POST with a key that the server knows it by.
    pub fn idempotent(self) -> Self {
        self.edit_request(Request::idempotent)
    }

    /// Sets a parameter of the path in the style `simple`: `blue`, `blue,black`.
    pub fn path_param<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.path_param_as(name, value, Style::SIMPLE)
    }

    /// Sets a parameter of the path in another style.
    pub fn path_param_as<T>(self, name: &'static str, value: &T, style: Style) -> Self
    where
        T: Serialize + ?Sized,
    {
        self.edit_request(|request| request.path(name, style, to_text(value)))
    }

    /// Sets a parameter of the query in the style `form`, exploded: a list becomes one pair for each item, an object one for each
    /// member. `None`, an empty list and an empty object send nothing.
    pub fn query_param<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.query_param_as(name, value, Style::FORM_EXPLODED)
    }

    /// Sets a parameter of the query in another style.
    pub fn query_param_as<T>(self, name: &'static str, value: &T, style: Style) -> Self
    where
        T: Serialize + ?Sized,
    {
        self.edit_request(|request| request.query(name, style, to_text(value)))
    }

    /// Sets a parameter in a header in the style `simple`.
    pub fn header_param<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.header_param_as(name, value, Style::SIMPLE)
    }

    /// Sets a parameter in a header in another style.
    pub fn header_param_as<T>(self, name: &'static str, value: &T, style: Style) -> Self
    where
        T: Serialize + ?Sized,
    {
        self.edit_request(|request| request.header_param(name, style, to_text(value)))
    }

    /// Sets a parameter in a cookie in the style `form`, exploded: a list becomes one cookie for each item.
    pub fn cookie_param<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.cookie_param_as(name, value, Style::FORM_EXPLODED)
    }

    /// Sets a parameter in a cookie in another style.
    pub fn cookie_param_as<T>(self, name: &'static str, value: &T, style: Style) -> Self
    where
        T: Serialize + ?Sized,
    {
        self.edit_request(|request| request.cookie(name, style, to_text(value)))
    }

    /// Sets a body of `application/json`.
    pub fn json_body<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_body_as("application/json", body)
    }

    /// Sets a JSON body of another media type, such as `application/merge-patch+json`.
    pub fn json_body_as<T: Serialize + ?Sized>(self, content_type: &str, body: &T) -> Self {
        self.edit_request(|request| request.json(content_type, json::encode(body)))
    }

    /// Sets a body of `multipart/form-data`: an object whose members become parts, with its files in memory.
    pub fn multipart_body<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.multipart_body_as(body, &[])
    }

    /// Sets a body of `multipart/form-data`, with members that are written in a way of their own.
    pub fn multipart_body_as<T>(self, body: &T, encodings: &[(&str, Encoding)]) -> Self
    where
        T: Serialize + ?Sized,
    {
        self.edit_request(|request| request.multipart(form::encode(body, encodings)))
    }

    /// Sets a body of `application/x-www-form-urlencoded`: an object without files.
    pub fn form_body<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_body_as(body, &[])
    }

    /// Sets a body of `application/x-www-form-urlencoded`, with members that are written in a way of their own.
    pub fn form_body_as<T>(self, body: &T, encodings: &[(&str, Encoding)]) -> Self
    where
        T: Serialize + ?Sized,
    {
        self.edit_request(|request| request.urlencoded(form::encode(body, encodings)))
    }

    /// Sets a body of `multipart/form-data` whose files are sent as they come. Only one clone of the call can be sent then.
    pub fn form(self, form: Form) -> Self {
        self.edit_request(|request| request.form(form))
    }

    /// Sets a body that is sent as it is.
    pub fn raw_body(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        self.edit_request(|request| request.bytes(content_type, body))
    }

    /// Sets a body that is sent as it comes. Only one clone of the call can be sent then.
    pub fn stream_body(self, content_type: &str, body: impl Into<Body>) -> Self {
        let body = Outgoing::once(body.into());
        self.edit_request(|request| request.body(content_type, body))
    }

    pub(super) const fn client(&self) -> &Client {
        self.request.client()
    }

    /// The same call for a success in that media type.
    pub(super) fn accepting(self, media_type: &'static str) -> Self {
        self.edit_request(|request| request.facts.accept = Some(media_type))
    }

    /// The encoded value of a parameter of the query that has been set.
    pub(super) fn query_text(&self, name: &str) -> Option<&str> {
        self.request.query_text(name)
    }

    fn edit_request(mut self, change: impl FnOnce(&mut Request)) -> Self {
        change(&mut self.request);
        self
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<Success<O>, Error<O::Failure>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { Ok(self.send().await?.body) })
    }
}

impl<O> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            operation: PhantomData,
        }
    }
}

/// Shows no value of a parameter, header or body: any of them can be secret.
impl<O> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts {
            id, method, path, ..
        } = self.request.facts;
        f.debug_struct("Call")
            .field("id", &id)
            .field("method", &method)
            .field("path", &path)
            .finish_non_exhaustive()
    }
}

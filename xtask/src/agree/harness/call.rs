//! One call of one operation, without its types.

use std::pin::Pin;

use client::Call;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use types::runtime::{Failure, Operation, Payload};

use crate::form;

/// Calls an operation with a sample.
pub type Run = fn(&client::Client, &Sent) -> Result<Calling, Unfit>;

/// A call that has been made and not been sent.
pub type Calling = Pin<Box<dyn Future<Output = Came>>>;

/// What is to be sent.
pub struct Sent {
    pub parameters: Map<String, Value>,
    pub body: Option<Value>,
}

/// A sample that the types of the client cannot hold.
pub struct Unfit {
    pub place: String,
    pub problem: String,
}

/// What came back, written again.
#[derive(Debug)]
pub enum Came {
    Success(u16, Vec<u8>),
    Failure(u16, Option<Vec<u8>>),
    /// An error that is no failure of the document, in words.
    Error(String),
}

impl Sent {
    /// A parameter that has to be there.
    pub fn required<T: DeserializeOwned>(&self, name: &str) -> Result<T, Unfit> {
        let value = self.parameters.get(name).unwrap_or(&Value::Null);
        read(value, name)
    }

    /// A parameter that may be there.
    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Unfit> {
        let value = self.parameters.get(name);
        value.map(|value| read(value, name)).transpose()
    }

    /// A JSON body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<Option<T>, Unfit> {
        let body = self.body.as_ref();
        body.map(|body| read(body, "body")).transpose()
    }

    /// A body that is a form.
    pub fn form<T: DeserializeOwned>(&self) -> Result<Option<T>, Unfit> {
        let decode = |body| {
            types::runtime::form::decode(&form::from_json(body), &[]).map_err(|error| Unfit {
                place: format!("body{}", error.path),
                problem: error.message,
            })
        };
        self.body.as_ref().map(decode).transpose()
    }

    /// A body that is handed over as it is.
    pub fn raw(&self) -> Option<Vec<u8>> {
        let bytes = self.body.as_ref()?.as_array()?;
        let byte = |byte: &Value| byte.as_u64().and_then(|byte| u8::try_from(byte).ok());
        bytes.iter().map(byte).collect()
    }
}

/// A body that has to be there.
pub fn there<T>(body: Option<T>) -> Result<T, Unfit> {
    body.ok_or_else(|| Unfit {
        place: "body".to_owned(),
        problem: "there is no sample".to_owned(),
    })
}

fn read<T: DeserializeOwned>(value: &Value, name: &str) -> Result<T, Unfit> {
    // Through bytes, as values come over the wire.
    types::runtime::json::decode(value.to_string().as_bytes()).map_err(|error| Unfit {
        place: format!("{name}{}", error.path),
        problem: error.message,
    })
}

/// Makes a call one that can be sent without knowing its operation.
pub fn ready<O: Operation>(call: Call<O>) -> Calling {
    Box::pin(async move {
        match call.send().await {
            Ok(answer) => match O::Success::encode(&answer.body) {
                Ok(body) => Came::Success(answer.status.as_u16(), body),
                Err(error) => Came::Error(error.to_string()),
            },
            Err(client::Error::Api(failure, _)) => match failure.encode() {
                Ok(body) => Came::Failure(failure.status(), body),
                Err(error) => Came::Error(error.to_string()),
            },
            // The text of an undocumented failure is in the answer, which the wire keeps.
            Err(error) => Came::Error(words(&error)),
        }
    })
}

fn words<E: Failure>(error: &client::Error<E>) -> String {
    match error {
        client::Error::Undocumented { status, .. } => format!("undocumented status {status}"),
        client::Error::Decode {
            status,
            path,
            message,
            ..
        } => format!("status {status}, {path} {message}"),
        client::Error::Request(error) => format!("not sent: {error}"),
        other => format!("{other:?}"),
    }
}

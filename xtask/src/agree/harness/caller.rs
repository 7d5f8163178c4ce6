//! The generated client on a network: `caller BASE SECRET` reads questions, asks every one of a server and prints what came, a line of JSON
//! each.

// What a document has no use for is there all the same.
#![allow(dead_code, unused_imports, unused_mut, unused_variables, deprecated)]

#[path = "../call.rs"]
mod call;
#[path = "../calls.rs"]
mod calls;
#[path = "../compare.rs"]
mod compare;
#[path = "../form.rs"]
mod form;
#[path = "../pages.rs"]
mod pages;

use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use client::{Client, Credential};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tower_service::Service;

use crate::call::{Came, Sent};

/// What is asked of one operation.
#[derive(Deserialize)]
struct Question {
    id: String,
    parameters: Map<String, Value>,
    body: Option<Value>,
    /// What the request prefers (RFC 7240).
    prefer: Option<String>,
}

type Engine = legacy::Client<legacy::connect::HttpConnector, client::Body>;

/// The last answer's status and headers.
type Last = Arc<Mutex<Option<(u16, HeaderMap)>>>;

/// The engine, which adds a preference to the requests and keeps the head of the last answer.
#[derive(Clone)]
struct Line {
    engine: Engine,
    prefer: Arc<Mutex<Option<String>>>,
    last: Last,
}

impl Service<Request<client::Body>> for Line {
    type Response = Response<hyper::body::Incoming>;
    type Error = client::TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request<client::Body>) -> Self::Future {
        let line = self.clone();
        if let Some(prefer) = line.prefer.lock().unwrap().as_deref() {
            let prefer = HeaderValue::from_str(prefer).unwrap();
            request.headers_mut().insert("prefer", prefer);
        }
        Box::pin(async move {
            let response = line.engine.request(request).await;
            let response = response.map_err(client::TransportError::new)?;
            let head = (response.status().as_u16(), response.headers().clone());
            *line.last.lock().unwrap() = Some(head);
            Ok(response)
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [base, secret] => call(&std::io::read_to_string(std::io::stdin())?, base, secret).await,
        _ => Err("usage: caller BASE SECRET < QUESTIONS".into()),
    }
}

async fn call(questions: &str, base: &str, secret: &str) -> Result<(), Box<dyn Error>> {
    let questions: Vec<Question> = serde_json::from_str(questions)?;
    let line = Line {
        engine: legacy::Client::builder(TokioExecutor::new()).build_http(),
        prefer: Arc::default(),
        last: Arc::default(),
    };
    let mut builder = Client::builder(base).service(line.clone());
    for (scheme, kind, name) in calls::SCHEMES {
        let credential = match *kind {
            "basic" => Credential::basic("user", secret),
            "header" => Credential::header(*name, secret),
            "http" => Credential::header("Authorization", format!("{name} {secret}")),
            "query" => Credential::query(*name, secret),
            "cookie" => Credential::cookie(*name, secret),
            _ => Credential::bearer(secret),
        };
        builder = builder.credential(scheme, credential);
    }
    let client = builder.build()?;
    for question in questions {
        *line.prefer.lock().unwrap() = question.prefer;
        *line.last.lock().unwrap() = None;
        let sent = Sent {
            parameters: question.parameters,
            body: question.body,
        };
        let run = calls::OPERATIONS
            .iter()
            .find(|(id, ..)| *id == question.id);
        let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
        let mut answer = None;
        let (came, words) = match run.map(|(_, run, _)| run(&client, &sent)) {
            None => ("unsent", "it is not generated".to_owned()),
            Some(Err(unfit)) => ("unsent", format!("{}: {}", unfit.place, unfit.problem)),
            Some(Ok(calling)) => match calling.await {
                Came::Success(_, body) => {
                    answer = Some(text(&body));
                    ("success", String::new())
                }
                Came::Failure(_, body) => ("failure", text(&body.unwrap_or_default())),
                Came::Error(words) => ("error", words),
            },
        };
        let last = line.last.lock().unwrap().take();
        let header = |name: &str| {
            let value = last.as_ref()?.1.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        println!(
            "{}",
            json!({
                "id": question.id,
                "came": came,
                "words": words,
                "answer": answer,
                "status": last.as_ref().map(|last| last.0),
                "violations": header("sl-violations"),
            })
        );
    }
    Ok(())
}

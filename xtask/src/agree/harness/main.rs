//! Examines whether a generated client and a generated server agree: `agree EXAM` prints what it found as JSON.

// What a document has no use for is there all the same.
#![allow(dead_code, unused_imports, unused_mut, unused_variables, deprecated)]

mod call;
mod calls;
mod compare;
mod echo;
mod exam;
mod form;
mod judge;
mod pages;
mod refusal;
mod serves;
mod wire;

use std::error::Error;
use std::fs;

use client::{Client, Credential};

use crate::exam::Exam;
use crate::wire::{Board, Wire};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: agree EXAM")?;
    let exam: Exam = serde_json::from_slice(&fs::read(path)?)?;
    let board = Board::default();
    let service = echo::Echo {
        board: board.clone(),
    };
    let router = server::router(service).body_limit(64 << 20);
    let wire = Wire {
        router,
        board: board.clone(),
    };
    let base = format!("http://localhost{}", client::BASE_PATH);
    let mut builder = Client::builder(&base).service(wire);
    for (scheme, kind, name) in calls::SCHEMES {
        let credential = match *kind {
            "basic" => Credential::basic("user", "secret"),
            "header" => Credential::header(*name, "secret"),
            "http" => Credential::header("Authorization", format!("{name} secret")),
            "query" => Credential::query(*name, "secret"),
            "cookie" => Credential::cookie(*name, "secret"),
            _ => Credential::bearer("secret"),
        };
        builder = builder.credential(scheme, credential);
    }
    let client = builder.build()?;
    let report = exam::sit(&exam, &client, &board).await;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

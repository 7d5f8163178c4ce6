//! Bodies of operations.

use std::convert::Infallible;

use oasmith_template_types::runtime::{Binary, Empty, Failure, Json, Payload, Text};

use crate::sample::Stage;

#[test]
fn payloads_read_and_write_their_bodies() {
    let stage = Json::<Stage>::decode(br#"{"name":"a"}"#).unwrap();
    assert_eq!(Json::<Stage>::encode(&stage).unwrap(), br#"{"name":"a"}"#);
    assert_eq!(Json::<Stage>::decode(b"").unwrap_err().path, "");
    assert_eq!(Empty::decode(b"<html>"), Ok(()));
    assert_eq!(Text::decode(b"a").unwrap(), "a");
    assert!(Text::decode(b"\xff").is_err());
    assert_eq!(Binary::decode(b"\xff\0").unwrap(), b"\xff\0");
    assert_eq!(Binary::encode(&vec![0xff]).unwrap(), b"\xff");
}

#[test]
fn an_operation_without_failures_documents_no_status() {
    assert!(Infallible::decode(400, b"{}").is_none());
}

//! Bodies of operations.

use std::convert::Infallible;

use oasmith_template_types::operations;
use oasmith_template_types::runtime::{
    Binary, Empty, Failure, Json, Operation, Payload, Rule, Text,
};

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

operations! {
    Names = GET "/names" as "names" => 200 Json<Vec<String>> | Infallible,
    within Rule::new().max_items(2).items(&Rule::new().max_length(3));
    Any = GET "/any" as "any" => 200 Json<Vec<String>> | Infallible;
}

#[test]
fn a_success_has_limits_as_a_whole() {
    let broken = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert!(<Any as Operation>::Success::validate(&names, &Any::RULE).is_ok());
        let found = <Names as Operation>::Success::validate(&names, &Names::RULE);
        found.map_err(|found| found.to_string())
    };
    assert_eq!(broken(&["abc", "d"]), Ok(()));
    let told = broken(&["abcd", "e", "f"]).unwrap_err();
    assert!(told.contains("at most 2 items"), "{told}");
    assert!(told.contains("/0 must have at most 3 characters"), "{told}");
}

#[test]
fn an_operation_without_failures_documents_no_status() {
    assert!(Infallible::decode(400, b"{}").is_none());
}

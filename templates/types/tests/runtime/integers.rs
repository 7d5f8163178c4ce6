//! Integers that are written as fractions.

use std::collections::BTreeMap;

use oasmith_template_types::runtime::json;

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    json::decode(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn an_integer_may_be_written_as_a_fraction() {
    let read_all = read::<Vec<i64>>("[1.0, -2.00, 1e2, 15e-1, 2.5e1, -0.0, 9007199254740993.0]");
    assert_eq!(read_all, Err("/3 must be an integer".to_owned()));
    assert_eq!(
        read::<Vec<i64>>("[1.0, -2.00, 1e2, 2.5e1, -0.0, 9007199254740993.0, 7]"),
        Ok(vec![1, -2, 100, 25, 0, 9_007_199_254_740_993, 7])
    );
    assert_eq!(
        read::<i64>("1.5"),
        Err("the body must be an integer".to_owned())
    );
    assert!(read::<i64>("1e20").is_err());
}

#[test]
fn what_stands_in_texts_is_no_number() {
    let members: BTreeMap<String, (String, u8)> =
        read(r#"{"1.0 \" 2.0": ["3.0 \\", 4.0], "é": ["\\\"5.0", 6]}"#).unwrap();
    assert_eq!(members["1.0 \" 2.0"], ("3.0 \\".to_owned(), 4));
    assert_eq!(members["é"], ("\\\"5.0".to_owned(), 6));
}

#[test]
fn numbers_that_could_be_read_stay_as_they_are() {
    let value: serde_json::Value = read("[1.0, 1e2]").unwrap();
    assert_eq!(value.to_string(), "[1.0,100.0]");
}

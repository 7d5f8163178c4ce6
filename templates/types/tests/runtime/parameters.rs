//! The text of parameters.

use oasmith_template_types::runtime::text::{Text, from_text, to_text};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::sample::DeniedAction;

fn one(text: &str) -> Text {
    Text::One(text.into())
}

fn fault<T: DeserializeOwned>(values: &[&str]) -> String {
    from_text::<T>("p", values).err().unwrap().to_string()
}

#[test]
fn scalars_and_lists_have_a_text() {
    assert_eq!(to_text(&true).unwrap(), one("true"));
    assert_eq!(to_text(&u64::MAX).unwrap(), one("18446744073709551615"));
    assert_eq!(to_text(&0.1).unwrap(), one("0.1"));
    assert_eq!(
        to_text(&Uuid::nil()).unwrap(),
        one("00000000-0000-0000-0000-000000000000")
    );
    assert_eq!(to_text(&DeniedAction::Continue).unwrap(), one("continue"));
    assert_eq!(to_text(&None::<i64>).unwrap(), Text::None);
    assert_eq!(
        to_text(&[1, 2][..]).unwrap(),
        Text::Many(vec!["1".into(), "2".into()])
    );
    assert!(to_text(&f64::NAN).is_err());
    assert!(to_text(&[[1]]).is_err());
    assert!(to_text(&serde_json::json!({"a": 1})).is_err());
}

#[test]
fn texts_are_read_back() {
    assert_eq!(from_text::<String>("p", &["a b"]), Ok("a b".into()));
    assert_eq!(
        from_text::<i64>("p", &["-9223372036854775808"]),
        Ok(i64::MIN)
    );
    assert_eq!(from_text::<f64>("p", &["1e3"]), Ok(1000.0));
    assert_eq!(from_text::<bool>("p", &["false"]), Ok(false));
    assert_eq!(from_text::<Option<i64>>("p", &[]), Ok(None));
    assert_eq!(
        from_text::<Option<String>>("p", &[""]),
        Ok(Some(String::new()))
    );
    assert_eq!(from_text::<Vec<u8>>("p", &[]), Ok(vec![]));
    assert_eq!(
        from_text::<Option<Vec<u8>>>("p", &["1", "2"]),
        Ok(Some(vec![1, 2]))
    );
    assert_eq!(
        from_text::<Uuid>("p", &["00000000-0000-0000-0000-000000000000"]),
        Ok(Uuid::nil())
    );
    assert_eq!(
        from_text::<DeniedAction>("p", &["explode"])
            .unwrap()
            .as_str(),
        "explode"
    );
}

#[test]
fn faults_name_the_parameter_and_not_its_text() {
    assert_eq!(fault::<i64>(&[]), "/p is required");
    assert_eq!(fault::<i64>(&["1", "2"]), "/p must be given once");
    for text in ["", "+1", "1.0", "9223372036854775808", "s3cret"] {
        assert_eq!(fault::<i64>(&[text]), "/p must be an integer");
    }
    for text in ["inf", "NaN", "+1", "1e999", ""] {
        assert_eq!(fault::<f64>(&[text]), "/p must be a number");
    }
    assert_eq!(fault::<bool>(&["True"]), "/p must be true or false");
    assert_eq!(fault::<Uuid>(&["s3cret"]), "/p must be a UUID");
    assert_eq!(
        fault::<Vec<u8>>(&["1", "300"]),
        "/p/1 must be an integer from 0 to 255"
    );
}

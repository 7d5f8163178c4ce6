//! Unions whose alternatives are objects, in parameters and forms.

use std::collections::BTreeMap;
use std::fmt::Debug;

use oasmith_template_types::runtime::form::{self, urlencoded};
use oasmith_template_types::runtime::text::{
    Pair, Style, from_cookies, from_header, from_pairs, from_segment, to_text,
};
use oasmith_template_types::runtime::unions::Pick;
use oasmith_template_types::{record, tagged_union, untagged_union};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
struct Pair12 {
    item1: String,
    item2: String,
}

record! {
    Pair12 {
        item1: required,
        item2: required,
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Loose {
    item2: Option<String>,
    item3: Option<i64>,
}

record! {
    Loose {
        item2: optional,
        item3: optional,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Items {
    Pair(Pair12),
    Loose(Loose),
    Unknown(Value),
}

untagged_union! {
    Items {
        Pair: Pick::Key("item1"),
        Loose: Pick::Trial,
        ..Unknown
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Tagged {
    A(Box<Loose>),
    B(Box<Pair12>),
    Unknown(Value),
}

tagged_union! {
    Tagged "kind" {
        A: "a",
        B: "b",
        ..Unknown
    }
}

/// A union of unions.
#[derive(Clone, Debug, PartialEq)]
enum Nest {
    Items(Items),
    Tagged(Tagged),
    Unknown(Value),
}

untagged_union! {
    Nest {
        Tagged: Pick::Key("kind"),
        Items: Pick::Trial,
        ..Unknown
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Open {
    Pair(Pair12),
    Map(BTreeMap<String, i64>),
    Unknown(Value),
}

untagged_union! {
    Open {
        Pair: Pick::Trial,
        Map: Pick::Trial,
        ..Unknown
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Mixed {
    Word(String),
    Pair(Pair12),
    Unknown(Value),
}

untagged_union! {
    Mixed {
        Word: Pick::String,
        Pair: Pick::Object,
        ..Unknown
    }
}

fn both() -> [(Items, &'static str); 2] {
    let pair = Pair12 {
        item1: "a".into(),
        item2: "b".into(),
    };
    let loose = Loose {
        item2: Some("5".into()),
        item3: Some(7),
    };
    [
        (Items::Pair(pair), "item1=a&item2=b"),
        (Items::Loose(loose), "item2=5&item3=7"),
    ]
}

fn pairs(style: Style, value: &impl Serialize) -> String {
    let pairs = style.pairs("u", &to_text(value).unwrap()).unwrap();
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

fn query<T: DeserializeOwned>(style: Style, query: &str) -> Option<T> {
    from_pairs(style, "u", &Pair::of_query(query), &["page"]).unwrap()
}

#[track_caller]
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = to_text(value).unwrap();
    for style in [Style::FORM_EXPLODED, Style::FORM, Style::DEEP_OBJECT] {
        let sent = pairs(style, value);
        assert_eq!(query(style, &sent).as_ref(), Some(value), "{sent}");
    }
    for style in [Style::FORM_EXPLODED, Style::FORM, Style::COOKIE_EXPLODED] {
        let sent = pairs(style, value).replace('&', "; ");
        let sent = Pair::between_semicolons(&sent);
        let read = from_cookies::<T>(style, "u", &sent, &[]);
        assert_eq!(read.unwrap().as_ref(), Some(value));
    }
    for style in [
        Style::SIMPLE,
        Style::SIMPLE_EXPLODED,
        Style::LABEL,
        Style::LABEL_EXPLODED,
        Style::MATRIX,
        Style::MATRIX_EXPLODED,
    ] {
        let sent = style.segment("u", &text).unwrap().unwrap();
        let read = from_segment::<T>(style, "u", &sent);
        assert_eq!(read.unwrap().as_ref(), Some(value), "{sent}");
    }
    for style in [Style::SIMPLE, Style::SIMPLE_EXPLODED] {
        let sent = style.header(&text).unwrap().unwrap();
        let read = from_header::<T>(style, "u", &[&sent]);
        assert_eq!(read.unwrap().as_ref(), Some(value), "{sent}");
    }
}

#[test]
fn they_are_read_as_objects_in_every_style() {
    for (items, sent) in both() {
        assert_eq!(pairs(Style::FORM_EXPLODED, &items), sent);
        comes_back(&items);
        comes_back(&Nest::Items(items));
    }
    let tagged = |text: &str| query::<Tagged>(Style::FORM_EXPLODED, text).unwrap();
    comes_back(&tagged("kind=b&item1=a&item2=b"));
    comes_back(&Nest::Tagged(tagged("kind=a&item3=7")));
    comes_back(&Open::Map(BTreeMap::from([("x".into(), 1)])));
}

#[test]
fn an_exploded_one_is_there_if_a_member_of_an_alternative_is() {
    let read = query::<Items>;
    assert_eq!(read(Style::FORM_EXPLODED, "page=7&utm=1"), None);
    assert_eq!(query::<Nest>(Style::FORM_EXPLODED, "utm=1"), None);
    assert_eq!(query::<Tagged>(Style::FORM_EXPLODED, "page=7&utm=1"), None);
    // Others may be members of a map.
    assert_eq!(query::<Open>(Style::FORM_EXPLODED, "page=7"), None);
    let open = query::<Open>(Style::FORM_EXPLODED, "page=7&utm=1");
    assert!(matches!(open, Some(Open::Map(map)) if map.len() == 1));
    assert_eq!(
        read(Style::FORM_EXPLODED, "utm=1&page=7&item2=5&item3=7"),
        Some(both()[1].0.clone())
    );
    let fault = |style, text: &str| {
        let faults = from_pairs::<Items>(style, "u", &Pair::of_query(text), &[]).unwrap_err();
        faults[0].to_string()
    };
    assert_eq!(
        fault(Style::FORM_EXPLODED, "item1=a"),
        "/u/item2 is required"
    );
    assert_eq!(
        fault(Style::FORM, "u=item1"),
        "/u must be names and values by turns"
    );
}

#[test]
fn what_may_be_null_is_read_from_members_that_stand_alone() {
    let pair = Some(Pair12 {
        item1: "a".into(),
        item2: "b".into(),
    });
    let read = query::<Option<Pair12>>(Style::FORM_EXPLODED, "item1=a&item2=b");
    assert_eq!(read, Some(pair));
    let (items, sent) = both()[0].clone();
    let read = query::<Option<Items>>(Style::FORM_EXPLODED, sent);
    assert_eq!(read, Some(Some(items)));
    let read = query::<Option<Items>>(Style::FORM_EXPLODED, "page=1");
    assert_eq!(read, None);
    assert_eq!(query::<Option<i64>>(Style::FORM_EXPLODED, "page=1"), None);
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Form {
    items: Option<Items>,
    several: Option<Vec<Items>>,
    tagged: Option<Tagged>,
    mixed: Option<Mixed>,
    mixes: Option<Vec<Mixed>>,
}

record! {
    Form {
        items: optional,
        several: optional,
        tagged: optional,
        mixed: optional,
        mixes: optional,
    }
}

/// They are written as JSON, and a urlencoded form has no media types that would say so.
#[test]
fn they_are_members_of_forms() {
    let [(pair, _), (loose, _)] = both();
    let word = |text: &str| Mixed::Word(text.into());
    let Items::Pair(one) = &pair else { panic!() };
    let form = Form {
        items: Some(loose.clone()),
        several: Some(vec![pair.clone(), loose]),
        tagged: query(Style::FORM_EXPLODED, "kind=b&item1=a&item2=b"),
        mixed: Some(Mixed::Pair(one.clone())),
        mixes: Some(vec![
            word("{"),
            word("{\"x\":1}"),
            word("w"),
            Mixed::Pair(one.clone()),
        ]),
    };
    let parts = form::encode(&form, &[]).unwrap();
    assert_eq!(form::decode::<Form>(&parts, &[]), Ok(form.clone()));
    let text = urlencoded::encode(&parts).unwrap();
    let parts = urlencoded::decode(text.as_bytes());
    assert_eq!(form::decode::<Form>(&parts, &[]), Ok(form), "{text}");
    let fault = |text: &str| {
        let parts = urlencoded::decode(text.as_bytes());
        form::decode::<Form>(&parts, &[]).unwrap_err().to_string()
    };
    assert_eq!(fault("items=a"), "/items is not valid JSON");
    assert_eq!(fault("items={\"item1\":\"a\"}"), "/items/item2 is required");
    assert_eq!(fault("tagged=[]"), "/tagged must be an object");
}

#[test]
fn they_are_items_and_members_of_parameters() {
    let [(pair, _), (loose, _)] = both();
    let Items::Pair(one) = &pair else { panic!() };
    let list = vec![pair.clone(), loose];
    let sent = pairs(Style::FORM_EXPLODED, &list);
    assert_eq!(query(Style::FORM_EXPLODED, &sent), Some(list));
    let mixed = vec![Mixed::Pair(one.clone()), Mixed::Word("w".into())];
    let sent = pairs(Style::FORM_EXPLODED, &mixed);
    assert_eq!(query(Style::FORM_EXPLODED, &sent), Some(mixed));
    let form = Form {
        items: Some(pair),
        ..Form::default()
    };
    let sent = pairs(Style::FORM_EXPLODED, &form);
    assert_eq!(query(Style::FORM_EXPLODED, &sent), Some(form), "{sent}");
}

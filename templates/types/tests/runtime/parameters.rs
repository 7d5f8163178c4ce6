//! The text of parameters.

use std::collections::BTreeMap;
use std::fmt::Debug;

use oasmith_template_types::runtime::text::{
    self, Pair, Style, Text, from_cookies, from_header, from_pairs, from_segment, to_text,
};
use oasmith_template_types::{record, untagged_union};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::sample::{DeniedAction, Expression};

#[derive(Clone, Debug, Default, PartialEq)]
struct Color {
    red: Option<i64>,
    green: Option<i64>,
    names: Option<Vec<String>>,
    inner: Option<Box<Color>>,
}

record! {
    Color {
        red: optional "R",
        green: optional "G",
        names: optional,
        inner: optional,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Range {
    from: i64,
    to: i64,
    rest: BTreeMap<String, String>,
}

record! {
    Range {
        from: required,
        to: required,
        ..rest
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Limit {
    Number(i64),
    Word(String),
    Several(Vec<String>),
    Color(Color),
    Unknown(Value),
}

untagged_union! {
    Limit {
        Word: oasmith_template_types::runtime::unions::Pick::String,
        Number: oasmith_template_types::runtime::unions::Pick::Integer,
        Several: oasmith_template_types::runtime::unions::Pick::Array,
        Color: oasmith_template_types::runtime::unions::Pick::Object,
        ..Unknown
    }
}

fn query<T: Serialize + ?Sized>(style: Style, value: &T) -> String {
    let pairs = style.pairs("color", &to_text(value).unwrap()).unwrap();
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

fn segment<T: Serialize + ?Sized>(style: Style, value: &T) -> String {
    let text = style.segment("color", &to_text(value).unwrap());
    text.unwrap().unwrap_or_default()
}

fn from_query<T: DeserializeOwned>(style: Style, text: &str) -> Option<T> {
    from_pairs(style, "color", &Pair::of_query(text), &[]).unwrap()
}

/// What is written is that text, and is read back from it.
fn in_query<T>(style: Style, value: &T, text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(query(style, value), text);
    assert_eq!(from_query::<T>(style, text).as_ref(), Some(value));
}

fn in_path<T>(style: Style, value: &T, text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(segment(style, value), text);
    let read = from_segment::<T>(style, "color", text);
    assert_eq!(read.unwrap().as_ref(), Some(value));
}

fn in_header<T>(style: Style, value: &T, text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let written = style.header(&to_text(value).unwrap()).unwrap();
    assert_eq!(written.as_deref(), Some(text));
    let read = from_header::<T>(style, "color", &[text]);
    assert_eq!(read.unwrap().as_ref(), Some(value));
}

fn fault<T: DeserializeOwned + Debug>(style: Style, text: &str) -> String {
    let faults = from_pairs::<T>(style, "p", &Pair::of_query(text), &[]).unwrap_err();
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.join("; ")
}

fn blue() -> String {
    "blue".into()
}

fn colors() -> Vec<String> {
    vec!["blue".into(), "black".into(), "brown".into()]
}

fn rgb() -> BTreeMap<String, i64> {
    [("B", 150), ("G", 200), ("R", 100)]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// OpenAPI 3.0.4, "Style Examples", the members of the object in the order of their names.
#[test]
fn the_table_of_styles() {
    in_path(Style::MATRIX, &String::new(), ";color");
    in_path(Style::MATRIX, &blue(), ";color=blue");
    in_path(Style::MATRIX, &colors(), ";color=blue,black,brown");
    in_path(Style::MATRIX, &rgb(), ";color=B,150,G,200,R,100");
    in_path(Style::MATRIX_EXPLODED, &String::new(), ";color");
    in_path(Style::MATRIX_EXPLODED, &blue(), ";color=blue");
    in_path(
        Style::MATRIX_EXPLODED,
        &colors(),
        ";color=blue;color=black;color=brown",
    );
    in_path(Style::MATRIX_EXPLODED, &rgb(), ";B=150;G=200;R=100");

    in_path(Style::LABEL, &String::new(), ".");
    in_path(Style::LABEL, &blue(), ".blue");
    in_path(Style::LABEL, &colors(), ".blue,black,brown");
    in_path(Style::LABEL, &rgb(), ".B,150,G,200,R,100");
    in_path(Style::LABEL_EXPLODED, &blue(), ".blue");
    in_path(Style::LABEL_EXPLODED, &colors(), ".blue.black.brown");
    in_path(Style::LABEL_EXPLODED, &rgb(), ".B=150.G=200.R=100");

    in_path(Style::SIMPLE, &blue(), "blue");
    in_path(Style::SIMPLE, &colors(), "blue,black,brown");
    in_path(Style::SIMPLE, &rgb(), "B,150,G,200,R,100");
    in_path(Style::SIMPLE_EXPLODED, &colors(), "blue,black,brown");
    in_path(Style::SIMPLE_EXPLODED, &rgb(), "B=150,G=200,R=100");
    in_header(Style::SIMPLE, &blue(), "blue");
    in_header(Style::SIMPLE, &colors(), "blue,black,brown");
    in_header(Style::SIMPLE, &rgb(), "B,150,G,200,R,100");
    in_header(Style::SIMPLE_EXPLODED, &rgb(), "B=150,G=200,R=100");

    in_query(Style::FORM, &String::new(), "color=");
    in_query(Style::FORM, &blue(), "color=blue");
    in_query(Style::FORM, &colors(), "color=blue,black,brown");
    in_query(Style::FORM, &rgb(), "color=B,150,G,200,R,100");
    in_query(Style::FORM_EXPLODED, &String::new(), "color=");
    in_query(Style::FORM_EXPLODED, &blue(), "color=blue");
    in_query(
        Style::FORM_EXPLODED,
        &colors(),
        "color=blue&color=black&color=brown",
    );
    in_query(Style::FORM_EXPLODED, &rgb(), "B=150&G=200&R=100");

    in_query(
        Style::SPACE_DELIMITED,
        &colors(),
        "color=blue%20black%20brown",
    );
    in_query(
        Style::SPACE_DELIMITED,
        &rgb(),
        "color=B%20150%20G%20200%20R%20100",
    );
    in_query(
        Style::PIPE_DELIMITED,
        &colors(),
        "color=blue%7Cblack%7Cbrown",
    );
    in_query(
        Style::PIPE_DELIMITED,
        &rgb(),
        "color=B%7C150%7CG%7C200%7CR%7C100",
    );
    in_query(
        Style::DEEP_OBJECT,
        &rgb(),
        "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
    );
}

#[test]
fn other_ways_to_write_the_same_are_read() {
    let colors = Some(colors());
    for text in ["color=blue+black+brown", "color=blue%20black%20brown"] {
        assert_eq!(from_query(Style::SPACE_DELIMITED, text), colors);
    }
    for text in ["color=blue|black|brown", "color=blue%7cblack%7Cbrown"] {
        assert_eq!(from_query(Style::PIPE_DELIMITED, text), colors);
    }
    // Most clients encode every comma.
    assert_eq!(
        from_query(Style::FORM, "color=blue%2Cblack%2Cbrown"),
        colors
    );
    for text in ["color[R]=1&color[G]=2", "color%5BR%5D=1&x=3&color%5bG%5d=2"] {
        let color = from_query::<Color>(Style::DEEP_OBJECT, text).unwrap();
        assert_eq!((color.red, color.green), (Some(1), Some(2)));
    }
    for text in [
        "color[]=blue&color[]=black&color[]=brown",
        "color=blue&color=black&color=brown",
        "color[2]=brown&color[0]=blue&color[1]=black",
    ] {
        assert_eq!(from_query(Style::DEEP_OBJECT, text), colors);
    }
}

#[test]
fn nothing_is_sent_for_what_is_undefined() {
    let styles = [
        Style::FORM,
        Style::FORM_EXPLODED,
        Style::SPACE_DELIMITED,
        Style::DEEP_OBJECT,
    ];
    for style in styles {
        assert_eq!(query(style, &None::<i64>), "");
        assert_eq!(query::<[String]>(style, &[]), "");
        assert_eq!(query(style, &Color::default()), "");
        assert_eq!(from_query::<Vec<String>>(style, "colour=1"), None);
        assert_eq!(from_query::<Color>(style, "colour=1"), None);
        assert_eq!(from_query::<Limit>(style, "colour=1"), None);
        assert_eq!(from_query::<String>(style, ""), None);
    }
    for style in [Style::SIMPLE, Style::LABEL, Style::MATRIX] {
        assert_eq!(segment::<[String]>(style, &[]), "");
    }
    assert_eq!(Style::SIMPLE.header(&Text::Many(Vec::new())).unwrap(), None);
    assert_eq!(from_header::<String>(Style::SIMPLE, "color", &[]), Ok(None));
    assert_eq!(
        from_query(Style::FORM, "color="),
        Some(Vec::<String>::new())
    );
}

const HOSTILE: &[&str] = &[
    ",",
    "&",
    "=",
    "%",
    "/",
    "..",
    "a,b",
    "a&color=c",
    "a=b",
    "%2C",
    "../x",
    "ü/€",
    "a b",
    "a+b",
    "?#;",
    "[x]",
    "\"",
    "\n",
    "😀",
];

#[test]
fn hostile_values_come_back() {
    for text in HOSTILE {
        let text = (*text).to_owned();
        for style in [Style::FORM, Style::FORM_EXPLODED, Style::DEEP_OBJECT] {
            let written = query(style, &text);
            assert!(!written.contains(['/', ' ', '#', '"', '+']), "{written}");
            assert_eq!(from_query(style, &written), Some(text.clone()));
            assert_eq!(
                from_query(style.with_reserved(), &query(style.with_reserved(), &text)),
                Some(text.clone())
            );
            let list = vec![text.clone(), "b".into()];
            assert_eq!(from_query(style, &query(style, &list)), Some(list));
            let map = BTreeMap::from([("k".to_owned(), text.clone())]);
            assert_eq!(from_query(style, &query(style, &map)), Some(map));
        }
        let styles = [
            Style::SIMPLE,
            Style::SIMPLE_EXPLODED,
            Style::LABEL,
            Style::LABEL_EXPLODED,
            Style::MATRIX,
            Style::MATRIX_EXPLODED,
            Style::JSON,
        ];
        for style in styles {
            let list = vec![text.clone(), text.clone(), "1.5".into()];
            let written = segment(style, &list);
            assert!(!written.contains(['/', '?', '#', ' ']), "{written}");
            assert_eq!(
                from_segment(style, "color", &written),
                Ok(Some(list)),
                "{written}"
            );
            let map = BTreeMap::from([(text.clone(), text.clone())]);
            let written = segment(style, &map);
            assert_eq!(
                from_segment(style, "color", &written),
                Ok(Some(map)),
                "{written}"
            );
        }
    }
}

#[test]
fn what_a_style_uses_itself_is_refused_where_it_cannot_be_told() {
    let refused = |style: Style, value: Value| style.pairs("p", &to_text(&value).unwrap()).is_err();
    assert!(refused(Style::SPACE_DELIMITED, json!(["a b"])));
    assert!(refused(Style::PIPE_DELIMITED, json!(["a|b", "c"])));
    assert!(refused(Style::DEEP_OBJECT, json!({"a]b": 1})));
    assert!(!refused(Style::SPACE_DELIMITED, json!("a b")));
    assert!(Style::SIMPLE.header(&to_text(&["a,b"]).unwrap()).is_err());
    assert!(Style::SIMPLE.header(&to_text("a,b").unwrap()).is_ok());
}

#[test]
fn nothing_of_a_cookie_is_escaped() {
    let cookies = |style: Style, value: Value| style.pairs("c", &to_text(&value).unwrap());
    let written = cookies(Style::COOKIE_EXPLODED, json!("a%20b=c+d")).unwrap();
    assert_eq!(written, [("c".to_owned(), "a%20b=c+d".to_owned())]);
    let pairs = Pair::between_semicolons("c=a%20b=c+d");
    let read = from_cookies::<String>(Style::COOKIE_EXPLODED, "c", &pairs, &[]);
    assert_eq!(read, Ok(Some("a%20b=c+d".to_owned())));
    let written = cookies(Style::COOKIE, json!(["a", "b"])).unwrap();
    assert_eq!(written, [("c".to_owned(), "a,b".to_owned())]);
    let pairs = Pair::between_semicolons("c=a,b");
    let read = from_cookies::<Vec<String>>(Style::COOKIE, "c", &pairs, &[]);
    assert_eq!(read, Ok(Some(vec!["a".to_owned(), "b".to_owned()])));
    let color = Color {
        red: Some(1),
        green: Some(2),
        ..Color::default()
    };
    let written = Style::COOKIE_EXPLODED
        .pairs("c", &to_text(&color).unwrap())
        .unwrap();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(written, [pair("R", "1"), pair("G", "2")]);
    for text in ["a;b", "a b", "ü", "a\nb"] {
        cookies(Style::COOKIE_EXPLODED, json!(text)).unwrap_err();
    }
    cookies(Style::COOKIE, json!(["a,b"])).unwrap_err();
}

#[test]
fn a_parameter_can_be_all_of_the_query() {
    let whole = |style: Style, value: Value| {
        let pairs = style.pairs("q", &to_text(&value).unwrap()).unwrap();
        pairs[0].1.clone()
    };
    let filter = json!({"a": [1, "x&y=z+"]});
    let query = whole(Style::WHOLE_JSON, filter.clone());
    assert_eq!(query, "%7B%22a%22%3A%5B1%2C%22x%26y%3Dz%2B%22%5D%7D");
    let read = text::from_query::<Value>(Style::WHOLE_JSON, "q", &query);
    assert_eq!(read, Ok(Some(filter)));
    let query = whole(Style::WHOLE, json!("$.a[?(@.b > 1)]"));
    let read = text::from_query::<String>(Style::WHOLE, "q", &query);
    assert_eq!(read, Ok(Some("$.a[?(@.b > 1)]".to_owned())));
    assert_eq!(text::from_query::<String>(Style::WHOLE, "q", ""), Ok(None));
    let faults = text::from_query::<Value>(Style::WHOLE_JSON, "q", "%7B").unwrap_err();
    assert_eq!(faults[0].path, "/q");
}

#[test]
fn reserved_characters_can_stay() {
    let written = query(Style::FORM_EXPLODED.with_reserved(), "a/b?c=d:e,f&g#h+i");
    assert_eq!(written, "color=a/b?c=d:e,f%26g%23h%2Bi");
    let written = query(Style::FORM.with_reserved(), &["a/b", "c,d"]);
    assert_eq!(written, "color=a%2Fb,c%2Cd");
}

#[test]
fn an_empty_value_is_none_where_it_may_be() {
    assert_eq!(from_query::<i64>(Style::FORM.with_empty(), "color"), None);
    assert_eq!(
        from_query::<String>(Style::FORM.with_empty(), "color"),
        Some(String::new())
    );
    assert_eq!(fault::<i64>(Style::FORM, "p"), "/p must be an integer");
}

#[test]
fn objects_have_places_for_lists_and_objects() {
    let color = Color {
        red: Some(1),
        names: Some(vec!["a".into(), "b".into()]),
        inner: Some(Box::new(Color {
            green: Some(2),
            ..Color::default()
        })),
        ..Color::default()
    };
    in_query(
        Style::DEEP_OBJECT,
        &color,
        "color%5BR%5D=1&color%5Bnames%5D%5B%5D=a&color%5Bnames%5D%5B%5D=b&color%5Binner%5D%5BG%5D=2",
    );
    in_query(
        Style::FORM_EXPLODED,
        &color,
        "R=1&names=a&names=b&inner=%7B%22G%22%3A2%7D",
    );
    in_query(
        Style::JSON,
        &color,
        "color=%7B%22R%22%3A1%2C%22names%22%3A%5B%22a%22%2C%22b%22%5D%2C%22inner%22%3A%7B%22G%22%3A2%7D%7D",
    );
    in_query(
        Style::DEEP_OBJECT,
        &vec![color.clone(), Color::default(), color.clone()][..1].to_vec(),
        "color%5B0%5D%5BR%5D=1&color%5B0%5D%5Bnames%5D%5B%5D=a&color%5B0%5D%5Bnames%5D%5B%5D=b&color%5B0%5D%5Binner%5D%5BG%5D=2",
    );
    in_header(Style::JSON, &vec!["ü,".to_owned()], "[\"\\u00fc,\"]");
}

#[test]
fn an_exploded_object_has_all_names_but_those_of_other_parameters() {
    let range = Range {
        from: 1,
        to: 2,
        rest: BTreeMap::from([("x".to_owned(), "3".to_owned())]),
    };
    let pairs = Pair::of_query("to=2&page=7&x=3&from=1&filter[a]=4");
    let read = from_pairs(Style::FORM_EXPLODED, "range", &pairs, &["page", "filter"]);
    assert_eq!(read, Ok(Some(range)));
    let pairs = Pair::of_query("page=7");
    let read = from_pairs::<Range>(Style::FORM_EXPLODED, "range", &pairs, &["page"]);
    assert_eq!(read, Ok(None));
    assert_eq!(
        fault::<Range>(Style::DEEP_OBJECT, "p[x]=1"),
        "/p/from is required; /p/to is required"
    );
    assert_eq!(
        fault::<Range>(Style::FORM_EXPLODED, "from=a&to=1"),
        "/p/from must be an integer"
    );
}

#[test]
fn a_union_of_scalars_loses_nothing() {
    let word = |text: &str| Limit::Word(text.into());
    for (text, limit) in [
        ("5", Limit::Number(5)),
        ("-7", Limit::Number(-7)),
        ("007", word("007")),
        ("1.50", word("1.50")),
        ("+1", word("+1")),
        ("1e3", word("1e3")),
        ("", word("")),
        ("true", word("true")),
        ("blue", word("blue")),
    ] {
        let query = format!("color={}", text.replace('+', "%2B"));
        assert_eq!(from_query(Style::FORM_EXPLODED, &query), Some(limit));
    }
    let several = Limit::Several(vec!["1".into(), "b".into()]);
    in_query(Style::FORM_EXPLODED, &several, "color=1&color=b");
    in_query(Style::FORM, &several, "color=1,b");
    in_header(Style::SIMPLE, &several, "1,b");
    let color = Limit::Color(Color {
        red: Some(5),
        ..Color::default()
    });
    in_query(Style::DEEP_OBJECT, &color, "color%5BR%5D=5");
    in_query(Style::DEEP_OBJECT, &Limit::Number(5), "color=5");
    assert_eq!(
        fault::<Limit>(Style::DEEP_OBJECT, "p[R]=x"),
        "/p/R must be an integer"
    );
    in_query(
        Style::FORM,
        &vec![Limit::Number(1), word("b"), Limit::Number(3)],
        "color=1,b,3",
    );
}

#[test]
fn cookies_and_lines() {
    let pairs = Pair::between_semicolons("color=blue,black; a=1+2");
    assert_eq!(
        from_cookies(Style::FORM, "color", &pairs, &[]),
        Ok(Some(vec![blue(), "black".to_owned()]))
    );
    assert_eq!(
        from_cookies(Style::FORM, "a", &pairs, &[]),
        Ok(Some("1+2".to_owned()))
    );
    let lines = ["blue, black", "brown"];
    assert_eq!(
        from_header(Style::SIMPLE, "color", &lines),
        Ok(Some(colors()))
    );
}

#[test]
fn scalars_have_a_text() {
    let bare = |text: &str| Text::Bare(text.into());
    let one = |text: &str| Text::One(text.into());
    assert_eq!(to_text(&true).unwrap(), bare("true"));
    assert_eq!(to_text(&u64::MAX).unwrap(), bare("18446744073709551615"));
    assert_eq!(to_text(&0.1).unwrap(), bare("0.1"));
    assert_eq!(
        to_text(&Uuid::nil()).unwrap(),
        one("00000000-0000-0000-0000-000000000000")
    );
    assert_eq!(to_text(&DeniedAction::Continue).unwrap(), one("continue"));
    assert_eq!(to_text(&None::<i64>).unwrap(), Text::None);
    assert!(to_text(&f64::NAN).is_err());
    assert!(to_text(&[f64::INFINITY]).is_err());
}

#[test]
fn scalars_are_read_back() {
    let style = Style::FORM_EXPLODED;
    assert_eq!(from_query(style, "color=a+b"), Some("a b".to_owned()));
    assert_eq!(
        from_query(style, "color=-9223372036854775808"),
        Some(i64::MIN)
    );
    assert_eq!(from_query(style, "color=1e3"), Some(1000.0));
    assert_eq!(from_query(style, "color=false"), Some(false));
    assert_eq!(from_query(style, "color="), Some(Some(String::new())));
    assert_eq!(from_query(style, "color=1&color=2"), Some(Some(vec![1, 2])));
    assert_eq!(
        from_query(style, "color=00000000-0000-0000-0000-000000000000"),
        Some(Uuid::nil())
    );
    let action = from_query::<DeniedAction>(style, "color=explode");
    assert_eq!(action.unwrap().as_str(), "explode");
}

#[test]
fn faults_name_the_parameter_and_not_its_text() {
    let style = Style::FORM_EXPLODED;
    assert_eq!(fault::<i64>(style, "p=1&p=2"), "/p must be given once");
    for text in ["", "%2B1", "1.0", "9223372036854775808", "s3cret"] {
        assert_eq!(
            fault::<i64>(style, &format!("p={text}")),
            "/p must be an integer"
        );
    }
    for text in ["inf", "NaN", "%2B1", "1e999", ""] {
        assert_eq!(
            fault::<f64>(style, &format!("p={text}")),
            "/p must be a number"
        );
    }
    assert_eq!(fault::<bool>(style, "p=True"), "/p must be true or false");
    assert_eq!(fault::<Uuid>(style, "p=s3cret"), "/p must be a UUID");
    assert_eq!(
        fault::<Vec<u8>>(style, "p=1&p=300"),
        "/p/1 must be an integer from 0 to 255"
    );
    assert_eq!(fault::<String>(style, "p=%FF"), "/p must be UTF-8 text");
    assert_eq!(
        fault::<BTreeMap<String, i64>>(Style::FORM, "p=a,1,b"),
        "/p must be names and values by turns"
    );
    assert_eq!(
        fault::<Color>(Style::JSON, "p=%7B%22R%22:%22s3cret%22%7D"),
        "/p/R must be an integer"
    );
    let deep = format!("p{}=1", "[a]".repeat(100));
    assert_eq!(
        fault::<Color>(Style::DEEP_OBJECT, &deep),
        "/p has too many levels"
    );
}

/// Each trial used to try what is inside once more, so that the time doubled with each level.
#[test]
fn trials_within_trials_end_in_time() {
    let text = |last: &str| format!("color{}[{last}]=true", "[inner]".repeat(29));
    let read = |text: &str| from_query::<Expression>(Style::DEEP_OBJECT, text).unwrap();
    let (mut expression, mut levels) = (read(&text("not")), 0);
    while let Expression::Negation(negation) = expression {
        let Some(inner) = negation.inner else { break };
        (expression, levels) = (inner, levels + 1);
    }
    assert_eq!(levels, 29);
    assert!(matches!(read(&text("none")), Expression::Negation(_)));
}

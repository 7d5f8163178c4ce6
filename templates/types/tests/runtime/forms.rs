//! Objects as the parts of a form.

use std::collections::BTreeMap;

use oasmith_template_types::runtime::form::{self, Encoding, Part, urlencoded};
use oasmith_template_types::runtime::text::Style;
use oasmith_template_types::runtime::unions::Pick;
use oasmith_template_types::runtime::{File, Patch, Rule, Validate, json};
use oasmith_template_types::{record, untagged_union};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::sample::{Challenge, DeniedAction, Password, Target};

#[derive(Clone, Debug, PartialEq)]
struct Meta {
    width: i64,
    note: Option<String>,
}

record! {
    Meta {
        // In the order of the letters: whether serde_json keeps another one is a feature of the whole workspace.
        note: optional within Rule::new().min_length(1),
        width: required,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Upload {
    file: File,
    title: String,
    clear: Option<bool>,
    size: Option<i64>,
    action: Option<DeniedAction>,
    owner: Option<Uuid>,
    tags: Option<Vec<String>>,
    meta: Option<Meta>,
    pages: Option<Vec<Meta>>,
    extra: Option<Vec<File>>,
    label: Patch<String>,
    other: BTreeMap<String, Value>,
}

record! {
    Upload {
        file: required,
        title: required,
        clear: optional,
        size: optional within Rule::new().maximum(100),
        action: optional,
        owner: optional,
        tags: optional within Rule::new().max_items(2),
        meta: optional checked,
        pages: optional,
        extra: optional,
        label: patch,
        ..other
    }
}

fn smallest() -> Upload {
    Upload {
        file: File::new(b"x".to_vec()).named("x.bin"),
        title: "T".into(),
        clear: None,
        size: None,
        action: None,
        owner: None,
        tags: None,
        meta: None,
        pages: None,
        extra: None,
        label: Patch::Absent,
        other: BTreeMap::new(),
    }
}

fn text<'p>(name: &'p str, content: &'p str) -> Part<'p> {
    Part {
        name: name.into(),
        file_name: None,
        content_type: None,
        content: content.as_bytes().into(),
    }
}

fn as_json<'p>(name: &'p str, content: &'p str) -> Part<'p> {
    Part {
        content_type: Some("Application/JSON; charset=utf-8".into()),
        ..text(name, content)
    }
}

fn faults(parts: &[Part<'_>]) -> Vec<String> {
    let all = form::faults::<Upload>(parts, &[]);
    let first = form::decode::<Upload>(parts, &[]).err();
    assert_eq!(
        all.iter().next().map(ToString::to_string),
        first.map(|error| error.to_string())
    );
    all.iter().map(ToString::to_string).collect()
}

#[test]
fn members_become_parts_and_members_again() {
    let upload = Upload {
        clear: Some(false),
        size: Some(i64::MIN),
        action: Some(DeniedAction::Continue),
        owner: Some(Uuid::nil()),
        tags: Some(vec!["é".into(), String::new()]),
        meta: Some(Meta {
            width: 7,
            note: Some("\"".into()),
        }),
        pages: Some(vec![
            Meta {
                width: 1,
                note: None,
            },
            Meta {
                width: 2,
                note: None,
            },
        ]),
        extra: Some(vec![
            File::new("a")
                .named("a.json")
                .with_content_type("application/json"),
        ]),
        label: Patch::Null,
        other: [("more".to_owned(), json!("m"))].into(),
        ..smallest()
    };
    let parts = form::encode(&upload, &[]).unwrap();
    let kinds: Vec<_> = parts
        .iter()
        .map(|part| (&*part.name, part.content_type.as_deref(), &*part.content))
        .collect();
    let expected: &[(&str, Option<&str>, &[u8])] = &[
        ("file", Some("application/octet-stream"), b"x"),
        ("title", None, b"T"),
        ("clear", None, b"false"),
        ("size", None, b"-9223372036854775808"),
        ("action", None, b"continue"),
        ("owner", None, b"00000000-0000-0000-0000-000000000000"),
        ("tags", None, "é".as_bytes()),
        ("tags", None, b""),
        (
            "meta",
            Some("application/json"),
            br#"{"note":"\"","width":7}"#,
        ),
        ("pages", Some("application/json"), br#"{"width":1}"#),
        ("pages", Some("application/json"), br#"{"width":2}"#),
        ("extra", Some("application/json"), b"a"),
        ("label", None, b""),
        ("more", None, b"m"),
    ];
    assert_eq!(kinds, expected);
    let mut back: Upload = form::decode(&parts, &[]).unwrap();
    assert_eq!(
        back.file.content_type.take().unwrap(),
        "application/octet-stream"
    );
    assert_eq!(back, upload);
    assert!(form::faults::<Upload>(&parts, &[]).is_empty());
}

#[test]
fn a_file_without_name_is_sent_as_blob() {
    let nameless = Upload {
        file: File::default(),
        ..smallest()
    };
    let parts = form::encode(&nameless, &[]).unwrap();
    assert_eq!(parts[0].file_name.as_deref(), Some("blob"));
    let back: Upload = form::decode(&parts, &[]).unwrap();
    assert_eq!(
        back.file,
        File::new([])
            .named("blob")
            .with_content_type("application/octet-stream")
    );
    assert_eq!(
        format!("{:?}", File::new("secret")),
        "File { name: None, content_type: None, content: 6 bytes }"
    );
    assert!(back.file.validate().is_ok());
}

#[test]
fn a_file_has_no_form_elsewhere() {
    let error = json::encode(&smallest()).unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.starts_with("a file can be sent in a multipart"),
        "{cause}"
    );
    assert!(serde_json::to_value(File::default()).is_err());
    let error = json::decode::<Upload>(br#"{"title": "T", "file": "s3cret"}"#).unwrap_err();
    assert_eq!(error.to_string(), "/file must be a file");
    let parts = form::encode(&smallest(), &[]).unwrap();
    assert!(urlencoded::encode(&parts).is_err());
    let nested = BTreeMap::from([("a", BTreeMap::from([("b", File::default())]))]);
    assert!(form::encode(&nested, &[]).is_err());
}

#[test]
fn what_is_not_an_object_has_no_form() {
    assert!(form::encode(&1, &[]).is_err());
    assert!(form::encode(&["a"], &[]).is_err());
    assert!(form::encode(&BTreeMap::from([("a", f64::NAN)]), &[]).is_err());
}

#[test]
fn a_list_within_a_list_is_json() {
    type Lists<T> = BTreeMap<String, Vec<Vec<T>>>;
    let comes_back = |lists: Vec<Vec<i64>>, text: &str| {
        let form: Lists<i64> = BTreeMap::from([("a".to_owned(), lists)]);
        let parts = form::encode(&form, &[]).unwrap();
        assert_eq!(form::decode(&parts, &[]), Ok(form.clone()));
        assert_eq!(urlencoded::encode(&parts).unwrap(), text);
        let parts = urlencoded::decode(text.as_bytes());
        assert_eq!(form::decode(&parts, &[]), Ok(form));
    };
    comes_back(vec![vec![1, 2]], "a=%5B1%2C2%5D");
    comes_back(vec![vec![1], vec![]], "a=%5B1%5D&a=%5B%5D");
    let words = |lists: &[&[&str]]| {
        let lists = lists
            .iter()
            .map(|list| list.iter().map(|word| (*word).to_owned()).collect());
        BTreeMap::from([("a".to_owned(), lists.collect::<Vec<Vec<String>>>())])
    };
    for form in [words(&[&["[", "[\"x\"]"]]), words(&[&["ü"], &["1", ""]])] {
        let parts = form::encode(&form, &[]).unwrap();
        assert_eq!(form::decode::<Lists<String>>(&parts, &[]), Ok(form));
    }
    // Others write a list of one item without brackets, or all of it as JSON.
    let read = |parts: &[Part<'_>]| form::decode::<Lists<String>>(parts, &[]).unwrap();
    assert_eq!(
        read(&[text("a", "["), text("a", "b")]),
        words(&[&["["], &["b"]])
    );
    assert_eq!(read(&[as_json("a", "[[\"x\"]]")]), words(&[&["x"]]));
    let fault = form::decode::<Lists<i64>>(&[text("a", "[1,\"b\"]")], &[]);
    assert_eq!(fault.unwrap_err().to_string(), "/a/0/1 must be an integer");
}

#[test]
fn all_faults_are_named_and_no_value() {
    let none = faults(&[]);
    assert_eq!(none, ["/file is required", "/title is required"]);
    let wrong = faults(&[
        text("title", "a"),
        text("title", "b"),
        text("clear", "s3cret"),
        text("size", "1.0"),
        text("owner", "s3cret"),
        as_json("meta", r#"{"width": "s3cret"}"#),
        as_json("pages", r#"{"width": 1}"#),
        as_json("pages", "{}"),
    ]);
    assert_eq!(
        wrong,
        [
            "/title must be given once",
            "/clear must be true or false",
            "/size must be an integer",
            "/owner must be a UUID",
            "/meta/width must be an integer",
            "/pages/1/width is required",
            "/file is required",
        ]
    );
    let bytes = Part {
        content: b"\xff"[..].into(),
        ..text("title", "")
    };
    let rest = [bytes, text("file", ""), text("meta", "{s3cret")];
    assert_eq!(
        faults(&rest),
        ["/title must be UTF-8 text", "/meta is not valid JSON"]
    );
}

#[test]
fn a_fault_of_type_hides_no_broken_constraint() {
    let mut found = faults(&[
        text("file", "s3cret"),
        text("title", "a"),
        text("title", "b"),
        text("size", "101"),
        text("tags", "a"),
        text("tags", "b"),
        text("tags", "c"),
        as_json("meta", r#"{"note": "", "width": "s3cret"}"#),
    ]);
    found.sort();
    assert_eq!(
        found,
        [
            "/meta/note must have at least 1 character",
            "/meta/width must be an integer",
            "/size must be at most 100",
            "/tags must have at most 2 items",
            "/title must be given once",
        ]
    );
}

#[test]
fn parts_of_other_senders_are_read() {
    let upload: Upload = form::decode(
        &[
            text("file", "as text"),
            as_json("title", r#""T""#),
            as_json("tags", r#"["a", "b"]"#),
            as_json("clear", "true"),
            text("meta", r#"{"width": 3}"#),
            text("label", ""),
            text("more", "1"),
            text("more", "2"),
        ],
        &[],
    )
    .unwrap();
    assert_eq!(upload.file, File::new("as text"));
    assert_eq!(upload.title, "T");
    assert_eq!(upload.tags.unwrap(), ["a", "b"]);
    assert_eq!(upload.clear, Some(true));
    assert_eq!(upload.meta.unwrap().width, 3);
    assert_eq!(upload.label, Patch::Null);
    assert_eq!(upload.other["more"], json!(["1", "2"]));
}

#[test]
fn urlencoded_text_is_that_of_browsers() {
    let parts = [
        text("a b", "1&2=3+4"),
        text("é*-._", "~\r\n"),
        text("e", ""),
    ];
    let body = urlencoded::encode(&parts).unwrap();
    assert_eq!(body, "a+b=1%262%3D3%2B4&%C3%A9*-._=%7E%0D%0A&e=");
    assert_eq!(urlencoded::decode(body.as_bytes()), parts);
    let odd = urlencoded::decode(b"&a&=b&c=%zz%4");
    assert_eq!(odd, [text("a", ""), text("", "b"), text("c", "%zz%4")]);
    assert!(urlencoded::decode(b"").is_empty());
    let invalid = urlencoded::decode(b"title=%ff");
    assert_eq!(faults(&invalid)[0], "/title must be UTF-8 text");
}

#[derive(Clone, Debug, PartialEq)]
struct Order {
    name: String,
    expand: Option<Vec<String>>,
    lines: Option<Vec<Meta>>,
    meta: Option<Meta>,
    ids: Option<Vec<i64>>,
}

record! {
    Order {
        name: required,
        expand: optional,
        lines: optional checked,
        meta: optional checked,
        ids: optional,
    }
}

fn order() -> Order {
    let meta = |width| Meta { width, note: None };
    Order {
        name: "a&b".into(),
        expand: Some(vec!["x".into(), "y[]".into()]),
        lines: Some(vec![meta(1), meta(2)]),
        meta: Some(meta(3)),
        ids: Some(vec![4, 5]),
    }
}

#[test]
fn members_are_written_in_their_styles() {
    let encodings = [
        ("*", Encoding::Style(Style::DEEP_OBJECT)),
        ("ids", Encoding::Style(Style::FORM)),
    ];
    let parts = form::encode(&order(), &encodings).unwrap();
    let body = urlencoded::encode(&parts).unwrap();
    assert_eq!(
        body,
        "name=a%26b&expand%5B%5D=x&expand%5B%5D=y%5B%5D&lines%5B0%5D%5Bwidth%5D=1&lines%5B1%5D%5Bwidth%5D=2&meta%5Bwidth%5D=3&ids=4%2C5"
    );
    let sent = urlencoded::decode(body.as_bytes());
    assert_eq!(form::decode::<Order>(&sent, &encodings), Ok(order()));

    let wrong = urlencoded::decode(
        b"name=a&lines[0][width]=x&lines[1][note]=b&meta[note]=&meta[width]=s3cret&ids=1,b",
    );
    let found = form::faults::<Order>(&wrong, &encodings);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "/lines/0/width must be an integer",
            "/lines/1/width is required",
            "/meta/width must be an integer",
            "/ids/1 must be an integer",
            "/meta/note must have at least 1 character",
        ]
    );
}

#[test]
fn members_are_written_in_their_media_types() {
    let encodings = [
        ("name", Encoding::ContentType("application/json")),
        ("expand", Encoding::ContentType("application/json")),
        ("ids", Encoding::ContentType("text/csv")),
    ];
    let parts = form::encode(&order(), &encodings).unwrap();
    let text = |part: &Part<'_>| {
        let content = String::from_utf8_lossy(&part.content).into_owned();
        let content_type = part.content_type.as_deref().unwrap_or_default();
        (content_type.to_owned(), content)
    };
    let texts: Vec<_> = parts.iter().map(text).collect();
    let json = |text: &str| ("application/json".to_owned(), text.to_owned());
    let csv = |text: &str| ("text/csv".to_owned(), text.to_owned());
    assert_eq!(
        texts,
        [
            json("\"a&b\""),
            json("[\"x\",\"y[]\"]"),
            json("{\"width\":1}"),
            json("{\"width\":2}"),
            json("{\"width\":3}"),
            csv("4"),
            csv("5"),
        ]
    );
    assert_eq!(form::decode::<Order>(&parts, &encodings), Ok(order()));
}

#[test]
fn alternatives_are_told_by_their_members() {
    let password = Password {
        component: None,
        allow_reset: Some(true),
    };
    let parts = form::encode(&Challenge::Password(password), &[]).unwrap();
    let text = urlencoded::encode(&parts).unwrap();
    assert_eq!(text, "allow_reset=true&component=ak-stage-password");
    let read = |text: &str| form::decode::<Challenge>(&urlencoded::decode(text.as_bytes()), &[]);
    let Ok(Challenge::Password(password)) = read(&text) else {
        panic!("{text}")
    };
    assert_eq!(password.allow_reset, Some(true));
    let fault = |text: &str| read(text).unwrap_err().to_string();
    assert_eq!(fault("component=ak-stage-captcha"), "/site_key is required");
    assert_eq!(
        fault("component=ak-stage-password&allow_reset=no"),
        "/allow_reset must be true or false"
    );
    assert_eq!(fault("site_key=k"), "/component is required");

    // Without a tag: one item of a list is a list, and a number is one.
    let read = |text: &str| form::decode::<Target>(&urlencoded::decode(text.as_bytes()), &[]);
    assert!(matches!(read("site_key=1"), Ok(Target::Captcha(it)) if it.site_key == "1"));
    let labels = |text: &str| match read(text) {
        Ok(Target::Stage(stage)) => (stage.labels.unwrap(), stage.order),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        labels("name=n&labels=a&order=1"),
        (vec!["a".to_owned()], Some(1))
    );
    assert_eq!(labels("name=n&labels=a&labels=b").0, ["a", "b"]);
    let found = form::faults::<Challenge>(
        &urlencoded::decode(b"component=ak-stage-password&allow_reset=no"),
        &[],
    );
    assert_eq!(found.len(), 1);
}

#[derive(Clone, Debug, PartialEq)]
enum Images {
    One(File),
    Several(Vec<File>),
    Unknown(Value),
}

untagged_union! {
    Images {
        One: Pick::String,
        Several: Pick::Array => Rule::new().max_items(2),
        ..Unknown
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Mask {
    Drawn(File),
    Named(String),
    Unknown(Value),
}

untagged_union! {
    Mask {
        Drawn: Pick::Trial,
        Named: Pick::Trial,
        ..Unknown
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Edit {
    image: Images,
    mask: Option<Mask>,
}

record! {
    Edit {
        image: required checked,
        mask: optional checked,
    }
}

#[test]
fn files_are_alternatives() {
    let png = |bytes: &[u8]| {
        let file = File::new(bytes).named("a.png");
        file.with_content_type("image/png")
    };
    let edits = [
        (Images::One(png(&[0x89, 0xff])), None),
        (
            Images::Several(vec![png(b"1"), png(b"2")]),
            Some(Mask::Drawn(png(b"text"))),
        ),
        (Images::One(png(b"")), Some(Mask::Named("whole".to_owned()))),
    ];
    for (image, mask) in edits {
        let edit = Edit { image, mask };
        let parts = form::encode(&edit, &[]).unwrap();
        assert_eq!(form::decode::<Edit>(&parts, &[]).unwrap(), edit);
        assert!(form::faults::<Edit>(&parts, &[]).is_empty());
    }
    // A text is the content of a file where only a file is wanted.
    let parts = urlencoded::decode(b"image=text");
    let edit: Edit = form::decode(&parts, &[]).unwrap();
    assert_eq!(edit.image, Images::One(File::new("text")));
    let three = Images::Several(vec![png(b"1"), png(b"2"), png(b"3")]);
    let too_many = Edit {
        image: three,
        mask: None,
    };
    assert!(too_many.validate().is_err());
}

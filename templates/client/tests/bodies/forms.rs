//! Forms in memory, there and back.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http_body::Body as _;
use http_body_util::{BodyExt, Full};
use oasmith_template_client::{Body, Call, Client, Error};
use oasmith_template_types::runtime::File;
use serde_json::{Value, json};
use tower::{ServiceExt, service_fn};

use crate::albums::{Album, ApiError, Login, Picture, Upload};

fn logo() -> Picture {
    let file = File::new(b"\x89PNG\r\n\x00\xff".to_vec())
        .named("logo.png")
        .with_content_type("image/png");
    Picture {
        file,
        title: "Logo".into(),
        ..Picture::default()
    }
}

async fn fields(call: Call<Upload>) -> Value {
    match call.await {
        Err(Error::Api(ApiError::BadRequest(fields), _)) => fields,
        other => panic!("{other:?}"),
    }
}

/// What the client sends, and its media type.
async fn sent(picture: &Picture) -> (String, String) {
    let answer = service_fn(|request: http::Request<Body>| async move {
        let media_type = request.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            request.body().as_bytes().is_some(),
            "a length and a second try"
        );
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let text = format!("{media_type}\n{}", String::from_utf8_lossy(&body));
        let mut response = http::Response::new(Full::new(Bytes::from(text)));
        *response.status_mut() = http::StatusCode::IM_A_TEAPOT;
        Ok::<_, Infallible>(response)
    });
    let client = Client::builder("http://h").service(answer).build().unwrap();
    let Err(Error::Undocumented { body, .. }) =
        Call::<Upload>::new(&client).multipart_body(picture).await
    else {
        panic!("no teapot")
    };
    let text = String::from_utf8(body.to_vec()).unwrap();
    let (media_type, body) = text.split_once('\n').unwrap();
    (media_type.to_owned(), body.to_owned())
}

#[tokio::test]
async fn a_multipart_body_is_that_of_browsers() {
    let picture = Picture {
        file: File::new("<x>").named("a\"\r\n%.png"),
        ..logo()
    };
    let (media_type, body) = sent(&picture).await;
    assert_eq!(
        media_type,
        "multipart/form-data; boundary=form-boundary-0000000000000000"
    );
    let expected = "--form-boundary-0000000000000000\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a%22%0D%0A%.png\"\r\n\
        Content-Type: application/octet-stream\r\n\
        \r\n\
        <x>\r\n\
        --form-boundary-0000000000000000\r\n\
        Content-Disposition: form-data; name=\"title\"\r\n\
        \r\n\
        Logo\r\n\
        --form-boundary-0000000000000000--\r\n";
    assert_eq!(body, expected);
}

#[tokio::test]
async fn pictures_arrive_as_they_were() {
    let album = Album::default();
    let odd_names = [
        "a\"b\r\n;=.png",
        "ends in \\",
        "日本 é.png",
        "C:\\x\\y.png",
        ";",
        "100%.png",
    ];
    for name in odd_names {
        let picture = Picture {
            title: "é\r\n\u{1f600} --".into(),
            tags: Some(vec![String::new(), "b".into(), "b".into()]),
            clear: Some(true),
            preview: Some(File::default().named("empty").with_content_type("x/y; z=1")),
            more: Some(vec![
                logo().file,
                File::new("2").named(name).with_content_type("a/b"),
            ]),
            file: logo().file.named(name),
        };
        album.upload().multipart_body(&picture).await.unwrap();
        assert_eq!(album.picture(), picture);
    }
    album.upload().multipart_body(&logo()).await.unwrap();
    assert_eq!(album.picture(), logo(), "what is optional is left out");
}

#[tokio::test]
async fn content_can_look_like_a_delimiter() {
    let album = Album::default();
    let (_, body) = sent(&logo()).await;
    let boundary = "form-boundary-0000000000000000";
    for content in [
        body.clone().into_bytes(),
        format!("\r\n--{boundary}--\r\n").into(),
        format!("--{boundary}\r\n").into(),
        b"\r\n--\r\n\r\n--".to_vec(),
        b"\r".to_vec(),
    ] {
        let picture = Picture {
            file: File {
                content,
                ..logo().file
            },
            ..logo()
        };
        album.upload().multipart_body(&picture).await.unwrap();
        assert_eq!(album.picture(), picture);
    }
}

#[tokio::test]
async fn faults_name_the_member() {
    let album = Album::default();
    let upload = |parts: &Value| album.upload().multipart_body(parts);
    assert_eq!(
        fields(upload(&json!({}))).await,
        json!({"file": ["is required"], "title": ["is required"]})
    );
    assert_eq!(
        fields(upload(
            &json!({"file": "", "title": "s3cret", "clear": "yes"})
        ))
        .await,
        json!({"clear": ["must be true or false"]})
    );
    let long = Picture {
        title: "x".repeat(21),
        ..logo()
    };
    assert_eq!(
        fields(album.upload().multipart_body(&long)).await,
        json!({"title": ["must have at most 20 characters"]})
    );
    assert_eq!(
        fields(album.upload()).await,
        json!({"non_field_errors": ["is required"]})
    );
    assert!(album.pictures.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_body_that_can_be_left_out_is() {
    let album = Album::default();
    album.upload().header("x-optional", "true").await.unwrap();
    assert_eq!(album.pictures.lock().unwrap().pop(), Some(None));
    album.enter().header("x-optional", "true").await.unwrap();
    assert_eq!(album.login(), None);
}

#[tokio::test]
async fn other_media_types_are_refused() {
    let album = Album::default();
    let error = album.upload().form_body(&Login::default()).await;
    assert_eq!(
        error.unwrap_err().status().unwrap(),
        400,
        "there is no body at all"
    );
    let login = Login {
        user: Some("u".into()),
        ..Login::default()
    };
    for error in [
        album.upload().form_body(&login).await.unwrap_err(),
        album.enter().multipart_body(&login).await.unwrap_err(),
        album.enter().json_body(&login).await.unwrap_err(),
    ] {
        assert_eq!(error.status().unwrap(), 415, "{error:?}");
    }
}

#[tokio::test]
async fn urlencoded_forms_arrive_as_they_were() {
    let album = Album::default();
    let full = Login {
        user: Some("a b&c=d+é%41".into()),
        attempts: Some(-1),
        groups: Some(vec!["x".into(), String::new()]),
    };
    for login in [full, Login::default()] {
        for optional in ["true", "false"] {
            let call = album.enter().form_body(&login);
            call.header("x-optional", optional).await.unwrap();
            assert_eq!(
                album.login(),
                Some(login.clone()),
                "also one without members"
            );
        }
    }
    let call = album.enter().form_body(&json!({"attempts": "1.0"}));
    let Err(Error::Api(ApiError::BadRequest(fields), _)) = call.await else {
        panic!("taken")
    };
    assert_eq!(fields, json!({"attempts": ["must be an integer"]}));
}

#[tokio::test]
async fn what_cannot_be_sent_is_not() {
    let album = Album::default();
    let file = logo().file.with_content_type("a\r\nx: y");
    let injection = Picture { file, ..logo() };
    for (call, expected) in [
        (
            album.upload().multipart_body(&injection),
            "content type of the part \"file\" has a character that is not printable ASCII",
        ),
        (
            album.upload().form_body(&logo()),
            "body was not sent: the file `file` can be sent in a multipart/form-data body only",
        ),
        (
            album.upload().json_body(&logo()),
            "body was not sent: the value cannot be written as JSON",
        ),
        (
            album.upload().multipart_body("text"),
            "body was not sent: a value that is not an object has no place in a form",
        ),
    ] {
        let Err(Error::Request(error)) = call.await else {
            panic!("sent, not {expected}")
        };
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn malformed_bodies_are_invalid() {
    let album = Album::default();
    let good = "--b\r\nContent-Disposition: form-data; name=title\r\n\r\nT\r\n--b--";
    let cases = [
        ("multipart/form-data", good, "has no boundary"),
        (
            "multipart/form-data; boundary=\"\"",
            good,
            "has no boundary",
        ),
        (
            "multipart/form-data; boundary=c",
            good,
            "does not have its boundary",
        ),
        (
            "multipart/form-data; boundary=b",
            "--b\r\n",
            "ends before its last boundary",
        ),
        (
            "multipart/form-data; boundary=b",
            &good[..good.len() - 2],
            "ends before its last",
        ),
        (
            "multipart/form-data; boundary=b",
            &good.replace("\r\n", "\n"),
            "does not have",
        ),
        (
            "multipart/form-data; boundary=b",
            "--b\r\n\r\n\r\n--b--",
            "has a part without a name",
        ),
        (
            "multipart/form-data; boundary=b",
            "--b\r\nno colon\r\n\r\n\r\n--b--",
            "has a part with a header",
        ),
        (
            "multipart/form-data; boundary=b",
            "--b\r\nA: b\r\n--b--",
            "has a part without an empty line",
        ),
    ];
    for (media_type, body, problem) in cases {
        let fields = fields(album.upload().raw_body(media_type, body.to_owned())).await;
        let message = fields["non_field_errors"][0].as_str().unwrap();
        assert!(message.starts_with(problem), "{message}, not {problem}");
    }
    let encoded = good.replace(
        "\r\n\r\nT",
        "\r\nContent-Transfer-Encoding: base64\r\n\r\nVA==",
    );
    let fields = fields(
        album
            .upload()
            .raw_body("multipart/form-data; boundary=b", encoded),
    )
    .await;
    assert!(
        fields["non_field_errors"][0]
            .as_str()
            .unwrap()
            .contains("Transfer-Encoding")
    );
}

#[tokio::test]
async fn bodies_of_other_senders_are_read() {
    let album = Album::default();
    let body = "a preamble\r\n--a b'\t \r\n\
        content-type: image/png\r\n\
        X-Other: 1\r\n\
        CONTENT-DISPOSITION: Form-Data ; filename*=UTF-8''%e2%82%ac.png; NAME=file\r\n\
        \r\n\
        \r\n--a b'x\r\n\
        --a b'\r\n\
        Content-Disposition: form-data; x; filename=\"a \\\"b\\\" c\"; name=\"more\"\r\n\
        Content-Transfer-Encoding: BINARY\r\n\
        \r\n\
        \r\n--a b'\r\n\
        Content-Disposition: form-data; name=\"title\"\r\n\r\nT\r\n\
        --a b'--an epilogue\r\n--a b'\r\n";
    let media_type = "Multipart/Form-Data; charset=utf-8; Boundary=\"a b'\"";
    album.upload().raw_body(media_type, body).await.unwrap();
    let picture = Picture {
        file: File::new("\r\n--a b'x")
            .named("€.png")
            .with_content_type("image/png"),
        title: "T".into(),
        more: Some(vec![File::default().named("a \"b\" c")]),
        ..Picture::default()
    };
    assert_eq!(album.picture(), picture);
}

/// No body, however it is cut or changed, does more than be refused.
#[tokio::test]
async fn mangled_bodies_do_no_harm() {
    let album = Album::default();
    let (media_type, body) = sent(&logo()).await;
    let body = body.into_bytes();
    let router = Arc::new(album.router());
    let mut seed: u64 = 1;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let pool = [b'\r', b'\n', b'-', b'"', b';', b'=', b':', b'\\', 0, 0xff];
    for _ in 0..4000 {
        let mut mangled = body.clone();
        for _ in 0..=random(3) {
            let (at, length) = (random(mangled.len()), random(8));
            let end = (at + length).min(mangled.len());
            match random(3) {
                0 => drop(mangled.drain(at..end)),
                1 => mangled[at] = pool[random(pool.len())],
                _ => {
                    let copy = mangled[at..end].to_vec();
                    let to = random(mangled.len());
                    mangled.splice(to..to, copy);
                }
            }
        }
        let request = http::Request::post("/pictures/")
            .header("content-type", &media_type)
            .body(Full::new(Bytes::from(mangled)))
            .unwrap();
        let response = Arc::unwrap_or_clone(Arc::clone(&router))
            .oneshot(request)
            .await
            .unwrap();
        assert!(
            matches!(response.status().as_u16(), 204 | 400),
            "{}",
            response.status()
        );
        assert!(response.body().size_hint().exact().is_some());
    }
    let taken = album.pictures.lock().unwrap().len();
    assert!((1..4000).contains(&taken), "{taken} were taken");
}

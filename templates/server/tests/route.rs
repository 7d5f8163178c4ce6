//! Which requests reach which operation, and what the router answers by itself.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use std::future::ready;

use http::header::CONTENT_TYPE;
use oasmith_template_server::runtime::{Context, Demand, Endpoint, Input, Outcome, Refused, form};
use oasmith_template_server::types::operations;
use oasmith_template_server::types::runtime::{Operation, Security, Text};
use sample::{DOCUMENT, PROBLEMS, Sample, call, request, router, send};
use serde_json::json;

#[tokio::test]
async fn a_path_that_is_no_operation_is_404() {
    for path in [
        "/",
        "/flows/instances",
        "/flows/instances/a/b/",
        "/flows/instances//",
    ] {
        let answer = call("GET", path).await;
        assert_eq!(
            (answer.status, answer.json()),
            (404, json!({ "detail": "Not found." })),
            "{path}"
        );
    }
    let outside = http::Request::get("/flows/instances/")
        .body(oasmith_template_server::runtime::Body::default())
        .unwrap();
    assert_eq!(send(router(&DOCUMENT), outside).await.status, 404);
    let beside = http::Request::get("/api/v3x/flows/instances/")
        .body(oasmith_template_server::runtime::Body::default())
        .unwrap();
    assert_eq!(send(router(&DOCUMENT), beside).await.status, 404);
}

#[tokio::test]
async fn the_base_path_can_be_changed() {
    for base in ["/", "", "other", "/other/"] {
        let path = format!(
            "{}/flows/instances/",
            if base.len() > 1 { "/other" } else { "" }
        );
        let request = http::Request::get(path)
            .body(oasmith_template_server::runtime::Body::default())
            .unwrap();
        assert_eq!(
            send(router(&DOCUMENT).base_path(base), request)
                .await
                .status,
            200,
            "{base}"
        );
    }
}

#[tokio::test]
async fn another_method_is_405_with_allow() {
    for method in ["PUT", "TRACE", "CONNECT", "BREW"] {
        let answer = call(method, "/flows/instances/a/").await;
        assert_eq!(answer.status, 405);
        assert_eq!(answer.header("allow"), "DELETE, GET, HEAD, OPTIONS, PATCH");
        assert_eq!(
            answer.json(),
            json!({ "detail": format!("Method \"{method}\" not allowed.") })
        );
    }
}

#[tokio::test]
async fn options_says_what_is_allowed() {
    let answer = call("OPTIONS", "/flows/import/").await;
    assert_eq!(
        (answer.status, answer.header("allow"), answer.text.as_str()),
        (204, "OPTIONS, POST", "")
    );
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let get = call("GET", "/flows/instances/a/").await;
    let head = call("HEAD", "/flows/instances/a/").await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.text.len().to_string());
    assert_eq!(head.header("content-type"), "application/json");
    assert_eq!(call("HEAD", "/flows/import/").await.status, 405);
    assert_eq!(call("HEAD", "/nowhere/").await.text, "");
}

#[tokio::test]
async fn path_values_are_decoded_after_routing() {
    for (raw, slug) in [
        ("a%2Fb", "a/b"),
        ("a%20b", "a b"),
        ("caf%C3%A9", "café"),
        ("a+b", "a+b"),
        ("a%zz", "a%zz"),
    ] {
        let answer = call("GET", &format!("/flows/instances/{raw}/")).await;
        assert_eq!(answer.json()["slug"], slug, "{answer:?}");
    }
}

#[tokio::test]
async fn a_path_can_be_written_in_several_ways() {
    for path in [
        "/flows/instances/a/",
        "/%66lows/instance%73/a/",
        "/flow%73/%69nstances/%61/",
    ] {
        assert_eq!(call("GET", path).await.json()["slug"], "a", "{path}");
    }
    // An encoded slash is none.
    assert_eq!(call("GET", "/flows%2Finstances/a/").await.status, 404);
    let router = router(&DOCUMENT).route::<Signs>();
    for path in [
        "/br[d]/%C3%A9~",
        "/br%5Bd%5D/%c3%a9%7e",
        "/br%5bd%5d/%C3%A9~",
    ] {
        let answer = send(router.clone(), request("GET", path, "", "")).await;
        assert_eq!(answer.text, "Signs", "{path}");
    }
}

#[tokio::test]
async fn a_character_is_not_cut_between_two_parameters() {
    let router = router(&DOCUMENT).route::<Adjacent>();
    for (path, name) in [
        ("/adjacent/ab", "a|b"),
        ("/adjacent/a%C3%A9", "a|é"),
        ("/adjacent/a%20%2F", "a |/"),
    ] {
        let answer = send(router.clone(), request("GET", path, "", "")).await;
        assert_eq!(answer.text, name, "{path}");
    }
}

#[tokio::test]
async fn a_segment_can_hold_two_parameters() {
    assert_eq!(
        call("GET", "/flows/compare/a%2F1...b.c/").await.text,
        "a/1 b.c"
    );
    assert_eq!(call("GET", "/flows/compare/a/").await.status, 404);
    // What stands between the two may stand in the first one.
    assert_eq!(
        call("GET", "/flows/compare/a...b...c/").await.text,
        "a...b c"
    );
    assert_eq!(call("GET", "/flows/compare/...b/").await.status, 404);
    assert_eq!(call("GET", "/flows/compare/a.../").await.status, 404);
}

#[tokio::test]
async fn a_method_left_out_is_501() {
    let answer = call("DELETE", "/flows/instances/a/").await;
    assert_eq!(
        (answer.status, answer.json()),
        (501, json!({ "detail": "Not implemented." }))
    );
}

#[tokio::test]
async fn a_document_without_a_shape_gets_problem_details() {
    let answer = send(
        router(&PROBLEMS),
        request("PUT", "/flows/instances/", "", ""),
    )
    .await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (405, "application/problem+json")
    );
    let expected = json!({ "title": "Method Not Allowed", "status": 405, "detail": "Method \"PUT\" not allowed." });
    assert_eq!(answer.json(), expected);
}

/// Stands where `sample::types::operations::CompareRetrieve` does, under other names.
enum Other {}

impl Operation for Other {
    const ID: &'static str = "other";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/flows/compare/{left}...{right}/";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::Unstated;
    type Success = Text;
    type Failure = std::convert::Infallible;
}

impl Endpoint<Sample> for Other {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        input.path("right").map(|right| ready(Ok(right)))
    }
}

#[tokio::test]
async fn a_later_route_replaces_an_earlier_one() {
    let router = router(&DOCUMENT).route::<Other>();
    assert_eq!(
        send(
            router.clone(),
            request("GET", "/flows/compare/a...b/", "", "")
        )
        .await
        .text,
        "b"
    );
    assert_eq!(
        send(router, request("GET", "/flows/instances/", "", ""))
            .await
            .status,
        200
    );
}

/// A parameter that has two places.
enum Repeated {}

impl Operation for Repeated {
    const ID: &'static str = "repeated";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/flows/repeated/{slug}/again/{slug}/";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::Unstated;
    type Success = Text;
    type Failure = std::convert::Infallible;
}

impl Endpoint<Sample> for Repeated {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        input.path("slug").map(|slug| ready(Ok(slug)))
    }
}

#[tokio::test]
async fn a_parameter_with_two_places_has_one_value() {
    let router = router(&DOCUMENT).route::<Repeated>();
    let get = |path: &str| send(router.clone(), request("GET", path, "", ""));
    assert_eq!(get("/flows/repeated/a/again/a/").await.text, "a");
    assert_eq!(get("/flows/repeated/a/again/b/").await.status, 404);
}

operations! {
    Adjacent = GET "/adjacent/{a}{b}" as "Adjacent" => 200 Text | std::convert::Infallible;
}

impl Endpoint<Sample> for Adjacent {
    type Form = form::Whole;

    fn call<'a>(
        _: &'a Sample,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let (a, b): (String, String) = (input.path("a")?, input.path("b")?);
        Ok(ready(Ok(format!("{a}|{b}"))))
    }
}

/// An operation of the sample that says nothing but its own name.
macro_rules! named {
    ($($name:ident = $path:literal $(when $demands:expr)?;)*) => {$(
        enum $name {}

        impl Operation for $name {
            const ID: &'static str = stringify!($name);
            const METHOD: &'static str = "GET";
            const PATH: &'static str = $path;
            const STATUS: u16 = 200;
            const SECURITY: Security = Security::Unstated;
            type Success = Text;
            type Failure = std::convert::Infallible;
        }

        impl Endpoint<Sample> for $name {
            type Form = form::Whole;

            $(const DEMANDS: &'static [Demand] = &$demands;)?

            fn call<'a>(
                _: &'a Sample,
                _: &'a Context,
                _: &mut Input,
            ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
                Ok(ready(Ok(stringify!($name).to_owned())))
            }
        }
    )*};
}

named! {
    Report = "/files/{id}.{format}";
    Summary = "/files/summary.{format}";
    Part = "/files/{id}.{format}/parts";
    Readable = "/files/latest/{part}";
    Any = "/{anything}.{format}/{part}";
    Cancel = "/jobs/{name}:cancel";
    Job = "/jobs/{name}";
    Start = "/" when [Demand::Query("Action", Some("Start"))];
    Stop = "/" when [Demand::Query("Action", Some("Stop"))];
    StopAll = "/" when [Demand::Query("Action", Some("Stop")), Demand::Header("X-All", None)];
    Never = "/" when [Demand::Never];
    Fields = "/covers";
    Image = "/covers" when [Demand::Body(&["image/*"])];
    Form = "/covers" when [Demand::Body(&["multipart/form-data", "application/x-www-form-urlencoded"])];
}

named! {
    Bytes = "/mixed" when [Demand::Body(&["application/*"])];
    Json = "/mixed" when [Demand::Body(&["application/json"])];
    Anything = "/mixed" when [Demand::Body(&["*/*"])];
    Signs = "/br[d]/é~";
    Old = "/mixed" when [Demand::Body(&["application/json; profile=old"])];
}

#[tokio::test]
async fn a_media_type_goes_before_a_range_that_it_is_in() {
    let router = router(&DOCUMENT)
        .route::<Anything>()
        .route::<Bytes>()
        .route::<Json>()
        .route::<Old>();
    for (content_type, name) in [
        ("application/json", "Json"),
        ("application/json;charset=utf-8", "Json"),
        ("application/json; profile=\"old\"", "Old"),
        // Neither has it: the first one may say what is wrong.
        ("application/json; profile=new", "Json"),
        ("application/pdf", "Bytes"),
        ("image/png", "Anything"),
    ] {
        let mut request = request("GET", "/mixed", "", "");
        let value = http::HeaderValue::from_static(content_type);
        request.headers_mut().insert(CONTENT_TYPE, value);
        let answer = send(router.clone(), request).await;
        assert_eq!(answer.text, name, "{content_type}");
    }
}

#[tokio::test]
async fn the_template_that_says_more_of_a_path_is_taken() {
    let router = router(&DOCUMENT)
        .route::<Report>()
        .route::<Any>()
        .route::<Summary>()
        .route::<Part>()
        .route::<Readable>()
        .route::<Job>()
        .route::<Cancel>();
    for (path, name) in [
        ("/files/1.json", "Report"),
        ("/files/summary.json", "Summary"),
        ("/files/1.json/parts", "Part"),
        ("/files/latest/a.b", "Readable"),
        ("/a.b/c", "Any"),
        ("/jobs/a", "Job"),
        ("/jobs/a:cancel", "Cancel"),
        ("/jobs/a:cancel:cancel", "Cancel"),
    ] {
        let answer = send(router.clone(), request("GET", path, "", "")).await;
        assert_eq!(answer.text, name, "{path}");
    }
}

#[tokio::test]
async fn operations_of_one_path_are_told_apart_by_what_requests_carry() {
    let router = router(&DOCUMENT)
        .route::<Never>()
        .route::<Start>()
        .route::<Stop>()
        .route::<StopAll>();
    for (query, header, name) in [
        ("?Action=Start", None, "Start"),
        ("?other=1&Act%69on=St%6Fp", None, "Stop"),
        ("?Action=Stop", Some("x-all"), "StopAll"),
        // The first one says what is wrong.
        ("?Action=Wait", Some("x-all"), "Start"),
        ("", None, "Start"),
    ] {
        let mut request = request("GET", &format!("/{query}"), "", "");
        if let Some(header) = header {
            let value = http::HeaderValue::from_static("");
            request.headers_mut().insert(header, value);
        }
        let answer = send(router.clone(), request).await;
        assert_eq!(answer.text, name, "{query}");
    }
}

#[tokio::test]
async fn operations_of_one_path_are_told_apart_by_the_media_types_of_their_bodies() {
    let router = router(&DOCUMENT)
        .route::<Fields>()
        .route::<Image>()
        .route::<Form>();
    for (content_type, name) in [
        ("application/json", "Fields"),
        ("image/png", "Image"),
        ("Multipart/Form-Data; boundary=x", "Form"),
        ("application/x-www-form-urlencoded", "Form"),
        ("text/plain", "Fields"),
        ("", "Fields"),
    ] {
        let mut request = request("GET", "/covers", "", "");
        request.headers_mut().remove(CONTENT_TYPE);
        if !content_type.is_empty() {
            let value = http::HeaderValue::from_static(content_type);
            request.headers_mut().insert(CONTENT_TYPE, value);
        }
        let answer = send(router.clone(), request).await;
        assert_eq!(answer.text, name, "{content_type}");
    }
}

//! What requests make, change and remove is there, changed and gone for those that come after.

use http::HeaderValue;
use oasmith_template_server::runtime::Router;
use oasmith_template_server::runtime::mock::Mock;
use oasmith_template_server::types::runtime::Validate;
use oasmith_template_server::{answers, resources};
use serde_json::{Value, json};

use super::sample::flows;
use super::sample::types::Flow;
use super::sample::{Answer, DOCUMENT, request, send};

const FLOW: &str = r#"{"slug":"text","title":"text"}"#;
const FLOW_LIST: &str = r#"[{"slug":"text","title":"text"}]"#;
const BROKEN: &str = r#"{"slug":"text"}"#;
const MESSAGE: &str = r#"{"detail":"text"}"#;

answers! {
    "flows_instances_retrieve" {
        "200" => FLOW as "application/json",
        "404" => MESSAGE as "application/json",
    }
    "flows_instances_partial_update" {
        "200" with ["X-Total": "0"] => FLOW as "application/json",
        "400" => MESSAGE as "application/json",
    }
    "flows_instances_destroy" {
        "204",
    }
    "flows_instances_list" {
        "200" => FLOW_LIST as "application/json",
    }
    "flows_instances_create" {
        "201" => FLOW as "application/json",
        "4XX" => MESSAGE as "application/problem+json",
    }
}

resources! {
    FLOW_REQUEST = ["slug", "title"];
    "/flows/instances/{slug}/" by "slug" => FLOW [GET, PATCH(FLOW_REQUEST), DELETE -> ()] in "/flows/instances/" [POST(FLOW_REQUEST), GET at ""];
}

/// The same resources with the least that a document can say of them.
mod sparse {
    use super::{BROKEN, FLOW, FLOW_LIST, FLOW_REQUEST};
    use oasmith_template_server::{answers, resources};

    answers! {
        "flows_instances_retrieve" {
            "200" => BROKEN as "application/json",
        }
        "flows_instances_partial_update" {
            "default" => FLOW as "application/json",
        }
        "flows_instances_destroy" {
            "200" => FLOW as "application/json",
        }
        "flows_instances_list" {
            "200" => FLOW_LIST as "application/json",
        }
        "flows_instances_create" {
            "201" => FLOW as "application/json",
        }
    }

    resources! {
        "/flows/instances/{slug}/" by "slug" => FLOW [GET, PATCH(FLOW_REQUEST), DELETE] in "/flows/instances/" [POST, GET at "" up to 2];
    }
}

fn router() -> Router<Mock> {
    let router = flows::routes(Router::new(Mock, &DOCUMENT));
    router.mocked(SHOWN).remembering(RESOURCES)
}

fn sparse() -> Router<Mock> {
    let router = flows::routes(Router::new(Mock, &DOCUMENT));
    router.mocked(sparse::SHOWN).remembering(sparse::RESOURCES)
}

async fn ask(router: &Router<Mock>, method: &str, path: &str, body: &str) -> Answer {
    let path = format!("/flows/instances/{path}");
    let request = request(method, &path, "application/json", body);
    send(router.clone(), request).await
}

/// The status and the body, which has to be a value of its schema if it is a success.
async fn told(router: &Router<Mock>, method: &str, path: &str, body: &str) -> (u16, Value) {
    let answer = ask(router, method, path, body).await;
    if answer.text.is_empty() {
        return (answer.status, Value::Null);
    }
    let value = answer.json();
    if answer.status < 300 {
        let list = if value.is_array() {
            value.clone()
        } else {
            json!([value])
        };
        let flows: Vec<Flow> = serde_json::from_value(list).unwrap();
        assert!(flows.iter().all(|flow| flow.validate().is_ok()), "{value}");
    }
    (answer.status, value)
}

fn flow(slug: &str, title: &str) -> Value {
    json!({ "slug": slug, "title": title })
}

#[tokio::test]
async fn what_is_made_is_there_until_it_is_removed() {
    let router = router();
    let body = r#"{"slug":"a","title":"A","order":1}"#;
    let made = told(&router, "POST", "", body).await;
    assert_eq!(made, (201, flow("a", "A")));
    assert_eq!(told(&router, "GET", "a/", "").await, (200, flow("a", "A")));
    let list = json!([flow("text", "text"), flow("a", "A")]);
    assert_eq!(told(&router, "GET", "", "").await, (200, list));

    let changed = ask(&router, "PATCH", "a/", r#"{"title":"B"}"#).await;
    assert_eq!((changed.status, changed.json()), (200, flow("a", "B")));
    assert_eq!(changed.header("x-total"), "0");
    assert_eq!(told(&router, "GET", "a/", "").await, (200, flow("a", "B")));

    assert_eq!(ask(&router, "DELETE", "a/", "").await.status, 204);
    for (method, detail) in [
        ("GET", "text"),
        ("PATCH", "Not found."),
        ("DELETE", "Not found."),
    ] {
        let missing = (404, json!({ "detail": detail }));
        assert_eq!(told(&router, method, "a/", "").await, missing, "{method}");
    }
    let list = json!([flow("text", "text")]);
    assert_eq!(told(&router, "GET", "", "").await, (200, list));
    let again = told(&router, "POST", "", r#"{"slug":"a"}"#).await;
    assert_eq!(again, (201, flow("a", "text")));
}

#[tokio::test]
async fn every_resource_is_there_as_the_document_shows_it() {
    let router = router();
    let shown = told(&router, "GET", "x%20y/", "").await;
    assert_eq!(shown, (200, flow("x y", "text")));
    // A path that is no value of the member leaves it alone.
    let long = format!("{}/", "x".repeat(101));
    let shown = told(&router, "GET", &long, "").await;
    assert_eq!(shown, (200, flow("text", "text")));
    let head = ask(&router, "HEAD", "x/", "").await;
    assert_eq!(head.header("content-length"), "27");

    let changed = told(&router, "PATCH", "text/", r#"{"title":"T"}"#).await;
    assert_eq!(changed, (200, flow("text", "T")));
    let list = (200, json!([flow("text", "T")]));
    assert_eq!(told(&router, "GET", "", "").await, list);
    assert_eq!(ask(&router, "DELETE", "text/", "").await.status, 204);
    assert_eq!(told(&router, "GET", "", "").await, (200, json!([])));
}

#[tokio::test]
async fn what_is_made_without_an_identifier_is_given_one() {
    let router = router();
    for number in 1..4 {
        let slug = format!("text-{number}");
        let made = told(&router, "POST", "", r#"{"title":"T"}"#).await;
        assert_eq!(made, (201, flow(&slug, "T")));
        let path = format!("{slug}/");
        assert_eq!(told(&router, "GET", &path, "").await.1, flow(&slug, "T"));
        // One that is removed is not given again.
        ask(&router, "DELETE", &path, "").await;
    }
}

#[tokio::test]
async fn a_resource_moves_with_its_identifier() {
    let router = router();
    let moved = told(&router, "PATCH", "a/", r#"{"slug":"b"}"#).await;
    assert_eq!(moved, (200, flow("b", "text")));
    assert_eq!(told(&router, "GET", "b/", "").await.0, 200);
    assert_eq!(told(&router, "GET", "a/", "").await.0, 404);
    let list = json!([flow("text", "text"), flow("b", "text")]);
    assert_eq!(told(&router, "GET", "", "").await.1, list);
}

#[tokio::test]
async fn an_identifier_that_is_taken_is_refused() {
    let router = router();
    told(&router, "POST", "", r#"{"slug":"a","title":"A"}"#).await;
    let taken = ask(&router, "POST", "", r#"{"slug":"a"}"#).await;
    assert_eq!((taken.status, taken.text.as_str()), (409, MESSAGE));
    assert_eq!(taken.header("content-type"), "application/problem+json");
    // Declared is another status here.
    let taken = told(&router, "PATCH", "b/", r#"{"slug":"a"}"#).await;
    assert_eq!(taken.0, 400);
    assert_eq!(told(&router, "GET", "a/", "").await.1, flow("a", "A"));
    assert_eq!(told(&router, "GET", "b/", "").await.0, 200);
}

#[tokio::test]
async fn where_no_refusal_is_declared_there_is_the_usual_one_or_none() {
    let router = sparse();
    told(&router, "PATCH", "a/", r#"{"title":"A"}"#).await;
    // `default` is what stands for the success.
    let taken = told(&router, "PATCH", "b/", r#"{"slug":"a"}"#).await;
    assert_eq!(taken, (200, flow("a", "text")));
    let removed = told(&router, "DELETE", "a/", "").await;
    assert_eq!(removed, (200, flow("a", "text")));
    let missing = (404, json!({ "detail": "Not found." }));
    assert_eq!(told(&router, "DELETE", "a/", "").await, missing);
}

#[tokio::test]
async fn a_list_holds_no_more_than_it_can() {
    let router = sparse();
    for number in 1..4 {
        let made = told(&router, "POST", "", r#"{"slug":"a"}"#).await;
        assert_eq!(made.1, flow(&format!("text-{number}"), "text"));
    }
    let list = told(&router, "GET", "", "").await.1;
    assert_eq!(list, json!([flow("text", "text"), flow("text-1", "text")]));
}

#[tokio::test]
async fn what_is_preferred_wins_and_changes_nothing() {
    let router = router();
    told(&router, "PATCH", "a/", r#"{"title":"A"}"#).await;
    for prefer in ["code=200", "code=204"] {
        for method in ["PATCH", "DELETE"] {
            let mut request = request(
                method,
                "/flows/instances/a/",
                "application/json",
                r#"{"title":"B"}"#,
            );
            let prefer = HeaderValue::from_static(prefer);
            request.headers_mut().insert("prefer", prefer);
            let answer = send(router.clone(), request).await;
            if answer.status == 200 {
                assert_eq!(answer.json(), flow("text", "text"));
            }
        }
    }
    assert_eq!(told(&router, "GET", "a/", "").await.1, flow("a", "A"));
}

#[tokio::test]
async fn each_mock_remembers_by_itself() {
    let router = router();
    told(&router.clone(), "PATCH", "a/", r#"{"title":"A"}"#).await;
    assert_eq!(told(&router, "GET", "a/", "").await.1, flow("a", "A"));
    let other = super::remembering::router();
    assert_eq!(told(&other, "GET", "a/", "").await.1, flow("a", "text"));
}

#[tokio::test]
async fn a_wrong_request_changes_nothing() {
    let router = router();
    let wrong = told(&router, "PATCH", "a/", r#"{"title":"A","order":11}"#).await;
    assert_eq!(wrong.0, 400);
    assert_eq!(told(&router, "GET", "a/", "").await.1, flow("a", "text"));
}

#[tokio::test]
async fn an_answer_that_breaks_the_document_is_found() {
    let internal = sparse().on_internal_error(|_, error| {
        let text = error.to_string();
        assert!(text.contains("breaks the document"), "{text}");
    });
    let broken = ask(&internal, "GET", "a/", "").await;
    assert_eq!(broken.status, 500);
    let unchecked = sparse().check_answers(false);
    assert_eq!(ask(&unchecked, "GET", "a/", "").await.text, BROKEN);
}

#[tokio::test]
async fn the_oldest_are_forgotten() {
    let router = router();
    for number in 0..=10_000 {
        let path = format!("{number}/");
        ask(&router, "PATCH", &path, r#"{"title":"A"}"#).await;
    }
    assert_eq!(told(&router, "GET", "0/", "").await.1["title"], "text");
    assert_eq!(told(&router, "GET", "1/", "").await.1["title"], "A");
}

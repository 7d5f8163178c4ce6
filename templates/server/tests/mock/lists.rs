//! Lists that come page by page and filtered, what PUT leaves of a resource, and a service that stands before such a mock.

use std::convert::Infallible;

use oasmith_template_server::runtime::mock::Mock;
use oasmith_template_server::runtime::{
    Authenticate, Context, Credential, Denial, Error, Identity, Router, not_implemented,
};
use oasmith_template_server::types::record;
use oasmith_template_server::types::runtime::Rule;
use oasmith_template_server::{answers, endpoints, resources};
use serde_json::{Value, json};

use super::sample::{DOCUMENT, request, send};

mod op {
    use std::convert::Infallible;

    use oasmith_template_server::types::operations;
    use oasmith_template_server::types::runtime::Json;

    use super::{Page, Strict, Thing};

    operations! {
        Show = GET "/things/{id}/" as "show" => 200 Json<Thing> | Infallible;
        Replace = PUT "/things/{id}/" as "replace" => 200 Json<Thing> | Infallible;
        List = GET "/things/" as "list" => 200 Json<Page> | Infallible;
        Make = POST "/things/" as "make" => 201 Json<Thing> | Infallible;
        Numbered = GET "/numbered/" as "numbered" => 200 Json<Strict> | Infallible;
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    pub id: i64,
    pub name: String,
    pub colour: Option<String>,
    pub note: Option<String>,
    pub is_new: Option<bool>,
}

record! {
    Thing {
        id: required,
        name: required,
        colour: optional,
        note: nullable,
        is_new: optional,
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub count: i64,
    pub next: Option<String>,
    pub previous: Option<String>,
    pub results: Vec<Thing>,
}

record! {
    Page {
        count: required,
        next: nullable,
        previous: nullable,
        results: required checked,
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    pub next: i64,
    pub previous: i64,
    pub count: i64,
    pub current: i64,
    pub total_pages: i64,
    pub start_index: i64,
    pub end_index: i64,
}

record! {
    Numbers {
        next: required,
        previous: required,
        count: required,
        current: required,
        // The document says that there is never more than this.
        total_pages: required within Rule::new().maximum(2),
        start_index: required,
        end_index: required,
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strict {
    pub pagination: Numbers,
    pub results: Vec<Thing>,
}

record! {
    Strict {
        pagination: required checked,
        results: required checked,
    }
}

type Told<T> = Result<T, Error<Infallible>>;

trait Things: Send + Sync + 'static {
    fn show(&self, cx: &Context, id: String) -> impl Future<Output = Told<Thing>> + Send {
        not_implemented((cx, id))
    }

    fn replace(
        &self,
        cx: &Context,
        id: String,
        body: Thing,
    ) -> impl Future<Output = Told<Thing>> + Send {
        not_implemented((cx, id, body))
    }

    fn list(&self, cx: &Context) -> impl Future<Output = Told<Page>> + Send {
        not_implemented(cx)
    }

    fn make(&self, cx: &Context) -> impl Future<Output = Told<Thing>> + Send {
        not_implemented(cx)
    }

    fn numbered(&self, cx: &Context) -> impl Future<Output = Told<Strict>> + Send {
        not_implemented(cx)
    }
}

impl Things for Mock {}

endpoints! {
    Things {
        op::Show => show(id: path("id")),
        op::Replace => replace(id: path("id"), body: body()),
        op::List => list(),
        op::Make => make(),
        op::Numbered => numbered(),
    }
}

const THING: &str = r#"{"id":0,"name":"text","colour":"text","note":"text","is_new":true}"#;
const PAGE: &str = r#"{"count":1,"next":null,"previous":null,"results":[{"id":0,"name":"text","colour":"text","note":"text","is_new":true}]}"#;
const NUMBERED: &str = r#"{"pagination":{"next":0,"previous":0,"count":1,"current":1,"total_pages":1,"start_index":1,"end_index":1},"results":[{"id":0,"name":"text","note":null}]}"#;

answers! {
    "show" { "200" => THING as "application/json", }
    "replace" { "200" => THING as "application/json", }
    "list" { "200" => PAGE as "application/json", }
    "make" { "201" => THING as "application/json", }
    "numbered" { "200" => NUMBERED as "application/json", }
}

resources! {
    MEMBERS = ["name", "colour", "note", "is_new"];
    "/things/{id}/" by "id" => THING [GET, PUT(MEMBERS)] in "/things/" [
        POST(MEMBERS),
        GET at "/results" counted at "/count" page "page" after "offset" size "limit" equal ["name", "is_new", "id"]
    ];
    "/numbered/{id}/" by "id" => THING [] in "/numbered/" [
        GET at "/results" counted at "/pagination/count" page "page" size "page_size" equal ["name"]
    ];
}

fn router() -> Router<Mock> {
    let router = routes(Router::new(Mock, &DOCUMENT));
    router.mocked(SHOWN).remembering(RESOURCES)
}

async fn told<S: Authenticate>(router: &Router<S>, method: &str, path: &str, body: &str) -> Value {
    let request = request(method, path, "application/json", body);
    let answer = send(router.clone(), request).await;
    assert!(answer.status < 300, "{}", answer.text);
    answer.json()
}

/// The names of the things on a page, and what else it says.
async fn page(router: &Router<Mock>, query: &str) -> (String, Value) {
    let mut page = told(router, "GET", &format!("/things/{query}"), "").await;
    let results = page.as_object_mut().unwrap().remove("results").unwrap();
    let names = results.as_array().unwrap().iter();
    let names: Vec<&str> = names.map(|thing| thing["name"].as_str().unwrap()).collect();
    (names.join(" "), page)
}

/// A mock with the things `text`, a, b, c and d.
async fn filled() -> Router<Mock> {
    let router = router();
    for name in ["a", "b", "c", "d"] {
        let body = json!({ "name": name, "is_new": name != "c" });
        told(&router, "POST", "/things/", &body.to_string()).await;
    }
    router
}

fn says(count: u64, next: Option<&str>, previous: Option<&str>) -> Value {
    json!({ "count": count, "next": next, "previous": previous })
}

#[tokio::test]
async fn a_list_comes_page_by_page() {
    let router = filled().await;
    let all = says(5, None, None);
    assert_eq!(
        page(&router, "").await,
        ("text a b c d".into(), all.clone())
    );
    assert_eq!(
        page(&router, "?limit=5").await,
        ("text a b c d".into(), all)
    );
    let first = says(5, Some("/api/v3/things/?limit=2&offset=2"), None);
    assert_eq!(page(&router, "?limit=2").await, ("text a".into(), first));
    let second = says(
        5,
        Some("/api/v3/things/?limit=2&page=3"),
        Some("/api/v3/things/?limit=2&page=1"),
    );
    assert_eq!(
        page(&router, "?page=2&limit=2").await,
        ("b c".into(), second)
    );
    let last = says(5, None, Some("/api/v3/things/?limit=3&offset=0"));
    assert_eq!(
        page(&router, "?limit=3&offset=2").await,
        ("b c d".into(), last)
    );
    // Without a length there is one page; none comes after the last.
    assert_eq!(page(&router, "?page=2").await.0, "");
    assert_eq!(page(&router, "?page=1").await.0, "text a b c d");
    assert_eq!(page(&router, "?limit=2&page=9").await.0, "");
    assert_eq!(page(&router, "?limit=0&page=1").await.0, "text a b c d");
    let most = usize::MAX.to_string();
    assert_eq!(
        page(&router, &format!("?limit={most}&page={most}")).await.0,
        ""
    );
}

#[tokio::test]
async fn a_list_holds_what_its_filters_want() {
    let router = filled().await;
    let one = says(1, None, None);
    assert_eq!(page(&router, "?name=%62").await, ("b".into(), one));
    assert_eq!(
        page(&router, "?is_new=true&limit=2&offset=2").await.0,
        "b d"
    );
    assert_eq!(page(&router, "?is_new=false").await.0, "c");
    assert_eq!(page(&router, "?id=2").await.0, "b");
    assert_eq!(page(&router, "?name=a&name=b").await.0, "text a b c d");
    // What no member is called is not looked at.
    assert_eq!(
        page(&router, "?search=b&ordering=-name").await.0,
        "text a b c d"
    );
    // What the document shows is a resource, too.
    let fresh = super::lists::router();
    assert_eq!(page(&fresh, "?name=a").await.0, "");
    assert_eq!(page(&fresh, "?name=text").await.0, "text");
    assert_eq!(page(&fresh, "?limit=1").await.0, "text");
}

#[tokio::test]
async fn pages_are_numbered_as_far_as_the_document_allows() {
    let numbers = async |query: &str| {
        let page = told(&router(), "GET", &format!("/numbered/{query}"), "").await;
        page["pagination"].clone()
    };
    let expected = json!({ "next": 0, "previous": 1, "count": 1, "current": 2, "total_pages": 1, "start_index": 1, "end_index": 1 });
    assert_eq!(numbers("?page=2&page_size=1").await, expected);
    let none = json!({ "next": 0, "previous": 0, "count": 0, "current": 1, "total_pages": 1, "start_index": 0, "end_index": 0 });
    assert_eq!(numbers("?name=a&page_size=1").await, none);
}

#[tokio::test]
async fn put_leaves_nothing_of_what_it_does_not_say() {
    let router = router();
    let first = told(
        &router,
        "PUT",
        "/things/7/",
        r#"{"id":9,"name":"a","note":"n","colour":"red","is_new":false}"#,
    )
    .await;
    assert_eq!(
        first,
        json!({ "id": 7, "name": "a", "note": "n", "colour": "red", "is_new": false })
    );
    let second = told(
        &router,
        "PUT",
        "/things/7/",
        r#"{"id":7,"name":"b","note":null}"#,
    )
    .await;
    assert_eq!(second, json!({ "id": 7, "name": "b", "note": null }));
    assert_eq!(told(&router, "GET", "/things/7/", "").await, second);
}

/// Serves one operation and leaves the others out.
struct Half;

impl Things for Half {
    async fn show(&self, _: &Context, id: String) -> Told<Thing> {
        Ok(Thing {
            name: format!("its own {id}"),
            ..Thing::default()
        })
    }
}

impl Authenticate for Half {
    async fn authenticate(&self, _: &Context, _: Credential) -> Result<Identity, Denial> {
        Ok(Identity::new(()))
    }
}

#[tokio::test]
async fn what_a_service_leaves_out_is_remembered() {
    let router = routes(Router::new(Half, &DOCUMENT));
    let router = router.mocked(SHOWN).remembering(RESOURCES);
    let made = told(&router, "POST", "/things/", r#"{"name":"a"}"#).await;
    assert_eq!(made["id"], 1);
    let list = told(&router, "GET", "/things/", "").await;
    assert_eq!(list["results"][1], made);
    // The service knows nothing of it.
    let own = told(&router, "GET", "/things/1/", "").await;
    assert_eq!(own["name"], "its own 1");
}

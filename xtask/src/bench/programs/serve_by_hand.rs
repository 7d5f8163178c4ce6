//! The endpoint written with axum by hand: the same checks, the same answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use crate::plain::{Flow, FlowChange, SLUG, TOKEN};

pub fn router() -> Router {
    Router::new()
        .route("/api/v3/flows/instances/{slug}/", get(retrieve).patch(change))
        .with_state(Arc::new(Flow::sample(0)))
}

async fn retrieve(
    State(flow): State<Arc<Flow>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !is_known(&headers) {
        return denied();
    }
    if slug != SLUG {
        return missing();
    }
    Json(&*flow).into_response()
}

async fn change(
    State(flow): State<Arc<Flow>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Json(change): Json<FlowChange>,
) -> Response {
    if !is_known(&headers) {
        return denied();
    }
    let problems = problems(&change);
    if !problems.is_empty() {
        return (StatusCode::BAD_REQUEST, Json(problems)).into_response();
    }
    if slug != SLUG {
        return missing();
    }
    Json(flow.change(change)).into_response()
}

fn is_known(headers: &HeaderMap) -> bool {
    let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.strip_prefix("Bearer ")) == Some(TOKEN)
}

fn problems(change: &FlowChange) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut problems = BTreeMap::new();
    let texts = [("name", &change.name), ("slug", &change.slug), ("title", &change.title)];
    for (field, text) in texts {
        if text.as_ref().is_some_and(String::is_empty) {
            problems.insert(field, vec!["must have at least 1 character"]);
        }
    }
    let plain = |slug: &String| slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !change.slug.as_ref().is_none_or(plain) {
        problems.entry("slug").or_default().push("must match ^[-a-zA-Z0-9_]+$");
    }
    problems
}

fn denied() -> Response {
    (StatusCode::FORBIDDEN, Json(json!({ "detail": "Token invalid/expired" }))).into_response()
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, Json(json!({ "detail": "Not found." }))).into_response()
}

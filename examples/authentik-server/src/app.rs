//! The service as it is run: behind layers that name, log, time and limit requests, beside a route that tells whether it works.

use std::sync::Arc;
use std::time::Duration;

use authentik_server::Router;
use authentik_server::runtime::OperationId;
use axum::BoxError;
use axum::error_handling::HandleErrorLayer;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::task::spawn_blocking;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::Span;

use crate::Authentik;
use crate::store::Store;

/// What a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of a body.
    pub body: usize,
    /// The most time from the head of a request to its answer, for waiting and for sending the body too.
    pub time: Duration,
    /// So many requests are served at the same time; others wait.
    pub concurrency: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 256 * 1024,
            time: Duration::from_secs(10),
            concurrency: 512,
        }
    }
}

/// The service behind its layers, with `GET /health` beside it, which tells whether `store` works.
pub fn app(router: Router<Authentik>, store: Arc<Store>, limits: &Limits) -> axum::Router {
    let api = router
        .body_limit(limits.body)
        .on_internal_error(|cx, error| {
            tracing::error!(operation = cx.operation_id(), error, "internal error");
        })
        .into_axum()
        .layer(GlobalConcurrencyLimitLayer::new(limits.concurrency));
    // From the outside in. The time limit is around the other one, so that it holds for waiting too.
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_request(())
                .on_response(answered)
                .on_failure(()),
        )
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(HandleErrorLayer::new(late))
        .timeout(limits.time);
    // Not behind the limit: a server that is busy works.
    api.route("/health", get(move || health(store)))
        .layer(layers)
}

async fn health(store: Arc<Store>) -> impl IntoResponse {
    match spawn_blocking(move || store.ping()).await {
        Ok(Ok(())) => json(StatusCode::OK, r#"{"status":"ok"}"#),
        _ => json(StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"down"}"#),
    }
}

/// The answer where the time limit was over, in the shape of the document's other failures.
async fn late(_: BoxError) -> impl IntoResponse {
    json(
        StatusCode::REQUEST_TIMEOUT,
        r#"{"detail":"Request timed out."}"#,
    )
}

fn json(status: StatusCode, body: &'static str) -> impl IntoResponse {
    (status, [(CONTENT_TYPE, "application/json")], body)
}

/// Without the query, which can hold secrets.
fn span(request: &Request) -> Span {
    let id = request
        .headers()
        .get("x-request-id")
        .and_then(|id| id.to_str().ok());
    tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
}

fn answered<B>(response: &Response<B>, latency: Duration, _: &Span) {
    let operation = response
        .extensions()
        .get::<OperationId>()
        .map(|operation| operation.0);
    let microseconds = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    tracing::info!(status, operation, microseconds, "answered");
}

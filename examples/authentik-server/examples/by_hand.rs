//! `PATCH /flows/instances/{slug}/` as one writes it with axum, serde and rusqlite, without generated code: what `cargo xtask load`
//! compares the example server with. The same database, the same durability, the same checks, the same layers.

use std::collections::BTreeMap;
use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use authentik_server_example::store::Store;
use axum::error_handling::HandleErrorLayer;
use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::patch;
use axum::{BoxError, Json, Router};
use clap::Parser;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use uuid::Uuid;

const TOKEN: &str = "example-token";

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    listen: SocketAddr,
    #[arg(long)]
    database: PathBuf,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    // Makes and seeds the database.
    drop(Store::open(&arguments.database)?);
    let connection = Connection::open(&arguments.database)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(TraceLayer::new_for_http())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(HandleErrorLayer::new(|_: BoxError| async {
            StatusCode::REQUEST_TIMEOUT
        }))
        .timeout(Duration::from_secs(10));
    let app = Router::new()
        .route("/api/v3/flows/instances/{slug}/", patch(change))
        .layer(DefaultBodyLimit::max(256 * 1024))
        .layer(GlobalConcurrencyLimitLayer::new(512))
        .layer(layers)
        .with_state(Arc::new(Mutex::new(connection)));
    let listener = tokio::net::TcpListener::bind(arguments.listen).await?;
    println!("listening on http://{}/api/v3", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

type Shared = Arc<Mutex<Connection>>;

async fn change(
    State(store): State<Shared>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Result<Json<FlowChange>, JsonRejection>,
) -> Response {
    let token = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if token.and_then(|value| value.strip_prefix("Bearer ")) != Some(TOKEN) {
        let detail = json!({ "detail": "Token invalid/expired" });
        return (StatusCode::FORBIDDEN, Json(detail)).into_response();
    }
    let change = match body {
        Ok(Json(change)) => change,
        Err(rejection) => {
            let problem = json!({ "non_field_errors": [rejection.body_text()] });
            return (StatusCode::BAD_REQUEST, Json(problem)).into_response();
        }
    };
    let problems = change.problems();
    if !problems.is_empty() {
        return (StatusCode::BAD_REQUEST, Json(problems)).into_response();
    }
    let changed = tokio::task::spawn_blocking(move || apply(&store, &slug, change)).await;
    match changed {
        Ok(Ok(Some(flow))) => Json(flow).into_response(),
        Ok(Ok(None)) => {
            let detail = json!({ "detail": "Not found." });
            (StatusCode::NOT_FOUND, Json(detail)).into_response()
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
struct FlowChange {
    name: Option<String>,
    slug: Option<String>,
    title: Option<String>,
    designation: Option<String>,
    policy_engine_mode: Option<String>,
    compatibility_mode: Option<bool>,
    layout: Option<String>,
    denied_action: Option<String>,
    authentication: Option<String>,
}

impl FlowChange {
    fn problems(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut problems: BTreeMap<_, Vec<String>> = BTreeMap::new();
        let texts = [
            ("name", &self.name),
            ("slug", &self.slug),
            ("title", &self.title),
        ];
        for (field, text) in texts {
            if text.as_ref().is_some_and(String::is_empty) {
                problems
                    .entry(field)
                    .or_default()
                    .push("must have at least 1 character".to_owned());
            }
        }
        let plain = |slug: &String| {
            slug.len() <= 50
                && slug
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if !self.slug.as_ref().is_none_or(plain) {
            problems
                .entry("slug")
                .or_default()
                .push("must be a slug".to_owned());
        }
        let lists: [(&str, &Option<String>, &[&str]); 3] = [
            (
                "layout",
                &self.layout,
                &[
                    "stacked",
                    "content_left",
                    "content_right",
                    "sidebar_left",
                    "sidebar_right",
                ],
            ),
            (
                "denied_action",
                &self.denied_action,
                &["message_continue", "message", "continue"],
            ),
            (
                "policy_engine_mode",
                &self.policy_engine_mode,
                &["all", "any"],
            ),
        ];
        for (field, value, list) in lists {
            if value
                .as_ref()
                .is_some_and(|value| !list.contains(&&**value))
            {
                problems
                    .entry(field)
                    .or_default()
                    .push(format!("must be one of {}", list.join(", ")));
            }
        }
        problems
    }
}

#[derive(Serialize)]
struct Flow {
    pk: Uuid,
    policybindingmodel_ptr_id: Uuid,
    name: String,
    slug: String,
    title: String,
    designation: String,
    background: String,
    stages: Vec<Uuid>,
    policies: Vec<Uuid>,
    cache_count: i64,
    policy_engine_mode: String,
    compatibility_mode: bool,
    export_url: String,
    layout: String,
    denied_action: String,
    authentication: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Flow> {
    Ok(Flow {
        pk: row.get("pk")?,
        policybindingmodel_ptr_id: row.get("policybindingmodel_ptr_id")?,
        name: row.get("name")?,
        slug: row.get("slug")?,
        title: row.get("title")?,
        designation: row.get("designation")?,
        background: row.get("background")?,
        stages: Vec::new(),
        policies: Vec::new(),
        cache_count: 0,
        policy_engine_mode: row.get("policy_engine_mode")?,
        compatibility_mode: row.get("compatibility_mode")?,
        export_url: String::new(),
        layout: row.get("layout")?,
        denied_action: row.get("denied_action")?,
        authentication: row.get("authentication")?,
    })
}

fn apply(store: &Shared, slug: &str, change: FlowChange) -> rusqlite::Result<Option<Flow>> {
    let mut connection = store.lock().unwrap_or_else(PoisonError::into_inner);
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = tx
        .prepare_cached("SELECT * FROM flows WHERE slug = ?1")?
        .query_row((slug,), read)
        .optional()?;
    let Some(mut flow) = found else {
        return Ok(None);
    };
    flow.name = change.name.unwrap_or(flow.name);
    flow.slug = change.slug.unwrap_or(flow.slug);
    flow.title = change.title.unwrap_or(flow.title);
    flow.designation = change.designation.unwrap_or(flow.designation);
    flow.policy_engine_mode = change.policy_engine_mode.unwrap_or(flow.policy_engine_mode);
    flow.compatibility_mode = change.compatibility_mode.unwrap_or(flow.compatibility_mode);
    flow.layout = change.layout.unwrap_or(flow.layout);
    flow.denied_action = change.denied_action.unwrap_or(flow.denied_action);
    flow.authentication = change.authentication.unwrap_or(flow.authentication);
    // The unique index on slugs refuses one that is taken; the example server asks beforehand, to answer 400.
    tx.prepare_cached("SELECT 1 FROM flows WHERE slug = ?1 AND pk <> ?2")?
        .query_row((&flow.slug, flow.pk), |_| Ok(()))
        .optional()?;
    tx.prepare_cached(
        "UPDATE flows SET name = ?2, slug = ?3, title = ?4, designation = ?5, policy_engine_mode = ?6,
         compatibility_mode = ?7, layout = ?8, denied_action = ?9, authentication = ?10 WHERE pk = ?1",
    )?
    .execute(params![
        flow.pk,
        flow.name,
        flow.slug,
        flow.title,
        flow.designation,
        flow.policy_engine_mode,
        flow.compatibility_mode,
        flow.layout,
        flow.denied_action,
        flow.authentication,
    ])?;
    flow.export_url = format!("/api/v3/flows/instances/{}/export/", flow.slug);
    flow.stages = tx
        .prepare_cached(r#"SELECT stage FROM bindings WHERE target = ?1 ORDER BY "order", pk"#)?
        .query_map((flow.pk,), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    tx.commit()?;
    Ok(Some(flow))
}

//! A page of flows, written by hand with serde's derives: what the generated types are compared with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Page {
    pub pagination: Pagination,
    pub results: Vec<Flow>,
    pub autocomplete: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Pagination {
    pub next: f64,
    pub previous: f64,
    pub count: f64,
    pub current: f64,
    pub total_pages: f64,
    pub start_index: f64,
    pub end_index: f64,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Flow {
    pub pk: Uuid,
    pub policybindingmodel_ptr_id: Uuid,
    pub name: String,
    pub slug: String,
    pub title: String,
    pub designation: Designation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    pub background_url: String,
    pub background_themed_urls: Option<ThemedUrls>,
    pub stages: Vec<Uuid>,
    pub policies: Vec<Uuid>,
    pub cache_count: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_engine_mode: Option<PolicyEngineMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatibility_mode: Option<bool>,
    pub export_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied_action: Option<DeniedAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication: Option<Authentication>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ThemedUrls {
    pub light: Option<String>,
    pub dark: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct FlowChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub designation: Option<Designation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_engine_mode: Option<PolicyEngineMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatibility_mode: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied_action: Option<DeniedAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication: Option<Authentication>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Designation {
    Authentication,
    Authorization,
    Invalidation,
    Enrollment,
    Unenrollment,
    Recovery,
    StageConfiguration,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyEngineMode {
    All,
    Any,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    Stacked,
    ContentLeft,
    ContentRight,
    SidebarLeft,
    SidebarRight,
    SidebarLeftFrameBackground,
    SidebarRightFrameBackground,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeniedAction {
    MessageContinue,
    Message,
    Continue,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    None,
    RequireAuthenticated,
    RequireUnauthenticated,
    RequireSuperuser,
    RequireRedirect,
    RequireOutpost,
}

/// What every request shows.
pub const TOKEN: &str = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a59687";

/// The flow that is asked for and changed.
pub const SLUG: &str = "default-authentication-flow";

impl Flow {
    /// A flow as a server would answer it, different for each number.
    pub fn sample(number: u64) -> Self {
        let id = |kind: u64| Uuid::from_u64_pair(kind << 32 | 0x4000, number | 1 << 63);
        let designations = [
            Designation::Authentication,
            Designation::Invalidation,
            Designation::StageConfiguration,
            Designation::Recovery,
        ];
        let designation = designations[usize::try_from(number).unwrap_or(0) % designations.len()];
        let slug = if number == 0 { SLUG.to_owned() } else { format!("default-flow-{number}") };
        Self {
            pk: id(1),
            policybindingmodel_ptr_id: id(2),
            name: format!("Welcome to authentik, this is flow {number}!"),
            title: format!("Log in to \"{slug}\""),
            designation,
            background: (number % 3 == 0).then(|| "branding/flow_background.jpg".to_owned()),
            background_url: "/static/dist/assets/images/flow_background.jpg".to_owned(),
            background_themed_urls: (number % 5 == 0).then(|| ThemedUrls {
                light: Some("/static/dist/assets/images/flow_light.jpg".to_owned()),
                dark: None,
            }),
            stages: (10..13 + number % 3).map(id).collect(),
            policies: (20..20 + number % 2).map(id).collect(),
            cache_count: i64::try_from(number).unwrap_or(0),
            policy_engine_mode: Some(PolicyEngineMode::Any),
            compatibility_mode: Some(number % 2 == 0),
            export_url: format!("/api/v3/flows/instances/{slug}/export/"),
            layout: Some(Layout::SidebarLeft),
            denied_action: Some(DeniedAction::MessageContinue),
            authentication: Some(Authentication::RequireUnauthenticated),
            slug,
        }
    }

    /// The flow with what a request changes.
    pub fn change(&self, change: FlowChange) -> Self {
        let mut flow = self.clone();
        flow.name = change.name.unwrap_or(flow.name);
        flow.slug = change.slug.unwrap_or(flow.slug);
        flow.title = change.title.unwrap_or(flow.title);
        flow.designation = change.designation.unwrap_or(flow.designation);
        flow.background = change.background.or(flow.background);
        flow.policy_engine_mode = change.policy_engine_mode.or(flow.policy_engine_mode);
        flow.compatibility_mode = change.compatibility_mode.or(flow.compatibility_mode);
        flow.layout = change.layout.or(flow.layout);
        flow.denied_action = change.denied_action.or(flow.denied_action);
        flow.authentication = change.authentication.or(flow.authentication);
        flow
    }
}

impl Page {
    /// A page of a hundred flows.
    pub fn sample() -> Self {
        Self {
            pagination: Pagination {
                next: 2.0,
                previous: 0.0,
                count: 250.0,
                current: 1.0,
                total_pages: 3.0,
                start_index: 1.0,
                end_index: 100.0,
            },
            results: (0..100).map(Flow::sample).collect(),
            autocomplete: BTreeMap::new(),
        }
    }
}

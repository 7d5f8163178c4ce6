// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::Rule;
use crate::{Authentication, DeniedAction, FlowDesignation, FlowLayout, PolicyEngineMode, record};

/// A flow: the ordered stages a user goes through to log in, enroll or recover.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Flow uuid
    pub pk: Uuid,
    pub policybindingmodel_ptr_id: Uuid,
    pub name: String,
    /// Visible in the URL.
    pub slug: String,
    /// Shown as the Title in Flow pages.
    pub title: String,
    /// Decides what this Flow is used for. For example, the Authentication flow is redirect to when an
    /// un-authenticated user visits authentik.
    pub designation: FlowDesignation,
    /// Get the URL to the background image. If the name is /static or starts with http it is returned as-is
    pub background: String,
    pub stages: Vec<Uuid>,
    pub policies: Vec<Uuid>,
    /// Get count of cached flows
    pub cache_count: i64,
    pub policy_engine_mode: Option<PolicyEngineMode>,
    /// Enable compatibility mode, increases compatibility with password managers on mobile devices.
    pub compatibility_mode: Option<bool>,
    /// Get export URL for flow
    pub export_url: String,
    pub layout: Option<FlowLayout>,
    /// Configure what should happen when a flow denies access to a user.
    pub denied_action: Option<DeniedAction>,
    /// Required level of authentication and authorization to access a flow.
    pub authentication: Option<Authentication>,
}

record! {
    Flow {
        pk: required,
        policybindingmodel_ptr_id: required,
        name: required,
        slug: required within Rule::new().max_length(50).pattern("^[-a-zA-Z0-9_]+$"),
        title: required,
        designation: required checked,
        background: required,
        stages: required,
        policies: required,
        cache_count: required,
        policy_engine_mode: optional checked,
        compatibility_mode: optional,
        export_url: required,
        layout: optional checked,
        denied_action: optional checked,
        authentication: optional checked,
    }
}

/// A change to a flow; members left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatchedFlowRequest {
    pub name: Option<String>,
    /// Visible in the URL.
    pub slug: Option<String>,
    /// Shown as the Title in Flow pages.
    pub title: Option<String>,
    /// Decides what this Flow is used for. For example, the Authentication flow is redirect to when an
    /// un-authenticated user visits authentik.
    pub designation: Option<FlowDesignation>,
    pub policy_engine_mode: Option<PolicyEngineMode>,
    /// Enable compatibility mode, increases compatibility with password managers on mobile devices.
    pub compatibility_mode: Option<bool>,
    pub layout: Option<FlowLayout>,
    /// Configure what should happen when a flow denies access to a user.
    pub denied_action: Option<DeniedAction>,
    /// Required level of authentication and authorization to access a flow.
    pub authentication: Option<Authentication>,
}

record! {
    PatchedFlowRequest {
        name: optional within Rule::new().min_length(1),
        slug: optional within Rule::new().min_length(1).max_length(50).pattern("^[-a-zA-Z0-9_]+$"),
        title: optional within Rule::new().min_length(1),
        designation: optional checked,
        policy_engine_mode: optional checked,
        compatibility_mode: optional,
        layout: optional checked,
        denied_action: optional checked,
        authentication: optional checked,
    }
}

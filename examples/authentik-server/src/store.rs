//! What the server knows, in memory.

use std::collections::{BTreeMap, BTreeSet};

use authentik_server::types::{
    Authentication, DeniedAction, FlowDesignation, FlowLayout, InvalidResponseAction,
    PolicyEngineMode, UserCreationMode, UserType,
};
use uuid::Uuid;

/// A flow, without what its bindings say.
#[derive(Clone, Debug)]
pub struct FlowRow {
    /// Its uuid.
    pub pk: Uuid,
    /// The uuid that policies are bound to.
    pub policybindingmodel_ptr_id: Uuid,
    /// Its name for administrators.
    pub name: String,
    /// Its name in URLs; no other flow has it.
    pub slug: String,
    /// What users read on top of it.
    pub title: String,
    /// What it is used for.
    pub designation: FlowDesignation,
    /// The path of its background image.
    pub background: String,
    /// Whether all policies have to pass, or any.
    pub policy_engine_mode: PolicyEngineMode,
    /// Whether pages are made for password managers on mobile devices.
    pub compatibility_mode: bool,
    /// How pages look.
    pub layout: FlowLayout,
    /// What happens when it denies access.
    pub denied_action: DeniedAction,
    /// Who may enter it.
    pub authentication: Authentication,
}

/// A stage of one of the two kinds.
#[derive(Clone, Debug)]
pub struct StageRow {
    /// Its uuid.
    pub pk: Uuid,
    /// Its name; no other stage has it.
    pub name: String,
    /// What only stages of its kind have.
    pub kind: StageKind,
}

/// The kind of a stage with its settings.
#[derive(Clone, Debug)]
pub enum StageKind {
    /// Lets invited users go on.
    Invitation {
        /// Whether to go on without an invitation too.
        continue_flow_without_invitation: bool,
    },
    /// Writes what the flow gathered to a user.
    UserWrite(UserWrite),
}

/// The settings of a user write stage.
#[derive(Clone, Debug)]
pub struct UserWrite {
    /// Whether users may be created.
    pub user_creation_mode: UserCreationMode,
    /// Whether users are created without being able to log in.
    pub create_users_as_inactive: bool,
    /// The group that new users join, one of [`Tables::groups`].
    pub create_users_group: Option<Uuid>,
    /// The type of new users.
    pub user_type: UserType,
    /// Where new users are put.
    pub user_path_template: String,
}

/// A stage's place in a flow. No two have the same target, stage and order.
#[derive(Clone, Debug)]
pub struct BindingRow {
    /// Its uuid.
    pub pk: Uuid,
    /// The uuid that policies are bound to.
    pub policybindingmodel_ptr_id: Uuid,
    /// The flow.
    pub target: Uuid,
    /// The stage.
    pub stage: Uuid,
    /// Whether policies are evaluated when the flow is planned.
    pub evaluate_on_plan: bool,
    /// Whether policies are evaluated when the stage is shown.
    pub re_evaluate_policies: bool,
    /// Stages come in ascending order.
    pub order: i32,
    /// Whether all policies have to pass, or any.
    pub policy_engine_mode: PolicyEngineMode,
    /// What follows a wrong answer to a challenge.
    pub invalid_response_action: InvalidResponseAction,
}

/// All that the server knows, by uuid.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// The flows.
    pub flows: BTreeMap<Uuid, FlowRow>,
    /// The stages.
    pub stages: BTreeMap<Uuid, StageRow>,
    /// The places of stages in flows.
    pub bindings: BTreeMap<Uuid, BindingRow>,
    /// The groups, of which no operation tells more than that they exist.
    pub groups: BTreeSet<Uuid>,
}

impl Tables {
    /// The flow with that slug.
    #[must_use]
    pub fn flow_by_slug(&self, slug: &str) -> Option<&FlowRow> {
        self.flows.values().find(|flow| flow.slug == slug)
    }

    /// Whether another stage than `pk` has that name.
    #[must_use]
    pub fn is_stage_name_taken(&self, name: &str, pk: Uuid) -> bool {
        let mut stages = self.stages.values();
        stages.any(|stage| stage.name == name && stage.pk != pk)
    }
}

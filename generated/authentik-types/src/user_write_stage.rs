// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::{Patch, Rule};
use crate::{FlowSet, FlowSetRequest, UserCreationMode, UserType, record};

/// A change to a user write stage; members left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatchedUserWriteStageRequest {
    pub name: Option<String>,
    pub flow_set: Option<Vec<FlowSetRequest>>,
    pub user_creation_mode: Option<UserCreationMode>,
    /// When set, newly created users are inactive and cannot login.
    pub create_users_as_inactive: Option<bool>,
    /// Optionally add newly created users to this group.
    pub create_users_group: Patch<Uuid>,
    pub user_type: Option<UserType>,
    pub user_path_template: Option<String>,
}

record! {
    PatchedUserWriteStageRequest {
        name: optional within Rule::new().min_length(1),
        flow_set: optional checked,
        user_creation_mode: optional checked,
        create_users_as_inactive: optional,
        create_users_group: patch,
        user_type: optional checked,
        user_path_template: optional,
    }
}

/// A stage that writes what the flow has gathered to a user, new or existing.
#[derive(Clone, Debug, PartialEq)]
pub struct UserWriteStage {
    /// Stage uuid
    pub pk: Uuid,
    pub name: String,
    /// Get object type so that we know how to edit the object
    pub component: String,
    /// Return object's `verbose_name`
    pub verbose_name: String,
    /// Return object's plural `verbose_name`
    pub verbose_name_plural: String,
    /// Return internal model name
    pub meta_model_name: String,
    pub flow_set: Option<Vec<FlowSet>>,
    pub user_creation_mode: Option<UserCreationMode>,
    /// When set, newly created users are inactive and cannot login.
    pub create_users_as_inactive: Option<bool>,
    /// Optionally add newly created users to this group.
    pub create_users_group: Option<Uuid>,
    pub user_type: Option<UserType>,
    pub user_path_template: Option<String>,
}

record! {
    UserWriteStage {
        pk: required,
        name: required,
        component: required,
        verbose_name: required,
        verbose_name_plural: required,
        meta_model_name: required,
        flow_set: optional checked,
        user_creation_mode: optional checked,
        create_users_as_inactive: optional,
        create_users_group: optional_nullable,
        user_type: optional checked,
        user_path_template: optional,
    }
}

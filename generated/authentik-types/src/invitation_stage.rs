// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::runtime::Rule;
use crate::{FlowSet, FlowSetRequest, record};

/// A stage that lets only invited users go on, or tells them apart from the others.
#[derive(Clone, Debug, PartialEq)]
pub struct InvitationStage {
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
    /// If this flag is set, this Stage will jump to the next Stage when no Invitation is given. By default
    /// this Stage will cancel the Flow when no invitation is given.
    pub continue_flow_without_invitation: Option<bool>,
}

record! {
    InvitationStage {
        pk: required,
        name: required,
        component: required,
        verbose_name: required,
        verbose_name_plural: required,
        meta_model_name: required,
        flow_set: optional checked,
        continue_flow_without_invitation: optional,
    }
}

/// A change to an invitation stage; members left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatchedInvitationStageRequest {
    pub name: Option<String>,
    pub flow_set: Option<Vec<FlowSetRequest>>,
    /// If this flag is set, this Stage will jump to the next Stage when no Invitation is given. By default
    /// this Stage will cancel the Flow when no invitation is given.
    pub continue_flow_without_invitation: Option<bool>,
}

record! {
    PatchedInvitationStageRequest {
        name: optional within Rule::new().min_length(1),
        flow_set: optional checked,
        continue_flow_without_invitation: optional,
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use uuid::Uuid;

use crate::{InvalidResponseAction, PolicyEngineMode, Stage, record};

/// A stage's place in a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowStageBinding {
    /// Fsb uuid
    pub pk: Uuid,
    pub policybindingmodel_ptr_id: Uuid,
    pub target: Uuid,
    pub stage: Uuid,
    pub stage_obj: Stage,
    /// Evaluate policies during the Flow planning process.
    pub evaluate_on_plan: Option<bool>,
    /// Evaluate policies when the Stage is presented to the user.
    pub re_evaluate_policies: Option<bool>,
    pub order: i32,
    pub policy_engine_mode: Option<PolicyEngineMode>,
    /// Configure how the flow executor should handle an invalid response to a challenge. RETRY returns the
    /// error message and a similar challenge to the executor. RESTART restarts the flow from the beginning,
    /// and `RESTART_WITH_CONTEXT` restarts the flow while keeping the current context.
    pub invalid_response_action: Option<InvalidResponseAction>,
}

record! {
    FlowStageBinding {
        pk: required,
        policybindingmodel_ptr_id: required,
        target: required,
        stage: required,
        stage_obj: required checked,
        evaluate_on_plan: optional,
        re_evaluate_policies: optional,
        order: required,
        policy_engine_mode: optional checked,
        invalid_response_action: optional checked,
    }
}

/// A change to a stage's place in a flow; members left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatchedFlowStageBindingRequest {
    pub target: Option<Uuid>,
    pub stage: Option<Uuid>,
    /// Evaluate policies during the Flow planning process.
    pub evaluate_on_plan: Option<bool>,
    /// Evaluate policies when the Stage is presented to the user.
    pub re_evaluate_policies: Option<bool>,
    pub order: Option<i32>,
    pub policy_engine_mode: Option<PolicyEngineMode>,
    /// Configure how the flow executor should handle an invalid response to a challenge. RETRY returns the
    /// error message and a similar challenge to the executor. RESTART restarts the flow from the beginning,
    /// and `RESTART_WITH_CONTEXT` restarts the flow while keeping the current context.
    pub invalid_response_action: Option<InvalidResponseAction>,
}

record! {
    PatchedFlowStageBindingRequest {
        target: optional,
        stage: optional,
        evaluate_on_plan: optional,
        re_evaluate_policies: optional,
        order: optional,
        policy_engine_mode: optional checked,
        invalid_response_action: optional checked,
    }
}

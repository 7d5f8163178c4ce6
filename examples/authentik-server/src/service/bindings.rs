//! Changes of a stage's place in a flow.

use authentik_server::Error;
use authentik_server::types::{FlowStageBinding, PatchedFlowStageBindingRequest};
use uuid::Uuid;

use super::set;
use crate::refusal::{Failure, Refusal};
use crate::store::{BindingRow, Tables};
use crate::views;

/// Changes the binding `pk`.
pub(super) fn change(
    tables: &mut Tables,
    pk: Uuid,
    body: PatchedFlowStageBindingRequest,
) -> Result<FlowStageBinding, Failure> {
    let mut binding = tables
        .bindings
        .get(&pk)
        .ok_or_else(Error::not_found)?
        .clone();
    set(&mut binding.target, body.target);
    set(&mut binding.stage, body.stage);
    set(&mut binding.evaluate_on_plan, body.evaluate_on_plan);
    set(&mut binding.re_evaluate_policies, body.re_evaluate_policies);
    set(&mut binding.order, body.order);
    set(&mut binding.policy_engine_mode, body.policy_engine_mode);
    set(
        &mut binding.invalid_response_action,
        body.invalid_response_action,
    );
    check(tables, &binding)?;

    tables.bindings.insert(pk, binding.clone());
    views::binding(tables, &binding).ok_or_else(|| Error::internal("a binding without its stage"))
}

fn check(tables: &Tables, binding: &BindingRow) -> Result<(), Failure> {
    let mut refusal = Refusal::default();
    if !tables.flows.contains_key(&binding.target) {
        refusal.no_object("target", binding.target);
    }
    if !tables.stages.contains_key(&binding.stage) {
        refusal.no_object("stage", binding.stage);
    }
    if tables
        .bindings
        .values()
        .any(|other| is_same_place(other, binding))
    {
        refusal.general("The fields target, stage, order must make a unique set.");
    }
    refusal.finish()
}

fn is_same_place(other: &BindingRow, binding: &BindingRow) -> bool {
    let place = |binding: &BindingRow| (binding.target, binding.stage, binding.order);
    other.pk != binding.pk && place(other) == place(binding)
}

//! Changes of a stage's place in a flow.

use authentik_server::types::{FlowStageBinding, PatchedFlowStageBindingRequest, Violations};
use rusqlite::Connection;
use uuid::Uuid;

use super::set;
use crate::failure::{Failure, no_object};
use crate::store::{BindingRow, FlowRow, StageRow};
use crate::views;

/// Changes the binding `pk`.
pub(super) fn change(
    store: &Connection,
    pk: Uuid,
    body: PatchedFlowStageBindingRequest,
) -> Result<FlowStageBinding, Failure> {
    let mut binding = BindingRow::by_pk(store, pk)?.ok_or(Failure::NotFound)?;
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
    let stage = check(store, &binding)?;

    binding.save(store)?;
    Ok(views::binding(store, binding, &stage)?)
}

/// Gives the stage that is bound.
fn check(store: &Connection, binding: &BindingRow) -> Result<StageRow, Failure> {
    let mut wrong = Violations::new();
    if !FlowRow::is_there(store, binding.target)? {
        no_object(&mut wrong, "target", binding.target);
    }
    let stage = StageRow::by_pk(store, binding.stage)?;
    if stage.is_none() {
        no_object(&mut wrong, "stage", binding.stage);
    }
    if binding.is_place_taken(store)? {
        wrong.add(
            "",
            "The fields target, stage, order must make a unique set.",
        );
    }
    wrong.into_result()?;
    stage.ok_or(Failure::NotFound)
}

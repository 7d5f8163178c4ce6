//! Places of stages in flows.

use authentik_server::types::{InvalidResponseAction, PolicyEngineMode};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::is_any;

/// A stage's place in a flow. No two have the same target, stage and order.
#[derive(Clone, Debug)]
pub(crate) struct BindingRow {
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

impl BindingRow {
    /// The binding with that uuid.
    pub(crate) fn by_pk(store: &Connection, pk: Uuid) -> rusqlite::Result<Option<Self>> {
        store
            .prepare_cached("SELECT * FROM bindings WHERE pk = ?1")?
            .query_row((pk,), Self::read)
            .optional()
    }

    /// Whether another binding has its place.
    pub(crate) fn is_place_taken(&self, store: &Connection) -> rusqlite::Result<bool> {
        is_any(
            store,
            r#"SELECT 1 FROM bindings WHERE target = ?1 AND stage = ?2 AND "order" = ?3 AND pk <> ?4"#,
            params![self.target, self.stage, self.order, self.pk],
        )
    }

    /// Writes it in the place of the binding with its uuid.
    pub(crate) fn save(&self, store: &Connection) -> rusqlite::Result<()> {
        let mut statement = store.prepare_cached(
            r#"INSERT INTO bindings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (pk) DO UPDATE SET target = excluded.target, stage = excluded.stage,
            evaluate_on_plan = excluded.evaluate_on_plan, re_evaluate_policies = excluded.re_evaluate_policies,
            "order" = excluded."order", policy_engine_mode = excluded.policy_engine_mode,
            invalid_response_action = excluded.invalid_response_action"#,
        )?;
        statement.execute(params![
            self.pk,
            self.policybindingmodel_ptr_id,
            self.target,
            self.stage,
            self.evaluate_on_plan,
            self.re_evaluate_policies,
            self.order,
            self.policy_engine_mode.as_str(),
            self.invalid_response_action.as_str(),
        ])?;
        Ok(())
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |column| row.get::<_, String>(column);
        Ok(Self {
            pk: row.get("pk")?,
            policybindingmodel_ptr_id: row.get("policybindingmodel_ptr_id")?,
            target: row.get("target")?,
            stage: row.get("stage")?,
            evaluate_on_plan: row.get("evaluate_on_plan")?,
            re_evaluate_policies: row.get("re_evaluate_policies")?,
            order: row.get("order")?,
            policy_engine_mode: text("policy_engine_mode")?.into(),
            invalid_response_action: text("invalid_response_action")?.into(),
        })
    }
}

//! What answers show of the tables: besides what is stored, what follows from bindings, slugs and kinds.

use authentik_server::types::{
    Flow, FlowSet, FlowStageBinding, InvitationStage, Stage, UserWriteStage,
};
use rusqlite::Connection;

use crate::store::{BindingRow, FlowRow, StageKind, StageRow, UserWrite};

/// The words that authentik has for a kind of stages.
struct KindWords {
    component: &'static str,
    verbose_name: &'static str,
    verbose_name_plural: &'static str,
    meta_model_name: &'static str,
}

const INVITATION: KindWords = KindWords {
    component: "ak-stage-invitation-form",
    verbose_name: "Invitation Stage",
    verbose_name_plural: "Invitation Stages",
    meta_model_name: "authentik_stages_invitation.invitationstage",
};

const USER_WRITE: KindWords = KindWords {
    component: "ak-stage-user-write-form",
    verbose_name: "User Write Stage",
    verbose_name_plural: "User Write Stages",
    meta_model_name: "authentik_stages_user_write.userwritestage",
};

/// A flow with the stages that are bound to it.
pub(crate) fn flow(store: &Connection, row: FlowRow) -> rusqlite::Result<Flow> {
    Ok(Flow {
        pk: row.pk,
        policybindingmodel_ptr_id: row.policybindingmodel_ptr_id,
        export_url: export_url(&row.slug),
        stages: row.stages(store)?,
        name: row.name,
        slug: row.slug,
        title: row.title,
        designation: row.designation,
        background: row.background,
        policies: Vec::new(),
        cache_count: 0,
        policy_engine_mode: Some(row.policy_engine_mode),
        compatibility_mode: Some(row.compatibility_mode),
        layout: Some(row.layout),
        denied_action: Some(row.denied_action),
        authentication: Some(row.authentication),
    })
}

/// A binding with its stage.
pub(crate) fn binding(
    store: &Connection,
    row: BindingRow,
    stage_row: &StageRow,
) -> rusqlite::Result<FlowStageBinding> {
    Ok(FlowStageBinding {
        pk: row.pk,
        policybindingmodel_ptr_id: row.policybindingmodel_ptr_id,
        target: row.target,
        stage: row.stage,
        stage_obj: stage(store, stage_row)?,
        evaluate_on_plan: Some(row.evaluate_on_plan),
        re_evaluate_policies: Some(row.re_evaluate_policies),
        order: row.order,
        policy_engine_mode: Some(row.policy_engine_mode),
        invalid_response_action: Some(row.invalid_response_action),
    })
}

/// An invitation stage with its setting.
pub(crate) fn invitation_stage(
    store: &Connection,
    row: &StageRow,
    continue_flow_without_invitation: bool,
) -> rusqlite::Result<InvitationStage> {
    let stage = stage(store, row)?;
    Ok(InvitationStage {
        pk: stage.pk,
        name: stage.name,
        component: stage.component,
        verbose_name: stage.verbose_name,
        verbose_name_plural: stage.verbose_name_plural,
        meta_model_name: stage.meta_model_name,
        flow_set: stage.flow_set,
        continue_flow_without_invitation: Some(continue_flow_without_invitation),
    })
}

/// A user write stage with its settings.
pub(crate) fn user_write_stage(
    store: &Connection,
    row: &StageRow,
    settings: UserWrite,
) -> rusqlite::Result<UserWriteStage> {
    let stage = stage(store, row)?;
    Ok(UserWriteStage {
        pk: stage.pk,
        name: stage.name,
        component: stage.component,
        verbose_name: stage.verbose_name,
        verbose_name_plural: stage.verbose_name_plural,
        meta_model_name: stage.meta_model_name,
        flow_set: stage.flow_set,
        user_creation_mode: Some(settings.user_creation_mode),
        create_users_as_inactive: Some(settings.create_users_as_inactive),
        create_users_group: settings.create_users_group,
        user_type: Some(settings.user_type),
        user_path_template: Some(settings.user_path_template),
    })
}

/// What all stages have.
fn stage(store: &Connection, row: &StageRow) -> rusqlite::Result<Stage> {
    let words = match row.kind {
        StageKind::Invitation { .. } => INVITATION,
        StageKind::UserWrite(_) => USER_WRITE,
    };
    let flows = FlowRow::with_stage(store, row.pk)?;
    Ok(Stage {
        pk: row.pk,
        name: row.name.clone(),
        component: words.component.to_owned(),
        verbose_name: words.verbose_name.to_owned(),
        verbose_name_plural: words.verbose_name_plural.to_owned(),
        meta_model_name: words.meta_model_name.to_owned(),
        flow_set: Some(flows.into_iter().map(flow_set).collect()),
    })
}

fn flow_set(row: FlowRow) -> FlowSet {
    FlowSet {
        pk: row.pk,
        policybindingmodel_ptr_id: row.policybindingmodel_ptr_id,
        export_url: export_url(&row.slug),
        name: row.name,
        slug: row.slug,
        title: row.title,
        designation: row.designation,
        background: row.background,
        policy_engine_mode: Some(row.policy_engine_mode),
        compatibility_mode: Some(row.compatibility_mode),
        layout: Some(row.layout),
        denied_action: Some(row.denied_action),
    }
}

fn export_url(slug: &str) -> String {
    format!("/api/v3/flows/instances/{slug}/export/")
}

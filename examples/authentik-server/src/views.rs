//! What answers show of the tables: besides what is stored, what follows from bindings, slugs and kinds.

use authentik_server::types::{
    Flow, FlowSet, FlowStageBinding, InvitationStage, Stage, UserWriteStage,
};
use uuid::Uuid;

use crate::store::{BindingRow, FlowRow, StageKind, StageRow, Tables, UserWrite};

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
pub(crate) fn flow(tables: &Tables, row: &FlowRow) -> Flow {
    let row = row.clone();
    Flow {
        pk: row.pk,
        policybindingmodel_ptr_id: row.policybindingmodel_ptr_id,
        name: row.name,
        export_url: export_url(&row.slug),
        slug: row.slug,
        title: row.title,
        designation: row.designation,
        background: row.background,
        stages: stages_of(tables, row.pk),
        policies: Vec::new(),
        cache_count: 0,
        policy_engine_mode: Some(row.policy_engine_mode),
        compatibility_mode: Some(row.compatibility_mode),
        layout: Some(row.layout),
        denied_action: Some(row.denied_action),
        authentication: Some(row.authentication),
    }
}

/// A binding with its stage; `None` if there is no such stage.
pub(crate) fn binding(tables: &Tables, row: &BindingRow) -> Option<FlowStageBinding> {
    let stage_obj = stage(tables, tables.stages.get(&row.stage)?);
    let row = row.clone();
    Some(FlowStageBinding {
        pk: row.pk,
        policybindingmodel_ptr_id: row.policybindingmodel_ptr_id,
        target: row.target,
        stage: row.stage,
        stage_obj,
        evaluate_on_plan: Some(row.evaluate_on_plan),
        re_evaluate_policies: Some(row.re_evaluate_policies),
        order: row.order,
        policy_engine_mode: Some(row.policy_engine_mode),
        invalid_response_action: Some(row.invalid_response_action),
    })
}

/// An invitation stage; `None` if `row` is of another kind.
pub(crate) fn invitation_stage(tables: &Tables, row: &StageRow) -> Option<InvitationStage> {
    let StageKind::Invitation {
        continue_flow_without_invitation,
    } = row.kind
    else {
        return None;
    };
    let stage = stage(tables, row);
    Some(InvitationStage {
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
    tables: &Tables,
    row: &StageRow,
    settings: &UserWrite,
) -> UserWriteStage {
    let stage = stage(tables, row);
    let settings = settings.clone();
    UserWriteStage {
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
    }
}

/// What all stages have.
fn stage(tables: &Tables, row: &StageRow) -> Stage {
    let words = match row.kind {
        StageKind::Invitation { .. } => INVITATION,
        StageKind::UserWrite(_) => USER_WRITE,
    };
    Stage {
        pk: row.pk,
        name: row.name.clone(),
        component: words.component.to_owned(),
        verbose_name: words.verbose_name.to_owned(),
        verbose_name_plural: words.verbose_name_plural.to_owned(),
        meta_model_name: words.meta_model_name.to_owned(),
        flow_set: Some(flows_of(tables, row.pk)),
    }
}

/// The flows that a stage is bound to, each once.
fn flows_of(tables: &Tables, stage: Uuid) -> Vec<FlowSet> {
    let is_bound = |flow: &&FlowRow| {
        let mut bindings = tables.bindings.values();
        bindings.any(|binding| binding.target == flow.pk && binding.stage == stage)
    };
    tables
        .flows
        .values()
        .filter(is_bound)
        .map(flow_set)
        .collect()
}

fn flow_set(row: &FlowRow) -> FlowSet {
    let row = row.clone();
    FlowSet {
        pk: row.pk,
        policybindingmodel_ptr_id: row.policybindingmodel_ptr_id,
        name: row.name,
        export_url: export_url(&row.slug),
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

/// The stages of a flow in the order of their bindings.
fn stages_of(tables: &Tables, flow: Uuid) -> Vec<Uuid> {
    let mut bindings: Vec<_> = tables
        .bindings
        .values()
        .filter(|binding| binding.target == flow)
        .collect();
    bindings.sort_by_key(|binding| binding.order);
    bindings.iter().map(|binding| binding.stage).collect()
}

fn export_url(slug: &str) -> String {
    format!("/api/v3/flows/instances/{slug}/export/")
}

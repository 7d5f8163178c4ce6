//! The operations tagged `stages`.
//!
//! The bindings say which flows have a stage. A `flow_set` that is sent is checked against the document and then passed
//! over, as authentik does since 2025.12, where the field is read-only.

use authentik_server::types::{
    InvitationStage, PatchedInvitationStageRequest, PatchedUserWriteStageRequest, UserWriteStage,
};
use authentik_server::{Context, Error, Stages};
use uuid::Uuid;

use super::{Authentik, set};
use crate::refusal::{Failure, Refusal};
use crate::store::{StageKind, StageRow, Tables};
use crate::views;

impl Stages for Authentik {
    async fn invitation_stages_partial_update(
        &self,
        _: &Context,
        stage_uuid: Uuid,
        body: Option<PatchedInvitationStageRequest>,
    ) -> Result<InvitationStage, Failure> {
        change_invitation(&mut self.tables(), stage_uuid, body.unwrap_or_default())
    }

    async fn user_write_partial_update(
        &self,
        _: &Context,
        stage_uuid: Uuid,
        body: Option<PatchedUserWriteStageRequest>,
    ) -> Result<UserWriteStage, Failure> {
        change_user_write(&mut self.tables(), stage_uuid, body.unwrap_or_default())
    }
}

fn change_invitation(
    tables: &mut Tables,
    pk: Uuid,
    body: PatchedInvitationStageRequest,
) -> Result<InvitationStage, Failure> {
    let mut stage = find(tables, pk)?;
    let StageKind::Invitation {
        continue_flow_without_invitation,
    } = &mut stage.kind
    else {
        return Err(Error::not_found());
    };
    set(
        continue_flow_without_invitation,
        body.continue_flow_without_invitation,
    );
    set(&mut stage.name, body.name);

    let mut refusal = Refusal::default();
    check_name(tables, &stage, &mut refusal);
    refusal.finish()?;

    tables.stages.insert(pk, stage.clone());
    views::invitation_stage(tables, &stage).ok_or_else(Error::not_found)
}

fn change_user_write(
    tables: &mut Tables,
    pk: Uuid,
    body: PatchedUserWriteStageRequest,
) -> Result<UserWriteStage, Failure> {
    let mut stage = find(tables, pk)?;
    let StageKind::UserWrite(settings) = &mut stage.kind else {
        return Err(Error::not_found());
    };
    set(&mut settings.user_creation_mode, body.user_creation_mode);
    set(
        &mut settings.create_users_as_inactive,
        body.create_users_as_inactive,
    );
    body.create_users_group
        .apply_to(&mut settings.create_users_group);
    set(&mut settings.user_type, body.user_type);
    set(&mut settings.user_path_template, body.user_path_template);
    let settings = settings.clone();
    set(&mut stage.name, body.name);

    let mut refusal = Refusal::default();
    check_name(tables, &stage, &mut refusal);
    if let Some(group) = settings.create_users_group
        && !tables.groups.contains(&group)
    {
        refusal.no_object("create_users_group", group);
    }
    refusal.finish()?;

    tables.stages.insert(pk, stage.clone());
    Ok(views::user_write_stage(tables, &stage, &settings))
}

fn find(tables: &Tables, pk: Uuid) -> Result<StageRow, Failure> {
    tables.stages.get(&pk).cloned().ok_or_else(Error::not_found)
}

fn check_name(tables: &Tables, stage: &StageRow, refusal: &mut Refusal) {
    if tables.is_stage_name_taken(&stage.name, stage.pk) {
        refusal.field("name", "stage with this name already exists.");
    }
}

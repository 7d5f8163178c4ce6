//! The operations tagged `stages`.
//!
//! The bindings say which flows have a stage. A `flow_set` that is sent is checked against the document and then passed
//! over, as authentik does since 2025.12, where the field is read-only.

use authentik_server::types::{
    ApiError, InvitationStage, PatchedInvitationStageRequest, PatchedUserWriteStageRequest,
    UserWriteStage, Violations,
};
use authentik_server::{Context, Error, Stages};
use rusqlite::Connection;
use uuid::Uuid;

use super::{Authentik, set};
use crate::failure::{Failure, no_object};
use crate::store::{StageKind, StageRow, is_group};
use crate::views;

impl Stages for Authentik {
    async fn invitation_stages_partial_update(
        &self,
        _: &Context,
        stage_uuid: Uuid,
        body: Option<PatchedInvitationStageRequest>,
    ) -> Result<InvitationStage, Error<ApiError>> {
        self.change(move |tx| change_invitation(tx, stage_uuid, body.unwrap_or_default()))
            .await
    }

    async fn user_write_partial_update(
        &self,
        _: &Context,
        stage_uuid: Uuid,
        body: Option<PatchedUserWriteStageRequest>,
    ) -> Result<UserWriteStage, Error<ApiError>> {
        self.change(move |tx| change_user_write(tx, stage_uuid, body.unwrap_or_default()))
            .await
    }
}

fn change_invitation(
    store: &Connection,
    pk: Uuid,
    body: PatchedInvitationStageRequest,
) -> Result<InvitationStage, Failure> {
    let mut stage = StageRow::by_pk(store, pk)?.ok_or(Failure::NotFound)?;
    let StageKind::Invitation {
        continue_flow_without_invitation,
    } = &mut stage.kind
    else {
        return Err(Failure::NotFound);
    };
    set(
        continue_flow_without_invitation,
        body.continue_flow_without_invitation,
    );
    let shown = *continue_flow_without_invitation;
    set(&mut stage.name, body.name);

    let mut wrong = Violations::new();
    check_name(store, &stage, &mut wrong)?;
    wrong.into_result()?;

    stage.save(store)?;
    Ok(views::invitation_stage(store, &stage, shown)?)
}

fn change_user_write(
    store: &Connection,
    pk: Uuid,
    body: PatchedUserWriteStageRequest,
) -> Result<UserWriteStage, Failure> {
    let mut stage = StageRow::by_pk(store, pk)?.ok_or(Failure::NotFound)?;
    let StageKind::UserWrite(settings) = &mut stage.kind else {
        return Err(Failure::NotFound);
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

    let mut wrong = Violations::new();
    check_name(store, &stage, &mut wrong)?;
    if let Some(group) = settings.create_users_group
        && !is_group(store, group)?
    {
        no_object(&mut wrong, "create_users_group", group);
    }
    wrong.into_result()?;

    stage.save(store)?;
    Ok(views::user_write_stage(store, &stage, settings)?)
}

fn check_name(
    store: &Connection,
    stage: &StageRow,
    wrong: &mut Violations,
) -> rusqlite::Result<()> {
    if stage.is_name_taken(store)? {
        wrong.add("name", "stage with this name already exists.");
    }
    Ok(())
}

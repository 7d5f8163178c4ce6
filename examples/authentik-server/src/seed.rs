//! What the server starts with: two flows of enrollment, the default flow of authentication, a group.

use authentik_server::types::{
    Authentication, DeniedAction, FlowDesignation, FlowLayout, InvalidResponseAction,
    PolicyEngineMode, UserCreationMode, UserType,
};
use rusqlite::Connection;
use uuid::{Uuid, uuid};

use crate::store::{BindingRow, FlowRow, StageKind, StageRow, UserWrite};

/// The flow `default-authentication-flow`, which has no stages.
pub const AUTHENTICATION_FLOW: Uuid = uuid!("f1000000-0000-4000-8000-000000000001");
/// The flow `default-enrollment-flow`: an invitation, then a user write stage.
pub const ENROLLMENT_FLOW: Uuid = uuid!("f1000000-0000-4000-8000-000000000002");
/// The flow `default-source-enrollment`: the other user write stage.
pub const SOURCE_ENROLLMENT_FLOW: Uuid = uuid!("f1000000-0000-4000-8000-000000000003");

/// The invitation stage of the enrollment flow.
pub const INVITATION_STAGE: Uuid = uuid!("5a000000-0000-4000-8000-000000000001");
/// The user write stage of the enrollment flow.
pub const USER_WRITE_STAGE: Uuid = uuid!("5a000000-0000-4000-8000-000000000002");
/// The user write stage of the source enrollment flow; it has a group.
pub const SOURCE_USER_WRITE_STAGE: Uuid = uuid!("5a000000-0000-4000-8000-000000000003");

/// The place of the invitation stage.
pub const INVITATION_BINDING: Uuid = uuid!("b1000000-0000-4000-8000-000000000001");
/// The place of the user write stage.
pub const USER_WRITE_BINDING: Uuid = uuid!("b1000000-0000-4000-8000-000000000002");
/// The place of the user write stage of the source enrollment flow.
pub const SOURCE_USER_WRITE_BINDING: Uuid = uuid!("b1000000-0000-4000-8000-000000000003");

/// A group that new users can join.
pub const GROUP: Uuid = uuid!("96000000-0000-4000-8000-000000000001");

/// Writes all of it to an empty database.
pub(crate) fn plant(store: &Connection) -> rusqlite::Result<()> {
    store.execute("INSERT INTO groups VALUES (?1)", (GROUP,))?;
    for flow in flows() {
        flow.insert(store)?;
    }
    for stage in stages() {
        stage.save(store)?;
    }
    for binding in bindings() {
        binding.save(store)?;
    }
    Ok(())
}

fn flows() -> [FlowRow; 3] {
    [
        FlowRow {
            name: "Welcome to authentik!".into(),
            slug: "default-authentication-flow".into(),
            title: "Welcome to authentik!".into(),
            designation: FlowDesignation::Authentication,
            ..flow(AUTHENTICATION_FLOW)
        },
        FlowRow {
            name: "Default enrollment flow".into(),
            slug: "default-enrollment-flow".into(),
            title: "Sign up".into(),
            designation: FlowDesignation::Enrollment,
            authentication: Authentication::RequireUnauthenticated,
            ..flow(ENROLLMENT_FLOW)
        },
        FlowRow {
            name: "Welcome to authentik! Please select a username.".into(),
            slug: "default-source-enrollment".into(),
            title: "Welcome to authentik! Please select a username.".into(),
            designation: FlowDesignation::Enrollment,
            ..flow(SOURCE_ENROLLMENT_FLOW)
        },
    ]
}

fn stages() -> [StageRow; 3] {
    [
        StageRow {
            pk: INVITATION_STAGE,
            name: "default-enrollment-invitation".into(),
            kind: StageKind::Invitation {
                continue_flow_without_invitation: false,
            },
        },
        StageRow {
            pk: USER_WRITE_STAGE,
            name: "default-enrollment-user-write".into(),
            kind: StageKind::UserWrite(user_write(None)),
        },
        StageRow {
            pk: SOURCE_USER_WRITE_STAGE,
            name: "default-source-enrollment-write".into(),
            kind: StageKind::UserWrite(user_write(Some(GROUP))),
        },
    ]
}

fn bindings() -> [BindingRow; 3] {
    [
        binding(INVITATION_BINDING, ENROLLMENT_FLOW, INVITATION_STAGE, 0),
        binding(USER_WRITE_BINDING, ENROLLMENT_FLOW, USER_WRITE_STAGE, 10),
        binding(
            SOURCE_USER_WRITE_BINDING,
            SOURCE_ENROLLMENT_FLOW,
            SOURCE_USER_WRITE_STAGE,
            0,
        ),
    ]
}

fn flow(pk: Uuid) -> FlowRow {
    FlowRow {
        pk,
        policybindingmodel_ptr_id: policy_target(pk),
        name: String::new(),
        slug: String::new(),
        title: String::new(),
        designation: FlowDesignation::StageConfiguration,
        background: "/static/dist/assets/images/flow_background.jpg".into(),
        policy_engine_mode: PolicyEngineMode::Any,
        compatibility_mode: false,
        layout: FlowLayout::Stacked,
        denied_action: DeniedAction::MessageContinue,
        authentication: Authentication::None,
    }
}

fn user_write(group: Option<Uuid>) -> UserWrite {
    UserWrite {
        user_creation_mode: UserCreationMode::AlwaysCreate,
        create_users_as_inactive: false,
        create_users_group: group,
        user_type: UserType::External,
        user_path_template: "users".into(),
    }
}

fn binding(pk: Uuid, target: Uuid, stage: Uuid, order: i32) -> BindingRow {
    BindingRow {
        pk,
        policybindingmodel_ptr_id: policy_target(pk),
        target,
        stage,
        evaluate_on_plan: false,
        re_evaluate_policies: true,
        order,
        policy_engine_mode: PolicyEngineMode::Any,
        invalid_response_action: InvalidResponseAction::Retry,
    }
}

/// A second uuid of the same object.
const fn policy_target(pk: Uuid) -> Uuid {
    Uuid::from_u128(pk.as_u128() | 1 << 32)
}

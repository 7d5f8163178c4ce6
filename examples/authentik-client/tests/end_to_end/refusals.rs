//! Requests that are answered with 400.

use authentik_client::types::{
    FlowDesignation, FlowSetRequest, PatchedFlowRequest, PatchedFlowStageBindingRequest,
    PatchedInvitationStageRequest, PatchedUserWriteStageRequest,
};
use authentik_server_example::seed;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answers::invalid;
use crate::transport::Transport;

const FLOW: &str = "default-authentication-flow";

pub(crate) async fn all_that_breaks_a_constraint_is_told_at_once(transport: Transport) {
    let (_served, client) = transport.example().await;
    let request = PatchedFlowRequest {
        name: Some(String::new()),
        slug: Some("not a slug ".repeat(5)),
        title: Some("fine".into()),
        layout: Some("upside_down".into()),
        ..Default::default()
    };
    let call = client.flows().instances_partial_update(FLOW).body(&request);
    let expected = json!({
        "name": ["must have at least 1 character"],
        "slug": ["must have at most 50 characters", "must match ^[-a-zA-Z0-9_]+$"],
        "layout": ["must be one of stacked, content_left, content_right, sidebar_left, sidebar_right"],
    });
    assert_eq!(invalid(call.await), expected);
}

pub(crate) async fn a_place_in_a_list_is_told_by_its_item(transport: Transport) {
    let (_served, client) = transport.example().await;
    let flow = |slug: &str| FlowSetRequest {
        name: "name".into(),
        slug: slug.into(),
        title: "title".into(),
        designation: FlowDesignation::Recovery,
        policy_engine_mode: None,
        compatibility_mode: None,
        layout: None,
        denied_action: None,
    };
    let request = PatchedInvitationStageRequest {
        name: Some(String::new()),
        flow_set: Some(vec![flow("fine"), flow("")]),
        ..Default::default()
    };
    let call = client
        .stages()
        .invitation_stages_partial_update(seed::INVITATION_STAGE);
    let expected = json!({
        "name": ["must have at least 1 character"],
        "flow_set": [
            {},
            { "slug": ["must have at least 1 character", "must match ^[-a-zA-Z0-9_]+$"] },
        ],
    });
    assert_eq!(invalid(call.clone().body(&request).await), expected);

    let request =
        json!({ "name": 1, "flow_set": [{ "name": "name", "slug": null, "title": "title" }] });
    let expected = json!({
        "name": ["must be a string"],
        "flow_set": [{ "slug": ["must be a string, not null"], "designation": ["is required"] }],
    });
    assert_eq!(invalid(call.json_body(&request).await), expected);
}

pub(crate) async fn a_number_out_of_bounds_is_told(transport: Transport) {
    let (_served, client) = transport.example().await;
    for order in [2_147_483_648_i64, -2_147_483_649] {
        let call = client
            .flows()
            .bindings_partial_update(seed::USER_WRITE_BINDING);
        let expected = json!({ "order": ["must be an integer from -2147483648 to 2147483647"] });
        assert_eq!(
            invalid(call.json_body(&json!({ "order": order })).await),
            expected
        );
    }
}

pub(crate) async fn a_body_that_is_null_is_refused(transport: Transport) {
    let (_served, client) = transport.example().await;
    let call = client
        .flows()
        .instances_partial_update(FLOW)
        .json_body(&Value::Null);
    assert_eq!(
        invalid(call.await),
        json!({ "non_field_errors": ["must not be null"] })
    );
}

pub(crate) async fn a_slug_or_name_that_is_taken_is_told(transport: Transport) {
    let (_served, client) = transport.example().await;
    let request = PatchedFlowRequest {
        slug: Some("default-enrollment-flow".into()),
        ..Default::default()
    };
    let call = client.flows().instances_partial_update(FLOW).body(&request);
    let expected = json!({ "slug": ["Flow with this slug already exists."] });
    assert_eq!(invalid(call.await), expected);

    let request = PatchedInvitationStageRequest {
        name: Some("default-enrollment-user-write".into()),
        ..Default::default()
    };
    let call = client
        .stages()
        .invitation_stages_partial_update(seed::INVITATION_STAGE);
    let expected = json!({ "name": ["stage with this name already exists."] });
    assert_eq!(invalid(call.body(&request).await), expected);
}

pub(crate) async fn objects_that_do_not_exist_are_told(transport: Transport) {
    let (_served, client) = transport.example().await;
    let message = "Invalid pk \"00000000-0000-0000-0000-000000000000\" - object does not exist.";
    let request = PatchedFlowStageBindingRequest {
        target: Some(Uuid::nil()),
        stage: Some(Uuid::nil()),
        ..Default::default()
    };
    let call = client
        .flows()
        .bindings_partial_update(seed::USER_WRITE_BINDING);
    let expected = json!({ "target": [message], "stage": [message] });
    assert_eq!(invalid(call.body(&request).await), expected);

    let request = PatchedUserWriteStageRequest {
        create_users_group: Uuid::nil().into(),
        ..Default::default()
    };
    let call = client
        .stages()
        .user_write_partial_update(seed::USER_WRITE_STAGE);
    let expected = json!({ "create_users_group": [message] });
    assert_eq!(invalid(call.body(&request).await), expected);
}

pub(crate) async fn a_place_that_is_taken_is_told_of_the_whole(transport: Transport) {
    let (_served, client) = transport.example().await;
    let request = PatchedFlowStageBindingRequest {
        stage: Some(seed::INVITATION_STAGE),
        order: Some(0),
        ..Default::default()
    };
    let call = client
        .flows()
        .bindings_partial_update(seed::USER_WRITE_BINDING);
    let expected = json!({
        "non_field_errors": ["The fields target, stage, order must make a unique set."],
    });
    assert_eq!(invalid(call.body(&request).await), expected);
}

pub(crate) async fn a_refused_patch_changes_nothing(transport: Transport) {
    let (_served, client) = transport.example().await;
    let stage = || {
        client
            .stages()
            .user_write_partial_update(seed::USER_WRITE_STAGE)
    };
    let before = stage().await.unwrap();
    let request = PatchedUserWriteStageRequest {
        name: Some("a new name".into()),
        create_users_group: Uuid::nil().into(),
        ..Default::default()
    };
    invalid(stage().body(&request).await);
    assert_eq!(stage().await.unwrap(), before);
}

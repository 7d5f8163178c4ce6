//! What a PATCH changes, and what it leaves.

use authentik_client::types::{
    Flow, Patch, PatchedFlowRequest, PatchedFlowStageBindingRequest, PatchedUserWriteStageRequest,
};
use authentik_server_example::seed;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::json;

use crate::answers::undocumented;
use crate::transport::{TOKEN, Transport};

pub(crate) async fn a_patch_changes_what_it_holds(transport: Transport) {
    let (served, client) = transport.example().await;
    let flow = || {
        client
            .flows()
            .instances_partial_update("default-enrollment-flow")
    };
    let before = flow().await.unwrap();
    let request = PatchedFlowRequest {
        title: Some("Join us".into()),
        compatibility_mode: Some(true),
        ..Default::default()
    };
    let answer = flow().body(&request).send().await.unwrap();

    let arrived = served.log.last();
    assert_eq!(
        arrived.json(),
        json!({ "title": "Join us", "compatibility_mode": true })
    );
    assert_eq!(arrived.headers[CONTENT_TYPE], "application/json");
    assert_eq!(arrived.headers[AUTHORIZATION], format!("Bearer {TOKEN}"));
    let expected = Flow {
        title: "Join us".into(),
        compatibility_mode: Some(true),
        ..before
    };
    assert_eq!((answer.status.as_u16(), &answer.body), (200, &expected));
    assert_eq!(flow().await.unwrap(), expected);
    assert_eq!(
        expected.stages,
        [seed::INVITATION_STAGE, seed::USER_WRITE_STAGE]
    );
}

pub(crate) async fn an_empty_patch_changes_nothing(transport: Transport) {
    let (served, client) = transport.example().await;
    let stage = || {
        client
            .stages()
            .invitation_stages_partial_update(seed::INVITATION_STAGE)
    };
    let before = stage().await.unwrap();
    let arrived = served.log.last();
    assert!(arrived.body.is_empty());
    assert!(!arrived.headers.contains_key(CONTENT_TYPE));

    let after = stage().body(&<_>::default()).await.unwrap();
    assert_eq!(served.log.last().json(), json!({}));
    assert_eq!(after, before);
    assert_eq!(after.component, "ak-stage-invitation-form");
    let flows = after.flow_set.unwrap();
    assert_eq!(
        flows.iter().map(|flow| flow.pk).collect::<Vec<_>>(),
        [seed::ENROLLMENT_FLOW]
    );
}

pub(crate) async fn a_new_slug_moves_the_flow(transport: Transport) {
    let (_served, client) = transport.example().await;
    let flow = |slug: &str| client.flows().instances_partial_update(slug);
    let before = flow("default-source-enrollment").await.unwrap();
    let request = PatchedFlowRequest {
        slug: Some("join".into()),
        ..Default::default()
    };
    let moved = flow("default-source-enrollment")
        .body(&request)
        .await
        .unwrap();
    assert_eq!(moved.pk, before.pk);
    assert_eq!(moved.export_url, "/api/v3/flows/instances/join/export/");
    assert_eq!(flow("join").await.unwrap(), moved);
    assert_eq!(undocumented(flow("default-source-enrollment").await).0, 404);
}

pub(crate) async fn a_binding_moves_to_another_flow(transport: Transport) {
    let (_served, client) = transport.example().await;
    let request = PatchedFlowStageBindingRequest {
        target: Some(seed::AUTHENTICATION_FLOW),
        order: Some(i32::MIN),
        ..Default::default()
    };
    let call = client
        .flows()
        .bindings_partial_update(seed::INVITATION_BINDING);
    let binding = call.body(&request).await.unwrap();
    assert_eq!(
        (binding.target, binding.order),
        (seed::AUTHENTICATION_FLOW, i32::MIN)
    );
    let flows = binding.stage_obj.flow_set.unwrap();
    assert_eq!(
        flows.iter().map(|flow| &*flow.slug).collect::<Vec<_>>(),
        ["default-authentication-flow"]
    );
}

pub(crate) async fn a_group_is_kept_cleared_or_set(transport: Transport) {
    let (served, client) = transport.example().await;
    let group = Some(seed::GROUP);
    let cases = [
        (Patch::Absent, json!({}), group),
        (Patch::Null, json!({ "create_users_group": null }), None),
        (Patch::Absent, json!({}), None),
        (
            group.into(),
            json!({ "create_users_group": seed::GROUP.to_string() }),
            group,
        ),
    ];
    for (create_users_group, sent, expected) in cases {
        let request = PatchedUserWriteStageRequest {
            create_users_group,
            ..Default::default()
        };
        let call = client
            .stages()
            .user_write_partial_update(seed::SOURCE_USER_WRITE_STAGE);
        let stage = call.body(&request).await.unwrap();
        assert_eq!(served.log.last().json(), sent);
        assert_eq!(stage.create_users_group, expected);
    }
}

pub(crate) async fn what_is_there_can_be_sent_again(transport: Transport) {
    let (_served, client) = transport.example().await;
    let flow = client
        .flows()
        .instances_partial_update("default-enrollment-flow");
    let request = PatchedFlowRequest {
        slug: Some("default-enrollment-flow".into()),
        ..Default::default()
    };
    assert_eq!(
        flow.clone().body(&request).await.unwrap(),
        flow.await.unwrap()
    );

    let stage = client
        .stages()
        .user_write_partial_update(seed::USER_WRITE_STAGE);
    let request = PatchedUserWriteStageRequest {
        name: Some("default-enrollment-user-write".into()),
        ..Default::default()
    };
    assert_eq!(
        stage.clone().body(&request).await.unwrap(),
        stage.await.unwrap()
    );

    let binding = client
        .flows()
        .bindings_partial_update(seed::USER_WRITE_BINDING);
    let before = binding.clone().await.unwrap();
    let request = PatchedFlowStageBindingRequest {
        target: Some(before.target),
        stage: Some(before.stage),
        order: Some(before.order),
        ..Default::default()
    };
    assert_eq!(binding.body(&request).await.unwrap(), before);
}

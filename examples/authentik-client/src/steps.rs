//! What the example does, one thing after the other.

use std::error::Error;

use authentik_client::Client;
use authentik_client::types::{
    DeniedAction, FlowLayout, Patch, PatchedFlowRequest, PatchedFlowStageBindingRequest,
    PatchedUserWriteStageRequest,
};
use uuid::{Uuid, uuid};

use crate::changes::print_changes;
use crate::failures::print_failure;

type Outcome = Result<(), Box<dyn Error>>;

const FLOW: &str = "default-authentication-flow";
const OTHER_FLOW: &str = "default-enrollment-flow";
const BINDING: Uuid = uuid!("b1000000-0000-4000-8000-000000000002");
const USER_WRITE_STAGE: Uuid = uuid!("5a000000-0000-4000-8000-000000000003");

/// Only what is sent changes.
pub(crate) async fn change_a_flow(client: &Client) -> Outcome {
    println!("\nchange the flow {FLOW}");
    let before = client.flows().instances_partial_update(FLOW).await?;
    let after = client
        .flows()
        .instances_partial_update(FLOW)
        .body(&PatchedFlowRequest {
            title: Some("Welcome back".into()),
            layout: Some(FlowLayout::ContentLeft),
            denied_action: Some(DeniedAction::Message),
            ..Default::default()
        })
        .await?;
    print_changes(&before, &after)?;

    let restored = PatchedFlowRequest {
        title: Some(before.title),
        layout: before.layout,
        denied_action: before.denied_action,
        ..Default::default()
    };
    client
        .flows()
        .instances_partial_update(FLOW)
        .body(&restored)
        .await?;
    Ok(())
}

/// A flow is found by its slug, so another slug moves it.
pub(crate) async fn rename_a_flow(client: &Client) -> Outcome {
    println!("\nrename the flow {FLOW}");
    let rename = |slug: &str| PatchedFlowRequest {
        slug: Some(slug.to_owned()),
        ..Default::default()
    };
    let before = client.flows().instances_partial_update(FLOW).await?;
    let after = client
        .flows()
        .instances_partial_update(FLOW)
        .body(&rename("login"))
        .await?;
    print_changes(&before, &after)?;

    client
        .flows()
        .instances_partial_update("login")
        .body(&rename(FLOW))
        .await?;
    Ok(())
}

/// `send` gives the status and the headers beside the body.
pub(crate) async fn move_a_binding(client: &Client) -> Outcome {
    println!("\nmove the binding {BINDING}");
    let before = client.flows().bindings_partial_update(BINDING).await?;
    let answer = client
        .flows()
        .bindings_partial_update(BINDING)
        .body(&PatchedFlowStageBindingRequest {
            order: Some(before.order + 10),
            evaluate_on_plan: Some(true),
            ..Default::default()
        })
        .send()
        .await?;
    println!("  {}", answer.status);
    print_changes(&before, &answer.body)?;

    let restored = PatchedFlowStageBindingRequest {
        order: Some(before.order),
        evaluate_on_plan: before.evaluate_on_plan,
        ..Default::default()
    };
    client
        .flows()
        .bindings_partial_update(BINDING)
        .body(&restored)
        .await?;
    Ok(())
}

/// Leaving a field out and sending `null` are different requests.
pub(crate) async fn clear_a_group(client: &Client) -> Outcome {
    let stage = || client.stages().user_write_partial_update(USER_WRITE_STAGE);
    let first = stage().await?;

    println!("\nleave create_users_group out");
    let absent = PatchedUserWriteStageRequest {
        create_users_as_inactive: Some(true),
        ..Default::default()
    };
    let second = stage().body(&absent).await?;
    print_changes(&first, &second)?;

    println!("\nset create_users_group to null");
    let null = PatchedUserWriteStageRequest {
        create_users_group: Patch::Null,
        ..Default::default()
    };
    let third = stage().body(&null).await?;
    print_changes(&second, &third)?;

    println!("\nset create_users_group to what it was");
    let restored = PatchedUserWriteStageRequest {
        create_users_as_inactive: first.create_users_as_inactive,
        create_users_group: first.create_users_group.into(),
        ..Default::default()
    };
    let last = stage().body(&restored).await?;
    print_changes(&third, &last)
}

/// The server tells everything that is wrong at once.
pub(crate) async fn break_constraints(client: &Client) -> Outcome {
    println!("\nsend values that the document forbids");
    let request = PatchedFlowRequest {
        name: Some(String::new()),
        slug: Some("not a slug ".repeat(5)),
        layout: Some("upside_down".into()),
        ..Default::default()
    };
    print_failure(
        client
            .flows()
            .instances_partial_update(FLOW)
            .body(&request)
            .await,
    )
}

/// What only the server can know is answered in the same shape.
pub(crate) async fn break_references(client: &Client) -> Outcome {
    println!("\ntake the slug of another flow");
    let request = PatchedFlowRequest {
        slug: Some(OTHER_FLOW.into()),
        ..Default::default()
    };
    print_failure(
        client
            .flows()
            .instances_partial_update(FLOW)
            .body(&request)
            .await,
    )?;

    println!("\nbind a stage that does not exist to a flow that does not exist");
    let request = PatchedFlowStageBindingRequest {
        target: Some(Uuid::nil()),
        stage: Some(Uuid::nil()),
        ..Default::default()
    };
    print_failure(
        client
            .flows()
            .bindings_partial_update(BINDING)
            .body(&request)
            .await,
    )
}

/// The document does not list 404, so its body stays as it came.
pub(crate) async fn miss_a_flow(client: &Client) -> Outcome {
    println!("\nask for a flow that does not exist");
    print_failure(
        client
            .flows()
            .instances_partial_update("no-such-flow")
            .await,
    )
}

/// The document lists 403 for every operation.
pub(crate) async fn show_a_wrong_token(stranger: &Client) -> Outcome {
    println!("\nshow a wrong token");
    print_failure(stranger.flows().instances_partial_update(FLOW).await)
}

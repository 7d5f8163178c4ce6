//! A program that calls five operations: `five BASE_URL TOKEN SLUG BINDING STAGE`.

use authentik_client::apis::configuration::Configuration;
use authentik_client::apis::{flows_api, stages_api};
use authentik_client::models::{
    PatchedFlowRequest, PatchedFlowStageBindingRequest, PatchedUserWriteStageRequest,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, token, slug, binding, stage] = arguments.as_slice() else {
        return Err("five BASE_URL TOKEN SLUG BINDING STAGE".into());
    };
    let client = Configuration {
        base_path: base.clone(),
        bearer_access_token: Some(token.clone()),
        ..Configuration::new()
    };

    let page = flows_api::flows_instances_list(
        &client, None, None, None, None, None, None, Some(100), None, None,
    )
    .await?;
    println!("{} flows", page.results.len());
    let flow = flows_api::flows_instances_retrieve(&client, slug).await?;
    println!("{}", flow.title);
    let change = PatchedFlowRequest {
        title: Some("Welcome back".to_owned()),
        ..Default::default()
    };
    let flow = flows_api::flows_instances_partial_update(&client, slug, Some(change)).await?;
    println!("{}", flow.title);
    let change = PatchedFlowStageBindingRequest {
        evaluate_on_plan: Some(true),
        ..Default::default()
    };
    let binding = flows_api::flows_bindings_partial_update(&client, binding, Some(change)).await?;
    println!("{}", binding.order);
    let change = PatchedUserWriteStageRequest {
        create_users_as_inactive: Some(false),
        ..Default::default()
    };
    let stage = stages_api::stages_user_write_partial_update(&client, stage, Some(change)).await?;
    println!("{}", stage.name);
    Ok(())
}

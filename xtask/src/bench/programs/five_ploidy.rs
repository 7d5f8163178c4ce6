//! A program that calls five operations: `five BASE_URL TOKEN SLUG BINDING STAGE`.

use authentik_ploidy::client::Client;
use authentik_ploidy::client::default::parameters::FlowsInstancesListQuery;
use authentik_ploidy::types::{
    PatchedFlowRequest, PatchedFlowStageBindingRequest, PatchedUserWriteStageRequest,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, token, slug, binding, stage] = arguments.as_slice() else {
        return Err("five BASE_URL TOKEN SLUG BINDING STAGE".into());
    };
    let client = Client::new(base)?.with_sensitive_header("authorization", format!("Bearer {token}"))?;

    let query = FlowsInstancesListQuery {
        page_size: Some(100).into(),
        ..Default::default()
    };
    let page = client.flows_instances_list(&query).await?;
    println!("{} flows", page.results.len());
    let flow = client.flows_instances_retrieve(slug).await?;
    println!("{}", flow.title);
    let change = PatchedFlowRequest {
        title: "Welcome back".to_owned().into(),
        ..Default::default()
    };
    let flow = client.flows_instances_partial_update(slug, change).await?;
    println!("{}", flow.title);
    let change = PatchedFlowStageBindingRequest {
        evaluate_on_plan: true.into(),
        ..Default::default()
    };
    let binding = client.flows_bindings_partial_update(binding, change).await?;
    println!("{}", binding.order);
    let change = PatchedUserWriteStageRequest {
        create_users_as_inactive: false.into(),
        ..Default::default()
    };
    let stage = client.stages_user_write_partial_update(stage, change).await?;
    println!("{}", stage.name);
    Ok(())
}

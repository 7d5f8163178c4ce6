//! A program that calls five operations: `five BASE_URL TOKEN SLUG BINDING STAGE`.

use authentik_openapi_to_rust::generated::{
    HttpClient, PatchedFlowRequest, PatchedFlowStageBindingRequest, PatchedUserWriteStageRequest,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, token, slug, binding, stage] = arguments.as_slice() else {
        return Err("five BASE_URL TOKEN SLUG BINDING STAGE".into());
    };
    let client = HttpClient::new().with_base_url(base).with_api_key(token);

    let none = None::<&str>;
    let page = client
        .flows_instances_list(None, None, none, none, none, None, Some(100), none, none)
        .await?;
    println!("{} flows", page.results.len());
    let flow = client.flows_instances_retrieve(slug).await?;
    println!("{}", flow.title);
    let change = PatchedFlowRequest {
        title: Some("Welcome back".to_owned()),
        ..Default::default()
    };
    let flow = client.flows_instances_partial_update(slug, Some(change)).await?;
    println!("{}", flow.title);
    let change = PatchedFlowStageBindingRequest {
        evaluate_on_plan: Some(true),
        ..Default::default()
    };
    let binding = client.flows_bindings_partial_update(binding, Some(change)).await?;
    println!("{}", binding.order);
    let change = PatchedUserWriteStageRequest {
        create_users_as_inactive: Some(false),
        ..Default::default()
    };
    let stage = client.stages_user_write_partial_update(stage, Some(change)).await?;
    println!("{}", stage.name);
    Ok(())
}

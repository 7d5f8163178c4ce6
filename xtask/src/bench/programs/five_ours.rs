//! A program that calls five operations: `five BASE_URL TOKEN SLUG BINDING STAGE`.

use authentik_client::types::{PatchedFlowRequest, PatchedFlowStageBindingRequest, PatchedUserWriteStageRequest};
use authentik_client::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, token, slug, binding, stage] = arguments.as_slice() else {
        return Err("five BASE_URL TOKEN SLUG BINDING STAGE".into());
    };
    let client = Client::builder(base).bearer(token.as_str()).build()?;

    let page = client.flows().instances_list().page_size(100).await?;
    println!("{} flows", page.results.len());
    let flow = client.flows().instances_retrieve(slug).await?;
    println!("{}", flow.title);
    let change = PatchedFlowRequest {
        title: Some("Welcome back".to_owned()),
        ..Default::default()
    };
    let flow = client.flows().instances_partial_update(slug).body(&change).await?;
    println!("{}", flow.title);
    let change = PatchedFlowStageBindingRequest {
        evaluate_on_plan: Some(true),
        ..Default::default()
    };
    let binding = client.flows().bindings_partial_update(binding.parse()?).body(&change).await?;
    println!("{}", binding.order);
    let change = PatchedUserWriteStageRequest {
        create_users_as_inactive: Some(false),
        ..Default::default()
    };
    let stage = client.stages().user_write_partial_update(stage.parse()?).body(&change).await?;
    println!("{}", stage.name);
    Ok(())
}

//! Calls an operation over a socket, with the generated client or with reqwest by hand: `call KIND WHAT NUMBER BASE_URL`.

use reqwest::redirect::Policy;

use plain::{Flow, FlowChange, SLUG, TOKEN};

mod plain;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, what, number, base] = arguments.as_slice() else {
        return Err("call KIND WHAT NUMBER BASE_URL".into());
    };
    let number: usize = number.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match (kind.as_str(), what.as_str()) {
            ("ours", "get") => ours_get(base, number).await,
            ("ours", "patch") => ours_patch(base, number).await,
            ("plain", "get") => plain_get(base, number).await,
            ("plain", "patch") => plain_patch(base, number).await,
            _ => Err("`ours` or `plain`, `get` or `patch`".into()),
        }
    })
}

async fn ours_get(base: &str, number: usize) -> Result<(), Failure> {
    let client = authentik_client::Client::builder(base).bearer(TOKEN).build()?;
    for _ in 0..number {
        let flow = client.flows().instances_retrieve(SLUG).await?;
        assert_eq!(flow.slug, SLUG);
    }
    Ok(())
}

async fn plain_get(base: &str, number: usize) -> Result<(), Failure> {
    let client = reqwest::Client::builder().redirect(Policy::none()).build()?;
    for _ in 0..number {
        let request = client.get(format!("{base}/flows/instances/{SLUG}/")).bearer_auth(TOKEN);
        let flow: Flow = request.send().await?.error_for_status()?.json().await?;
        assert_eq!(flow.slug, SLUG);
    }
    Ok(())
}

async fn ours_patch(base: &str, number: usize) -> Result<(), Failure> {
    use authentik_client::types::{DeniedActionEnum, PatchedFlowRequest};

    let client = authentik_client::Client::builder(base).bearer(TOKEN).build()?;
    for _ in 0..number {
        let change = PatchedFlowRequest {
            title: Some("Welcome back".to_owned()),
            denied_action: Some(DeniedActionEnum::Message),
            ..Default::default()
        };
        let flow = client.flows().instances_partial_update(SLUG).body(&change).await?;
        assert_eq!(flow.title, "Welcome back");
    }
    Ok(())
}

async fn plain_patch(base: &str, number: usize) -> Result<(), Failure> {
    use crate::plain::DeniedAction;

    let client = reqwest::Client::builder().redirect(Policy::none()).build()?;
    for _ in 0..number {
        let change = FlowChange {
            title: Some("Welcome back".to_owned()),
            denied_action: Some(DeniedAction::Message),
            ..Default::default()
        };
        let request = client.patch(format!("{base}/flows/instances/{SLUG}/")).bearer_auth(TOKEN);
        let flow: Flow = request.json(&change).send().await?.error_for_status()?.json().await?;
        assert_eq!(flow.title, "Welcome back");
    }
    Ok(())
}

//! Changes of flows.

use authentik_server::types::{Flow, PatchedFlowRequest, Violations};
use rusqlite::Connection;

use super::set;
use crate::failure::Failure;
use crate::store::FlowRow;
use crate::views;

/// Changes the flow `slug`; with another slug it is found there from now on.
pub(super) fn change(
    store: &Connection,
    slug: &str,
    body: PatchedFlowRequest,
) -> Result<Flow, Failure> {
    let mut flow = FlowRow::by_slug(store, slug)?.ok_or(Failure::NotFound)?;
    set(&mut flow.name, body.name);
    set(&mut flow.slug, body.slug);
    set(&mut flow.title, body.title);
    set(&mut flow.designation, body.designation);
    set(&mut flow.policy_engine_mode, body.policy_engine_mode);
    set(&mut flow.compatibility_mode, body.compatibility_mode);
    set(&mut flow.layout, body.layout);
    set(&mut flow.denied_action, body.denied_action);
    set(&mut flow.authentication, body.authentication);
    check(store, &flow)?;

    flow.save(store)?;
    Ok(views::flow(store, flow)?)
}

fn check(store: &Connection, flow: &FlowRow) -> Result<(), Failure> {
    let mut wrong = Violations::new();
    if flow.is_slug_taken(store)? {
        wrong.add("slug", "Flow with this slug already exists.");
    }
    Ok(wrong.into_result()?)
}

//! Changes of flows.

use authentik_server::Error;
use authentik_server::types::{Flow, PatchedFlowRequest};

use super::set;
use crate::refusal::{Failure, Refusal};
use crate::store::{FlowRow, Tables};
use crate::views;

/// Changes the flow `slug`; with another slug it is found there from now on.
pub(super) fn change(
    tables: &mut Tables,
    slug: &str,
    body: PatchedFlowRequest,
) -> Result<Flow, Failure> {
    let flow = tables.flow_by_slug(slug).ok_or_else(Error::not_found)?;
    let mut flow = flow.clone();
    set(&mut flow.name, body.name);
    set(&mut flow.slug, body.slug);
    set(&mut flow.title, body.title);
    set(&mut flow.designation, body.designation);
    set(&mut flow.policy_engine_mode, body.policy_engine_mode);
    set(&mut flow.compatibility_mode, body.compatibility_mode);
    set(&mut flow.layout, body.layout);
    set(&mut flow.denied_action, body.denied_action);
    set(&mut flow.authentication, body.authentication);
    check(tables, &flow)?;

    tables.flows.insert(flow.pk, flow.clone());
    Ok(views::flow(tables, &flow))
}

fn check(tables: &Tables, flow: &FlowRow) -> Result<(), Failure> {
    let mut refusal = Refusal::default();
    let holder = tables.flow_by_slug(&flow.slug);
    if holder.is_some_and(|holder| holder.pk != flow.pk) {
        refusal.field("slug", "Flow with this slug already exists.");
    }
    refusal.finish()
}

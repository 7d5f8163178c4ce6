//! Changes of flows.

use authentik_server::Error;
use authentik_server::types::{Flow, PatchedFlowRequest};

use super::set;
use crate::refusal::{Failure, Refusal};
use crate::store::Tables;
use crate::views;

/// Changes the flow `slug`; with another slug it is found there from now on.
pub(super) fn change(
    tables: &mut Tables,
    slug: &str,
    body: PatchedFlowRequest,
) -> Result<Flow, Failure> {
    let pk = tables.flow_by_slug(slug).ok_or_else(Error::not_found)?.pk;
    check(tables, slug, &body)?;

    let flow = tables.flows.get_mut(&pk).ok_or_else(Error::not_found)?;
    set(&mut flow.name, body.name);
    set(&mut flow.slug, body.slug);
    set(&mut flow.title, body.title);
    set(&mut flow.designation, body.designation);
    set(&mut flow.policy_engine_mode, body.policy_engine_mode);
    set(&mut flow.compatibility_mode, body.compatibility_mode);
    set(&mut flow.layout, body.layout);
    set(&mut flow.denied_action, body.denied_action);
    set(&mut flow.authentication, body.authentication);
    let flow = flow.clone();
    Ok(views::flow(tables, &flow))
}

fn check(tables: &Tables, slug: &str, body: &PatchedFlowRequest) -> Result<(), Failure> {
    let mut refusal = Refusal::default();
    if let Some(wanted) = &body.slug
        && wanted != slug
        && tables.flow_by_slug(wanted).is_some()
    {
        refusal.field("slug", "Flow with this slug already exists.");
    }
    refusal.finish()
}

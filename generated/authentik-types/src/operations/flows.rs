// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::{Operation, Json, Security};

/// `PATCH /flows/bindings/{fsb_uuid}/`
#[derive(Clone, Copy, Debug)]
pub enum BindingsPartialUpdate {}

impl Operation for BindingsPartialUpdate {
    const ID: &'static str = "flows_bindings_partial_update";
    const METHOD: &'static str = "PATCH";
    const PATH: &'static str = "/flows/bindings/{fsb_uuid}/";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::AnyOf(&[&["authentik"]]);
    type Success = Json<crate::FlowStageBinding>;
    type Failure = crate::ApiError;
}

/// `PATCH /flows/instances/{slug}/`
#[derive(Clone, Copy, Debug)]
pub enum InstancesPartialUpdate {}

impl Operation for InstancesPartialUpdate {
    const ID: &'static str = "flows_instances_partial_update";
    const METHOD: &'static str = "PATCH";
    const PATH: &'static str = "/flows/instances/{slug}/";
    const STATUS: u16 = 200;
    const SECURITY: Security = Security::AnyOf(&[&["authentik"]]);
    type Success = Json<crate::Flow>;
    type Failure = crate::ApiError;
}

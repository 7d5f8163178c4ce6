// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::operations;
use crate::runtime::Json;

operations! {
    BindingsPartialUpdate = PATCH "/flows/bindings/{fsb_uuid}/" as "flows_bindings_partial_update" by [["authentik"]]
        => 200 Json<crate::FlowStageBinding> | crate::ApiError;
    InstancesPartialUpdate = PATCH "/flows/instances/{slug}/" as "flows_instances_partial_update" by [["authentik"]]
        => 200 Json<crate::Flow> | crate::ApiError;
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A server that answers what the document shows: its examples where they are values of their schemas, else a value made for it.
//!
//! Requests are read, checked and refused as by any other service; any credential is taken for a right one. `Prefer: code=404`
//! asks for the answer of another status, `Prefer: example=name` for an example by its name (RFC 7240).

use crate::{answers, resources};
use crate::runtime::mock::Mock;
use crate::runtime::Router;

/// A mock of every operation, below the path of the document's server.
#[must_use]
pub fn router() -> Router<Mock> {
    over(Mock)
}

/// A mock that remembers: what requests make, change and remove is there, changed and gone for those that come after. Each call
/// makes one that knows of nothing yet.
#[must_use]
pub fn remembering() -> Router<Mock> {
    router().remembering(RESOURCES)
}

/// The router of a service that has a part of the operations: the methods that it leaves out answer what the document shows.
#[must_use]
pub fn over<S: crate::Api>(service: S) -> Router<S> {
    crate::router(service).mocked(SHOWN)
}

#[cfg(feature = "flows")]
impl crate::Flows for Mock {}

#[cfg(feature = "stages")]
impl crate::Stages for Mock {}

answers! {
    "flows_bindings_partial_update" {
        "200" => FLOW_STAGE_BINDING as "application/json",
        "400" => VALIDATION_ERROR as "application/json",
        "403" => GENERIC_ERROR as "application/json",
    }
    "flows_instances_partial_update" {
        "200" => FLOW as "application/json",
        "400" => VALIDATION_ERROR as "application/json",
        "403" => GENERIC_ERROR as "application/json",
    }
    "stages_invitation_stages_partial_update" {
        "200" => INVITATION_STAGE as "application/json",
        "400" => VALIDATION_ERROR as "application/json",
        "403" => GENERIC_ERROR as "application/json",
    }
    "stages_user_write_partial_update" {
        "200" => USER_WRITE_STAGE as "application/json",
        "400" => VALIDATION_ERROR as "application/json",
        "403" => GENERIC_ERROR as "application/json",
    }
}

resources! {
    PATCHED_FLOW_STAGE_BINDING_REQUEST_MEMBERS = ["target", "stage", "evaluate_on_plan", "re_evaluate_policies", "order", "policy_engine_mode", "invalid_response_action"];
    PATCHED_FLOW_REQUEST_MEMBERS = ["name", "slug", "title", "designation", "policy_engine_mode", "compatibility_mode", "layout", "denied_action", "authentication"];
    PATCHED_INVITATION_STAGE_REQUEST_MEMBERS = ["name", "continue_flow_without_invitation"];
    PATCHED_USER_WRITE_STAGE_REQUEST_MEMBERS = ["name", "user_creation_mode", "create_users_as_inactive", "create_users_group", "user_type", "user_path_template"];
    "/flows/bindings/{fsb_uuid}/" by "pk"
        => FLOW_STAGE_BINDING [PATCH(PATCHED_FLOW_STAGE_BINDING_REQUEST_MEMBERS)];
    "/flows/instances/{slug}/" by "slug" => FLOW [PATCH(PATCHED_FLOW_REQUEST_MEMBERS)];
    "/stages/invitation/stages/{stage_uuid}/" by "pk"
        => INVITATION_STAGE [PATCH(PATCHED_INVITATION_STAGE_REQUEST_MEMBERS)];
    "/stages/user_write/{stage_uuid}/" by "pk"
        => USER_WRITE_STAGE [PATCH(PATCHED_USER_WRITE_STAGE_REQUEST_MEMBERS)];
}

const FLOW_STAGE_BINDING: &str = r#"{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","policybindingmodel_ptr_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","target":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","stage":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","stage_obj":{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","component":"text","verbose_name":"text","verbose_name_plural":"text","meta_model_name":"text","flow_set":[{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","policybindingmodel_ptr_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","slug":"text","title":"text","designation":"authentication","background":"text","policy_engine_mode":"all","compatibility_mode":true,"export_url":"text","layout":"stacked","denied_action":"message_continue"}]},"evaluate_on_plan":true,"re_evaluate_policies":true,"order":7,"policy_engine_mode":"all","invalid_response_action":"retry"}"#;
const VALIDATION_ERROR: &str = r#"{"non_field_errors":["text"],"code":"text"}"#;
const GENERIC_ERROR: &str = r#"{"detail":"text","code":"text"}"#;
const FLOW: &str = r#"{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","policybindingmodel_ptr_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","slug":"text","title":"text","designation":"authentication","background":"text","stages":["6ba7b810-9dad-11d1-80b4-00c04fd430c8"],"policies":["6ba7b810-9dad-11d1-80b4-00c04fd430c8"],"cache_count":7,"policy_engine_mode":"all","compatibility_mode":true,"export_url":"text","layout":"stacked","denied_action":"message_continue","authentication":"none"}"#;
const INVITATION_STAGE: &str = r#"{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","component":"text","verbose_name":"text","verbose_name_plural":"text","meta_model_name":"text","flow_set":[{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","policybindingmodel_ptr_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","slug":"text","title":"text","designation":"authentication","background":"text","policy_engine_mode":"all","compatibility_mode":true,"export_url":"text","layout":"stacked","denied_action":"message_continue"}],"continue_flow_without_invitation":true}"#;
const USER_WRITE_STAGE: &str = r#"{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","component":"text","verbose_name":"text","verbose_name_plural":"text","meta_model_name":"text","flow_set":[{"pk":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","policybindingmodel_ptr_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","name":"text","slug":"text","title":"text","designation":"authentication","background":"text","policy_engine_mode":"all","compatibility_mode":true,"export_url":"text","layout":"stacked","denied_action":"message_continue"}],"user_creation_mode":"never_create","create_users_as_inactive":true,"create_users_group":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","user_type":"internal","user_path_template":"text"}"#;

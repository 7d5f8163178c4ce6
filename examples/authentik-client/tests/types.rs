//! The generated types by themselves.

#![allow(clippy::unwrap_used, reason = "this is all test code")]

use authentik_client::types::runtime::json;
use authentik_client::types::{
    Flow, FlowStageBinding, GenericError, PatchedFlowRequest, PatchedFlowStageBindingRequest,
    PatchedUserWriteStageRequest, Validate, ValidationError,
};
use serde_json::{Value, json};

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, json::DecodeError> {
    json::decode(value.to_string().as_bytes())
}

#[test]
fn an_order_has_32_bits() {
    for order in [i32::MIN, -1, i32::MAX] {
        let value = json!({ "order": order });
        let binding: PatchedFlowStageBindingRequest = read(&value).unwrap();
        assert_eq!(binding.order, Some(order));
        assert_eq!(binding.validate(), Ok(()));
        assert_eq!(serde_json::to_value(&binding).unwrap(), value);
    }
    for order in [
        json!(2_147_483_648_i64),
        json!(-2_147_483_649_i64),
        json!(1.5),
        json!("1"),
    ] {
        let value = json!({ "order": order });
        let error = read::<PatchedFlowStageBindingRequest>(&value).unwrap_err();
        assert_eq!(error.path, "/order");
    }
}

#[test]
fn a_validation_error_keeps_the_messages_of_every_field() {
    let value = json!({
        "non_field_errors": ["general"],
        "code": "invalid",
        "slug": ["one", "two"],
        "flow_set": [{}, { "slug": ["three"] }],
        "odd": { "null": null, "number": 1.5 },
    });
    let error: ValidationError = read(&value).unwrap();
    assert_eq!(
        error.non_field_errors.as_deref(),
        Some(["general".to_owned()].as_slice())
    );
    assert_eq!(
        error.additional.keys().collect::<Vec<_>>(),
        ["flow_set", "odd", "slug"]
    );
    assert_eq!(error.additional["slug"], json!(["one", "two"]));
    assert_eq!(serde_json::to_value(&error).unwrap(), value);
}

#[test]
fn unknown_fields_are_passed_over() {
    let error: GenericError = read(&json!({ "new": {}, "detail": "No." })).unwrap();
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({ "detail": "No." })
    );
}

#[test]
fn a_field_that_is_no_patch_cannot_be_null() {
    let error = read::<PatchedFlowRequest>(&json!({ "title": null })).unwrap_err();
    assert_eq!(
        (&*error.path, &*error.message),
        ("/title", "must be a string, not null")
    );
    let stage: PatchedUserWriteStageRequest = read(&json!({ "create_users_group": null })).unwrap();
    assert!(stage.create_users_group.is_null());
}

#[test]
fn the_first_missing_member_is_named() {
    let error = read::<Flow>(&json!({})).unwrap_err();
    assert_eq!((&*error.path, &*error.message), ("/pk", "is required"));
    let stage = json!({ "pk": "3fa85f64-5717-4562-b3fc-2c963f66afa6" });
    let error = read::<FlowStageBinding>(&json!({ "stage_obj": stage })).unwrap_err();
    assert_eq!(
        (&*error.path, &*error.message),
        ("/stage_obj/name", "is required")
    );
}

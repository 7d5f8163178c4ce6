//! What a newer server knows and the document does not.

use authentik_client::Error;
use authentik_client::types::{FlowLayout, PatchedFlowRequest};
use serde_json::json;

use crate::answers::invalid;
use crate::transport::Transport;

/// A flow as authentik 2026.5 sends it: with a layout and a field that came later.
const NEWER_FLOW: &str = r#"{
    "pk": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "policybindingmodel_ptr_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "name": "name", "slug": "slug", "title": "title", "designation": "recovery", "background": "",
    "background_themed_urls": null, "stages": [], "policies": [], "cache_count": 0, "export_url": "",
    "layout": "sidebar_left_frame_background"
}"#;

const NEWER_LAYOUT: &str = "sidebar_left_frame_background";

pub(crate) async fn an_unknown_value_is_kept_and_sent_back(transport: Transport) {
    let served = transport.answer(200, NEWER_FLOW).await;
    let client = served.client();
    let flow = client
        .flows()
        .instances_partial_update("slug")
        .await
        .unwrap();
    assert!(
        matches!(&flow.layout, Some(FlowLayout::Unknown(layout)) if layout.as_str() == NEWER_LAYOUT)
    );

    let request = PatchedFlowRequest {
        layout: flow.layout,
        ..Default::default()
    };
    client
        .flows()
        .instances_partial_update("slug")
        .body(&request)
        .await
        .unwrap();
    assert_eq!(served.log.last().json(), json!({ "layout": NEWER_LAYOUT }));
}

pub(crate) async fn an_unknown_value_in_a_request_is_refused(transport: Transport) {
    let (_served, client) = transport.example().await;
    let request = PatchedFlowRequest {
        layout: Some(NEWER_LAYOUT.into()),
        ..Default::default()
    };
    let call = client
        .flows()
        .instances_partial_update("default-authentication-flow");
    let expected = json!({
        "layout": ["must be one of stacked, content_left, content_right, sidebar_left, sidebar_right"],
    });
    assert_eq!(invalid(call.body(&request).await), expected);
}

pub(crate) async fn an_unknown_field_is_passed_over(transport: Transport) {
    let (_served, client) = transport.example().await;
    let flow = || {
        client
            .flows()
            .instances_partial_update("default-authentication-flow")
    };
    let before = flow().await.unwrap();
    let after = flow()
        .json_body(&json!({ "background": "/else", "new": [1] }))
        .await
        .unwrap();
    assert_eq!(after, before);
}

pub(crate) async fn a_null_that_the_document_forbids_is_not_decoded(transport: Transport) {
    let flow = NEWER_FLOW.replace("\"recovery\"", "null");
    let served = transport.answer(200, flow).await;
    let result = served
        .client()
        .flows()
        .instances_partial_update("slug")
        .await;
    let Error::Decode { path, message, .. } = result.unwrap_err() else {
        unreachable!();
    };
    assert_eq!(
        (&*path, &*message),
        ("/designation", "must be a string, not null")
    );

    let flow = NEWER_FLOW.replace("\"sidebar_left_frame_background\"", "null");
    let served = transport.answer(200, flow).await;
    let result = served
        .client()
        .flows()
        .instances_partial_update("slug")
        .await;
    assert!(matches!(result, Err(Error::Decode { path, .. }) if path == "/layout"));
}

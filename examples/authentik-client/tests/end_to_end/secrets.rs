//! What must not be in logs.

use http::header::AUTHORIZATION;

use crate::transport::{TOKEN, Transport};

pub(crate) async fn a_token_is_not_in_any_debug_output(transport: Transport) {
    let (served, client) = transport.example().await;
    let builder = served.builder().bearer(TOKEN);
    let call = client.flows().instances_partial_update("no-such-flow");
    let undocumented = call.clone().await.unwrap_err();
    let unreadable = transport.answer(200, format!("[\"{TOKEN}\"]")).await;
    let unreadable = unreadable
        .client()
        .flows()
        .instances_partial_update("slug")
        .await
        .unwrap_err();
    let unsendable = call
        .clone()
        .header("x-token", &format!("{TOKEN}\n"))
        .await
        .unwrap_err();

    let texts = [
        format!("{builder:?}"),
        format!("{client:?}"),
        format!("{:?}", client.flows()),
        format!("{call:?}"),
        format!("{:?}", call.clone().header("x-token", TOKEN)),
        format!("{undocumented:?} {undocumented}"),
        format!("{unreadable:?} {unreadable}"),
        format!("{unsendable:?} {unsendable}"),
        format!(
            "{:?}",
            served
                .builder()
                .bearer(format!("{TOKEN}\n"))
                .build()
                .unwrap_err()
        ),
    ];
    for text in texts {
        assert!(!text.contains(TOKEN), "{text}");
    }
    let sent = format!("Bearer {TOKEN}");
    assert_eq!(served.log.last().headers[AUTHORIZATION], sent);
}

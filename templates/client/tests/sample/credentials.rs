//! Which credentials a call takes, and that they stay secret.

use crate::recorder::{Recorder, TOKEN};
use crate::runtime::{Call, Credential};
use crate::types::operations::flows as op;
use crate::types::runtime::Operation;

fn credential(scheme: &str) -> Credential {
    match scheme {
        "authentik" => Credential::bearer(TOKEN),
        "key" => Credential::query("api key", "k&1"),
        "session" => Credential::cookie("sid", "s1"),
        "basic" => Credential::basic("Aladdin", "open sesame"),
        _ => Credential::header("X-Api-Key", "h1"),
    }
}

/// What the server sees of the credentials of a call: `Authorization`, `Cookie`, `X-Api-Key`, the query.
async fn sent<O: Operation>(configured: &[&str]) -> String {
    let server = Recorder::answering(200, "[]");
    let builder = configured.iter().fold(server.builder(), |builder, scheme| {
        builder.credential(scheme, credential(scheme))
    });
    let call = Call::<O>::new(&builder.build().unwrap());
    assert!(
        call.path_param("slug", "a")
            .path_param("version", "1")
            .send()
            .await
            .is_ok()
    );
    let request = server.request();
    let mut seen = Vec::new();
    for name in ["authorization", "cookie", "x-api-key"] {
        if let Some(value) = request.headers().get(name) {
            assert!(value.is_sensitive());
            seen.push(value.to_str().unwrap());
        }
    }
    seen.extend(request.uri().query());
    seen.join(" | ")
}

#[tokio::test]
async fn alternatives() {
    let bearer = "Bearer t0p-s3cret";
    let cases = [
        (&[][..], ""),
        (&["authentik"], bearer),
        (&["key"], "api%20key=k%261"),
        (&["authentik", "key"], bearer),
        (&["authentik", "key", "session"], "sid=s1 | api%20key=k%261"),
        (&["session", "other"], ""),
    ];
    for (configured, expected) in cases {
        assert_eq!(
            sent::<op::Alternatives>(configured).await,
            expected,
            "{configured:?}"
        );
    }
}

#[tokio::test]
async fn anonymous_optional_and_unstated() {
    assert_eq!(sent::<op::Anonymous>(&["authentik"]).await, "");
    assert_eq!(
        sent::<op::Optional>(&["authentik"]).await,
        "Bearer t0p-s3cret"
    );
    assert_eq!(sent::<op::Optional>(&["other"]).await, "");
    assert_eq!(sent::<op::InstancesExport>(&["other"]).await, "h1 | raw=1");
    assert_eq!(
        sent::<op::InstancesExport>(&["other", "session"]).await,
        "raw=1"
    );
    // RFC 7617, section 2.
    let basic = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== | raw=1";
    assert_eq!(sent::<op::InstancesExport>(&["basic"]).await, basic);
}

#[tokio::test]
async fn header_of_the_call_comes_before_the_credential() {
    let server = Recorder::answering(200, "[]");
    let builder = server.builder().header("Authorization", "Bearer default");
    let client = builder
        .credential("authentik", Credential::bearer(TOKEN))
        .build()
        .unwrap();
    client.flows().instances_list().await.unwrap();
    assert_eq!(
        server.request().headers()["authorization"],
        "Bearer t0p-s3cret"
    );
    client
        .flows()
        .instances_list()
        .header("authorization", "Bearer own")
        .await
        .unwrap();
    assert_eq!(server.request().headers()["authorization"], "Bearer own");
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let server = Recorder::answering(500, "");
    let builder = server
        .builder()
        .credential("authentik", Credential::bearer(TOKEN))
        .credential("basic", Credential::basic("user", TOKEN))
        .credential("key", Credential::query("k", TOKEN))
        .credential("session", Credential::cookie("k", TOKEN))
        .credential("other", Credential::header("k", TOKEN))
        .header("authorization", TOKEN);
    let mut shown = vec![format!("{builder:#?}")];
    let client = builder.build().unwrap();
    let call = client
        .flows()
        .instances_list()
        .header("x-token", TOKEN)
        .search(TOKEN);
    shown.push(format!("{client:#?} {:#?} {call:#?}", client.flows()));
    let error = call.await.unwrap_err();
    shown.push(format!("{error} {error:#?}"));
    shown.push(format!(
        "{:#?}",
        server.request().headers().get("authorization")
    ));
    let error = client
        .flows()
        .instances_list()
        .header("x", &format!("{TOKEN}\n"))
        .await;
    shown.push(format!("{error:#?}"));
    let shown = shown.concat();
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(
        shown.contains("authentik") && shown.contains("/flows/instances/"),
        "{shown}"
    );
}

#[test]
fn wrong_credentials_are_refused_at_build() {
    let cases = [
        (
            Credential::bearer("abc\n"),
            "credential `s` has a line break",
        ),
        (Credential::bearer(""), "credential `s` is empty"),
        (
            Credential::bearer("Bearer abc"),
            "credential `s` has a space in its token",
        ),
        (
            Credential::bearer("é"),
            "credential `s` has a character that is not printable ASCII",
        ),
        (
            Credential::header("X-Key", "a\r\nX-B: c"),
            "credential `s` has a line break",
        ),
        (
            Credential::header("X Key", "a"),
            "credential `s` names a header that cannot exist",
        ),
        (
            Credential::cookie("k", "a; b=c"),
            "credential `s` has a character that a cookie",
        ),
        (Credential::basic("a:b", "c"), "credential `s` has a colon"),
        (
            Credential::basic("a", "b\n"),
            "credential `s` has a control character",
        ),
    ];
    for (credential, expected) in cases {
        let builder = Recorder::answering(200, "")
            .builder()
            .credential("s", credential);
        let error = builder.build().unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

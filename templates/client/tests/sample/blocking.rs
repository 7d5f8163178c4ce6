//! Calls without async.

use crate::recorder::Recorder;
use crate::runtime::{Client, Error};
use crate::types::ApiError;

#[test]
fn a_call_is_waited_for() {
    let client = Recorder::answering(200, r#"[{"slug": "a", "title": "A"}]"#).client();
    assert_eq!(client.flows().instances_list().wait().unwrap()[0].slug, "a");
    let answer = client.flows().instances_list().wait_for_response().unwrap();
    assert_eq!(answer.status, 200);
    let client = Recorder::answering(403, r#"{"detail": "no"}"#).client();
    let error = client
        .flows()
        .instances_partial_update("a")
        .wait()
        .unwrap_err();
    assert!(matches!(error, Error::Api(ApiError::Forbidden(_), _)));
}

#[test]
fn the_engine_runs_without_a_runtime_of_the_caller() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::builder(&format!("http://{}", listener.local_addr().unwrap()))
        .timeout(std::time::Duration::from_millis(50))
        .build()
        .unwrap();
    // Nobody accepts, so the time limit is what ends it.
    let error = client.flows().instances_list().wait().unwrap_err();
    assert!(matches!(error, Error::Timeout), "{error:?}");
}

#[tokio::test]
async fn it_does_not_panic_inside_a_runtime() {
    let client = Recorder::answering(200, "[]").client();
    assert!(client.flows().instances_list().wait().is_ok());
}

//! What stands around a call: layers, spans, limits, the caller who goes away.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tower::ServiceBuilder;
use tower::util::MapRequestLayer;

use crate::recorder::Recorder;
use crate::runtime::{Body, BoxFuture, Client, Transport, TransportError};

#[tokio::test]
async fn layers_see_every_request() {
    let adding = |value: &'static str| {
        MapRequestLayer::new(move |mut request: http::Request<Body>| {
            let headers = request.headers_mut();
            headers.append("x-way", value.parse().unwrap());
            request
        })
    };
    let server = Recorder::answering(200, "[]");
    let stack = ServiceBuilder::new()
        .layer(adding("outer"))
        .layer(adding("middle"));
    let client = Client::builder("http://h")
        .layer(adding("inner"))
        .layer(stack)
        .service(server.clone())
        .build()
        .unwrap();
    client.flows().instances_list().await.unwrap();
    let request = server.request();
    let way: Vec<_> = request.headers().get_all("x-way").iter().collect();
    assert_eq!(way, ["outer", "middle", "inner"]);
}

#[cfg(feature = "tokio")]
#[tokio::test]
async fn a_layer_keeps_the_clock() {
    let silent = tower::service_fn(|_: http::Request<Body>| {
        std::future::pending::<Result<http::Response<Body>, TransportError>>()
    });
    let client = Client::builder("http://h")
        .service(silent)
        .layer(tower::layer::util::Identity::new())
        .timeout(std::time::Duration::from_millis(1))
        .build()
        .unwrap();
    let error = client.flows().instances_list().await.unwrap_err();
    assert!(matches!(error, crate::runtime::Error::Timeout));
}

/// Counts the requests that are under way.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicUsize>);

struct Guard(Arc<AtomicUsize>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Counting {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let guard = Guard(Arc::clone(&self.0));
        Box::pin(async move {
            let _guard = guard;
            std::future::pending().await
        })
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_is_given_up() {
    let counting = Counting::default();
    let client = Client::builder("http://h")
        .transport(counting.clone())
        .build()
        .unwrap();
    let call = tokio::spawn(client.flows().instances_list().into_future());
    while counting.0.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert_eq!(counting.0.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_stream_is_limited() {
    for (limit, fits) in [(10, true), (9, false)] {
        let client = Recorder::answering(200, "0123456789").client();
        let answer = client.flows().instances_list().stream().await.unwrap();
        let mut body = answer.body.limited(limit);
        match body.chunk().await {
            Ok(Some(chunk)) => assert!(fits && chunk.len() == 10),
            Ok(None) => panic!("the body is empty"),
            Err(error) => {
                assert!(!fits);
                assert_eq!(error.to_string(), "the body has more than 9 bytes");
            }
        }
    }
}

/// A log that can be read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is logged while `work` runs.
fn logged(work: impl Future<Output = ()>) -> String {
    let log = Log::default();
    let sink = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
        .with_writer(move || sink.clone())
        .finish();
    let dispatch = tracing_subscriber::util::SubscriberInitExt::set_default(subscriber);
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(work);
    drop(dispatch);
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

/// Runs a test of this program again, alone in its process. `tracing` keeps whether anybody wants a span from the first time that one is made:
/// a test beside this one, which nobody listens to, may come first.
fn alone(test: &str) {
    let program = std::env::current_exe().unwrap();
    let mut run = std::process::Command::new(program);
    let output = run.args(["--exact", test, "--ignored"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_call_has_a_span_with_the_feature() {
    alone("surroundings::the_span_of_a_call");
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn the_span_of_a_call() {
    let log = logged(async {
        let client = Recorder::answering(200, "[]").client();
        client
            .flows()
            .instances_list()
            .search("s3cret")
            .await
            .unwrap();
        let client = Recorder::answering(403, r#"{"detail": "s3cret"}"#).client();
        let call = client.flows().instances_partial_update("s3cret");
        call.await.unwrap_err();
    });
    if cfg!(feature = "tracing") {
        for fields in [
            r#"http.request.method="GET" url.template="/flows/instances/" http.response.status_code=200"#,
            r#"url.template="/flows/instances/{slug}/" http.response.status_code=403 error.type=403"#,
        ] {
            assert!(log.contains(fields), "{log}");
        }
        assert!(!log.contains("s3cret"), "{log}");
    } else {
        assert_eq!(log, "");
    }
}

//! Forms whose files reach the handler as they come.

#![allow(clippy::panic, clippy::unwrap_used, reason = "this is all test code")]

mod sample;

use std::convert::Infallible;
use std::fmt::Write;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context as Task, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderValue, Request};
use oasmith_template_server::endpoints;
use oasmith_template_server::runtime::{
    Body, Context, Error, MultipartBody, Router, not_implemented_form,
};
use oasmith_template_server::types::record;
use oasmith_template_server::types::runtime::{File, Rule};
use sample::{Answer, DOCUMENT, Sample, request, send};
use tower_service::Service;

mod op {
    use std::convert::Infallible;

    use oasmith_template_server::types::operations;
    use oasmith_template_server::types::runtime::Text;

    operations! {
        Store = POST "/store" as "store" => 200 Text | Infallible;
        Keep = POST "/keep" as "keep" => 200 Text | Infallible;
        Leave = POST "/leave" as "leave" => 200 Text | Infallible;
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Upload {
    title: String,
    file: File,
    more: Option<Vec<File>>,
}

record! {
    Upload {
        title: required within Rule::new().max_length(5),
        file: required,
        more: optional,
    }
}

trait Storing: Send + Sync + 'static {
    fn store(
        &self,
        cx: &Context,
        body: MultipartBody<Upload>,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;

    fn keep(
        &self,
        cx: &Context,
        body: Option<MultipartBody<Upload>>,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send;

    fn leave(
        &self,
        cx: &Context,
        body: MultipartBody<Upload>,
    ) -> impl Future<Output = Result<String, Error<Infallible>>> + Send {
        not_implemented_form(cx, Some(body))
    }
}

impl Storing for Sample {
    async fn store(
        &self,
        _: &Context,
        mut body: MultipartBody<Upload>,
    ) -> Result<String, Error<Infallible>> {
        let mut told = String::new();
        while let Some(mut file) = body.file().await? {
            let (mut length, mut pieces) = (0, 0);
            let name = file.name.clone().unwrap_or_default();
            // A file that nobody wants is passed over.
            while name != "skipped"
                && let Some(piece) = file.chunk().await?
            {
                length += piece.len();
                pieces += 1;
            }
            assert!(
                length < 1000 || pieces > 1,
                "the file was in memory as a whole"
            );
            let content_type = file.content_type.as_deref().unwrap_or("-");
            write!(told, "{}={name} {content_type} {length};", file.member).unwrap();
        }
        let form = body.collect().await?;
        assert!(form.file.content.is_empty() || form.file.name.is_none());
        Ok(format!("{told}{}", form.title))
    }

    async fn keep(
        &self,
        _: &Context,
        body: Option<MultipartBody<Upload>>,
    ) -> Result<String, Error<Infallible>> {
        let Some(body) = body else {
            return Ok("nothing".to_owned());
        };
        let form = body.collect().await?;
        let content = String::from_utf8_lossy(&form.file.content).into_owned();
        Ok(format!(
            "{} {content} {}",
            form.title,
            form.more.map_or(0, |more| more.len())
        ))
    }
}

endpoints! {
    Storing {
        op::Store => store(body: multipart_body(&["file", "more"], &[])),
        op::Keep => keep(body: optional_multipart_body(&["file", "more"], &[])),
        op::Leave => leave(body: multipart_body(&["file", "more"], &[])),
    }
}

fn router() -> Router<Sample> {
    routes(Router::new(Sample, &DOCUMENT))
}

const MULTIPART: &str = "multipart/form-data; boundary=b";

fn text(name: &str, value: &str) -> String {
    format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

fn file(member: &str, name: &str, content: &str) -> String {
    format!(
        "--b\r\nContent-Disposition: form-data; name=\"{member}\"; filename=\"{name}\"\r\nContent-Type: a/b\r\n\r\n{content}\r\n"
    )
}

const END: &str = "--b--\r\n";

/// Sends a body in pieces of that many bytes.
async fn in_pieces(router: Router<Sample>, path: &str, body: &str, length: usize) -> Answer {
    let pieces: Vec<Bytes> = body
        .as_bytes()
        .chunks(length)
        .map(Bytes::copy_from_slice)
        .collect();
    let request = Request::post(format!("/api/v3{path}"))
        .header("content-type", MULTIPART)
        .body(Body::stream(Pieces(pieces.into_iter())))
        .unwrap();
    send(router, request).await
}

struct Pieces(std::vec::IntoIter<Bytes>);

impl Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

#[tokio::test]
async fn files_come_in_pieces_wherever_the_body_is_cut() {
    let content = format!("{}\r\n--\r\n--bc\r\n-", "x\r".repeat(600));
    let body = [
        "preamble\r\n".to_owned(),
        text("title", "T"),
        file("file", "a.png", &content),
        file("more", "skipped", "y"),
        file("more", "", ""),
        // No file of the document, though it has a name.
        file("other", "o", "z"),
        END.to_owned(),
        "epilogue".to_owned(),
    ];
    let body = body.concat();
    let expected = format!(
        "file=a.png a/b {};more=skipped a/b 0;more= a/b 0;T",
        content.len()
    );
    for length in [1, 2, 3, 7, 64, 700] {
        let answer = in_pieces(router(), "/store", &body, length).await;
        assert_eq!(
            (answer.status, &*answer.text),
            (200, &*expected),
            "{length}"
        );
    }
}

#[tokio::test]
async fn a_file_may_come_before_the_other_members() {
    let body = file("file", "a", "content") + &text("title", "T") + END;
    assert_eq!(
        in_pieces(router(), "/store", &body, 10).await.text,
        "file=a a/b 7;T"
    );
}

#[tokio::test]
async fn the_form_as_a_whole_has_its_files() {
    let body = file("file", "a", "content") + &file("more", "b", "") + &text("title", "T") + END;
    assert_eq!(
        in_pieces(router(), "/keep", &body, 10).await.text,
        "T content 1"
    );
    let none = send(router(), request("POST", "/keep", "", "")).await;
    assert_eq!(none.text, "nothing");
    // A file without a name is a member like any other.
    let unnamed = text("file", "content") + &text("title", "T") + END;
    assert_eq!(in_pieces(router(), "/store", &unnamed, 10).await.text, "T");
}

#[tokio::test]
async fn a_wrong_form_is_refused_as_the_document_says() {
    let missing = r#"{"file":["is required"],"title":["must have at most 5 characters"]}"#;
    for path in ["/store", "/keep", "/leave"] {
        let body = text("title", "too long") + END;
        let answer = in_pieces(router(), path, &body, 10).await;
        assert_eq!((answer.status, &*answer.text), (400, missing), "{path}");
        let whole = text("title", "T") + &file("file", "a", "content") + END;
        for end in 0..whole.len() - END.len() {
            let cut = in_pieces(router(), path, &whole[..end], 10).await;
            assert_eq!(cut.status, 400, "{path} {end}");
            assert!(
                end == 0 || cut.text.starts_with(r#"{"non_field_errors":["#),
                "{} {end}",
                cut.text
            );
        }
        let headless = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n--b--\r\n";
        let answer = in_pieces(router(), path, headless, 10).await;
        assert!(
            answer.text.contains("without an empty line"),
            "{}",
            answer.text
        );
        let endless = format!("--b\r\nX: {}\r\n\r\n\r\n{END}", "x".repeat(10_000));
        let answer = in_pieces(router(), path, &endless, 100).await;
        assert!(
            answer.text.contains("headers that are too long"),
            "{}",
            answer.text
        );
        let json = send(router(), request("POST", path, "application/json", "{}")).await;
        assert_eq!(json.status, 415);
        let mut coded = request("POST", path, MULTIPART, "--b");
        coded
            .headers_mut()
            .insert("content-encoding", HeaderValue::from_static("gzip"));
        let coded = send(router(), coded).await;
        assert_eq!(
            (coded.status, coded.header("accept-encoding")),
            (415, "identity")
        );
        let unbound = send(
            router(),
            request("POST", path, "multipart/form-data", "--b"),
        )
        .await;
        assert!(unbound.text.contains("no boundary"), "{}", unbound.text);
    }
}

#[tokio::test]
async fn a_method_that_is_left_out_reads_its_form() {
    let body = text("title", "T") + &file("file", "a", "content") + END;
    let answer = in_pieces(router(), "/leave", &body, 10).await;
    assert_eq!(answer.status, 501);
}

#[tokio::test]
async fn what_is_kept_is_bounded_by_one_limit_and_what_comes_by_another() {
    let large = "x".repeat(10_000);
    let body = text("title", "T") + &file("file", "a", &large) + END;
    let small = || router().body_limit(1000);
    // Nothing but the stream is long.
    let streamed = in_pieces(small().stream_limit(20_000), "/store", &body, 100).await;
    assert_eq!(streamed.text, "file=a a/b 10000;T");
    for (router, path) in [
        (small(), "/store"),
        (small().stream_limit(5000), "/store"),
        (small().stream_limit(20_000), "/keep"),
    ] {
        let answer = in_pieces(router, path, &body, 100).await;
        assert_eq!(answer.status, 413, "{path}");
    }
    let long_text = text("title", &large) + &file("file", "a", "") + END;
    let answer = in_pieces(small().stream_limit(20_000), "/store", &long_text, 100).await;
    assert_eq!(answer.status, 413);
    // The limit of streams does not widen that of others.
    let wide = router().body_limit(10).stream_limit(20_000);
    let whole = send(
        wide,
        request("POST", "/keep", "text/plain", "more than ten bytes"),
    )
    .await;
    assert_eq!(whole.status, 415);
}

#[tokio::test]
async fn no_more_is_read_than_the_handler_asks_for() {
    static TAKEN: AtomicUsize = AtomicUsize::new(0);

    struct Counted(usize, Bytes);

    impl Stream for Counted {
        type Item = Result<Bytes, Infallible>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Self::Item>> {
            TAKEN.fetch_add(1, Ordering::Relaxed);
            self.0 += 1;
            let first = Bytes::from(file("file", "a", ""));
            Poll::Ready(Some(Ok(if self.0 == 1 { first } else { self.1.clone() })))
        }
    }

    let endless = Body::stream(Counted(0, Bytes::from(vec![b'x'; 1000])));
    let request = Request::post("/api/v3/store")
        .header("content-type", MULTIPART)
        .body(endless)
        .unwrap();
    let response = router().body_limit(100_000).call(request).await.unwrap();
    assert_eq!(response.status().as_u16(), 413);
    assert!(TAKEN.load(Ordering::Relaxed) < 110);
}

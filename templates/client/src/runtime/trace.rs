//! A span for each call, with the cargo feature `tracing`; nothing without it.
//!
//! The names of the fields are those of OpenTelemetry's semantic conventions for HTTP clients. No value of a parameter,
//! header or body is among them: any of them can be secret.

use super::error::Fault;
use super::request::Facts;
use super::response::Response;

/// Runs a call in its span.
#[cfg(feature = "tracing")]
pub(super) fn call<F: Future>(
    facts: &Facts,
    future: F,
) -> impl Future<Output = F::Output> + use<F> {
    use tracing::Instrument;

    let span = tracing::info_span!(
        "call",
        operation = facts.id,
        http.request.method = facts.method,
        url.template = facts.path,
        http.response.status_code = tracing::field::Empty,
        http.request.resend_count = tracing::field::Empty,
        error.type = tracing::field::Empty,
    );
    future.instrument(span)
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(super) fn call<F: Future>(_: &Facts, future: F) -> F {
    future
}

/// Notes how the call of the present span came out.
pub(super) fn outcome<T>(outcome: &Result<Response<T>, Fault>, resent: u32) {
    #[cfg(feature = "tracing")]
    {
        let span = tracing::Span::current();
        if resent > 0 {
            span.record("http.request.resend_count", resent);
        }
        match outcome {
            Ok(answer) => {
                let status = answer.status.as_u16();
                span.record("http.response.status_code", status);
                if status >= 400 {
                    span.record("error.type", tracing::field::display(status));
                }
            }
            Err(fault) => {
                let kind = match fault {
                    Fault::Request(_) => "request",
                    Fault::Timeout => "timeout",
                    Fault::Transport(_) => "transport",
                };
                span.record("error.type", kind);
            }
        }
    }
    #[cfg(not(feature = "tracing"))]
    let _ = (outcome, resent);
}

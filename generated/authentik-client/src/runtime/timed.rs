// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! A body with a time limit.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::body::Body;
use super::transport::{BoxFuture, TransportError};

/// A body that is an error once the timer is ready, if it has not come to its end before.
pub(super) struct Timed {
    pub(super) body: Body,
    pub(super) timer: BoxFuture<'static, ()>,
}

impl http_body::Body for Timed {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame);
        }
        self.timer
            .as_mut()
            .poll(cx)
            .map(|()| Some(Err(TransportError::timeout("the time limit was over"))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

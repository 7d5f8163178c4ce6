//! A body in pieces that says how many of them were taken.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use oasmith_template_client::{Body, BoxError};

pub(crate) struct Pieces {
    left: usize,
    piece: Bytes,
    taken: Arc<AtomicUsize>,
    has_length: bool,
    end: End,
}

#[derive(Clone, Copy)]
enum End {
    Right,
    Failed,
    Never,
}

impl Pieces {
    /// That many pieces of that many bytes.
    pub(crate) fn new(count: usize, length: usize) -> Self {
        Self {
            left: count,
            piece: vec![b'x'; length].into(),
            taken: Arc::default(),
            has_length: false,
            end: End::Right,
        }
    }

    pub(crate) fn with_length(self) -> Self {
        Self {
            has_length: true,
            ..self
        }
    }

    /// Ends in an error.
    pub(crate) fn failing(self) -> Self {
        Self {
            end: End::Failed,
            ..self
        }
    }

    /// Never ends.
    pub(crate) fn stalling(self) -> Self {
        Self {
            end: End::Never,
            ..self
        }
    }

    pub(crate) fn taken(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.taken)
    }
}

impl From<Pieces> for Body {
    fn from(pieces: Pieces) -> Self {
        Self::stream(pieces)
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.left == 0 {
            return match self.end {
                End::Right => Poll::Ready(None),
                End::Failed => Poll::Ready(Some(Err("the disk is gone".into()))),
                End::Never => Poll::Pending,
            };
        }
        self.left -= 1;
        self.taken.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(self.piece.clone()))))
    }

    fn size_hint(&self) -> SizeHint {
        if self.has_length {
            SizeHint::with_exact((self.left * self.piece.len()) as u64)
        } else {
            SizeHint::default()
        }
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Bodies of `multipart/form-data` (RFC 7578).

use std::collections::VecDeque;
use std::fmt::{self, Write};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderValue;
use http_body::{Frame, SizeHint};

use super::body::Body;
use super::error::RequestError;
use super::transport::TransportError;
use crate::types::runtime::form::Part;

/// A `multipart/form-data` body whose files can be streams: [`Call::form`](super::Call::form) sends it without holding
/// them in memory.
///
/// ```ignore
/// let form = Form::new()
///     .text("title", "Logo")
///     .file("file", "logo.png", "image/png", Body::stream(file));
/// ```
#[derive(Default)]
pub struct Form {
    parts: Vec<(Head, Body)>,
}

impl Form {
    /// A form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let head = Head {
            name: name.into(),
            file: None,
        };
        self.part(head, value.into().into())
    }

    /// Adds a file: its name, its media type and its content, a [`Body`] or bytes in memory.
    #[must_use]
    pub fn file(
        self,
        name: impl Into<String>,
        file_name: impl Into<String>,
        content_type: impl Into<String>,
        content: impl Into<Body>,
    ) -> Self {
        let head = Head {
            name: name.into(),
            file: Some((file_name.into(), content_type.into())),
        };
        self.part(head, content.into())
    }

    fn part(mut self, head: Head, content: Body) -> Self {
        self.parts.push((head, content));
        self
    }

    /// The media type and the body. The length is known if that of every file is.
    ///
    /// # Errors
    /// The media type of a file cannot stand in a header.
    pub(super) fn into_body(self) -> Result<(String, Body), RequestError> {
        let boundary = unguessable_boundary();
        let mut pieces = VecDeque::new();
        for (index, (head, content)) in self.parts.into_iter().enumerate() {
            let mut text = String::from(if index == 0 { "" } else { "\r\n" });
            let file = head.file.as_ref();
            let file_name = file.map(|(name, _)| name.as_str());
            let content_type = file.map(|(_, content_type)| content_type.as_str());
            push_head(&mut text, &boundary, &head.name, file_name, content_type)?;
            pieces.push_back(text.into());
            pieces.push_back(content);
        }
        pieces.push_back(format!("\r\n--{boundary}--\r\n").into());
        Ok((media_type(&boundary), Body::stream(Pieces(pieces))))
    }
}

/// Shows the names only.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.parts.iter().map(|(head, _)| &head.name);
        f.debug_set().entries(names).finish()
    }
}

/// What a part is called, and the file name and media type of a file.
struct Head {
    name: String,
    file: Option<(String, String)>,
}

/// The media type and the bytes of parts that are in memory.
///
/// # Errors
/// A media type cannot stand in a header.
pub(super) fn bytes(parts: &[Part<'_>]) -> Result<(String, Vec<u8>), RequestError> {
    let boundary = free_boundary(parts);
    let length: usize = parts.iter().map(|part| part.content.len() + 256).sum();
    let mut body = Vec::with_capacity(length + 64);
    let mut head = String::new();
    for part in parts {
        head.clear();
        let (file_name, content_type) = (part.file_name.as_deref(), part.content_type.as_deref());
        push_head(&mut head, &boundary, &part.name, file_name, content_type)?;
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((media_type(&boundary), body))
}

fn media_type(boundary: &str) -> String {
    format!("multipart/form-data; boundary={boundary}")
}

/// Adds the delimiter line and the headers of a part.
fn push_head(
    text: &mut String,
    boundary: &str,
    name: &str,
    file_name: Option<&str>,
    content_type: Option<&str>,
) -> Result<(), RequestError> {
    let _ = write!(
        text,
        "--{boundary}\r\nContent-Disposition: form-data; name=\""
    );
    push_name(text, name);
    text.push('"');
    if let Some(file_name) = file_name {
        text.push_str("; filename=\"");
        push_name(text, file_name);
        text.push('"');
    }
    if let Some(content_type) = content_type {
        if HeaderValue::from_str(content_type).is_err() {
            return Err(RequestError::new(
                format!("content type of the part {name:?}"),
                "has a character that is not printable ASCII",
            ));
        }
        text.push_str("\r\nContent-Type: ");
        text.push_str(content_type);
    }
    text.push_str("\r\n\r\n");
    Ok(())
}

/// Writes a name as browsers do (HTML, "multipart/form-data encoding algorithm"): in UTF-8, with nothing escaped but what
/// would end the name or the line.
fn push_name(text: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '"' => text.push_str("%22"),
            '\r' => text.push_str("%0D"),
            '\n' => text.push_str("%0A"),
            other => text.push(other),
        }
    }
}

/// A boundary that is in none of the parts; the same for the same parts, so that a request can be compared with another.
fn free_boundary(parts: &[Part<'_>]) -> String {
    let mut number: u64 = 0;
    loop {
        let boundary = format!("form-boundary-{number:016x}");
        let is_within = |part: &Part<'_>| contains(&part.content, boundary.as_bytes());
        if !parts.iter().any(is_within) {
            return boundary;
        }
        number += 1;
    }
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}

/// A boundary that nobody who made the content can have foreseen: the content of a stream is not known beforehand.
fn unguessable_boundary() -> String {
    // The keys of a `RandomState` come from the system's source of randomness.
    let number = || RandomState::new().build_hasher().finish();
    format!("form-boundary-{:016x}{:016x}", number(), number())
}

/// Bodies one after the other.
struct Pieces(VecDeque<Body>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        while let Some(piece) = self.0.front_mut() {
            match Pin::new(piece).poll_frame(cx) {
                Poll::Ready(None) => {
                    self.0.pop_front();
                }
                // The trailers of a file would end the whole body.
                Poll::Ready(Some(Ok(frame))) if frame.is_trailers() => {}
                other => return other,
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let mut whole = SizeHint::with_exact(0);
        for hint in self.0.iter().map(http_body::Body::size_hint) {
            let upper = whole.upper().zip(hint.upper());
            let upper = upper.and_then(|(whole, piece)| whole.checked_add(piece));
            whole = lower_bound(whole.lower().saturating_add(hint.lower()));
            if let Some(upper) = upper {
                whole.set_upper(upper);
            }
        }
        whole
    }
}

fn lower_bound(lower: u64) -> SizeHint {
    let mut hint = SizeHint::default();
    hint.set_lower(lower);
    hint
}

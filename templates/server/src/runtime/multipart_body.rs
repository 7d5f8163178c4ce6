//! Forms whose files are read by the handler, as they come.

use std::fmt;
use std::marker::PhantomData;

use bytes::{Bytes, BytesMut};
use serde::de::DeserializeOwned;

use super::error::Error;
use super::multipart::{Delimiter, Found, HEADLESS, Head, UNBOUND, UNENDED, split_head};
use super::upload::{BodyError, Incoming, RawBody};
use crate::types::runtime::form::{self, Encoding, Part};
use crate::types::runtime::{Validate, Violation, Violations};

/// The header lines of a part have no more bytes than that.
const MOST_HEAD: usize = 8 * 1024;

/// The body of a request that is `multipart/form-data` with files in it.
///
/// [`MultipartBody::collect`] gives the whole form in memory. Before it, [`MultipartBody::file`] gives each file as it comes, so that it need
/// not be in memory:
///
/// ```ignore
/// while let Some(mut file) = body.file().await? {
///     while let Some(piece) = file.chunk().await? {
///         store.write(&piece).await?;
///     }
/// }
/// let form = body.collect().await?;
/// ```
///
/// The parts of a form come in the order in which the caller wrote them, so a file can come before a member that says what is to be done
/// with it, and before a member that is wrong: what is wrong with a form is known at its end. What a handler has done with a file until then is
/// for the handler to undo.
///
/// All bytes together are bounded by [`Router::stream_limit`](super::Router::stream_limit), what is kept in memory by
/// [`Router::body_limit`](super::Router::body_limit). What is not read when this is dropped is not taken from the connection.
pub struct MultipartBody<T> {
    cutter: Cutter,
    /// The members that are files.
    files: &'static [&'static str],
    encodings: Vec<(&'static str, Encoding)>,
    /// What has come; files that were handed over have no content.
    parts: Vec<Part<'static>>,
    /// So many bytes can still be kept.
    room: usize,
    form: PhantomData<fn() -> T>,
}

/// A file of a form that is being received.
///
/// What is not read of it when the next one is asked for is passed over.
pub struct FilePart<'b> {
    /// The name of the member, as the document writes it.
    pub member: String,
    /// What the sender calls the file: not a path to be opened.
    pub name: Option<String>,
    /// The media type.
    pub content_type: Option<String>,
    cutter: &'b mut Cutter,
}

impl<T> MultipartBody<T> {
    pub(super) fn of(
        body: RawBody,
        files: &'static [&'static str],
        encodings: &[(&'static str, Encoding)],
    ) -> Result<Self, &'static str> {
        let (content_type, body) = body.into_incoming();
        Ok(Self {
            room: body.in_memory(),
            cutter: Cutter::new(&content_type, body)?,
            files,
            encodings: encodings.to_vec(),
            parts: Vec::new(),
            form: PhantomData,
        })
    }

    /// The next file of the form; `None` at its end. A file is a part that has the name of a member that is one, and a file name. Parts before it
    /// are kept in memory.
    ///
    /// # Errors
    /// [`Error::Body`]: the form is too long, or could not be read. [`Error::Invalid`]: it is no form.
    pub async fn file<E>(&mut self) -> Result<Option<FilePart<'_>>, Error<E>> {
        loop {
            let Some(part) = self.next_part().await? else {
                return Ok(None);
            };
            if self.files.contains(&&*part.name) && part.file_name.is_some() {
                let file = FilePart {
                    member: part.name.to_string(),
                    name: part.file_name.as_deref().map(str::to_owned),
                    content_type: part.content_type.as_deref().map(str::to_owned),
                    cutter: &mut self.cutter,
                };
                self.parts.push(part);
                return Ok(Some(file));
            }
            self.keep(part).await?;
        }
    }

    /// The form, with all that is still to come of it in memory. The files that were handed over before are without content.
    ///
    /// # Errors
    /// [`Error::Body`]: what is kept of the form is too long, or it could not be read. [`Error::Invalid`]: a member is missing or wrong.
    pub async fn collect<E>(mut self) -> Result<T, Error<E>>
    where
        T: DeserializeOwned + Validate,
    {
        while let Some(part) = self.next_part().await? {
            self.keep(part).await?;
        }
        self.cutter.finish().await.map_err(Error::Body)?;
        let read = form::decode::<T>(&self.parts, &self.encodings);
        match read.map(|value| (value.validate(), value)) {
            Ok((Ok(()), value)) => Ok(value),
            Ok((Err(broken), _)) => Err(Error::Invalid(broken)),
            // The quick reading stops at the first fault; slow ones find them all, and what the rest breaks.
            Err(_) => Err(Error::Invalid(form::faults::<T>(
                &self.parts,
                &self.encodings,
            ))),
        }
    }

    /// The head of the next part, as a part without content.
    async fn next_part<E>(&mut self) -> Result<Option<Part<'static>>, Error<E>> {
        let Some((head, length)) = self.cutter.part().await.map_err(Fault::told)? else {
            return Ok(None);
        };
        self.take_room(length)?;
        Ok(Some(Part {
            name: head.disposition.name.into(),
            file_name: head.disposition.file_name.map(Into::into),
            content_type: head.content_type.map(Into::into),
            content: Vec::new().into(),
        }))
    }

    /// Reads a part into memory.
    async fn keep<E>(&mut self, mut part: Part<'static>) -> Result<(), Error<E>> {
        let mut content = Vec::new();
        while let Some(piece) = self.cutter.piece().await.map_err(Fault::told)? {
            self.take_room(piece.len())?;
            content.extend_from_slice(&piece);
        }
        part.content = content.into();
        self.parts.push(part);
        Ok(())
    }

    fn take_room<E>(&mut self, bytes: usize) -> Result<(), Error<E>> {
        let limit = self.cutter.body.in_memory();
        let left = self.room.checked_sub(bytes);
        self.room = left.ok_or(Error::Body(BodyError::TooLarge { limit }))?;
        Ok(())
    }
}

impl FilePart<'_> {
    /// The next piece; `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// [`Error::Body`]: the form is too long, or could not be read. [`Error::Invalid`]: it ends within the file.
    pub async fn chunk<E>(&mut self) -> Result<Option<Bytes>, Error<E>> {
        self.cutter.piece().await.map_err(Fault::told)
    }
}

/// Shows the names only: what is in a form can be long, or secret.
impl<T> fmt::Debug for MultipartBody<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultipartBody")
            .field("files", &self.files)
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for FilePart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("member", &self.member)
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// Why the rest of a form cannot be had.
enum Fault {
    Body(BodyError),
    /// It is no form: words that follow the name of the body.
    Form(&'static str),
}

impl Fault {
    fn told<E>(self) -> Error<E> {
        match self {
            Self::Body(error) => Error::Body(error),
            Self::Form(problem) => {
                let violation = Violation {
                    place: String::new(),
                    message: problem.to_owned(),
                };
                Error::Invalid(Violations::from_iter([violation]))
            }
        }
    }
}

/// Cuts a body into its parts while it comes.
struct Cutter {
    body: Incoming,
    delimiter: Delimiter,
    /// What has come and was not handed over.
    buffer: BytesMut,
    at: At,
}

/// Where in the body the buffer begins.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum At {
    /// Before the first delimiter.
    Start,
    /// At the headers of a part.
    Head,
    /// In the content of a part.
    Content,
    /// After the last delimiter.
    End,
}

impl Cutter {
    fn new(content_type: &str, body: Incoming) -> Result<Self, &'static str> {
        Ok(Self {
            body,
            delimiter: Delimiter::of(content_type)?,
            // The first delimiter can be the first line, without a line break before it.
            buffer: BytesMut::from(&b"\r\n"[..]),
            at: At::Start,
        })
    }

    /// The headers of the next part, and how many bytes they have; `None` at the end. What is left of the part before is passed over.
    async fn part(&mut self) -> Result<Option<(Head, usize)>, Fault> {
        while matches!(self.at, At::Start | At::Content) {
            self.piece().await?;
        }
        if self.at == At::End {
            return Ok(None);
        }
        loop {
            let end = split_head(&self.buffer).map(|(head, content)| {
                let length = self.buffer.len() - content.len();
                (Head::read(head), length)
            });
            // A delimiter within the headers: the line break before it belongs to it.
            let cut = match self.delimiter.find(&self.buffer) {
                Found::Whole { at, .. } => at,
                Found::Perhaps(_) => usize::MAX,
            };
            match end {
                Some((head, length)) if length <= cut => {
                    let head = head.map_err(Fault::Form)?;
                    let _ = self.buffer.split_to(length);
                    self.at = At::Content;
                    return Ok(Some((head, length)));
                }
                None if cut == usize::MAX => {}
                _ => return Err(Fault::Form(HEADLESS)),
            }
            if self.buffer.len() > MOST_HEAD {
                return Err(Fault::Form("has a part with headers that are too long"));
            }
            self.more(UNENDED).await?;
        }
    }

    /// The next piece of what stands before the next delimiter; `None` at its end. Dropping the future loses nothing.
    async fn piece(&mut self) -> Result<Option<Bytes>, Fault> {
        let unended = match self.at {
            At::Start => UNBOUND,
            At::Content => UNENDED,
            At::Head | At::End => return Ok(None),
        };
        loop {
            let found = self.delimiter.find(&self.buffer);
            let (Found::Whole { at, .. } | Found::Perhaps(at)) = found;
            if at > 0 {
                return Ok(Some(self.buffer.split_to(at).freeze()));
            }
            if let Found::Whole { after, last, .. } = found {
                let _ = self.buffer.split_to(after);
                self.at = if last { At::End } else { At::Head };
                return Ok(None);
            }
            self.more(unended).await?;
        }
    }

    /// Waits for more.
    async fn more(&mut self, unended: &'static str) -> Result<(), Fault> {
        match self.body.chunk().await {
            Ok(Some(piece)) => {
                self.buffer.extend_from_slice(&piece);
                Ok(())
            }
            Ok(None) => Err(Fault::Form(unended)),
            Err(error) => Err(Fault::Body(error)),
        }
    }

    /// Reads what follows the last delimiter, which is ignored.
    async fn finish(&mut self) -> Result<(), BodyError> {
        self.buffer.clear();
        while self.body.chunk().await?.is_some() {}
        Ok(())
    }
}

//! The successes of an operation that has several.

use super::json::{DecodeError, EncodeError};
use super::media_type::{essence, is_json, is_same};
use super::operation::Head;
use super::violations::Violations;

/// The documented successes of an operation that has several, told apart by status and media type (OpenAPI 3.0, "Responses Object" and
/// "Response Object", `content`).
pub trait Answer: Sized + Send + 'static {
    /// What there is, in the order of the variants.
    const KINDS: &'static [Kind];

    /// Reads a body as the variant of that index.
    ///
    /// # Errors
    /// The body is not what the document says.
    fn decode(index: usize, status: u16, body: &[u8]) -> Result<Self, DecodeError>;

    /// The index of the variant, and the status that it is answered with.
    fn kind(&self) -> (usize, u16);

    /// Writes the body, which is empty where there is no content.
    ///
    /// # Errors
    /// The value has no form in the media type.
    fn encode(&self) -> Result<Vec<u8>, EncodeError>;

    /// Checks the constraints of the document.
    ///
    /// # Errors
    /// All the violations, each with its place.
    fn validate(&self) -> Result<(), Violations>;
}

/// A success among others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Kind {
    /// The first status that it is for.
    pub first: u16,
    /// The last status that it is for.
    pub last: u16,
    /// The media type of the body; `None` where there is no content.
    pub media_type: Option<&'static str>,
}

impl Kind {
    /// The success of one status.
    #[must_use]
    pub const fn of(status: u16, media_type: Option<&'static str>) -> Self {
        Self {
            first: status,
            last: status,
            media_type,
        }
    }

    /// The success of a hundred statuses, by their first digit.
    #[must_use]
    pub const fn of_range(digit: u8, media_type: Option<&'static str>) -> Self {
        let first = digit as u16 * 100;
        Self {
            first,
            last: first + 99,
            media_type,
        }
    }

    const fn is_for(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }

    const fn is_range(self) -> bool {
        self.first != self.last
    }
}

/// Which of the kinds an answer is of: one for its status, else one for the hundred of its status, else any; of those the one with its media
/// type, else one that is as JSON as it is, else the first one.
pub(super) fn choose(kinds: &[Kind], head: Head<'_>, body: &[u8]) -> usize {
    let of = |is_one: &dyn Fn(Kind) -> bool| -> Vec<usize> {
        let kinds = kinds.iter().enumerate();
        kinds
            .filter(|(_, kind)| is_one(**kind))
            .map(|(index, _)| index)
            .collect()
    };
    let candidates = [
        of(&|kind| !kind.is_range() && kind.is_for(head.status)),
        of(&|kind| kind.is_range() && kind.is_for(head.status)),
        // A status that is not documented: what has no body can only be read as what has none.
        of(&|kind| body.is_empty() == kind.media_type.is_none()),
        of(&|_| true),
    ];
    let candidates = candidates.into_iter().find(|found| !found.is_empty());
    let candidates = candidates.unwrap_or_default();
    let media_type = |index: &usize| kinds.get(*index).and_then(|kind| kind.media_type);
    let came = head.content_type.unwrap_or_default();
    let like = |is_like: fn(&str, &str) -> bool| {
        let mut candidates = candidates.iter();
        candidates.find(|index| media_type(index).is_some_and(|listed| is_like(listed, came)))
    };
    let found = like(is_same)
        .or_else(|| like(|listed, came| essence(listed).eq_ignore_ascii_case(essence(came))))
        .or_else(|| like(|listed, came| is_json(listed) == is_json(came) && !came.is_empty()))
        .or(candidates.first());
    found.copied().unwrap_or_default()
}

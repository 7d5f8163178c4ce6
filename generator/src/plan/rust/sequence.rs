//! Successes that come item by item, and the forms in which a handler answers.

use super::RustType;

/// In which form the server's method answers with a success.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HandlerForm {
    /// The whole value.
    Whole,
    /// Bytes, at once or as they come.
    Bytes,
    /// Item by item.
    Items,
    /// The whole value, or item by item.
    Either,
}

impl HandlerForm {
    /// The type of the server's runtime that stands for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "Whole",
            Self::Bytes => "Bytes",
            Self::Items => "Items",
            Self::Either => "Either",
        }
    }
}

/// A success that is one item after the other.
#[derive(Clone, Debug)]
pub struct Items {
    /// How the items are told apart.
    pub framing: Framing,
    /// What each of them holds; `None` for text.
    pub item: Option<RustType>,
    /// The media type, where it is not the usual one of its framing.
    pub media_type: Option<String>,
}

/// How the items of a body are told apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Framing {
    /// Server-sent events.
    Events,
    /// A line for each.
    Lines,
    /// A record separator before each.
    Records,
}

impl Framing {
    /// The payload of the types crate.
    #[must_use]
    pub const fn payload(self) -> &'static str {
        match self {
            Self::Events => "Events",
            Self::Lines => "Lines",
            Self::Records => "Records",
        }
    }

    /// The stream of the server's runtime.
    #[must_use]
    pub const fn stream(self) -> &'static str {
        match self {
            Self::Events => "EventStream",
            Self::Lines => "LineStream",
            Self::Records => "RecordStream",
        }
    }

    /// The method of the client's call.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Lines => "lines",
            Self::Records => "records",
        }
    }
}

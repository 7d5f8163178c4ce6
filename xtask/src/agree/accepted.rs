//! Disagreements that are known and accepted. One that is not met any more fails the check, so that the list stays true.

/// A disagreement and why it is accepted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accepted {
    /// The end of the document's path; the entry counts for these documents only.
    pub(super) document: &'static str,
    /// The `operationId`; `*` is any.
    pub(super) operation: &'static str,
    /// How the stage begins: `violation: pattern`.
    pub(super) stage: &'static str,
    /// Why.
    pub(super) reason: &'static str,
}

/// All of them.
pub(super) const ACCEPTED: &[Accepted] = &[];

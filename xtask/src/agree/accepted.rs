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
    /// What the problem says, among other things: the texts of a value, for example.
    pub(super) problem: &'static [&'static str],
    /// Why.
    pub(super) reason: &'static str,
}

/// All of them.
pub(super) const ACCEPTED: &[Accepted] = &[both_lists("sample"), both_lists("success 200")];

/// Its `status` is described twice in an `allOf`, by lists that have two of three values in common. The type has the later list, and the
/// difference is told (W005).
const fn both_lists(stage: &'static str) -> Accepted {
    Accepted {
        document: "real/openai-2026.yaml",
        operation: "*",
        stage,
        problem: &["\"status\":\"failed\"", "\"type\":\"computer_call_output\""],
        reason: "`failed` is in one of two lists for the status of a ComputerToolCallOutputResource, and not in the other",
    }
}

//! What schemathesis finds and stays as it is, each with the reason.

/// A finding that is accepted.
pub(super) struct Accepted {
    /// The judge that finds it: `example` or `mock`.
    pub(super) judge: &'static str,
    /// What schemathesis calls it.
    pub(super) code: &'static str,
    /// The operation; `*` for each.
    pub(super) operation: &'static str,
    /// Why it is right, or not ours to change.
    pub(super) reason: &'static str,
}

pub(super) const ACCEPTED: &[Accepted] = &[
    Accepted {
        judge: "example",
        code: "ST203",
        operation: "*",
        reason: "without credentials authentik answers 403, which is what the document declares; schemathesis wants 401",
    },
    Accepted {
        judge: "mock",
        code: "ST203",
        operation: "*",
        reason: "without credentials authentik answers 403, which is what the document declares; schemathesis wants 401",
    },
    Accepted {
        judge: "mock",
        code: "ST401",
        operation: "*",
        reason: "the mock knows no credentials and takes any for a right one, so that a test need not have one",
    },
    Accepted {
        judge: "example",
        code: "ST202",
        operation: "PATCH /flows/bindings/{fsb_uuid}/",
        reason: "a flow and a stage have to exist, which no schema can say; Django answers 400, too",
    },
    Accepted {
        judge: "example",
        code: "ST202",
        operation: "PATCH /flows/instances/{slug}/",
        reason: "a slug has to be free, which no schema can say; Django answers 400, too",
    },
    Accepted {
        judge: "example",
        code: "ST202",
        operation: "PATCH /stages/user_write/{stage_uuid}/",
        reason: "a group has to exist and a name to be free, which no schema can say; Django answers 400, too",
    },
    Accepted {
        judge: "example",
        code: "ST202",
        operation: "PATCH /stages/invitation/stages/{stage_uuid}/",
        reason: "a name has to be free, which no schema can say; Django answers 400, too",
    },
];

//! The hand-written part of the generated crates: the `runtime` of each template, to be copied as it is.
//!
//! The templates are crates of the workspace, compiled and tested there. `tests/output_skeleton.rs` fails if a file of
//! theirs is not listed here.

/// The three crates that are generated from a document.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Crate {
    /// Data types, what is known about operations, validation.
    Types,
    /// The client.
    Client,
    /// The server.
    Server,
}

impl Crate {
    /// All three, in the order of their dependencies.
    pub const ALL: [Self; 3] = [Self::Types, Self::Client, Self::Server];

    /// The folder of the template in `templates/`, which is also the last word of the generated crate's name.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// The runtime files of a crate: path relative to the crate (`src/runtime/…`, with `/`) and text, sorted by path.
#[must_use]
pub fn runtime(kind: Crate) -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    let table = match kind {
        Crate::Types => TYPES,
        Crate::Client => CLIENT,
        Crate::Server => SERVER,
    };
    table.iter().copied()
}

/// The same, with the header line and a blank line on top of each text, and with the engine that the patterns of the document need.
#[must_use]
pub fn copies(
    kind: Crate,
    header: &str,
    has_backtracking: bool,
) -> impl ExactSizeIterator<Item = (&'static str, String)> {
    runtime(kind).map(move |(path, usual)| {
        let is_engine = has_backtracking && path == "src/runtime/pattern/engine.rs";
        let text = if is_engine { BACKTRACKING } else { usual };
        (path, format!("{header}\n\n{text}"))
    })
}

/// The engine of patterns that look around, in the place of the usual one.
const BACKTRACKING: &str = include_str!("../../../templates/types/engines/backtracking.rs");

type Table = &'static [(&'static str, &'static str)];

macro_rules! table {
    ($folder:literal: $($file:literal,)*) => {
        &[$((
            concat!("src/runtime/", $file),
            include_str!(concat!("../../../templates/", $folder, "/src/runtime/", $file)),
        ),)*]
    };
}

const TYPES: Table = table!("types":
    "answer.rs",
    "bound.rs",
    "checks.rs",
    "condition.rs",
    "expectation.rs",
    "fault.rs",
    "faults.rs",
    "file.rs",
    "form.rs",
    "form/attachment.rs",
    "form/draft.rs",
    "form/encoding.rs",
    "form/member.rs",
    "form/object.rs",
    "form/read.rs",
    "form/urlencoded.rs",
    "form/write.rs",
    "integral.rs",
    "json.rs",
    "media_type.rs",
    "mod.rs",
    "open_enum.rs",
    "operation.rs",
    "patch.rs",
    "pattern.rs",
    "pattern/engine.rs",
    "pointer.rs",
    "reading.rs",
    "rule.rs",
    "sequential.rs",
    "sequential/cutter.rs",
    "sequential/event.rs",
    "text.rs",
    "text/bound.rs",
    "text/expand.rs",
    "text/fault.rs",
    "text/headers.rs",
    "text/nested.rs",
    "text/pairs.rs",
    "text/percent.rs",
    "text/read.rs",
    "text/sent.rs",
    "text/style.rs",
    "text/write.rs",
    "twins.rs",
    "unions.rs",
    "unions/given.rs",
    "unions/members.rs",
    "unions/table.rs",
        "unions/trials.rs",
    "validate.rs",
    "violations.rs",
    "violations/read.rs",
    "wire.rs",
    "wire/closed.rs",
    "wire/read.rs",
    "wire/table.rs",
    "wire/write.rs",
);

const CLIENT: Table = table!("client":
    "base.rs",
    "blocking.rs",
    "body.rs",
    "builder.rs",
    "call.rs",
    "client.rs",
    "credential.rs",
    "error.rs",
    "form.rs",
    "item_stream.rs",
    "layer.rs",
    "mod.rs",
    "outgoing.rs",
    "paged.rs",
    "path.rs",
    "percent.rs",
    "query.rs",
    "request.rs",
    "request/body.rs",
    "reqwest.rs",
    "reqwest/fetch.rs",
    "reqwest/native.rs",
    "response.rs",
    "retry.rs",
    "service.rs",
    "setters.rs",
    "timed.rs",
    "trace.rs",
    "transport.rs",
);

const SERVER: Table = table!("server":
    "absent.rs",
    "answers.rs",
    "authenticate.rs",
    "body.rs",
    "context.rs",
    "demand.rs",
    "disposition.rs",
    "endpoint.rs",
    "error.rs",
    "form.rs",
    "input.rs",
    "input/body.rs",
    "input/form.rs",
    "item_stream.rs",
    "mock.rs",
    "mock/memory.rs",
    "mock/pages.rs",
    "mock/resource.rs",
    "mod.rs",
    "multipart.rs",
    "multipart_body.rs",
    "parameter.rs",
    "raw_answer.rs",
    "reply.rs",
    "responding.rs",
    "router.rs",
    "scheme.rs",
    "table.rs",
    "template.rs",
    "upload.rs",
);

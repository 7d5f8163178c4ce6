//! Names that the runtimes have already, which operations must not take.

/// Names of the arguments and methods that the generated code has anyway.
pub(super) const RESERVED_ARGUMENTS: &[&str] = &[
    "body",
    "cx",
    "parameters",
    "self_",
    "service",
    "input",
    "client",
];

/// Methods of every call, which a setter must not hide.
pub(super) const RESERVED_SETTERS: &[&str] = &[
    "accepting",
    "body",
    "client",
    "clone",
    "cookie_param",
    "cookie_param_as",
    "edit_request",
    "events",
    "form",
    "form_body",
    "form_body_as",
    "header",
    "header_param",
    "header_param_as",
    "idempotent",
    "into_future",
    "items",
    "json_body",
    "json_body_as",
    "lines",
    "multipart_body",
    "multipart_body_as",
    "new",
    "open_items",
    "path_param",
    "path_param_as",
    "query_param",
    "query_param_as",
    "query_param_joined",
    "query_text",
    "raw_body",
    "records",
    "retry",
    "send",
    "stream",
    "stream_body",
    "timeout",
    "wait",
    "wait_for_response",
    "with_headers",
];

/// What client and server crates have at their roots beside the groups.
pub(super) const RESERVED_GROUPS: &[&str] = &[
    "Answers",
    "Api",
    "Authenticate",
    "Body",
    "Form",
    "Items",
    "Next",
    "Paged",
    "BoxError",
    "BoxFuture",
    "BuildError",
    "Call",
    "Client",
    "ClientBuilder",
    "Context",
    "Credential",
    "Denial",
    "Denied",
    "Document",
    "Endpoint",
    "Error",
    "EventStream",
    "FilePart",
    "Identity",
    "Input",
    "Invalid",
    "ItemStream",
    "LineStream",
    "MultipartBody",
    "OperationId",
    "Option",
    "Outcome",
    "Place",
    "RawAnswer",
    "RawBody",
    "RecordStream",
    "RequestError",
    "Responding",
    "Response",
    "Result",
    "Retry",
    "Router",
    "Scheme",
    "Secret",
    "Send",
    "StreamError",
    "String",
    "Success",
    "Sync",
    "Target",
    "Transport",
    "TransportError",
    "Vec",
    "WholeOrItems",
];

/// What the modules of operations import, derive and mention.
pub(super) const RESERVED_MARKERS: &[&str] = &[
    "BTreeMap",
    "Binary",
    "Box",
    "Clone",
    "Copy",
    "DateTime",
    "Debug",
    "Empty",
    "FixedOffset",
    "Infallible",
    "Json",
    "NaiveDate",
    "OneOf",
    "Operation",
    "Option",
    "Patch",
    "Security",
    "Self",
    "Some",
    "String",
    "Text",
    "Uuid",
    "Value",
    "Vec",
];

/// Modules that client and server crates have, or that their names would be taken for.
pub(super) const RESERVED_MODULES: &[&str] = &[
    "base_urls",
    "builder",
    "bytes",
    "clone",
    "http",
    "lib",
    "main",
    "mock",
    "mod",
    "new",
    "operations",
    "router",
    "runtime",
    "std",
    "types",
];

/// Methods that would be taken for something else: a constructor, or the one of a trait.
pub(super) const RESERVED_METHODS: &[&str] = &["clone", "new"];

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{fs, io};

    use super::RESERVED_SETTERS;

    /// The methods of `Call` in a file of the client's runtime, whose blocks are as rustfmt puts them.
    fn methods(path: &Path) -> io::Result<Vec<String>> {
        let text = fs::read_to_string(path)?;
        let mut found = Vec::new();
        let mut is_call = false;
        for line in text.lines() {
            if line.starts_with("impl") {
                is_call = line.contains(" Call<") && !line.contains(" for ");
            }
            let method = line.strip_prefix("    ").and_then(|line| {
                let (before, after) = line.split_once("fn ")?;
                let is_first = before.is_empty() || before.starts_with("pub") || before == "async ";
                is_first.then(|| after.split(['(', '<']).next())?
            });
            found.extend(method.filter(|_| is_call).map(str::to_owned));
        }
        Ok(found)
    }

    #[test]
    fn setters_are_called_like_no_method_of_a_call() -> io::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/client/src/runtime");
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                found.extend(methods(&path)?);
            }
        }
        assert!(found.len() > 20, "{found:?}");
        found.retain(|name| !RESERVED_SETTERS.contains(&name.as_str()));
        assert!(found.is_empty(), "not reserved: {found:?}");
        Ok(())
    }
}

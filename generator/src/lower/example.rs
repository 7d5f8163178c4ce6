//! Values that the document shows (OpenAPI 3.0.3, Media Type Object, Example Object and Schema Object).

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Pointer;
use crate::model::{Content, Example};
use crate::spec::Schema;

impl Lowering<'_> {
    /// The value that a schema shows: its `example`, the first of its `examples` (OpenAPI 3.1), else a text in the form of its `format`,
    /// where that is advice to whoever makes up a value.
    pub(super) fn shown(&self, pointer: &Pointer) -> Option<Value> {
        let schema = self.document.schema(pointer)?;
        let first = || schema.value("examples")?.as_array()?.first();
        let shown = schema.value("example").or_else(first).cloned();
        shown.or_else(|| in_format(&schema).map(Value::from))
    }

    /// The bodies that a response or a request body at that place shows, for the media type that is used. An example that is kept
    /// elsewhere (`externalValue`) is not here.
    pub(super) fn examples(&mut self, at: &Pointer, content: Option<&Content>) -> Vec<Example> {
        let Some(content) = content else {
            return Vec::new();
        };
        let at = at.join("content").join(&content.media_type);
        let pointer = at.join("example");
        let only = self.document.get(&pointer).cloned().map(|value| Example {
            name: None,
            pointer,
            value,
        });
        let mut examples: Vec<Example> = only.into_iter().collect();
        for (name, at) in self.document.members(&at.join("examples")) {
            let Some(at) = self.document.follow(&at, self.report) else {
                continue;
            };
            let pointer = at.join("value");
            if let Some(value) = self.document.get(&pointer).cloned() {
                examples.push(Example {
                    name: Some(name),
                    pointer,
                    value,
                });
            }
        }
        examples
    }
}

/// A text in the form of a format (OpenAPI format registry; JSON Schema validation, section 7.3) that does not change the type.
fn in_format(schema: &Schema<'_>) -> Option<&'static str> {
    if schema.type_name() != Some("string") || schema.has("enum") {
        return None;
    }
    Some(match schema.text("format")? {
        "email" | "idn-email" => "user@example.com",
        "uri" | "iri" | "url" => "https://example.com/",
        "uri-reference" | "iri-reference" => "/path",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "time" => "12:00:00Z",
        "duration" => "P1D",
        "byte" => "dGV4dA==",
        "json-pointer" => "/member",
        "regex" => "^text$",
        _ => return None,
    })
}

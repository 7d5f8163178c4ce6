//! Media types: how a body of one is written (RFC 9110, section 8.3.1; OpenAPI 3.0.3, Media Type Object).

use openapiv3 as oa;
use serde_json::Value;

use crate::model::{Form, Framing};

/// How a body is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Notation {
    Json,
    Multipart,
    UrlEncoded,
    Text,
    Binary,
    Sequence(Framing),
}

/// The media types of a `content` map fall into these, the first one that is there being preferred.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Family {
    Json,
    JsonRelative,
    Multipart,
    UrlEncoded,
    Text,
    Binary,
    Events,
    Lines,
    Records,
}

impl Family {
    /// How its items are told apart, where a body is one item after the other. Such a body comes last: where there is another one, it is
    /// the whole that a plain call gives.
    pub(super) const fn framing(self) -> Option<Framing> {
        match self {
            Self::Events => Some(Framing::Events),
            Self::Lines => Some(Framing::Lines),
            Self::Records => Some(Framing::Records),
            _ => None,
        }
    }
}

/// The media type of the body that is one item after the other, where there is one beside another body.
pub(super) fn sequence(content: &oa::Content) -> Option<&String> {
    let first = content.keys().min_by_key(|media_type| family(media_type))?;
    let is_sequence = |media_type: &str| family(media_type).framing().is_some();
    let found = content.keys().filter(|media_type| is_sequence(media_type));
    let found = found.min_by_key(|media_type| family(media_type));
    found.filter(|_| !is_sequence(first))
}

/// How a body of this media type and schema is written.
pub(super) fn notation(media_type: &str, schema: Option<&Value>) -> Notation {
    // Some documents describe a download as a binary string under a media type of text.
    if is_binary(schema) {
        return Notation::Binary;
    }
    match family(media_type) {
        Family::Json | Family::JsonRelative => Notation::Json,
        Family::Multipart => Notation::Multipart,
        // A form that is a text is written by the caller.
        Family::UrlEncoded if is_type(schema, "string") => Notation::Text,
        Family::UrlEncoded => Notation::UrlEncoded,
        Family::Text => Notation::Text,
        Family::Binary => Notation::Binary,
        Family::Events => Notation::Sequence(Framing::Events),
        Family::Lines => Notation::Sequence(Framing::Lines),
        Family::Records => Notation::Sequence(Framing::Records),
    }
}

pub(super) fn same_notation(form: &Form, notation: Notation) -> bool {
    let of_form = match form {
        Form::Json(_) => Notation::Json,
        Form::Multipart(_) => Notation::Multipart,
        Form::UrlEncoded(_) => Notation::UrlEncoded,
        Form::Text => Notation::Text,
        Form::Binary => Notation::Binary,
        Form::Sequence(sequence) => Notation::Sequence(sequence.framing),
    };
    of_form == notation
}

/// Whether the members of an object are written one by one.
pub(super) fn is_form(notation: Notation) -> bool {
    matches!(notation, Notation::Multipart | Notation::UrlEncoded)
}

/// Whether a schema is of values that a text does not hold as they are.
pub(super) fn is_structured(schema: Option<&Value>) -> bool {
    let Some(schema) = schema.and_then(Value::as_object) else {
        return false;
    };
    match schema.get("type") {
        Some(kind) => kind != "string",
        None => ["$ref", "properties", "items", "allOf", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| schema.contains_key(*keyword)),
    }
}

/// The media type without its parameters, in lower case (RFC 9110, section 8.3.1).
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// What names a media type among others: its subtype, and what a range says instead.
pub(super) fn subtype(media_type: &str) -> String {
    let essence = essence(media_type);
    let (kind, subtype) = essence.rsplit_once('/').unwrap_or(("", &essence));
    let name = match (kind, subtype) {
        ("" | "*", "*") => "any",
        (kind, "*") => kind,
        (_, subtype) => subtype.trim_start_matches("x-"),
    };
    name.replace('*', "any")
}

pub(super) fn family(media_type: &str) -> Family {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/json" => Family::Json,
        // A range that JSON is in.
        "*/*" | "application/*" | "text/json" => Family::JsonRelative,
        "multipart/form-data" => Family::Multipart,
        "application/x-www-form-urlencoded" => Family::UrlEncoded,
        "application/xml" | "application/yaml" => Family::Text,
        "text/event-stream" => Family::Events,
        "application/jsonl"
        | "application/jsonlines"
        | "application/ndjson"
        | "application/x-jsonl"
        | "application/x-jsonlines"
        | "application/x-ndjson" => Family::Lines,
        "application/json-seq" => Family::Records,
        essence if essence.ends_with("+json-seq") => Family::Records,
        essence if essence.ends_with("+json") => Family::JsonRelative,
        essence if essence.starts_with("text/") || essence.ends_with("+xml") => Family::Text,
        _ => Family::Binary,
    }
}

/// Whether a schema says that the content is bytes, whatever the media type says.
fn is_binary(schema: Option<&Value>) -> bool {
    let format = schema.and_then(|schema| schema.get("format")?.as_str());
    is_type(schema, "string") && format == Some("binary") || is_of_bytes(schema)
}

/// Whether a schema says of a body no more than the media type of bytes (OpenAPI 3.1.1, "Working with Binary Data").
fn is_of_bytes(schema: Option<&Value>) -> bool {
    let untyped =
        schema.filter(|schema| schema.get("type").is_none() && !is_structured(Some(schema)));
    let media_type = untyped.and_then(|schema| schema.get("contentMediaType")?.as_str());
    media_type.is_some_and(|it| matches!(family(it), Family::Binary) || it == "*/*")
}

fn is_type(schema: Option<&Value>, name: &str) -> bool {
    schema.and_then(|schema| schema.get("type")?.as_str()) == Some(name)
}

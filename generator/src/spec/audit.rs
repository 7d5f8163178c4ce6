//! The audit: every keyword of the document is known, or reported.
//!
//! [`grammar`] is the list of what OpenAPI 3.0 allows where, and of what oasmith does with it. The walk over the raw tree knows
//! nothing but that list, so a keyword cannot be dropped in silence: it is in the list and somebody reads it, or it is reported.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Pointer, Report};

/// The objects of OpenAPI 3.0.3, section 4.7.
#[derive(Clone, Copy)]
enum Node {
    Root,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Components,
    SecurityScheme,
    Tag,
    Schema,
}

/// What a keyword holds and what becomes of it.
#[derive(Clone, Copy)]
enum Holds {
    /// A value that is read, or that means nothing to a generator (`example`).
    Value,
    Text,
    Flag,
    Number,
    List,
    One(Node),
    Many(Node),
    Named(Node),
    /// A schema keyword that restricts values in a way that is not enforced.
    Unchecked,
    /// A part from which nothing is generated.
    Nothing,
}

use Holds::{Flag, List, Many, Named, Nothing, Number, One, Text, Unchecked};

/// What may stand in an object, by keyword.
fn grammar(node: Node) -> &'static [(&'static str, Holds)] {
    match node {
        Node::Root => ROOT,
        Node::PathItem => PATH_ITEM,
        Node::Operation => OPERATION,
        Node::Parameter => PARAMETER,
        Node::RequestBody => REQUEST_BODY,
        Node::MediaType => MEDIA_TYPE,
        Node::Encoding => ENCODING,
        Node::Response => RESPONSE,
        Node::Components => COMPONENTS,
        Node::SecurityScheme => SECURITY_SCHEME,
        Node::Tag => TAG,
        Node::Schema => SCHEMA,
    }
}

const ROOT: &[(&str, Holds)] = &[
    ("openapi", Text),
    ("info", Holds::Value),
    ("servers", List),
    ("paths", Named(Node::PathItem)),
    ("components", One(Node::Components)),
    ("security", List),
    ("tags", Many(Node::Tag)),
    ("externalDocs", Holds::Value),
];

const PATH_ITEM: &[(&str, Holds)] = &[
    ("$ref", Text),
    ("summary", Text),
    ("description", Text),
    ("servers", Nothing),
    ("parameters", Many(Node::Parameter)),
    ("get", One(Node::Operation)),
    ("put", One(Node::Operation)),
    ("post", One(Node::Operation)),
    ("delete", One(Node::Operation)),
    ("options", One(Node::Operation)),
    ("head", One(Node::Operation)),
    ("patch", One(Node::Operation)),
    ("trace", One(Node::Operation)),
];

const OPERATION: &[(&str, Holds)] = &[
    ("tags", List),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Holds::Value),
    ("operationId", Text),
    ("parameters", Many(Node::Parameter)),
    ("requestBody", One(Node::RequestBody)),
    ("responses", Named(Node::Response)),
    ("callbacks", Nothing),
    ("deprecated", Flag),
    ("security", List),
    ("servers", Nothing),
];

/// A Header Object has the members of a Parameter Object, without `name` and `in`.
const PARAMETER: &[(&str, Holds)] = &[
    ("$ref", Text),
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", Holds::Value),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("schema", One(Node::Schema)),
    ("content", Named(Node::MediaType)),
    ("example", Holds::Value),
    ("examples", Holds::Value),
];

const REQUEST_BODY: &[(&str, Holds)] = &[
    ("$ref", Text),
    ("description", Text),
    ("content", Named(Node::MediaType)),
    ("required", Flag),
];

const MEDIA_TYPE: &[(&str, Holds)] = &[
    ("schema", One(Node::Schema)),
    ("example", Holds::Value),
    ("examples", Holds::Value),
    ("encoding", Named(Node::Encoding)),
];

const ENCODING: &[(&str, Holds)] = &[
    ("contentType", Text),
    ("headers", Named(Node::Parameter)),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
];

const RESPONSE: &[(&str, Holds)] = &[
    ("$ref", Text),
    ("description", Text),
    ("headers", Nothing),
    ("content", Named(Node::MediaType)),
    ("links", Nothing),
];

const COMPONENTS: &[(&str, Holds)] = &[
    ("schemas", Named(Node::Schema)),
    ("responses", Named(Node::Response)),
    ("parameters", Named(Node::Parameter)),
    ("examples", Holds::Value),
    ("requestBodies", Named(Node::RequestBody)),
    ("headers", Named(Node::Parameter)),
    ("securitySchemes", Named(Node::SecurityScheme)),
    ("links", Nothing),
    ("callbacks", Nothing),
];

const SECURITY_SCHEME: &[(&str, Holds)] = &[
    ("$ref", Text),
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("flows", Holds::Value),
    ("openIdConnectUrl", Text),
];

const TAG: &[(&str, Holds)] = &[
    ("name", Text),
    ("description", Text),
    ("externalDocs", Holds::Value),
];

const SCHEMA: &[(&str, Holds)] = &[
    ("$ref", Text),
    ("title", Text),
    ("description", Text),
    ("type", Text),
    ("format", Text),
    ("enum", List),
    ("default", Holds::Value),
    ("example", Holds::Value),
    ("externalDocs", Holds::Value),
    ("xml", Holds::Value),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("properties", Named(Node::Schema)),
    ("required", List),
    ("additionalProperties", One(Node::Schema)),
    ("items", One(Node::Schema)),
    ("allOf", Many(Node::Schema)),
    ("oneOf", Many(Node::Schema)),
    ("anyOf", Many(Node::Schema)),
    ("not", Unchecked),
    ("discriminator", Holds::Value),
    ("minLength", Number),
    ("maxLength", Number),
    ("pattern", Text),
    ("minimum", Number),
    ("maximum", Number),
    ("exclusiveMinimum", Flag),
    ("exclusiveMaximum", Flag),
    ("multipleOf", Number),
    ("minItems", Number),
    ("maxItems", Number),
    ("uniqueItems", Flag),
    ("minProperties", Number),
    ("maxProperties", Number),
];

/// Reports every keyword of the document that has no effect on the output, or does not have the form that OpenAPI asks for.
pub(super) fn audit(document: &Document, report: &mut Report) {
    for (keyword, value) in &document.root {
        audit_member(
            Node::Root,
            keyword,
            value,
            &Pointer::root().join(keyword),
            report,
        );
    }
}

fn audit_node(node: Node, value: &Value, at: &Pointer, report: &mut Report) {
    match value {
        Value::Object(members) => {
            for (keyword, value) in members {
                audit_member(node, keyword, value, &at.join(keyword), report);
            }
        }
        // `additionalProperties` may be a boolean instead of a schema.
        Value::Bool(_) if matches!(node, Node::Schema) => {}
        other => malformed("an object", other, at, report),
    }
}

fn audit_member(node: Node, keyword: &str, value: &Value, at: &Pointer, report: &mut Report) {
    if keyword.starts_with("x-") {
        return;
    }
    let Some((_, holds)) = grammar(node).iter().find(|(known, _)| *known == keyword) else {
        report.add(
            Code::UnknownKeyword,
            at,
            format!("`{keyword}` is not known here"),
        );
        return;
    };
    match (holds, value) {
        (Holds::Value, _)
        | (Text, Value::String(_))
        | (Flag, Value::Bool(_))
        | (Number, Value::Number(_))
        | (List, Value::Array(_)) => {}
        (Text, other) => malformed("a string", other, at, report),
        (Flag, other) => malformed("a boolean", other, at, report),
        (Number, other) => malformed("a number", other, at, report),
        (One(inner), inner_value) => audit_node(*inner, inner_value, at, report),
        (Many(inner), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                audit_node(*inner, item, &at.join(index), report);
            }
        }
        (List | Many(_), other) => malformed("an array", other, at, report),
        (Named(inner), Value::Object(members)) => {
            for (name, member) in members {
                // A property may be called `x-…`; a path or a status may not, there it is an extension.
                if matches!(inner, Node::Schema) || !name.starts_with("x-") {
                    audit_node(*inner, member, &at.join(name), report);
                }
            }
        }
        (Named(_), other) => malformed("an object", other, at, report),
        (Unchecked, _) => {
            report.add(
                Code::UncheckedKeyword,
                at,
                format!("`{keyword}` is not checked"),
            );
        }
        (Nothing, _) => {
            report.add(
                Code::NotGenerated,
                at,
                format!("nothing is generated from `{keyword}`"),
            );
        }
    }
}

fn malformed(expected: &str, found: &Value, at: &Pointer, report: &mut Report) {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    report.add(
        Code::Malformed,
        at,
        format!("expected {expected}, found {found}"),
    );
}

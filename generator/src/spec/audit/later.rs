//! What OpenAPI 3.1 and 3.2 have beyond 3.0, or have in another form.

use super::grammar::Holds::{
    Any, Around, Flag, Many, Named, Nothing, Number, One, Restriction, Text, Types, Unchecked,
    Value,
};
use super::grammar::{Node, Row};

/// OpenAPI 3.1 and JSON Schema 2020-12.
pub(super) fn rows_of_3_1(node: Node) -> &'static [Row] {
    match node {
        Node::Root => &[
            ("jsonSchemaDialect", Text),
            ("webhooks", Named(Node::PathItem)),
        ],
        // A Reference Object may say something of its own.
        Node::Parameter | Node::Response | Node::RequestBody | Node::SecurityScheme => {
            &[("summary", Text)]
        }
        Node::Components => &[("pathItems", Named(Node::PathItem))],
        Node::Schema => SCHEMA,
        _ => &[],
    }
}

const SCHEMA: &[Row] = &[
    ("type", Types),
    ("exclusiveMinimum", Number),
    ("exclusiveMaximum", Number),
    ("const", Any),
    ("examples", Value),
    ("prefixItems", Restriction(&Many(Node::Schema))),
    ("additionalItems", One(Node::Schema)),
    ("contains", Restriction(&One(Node::Schema))),
    ("minContains", Restriction(&Number)),
    ("maxContains", Restriction(&Number)),
    ("unevaluatedItems", Restriction(&One(Node::Schema))),
    ("patternProperties", Restriction(&Named(Node::Schema))),
    ("propertyNames", Restriction(&One(Node::Schema))),
    ("unevaluatedProperties", Restriction(&One(Node::Schema))),
    ("dependentRequired", Restriction(&Value)),
    ("dependentSchemas", Restriction(&Named(Node::Schema))),
    ("dependencies", Restriction(&Value)),
    ("if", Restriction(&One(Node::Schema))),
    ("then", Restriction(&One(Node::Schema))),
    ("else", Restriction(&One(Node::Schema))),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("contentSchema", Unchecked),
    ("$schema", Text),
    ("$id", Text),
    ("$anchor", Text),
    ("$comment", Text),
    ("$vocabulary", Value),
    ("$dynamicRef", Around),
    ("$dynamicAnchor", Text),
    ("$recursiveRef", Around),
    ("$recursiveAnchor", Flag),
    ("$defs", Named(Node::Schema)),
    ("definitions", Named(Node::Schema)),
];

/// OpenAPI 3.2.
pub(super) fn rows_of_3_2(node: Node) -> &'static [Row] {
    match node {
        Node::Root => &[("$self", Text)],
        Node::PathItem => &[
            ("query", One(Node::Operation)),
            ("additionalOperations", Named(Node::Operation)),
        ],
        Node::MediaType => &[
            ("$ref", Text),
            ("itemSchema", One(Node::Schema)),
            ("prefixEncoding", Nothing),
            ("itemEncoding", Nothing),
        ],
        Node::Encoding => &[
            ("encoding", Named(Node::Encoding)),
            ("prefixEncoding", Nothing),
            ("itemEncoding", Nothing),
        ],
        Node::Response => &[("summary", Text)],
        Node::Components => &[("mediaTypes", Named(Node::MediaType))],
        Node::SecurityScheme => &[("deprecated", Flag), ("oauth2MetadataUrl", Text)],
        Node::Tag => &[("summary", Text), ("parent", Text), ("kind", Text)],
        Node::Parameter | Node::RequestBody | Node::Operation | Node::Callback | Node::Schema => {
            &[]
        }
    }
}

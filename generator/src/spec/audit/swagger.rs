//! What may stand where in Swagger 2.0.

use super::grammar::Holds::{self, Flag, List, Many, Named, Number, One, Text};
use super::grammar::{Node, Row, TAG};

/// What may stand in an object of Swagger 2.0.
pub(super) fn rows(node: Node) -> &'static [Row] {
    match node {
        Node::Root => ROOT,
        Node::PathItem => PATH_ITEM,
        Node::Operation => OPERATION,
        Node::Parameter => PARAMETER,
        Node::Response => RESPONSE,
        Node::SecurityScheme => SECURITY_SCHEME,
        Node::Tag => TAG,
        Node::Schema => SCHEMA,
        Node::Callback
        | Node::RequestBody
        | Node::MediaType
        | Node::Encoding
        | Node::Components => &[],
    }
}

const ROOT: &[Row] = &[
    ("swagger", Text),
    ("info", Holds::Value),
    ("host", Text),
    ("basePath", Text),
    ("schemes", List),
    ("consumes", List),
    ("produces", List),
    ("paths", Named(Node::PathItem)),
    ("definitions", Named(Node::Schema)),
    ("parameters", Named(Node::Parameter)),
    ("responses", Named(Node::Response)),
    ("securityDefinitions", Named(Node::SecurityScheme)),
    ("security", List),
    ("tags", Many(Node::Tag)),
    ("externalDocs", Holds::Value),
];

const PATH_ITEM: &[Row] = &[
    ("$ref", Text),
    ("get", One(Node::Operation)),
    ("put", One(Node::Operation)),
    ("post", One(Node::Operation)),
    ("delete", One(Node::Operation)),
    ("options", One(Node::Operation)),
    ("head", One(Node::Operation)),
    ("patch", One(Node::Operation)),
    ("parameters", Many(Node::Parameter)),
];

const OPERATION: &[Row] = &[
    ("tags", List),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Holds::Value),
    ("operationId", Text),
    ("consumes", List),
    ("produces", List),
    ("parameters", Many(Node::Parameter)),
    ("responses", Named(Node::Response)),
    ("schemes", Holds::Nothing),
    ("deprecated", Flag),
    ("security", List),
];

/// A Parameter Object has the keywords of its value beside its own.
const PARAMETER: &[Row] = &[
    ("$ref", Text),
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("schema", One(Node::Schema)),
    ("type", Text),
    ("format", Text),
    ("allowEmptyValue", Holds::Value),
    ("items", One(Node::Schema)),
    ("collectionFormat", Text),
    ("default", Holds::Any),
    ("minimum", Number),
    ("maximum", Number),
    ("exclusiveMinimum", Flag),
    ("exclusiveMaximum", Flag),
    ("minLength", Number),
    ("maxLength", Number),
    ("pattern", Text),
    ("minItems", Number),
    ("maxItems", Number),
    ("uniqueItems", Flag),
    ("enum", List),
    ("multipleOf", Number),
];

const RESPONSE: &[Row] = &[
    ("$ref", Text),
    ("description", Text),
    ("schema", One(Node::Schema)),
    ("headers", Named(Node::Parameter)),
    ("examples", Holds::Value),
];

const SECURITY_SCHEME: &[Row] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("flow", Text),
    ("authorizationUrl", Text),
    ("tokenUrl", Text),
    ("scopes", Holds::Value),
];

const SCHEMA: &[Row] = &[
    ("$ref", Text),
    ("title", Text),
    ("description", Text),
    ("type", Text),
    ("format", Text),
    ("enum", List),
    ("default", Holds::Any),
    ("example", Holds::Any),
    ("externalDocs", Holds::Value),
    ("xml", Holds::Value),
    ("readOnly", Flag),
    ("discriminator", Text),
    ("properties", Named(Node::Schema)),
    ("required", List),
    ("additionalProperties", One(Node::Schema)),
    ("items", One(Node::Schema)),
    // Of the items of a parameter.
    ("collectionFormat", Text),
    ("allOf", Many(Node::Schema)),
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

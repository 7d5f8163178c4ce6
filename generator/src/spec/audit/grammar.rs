//! What may stand where in OpenAPI 3.0, and what oasmith does with it. Other dialects are told by how they differ.

use super::super::Dialect;
use super::{later, swagger};

/// The objects of OpenAPI 3.0.3, section 4.7.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Node {
    Root,
    PathItem,
    Operation,
    /// Its members are called by expressions.
    Callback,
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
pub(super) enum Holds {
    /// Any value at all, `null` among them.
    Any,
    /// A part that is read where it is needed, or that means nothing to a generator (`xml`).
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
    /// A schema keyword that restricts values in a way that no type has: it is checked where lowering finds out how.
    Restriction(&'static Holds),
    /// A reference to a schema around this one.
    Around,
    /// A part from which nothing is generated.
    Nothing,
    /// Whether values are numbers (OpenAPI 3.1) or flags beside them (OpenAPI 3.0): both are read.
    Bound,
    /// A type, or several of them.
    Types,
}

use Holds::{Flag, List, Many, Named, Nothing, Number, One, Text};

impl Holds {
    /// Whether `null` may stand there, or does not matter.
    pub(super) fn takes_null(self) -> bool {
        match self {
            Self::Any | Self::Unchecked | Self::Nothing => true,
            Self::Restriction(inner) => inner.takes_null(),
            _ => false,
        }
    }
}

/// A keyword and what it holds.
pub(super) type Row = (&'static str, Holds);

/// What a keyword holds in an object of a dialect; `None` where the dialect does not have it.
pub(super) fn find(node: Node, keyword: &str, dialect: Dialect) -> Option<Holds> {
    let find = |rows: &[Row]| {
        let row = rows.iter().find(|(known, _)| *known == keyword);
        row.map(|(_, holds)| *holds)
    };
    if dialect == Dialect::V20 {
        return find(swagger::rows(node));
    }
    // The one keyword that a later version took away: `type` has a list there.
    if node == Node::Schema && keyword == "nullable" && dialect >= Dialect::V31 {
        return None;
    }
    let later = |first: Dialect, rows: fn(Node) -> &'static [Row]| {
        (dialect >= first).then(|| find(rows(node))).flatten()
    };
    let expression = || (node == Node::Callback).then_some(One(Node::PathItem));
    later(Dialect::V32, later::rows_of_3_2)
        .or_else(|| later(Dialect::V31, later::rows_of_3_1))
        .or_else(|| find(rows(node)))
        .or_else(expression)
}

/// What a keyword that is not of the document's dialect holds in another one that knows it. Real documents mix them.
pub(super) fn find_elsewhere(node: Node, keyword: &str) -> Option<(Holds, Dialect)> {
    [Dialect::V31, Dialect::V30, Dialect::V32]
        .into_iter()
        .find_map(|dialect| Some((find(node, keyword, dialect)?, dialect)))
}

/// What may stand in an object of OpenAPI 3.0.
fn rows(node: Node) -> &'static [Row] {
    match node {
        Node::Root => ROOT,
        Node::PathItem => PATH_ITEM,
        Node::Operation => OPERATION,
        Node::Callback => CALLBACK,
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

const ROOT: &[Row] = &[
    ("openapi", Text),
    ("info", Holds::Value),
    ("servers", List),
    ("paths", Named(Node::PathItem)),
    ("components", One(Node::Components)),
    ("security", List),
    ("tags", Many(Node::Tag)),
    ("externalDocs", Holds::Value),
];

const PATH_ITEM: &[Row] = &[
    ("$ref", Text),
    ("summary", Text),
    ("description", Text),
    ("servers", List),
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

const CALLBACK: &[Row] = &[("$ref", Text)];

const OPERATION: &[Row] = &[
    ("tags", List),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Holds::Value),
    ("operationId", Text),
    ("parameters", Many(Node::Parameter)),
    ("requestBody", One(Node::RequestBody)),
    ("responses", Named(Node::Response)),
    ("callbacks", Named(Node::Callback)),
    ("deprecated", Flag),
    ("security", List),
    ("servers", List),
];

/// A Header Object has the members of a Parameter Object, without `name` and `in`.
const PARAMETER: &[Row] = &[
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
    ("example", Holds::Any),
    ("examples", Holds::Value),
];

const REQUEST_BODY: &[Row] = &[
    ("$ref", Text),
    ("description", Text),
    ("content", Named(Node::MediaType)),
    ("required", Flag),
];

const MEDIA_TYPE: &[Row] = &[
    ("schema", One(Node::Schema)),
    ("example", Holds::Any),
    ("examples", Holds::Value),
    ("encoding", Named(Node::Encoding)),
];

const ENCODING: &[Row] = &[
    ("contentType", Text),
    ("headers", Named(Node::Parameter)),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
];

const RESPONSE: &[Row] = &[
    ("$ref", Text),
    ("description", Text),
    ("headers", Named(Node::Parameter)),
    ("content", Named(Node::MediaType)),
    ("links", Nothing),
];

const COMPONENTS: &[Row] = &[
    ("schemas", Named(Node::Schema)),
    ("responses", Named(Node::Response)),
    ("parameters", Named(Node::Parameter)),
    ("examples", Holds::Value),
    ("requestBodies", Named(Node::RequestBody)),
    ("headers", Named(Node::Parameter)),
    ("securitySchemes", Named(Node::SecurityScheme)),
    ("links", Nothing),
    ("callbacks", Named(Node::Callback)),
];

const SECURITY_SCHEME: &[Row] = &[
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

/// The same in every version.
pub(super) const TAG: &[Row] = &[
    ("name", Text),
    ("description", Text),
    ("externalDocs", Holds::Value),
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
    ("not", Holds::Restriction(&One(Node::Schema))),
    ("discriminator", Holds::Value),
    ("minLength", Number),
    ("maxLength", Number),
    ("pattern", Text),
    ("minimum", Number),
    ("maximum", Number),
    ("exclusiveMinimum", Holds::Bound),
    ("exclusiveMaximum", Holds::Bound),
    ("multipleOf", Number),
    ("minItems", Number),
    ("maxItems", Number),
    ("uniqueItems", Flag),
    ("minProperties", Number),
    ("maxProperties", Number),
];

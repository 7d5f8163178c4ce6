//! Operations: what can be asked of the API and what it answers.

use super::{Docs, Type};
use crate::diagnostic::Pointer;

/// One method on one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or a name made from method and path.
    pub id: String,
    /// The HTTP method, in upper case (RFC 9110, section 9).
    pub method: String,
    /// The path template: `/flows/instances/{slug}/`.
    pub path: String,
    /// Where it stands.
    pub pointer: Pointer,
    /// The document's words.
    pub docs: Docs,
    /// The first tag, if there is one.
    pub tag: Option<String>,
    /// The parameters of the operation and of its path, in the document's order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The declared responses, by status in the document's order.
    pub responses: Vec<Response>,
    /// Which credentials it takes.
    pub security: Security,
}

/// A value that travels outside of the body.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it stands in the document.
    pub pointer: Pointer,
    /// Where it travels.
    pub location: Location,
    /// Whether it must be there.
    pub required: bool,
    /// The document's words.
    pub docs: Docs,
    /// What its values are.
    pub ty: Type,
    /// How an array is written.
    pub style: Style,
}

/// Where a parameter travels (OpenAPI 3.0.3, Parameter Locations).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Location {
    /// In the path.
    Path,
    /// Behind the `?`.
    Query,
    /// In a header field.
    Header,
    /// In a cookie.
    Cookie,
}

/// How the items of an array are written (OpenAPI 3.0.3, Style Values).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    /// Each item as a parameter of its own: `?a=1&a=2`.
    Exploded,
    /// One value, the items between commas: `?a=1,2`.
    Joined,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether it must be there.
    pub required: bool,
    /// The document's words.
    pub docs: Docs,
    /// What it is.
    pub content: Content,
}

/// What a body is.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type, as the document writes it.
    pub media_type: String,
    /// How it is written.
    pub form: Form,
}

impl Content {
    /// The type of the value that the body holds; `None` where it holds text or bytes.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match &self.form {
            Form::Json(ty) | Form::Multipart(ty) | Form::UrlEncoded(ty) => Some(ty),
            Form::Sequence(sequence) => sequence.item.as_ref(),
            Form::Text | Form::Binary => None,
        }
    }
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// JSON (RFC 8259) of this type.
    Json(Type),
    /// `multipart/form-data` (RFC 7578): each member of the object is a part.
    Multipart(Type),
    /// `application/x-www-form-urlencoded`: each member of the object is a pair.
    UrlEncoded(Type),
    /// Text, as it is.
    Text,
    /// Bytes, as they are.
    Binary,
    /// One item after the other (OpenAPI 3.2, Sequential Media Types).
    Sequence(Sequence),
}

/// A body that is one item after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// How the items are told apart.
    pub framing: Framing,
    /// What each of them holds, for events in their `data`; `None` where that is text.
    pub item: Option<Type>,
}

/// How the items of a body are told apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Framing {
    /// Server-sent events (HTML, section 9.2).
    Events,
    /// A line for each.
    Lines,
    /// A record separator before each (RFC 7464).
    Records,
}

/// A declared response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Which statuses it is for.
    pub status: Status,
    /// Where it stands.
    pub pointer: Pointer,
    /// The document's words.
    pub docs: Docs,
    /// The body; `None` where it is declared without content.
    pub content: Option<Content>,
    /// The same as a sequence, where the document has both.
    pub sequence: Option<Content>,
}

impl Response {
    /// All that it can hold.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        self.content.iter().chain(&self.sequence)
    }
}

/// Which statuses a response is for (OpenAPI 3.0.3, Responses Object).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred of them: `4XX` is `Range(4)`.
    Range(u8),
    /// All that are not declared.
    Default,
}

impl Status {
    /// Whether it is for successes alone (RFC 9110, section 15.3).
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// Which credentials an operation takes (OpenAPI 3.0.3, Security Requirement Object).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Security {
    /// Neither the operation nor the document says.
    Unstated,
    /// Any of these alternatives, each a set of scheme names; an empty set is anonymous access.
    AnyOf(Vec<Vec<String>>),
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The component's name.
    pub name: String,
    /// The document's words.
    pub docs: Docs,
    /// How the credential travels.
    pub kind: SchemeKind,
}

/// How a credential travels (OpenAPI 3.0.3, Security Scheme Object).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SchemeKind {
    /// In `Authorization`, behind the name of an HTTP authentication scheme (RFC 9110, section 11).
    Http(String),
    /// In the header field of this name.
    Header(String),
    /// In the query parameter of this name.
    Query(String),
    /// In the cookie of this name.
    Cookie(String),
    /// An OAuth 2.0 or `OpenID` Connect access token: a bearer token (RFC 6750).
    Token,
}

/// A place where the API is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Server {
    /// The address, absolute or relative to where the document is served.
    pub url: String,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The tag.
    pub name: String,
    /// The document's words.
    pub docs: Docs,
}

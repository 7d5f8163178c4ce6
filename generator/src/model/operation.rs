//! Operations: what can be asked of the API and what it answers.

use serde_json::Value;

use super::told::Told;
use super::{Docs, Type, TypeId};
use crate::diagnostic::Pointer;

/// Who serves an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// The API.
    Served,
    /// Whoever wants to be told by the API (OpenAPI 3.1.0, OpenAPI Object, `webhooks`).
    Webhook,
    /// Whoever has asked the API for something (OpenAPI 3.0.3, Callback Object).
    Callback,
}

/// One method on one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Who serves it.
    pub role: Role,
    /// `operationId`, or a name made from method and path.
    pub id: String,
    /// The HTTP method, in upper case (RFC 9110, section 9).
    pub method: String,
    /// The path template: `/flows/instances/{slug}/`.
    pub path: String,
    /// Where the address of a callback is told (OpenAPI 3.0.3, Callback Object, `{expression}`); `None` for anything else.
    pub expression: Option<String>,
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
    /// The headers of a success, one of [`Api::headers`](super::Api::headers); `None` where none are declared.
    pub headers: Option<TypeId>,
    /// The headers that a failure may have, of the same kind.
    pub failure_headers: Option<TypeId>,
    /// Which credentials it takes.
    pub security: Security,
    /// How its requests are told from those of other operations.
    pub told: Told,
    /// Where it is served, by the indexes of [`Api::servers`](super::Api::servers); empty where that is where the API is.
    pub servers: Vec<usize>,
}

impl Operation {
    /// Method and path, without the names of the path's parameters: what a router sees (OpenAPI 3.0.3, Paths Object, "Path Templating
    /// Matching").
    #[must_use]
    pub fn route(&self) -> (String, String) {
        let mut parts = self.path.split('{');
        let first = parts.next().unwrap_or_default().to_owned();
        let path = parts.fold(first, |text, part| {
            text + "{}" + part.split_once('}').map_or("", |(_, rest)| rest)
        });
        (self.method.clone(), path)
    }

    /// The responses that stand for a success, in the document's order; none where it declares no success at all.
    ///
    /// Those are the 2xx. Where there are none, a redirect or a change of the protocol is what the operation is for (RFC 9110, sections
    /// 15.2.2 and 15.4), and where there is none of these either, `default` speaks for successes as well as for failures. 304 is none:
    /// it says that the caller has the success already.
    #[must_use]
    pub fn successes(&self) -> Vec<&Response> {
        let of = |is_one: fn(Status) -> bool| -> Vec<&Response> {
            let responses = self.responses.iter();
            responses
                .filter(|response| is_one(response.status))
                .collect()
        };
        let kinds: [fn(Status) -> bool; 3] = [
            Status::is_success,
            Status::is_redirect_or_switch,
            |status| status == Status::Default,
        ];
        kinds
            .into_iter()
            .map(of)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The responses that stand for a failure, in the document's order. `default` does, whatever else it stands for.
    #[must_use]
    pub fn failures(&self) -> Vec<&Response> {
        let successes = self.successes();
        let is_success = |response: &Response| {
            response.status != Status::Default
                && successes.iter().any(|it| it.status == response.status)
        };
        let responses = self.responses.iter();
        responses.filter(|response| !is_success(response)).collect()
    }
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
    /// How they are written.
    pub style: Style,
    /// Whether reserved characters of a query are written as they are (`allowReserved`).
    pub allow_reserved: bool,
    /// Whether the name without a value is no value (`allowEmptyValue`).
    pub allow_empty: bool,
    /// What the server takes where it is not there, as the document says, and where it says so.
    pub default: Option<(Pointer, Value)>,
}

/// Where a parameter travels (OpenAPI 3.0.3, Parameter Locations).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
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

/// How the parts of a value are written (OpenAPI 3.0.3, Style Values).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    /// How they are put together.
    pub layout: Layout,
    /// Whether each item, and each member with its name, stands on its own (`explode`).
    pub explode: bool,
}

impl Style {
    /// The usual style of a location (OpenAPI 3.0.3, Parameter Object, `style`).
    #[must_use]
    pub fn usual(location: Location) -> Self {
        match location {
            Location::Path | Location::Header => Self {
                layout: Layout::Simple,
                explode: false,
            },
            Location::Query | Location::Cookie => Self {
                layout: Layout::Form,
                explode: true,
            },
        }
    }
}

/// How the parts of a value are put together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Layout {
    /// `blue,black`
    Simple,
    /// `.blue,black`
    Label,
    /// `;color=blue,black`
    Matrix,
    /// `color=blue,black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// Tabs between the items (Swagger 2.0, `tsv`).
    TabDelimited,
    /// `color[R]=100`
    DeepObject,
    /// `color=blue,black`, not encoded: in a cookie (OpenAPI 3.2.0, `cookie`).
    Cookie,
    /// JSON (`content`).
    Json,
    /// A text that is all of the query (OpenAPI 3.2.0, `querystring`).
    Whole,
    /// JSON that is all of the query.
    WholeJson,
}

/// How a member of a form is written, other than usual (OpenAPI 3.0.3, Encoding Object).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Encoding {
    /// The name of the member.
    pub member: String,
    /// How it is written.
    pub form: MemberForm,
}

/// How a member of a form is written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MemberForm {
    /// As the pairs that a style makes of it.
    Style(Style),
    /// In this media type.
    ContentType(String),
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where it stands: the Request Body Object.
    pub pointer: Pointer,
    /// Whether it must be there.
    pub required: bool,
    /// The document's words.
    pub docs: Docs,
    /// What it is.
    pub content: Content,
    /// How else the same value can be written.
    pub further: Vec<Content>,
}

impl Body {
    /// The media types that it can have.
    pub fn media_types(&self) -> impl Iterator<Item = &String> {
        self.contents()
            .flat_map(|content| std::iter::once(&content.media_type).chain(&content.also))
    }

    /// Every way in which it can be written.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        std::iter::once(&self.content).chain(&self.further)
    }
}

/// What a body is.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type, as the document writes it.
    pub media_type: String,
    /// The other media types in which the same is written in the same way.
    pub also: Vec<String>,
    /// How it is written.
    pub form: Form,
    /// Members of a form that are written in a way of their own.
    pub encodings: Vec<Encoding>,
}

impl Content {
    /// Content that has one media type.
    #[must_use]
    pub fn new(media_type: impl Into<String>, form: Form) -> Self {
        Self {
            media_type: media_type.into(),
            also: Vec::new(),
            form,
            encodings: Vec::new(),
        }
    }

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
    /// What it can be instead, told by the media type.
    pub further: Vec<Content>,
    /// The same as a sequence, where the document has both.
    pub sequence: Option<Content>,
    /// The bodies that the document shows.
    pub examples: Vec<Example>,
}

impl Response {
    /// What the body can be as a whole.
    pub fn alternatives(&self) -> impl Iterator<Item = &Content> {
        self.content.iter().chain(&self.further)
    }

    /// Everything that the body can be.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        self.alternatives().chain(&self.sequence)
    }
}

/// The headers of a success (OpenAPI 3.0.3, Header Object). Operations that declare the same ones share them.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The object that has a member for each.
    pub ty: TypeId,
    /// How each is written, in the order of the members.
    pub styles: Vec<Style>,
}

/// A body that the document shows (OpenAPI 3.0.3, Example Object). Nothing says that it is one of the type.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its key in `examples`; `None` for the `example`.
    pub name: Option<String>,
    /// Where it stands.
    pub pointer: Pointer,
    /// The body: a JSON value, or the text of one that is not JSON.
    pub value: Value,
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

    /// Whether it only comes before the answer (RFC 9110, section 15.2). After 101 there is no other one.
    #[must_use]
    pub fn is_interim(self) -> bool {
        matches!(self, Self::Code(100 | 102..=199) | Self::Range(1))
    }

    /// Whether it sends the caller elsewhere, to another address or another protocol.
    fn is_redirect_or_switch(self) -> bool {
        matches!(self, Self::Code(101 | 300..=303 | 305..=399) | Self::Range(3))
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
    /// The place in the document.
    pub pointer: Pointer,
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

/// A place where the API or a part of it is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Server {
    /// Whether operations that do not say where they are served are served here.
    pub is_general: bool,
    /// Where it stands first.
    pub pointer: Pointer,
    /// The address with the default of each variable in its place, absolute or relative to where the document is served.
    pub url: String,
    /// The address, `{name}` for each variable.
    pub template: String,
    /// What it is called (OpenAPI 3.2).
    pub name: Option<String>,
    /// The document's words.
    pub description: Option<String>,
    /// The variables, in the document's order; each stands in the template.
    pub variables: Vec<ServerVariable>,
}

/// A part of an address that is left open (OpenAPI 3.0.3, Server Variable Object).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// The document's words.
    pub description: Option<String>,
    /// What it is unless somebody says otherwise.
    pub default: String,
    /// What it can be, the default included; empty where it can be anything.
    pub values: Vec<String>,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The tag.
    pub name: String,
    /// The document's words.
    pub docs: Docs,
}

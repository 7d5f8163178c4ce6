//! The operations, their failures and what surrounds them.

use super::sequence::{HandlerForm, Items};
use super::{Imports, Rule, RustType};

/// The operations of one tag.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag.
    pub tag: String,
    /// Module and accessor: `flows`.
    pub module: String,
    /// The cargo feature.
    pub feature: String,
    /// Trait and handle: `Flows`.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// What the client mentions.
    pub client_imports: Imports,
    /// What the operations mention, arguments and successes.
    pub imports: Imports,
    /// The operations, in the document's order.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// Method of the handle and of the trait: `instances_partial_update`.
    pub method: String,
    /// The marker type: `InstancesPartialUpdate`.
    pub marker: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// The HTTP method: `PATCH`.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// The status of success.
    pub status: u16,
    /// The other statuses of the same success.
    pub further_statuses: Vec<AnswerStatus>,
    /// Which credentials it takes: `None` where the document does not say.
    pub security: Option<Vec<Vec<String>>>,
    /// The body of success; `None` where there is no content.
    pub success: Option<Success>,
    /// How success can be had item by item, where it can; alone where [`Self::success`] is of that form.
    pub items: Option<Items>,
    /// The struct of the headers of success; `None` where none are declared.
    pub headers: Option<RustType>,
    /// The struct of the headers that a failure may have.
    pub failure_headers: Option<RustType>,
    /// The failure type's name; `None` where no failure is documented.
    pub failure: Option<String>,
    /// Path parameters, in the order of the path.
    pub path_parameters: Vec<Parameter>,
    /// Query and header parameters, required ones first.
    pub parameters: Vec<Parameter>,
    /// The struct in which the server hands over query and header parameters, where there are any.
    pub parameters_struct: Option<String>,
    /// The request body.
    pub body: Option<Body>,
    /// How it hands out a list page by page, if it does.
    pub paging: Option<Paging>,
    /// What tells its requests from those of other operations with its method and path.
    pub demands: Vec<Demand>,
}

/// What a server looks for in a request to tell operations apart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Demand {
    /// A query parameter by its name, and its value if it can have one only.
    Query(String, Option<String>),
    /// A header by its name, and its value if it can have one only.
    Header(String, Option<String>),
    /// A body of one of these media types.
    Body(Vec<String>),
    /// What no request carries: another operation takes them all.
    Never,
}

impl Operation {
    /// In which form the server's method answers.
    #[must_use]
    pub fn handler_form(&self) -> HandlerForm {
        match self.success.as_ref().map(|success| &success.form) {
            Some(SuccessForm::Items(_)) => HandlerForm::Items,
            _ if self.items.is_some() => HandlerForm::Either,
            Some(SuccessForm::Binary) => HandlerForm::Bytes,
            Some(SuccessForm::Json(_) | SuccessForm::Text | SuccessForm::OneOf(_)) | None => {
                HandlerForm::Whole
            }
        }
    }
}

/// How an operation hands out a list page by page.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The query parameter with the number of the page.
    pub parameter: String,
    /// The field with the items of the page.
    pub items: String,
    /// The type of an item.
    pub item: RustType,
    /// Where the next page is told.
    pub next: NextPage,
    /// Where the number of all items is told, as a JSON Pointer (RFC 6901).
    pub count: Option<&'static str>,
}

/// Where the next page is told.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// In the field at the end of this way: the number of the next page, 0 at the end.
    Number(Vec<String>),
    /// In this field: the address of the next page, nothing at the end.
    Link(String),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The argument's name, raw where it is a keyword.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// What its default is, in words.
    pub default: Vec<String>,
    /// The type of a value, without `Option`.
    pub ty: RustType,
    /// Whether it must be there.
    pub required: bool,
    /// Where it travels.
    pub location: Location,
    /// How it is written, where that is not the usual way of its location.
    pub style: Option<Style>,
    /// Limits of its value; empty where only what is in it has some.
    pub check: Option<Rule>,
}

/// How a value is written, as the runtime calls it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    /// The constant of the runtime: `DEEP_OBJECT`.
    pub name: &'static str,
    /// Whether reserved characters stay as they are.
    pub reserved: bool,
    /// Whether a name without a value is no value.
    pub empty: bool,
}

/// How a member of a form is written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// In a style.
    Style(Style),
    /// In this media type.
    ContentType(String),
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header field.
    Header,
    /// In a cookie.
    Cookie,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// What it is.
    pub form: BodyForm,
    /// The limits of a JSON body as a whole, such as the length of a list; what is inside has its own.
    pub rule: Rule,
    /// The media type, as the document writes it.
    pub media_type: String,
    /// Members of a form that are written in a way of their own, by name; `*` is all that are not named.
    pub encodings: Vec<(String, Encoding)>,
    /// The members of a multipart body that are files, which the server's handler reads as they come.
    pub files: Vec<String>,
    /// The other media types that the server reads.
    pub further_media_types: Vec<String>,
    /// Whether one of those is of a form that has the value of the body.
    pub or_form: bool,
    /// Whether it must be there.
    pub required: bool,
    /// Lines of docs.
    pub docs: Vec<String>,
}

impl Body {
    /// The type of the value that it holds; `None` where it holds text or bytes.
    #[must_use]
    pub fn ty(&self) -> Option<&RustType> {
        match &self.form {
            BodyForm::Json(ty) | BodyForm::Multipart(ty) | BodyForm::UrlEncoded(ty) => Some(ty),
            BodyForm::Raw => None,
        }
    }

    /// Whether a handler reads it by itself, as a form with files.
    #[must_use]
    pub const fn is_read_by_parts(&self) -> bool {
        !self.files.is_empty()
    }

    /// The media type that it is sent in, which is not a range of them (RFC 9110, section 8.3).
    #[must_use]
    pub fn sent_media_type(&self) -> &str {
        match self.media_type.as_str() {
            "*/*" | "application/*" => "application/octet-stream",
            "text/*" => "text/plain; charset=utf-8",
            one => one,
        }
    }

    /// Whether it is JSON under JSON's own media type.
    #[must_use]
    pub fn is_plain_json(&self) -> bool {
        let plain = self.media_type.eq_ignore_ascii_case("application/json")
            || self.media_type.contains('*');
        matches!(self.form, BodyForm::Json(_)) && plain
    }
}

/// What a request body is.
#[derive(Clone, Debug)]
pub enum BodyForm {
    /// JSON.
    Json(RustType),
    /// `multipart/form-data`.
    Multipart(RustType),
    /// `application/x-www-form-urlencoded`.
    UrlEncoded(RustType),
    /// Text or bytes, as they are.
    Raw,
}

/// The body of success.
#[derive(Clone, Debug)]
pub struct Success {
    /// What it is.
    pub form: SuccessForm,
    /// The limits of a JSON body as a whole; what is inside has its own.
    pub rule: Rule,
    /// The media types, where they are not the usual one of its form. The first one is sent, each is accepted.
    pub media_types: Vec<String>,
}

impl Success {
    /// The type of the value that it holds; `None` where it holds text or bytes.
    #[must_use]
    pub fn ty(&self) -> Option<&RustType> {
        match &self.form {
            SuccessForm::Json(ty) => Some(ty),
            SuccessForm::Items(items) => items.item.as_ref(),
            SuccessForm::Text | SuccessForm::Binary | SuccessForm::OneOf(_) => None,
        }
    }
}

/// What the body of success is.
#[derive(Clone, Debug)]
pub enum SuccessForm {
    /// JSON.
    Json(RustType),
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// One item after the other.
    Items(Items),
    /// One of several bodies, told apart by status and media type: the [`Successes`] of this name.
    OneOf(String),
}

/// The different successes that an operation declares.
#[derive(Clone, Debug)]
pub struct Successes {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// The features that it belongs to; none where it is always there.
    pub features: Vec<String>,
    /// One variant per status and kind of body.
    pub variants: Vec<AnswerVariant>,
}

/// The failures that an operation declares.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// One variant per status.
    pub variants: Vec<AnswerVariant>,
}

impl Failure {
    /// The variants that the type of their body alone tells, with that type. What is another name of a type may be that of a second variant.
    pub fn told_by_type(&self) -> impl Iterator<Item = (&AnswerVariant, &str)> {
        self.variants
            .iter()
            .filter(|variant| variant.body.as_ref().is_some_and(|body| !body.is_alias))
            .filter_map(|variant| match (variant.ty(), variant.status) {
                (Some(RustType::Named(name)), AnswerStatus::Code(_)) => {
                    let alone = self
                        .variants
                        .iter()
                        .filter(|other| other.ty() == variant.ty())
                        .count()
                        == 1;
                    alone.then_some((variant, name.as_str()))
                }
                _ => None,
            })
    }
}

/// An answer that its status tells; of successes, the media type, too.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct AnswerVariant {
    /// The variant's name: `BadRequest`.
    pub name: String,
    /// The status.
    pub status: AnswerStatus,
    /// The body; `None` where it is declared without content.
    pub body: Option<AnswerBody>,
}

impl AnswerVariant {
    /// The type of a JSON body.
    #[must_use]
    pub fn ty(&self) -> Option<&RustType> {
        match &self.body.as_ref()?.form {
            AnswerForm::Json(ty) => Some(ty),
            AnswerForm::Text | AnswerForm::Binary => None,
        }
    }
}

/// The body of one variant.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct AnswerBody {
    /// What it is.
    pub form: AnswerForm,
    /// The media type.
    pub media_type: String,
    /// Whether its type is another name of a type.
    pub is_alias: bool,
}

/// What the body of a variant is.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum AnswerForm {
    /// JSON.
    Json(RustType),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// Which statuses an answer is for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum AnswerStatus {
    /// One status.
    Code(u16),
    /// A hundred of them, by the first digit.
    Range(u8),
    /// All others.
    Default,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The builder's method: `bearer`.
    pub method: String,
    /// The component's name.
    pub wire: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// How the credential travels.
    pub kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization` with another scheme's name.
    Http(String),
    /// A header field.
    Header(String),
    /// A query parameter.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// How the server answers a request that the document does not allow.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answers {
    /// An invalid request.
    pub invalid: Invalid,
    /// A request without the right credential.
    pub denied: Denied,
}

/// How an invalid request is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Invalid {
    /// Messages by field; those without a field under `general`.
    Fields {
        /// The status.
        status: u16,
        /// The member for messages that belong to no field.
        general: String,
    },
    /// A problem (RFC 9457).
    Problem {
        /// The status.
        status: u16,
    },
}

/// How a request without the right credential is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Denied {
    /// The status.
    pub status: u16,
    /// The member that holds the message; a problem (RFC 9457) where there is none.
    pub member: Option<String>,
}

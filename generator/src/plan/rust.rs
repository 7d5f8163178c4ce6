//! What the Rust will be: plain data, every decision taken.
//!
//! The emitters print this and nothing else. Identifiers are final, types are complete with their `Option`, docs are lines that are
//! safe in rustdoc.

use serde_json::Number;

/// Three crates to print.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The document's path, for the header of each file.
    pub document: String,
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// The document's description of the API, as lines of docs.
    pub docs: Vec<String>,
    /// The names of the crates.
    pub crates: Crates,
    /// The modules of the types crate.
    pub modules: Vec<Module>,
    /// The failure types, shared by client and server.
    pub failures: Vec<Failure>,
    /// The operations by tag, in the order of first use.
    pub groups: Vec<Group>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// The path below which the document's server has the operations, without a slash at the end: `/api/v3`.
    pub base_path: String,
    /// How the server answers a request that the document does not allow.
    pub answers: Answers,
    /// The scalar crates that the types need.
    pub scalars: Scalars,
    /// Whether the crates stand in a workspace of their own.
    pub standalone: bool,
}

/// The names of the three crates.
#[derive(Clone, Debug)]
pub struct Crates {
    /// Package name of the types crate: `authentik-types`.
    pub types: String,
    /// Package name of the client crate.
    pub client: String,
    /// Package name of the server crate.
    pub server: String,
}

/// The scalar crates that the types need: to mention a type is to depend on its crate.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Scalars {
    /// `uuid`.
    pub uuid: bool,
    /// `chrono`.
    pub chrono: bool,
}

/// One file of types that belong together.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module's name, which is the file's.
    pub name: String,
    /// What it needs from elsewhere.
    pub imports: Imports,
    /// Its types, in the order of the document.
    pub items: Vec<Item>,
}

/// What a module needs from elsewhere.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Imports {
    /// Scalar crates.
    pub scalars: Vec<RustType>,
    /// Whether it has a map.
    pub map: bool,
    /// Whether it has a free JSON value.
    pub json: bool,
    /// Whether it has a `Patch`.
    pub patch: bool,
    /// Generated types of other modules, sorted.
    pub types: Vec<String>,
}

/// A type to define.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct.
    Struct(Struct),
    /// An enum of strings.
    Enum(Enum),
    /// An enum of types.
    Union(Union),
    /// Another name.
    Alias(Alias),
}

impl Item {
    /// The type's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Alias(item) => &item.name,
        }
    }
}

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// Whether every field may be left out, so that there is a `Default`.
    pub default: bool,
    /// The fields, in the document's order.
    pub fields: Vec<Field>,
    /// The field that holds all other members.
    pub rest: Option<Rest>,
    /// What to check.
    pub checks: Vec<Check>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The field's name, raw where it is a keyword.
    pub name: String,
    /// The member's name on the wire.
    pub wire: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// The complete type.
    pub ty: RustType,
    /// When the key is there.
    pub presence: Presence,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// When a key is there, and what `null` means.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Presence {
    /// Always there, never `null`: `T`.
    Required,
    /// Always there, `null` is `None`: `Option<T>`.
    Nullable,
    /// `None` is absent, `null` is an error: `Option<T>`.
    Optional,
    /// Only received: absent and `null` are both `None`: `Option<T>`.
    OptionalNullable,
    /// Absent, `null` and a value are three things: `Patch<T>`.
    Patch,
}

/// The field that holds the members without a name of their own.
#[derive(Clone, Debug)]
pub struct Rest {
    /// The field's name.
    pub name: String,
    /// The complete type, a map.
    pub ty: RustType,
}

/// One call in a `Validate` implementation.
#[derive(Clone, Debug)]
pub struct Check {
    /// The field's name.
    pub field: String,
    /// The member's name on the wire; `None` for the members without a name of their own.
    pub wire: Option<String>,
    /// What to check beyond the type's own checks.
    pub rule: Rule,
}

/// Limits of a value.
pub type Rule = Vec<Limit>;

/// One limit of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    /// At least so many code points.
    MinLength(u64),
    /// At most so many code points.
    MaxLength(u64),
    /// A match somewhere.
    Pattern(String),
    /// At least, or above.
    Minimum(Number, Exclusive),
    /// At most, or below.
    Maximum(Number, Exclusive),
    /// A whole multiple.
    MultipleOf(Number),
    /// At least so many items.
    MinItems(u64),
    /// At most so many items.
    MaxItems(u64),
    /// No item twice.
    UniqueItems,
    /// At least so many members.
    MinProperties(u64),
    /// At most so many members.
    MaxProperties(u64),
    /// The limits of each item or member.
    Items(Rule),
}

/// Whether a bound is out of range itself.
pub type Exclusive = bool;

/// An open enum of strings.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// The values, in the document's order.
    pub variants: Vec<EnumVariant>,
    /// The name of the variant for values that the document does not list.
    pub unknown: String,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// The variant's name.
    pub name: String,
    /// The value on the wire.
    pub value: String,
}

/// An enum of types, told apart by a tag.
#[derive(Clone, Debug)]
pub struct Union {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// The member that tells the variants apart.
    pub tag: String,
    /// The variants, in the document's order.
    pub variants: Vec<UnionVariant>,
    /// The name of the variant for tags that the document does not list.
    pub unknown: String,
}

/// One type of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The variant's name.
    pub name: String,
    /// The tag's value.
    pub tag: String,
    /// The type.
    pub ty: RustType,
    /// Whether the type has anything to check.
    pub checked: bool,
}

/// Another name for a type.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// The type.
    pub ty: RustType,
}

/// A Rust type.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RustType {
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u64`.
    U64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// `uuid::Uuid`.
    Uuid,
    /// `chrono::DateTime<chrono::FixedOffset>`.
    DateTime,
    /// `chrono::NaiveDate`.
    Date,
    /// `serde_json::Value`.
    Json,
    /// A generated type.
    Named(String),
    /// `Vec<T>`.
    Vec(Box<RustType>),
    /// `BTreeMap<String, T>`.
    Map(Box<RustType>),
    /// `Option<T>`.
    Option(Box<RustType>),
    /// `Patch<T>`.
    Patch(Box<RustType>),
    /// `Box<T>`.
    Boxed(Box<RustType>),
}

impl RustType {
    /// The type itself and all that it is made of.
    pub fn parts(&self) -> impl Iterator<Item = &RustType> {
        std::iter::successors(Some(self), |ty| match ty {
            Self::Vec(inner) | Self::Map(inner) | Self::Option(inner) | Self::Patch(inner) | Self::Boxed(inner) => {
                Some(inner)
            }
            _ => None,
        })
    }
}

/// The operations of one tag.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag.
    pub tag: String,
    /// Module and accessor: `flows`.
    pub module: String,
    /// Trait and handle: `Flows`.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
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
    /// Which credentials it takes: `None` where the document does not say.
    pub security: Option<Vec<Vec<String>>>,
    /// The body of success; `None` where there is no content.
    pub success: Option<RustType>,
    /// The failure type's name.
    pub failure: String,
    /// Path parameters, in the order of the path.
    pub path_parameters: Vec<Parameter>,
    /// Query and header parameters, required ones first.
    pub parameters: Vec<Parameter>,
    /// The struct in which the server hands over query and header parameters, where there are any.
    pub parameters_struct: Option<String>,
    /// The request body.
    pub body: Option<Body>,
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
    /// The type of a value, without `Option`.
    pub ty: RustType,
    /// Whether it must be there.
    pub required: bool,
    /// Whether `null` may be sent for it.
    pub nullable: bool,
    /// Where it travels.
    pub location: Location,
    /// Limits of its value.
    pub rule: Rule,
}

/// Where a parameter travels and how.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query, each item of a list as a parameter of its own.
    Query,
    /// In the query, the items of a list between commas.
    QueryJoined,
    /// In a header field.
    Header,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub ty: RustType,
    /// Whether it must be there.
    pub required: bool,
    /// Lines of docs.
    pub docs: Vec<String>,
}

/// The failures that an operation declares.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// One variant per status.
    pub variants: Vec<FailureVariant>,
}

/// The failure of one status.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct FailureVariant {
    /// The variant's name: `BadRequest`.
    pub name: String,
    /// The status.
    pub status: FailureStatus,
    /// The body; `None` where it is declared without content.
    pub ty: Option<RustType>,
}

/// Which statuses a failure is for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FailureStatus {
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

//! The types to define, and what they are made of.

use std::collections::BTreeSet;

use serde_json::Number;

use super::Style;

/// One file of types that belong together.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module's name, which is the file's.
    pub name: String,
    /// The features of which one must be on; empty where it is always there.
    pub features: Vec<String>,
    /// What it needs from elsewhere.
    pub imports: Imports,
    /// Its types, in the order of the document.
    pub items: Vec<Item>,
}

/// What a module needs from elsewhere.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Imports {
    /// What stands in other crates or in the runtime.
    pub foreign: BTreeSet<Foreign>,
    /// Generated types of other modules, sorted.
    pub types: Vec<String>,
}

/// A type that is not generated: to mention it is to import it and to depend on its crate.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Foreign {
    /// `std::collections::BTreeMap`.
    Map,
    /// `chrono::DateTime` and `chrono::FixedOffset`.
    DateTime,
    /// `chrono::NaiveDate`.
    Date,
    /// `serde_json::Value`.
    Json,
    /// `uuid::Uuid`.
    Uuid,
    /// The runtime's `Patch`.
    Patch,
    /// The runtime's `File`.
    File,
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
    /// Where a server refuses all other members: those that are declared all the same, and no fields. `None` where they may be there.
    pub closed: Option<Vec<String>>,
    /// How each field is written where it is a header; `None` for a struct of anything else.
    pub headers: Option<Vec<Option<Style>>>,
    /// What must hold of all members together: JSON Schema as text.
    pub condition: Option<String>,
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
    /// What to check of the value, if anything.
    pub check: Option<Rule>,
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
    /// What to check of the map, if anything.
    pub check: Option<Rule>,
}

/// Limits of a value, beyond those of what is in it; often none.
pub type Rule = Vec<Limit>;

/// One limit of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    /// What else must hold: JSON Schema as text.
    Condition(String),
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
    /// Whether such a value is as good as those that it lists.
    pub is_open: bool,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// The variant's name.
    pub name: String,
    /// The value on the wire.
    pub value: String,
}

/// An enum of types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The type's name.
    pub name: String,
    /// Lines of docs.
    pub docs: Vec<String>,
    /// The member that tells the variants apart, where there is one.
    pub tag: Option<String>,
    /// The variants, in the document's order.
    pub variants: Vec<UnionVariant>,
    /// The name of the variant for what the document does not list.
    pub unknown: String,
    /// The variant for values without a tag.
    pub default: Option<DefaultVariant>,
}

/// The variant for values that the tag says nothing about.
#[derive(Clone, Debug)]
pub struct DefaultVariant {
    /// Its name.
    pub name: String,
    /// Whether it is that for values with another tag, too.
    pub takes_unlisted: bool,
}

/// One type of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The variant's name.
    pub name: String,
    /// How a reader knows it.
    pub pick: Pick,
    /// What limits its values, where a value that breaks it can be of no other variant.
    pub rule: Rule,
    /// The type.
    pub ty: RustType,
}

/// How a reader knows a variant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Pick {
    /// By the tag's values; where there are several, the variant's own value has one of them.
    Tags(Vec<String>),
    /// By the JSON kind.
    Boolean,
    /// By the JSON kind, without a fraction.
    Integer,
    /// By the JSON kind.
    Number,
    /// By the JSON kind.
    String,
    /// By the JSON kind.
    Array,
    /// By the JSON kind.
    Object,
    /// By a key that only this variant requires.
    Key(String),
    /// By a text that only this variant has under a key; by trial where the key is absent.
    Constant(String, String),
    /// By trial.
    Trial,
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
    /// The runtime's `File`.
    File,
    /// A type of another crate, by its path; only an alias is one.
    Foreign(Vec<String>),
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
    /// The type with a text in place of each file.
    #[must_use]
    pub fn with_texts_for_files(self) -> Self {
        let inner = |inner: Box<Self>| Box::new(inner.with_texts_for_files());
        match self {
            Self::File => Self::String,
            Self::Vec(item) => Self::Vec(inner(item)),
            Self::Map(value) => Self::Map(inner(value)),
            Self::Option(value) => Self::Option(inner(value)),
            other => other,
        }
    }

    /// The type itself and all that it is made of.
    pub fn parts(&self) -> impl Iterator<Item = &RustType> {
        std::iter::successors(Some(self), |ty| match ty {
            Self::Vec(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Patch(inner)
            | Self::Boxed(inner) => Some(inner),
            _ => None,
        })
    }
}

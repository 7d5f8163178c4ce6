//! Types: what a value may be.

use serde_json::{Map, Number, Value, json};

use super::{Condition, TypeId};
use crate::diagnostic::Pointer;

/// The document's words about something.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Docs {
    /// `title` or `summary`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// The four kinds of definition.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Members with names.
    Object(Object),
    /// A list of strings.
    Enumeration(Enumeration),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// A type at the place where it is used. Two that differ in their examples are equal.
#[derive(Clone, Debug)]
pub struct Type {
    /// What values look like.
    pub kind: Kind,
    /// Whether `null` is a value too.
    pub nullable: bool,
    /// What restricts the values.
    pub limits: Limits,
    /// A value that the document shows for this place: `example`, the first of `examples`, or a text in the form of a `format` that is
    /// advice. Nothing says that it is one of the type.
    pub example: Option<Box<Value>>,
}

impl PartialEq for Type {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            kind,
            nullable,
            limits,
            example: _,
        } = self;
        *kind == other.kind && *nullable == other.nullable && *limits == other.limits
    }
}

impl Type {
    /// A type without limits that is not nullable.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            nullable: false,
            limits: Limits::default(),
            example: None,
        }
    }
}

impl Type {
    /// Whether the type states limits of its own, or of the items or values in it.
    #[must_use]
    pub fn has_limits(&self) -> bool {
        let inner = match &self.kind {
            Kind::Array(inner) | Kind::Map(inner) => inner.has_limits(),
            _ => false,
        };
        inner || self.limits != Limits::default()
    }
}

/// What values look like.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number,
    /// A text.
    String(StringFormat),
    /// A list.
    Array(Box<Type>),
    /// An object whose members all have one type.
    Map(Box<Type>),
    /// A definition.
    Named(TypeId),
}

/// `format` of an integer (OpenAPI format registry).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IntegerFormat {
    /// None, or one that says nothing about the width.
    Unstated,
    /// `int32`.
    Int32,
    /// `int64`.
    Int64,
    /// `uint64`.
    Unsigned64,
}

/// `format` of a string, as far as it changes what a value is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StringFormat {
    /// None, or one that is advice (`uri`, `email`): real servers send values that break it.
    Text,
    /// `uuid` (RFC 9562).
    Uuid,
    /// `date-time` (RFC 3339).
    DateTime,
    /// `date` (RFC 3339, full-date).
    Date,
    /// `binary`: not text at all.
    Binary,
}

/// What restricts a value beyond its type (JSON Schema validation keywords). Lengths count Unicode code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`: an ECMA-262 regular expression, not anchored.
    pub pattern: Option<String>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `exclusiveMinimum` of OpenAPI 3.0: whether `minimum` itself is out of range.
    pub exclusive_minimum: bool,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMaximum` of OpenAPI 3.0: whether `maximum` itself is out of range.
    pub exclusive_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// What else must hold.
    pub condition: Option<Condition>,
}

impl Limits {
    /// Those that say something about values of a kind. Of values that can be of any kind all of them do, each about those of its
    /// own (JSON Schema validation, section 4.1).
    pub(crate) fn fitting(self, kind: &Kind) -> Self {
        let none = Self::default();
        match kind {
            Kind::Any => self,
            Kind::String(StringFormat::Text) => Self {
                min_length: self.min_length,
                max_length: self.max_length,
                pattern: self.pattern,
                condition: self.condition,
                ..none
            },
            Kind::Integer(_) | Kind::Number => Self {
                minimum: self.minimum,
                exclusive_minimum: self.exclusive_minimum,
                maximum: self.maximum,
                exclusive_maximum: self.exclusive_maximum,
                multiple_of: self.multiple_of,
                condition: self.condition,
                ..none
            },
            Kind::Array(_) => Self {
                min_items: self.min_items,
                max_items: self.max_items,
                unique_items: self.unique_items,
                condition: self.condition,
                ..none
            },
            Kind::Map(_) => Self {
                min_properties: self.min_properties,
                max_properties: self.max_properties,
                condition: self.condition,
                ..none
            },
            Kind::Boolean => Self {
                condition: self.condition,
                ..none
            },
            Kind::String(_) | Kind::Named(_) => none,
        }
    }

    /// What these limits say that cannot stand beside what the others say.
    fn beside(&self, other: &Self) -> Vec<Condition> {
        let pattern = self.pattern.as_ref().filter(|own| {
            let is_other = |other: &String| other != *own;
            other.pattern.as_ref().is_some_and(is_other)
        });
        let factor = self.multiple_of.as_ref().filter(|own| {
            let is_other = |other: &Number| other != *own;
            other.multiple_of.as_ref().is_some_and(is_other)
        });
        let pattern = pattern.map(|pattern| json!({ "pattern": pattern }));
        let factor = factor.map(|factor| json!({ "multipleOf": factor }));
        pattern
            .into_iter()
            .chain(factor)
            .map(Condition::new)
            .collect()
    }

    /// Adds what another schema says about the same values: both hold. Of what a value can have one only, such as a pattern, the other's stays
    /// and the own one becomes a condition.
    pub(crate) fn refine(&mut self, other: Self) {
        let conflicting = self.beside(&other);
        let more = |one: Option<u64>, other: Option<u64>| one.max(other);
        let less = |one: Option<u64>, other: Option<u64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.min_length = more(self.min_length, other.min_length);
        self.max_length = less(self.max_length, other.max_length);
        self.min_items = more(self.min_items, other.min_items);
        self.max_items = less(self.max_items, other.max_items);
        self.min_properties = more(self.min_properties, other.min_properties);
        self.max_properties = less(self.max_properties, other.max_properties);
        self.unique_items |= other.unique_items;
        self.pattern = other.pattern.or(self.pattern.take());
        self.multiple_of = other.multiple_of.or(self.multiple_of.take());
        let conditions = self.condition.take().into_iter().chain(other.condition);
        self.condition = Condition::all(conditions.chain(conflicting));
        let value = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        if value(&other.minimum) >= value(&self.minimum) && other.minimum.is_some() {
            self.minimum = other.minimum;
            self.exclusive_minimum = other.exclusive_minimum;
        }
        let is_less = match (value(&other.maximum), value(&self.maximum)) {
            (Some(other), Some(own)) => other <= own,
            (other, _) => other.is_some(),
        };
        if is_less {
            self.maximum = other.maximum;
            self.exclusive_maximum = other.exclusive_maximum;
        }
    }
}

/// An object with named members.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The members, in the document's order.
    pub fields: Vec<Field>,
    /// What the other members may be.
    pub rest: Rest,
    /// What must hold of all of them together.
    pub conditions: Vec<Condition>,
}

impl Object {
    /// The least and the largest number of members (`minProperties`, `maxProperties`).
    #[must_use]
    pub fn member_counts(&self) -> (usize, usize) {
        let counts = |keyword| {
            let conditions = self.conditions.iter();
            let counts = conditions.filter_map(move |it| it.schema().get(keyword)?.as_u64());
            counts.map(|count| usize::try_from(count).unwrap_or(usize::MAX))
        };
        let least = counts("minProperties").max().unwrap_or(0);
        let most = counts("maxProperties").min().unwrap_or(usize::MAX);
        (least, most)
    }
}

/// What an object's members beside the named ones may be (`additionalProperties`).
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one in each object, beside its members"
)]
pub enum Rest {
    /// The document does not say: they may be there and mean nothing.
    #[default]
    Unstated,
    /// `false`: there are none.
    Closed,
    /// Each has this type.
    Typed(Type),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The member's name on the wire.
    pub name: String,
    /// Where its schema stands.
    pub pointer: Pointer,
    /// The document's words.
    pub docs: Docs,
    /// What its values are.
    pub ty: Type,
    /// Whether the key must be there.
    pub required: bool,
    /// In which direction it travels.
    pub access: Access,
    /// `default`: what the server assumes where the key is not there.
    pub default: Option<Value>,
}

/// In which direction a member travels (`readOnly`, `writeOnly`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Access {
    /// Both.
    #[default]
    ReadWrite,
    /// Responses only.
    ReadOnly,
    /// Requests only.
    WriteOnly,
}

/// A list of strings.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The values, in the document's order, each once.
    pub values: Vec<EnumValue>,
    /// Whether any other text is a value, too: the list names some (`anyOf` of the list and a string).
    pub is_open: bool,
}

impl Enumeration {
    /// Whether a text is a value.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        self.is_open || self.values.iter().any(|listed| listed.value == text)
    }

    /// The only value that there is, if there is only one.
    #[must_use]
    pub fn only(&self) -> Option<&str> {
        match self.values.as_slice() {
            [only] if !self.is_open => Some(&only.value),
            _ => None,
        }
    }

    /// Whether all values are values of another one.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        let mut values = self.values.iter();
        (other.is_open || !self.is_open) && values.all(|value| other.takes(&value.value))
    }
}

/// One value of an enumeration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: String,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The types, in the document's order.
    pub variants: Vec<Variant>,
    /// How a reader knows which one it has.
    pub pick: Pick,
    /// The variant that a value without a discriminator is; `None` where it has to be there.
    pub default: Option<DefaultVariant>,
}

impl Union {
    /// The variant that a value of the discriminator stands for, or one that is absent, and its place among the variants.
    #[must_use]
    pub fn told(&self, tag: Option<&str>) -> Option<(usize, &Variant)> {
        let is_told = |variant: &Variant| variant.tags.iter().any(|it| Some(it.as_str()) == tag);
        let default = self.default.filter(|it| tag.is_none() || it.takes_unlisted);
        let index = self.variants.iter().position(is_told);
        let index = index.or_else(|| Some(default?.index))?;
        Some((index, self.variants.get(index)?))
    }

    /// Writes the discriminator into a value of a variant. One that can do without keeps to it.
    pub(crate) fn tell(&self, index: usize, value: &mut Map<String, Value>) {
        let tags = self.variants.get(index).map(|it| it.tags.as_slice());
        let (Pick::Tag(tag), Some([name])) = (&self.pick, tags) else {
            return;
        };
        let may_be_absent = self.default.is_some_and(|it| it.index == index);
        if !may_be_absent || value.contains_key(tag) {
            value.insert(tag.clone(), name.clone().into());
        }
    }
}

/// What a value is that its discriminator says nothing about (OpenAPI 3.2.0, Discriminator Object, `defaultMapping`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DefaultVariant {
    /// Its place among the variants.
    pub index: usize,
    /// Whether a value with a discriminator that is not listed is one, too.
    pub takes_unlisted: bool,
}

/// How a reader knows which variant of a union it has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Pick {
    /// By the string in this member (`discriminator.propertyName`).
    Tag(String),
    /// The document does not say: by what the variants look like.
    Unstated,
}

/// One type of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The values of the discriminator that stand for it, where there is a discriminator. Where there are several, the type is a union
    /// whose own variants tell which.
    pub tags: Vec<String>,
    /// The type.
    pub ty: Type,
}

//! Types in the shape that the generator prints. In a generated crate the paths start with `crate::`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use oasmith_template_types::runtime::unions::Pick;
use oasmith_template_types::runtime::{Patch, Rule, UnknownValue};
use oasmith_template_types::{open_enum, record, tagged_union, untagged_union};
use serde_json::Value;
use uuid::Uuid;

// Once per scalar crate that the document needs, in the generated lib.rs.
// (Here the traits are foreign to the test crate, so the sample checks no list of them.)
//     impl Validate for uuid::Uuid {}
//     impl Validate for chrono::DateTime<chrono::Utc> {}

/// All modes of presence.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Required.
    pub pk: Uuid,
    /// Required, with rules.
    pub slug: String,
    /// Required and nullable.
    pub cache_count: Option<i64>,
    /// Optional, with a key that is a Rust keyword.
    pub r#type: Option<String>,
    /// Optional.
    pub denied_action: Option<DeniedAction>,
    /// Optional and nullable, only received.
    pub updated: Option<DateTime<Utc>>,
    /// Optional and nullable, sent.
    pub background: Patch<String>,
    /// Free JSON.
    pub context: Option<Value>,
    /// Nested records.
    pub stages: Option<Vec<Stage>>,
    /// All other keys.
    pub other: BTreeMap<String, Value>,
}

record! {
    Flow {
        pk: required,
        slug: required within Rule::new().min_length(1).max_length(50).pattern("^[-a-zA-Z0-9_]+$"),
        cache_count: nullable within Rule::new().minimum(0).maximum(2_147_483_647),
        r#type: optional "type",
        denied_action: optional checked,
        updated: optional_nullable,
        background: patch within Rule::new().max_length(10),
        context: optional,
        stages: optional within Rule::new().max_items(3),
        ..other
    }
}

/// Without rules of its own and without further keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The name.
    pub name: String,
    /// Order.
    pub order: Option<u8>,
    /// Labels, each with a rule.
    pub labels: Option<Vec<String>>,
}

record! {
    Stage {
        name: required within Rule::new().min_length(1),
        order: optional,
        labels: optional within Rule::new().unique_items().items(&Rule::new().max_length(3)),
    }
}

/// Has no other members than these and `pk`, which is not read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Binding {
    /// Order.
    pub order: Option<u8>,
    /// One that is closed as well.
    pub target: Option<Box<Self>>,
    /// One that is not.
    pub stages: Option<Vec<Stage>>,
}

record! {
    Binding closed "pk" {
        order: optional,
        target: optional checked,
        stages: optional checked,
    }
}

/// Alternatives of which one is closed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Link {
    /// The closed one, by a key.
    Binding(Box<Binding>),
    /// The one that fits, whatever else is there.
    Stage(Box<Stage>),
    /// None of the documented alternatives; kept and sent back unchanged.
    Unknown(Value),
}

untagged_union! {
    Link {
        Binding: Pick::Key("order"),
        Stage: Pick::Trial,
        ..Unknown
    }
}

/// No fields at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nothing {}

record! {
    Nothing {}
}

/// An enumeration.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DeniedAction {
    /// `message_continue`
    MessageContinue,
    /// `message`
    Message,
    /// `continue`
    Continue,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    DeniedAction {
        MessageContinue: "message_continue",
        Message: "message",
        Continue: "continue",
        ..Unknown
    }
}

/// Alternatives with a tag.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Challenge {
    /// `ak-stage-password`: the struct has the tag as a field.
    Password(Password),
    /// `ak-stage-captcha`: the struct does not.
    Captcha(Box<Captcha>),
    /// Another tag than the document lists; kept and sent back unchanged.
    Unknown(Value),
}

tagged_union! {
    Challenge "component" {
        Password: "ak-stage-password",
        Captcha: "ak-stage-captcha",
        ..Unknown
    }
}

/// A variant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Password {
    /// The tag.
    pub component: Option<String>,
    /// Whether a reset is offered.
    pub allow_reset: Option<bool>,
}

record! {
    Password {
        component: optional,
        allow_reset: optional,
    }
}

/// A variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Captcha {
    /// The key of the site.
    pub site_key: String,
}

record! {
    Captcha {
        site_key: required within Rule::new().min_length(1),
    }
}

/// Alternatives without a tag.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Target {
    /// An integer.
    Number(i64),
    /// A string.
    Name(String),
    /// The object with `site_key`.
    Captcha(Captcha),
    /// The object that fits best.
    Password(Password),
    /// The object that fits best.
    Stage(Stage),
    /// None of the documented alternatives; kept and sent back unchanged.
    Unknown(Value),
}

untagged_union! {
    Target {
        Number: Pick::Integer,
        Name: Pick::String,
        Captcha: Pick::Key("site_key"),
        Password: Pick::Trial,
        Stage: Pick::Trial,
        ..Unknown
    }
}

/// Alternatives that are texts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Answer {
    /// A value of the enumeration.
    Listed(DeniedAction),
    /// Any other text.
    Text(String),
    /// None of the documented alternatives; kept and sent back unchanged.
    Unknown(Value),
}

untagged_union! {
    Answer {
        Listed: Pick::Trial,
        Text: Pick::Trial,
        ..Unknown
    }
}

/// Alternatives within alternatives.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Nested {
    /// `deeper`
    Deeper(Box<Deeper>),
    /// Another tag than the document lists; kept and sent back unchanged.
    Unknown(Value),
}

tagged_union! {
    Nested "kind" {
        Deeper: "deeper",
        ..Unknown
    }
}

/// A variant with the union in it, with a tag and by a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deeper {
    /// The union.
    pub inner: Option<Nested>,
    /// Another union, with the variant in it.
    pub links: Option<Links>,
    /// A number.
    pub order: Option<u8>,
}

record! {
    Deeper closed "kind" {
        inner: optional checked,
        links: optional checked,
        order: optional,
    }
}

/// Alternatives by kind.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Links {
    /// An object.
    Deeper(Box<Deeper>),
    /// A text.
    Name(String),
    /// None of the documented alternatives; kept and sent back unchanged.
    Unknown(Value),
}

untagged_union! {
    Links {
        Deeper: Pick::Object,
        Name: Pick::String,
        ..Unknown
    }
}

/// Alternatives by trial, which hold themselves.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expression {
    /// Not the one inside.
    Negation(Box<Negation>),
    /// All of those inside.
    Conjunction(Box<Conjunction>),
    /// None of the documented alternatives; kept and sent back unchanged.
    Unknown(Value),
}

untagged_union! {
    Expression {
        Negation: Pick::Trial,
        Conjunction: Pick::Trial,
        ..Unknown
    }
}

/// Has a member in common with the other one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Negation {
    /// The expression inside.
    pub inner: Option<Expression>,
    /// What only this one has.
    pub not: Option<bool>,
}

record! {
    Negation {
        inner: optional checked,
        not: optional,
    }
}

/// Has a member in common with the other one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conjunction {
    /// The expression inside.
    pub inner: Option<Expression>,
    /// What only this one has.
    pub all: Option<Vec<Expression>>,
}

record! {
    Conjunction {
        inner: optional checked,
        all: optional checked,
    }
}

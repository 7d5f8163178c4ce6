//! Types: which Rust type stands for a model type, before presence is added.

use std::collections::BTreeMap;

use super::analysis::{Analysis, Direction, View, named};
use super::names::{Names, is_item};
use super::rust::RustType;
use crate::config::{self, Format, Mapped};
use crate::lock::NamesLock;
use crate::model::{
    Api, Definition, IntegerFormat, Kind, Limits, Shape, StringFormat, Type, TypeId,
};

/// The finished indexes that every decision may look into.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a> {
    /// The API.
    pub api: &'a Api,
    /// Directions, splits, boxes, checks.
    pub analysis: &'a Analysis,
    /// Names of types and modules.
    pub names: &'a Names,
    /// The names that were given before, and those that are chosen.
    pub kept: &'a NamesLock,
    /// The chosen names of fields, by the places of the properties.
    pub chosen: &'a BTreeMap<String, String>,
    /// The types that are chosen.
    pub mapped: &'a config::Types,
}

impl Index<'_> {
    /// The type of a value that is not `null`. JSON and parameters have no bytes: what the document calls binary there is a text.
    #[must_use]
    pub fn rust_type(&self, ty: &Type, direction: Direction) -> RustType {
        self.with_files(ty, direction).with_texts_for_files()
    }

    /// The type of an item or a value of a map: `Option` where it may be `null`.
    #[must_use]
    pub fn element(&self, ty: &Type, direction: Direction) -> RustType {
        self.part(ty, direction).with_texts_for_files()
    }

    /// The same for a part of a form, which can be bytes.
    #[must_use]
    pub fn part(&self, ty: &Type, direction: Direction) -> RustType {
        let inner = self.with_files(ty, direction);
        if ty.nullable && inner != RustType::Json {
            RustType::Option(Box::new(inner))
        } else {
            inner
        }
    }

    /// The type of what the definition `owner` holds, which is a form or a part of one, or is written as JSON.
    #[must_use]
    pub fn held(&self, owner: TypeId, ty: &Type, direction: Direction) -> RustType {
        self.with_its_files(owner, self.with_files(ty, direction))
    }

    /// The same for an item or a value of a map.
    #[must_use]
    pub fn held_element(&self, owner: TypeId, ty: &Type, direction: Direction) -> RustType {
        self.with_its_files(owner, self.part(ty, direction))
    }

    fn with_its_files(&self, owner: TypeId, ty: RustType) -> RustType {
        if self.analysis.is_in_multipart(owner) {
            ty
        } else {
            ty.with_texts_for_files()
        }
    }

    fn with_files(&self, ty: &Type, direction: Direction) -> RustType {
        match &ty.kind {
            Kind::Any => RustType::Json,
            Kind::Boolean => RustType::Bool,
            Kind::Integer(format) => integer(*format, &ty.limits),
            Kind::Number => RustType::F64,
            Kind::String(format) => self.string(*format),
            Kind::Array(item) => RustType::Vec(Box::new(self.part(item, direction))),
            Kind::Map(value) => RustType::Map(Box::new(self.part(value, direction))),
            Kind::Named(id) => self.named(*id, direction),
        }
    }

    fn named(&self, id: TypeId, direction: Direction) -> RustType {
        match self.api.definition(id) {
            Some(
                definition @ Definition {
                    shape: Shape::Alias(target),
                    ..
                },
            ) if !is_item(definition) => self.with_files(target, direction),
            _ => RustType::Named(
                self.names
                    .type_name(id, self.analysis.view(id, direction))
                    .to_owned(),
            ),
        }
    }

    fn string(&self, format: StringFormat) -> RustType {
        let (key, usual) = match format {
            StringFormat::Uuid => (Some(Format::Uuid), RustType::Uuid),
            StringFormat::DateTime => (Some(Format::DateTime), RustType::DateTime),
            StringFormat::Date => (Some(Format::Date), RustType::Date),
            StringFormat::Binary => (None, RustType::File),
            StringFormat::Text => (None, RustType::String),
        };
        match key.and_then(|key| self.mapped.formats.get(&key)) {
            Some(Mapped::String) => RustType::String,
            Some(Mapped::I64) => RustType::I64,
            None => usual,
        }
    }

    /// Whether a value of the type holds a generated type with something to check.
    #[must_use]
    pub fn has_checked_content(&self, ty: &Type) -> bool {
        named(ty).is_some_and(|id| self.analysis.is_checked(id))
    }

    /// The directions that a view of a type travels in.
    #[must_use]
    pub fn direction(&self, id: TypeId, view: View) -> Direction {
        match view {
            View::Request => Direction::Request,
            // A type that is sent has to be able to say all that a request can say.
            View::Whole if self.analysis.travels(id, Direction::Request) => Direction::Request,
            View::Response | View::Whole => Direction::Response,
        }
    }
}

/// Integers are exact: the width is the format's, else that of the bounds, else 64 bits.
pub(super) fn integer(format: IntegerFormat, limits: &Limits) -> RustType {
    let minimum = limits.minimum.as_ref().and_then(serde_json::Number::as_i64);
    let maximum = limits.maximum.as_ref().and_then(serde_json::Number::as_i64);
    let above_i64 = limits
        .maximum
        .as_ref()
        .is_some_and(|maximum| maximum.as_i64().is_none() && maximum.is_u64());
    let in_i32 = |bound: Option<i64>| bound.is_some_and(|bound| i32::try_from(bound).is_ok());
    match format {
        IntegerFormat::Int32 => RustType::I32,
        IntegerFormat::Unsigned64 => RustType::U64,
        _ if above_i64 && minimum.is_some_and(|minimum| minimum >= 0) => RustType::U64,
        IntegerFormat::Unstated if in_i32(minimum) && in_i32(maximum) => RustType::I32,
        IntegerFormat::Int64 | IntegerFormat::Unstated => RustType::I64,
    }
}

//! Types at the place where they are used: kinds, formats, `null`.

use super::finding::Site;
use super::table::ChangeId;
use super::walk::{Side, Walk};
use crate::model::{Definition, IntegerFormat, Kind, Shape, StringFormat, Type, TypeId};

impl Walk<'_> {
    /// Compares the values at a place.
    pub(super) fn types(&mut self, before: &Type, after: &Type, site: &Site) {
        self.nullability(before, after, site);
        self.kinds(before, after, site);
    }

    fn nullability(&mut self, before: &Type, after: &Type, site: &Site) {
        // Anything includes `null`.
        let null = |side: Side<'_>, ty: &Type| {
            let own = ty.nullable && !side.is_null_by_itself(ty);
            own && ty.kind != Kind::Any
        };
        let was = null(self.before, before);
        let is = null(self.after, after);
        let any = before.kind == Kind::Any || after.kind == Kind::Any;
        if was == is || any {
            return;
        }
        let site = site.at("nullable", was, is);
        let (id, old, new) = if is {
            (ChangeId::NullableAdded, "not null", "nullable")
        } else {
            (ChangeId::NullableRemoved, "nullable", "not null")
        };
        self.findings.add(id, &site, old, new);
    }

    fn kinds(&mut self, before: &Type, after: &Type, site: &Site) {
        match (&before.kind, &after.kind) {
            (Kind::Named(one), Kind::Named(other)) => {
                self.named((*one, *other), before, after, site);
            }
            (Kind::Named(one), _) if let Some(target) = self.before.alias(*one) => {
                let target = with_null(target, before);
                self.kinds(&target, after, site);
            }
            (_, Kind::Named(other)) if let Some(target) = self.after.alias(*other) => {
                let target = with_null(target, after);
                self.kinds(before, &target, site);
            }
            (Kind::Array(one), Kind::Array(other)) => {
                self.limits(before, after, site);
                self.types(one, other, &site.within("[]", "items"));
            }
            (Kind::Map(one), Kind::Map(other)) => {
                self.limits(before, after, site);
                self.types(one, other, &site.within("{}", "additionalProperties"));
            }
            _ => match self.relation(&before.kind, &after.kind) {
                None => self.limits(before, after, site),
                Some(id) => {
                    let old = self.before.kind_words(&before.kind);
                    let new = self.after.kind_words(&after.kind);
                    let types = [&before.kind, &after.kind].map(named);
                    self.findings.add_of_types(id, site, (old, new), types);
                }
            },
        }
    }

    fn named(&mut self, pair: (TypeId, TypeId), before: &Type, after: &Type, site: &Site) {
        let stand_for_each_other = self.matching.after(pair.0) == Some(pair.1);
        let aliases = (self.before.alias(pair.0), self.after.alias(pair.1));
        match aliases {
            _ if stand_for_each_other => self.visit(pair, site),
            (None, None) | (Some(_), Some(_)) => self.visit(pair, site),
            (Some(target), None) => self.kinds(&with_null(target, before), after, site),
            (None, Some(target)) => self.kinds(before, &with_null(target, after), site),
        }
    }

    /// How the values of two kinds that are not both lists, maps or definitions compare; `None` where they are the same.
    pub(super) fn relation(&self, before: &Kind, after: &Kind) -> Option<ChangeId> {
        match (before, after) {
            (Kind::Any, Kind::Any)
            | (Kind::Boolean, Kind::Boolean)
            | (Kind::Number, Kind::Number) => None,
            (Kind::Any, _) => Some(ChangeId::TypeStated),
            (_, Kind::Any) => Some(ChangeId::TypeUnstated),
            (Kind::Integer(one), Kind::Integer(other)) => integers(*one, *other),
            (Kind::String(one), Kind::String(other)) => strings(*one, *other),
            (Kind::Integer(_), Kind::Number) => Some(ChangeId::TypeWidened),
            (Kind::Number, Kind::Integer(_)) => Some(ChangeId::TypeNarrowed),
            (Kind::Named(id), Kind::String(StringFormat::Text))
                if self.before.is_enumeration(*id) =>
            {
                Some(ChangeId::EnumOpened)
            }
            (Kind::String(StringFormat::Text), Kind::Named(id))
                if self.after.is_enumeration(*id) =>
            {
                Some(ChangeId::EnumClosed)
            }
            (Kind::Named(id), Kind::Map(_)) if self.before.is_object(*id) => {
                Some(ChangeId::TypeWidened)
            }
            (Kind::Map(_), Kind::Named(id)) if self.after.is_object(*id) => {
                Some(ChangeId::TypeNarrowed)
            }
            _ => Some(ChangeId::TypeChanged),
        }
    }
}

impl<'a> Side<'a> {
    /// The type that a definition is another name for.
    pub(super) fn alias(self, id: TypeId) -> Option<&'a Type> {
        match &self.definition(id)?.shape {
            Shape::Alias(ty) => Some(ty),
            _ => None,
        }
    }

    /// Whether the definition behind a type admits `null` by itself, which is told there.
    fn is_null_by_itself(self, ty: &Type) -> bool {
        match ty.kind {
            Kind::Named(id) => self.alias(id).is_some_and(|target| target.nullable),
            _ => false,
        }
    }

    pub(super) fn is_enumeration(self, id: TypeId) -> bool {
        matches!(self.shape(id), Some(Shape::Enumeration(_)))
    }

    pub(super) fn is_object(self, id: TypeId) -> bool {
        matches!(self.shape(id), Some(Shape::Object(_)))
    }

    fn shape(self, id: TypeId) -> Option<&'a Shape> {
        self.definition(id).map(|Definition { shape, .. }| shape)
    }
}

/// The definition that a kind is.
fn named(kind: &Kind) -> Option<TypeId> {
    match kind {
        Kind::Named(id) => Some(*id),
        _ => None,
    }
}

/// The target of an alias as the place that uses it sees it.
fn with_null(target: &Type, at: &Type) -> Type {
    Type {
        nullable: target.nullable || at.nullable,
        ..target.clone()
    }
}

fn integers(before: IntegerFormat, after: IntegerFormat) -> Option<ChangeId> {
    use IntegerFormat::{Int32, Int64, Unsigned64, Unstated};
    match (before, after) {
        (Unstated | Int64, Unstated | Int64) | (Int32, Int32) | (Unsigned64, Unsigned64) => None,
        (Int32, Int64 | Unstated) => Some(ChangeId::TypeWidened),
        (Int64 | Unstated, Int32) => Some(ChangeId::TypeNarrowed),
        (Unsigned64, _) | (_, Unsigned64) => Some(ChangeId::TypeChanged),
    }
}

fn strings(before: StringFormat, after: StringFormat) -> Option<ChangeId> {
    use StringFormat::{Binary, Text};
    match (before, after) {
        (one, other) if one == other => None,
        (Binary, _) | (_, Binary) => Some(ChangeId::TypeChanged),
        (Text, _) => Some(ChangeId::TypeNarrowed),
        (_, Text) => Some(ChangeId::TypeWidened),
        _ => Some(ChangeId::TypeChanged),
    }
}

//! Fields: when the key is there, and what type that makes.

use super::analysis::{Direction, View};
use super::default;
use super::docs;
use super::ident::{Scope, field_name};
use super::rule;
use super::rust::{Field, Presence, Rule, RustType};
use super::types::Index;
use crate::model::{self, Access, Docs, Kind, TypeId};

/// When a key is there and what `null` means: the one place that decides how an optional field is typed.
///
/// An optional field that may be `null` and is sent has three states; one that is only received has two, because nobody needs to
/// tell an absent key from `null` there.
#[must_use]
pub fn presence(required: bool, nullable: bool, sent: bool) -> Presence {
    match (required, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) if sent => Presence::Patch,
        (false, true) => Presence::OptionalNullable,
    }
}

/// The complete type of a field whose values have type `inner`.
#[must_use]
pub fn field_type(inner: RustType, presence: Presence) -> RustType {
    let inner = Box::new(inner);
    match presence {
        Presence::Required => *inner,
        Presence::Nullable | Presence::Optional | Presence::OptionalNullable => {
            RustType::Option(inner)
        }
        Presence::Patch => RustType::Patch(inner),
    }
}

/// Whether a field belongs to a view of its object.
#[must_use]
pub fn is_visible(index: Index<'_>, id: TypeId, view: View, access: Access) -> bool {
    let (requests, responses) = match view {
        View::Request => (true, false),
        View::Response => (false, true),
        View::Whole => {
            let travels = |direction| index.analysis.travels(id, direction);
            (travels(Direction::Request), travels(Direction::Response))
        }
    };
    match access {
        Access::ReadWrite => true,
        Access::ReadOnly => responses,
        Access::WriteOnly => requests,
    }
}

/// Plans one field of the object `id`, `scope` being the names its siblings have.
#[must_use]
pub fn plan(
    index: Index<'_>,
    id: TypeId,
    direction: Direction,
    field: &model::Field,
    scope: &mut Scope,
) -> Field {
    // Free JSON holds `null` itself.
    let nullable = field.ty.nullable && field.ty.kind != Kind::Any;
    let presence = presence(field.required, nullable, direction == Direction::Request);
    let mut inner = match index.held(id, &field.ty, direction) {
        // A part that is an object is JSON.
        map @ RustType::Map(_) => map.with_texts_for_files(),
        inner => inner,
    };
    if let Kind::Named(target) = field.ty.kind
        && matches!(inner, RustType::Named(_))
        && index.analysis.needs_box(id, target)
    {
        inner = RustType::Boxed(Box::new(inner));
    }
    let chosen = if index.chosen.is_empty() {
        None
    } else {
        scope.kept(&field.pointer.to_string())
    };
    Field {
        name: chosen.unwrap_or_else(|| scope.take(&field_name(&field.name))),
        wire: field.name.clone(),
        docs: docs::paragraphs([
            docs::lines(&field.docs, &field.name),
            deprecation(&field.docs),
            default::lines(index.api, &field.ty, field.default.as_ref()),
        ]),
        ty: field_type(inner, presence),
        presence,
        check: check(index, &field.ty),
    }
}

/// What to check of a field: its own limits and those of what it holds.
#[must_use]
pub fn check(index: Index<'_>, ty: &model::Type) -> Option<Rule> {
    let rule = rule::plan(index.api, ty);
    (!rule.is_empty() || index.has_checked_content(ty)).then_some(rule)
}

/// Said in words: whoever builds the struct has to name the field, and a warning for that would help nobody.
fn deprecation(docs: &Docs) -> Vec<String> {
    if docs.deprecated {
        vec!["Deprecated.".to_owned()]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Presence, presence};

    #[test]
    fn the_five_presences() {
        assert_eq!(presence(true, false, true), Presence::Required);
        assert_eq!(presence(true, true, false), Presence::Nullable);
        assert_eq!(presence(false, false, true), Presence::Optional);
        assert_eq!(presence(false, true, false), Presence::OptionalNullable);
        assert_eq!(presence(false, true, true), Presence::Patch);
    }
}

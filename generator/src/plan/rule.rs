//! Rules: the limits of a value, as the runtime checks them.

use std::mem::discriminant;

use serde_json::Number;

use super::rust::{Limit, Rule, RustType};
use super::types::integer;
use crate::model::{Api, Definition, Kind, Shape, Type};

/// The limits of a value of a type, in the order in which they are checked.
#[must_use]
pub fn plan(api: &Api, ty: &Type) -> Rule {
    let own = own(api, ty);
    let mut rule = Rule::new();
    if let Kind::Named(id) = ty.kind
        && let Some(Definition {
            shape: Shape::Alias(target),
            ..
        }) = api.definition(id)
    {
        // Another name for a scalar or a list has no checks of its own in Rust. Limits beside the name have those behind it in them.
        rule = plan(api, target);
        rule.retain(|limit| {
            own.iter()
                .all(|other| discriminant(limit) != discriminant(other))
        });
    }
    rule.extend(own);
    rule
}

/// The limits that stand at the type itself.
fn own(api: &Api, ty: &Type) -> Rule {
    let limits = &ty.limits;
    let mut rule = Rule::new();
    rule.extend(
        limits
            .min_length
            .filter(|length| *length > 0)
            .map(Limit::MinLength),
    );
    rule.extend(limits.max_length.map(Limit::MaxLength));
    rule.extend(limits.pattern.clone().map(Limit::Pattern));
    rule.extend(
        limits
            .minimum
            .clone()
            .filter(|bound| !is_implied(ty, bound))
            .map(|bound| Limit::Minimum(bound, limits.exclusive_minimum)),
    );
    rule.extend(
        limits
            .maximum
            .clone()
            .filter(|bound| !is_implied(ty, bound))
            .map(|bound| Limit::Maximum(bound, limits.exclusive_maximum)),
    );
    rule.extend(limits.multiple_of.clone().map(Limit::MultipleOf));
    rule.extend(
        limits
            .min_items
            .filter(|count| *count > 0)
            .map(Limit::MinItems),
    );
    rule.extend(limits.max_items.map(Limit::MaxItems));
    rule.extend(limits.unique_items.then_some(Limit::UniqueItems));
    rule.extend(
        limits
            .min_properties
            .filter(|count| *count > 0)
            .map(Limit::MinProperties),
    );
    rule.extend(limits.max_properties.map(Limit::MaxProperties));
    let condition = limits.condition.as_ref();
    rule.extend(condition.map(|condition| Limit::Condition(condition.schema().to_string())));
    if let Kind::Array(item) | Kind::Map(item) = &ty.kind {
        let items = plan(api, item);
        rule.extend((!items.is_empty()).then_some(Limit::Items(items)));
    }
    rule
}

/// Whether the width of the integer says the same as the bound.
fn is_implied(ty: &Type, bound: &Number) -> bool {
    let Kind::Integer(format) = ty.kind else {
        return false;
    };
    let is = |limit: i64| bound.as_i64() == Some(limit);
    let exclusive = ty.limits.exclusive_minimum || ty.limits.exclusive_maximum;
    !exclusive
        && match integer(format, &ty.limits) {
            RustType::I32 => is(i64::from(i32::MIN)) || is(i64::from(i32::MAX)),
            RustType::I64 => is(i64::MIN) || is(i64::MAX),
            _ => false,
        }
}

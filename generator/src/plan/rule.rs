//! Rules: the limits of a value, as the runtime checks them.

use super::rust::{Limit, Rule};
use crate::model::{Kind, Type};

/// The limits of a value of a type, in the order in which they are checked.
#[must_use]
pub fn plan(ty: &Type) -> Rule {
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
            .map(|bound| Limit::Minimum(bound, limits.exclusive_minimum)),
    );
    rule.extend(
        limits
            .maximum
            .clone()
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
    if let Kind::Array(item) | Kind::Map(item) = &ty.kind {
        let items = plan(item);
        rule.extend((!items.is_empty()).then_some(Limit::Items(items)));
    }
    rule
}

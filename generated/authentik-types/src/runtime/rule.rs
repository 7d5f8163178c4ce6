// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The constraints of a schema (JSON Schema validation, draft 5 section 5) as a constant.

use super::bound::{Bound, Limit};

/// The constraints on one value. Made with [`Rule::new`] and the methods named after the keywords.
///
/// A keyword that does not belong to the kind of the value is ignored, as JSON Schema says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rule<'r> {
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<&'static str>,
    pub(super) minimum: Option<Limit>,
    pub(super) maximum: Option<Limit>,
    pub(super) multiple_of: Option<Bound>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
    pub(super) items: Option<&'r Rule<'r>>,
    pub(super) condition: Option<&'static str>,
}

impl<'r> Rule<'r> {
    /// No constraint.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            min_length: None,
            max_length: None,
            pattern: None,
            minimum: None,
            maximum: None,
            multiple_of: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            min_properties: None,
            max_properties: None,
            items: None,
            condition: None,
        }
    }

    /// `minLength`, in Unicode code points.
    #[must_use]
    pub const fn min_length(mut self, characters: usize) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// `maxLength`, in Unicode code points.
    #[must_use]
    pub const fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// `pattern`: an expression that must match somewhere in the text. One that `regex-lite` cannot read is not checked.
    #[must_use]
    pub const fn pattern(mut self, expression: &'static str) -> Self {
        self.pattern = Some(expression);
        self
    }

    /// `minimum` that is an integer.
    #[must_use]
    pub const fn minimum(mut self, bound: i128) -> Self {
        self.minimum = Some(Limit {
            bound: Bound::Integer(bound),
            exclusive: false,
        });
        self
    }

    /// `minimum` that is an integer, with `exclusiveMinimum`.
    #[must_use]
    pub const fn exclusive_minimum(mut self, bound: i128) -> Self {
        self.minimum = Some(Limit {
            bound: Bound::Integer(bound),
            exclusive: true,
        });
        self
    }

    /// `minimum` that has a fraction.
    #[must_use]
    pub const fn minimum_number(mut self, bound: f64) -> Self {
        self.minimum = Some(Limit {
            bound: Bound::Number(bound),
            exclusive: false,
        });
        self
    }

    /// `minimum` that has a fraction, with `exclusiveMinimum`.
    #[must_use]
    pub const fn exclusive_minimum_number(mut self, bound: f64) -> Self {
        self.minimum = Some(Limit {
            bound: Bound::Number(bound),
            exclusive: true,
        });
        self
    }

    /// `maximum` that is an integer.
    #[must_use]
    pub const fn maximum(mut self, bound: i128) -> Self {
        self.maximum = Some(Limit {
            bound: Bound::Integer(bound),
            exclusive: false,
        });
        self
    }

    /// `maximum` that is an integer, with `exclusiveMaximum`.
    #[must_use]
    pub const fn exclusive_maximum(mut self, bound: i128) -> Self {
        self.maximum = Some(Limit {
            bound: Bound::Integer(bound),
            exclusive: true,
        });
        self
    }

    /// `maximum` that has a fraction.
    #[must_use]
    pub const fn maximum_number(mut self, bound: f64) -> Self {
        self.maximum = Some(Limit {
            bound: Bound::Number(bound),
            exclusive: false,
        });
        self
    }

    /// `maximum` that has a fraction, with `exclusiveMaximum`.
    #[must_use]
    pub const fn exclusive_maximum_number(mut self, bound: f64) -> Self {
        self.maximum = Some(Limit {
            bound: Bound::Number(bound),
            exclusive: true,
        });
        self
    }

    /// `multipleOf` that is an integer. Zero is no constraint.
    #[must_use]
    pub const fn multiple_of(mut self, step: i128) -> Self {
        self.multiple_of = Some(Bound::Integer(step));
        self
    }

    /// `multipleOf` that has a fraction. Checked in decimal digits: 0.3 is a multiple of 0.1.
    #[must_use]
    pub const fn multiple_of_number(mut self, step: f64) -> Self {
        self.multiple_of = Some(Bound::Number(step));
        self
    }

    /// `minItems`.
    #[must_use]
    pub const fn min_items(mut self, items: usize) -> Self {
        self.min_items = Some(items);
        self
    }

    /// `maxItems`.
    #[must_use]
    pub const fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }

    /// `uniqueItems: true`.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// `minProperties` of a map.
    #[must_use]
    pub const fn min_properties(mut self, properties: usize) -> Self {
        self.min_properties = Some(properties);
        self
    }

    /// `maxProperties` of a map.
    #[must_use]
    pub const fn max_properties(mut self, properties: usize) -> Self {
        self.max_properties = Some(properties);
        self
    }

    /// The constraints of every item of a list (`items`) or every value of a map (`additionalProperties`).
    #[must_use]
    pub const fn items(mut self, rule: &'r Rule<'r>) -> Self {
        self.items = Some(rule);
        self
    }

    /// What else must hold, as JSON Schema (draft 2020-12) without references. It is asked about scalars, about free JSON, and about lists
    /// and maps of these; of a map of anything else it sees the keys.
    #[must_use]
    pub const fn condition(mut self, schema: &'static str) -> Self {
        self.condition = Some(schema);
        self
    }
}

// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The walk that looks for violations.

use std::fmt::Debug;

use serde::Serialize;

use super::bound::{Bound, Limit};
use super::rule::Rule;
use super::validate::Validate;
use super::violations::{Violation, Violations};
use super::{condition, pattern, pointer, twins};

/// The message of `uniqueItems`.
pub(super) const TWICE: &str = "must have no item twice";

/// The place that a check has come to, and what was found so far.
#[derive(Debug)]
pub struct Checks<'v> {
    place: String,
    found: &'v mut Violations,
    of_draft: bool,
}

impl<'v> Checks<'v> {
    /// Starts at the whole value (the pointer ""), adding to `found`.
    pub const fn new(found: &'v mut Violations) -> Self {
        Self {
            place: String::new(),
            found,
            of_draft: false,
        }
    }

    /// Starts at a whole value in which faulty parts were taken out or replaced, so that no condition can be asked about it.
    pub(super) const fn of_draft(found: &'v mut Violations) -> Self {
        Self {
            place: String::new(),
            found,
            of_draft: true,
        }
    }

    /// Checks the value below the key `name`.
    pub fn field(&mut self, name: &str, value: &dyn Validate, rule: &Rule<'_>) {
        let length = self.place.len();
        pointer::push(&mut self.place, name);
        value.check(rule, self);
        self.place.truncate(length);
    }

    /// Checks an item of a list.
    pub fn item(&mut self, index: usize, value: &dyn Validate, rule: &Rule<'_>) {
        self.field(&index.to_string(), value, rule);
    }

    /// Checks what is below the key `name` in another way.
    pub(super) fn below(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        pointer::push(&mut self.place, name);
        check(self);
        self.place.truncate(length);
    }

    /// Adds a violation of the present place. The words must not hold the value.
    pub fn violate(&mut self, message: impl Into<String>) {
        self.found.push(Violation {
            place: self.place.clone(),
            message: message.into(),
        });
    }

    /// Adds a violation of the value below the key `name`. The words must not hold the value.
    pub fn violate_field(&mut self, name: &str, message: impl Into<String>) {
        let mut place = self.place.clone();
        pointer::push(&mut place, name);
        self.found.push(Violation {
            place,
            message: message.into(),
        });
    }

    pub(super) fn condition<T: Validate>(&mut self, value: &T, rule: &Rule<'_>) {
        if let Some(schema) = rule.condition.filter(|_| !self.of_draft)
            && let Some(value) = value.json()
        {
            condition::check(condition::parsed(schema), &value, self);
        }
    }

    /// Checks what must hold of the members of a record together: JSON Schema (draft 2020-12) without references.
    pub fn record(&mut self, schema: &'static str, record: &impl Serialize) {
        // What cannot be written as JSON is no value of a JSON schema.
        if !self.of_draft
            && let Ok(value) = serde_json::to_value(record)
        {
            condition::check(condition::parsed(schema), &value, self);
        }
    }

    pub(super) fn text(&mut self, text: &str, rule: &Rule<'_>) {
        if rule.min_length.is_some() || rule.max_length.is_some() {
            self.size(
                text.chars().count(),
                (rule.min_length, rule.max_length),
                "character",
            );
        }
        if let Some(pattern) = rule.pattern
            && !pattern::matches(pattern, text)
        {
            self.violate(format!("must match {pattern}"));
        }
    }

    fn size(&mut self, size: usize, (least, most): (Option<usize>, Option<usize>), unit: &str) {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        if let Some(least) = least.filter(|least| size < *least) {
            self.violate(format!(
                "must have at least {least} {unit}{}",
                plural(least)
            ));
        }
        if let Some(most) = most.filter(|most| size > *most) {
            self.violate(format!("must have at most {most} {unit}{}", plural(most)));
        }
    }

    pub(super) fn number(&mut self, number: Bound, rule: &Rule<'_>) {
        if let Some(Limit { bound, exclusive }) = rule.minimum
            && !(number.exceeds(bound) || !exclusive && number.equals(bound))
        {
            let words = if exclusive { "more than" } else { "at least" };
            self.violate(format!("must be {words} {bound}"));
        }
        if let Some(Limit { bound, exclusive }) = rule.maximum
            && !(bound.exceeds(number) || !exclusive && number.equals(bound))
        {
            let words = if exclusive { "less than" } else { "at most" };
            self.violate(format!("must be {words} {bound}"));
        }
        if let Some(step) = rule.multiple_of
            && !number.is_multiple_of(step)
        {
            self.violate(format!("must be a multiple of {step}"));
        }
    }

    pub(super) fn list<T: Validate + Debug + PartialEq>(&mut self, items: &[T], rule: &Rule<'_>) {
        self.size(items.len(), (rule.min_items, rule.max_items), "item");
        if rule.unique_items && twins::are_in(items) {
            self.violate(TWICE);
        }
        let rule = rule.items.copied().unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            self.item(index, item, &rule);
        }
    }

    pub(super) fn map<'m, T: Validate + 'm>(
        &mut self,
        length: usize,
        entries: impl Iterator<Item = (&'m String, &'m T)>,
        rule: &Rule<'_>,
    ) {
        self.size(length, (rule.min_properties, rule.max_properties), "key");
        let rule = rule.items.copied().unwrap_or_default();
        for (key, value) in entries {
            self.field(key, value, &rule);
        }
    }
}

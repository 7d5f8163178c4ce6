// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Checking the constraints of the document.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_json::Value;

use super::bound::Bound;
use super::unions::Members;
use super::{Checks, Patch, Rule, Violations};

/// A value whose constraints can be checked.
pub trait Validate {
    /// Adds every violation of `rule`, and of the constraints of the type itself, with its place. Adds nothing for a
    /// type without constraints.
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        let _ = (rule, at);
    }

    /// The value as JSON, for the conditions of a [`Rule`]: of scalars, free JSON, and lists and maps of these. Of any other type there is
    /// none.
    fn json(&self) -> Option<Value>
    where
        Self: Sized,
    {
        None
    }

    /// Whether the value is one that a union keeps because none of its variants takes it.
    fn is_unknown(&self) -> bool {
        false
    }

    /// Adds the members that values have, and tells whether all values are objects.
    fn members(known: &mut Members) -> bool
    where
        Self: Sized,
    {
        let _ = known;
        false
    }

    /// Checks the constraints of the type.
    ///
    /// # Errors
    /// All the violations, each with its place.
    fn validate(&self) -> Result<(), Violations> {
        let mut found = Violations::new();
        self.check(&Rule::new(), &mut Checks::new(&mut found));
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

impl Validate for String {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.text(self, rule);
        at.condition(self, rule);
    }

    fn json(&self) -> Option<Value> {
        Some(self.as_str().into())
    }
}

impl Validate for bool {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.condition(self, rule);
    }

    fn json(&self) -> Option<Value> {
        Some((*self).into())
    }
}

impl Validate for f64 {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.number(Bound::Number(*self), rule);
        at.condition(self, rule);
    }

    fn json(&self) -> Option<Value> {
        Some((*self).into())
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Validate for $integer {
            fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
                at.number(Bound::Integer(i128::from(*self)), rule);
                at.condition(self, rule);
            }

            fn json(&self) -> Option<Value> {
                Some((*self).into())
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Validate for Value {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        match self {
            Self::Null | Self::Bool(_) => {}
            Self::Number(number) => at.number(number.into(), rule),
            Self::String(text) => at.text(text, rule),
            Self::Array(items) => at.list(items, rule),
            Self::Object(object) => at.map(object.len(), object.iter(), rule),
        }
        at.condition(self, rule);
    }

    fn json(&self) -> Option<Value> {
        Some(self.clone())
    }
}

impl<T: Validate + Debug + PartialEq> Validate for Vec<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.list(self, rule);
        at.condition(self, rule);
    }

    fn json(&self) -> Option<Value> {
        self.iter().map(Validate::json).collect()
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.map(self.len(), self.iter(), rule);
        at.condition(self, rule);
    }

    fn json(&self) -> Option<Value> {
        // The keys can be asked about, whatever the values are.
        let member = |(key, value): (&String, &T)| (key.clone(), value.json().unwrap_or_default());
        Some(Value::Object(self.iter().map(member).collect()))
    }

    fn members(known: &mut Members) -> bool {
        known.object(&[], true)
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        if let Some(value) = self {
            value.check(rule, at);
        }
    }

    fn json(&self) -> Option<Value> {
        self.as_ref().map_or(Some(Value::Null), Validate::json)
    }
}

impl<T: Validate> Validate for Patch<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        if let Some(value) = self.value() {
            value.check(rule, at);
        }
    }
}

impl<T: Validate> Validate for Box<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        (**self).check(rule, at);
    }

    fn is_unknown(&self) -> bool {
        (**self).is_unknown()
    }

    fn members(known: &mut Members) -> bool {
        T::members(known)
    }
}

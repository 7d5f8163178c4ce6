// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Checking the constraints of the document.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Debug};
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::sync::{PoisonError, RwLock};

use regex_lite::Regex;
use serde_json::{Number, Value};

use super::Patch;
use super::pointer;
use super::rule::{Bound, Limit, Rule};
use super::violations::{Violation, Violations};

/// A value whose constraints can be checked.
pub trait Validate {
    /// Adds every violation of `rule`, and of the constraints of the type itself, with its place. Adds nothing for a
    /// type without constraints.
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        let _ = (rule, at);
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

/// The place that a check has come to, and what was found so far.
#[derive(Debug)]
pub struct Checks<'v> {
    place: String,
    found: &'v mut Violations,
}

impl<'v> Checks<'v> {
    /// Starts at the whole value (the pointer ""), adding to `found`.
    pub const fn new(found: &'v mut Violations) -> Self {
        Self {
            place: String::new(),
            found,
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

    fn text(&mut self, text: &str, rule: &Rule<'_>) {
        if rule.min_length.is_some() || rule.max_length.is_some() {
            self.size(
                text.chars().count(),
                (rule.min_length, rule.max_length),
                "character",
            );
        }
        if let Some(pattern) = rule.pattern
            && !matches(pattern, text)
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

    fn number(&mut self, number: Bound, rule: &Rule<'_>) {
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

    fn list<T: Validate + Debug + PartialEq>(&mut self, items: &[T], rule: &Rule<'_>) {
        self.size(items.len(), (rule.min_items, rule.max_items), "item");
        if rule.unique_items && has_twins(items) {
            self.violate("must have no item twice");
        }
        let rule = rule.items.copied().unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            self.item(index, item, &rule);
        }
    }

    fn map<'m, T: Validate + 'm>(
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

impl Validate for String {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.text(self, rule);
    }
}

impl Validate for bool {}

impl Validate for f64 {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.number(Bound::Number(*self), rule);
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Validate for $integer {
            fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
                at.number(Bound::Integer(i128::from(*self)), rule);
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Validate for Value {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        match self {
            Self::Null | Self::Bool(_) => {}
            Self::Number(number) => at.number(to_bound(number), rule),
            Self::String(text) => at.text(text, rule),
            Self::Array(items) => at.list(items, rule),
            Self::Object(object) => at.map(object.len(), object.iter(), rule),
        }
    }
}

impl<T: Validate + Debug + PartialEq> Validate for Vec<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.list(self, rule);
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        at.map(self.len(), self.iter(), rule);
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        if let Some(value) = self {
            value.check(rule, at);
        }
    }
}

impl<T: Validate> Validate for Patch<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        if let Some(value) = self.value() {
            value.check(rule, at);
        }
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, rule: &Rule<'_>, at: &mut Checks<'_>) {
        (**self).check(rule, at);
    }
}

impl Bound {
    fn exceeds(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left > right,
            _ => self.to_f64() > other.to_f64(),
        }
    }

    #[expect(clippy::float_cmp, reason = "a bound is met by the same number only")]
    fn equals(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left == right,
            _ => self.to_f64() == other.to_f64(),
        }
    }

    fn is_multiple_of(self, step: Self) -> bool {
        match (self, step) {
            (Self::Integer(number), Self::Integer(step)) => step == 0 || number % step == 0,
            _ => {
                // Binary fractions are not decimal ones: 0.3 is a multiple of 0.1 for whoever wrote the document.
                let quotient = self.to_f64() / step.to_f64();
                !quotient.is_finite()
                    || (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
            }
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "compared with a number that is an f64 itself"
    )]
    const fn to_f64(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Number(number) => number,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

fn to_bound(number: &Number) -> Bound {
    let integer = number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from));
    integer.map_or_else(
        || Bound::Number(number.as_f64().unwrap_or(f64::NAN)),
        Bound::Integer,
    )
}

/// Whether two items are equal. Compares items of equal hash only: a list from outside can be long.
fn has_twins<T: Debug + PartialEq>(items: &[T]) -> bool {
    let state = RandomState::new();
    let mut seen: HashMap<u64, Vec<&T>> = HashMap::with_capacity(items.len());
    items.iter().any(|item| {
        let alike = seen.entry(hash_of(item, &state)).or_default();
        let twin = alike.contains(&item);
        alike.push(item);
        twin
    })
}

/// A hash of the `Debug` text, which every generated type has while some, with an `f64` inside, have no `Hash`.
fn hash_of(item: &impl Debug, state: &RandomState) -> u64 {
    struct Sink<H>(H);

    impl<H: Hasher> fmt::Write for Sink<H> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            text.hash(&mut self.0);
            Ok(())
        }
    }

    let mut sink = Sink(state.build_hasher());
    // The sink does not fail, and a `Debug` that does leaves a hash that is only less telling.
    let _ = fmt::write(&mut sink, format_args!("{item:?}"));
    sink.0.finish()
}

/// Whether the expression matches somewhere in the text. Each expression is compiled once.
fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: RwLock<BTreeMap<&str, Option<Regex>>> = RwLock::new(BTreeMap::new());

    let is_match = |regex: &Option<Regex>| regex.as_ref().is_none_or(|regex| regex.is_match(text));
    if let Some(regex) = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return is_match(regex);
    }
    let regex = Regex::new(pattern).ok();
    let result = is_match(&regex);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    result
}

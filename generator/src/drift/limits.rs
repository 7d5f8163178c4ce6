//! Limits: what restricts values beyond their type.

use serde_json::{Number, Value};

use super::finding::Site;
use super::table::ChangeId;
use super::walk::Walk;
use super::words::{NONE, quoted};
use crate::model::{Condition, Limits, Type};

/// A limit that counts: its keyword, and where it is.
type Count = (&'static str, Bound, fn(&Limits) -> Option<u64>);

/// On which side of its number a limit leaves values.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Bound {
    Lower,
    Upper,
}

impl Walk<'_> {
    /// Compares the limits of two types of one kind.
    pub(super) fn limits(&mut self, before: &Type, after: &Type, site: &Site) {
        let (before, after) = (&before.limits, &after.limits);
        if before == after {
            return;
        }
        let counts: [Count; 6] = [
            ("minLength", Bound::Lower, |limits| limits.min_length),
            ("maxLength", Bound::Upper, |limits| limits.max_length),
            ("minItems", Bound::Lower, |limits| limits.min_items),
            ("maxItems", Bound::Upper, |limits| limits.max_items),
            ("minProperties", Bound::Lower, |limits| {
                limits.min_properties
            }),
            ("maxProperties", Bound::Upper, |limits| {
                limits.max_properties
            }),
        ];
        for (keyword, bound, read) in counts {
            // A lower bound of nothing is none.
            let read = |limits| read(limits).filter(|count| bound == Bound::Upper || *count > 0);
            let (was, is) = (read(before), read(after));
            let order = was.zip(is).map(|(was, is)| was.cmp(&is));
            let words = |count: Option<u64>| count.map(|count| format!("{keyword} {count}"));
            self.limit(
                keyword,
                tightening(bound, was.is_some(), is.is_some(), order),
                (words(was), words(is)),
                site,
            );
        }
        self.range(
            "minimum",
            Bound::Lower,
            (&before.minimum, before.exclusive_minimum),
            (&after.minimum, after.exclusive_minimum),
            site,
        );
        self.range(
            "maximum",
            Bound::Upper,
            (&before.maximum, before.exclusive_maximum),
            (&after.maximum, after.exclusive_maximum),
            site,
        );
        let unique = |limits: &Limits| limits.unique_items.then(|| "uniqueItems".to_owned());
        let words = (unique(before), unique(after));
        self.limit("uniqueItems", by_presence(&words), words, site);
        let pattern = |limits: &Limits| {
            limits
                .pattern
                .as_ref()
                .map(|it| format!("pattern {}", quoted(it)))
        };
        let words = (pattern(before), pattern(after));
        self.limit("pattern", by_presence(&words), words, site);
        let multiple = |limits: &Limits| {
            limits
                .multiple_of
                .as_ref()
                .map(|it| format!("multipleOf {it}"))
        };
        let words = (multiple(before), multiple(after));
        self.limit("multipleOf", by_presence(&words), words, site);
        self.conditions(before.condition.as_ref(), after.condition.as_ref(), site);
    }

    /// Compares what must hold beyond all that a type and its limits say.
    pub(super) fn conditions(
        &mut self,
        before: Option<&Condition>,
        after: Option<&Condition>,
        site: &Site,
    ) {
        let words = |it: Option<&Condition>| it.map(|it| it.schema().to_string());
        let words = (words(before), words(after));
        let listed = before.and_then(listed).zip(after.and_then(listed));
        let id = match listed {
            Some((was, is)) if was.iter().all(|value| is.contains(value)) => {
                Some(ChangeId::ConstraintRelaxed)
            }
            Some((was, is)) if is.iter().all(|value| was.contains(value)) => {
                Some(ChangeId::ConstraintTightened)
            }
            _ => by_presence(&words),
        };
        let keyword = |it: &Condition| it.schema().as_object()?.keys().next().cloned();
        let keyword = after.or(before).and_then(keyword).unwrap_or_default();
        self.limit(&keyword, id, words, site);
    }

    fn range(
        &mut self,
        keyword: &str,
        bound: Bound,
        (was, was_exclusive): (&Option<Number>, bool),
        (is, is_exclusive): (&Option<Number>, bool),
        site: &Site,
    ) {
        let words = |number: &Option<Number>, exclusive: bool| {
            let number = number.as_ref()?;
            Some(format!(
                "{keyword} {number}{}",
                if exclusive { " (exclusive)" } else { "" }
            ))
        };
        let order = was.as_ref().zip(is.as_ref()).map(|(was, is)| {
            let by_exclusion = match bound {
                Bound::Lower => was_exclusive.cmp(&is_exclusive),
                Bound::Upper => is_exclusive.cmp(&was_exclusive),
            };
            compare(was, is).then(by_exclusion)
        });
        let id = tightening(bound, was.is_some(), is.is_some(), order);
        self.limit(
            keyword,
            id,
            (words(was, was_exclusive), words(is, is_exclusive)),
            site,
        );
    }

    fn limit(
        &mut self,
        keyword: &str,
        id: Option<ChangeId>,
        (was, is): (Option<String>, Option<String>),
        site: &Site,
    ) {
        if let Some(id) = id.filter(|_| was != is) {
            let site = site.at(keyword, was.is_some(), is.is_some());
            let words = |words: Option<String>| words.unwrap_or_else(|| NONE.to_owned());
            self.findings.add(id, &site, words(was), words(is));
        }
    }
}

/// The values that a condition leaves, where it does nothing but list them.
fn listed(condition: &Condition) -> Option<Vec<&Value>> {
    let keywords = condition.schema().as_object()?;
    if keywords.len() > 1 {
        return None;
    }
    match keywords.get("enum") {
        Some(Value::Array(values)) => Some(values.iter().collect()),
        _ => keywords.get("const").map(|only| vec![only]),
    }
}

fn tightening(
    bound: Bound,
    was: bool,
    is: bool,
    order: Option<std::cmp::Ordering>,
) -> Option<ChangeId> {
    use std::cmp::Ordering::{Greater, Less};
    match (was, is, order, bound) {
        (false, true, ..)
        | (_, _, Some(Less), Bound::Lower)
        | (_, _, Some(Greater), Bound::Upper) => Some(ChangeId::ConstraintTightened),
        (true, false, ..)
        | (_, _, Some(Greater), Bound::Lower)
        | (_, _, Some(Less), Bound::Upper) => Some(ChangeId::ConstraintRelaxed),
        _ => None,
    }
}

/// For limits that cannot be compared: there or not, or another one.
fn by_presence((was, is): &(Option<String>, Option<String>)) -> Option<ChangeId> {
    match (was, is) {
        (None, None) => None,
        (None, Some(_)) => Some(ChangeId::ConstraintTightened),
        (Some(_), None) => Some(ChangeId::ConstraintRelaxed),
        (Some(_), Some(_)) => Some(ChangeId::ConstraintChanged),
    }
}

/// Exact where both are whole numbers: bounds go beyond what a float can tell apart.
fn compare(one: &Number, other: &Number) -> std::cmp::Ordering {
    let whole = |number: &Number| {
        number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from))
    };
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => {
            let float = |number: &Number| number.as_f64().unwrap_or_default();
            float(one).total_cmp(&float(other))
        }
    }
}

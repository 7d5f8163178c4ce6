//! Whether a value is one of a type: for the values that a document shows, which nobody has checked.

use std::cell::Cell;

use regex_lite::Regex;
use serde_json::{Map, Number, Value};

use super::{Way, limited, scalar};
use crate::model::{
    Api, IntegerFormat, Kind, Limits, Object, Pattern, Pick, Rest, Shape, StringFormat, Type,
    TypeId, Union,
};

/// A value for which more types have to be looked at is taken for one that does not fit: no author has written it to be read.
const MOST_LOOKS: u32 = 100_000;

/// Whether a value that travels in this way is one of the type, as far as the model knows its constraints.
#[must_use]
pub fn fits(api: &Api, ty: &Type, value: &Value, way: Way) -> bool {
    let looks = Cell::new(0);
    let fitting = Fitting {
        api,
        way,
        looks: &looks,
    };
    fitting.fits(ty, value, &mut Vec::new())
}

#[derive(Clone, Copy)]
struct Fitting<'a> {
    api: &'a Api,
    way: Way,
    looks: &'a Cell<u32>,
}

impl Fitting<'_> {
    /// `open` has the types that this very value is being compared with.
    fn fits(self, ty: &Type, value: &Value, open: &mut Vec<TypeId>) -> bool {
        self.looks.set(self.looks.get() + 1);
        if self.looks.get() > MOST_LOOKS {
            return false;
        }
        if value.is_null() && (ty.nullable || self.api.resolve(ty).nullable) {
            return true;
        }
        let limits = &ty.limits;
        if limits
            .condition
            .as_ref()
            .is_some_and(|it| it.leaves_out(value))
        {
            return false;
        }
        match (&ty.kind, value) {
            (Kind::Any, _) => is_within(value, limits),
            (Kind::Boolean, Value::Bool(_)) => true,
            (Kind::Integer(format), Value::Number(number)) => integer(number, *format, limits),
            (Kind::Number, Value::Number(number)) => scalar::allows(number, limits),
            (Kind::String(format), Value::String(text)) => string(text, *format, limits),
            (Kind::Array(item), Value::Array(items)) => {
                counts(items.len(), limits.min_items, limits.max_items)
                    && (!limits.unique_items || scalar::is_unique(items))
                    && items.iter().all(|value| self.inside(item, value))
            }
            (Kind::Map(inner), Value::Object(members)) => {
                counts(members.len(), limits.min_properties, limits.max_properties)
                    && members.values().all(|value| self.inside(inner, value))
            }
            (Kind::Named(id), _) => match limited(self.api, ty) {
                Some(ty) => self.fits(&ty, value, open),
                None => self.is_one_of(*id, value, open),
            },
            _ => false,
        }
    }

    /// The same for a part of the value.
    fn inside(self, ty: &Type, value: &Value) -> bool {
        self.fits(ty, value, &mut Vec::new())
    }

    fn is_one_of(self, id: TypeId, value: &Value, open: &mut Vec<TypeId>) -> bool {
        let Some(definition) = self.api.definition(id) else {
            return false;
        };
        if open.contains(&id) {
            return false;
        }
        open.push(id);
        let fits = match (&definition.shape, value) {
            (Shape::Object(object), Value::Object(members)) => self.has_members(object, members),
            (Shape::Enumeration(listed), Value::String(text)) => listed.takes(text),
            (Shape::Union(union), _) => self.is_variant(union, value, open),
            (Shape::Alias(ty), _) => self.fits(ty, value, open),
            _ => false,
        };
        open.pop();
        fits
    }

    fn has_members(self, object: &Object, members: &Map<String, Value>) -> bool {
        let named = object.fields.iter().all(|field| {
            let travels = self.way.carries(field.access);
            match members.get(&field.name) {
                Some(value) => travels && self.inside(&field.ty, value),
                None => !travels || !field.required,
            }
        });
        let is_named = |name: &String| object.fields.iter().any(|field| field.name == *name);
        let mut others = members.iter().filter(|(name, _)| !is_named(name));
        let (least, most) = object.member_counts();
        named
            && (least..=most).contains(&members.len())
            && match &object.rest {
                Rest::Unstated => true,
                Rest::Closed => others.next().is_none(),
                Rest::Typed(ty) => others.all(|(_, value)| self.inside(ty, value)),
            }
    }

    fn is_variant(self, union: &Union, value: &Value, open: &mut Vec<TypeId>) -> bool {
        let Pick::Tag(name) = &union.pick else {
            let mut variants = union.variants.iter();
            return variants.any(|variant| self.fits(&variant.ty, value, open));
        };
        let told = value.get(name);
        if told.is_some_and(|told| !told.is_string()) {
            return false;
        }
        let variant = union.told(told.and_then(Value::as_str));
        variant.is_some_and(|(_, variant)| self.fits(&variant.ty, value, open))
    }
}

/// A value that may be of any kind: each limit says something about those of its own (JSON Schema validation, section 4.1).
pub(super) fn is_within(value: &Value, limits: &Limits) -> bool {
    match value {
        Value::String(text) => string(text, StringFormat::Text, limits),
        Value::Number(number) => scalar::allows(number, limits),
        Value::Array(items) => {
            counts(items.len(), limits.min_items, limits.max_items)
                && (!limits.unique_items || scalar::is_unique(items))
        }
        Value::Object(members) => {
            counts(members.len(), limits.min_properties, limits.max_properties)
        }
        Value::Null | Value::Bool(_) => true,
    }
}

fn integer(number: &Number, format: IntegerFormat, limits: &Limits) -> bool {
    let whole = number.as_i64().map(i128::from);
    let Some(whole) = whole.or_else(|| number.as_u64().map(i128::from)) else {
        return false;
    };
    let (least, most) = scalar::range(format, limits);
    (least..=most).contains(&whole) && scalar::allows(number, limits)
}

fn string(text: &str, format: StringFormat, limits: &Limits) -> bool {
    match format {
        StringFormat::Text => {
            let matches = |pattern: &String| {
                Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
            };
            counts(text.chars().count(), limits.min_length, limits.max_length)
                && limits.pattern.as_ref().is_none_or(matches)
        }
        StringFormat::Uuid => has_form(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        StringFormat::Date => is_date(text),
        StringFormat::DateTime => {
            let (date, time) = (text.get(..10), text.get(10..));
            date.is_some_and(is_date) && time.is_some_and(is_time)
        }
        StringFormat::Binary => true,
    }
}

fn counts(count: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    least.is_none_or(|least| least <= count) && most.is_none_or(|most| count <= most)
}

/// Whether a text has the characters of a form, in which `h` is a hexadecimal digit and `0` a decimal one.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.chars().zip(form.chars()).all(|(c, form)| match form {
            'h' => c.is_ascii_hexdigit(),
            '0' => c.is_ascii_digit(),
            form => c == form,
        })
}

/// RFC 3339, `full-date`.
fn is_date(text: &str) -> bool {
    let part = |range| {
        text.get(range)
            .and_then(|part: &str| part.parse::<u16>().ok())
    };
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    has_form(text, "0000-00-00") && (1..=12).contains(&month) && (1..=last).contains(&day)
}

/// RFC 3339, `T` and `full-time`. Leap seconds are left out.
fn is_time(text: &str) -> bool {
    let pattern = "^[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$";
    Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
}

//! A value for each choice that a type leaves.
//!
//! A type gives as many values as are needed to show each of its choices once: a value for each entry of an enumeration and each
//! variant of a union, the ends of a range, a list with one item, with all and with none, an object with every member, without the
//! optional ones, and with `null` wherever it is allowed. Choices of different members are shown by the same value, so that there are
//! few. The first value is the plain one: everything is there, lists have one item.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::scalar::{self, Alphabet};
use super::{Judge, Way, bounds, condition, limited};
use crate::model::{Api, Field, Kind, Object, Rest, Shape, StringFormat, Type, TypeId, Union};

/// Stands for a member of an answer that is left out and may come back as `null`; the harness knows it by the same text.
pub const ABSENT: &str = "\u{0}oasmith: absent";

/// A value of an enumeration that takes any text.
const UNLISTED: &str = "oasmith: unlisted";

/// After so many members the choices of a value that stand deeper than [`DEEPEST`] are not shown any more. Types that hold each other would
/// show them along each way from one to another.
const MOST_MEMBERS: usize = 2_000;

/// So many definitions within each other are shown in full, however many members there are.
const DEEPEST: usize = 3;

/// Makes samples for the types of one API.
#[derive(Debug)]
pub struct Sampler<'a> {
    /// The API.
    pub api: &'a Api,
    /// Which way the values travel.
    pub way: Way,
    /// Tells what breaks a condition.
    pub judge: Judge,
    /// The characters of texts.
    pub alphabet: Alphabet,
    /// The definitions that are being sampled: one inside itself is cut off.
    open: Vec<TypeId>,
    /// How many members there are in the samples of one type.
    members: usize,
    /// Whether one value is enough, with as little as it needs.
    is_least: bool,
    /// Patterns that no sample was found for.
    pub unmatched: Vec<String>,
}

impl<'a> Sampler<'a> {
    /// A sampler of values that travel in this way.
    #[must_use]
    pub fn new(api: &'a Api, way: Way, judge: Judge) -> Self {
        Self {
            api,
            way,
            judge,
            alphabet: Alphabet::Any,
            open: Vec::new(),
            members: 0,
            is_least: false,
            unmatched: Vec::new(),
        }
    }

    /// Samples whose parts stand outside of a body: what has no type is a text there.
    #[must_use]
    pub fn outside(api: &'a Api, alphabet: Alphabet, judge: Judge) -> Self {
        Self {
            alphabet,
            ..Self::new(api, Way::Parameter, judge)
        }
    }

    /// The samples of a type, `null` among them where it may be. None where there is no finite value, or none was found.
    pub fn values(&mut self, ty: &Type) -> Vec<Value> {
        if self.open.is_empty() {
            self.members = 0;
        }
        let mut values = self.solid(ty);
        if ty.nullable && !values.contains(&Value::Null) {
            values.push(Value::Null);
        }
        values
    }

    /// The samples that are not `null`.
    fn solid(&mut self, ty: &Type) -> Vec<Value> {
        let values = self.of_kind(ty);
        let mut values = match &ty.limits.condition {
            Some(condition) => {
                let met = condition::meeting(self.judge, condition, ty, values);
                // Where nothing may be, there is no sample to miss.
                if met.is_empty() && *condition.schema() != Value::Bool(false) {
                    self.unmatched.push(condition.schema().to_string());
                }
                met
            }
            None => values,
        };
        if self.is_least {
            values.truncate(1);
        }
        values
    }

    /// The samples that are not `null`, whatever else must hold of them.
    fn of_kind(&mut self, ty: &Type) -> Vec<Value> {
        match &ty.kind {
            Kind::Any if self.way == Way::Parameter => vec![json!("any")],
            Kind::Any => scalar::any(),
            Kind::Boolean => vec![json!(true), json!(false)],
            Kind::Integer(format) => scalar::integers(*format, &ty.limits),
            Kind::Number => scalar::numbers(&ty.limits),
            Kind::String(StringFormat::Binary) if self.is_at_part() => files(),
            Kind::String(format) => {
                let texts = scalar::texts(*format, &ty.limits, self.alphabet);
                if texts.is_empty() {
                    self.unmatched.extend(ty.limits.pattern.clone());
                }
                texts.into_iter().map(Value::String).collect()
            }
            Kind::Array(item) => self.lists(ty, item),
            Kind::Map(value) => self.maps(ty, value),
            Kind::Named(id) => match limited(self.api, ty) {
                Some(scalar) => self.solid(&scalar),
                None => self.defined(*id),
            },
        }
    }

    /// Whether a part of a form is asked for. What is within an object within a form is JSON.
    fn is_at_part(&self) -> bool {
        let is_object = |id: &&TypeId| {
            let definition = self.api.definition(**id);
            definition.is_some_and(|it| matches!(it.shape, Shape::Object(_)))
        };
        self.way == Way::Form && self.open.iter().filter(is_object).count() < 2
    }

    fn defined(&mut self, id: TypeId) -> Vec<Value> {
        let Some(definition) = self.api.definition(id) else {
            return Vec::new();
        };
        if self.open.contains(&id) {
            return Vec::new();
        }
        let was_least = self.is_least;
        self.is_least |= self.members > MOST_MEMBERS && self.open.len() >= DEEPEST;
        self.open.push(id);
        let values = match &definition.shape {
            Shape::Object(object) => self.objects(object),
            Shape::Enumeration(listed) => {
                let others = listed.is_open.then(|| UNLISTED.to_owned());
                let values = listed.values.iter().map(|value| value.value.clone());
                values.chain(others).map(Value::String).collect()
            }
            Shape::Union(union) => self.alternatives(union),
            Shape::Alias(ty) => self.solid(ty),
        };
        self.open.pop();
        self.is_least = was_least;
        values
    }

    fn objects(&mut self, object: &Object) -> Vec<Value> {
        let carried = object.fields.iter();
        let carried = carried.filter(|field| self.way.carries(field.access));
        let (fields, absent): (Vec<&Field>, Vec<&Field>) =
            carried.partition(|field| field.required || !self.is_least);
        let mut members = Vec::with_capacity(fields.len());
        for field in &fields {
            let values = self.solid(&field.ty);
            let has_none = values.is_empty() && !field.ty.nullable;
            if has_none && field.required {
                return Vec::new();
            }
            members.push(values);
        }
        let count = members.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let all = |turn: usize| -> Map<String, Value> {
            let present = fields.iter().zip(&members);
            present
                .filter_map(|(field, values)| {
                    let value = values.get(turn).or(values.first()).cloned();
                    let value = value.or_else(|| field.ty.nullable.then_some(Value::Null))?;
                    Some((field.name.clone(), value))
                })
                .collect()
        };
        let mut samples: Vec<Map<String, Value>> = (0..count).map(all).collect();
        self.members += count * fields.len();
        if self.is_least {
            for sample in &mut samples {
                for field in &absent {
                    self.leave_out(field, sample);
                }
            }
        } else {
            self.further(object, &mut samples);
            self.without(&fields, &mut samples);
        }
        let mut samples: Vec<Value> = samples.into_iter().map(Value::Object).collect();
        if let Some(condition) = condition::of(object, self.way) {
            // Where few members may be there, the way from all of them is long.
            let mut least = all(0);
            for field in fields.iter().filter(|field| !field.required) {
                self.leave_out(field, &mut least);
            }
            samples.push(Value::Object(least));
            samples = condition::mended(self.judge, &condition, object, samples);
            if samples.is_empty() {
                self.unmatched.push(condition.schema().to_string());
            }
        }
        remove_twins(&mut samples);
        samples
    }

    /// Adds members that the object does not name to its first sample, where they have a type.
    fn further(&mut self, object: &Object, samples: &mut [Map<String, Value>]) {
        let Rest::Typed(ty) = &object.rest else {
            return;
        };
        let values = self.values(ty);
        for (index, value) in values.into_iter().enumerate() {
            let name = format!("further ~/{index}");
            if let Some(first) = samples.first_mut() {
                first.entry(name).or_insert(value);
            }
        }
    }

    /// Adds the samples without the optional members, and with `null` wherever it is allowed.
    fn without(&self, fields: &[&Field], samples: &mut Vec<Map<String, Value>>) {
        let Some(first) = samples.first() else { return };
        let (mut absent, mut null) = (first.clone(), first.clone());
        // A form has no `null`; where the member is a text, it would come back as an empty one.
        let may_be_null = |field: &Field| {
            field.ty.nullable && !matches!(self.way, Way::Form | Way::UrlEncoded | Way::Parameter)
        };
        for field in fields {
            if !field.required {
                self.leave_out(field, &mut absent);
            }
            if may_be_null(field) && null.contains_key(&field.name) {
                null.insert(field.name.clone(), Value::Null);
            }
        }
        samples.push(absent);
        samples.push(null);
    }

    fn leave_out(&self, field: &Field, sample: &mut Map<String, Value>) {
        if field.ty.nullable && field.ty.kind != Kind::Any && self.way == Way::Answer {
            sample.insert(field.name.clone(), ABSENT.into());
        } else {
            sample.shift_remove(&field.name);
        }
    }

    fn alternatives(&mut self, union: &Union) -> Vec<Value> {
        let mut samples = Vec::new();
        for (index, variant) in union.variants.iter().enumerate() {
            if self.is_least && !samples.is_empty() {
                break;
            }
            for mut value in self.solid(&variant.ty) {
                if let Some(object) = value.as_object_mut() {
                    union.tell(index, object);
                }
                samples.push(value);
            }
        }
        remove_twins(&mut samples);
        samples
    }

    fn lists(&mut self, ty: &Type, item: &Type) -> Vec<Value> {
        let items = self.values(item);
        let (least, most) = bounds(ty.limits.min_items, ty.limits.max_items);
        let size = |wanted: usize| wanted.clamp(least, most);
        if items.is_empty() {
            return if least == 0 {
                vec![json!([])]
            } else {
                Vec::new()
            };
        }
        let filled = |from: usize, count: usize| -> Value {
            let cycle = items.iter().cycle().skip(from).take(count);
            cycle.cloned().collect()
        };
        let mut samples = vec![filled(0, size(1))];
        if most > 0 {
            let step = size(items.len()).max(1);
            samples.extend(
                (0..items.len())
                    .step_by(step)
                    .map(|from| filled(from, step)),
            );
        }
        if let Some(longest) = ty.limits.max_items.filter(|longest| *longest <= 1000) {
            samples.push(filled(0, usize::try_from(longest).unwrap_or(most)));
        }
        samples.push(filled(0, least));
        if ty.limits.unique_items {
            samples.retain(|list| list.as_array().is_none_or(|items| scalar::is_unique(items)));
        }
        remove_twins(&mut samples);
        samples
    }

    fn maps(&mut self, ty: &Type, value: &Type) -> Vec<Value> {
        let values = self.values(value);
        let (least, most) = bounds(ty.limits.min_properties, ty.limits.max_properties);
        let filled = |count: usize| -> Value {
            let cycle = values.iter().cycle().take(count).enumerate();
            let named = cycle.map(|(index, value)| (format!("key ~/{index}"), value.clone()));
            Value::Object(named.collect())
        };
        if values.is_empty() && least > 0 {
            return Vec::new();
        }
        let mut samples = vec![
            filled(1.clamp(least, most)),
            filled(values.len().clamp(least, most)),
            filled(least),
        ];
        remove_twins(&mut samples);
        samples
    }
}

/// What stands for a file; the harness knows it by the key.
fn files() -> Vec<Value> {
    vec![
        json!({ "$file": "a\r\n--b\u{e9}", "name": "a \"b\".txt", "type": "text/plain" }),
        json!({ "$file": "", "name": "blob", "type": "application/octet-stream" }),
    ]
}

pub(super) fn remove_twins(samples: &mut Vec<Value>) {
    let mut known = HashSet::with_capacity(samples.len());
    samples.retain(|sample| known.insert(sample.clone()));
}

/// Samples of a scalar that stands outside of a body.
#[must_use]
pub fn scalars(api: &Api, ty: &Type, alphabet: Alphabet, judge: Judge) -> Vec<Value> {
    let ty = api.resolve(ty);
    match &ty.kind {
        Kind::String(format) => scalar::texts(*format, &ty.limits, alphabet)
            .into_iter()
            .map(Value::String)
            .collect(),
        _ => Sampler::new(api, Way::Request, judge).solid(ty),
    }
}

//! Samples with one constraint broken.

use std::collections::BTreeSet;

use oasmith::model::{Condition, Kind, Object, Pick, Rest, Shape, StringFormat, Type, Union};
use serde::Serialize;
use serde_json::{Map, Number, Value, json};

use oasmith::sample::each::Sampler;
use oasmith::sample::{condition, limited, scalar};

/// What is broken where a value is too great for the type, not for the document.
const WIDTH: &str = "width";

/// What is broken where a member is added that the object does not declare.
const UNDECLARED: &str = "undeclared";

/// What is broken where a condition is.
const CONDITION: &str = "condition";

/// A longer text is not made: with a few of them a body is larger than a server takes, and a document of some megabytes asks for gigabytes.
const LONGEST: u64 = 100_000;

/// One change of one sample that breaks one constraint.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Spoilt {
    /// The number of the sample.
    sample: usize,
    /// The place of the change, a JSON Pointer.
    place: String,
    /// The constraint.
    what: &'static str,
    /// What stands there then; nothing where the member is to be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
}

/// Finds every constraint of a type once, in the samples of that type.
struct Spoiler<'s, 'a> {
    sampler: &'s Sampler<'a>,
    sample: usize,
    /// What has been found, each by its spot and its constraint.
    known: BTreeSet<(String, &'static str)>,
    found: Vec<Spoilt>,
    /// What must hold of the values around the one at hand: the condition, the place, the value.
    around: Vec<(Condition, String, Value)>,
}

/// A place in a sample. Two variants of a union at one place are two spots.
#[derive(Clone, Debug, Default)]
struct Spot {
    place: String,
    spot: String,
}

impl Spot {
    fn step(&self, name: &str) -> Self {
        let step = name.replace('~', "~0").replace('/', "~1");
        Self {
            place: format!("{}/{step}", self.place),
            spot: format!("{}/{step}", self.spot),
        }
    }

    /// Any item of a list is the same spot.
    fn item(&self, index: usize) -> Self {
        Self {
            place: format!("{}/{index}", self.place),
            spot: format!("{}/-", self.spot),
        }
    }

    fn variant(&self, number: usize) -> Self {
        Self {
            place: self.place.clone(),
            spot: format!("{}|{number}", self.spot),
        }
    }
}

/// Every constraint of a type, broken in one of its samples.
pub(super) fn spoil(source: &Sampler<'_>, ty: &Type, samples: &[Value]) -> Vec<Spoilt> {
    let mut spoiler = Spoiler {
        sampler: source,
        sample: 0,
        known: BTreeSet::new(),
        found: Vec::new(),
        around: Vec::new(),
    };
    for (number, sample) in samples.iter().enumerate() {
        spoiler.sample = number;
        spoiler.visit(ty, sample, &Spot::default());
    }
    spoiler.found
}

impl Spoiler<'_, '_> {
    fn add(&mut self, at: &Spot, what: &'static str, value: Option<Value>) {
        // What cannot be read is told before any condition is asked about.
        let is_read = ![
            "type",
            "type: fraction",
            "null",
            "required",
            "format",
            UNDECLARED,
            WIDTH,
        ]
        .contains(&what);
        let breaks_more = |(condition, place, whole): &(Condition, String, Value)| {
            let changed = at.place.strip_prefix(place.as_str());
            let changed = changed.and_then(|at| condition::changed(whole, at, value.as_ref()));
            changed.is_some_and(|changed| !(self.sampler.judge)(condition, &changed).is_empty())
        };
        if is_read && what != CONDITION && self.around.iter().any(breaks_more) {
            return;
        }
        if self.known.insert((at.spot.clone(), what)) {
            self.found.push(Spoilt {
                sample: self.sample,
                place: at.place.clone(),
                what,
                value,
            });
        }
    }

    fn set(&mut self, at: &Spot, what: &'static str, value: impl Into<Value>) {
        self.add(at, what, Some(value.into()));
    }

    fn visit(&mut self, ty: &Type, value: &Value, at: &Spot) {
        if value.is_null() {
            return;
        }
        if !ty.nullable && !self.may_be_null(ty) {
            self.set(at, "null", Value::Null);
        }
        self.solid(ty, value, at);
    }

    /// All but `null`, which the place that uses a type decides on, not the type behind an alias.
    fn solid(&mut self, ty: &Type, value: &Value, at: &Spot) {
        let Some(condition) = &ty.limits.condition else {
            self.of_kind(ty, value, at);
            return;
        };
        self.condition(condition, value, at, |value| {
            condition::fits(&ty.kind, value)
        });
        self.around
            .push((condition.clone(), at.place.clone(), value.clone()));
        self.of_kind(ty, value, at);
        self.around.pop();
    }

    /// Breaks a condition in the first ways that break it at one place alone.
    fn condition(
        &mut self,
        condition: &Condition,
        value: &Value,
        at: &Spot,
        fits: impl Fn(&Value) -> bool,
    ) {
        let ways = condition::broken(self.sampler.judge, condition, value, fits);
        let mut parts = ways.into_iter().filter_map(|(place, value)| {
            let whole = self.around.iter().all(|(around, at_place, whole)| {
                let full = format!("{}{place}", at.place);
                let changed = full.strip_prefix(at_place.as_str());
                let changed = changed.and_then(|at| condition::changed(whole, at, value.as_ref()));
                changed.is_none_or(|changed| (self.sampler.judge)(around, &changed).is_empty())
            });
            whole.then_some((place, value))
        });
        if let Some((place, value)) = parts.next() {
            let spot = Spot {
                place: format!("{}{place}", at.place),
                spot: at.spot.clone(),
            };
            self.add(&spot, CONDITION, value);
        }
    }

    fn of_kind(&mut self, ty: &Type, value: &Value, at: &Spot) {
        match (&ty.kind, value) {
            (Kind::Boolean, _) => self.set(at, "type", "true"),
            (Kind::Integer(_), _) => self.integer(ty, at),
            (Kind::Number, _) => self.number(ty, at),
            (Kind::String(format), _) => self.string(*format, ty, at),
            (Kind::Array(item), Value::Array(items)) => self.list(ty, item, items, at),
            (Kind::Map(inner), Value::Object(members)) => {
                self.set(at, "type", json!([]));
                self.size(
                    ty.limits.min_properties,
                    ty.limits.max_properties,
                    at,
                    &members.values().cloned().collect::<Vec<_>>(),
                    true,
                );
                for (name, value) in members {
                    let step = at.step(name);
                    // Any member of a map is the same spot.
                    let spot = at.item(0).spot;
                    self.visit(inner, value, &Spot { spot, ..step });
                }
            }
            (Kind::Named(id), _) => {
                let definition = self.sampler.api.definition(*id);
                match definition.map(|definition| &definition.shape) {
                    Some(Shape::Alias(target)) => match limited(self.sampler.api, ty) {
                        Some(scalar) => self.solid(&scalar, value, at),
                        None => self.solid(target, value, at),
                    },
                    Some(Shape::Enumeration(listed)) => {
                        self.set(at, "type", 1);
                        if !listed.is_open {
                            self.set(at, "enum", "oasmith: unlisted");
                        }
                    }
                    Some(Shape::Object(object)) => self.object(object, value, at),
                    Some(Shape::Union(union)) => self.union(union, value, at),
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// Free JSON, by whatever name.
    fn may_be_null(&self, ty: &Type) -> bool {
        let target = self.sampler.api.resolve(ty);
        target.nullable || target.kind == Kind::Any
    }

    fn integer(&mut self, ty: &Type, at: &Spot) {
        let Kind::Integer(format) = ty.kind else {
            return;
        };
        self.set(at, "type", "1");
        self.set(at, "type: fraction", 1.5);
        let (least, most) = scalar::range(format, &ty.limits);
        let (minimum, maximum) = scalar::bounds(&ty.limits);
        // The document may allow more integers than the type holds.
        let what = |bound: Option<i128>, end, what| if bound == Some(end) { what } else { WIDTH };
        let minimum = what(minimum, least, "minimum");
        let maximum = what(maximum, most, "maximum");
        if let Ok(below) = i64::try_from(least - 1) {
            self.set(at, minimum, below);
        }
        if let Ok(above) = u64::try_from(most + 1) {
            self.set(at, maximum, above);
        } else if let Ok(above) = i64::try_from(most + 1) {
            self.set(at, maximum, above);
        }
        self.multiple(ty, at);
    }

    fn number(&mut self, ty: &Type, at: &Spot) {
        self.set(at, "type", "1");
        let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        if let Some(least) = bound(&ty.limits.minimum) {
            self.set(at, "minimum", least - 1.0);
            if ty.limits.exclusive_minimum {
                self.set(at, "exclusiveMinimum", least);
            }
        }
        if let Some(most) = bound(&ty.limits.maximum) {
            self.set(at, "maximum", most + 1.0);
            if ty.limits.exclusive_maximum {
                self.set(at, "exclusiveMaximum", most);
            }
        }
        self.multiple(ty, at);
    }

    /// A value between two multiples; an integer has none between those of 1.
    fn multiple(&mut self, ty: &Type, at: &Spot) {
        let Some(step) = &ty.limits.multiple_of else {
            return;
        };
        match (&ty.kind, step.as_i64(), step.as_f64()) {
            (Kind::Integer(_), Some(step), _) if step.abs() > 1 => {
                self.set(at, "multipleOf", step + 1);
            }
            (Kind::Number, _, Some(step)) if step != 0.0 => {
                self.set(at, "multipleOf", step * 1.5);
            }
            _ => {}
        }
    }

    fn string(&mut self, format: StringFormat, ty: &Type, at: &Spot) {
        self.set(at, "type", 1);
        match format {
            StringFormat::Uuid => self.set(at, "format", "6ba7b810-9dad-11d1-80b4-00c04fd430cg"),
            StringFormat::DateTime => self.set(at, "format", "2024-02-30T00:00:00Z"),
            StringFormat::Date => self.set(at, "format", "2024-02-30"),
            StringFormat::Binary | StringFormat::Text => {}
        }
        let limits = &ty.limits;
        if let Some(least) = limits.min_length.filter(|least| *least > 0) {
            self.set(at, "minLength", scalar::text_of_length(least - 1, limits));
        }
        if let Some(most) = limits.max_length.filter(|most| *most < LONGEST) {
            self.set(at, "maxLength", scalar::text_of_length(most + 1, limits));
        }
        if let Some(pattern) = &limits.pattern
            && let Some(text) = scalar::text_against(pattern, limits)
        {
            self.set(at, "pattern", text);
        }
    }

    fn list(&mut self, ty: &Type, item: &Type, items: &[Value], at: &Spot) {
        self.set(at, "type", json!({}));
        let limits = &ty.limits;
        self.size(limits.min_items, limits.max_items, at, items, false);
        if let (true, Some(first)) = (limits.unique_items, items.first()) {
            self.set(at, "uniqueItems", json!([first, first]));
        }
        for (index, value) in items.iter().enumerate() {
            self.visit(item, value, &at.item(index));
        }
    }

    /// Too few and too many items or members.
    fn size(
        &mut self,
        least: Option<u64>,
        most: Option<u64>,
        at: &Spot,
        values: &[Value],
        named: bool,
    ) {
        let some = |count: u64| -> Value {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let values = values.iter().cycle().take(count).cloned();
            if named {
                let named = values.enumerate();
                Value::Object(
                    named
                        .map(|(index, value)| (index.to_string(), value))
                        .collect(),
                )
            } else {
                values.collect()
            }
        };
        if let Some(least) = least.filter(|least| *least > 0) {
            let what = if named { "minProperties" } else { "minItems" };
            self.set(at, what, some(least - 1));
        }
        if let Some(most) = most.filter(|most| *most < oasmith::sample::MANY && !values.is_empty())
        {
            let what = if named { "maxProperties" } else { "maxItems" };
            self.set(at, what, some(most + 1));
        }
    }

    fn object(&mut self, object: &Object, value: &Value, at: &Spot) {
        self.set(at, "type", json!([]));
        let Some(members) = value.as_object() else {
            return;
        };
        let way = self.sampler.way;
        let condition = condition::of(object, way);
        if let Some(condition) = &condition {
            let fits = |value: &Value| condition::fits_object(object, value);
            self.condition(condition, value, at, fits);
        }
        let around = condition.map(|condition| (condition, at.place.clone(), value.clone()));
        let depth = self.around.len();
        self.around.extend(around);
        self.members(object, members, at);
        self.around.truncate(depth);
    }

    fn members(&mut self, object: &Object, members: &Map<String, Value>, at: &Spot) {
        let way = self.sampler.way;
        for field in object
            .fields
            .iter()
            .filter(|field| way.carries(field.access))
        {
            let Some(value) = members.get(&field.name) else {
                continue;
            };
            let at = at.step(&field.name);
            if field.required {
                self.add(&at, "required", None);
            }
            self.visit(&field.ty, value, &at);
        }
        match &object.rest {
            Rest::Unstated => {}
            Rest::Closed => self.set(&at.step("undeclared ~/"), UNDECLARED, 1),
            Rest::Typed(ty) => {
                for (name, value) in members {
                    if object.fields.iter().all(|field| field.name != *name) {
                        self.visit(ty, value, &at.step(name));
                    }
                }
            }
        }
    }

    fn union(&mut self, union: &Union, value: &Value, at: &Spot) {
        match &union.pick {
            Pick::Tag(tag) => {
                self.set(at, "type", json!([]));
                if union.default.is_none() {
                    self.add(&at.step(tag), "required", None);
                }
                self.set(&at.step(tag), "type", 1);
                if union.default.is_none_or(|default| !default.takes_unlisted) {
                    self.set(&at.step(tag), "discriminator", "oasmith: unlisted");
                }
                let told = union.told(value.get(tag).and_then(Value::as_str));
                if let Some((number, variant)) = told {
                    self.within_variant(&variant.ty, tag, value, &at.variant(number));
                }
            }
            // Which variant a broken value was meant to be, nobody can tell.
            Pick::Unstated => {}
        }
    }

    /// The tag has been looked at as that of the union.
    fn within_variant(&mut self, ty: &Type, tag: &str, value: &Value, at: &Spot) {
        for what in ["required", "type", "enum", "null"] {
            self.known.insert((at.step(tag).spot, what));
        }
        for what in ["type", "null"] {
            self.known.insert((at.spot.clone(), what));
        }
        self.visit(ty, value, at);
    }
}

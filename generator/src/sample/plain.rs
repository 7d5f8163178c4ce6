//! One value of a type, as the document's author would show it: the examples of the document where they are values of their types, else
//! its defaults, else something short. Every member is there, lists have one item.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::fits::fits;
use super::{MANY, Way, bounds, limited, scalar};
use crate::model::{Api, Condition, Field, Kind, Object, Pick, Shape, Type, TypeId, Union};

/// The longest value that is made up, in bytes of JSON. An optional member that would make it longer is left out.
const LONGEST: usize = 16 * 1024;

/// The longest value that is taken from the document, in bytes of JSON.
const LONGEST_EXAMPLE: usize = 64 * 1024;

/// Definitions are not entered deeper than this.
const DEEPEST: usize = 24;

/// Makes one value for each type of an API.
#[derive(Debug)]
pub struct Plain<'a> {
    api: &'a Api,
    way: Way,
    /// The definitions that are being made: one inside itself is left out.
    open: Vec<TypeId>,
    /// The values of definitions.
    known: HashMap<TypeId, Option<Made>>,
    /// Whether something was left out because it is open, so that there may be a value at another place.
    was_cut: bool,
}

/// A value and its length in bytes of JSON.
#[derive(Clone, Debug)]
struct Made {
    value: Value,
    length: usize,
}

impl Made {
    fn new(value: Value) -> Self {
        let length = value.to_string().len();
        Self { value, length }
    }
}

impl<'a> Plain<'a> {
    /// Values that travel in this way.
    #[must_use]
    pub fn new(api: &'a Api, way: Way) -> Self {
        Self {
            api,
            way,
            open: Vec::new(),
            known: HashMap::new(),
            was_cut: false,
        }
    }

    /// A value of the type; `None` where there is no finite one, or none was found.
    pub fn value(&mut self, ty: &Type) -> Option<Value> {
        self.made(ty).map(|made| made.value)
    }

    fn made(&mut self, ty: &Type) -> Option<Made> {
        let shown = ty
            .example
            .as_deref()
            .and_then(|value| self.shown(ty, value));
        let made = shown.or_else(|| self.solid(ty));
        made.or_else(|| ty.nullable.then(|| Made::new(Value::Null)))
    }

    /// A value of the document, if it is one of the type.
    fn shown(&self, ty: &Type, value: &Value) -> Option<Made> {
        let shown = Made::new(value.clone());
        let is_short = shown.length <= LONGEST_EXAMPLE;
        (is_short && fits(self.api, ty, value, self.way)).then_some(shown)
    }

    fn solid(&mut self, ty: &Type) -> Option<Made> {
        let limits = &ty.limits;
        if let Some(listed) = limits.condition.as_ref().and_then(Condition::listed) {
            return Some(Made::new(listed.clone()));
        }
        let value = match &ty.kind {
            Kind::Any => json!({}),
            Kind::Boolean => json!(true),
            Kind::Integer(format) => scalar::integers(*format, limits).into_iter().next()?,
            Kind::Number => scalar::plain_number(limits)?,
            Kind::String(format) => scalar::plain_text(*format, limits)?.into(),
            Kind::Array(item) => return self.list(ty, item),
            Kind::Map(value) => return self.map(ty, value),
            Kind::Named(id) => {
                return match limited(self.api, ty) {
                    Some(scalar) => self.made(&scalar),
                    None => self.defined(*id),
                };
            }
        };
        Some(Made::new(value))
    }

    fn defined(&mut self, id: TypeId) -> Option<Made> {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let definition = self.api.definition(id)?;
        if self.open.contains(&id) || self.open.len() >= DEEPEST {
            self.was_cut = true;
            return None;
        }
        let around = std::mem::take(&mut self.was_cut);
        let itself = Type::new(Kind::Named(id));
        let shown = definition.example.as_ref();
        let made = shown
            .and_then(|value| self.shown(&itself, value))
            .or_else(|| {
                self.open.push(id);
                let made = match &definition.shape {
                    Shape::Object(object) => self.object(object),
                    Shape::Enumeration(listed) => listed
                        .values
                        .first()
                        .map(|listed| Made::new(listed.value.clone().into())),
                    Shape::Union(union) => self.variant(union),
                    Shape::Alias(ty) => self.made(ty),
                };
                self.open.pop();
                made
            });
        // What was not found because something around is open may be found at another place.
        if made.is_some() || !self.was_cut {
            self.known.insert(id, made.clone());
        }
        self.was_cut |= around;
        made
    }

    /// An object with its members in their order; those that must be there are made first.
    fn object(&mut self, object: &Object) -> Option<Made> {
        let travelling = || {
            let fields = object.fields.iter().enumerate();
            fields.filter(|(_, field)| self.way.carries(field.access))
        };
        let (needed, others): (Vec<_>, Vec<_>) =
            travelling().partition(|(_, field)| field.required);
        let mut members: Vec<(usize, &Field, Value)> = Vec::new();
        let mut length = 2;
        let (_, most) = object.member_counts();
        for (index, field) in needed.into_iter().chain(others) {
            if !field.required && members.len() >= most {
                break;
            }
            let made = self.member(field);
            // `"name":value,`
            let longer = made
                .as_ref()
                .map(|made| length + field.name.len() + made.length + 4);
            match (made, longer) {
                (Some(made), Some(longer)) if longer <= LONGEST => {
                    length = longer;
                    members.push((index, field, made.value));
                }
                _ if field.required => return None,
                _ => {}
            }
        }
        members.sort_by_key(|(index, ..)| *index);
        let members = members.into_iter();
        let members: Map<String, Value> = members
            .map(|(_, field, value)| (field.name.clone(), value))
            .collect();
        Some(Made {
            value: Value::Object(members),
            length,
        })
    }

    fn member(&mut self, field: &Field) -> Option<Made> {
        let shown = field.ty.example.as_deref().or(field.default.as_ref());
        let shown = shown.and_then(|value| self.shown(&field.ty, value));
        shown.or_else(|| self.made(&field.ty))
    }

    /// A value of the first variant that no other variant would take it for, else of the first one that has any.
    fn variant(&mut self, union: &Union) -> Option<Made> {
        let mut first = None;
        for (index, variant) in union.variants.iter().enumerate() {
            let Some(mut made) = self.made(&variant.ty) else {
                continue;
            };
            if let Pick::Tag(_) = &union.pick {
                let Some(members) = made.value.as_object_mut() else {
                    continue;
                };
                union.tell(index, members);
                return Some(Made::new(made.value));
            }
            let fits = |ty: &Type| fits(self.api, ty, &made.value, self.way);
            if union
                .variants
                .iter()
                .filter(|other| fits(&other.ty))
                .count()
                == 1
            {
                return Some(made);
            }
            first = first.or(Some(made));
        }
        first
    }

    fn list(&mut self, ty: &Type, item: &Type) -> Option<Made> {
        if ty.limits.min_items > Some(MANY) {
            return None;
        }
        let (least, most) = bounds(ty.limits.min_items, ty.limits.max_items);
        if let Some(places) = ty.limits.condition.as_ref().and_then(places) {
            let items: Vec<Value> = places.iter().map_while(placed).take(most).collect();
            return (items.len() >= least).then(|| Made::new(items.into()));
        }
        let made = if most == 0 { None } else { self.made(item) };
        let count = 1.clamp(least, most);
        // One item can be listed once only where all have to differ.
        let made = made.filter(|made| {
            made.length * count <= LONGEST && (count == 1 || !ty.limits.unique_items)
        });
        match made {
            Some(made) => Some(Made {
                length: (made.length + 1) * count + 2,
                value: vec![made.value; count].into(),
            }),
            None => (least == 0).then(|| Made::new(json!([]))),
        }
    }

    fn map(&mut self, ty: &Type, inner: &Type) -> Option<Made> {
        if ty.limits.min_properties > Some(MANY) {
            return None;
        }
        let (least, most) = bounds(ty.limits.min_properties, ty.limits.max_properties);
        let made = if most == 0 { None } else { self.made(inner) };
        let count = 1.clamp(least, most);
        match made.filter(|made| (made.length + 16) * count <= LONGEST) {
            Some(made) => {
                let name = |index: usize| match index {
                    0 => "key".to_owned(),
                    index => format!("key{index}"),
                };
                let members = (0..count).map(|index| (name(index), made.value.clone()));
                Some(Made::new(Value::Object(members.collect())))
            }
            None => (least == 0).then(|| Made::new(json!({}))),
        }
    }
}

/// The schemas of the first items of a list, where a condition has one for each place.
fn places(condition: &Condition) -> Option<&[Value]> {
    condition
        .schema()
        .get("prefixItems")?
        .as_array()
        .map(Vec::as_slice)
}

/// A value for a place of a list; `None` where its schema says more than which type it is.
fn placed(schema: &Value) -> Option<Value> {
    let Value::Object(keywords) = schema else {
        return (*schema == Value::Bool(true)).then(|| json!({}));
    };
    let listed = keywords.get("enum").and_then(|values| values.get(0));
    if let Some(only) = keywords.get("const").or(listed) {
        return Some(only.clone());
    }
    let says_more = keywords.len() > 1;
    let types = keywords.get("type")?;
    let first = types
        .get(0)
        .unwrap_or(types)
        .as_str()
        .filter(|_| !says_more)?;
    Some(match first {
        "integer" => json!(1),
        "number" => json!(0.5),
        "boolean" => json!(true),
        "null" => Value::Null,
        "string" => json!("text"),
        "array" => json!([]),
        "object" => json!({}),
        _ => return None,
    })
}

//! Whether every value of one type, sent in a request, is a value of another type that is answered.
//!
//! Asked before a part of a request is copied to an answer without being looked at. What cannot be told is answered with no.

use std::cell::Cell;

use super::analysis::{Direction, View, named};
use super::rust::RustType;
use super::types::Index;
use crate::model::{IntegerFormat, Kind, Limits, Object, Rest, Shape, StringFormat, Type, TypeId};
use crate::sample::{Way, limited};

/// Objects within objects are compared that deep: types may hold themselves.
const DEEPEST: usize = 8;

/// Where more types have to be compared the answer is no: what branches at each level takes longer than anybody waits.
const MOST_LOOKS: u32 = 1_000;

/// Whether what may be sent as the one may be answered as the other.
#[must_use]
pub fn is_within(index: Index<'_>, sent: &Type, answered: &Type) -> bool {
    let looks = &Cell::new(0);
    let comparison = Comparison {
        index,
        looks,
        depth: 0,
    };
    comparison.types(sent, answered)
}

#[derive(Clone, Copy)]
struct Comparison<'a> {
    index: Index<'a>,
    looks: &'a Cell<u32>,
    depth: usize,
}

impl Comparison<'_> {
    fn types(self, sent: &Type, answered: &Type) -> bool {
        self.looks.set(self.looks.get() + 1);
        if self.looks.get() > MOST_LOOKS {
            return false;
        }
        let (sent, answered) = (self.resolved(sent), self.resolved(answered));
        (answered.nullable || !sent.nullable)
            && limits(&sent.limits, &answered.limits)
            && self.kinds(&sent, &answered)
    }

    /// The type that a name stands for, with all its limits.
    fn resolved(self, ty: &Type) -> Type {
        let api = self.index.api;
        let mut resolved = limited(api, ty).unwrap_or_else(|| api.resolve(ty).clone());
        resolved.nullable |= ty.nullable;
        resolved
    }

    fn kinds(self, sent: &Type, answered: &Type) -> bool {
        match (&sent.kind, &answered.kind) {
            (Kind::String(StringFormat::Binary), _) => false,
            (_, Kind::Any) => {
                let is_whole = |id| self.is_whole(id);
                answered.limits == Limits::default() && named(sent).is_none_or(is_whole)
            }
            (Kind::Boolean, Kind::Boolean) | (Kind::Number, Kind::Number) => true,
            (Kind::Integer(IntegerFormat::Int32), Kind::Integer(other)) => {
                *other != IntegerFormat::Unsigned64
            }
            (Kind::Integer(_), Kind::Integer(_)) => {
                let sent = self.index.rust_type(sent, Direction::Request);
                sent == self.index.rust_type(answered, Direction::Response)
            }
            (Kind::String(one), Kind::String(other)) => {
                // A format whose type is chosen is perhaps not looked at.
                let is_read = || {
                    let ty = self.index.rust_type(sent, Direction::Request);
                    !matches!(ty, RustType::String | RustType::I64)
                };
                one == other && (*one == StringFormat::Text || is_read())
            }
            (Kind::Array(one), Kind::Array(other)) | (Kind::Map(one), Kind::Map(other)) => {
                self.types(one, other)
            }
            (Kind::Named(one), Kind::Named(other)) => self.definitions(*one, *other),
            _ => false,
        }
    }

    /// Whether a request has the same members as an answer.
    fn is_whole(self, id: TypeId) -> bool {
        self.index.analysis.view(id, Direction::Request) == View::Whole
    }

    fn definitions(self, sent: TypeId, answered: TypeId) -> bool {
        if sent == answered {
            return self.is_whole(sent);
        }
        let shape = |id| self.index.api.definition(id).map(|it| &it.shape);
        match (shape(sent), shape(answered)) {
            (Some(Shape::Enumeration(sent)), Some(Shape::Enumeration(answered))) => {
                sent.is_within(answered)
            }
            (Some(Shape::Object(sent)), Some(Shape::Object(answered))) => {
                self.depth < DEEPEST && self.objects(sent, answered)
            }
            _ => false,
        }
    }

    /// Of two objects, members and all: what is sent beside the members of the one could be a wrong member of the other.
    fn objects(self, sent: &Object, answered: &Object) -> bool {
        let deeper = Self {
            depth: self.depth + 1,
            ..self
        };
        let mut fields = sent.fields.iter();
        let is_plain = |object: &Object| matches!(object.rest, Rest::Unstated | Rest::Closed);
        sent.fields.len() == answered.fields.len()
            && answered.conditions.is_empty()
            && is_plain(answered)
            && (matches!(sent.rest, Rest::Closed) || matches!(answered.rest, Rest::Unstated))
            && is_plain(sent)
            && fields.all(|sent| {
                let mut fields = answered.fields.iter();
                let travels = Way::Request.carries(sent.access) && Way::Answer.carries(sent.access);
                let answered = fields.find(|field| field.name == sent.name);
                travels
                    && answered.is_some_and(|answered| {
                        Way::Answer.carries(answered.access)
                            && (sent.required || !answered.required)
                            && deeper.types(&sent.ty, &answered.ty)
                    })
            })
    }
}

/// Whether what keeps to the one limits keeps to the others.
fn limits(sent: &Limits, answered: &Limits) -> bool {
    let least =
        |sent: Option<u64>, answered: Option<u64>| answered.unwrap_or(0) <= sent.unwrap_or(0);
    let most = |sent: Option<u64>, answered: Option<u64>| {
        answered.is_none_or(|answered| sent.is_some_and(|sent| sent <= answered))
    };
    least(sent.min_length, answered.min_length)
        && most(sent.max_length, answered.max_length)
        && least(sent.min_items, answered.min_items)
        && most(sent.max_items, answered.max_items)
        && least(sent.min_properties, answered.min_properties)
        && most(sent.max_properties, answered.max_properties)
        && (sent.unique_items || !answered.unique_items)
        && same(sent.pattern.as_ref(), answered.pattern.as_ref())
        && same(sent.multiple_of.as_ref(), answered.multiple_of.as_ref())
        && same(sent.condition.as_ref(), answered.condition.as_ref())
        && same(sent.minimum.as_ref(), answered.minimum.as_ref())
        && same(sent.maximum.as_ref(), answered.maximum.as_ref())
        && (answered.minimum.is_none() || sent.exclusive_minimum >= answered.exclusive_minimum)
        && (answered.maximum.is_none() || sent.exclusive_maximum >= answered.exclusive_maximum)
}

fn same<T: PartialEq>(sent: Option<&T>, answered: Option<&T>) -> bool {
    answered.is_none() || sent == answered
}

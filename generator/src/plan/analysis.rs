//! What must be known about types before any of them is planned: direction, splits, boxes, checks.
//!
//! Each question is a fixed point over the references between definitions, computed once and only read afterwards.

use std::collections::HashSet;

use crate::model::{
    Access, Api, Content, Definition, Form, Kind, Object, Rest, Shape, Type, TypeId,
};

/// In which direction a value travels.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Direction {
    /// From client to server.
    Request,
    /// From server to client.
    Response,
}

/// Which of an object's fields a type has.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum View {
    /// All of them: the type looks the same in both directions, or travels in one only.
    Whole,
    /// Those of a request.
    Request,
    /// Those of a response.
    Response,
}

/// The answers, by [`TypeId`].
#[derive(Debug)]
pub struct Analysis {
    sent: Vec<bool>,
    received: Vec<bool>,
    in_multipart: Vec<bool>,
    differs: Vec<bool>,
    checked: Vec<bool>,
    /// For each type the types that a value of it contains without a pointer in between.
    contains: Vec<HashSet<TypeId>>,
}

impl Analysis {
    /// Analyses a whole API.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let count = api.types.len();
        let references: Vec<Vec<TypeId>> = ids(count).map(|id| references(api, id)).collect();
        let direct: Vec<Vec<TypeId>> = ids(count).map(|id| direct_references(api, id)).collect();
        let differs_by_itself = |id: TypeId| {
            fields_of(api, id).is_some_and(|object| {
                object
                    .fields
                    .iter()
                    .any(|field| field.access != Access::ReadWrite)
            })
        };
        Self {
            sent: reachable(&references, requests(api)),
            received: reachable(&references, responses(api)),
            in_multipart: reachable(&references, multipart(api)),
            differs: spread(&references, ids(count).map(differs_by_itself).collect()),
            checked: spread(
                &references,
                ids(count).map(|id| is_checked_itself(api, id)).collect(),
            ),
            contains: ids(count).map(|id| reach(&direct, id)).collect(),
        }
    }

    /// Whether values of a type travel in a direction. A type that no operation needs travels in both.
    #[must_use]
    pub fn travels(&self, id: TypeId, direction: Direction) -> bool {
        let (sent, received) = (at(&self.sent, id), at(&self.received, id));
        match direction {
            Direction::Request => sent || !received,
            Direction::Response => received || !sent,
        }
    }

    /// The views a type is generated in: two where `readOnly` and `writeOnly` make it differ by direction.
    #[must_use]
    pub fn views(&self, id: TypeId) -> &'static [View] {
        if self.is_split(id) {
            &[View::Response, View::Request]
        } else {
            &[View::Whole]
        }
    }

    /// The view that stands for a type in a direction.
    #[must_use]
    pub fn view(&self, id: TypeId, direction: Direction) -> View {
        match (self.is_split(id), direction) {
            (false, _) => View::Whole,
            (true, Direction::Request) => View::Request,
            (true, Direction::Response) => View::Response,
        }
    }

    fn is_split(&self, id: TypeId) -> bool {
        at(&self.sent, id) && at(&self.received, id) && at(&self.differs, id)
    }

    /// Whether a field of `owner` that holds a `target` would make the type infinitely large.
    #[must_use]
    pub fn needs_box(&self, owner: TypeId, target: TypeId) -> bool {
        owner == target
            || self
                .contains
                .get(target.index())
                .is_some_and(|inner| inner.contains(&owner))
    }

    /// Whether values of a type are sent as parts of a form, where bytes can stand.
    #[must_use]
    pub fn is_in_multipart(&self, id: TypeId) -> bool {
        at(&self.in_multipart, id)
    }

    /// Whether values of a type have anything to check.
    #[must_use]
    pub fn is_checked(&self, id: TypeId) -> bool {
        at(&self.checked, id)
    }
}

fn ids(count: usize) -> impl Iterator<Item = TypeId> {
    (0..count).map(TypeId::new)
}

fn at(flags: &[bool], id: TypeId) -> bool {
    flags.get(id.index()).copied().unwrap_or(false)
}

fn fields_of(api: &Api, id: TypeId) -> Option<&Object> {
    match &api.definition(id)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// The types that the requests of the API start from.
fn requests(api: &Api) -> Vec<TypeId> {
    let parameters = api
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters);
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let bodies = bodies.filter_map(|body| body.content.ty());
    parameters
        .map(|parameter| &parameter.ty)
        .chain(bodies)
        .filter_map(named)
        .collect()
}

/// The types that the forms with files start from.
fn multipart(api: &Api) -> Vec<TypeId> {
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let members = bodies.filter_map(|body| match &body.content.form {
        Form::Multipart(members) => named(members),
        _ => None,
    });
    members.collect()
}

/// The types that the responses of the API start from.
fn responses(api: &Api) -> Vec<TypeId> {
    let responses = api
        .operations
        .iter()
        .flat_map(|operation| &operation.responses);
    let contents = responses.filter_map(|response| response.content.as_ref());
    contents.filter_map(Content::ty).filter_map(named).collect()
}

/// The definition that a type mentions, if it does.
pub(super) fn named(ty: &Type) -> Option<TypeId> {
    match &ty.kind {
        Kind::Named(id) => Some(*id),
        Kind::Array(inner) | Kind::Map(inner) => named(inner),
        _ => None,
    }
}

/// The definition that a value of the type contains without a pointer in between.
fn contained(ty: &Type) -> Option<TypeId> {
    match &ty.kind {
        Kind::Named(id) => Some(*id),
        _ => None,
    }
}

/// The types at the use sites within a definition.
fn uses(api: &Api, id: TypeId) -> Vec<&Type> {
    let Some(definition) = api.definition(id) else {
        return Vec::new();
    };
    match &definition.shape {
        Shape::Object(object) => {
            let rest = match &object.rest {
                Rest::Typed(ty) => Some(ty),
                Rest::Unstated | Rest::Closed => None,
            };
            object
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(rest)
                .collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        Shape::Alias(ty) => vec![ty],
        Shape::Enumeration(_) => Vec::new(),
    }
}

fn references(api: &Api, id: TypeId) -> Vec<TypeId> {
    uses(api, id).into_iter().filter_map(named).collect()
}

fn direct_references(api: &Api, id: TypeId) -> Vec<TypeId> {
    // The variants of a union are behind pointers anyway.
    if matches!(
        api.definition(id),
        Some(Definition {
            shape: Shape::Union(_),
            ..
        })
    ) {
        return Vec::new();
    }
    uses(api, id).into_iter().filter_map(contained).collect()
}

/// Enumerations and unions are checked for values that the document does not list.
fn is_checked_itself(api: &Api, id: TypeId) -> bool {
    let listed = api.definition(id).map(|definition| &definition.shape);
    matches!(listed, Some(Shape::Enumeration(_) | Shape::Union(_)))
        || uses(api, id).into_iter().any(Type::has_limits)
}

/// All types that can be reached from the starts, these included.
fn reachable(references: &[Vec<TypeId>], starts: Vec<TypeId>) -> Vec<bool> {
    let mut reached = vec![false; references.len()];
    let mut open = starts;
    while let Some(id) = open.pop() {
        if let Some(seen) = reached.get_mut(id.index()).filter(|seen| !**seen) {
            *seen = true;
            open.extend(references.get(id.index()).into_iter().flatten());
        }
    }
    reached
}

/// All types that can be reached from one by at least one step.
fn reach(references: &[Vec<TypeId>], start: TypeId) -> HashSet<TypeId> {
    let mut reached = HashSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        for next in references.get(id.index()).into_iter().flatten() {
            if reached.insert(*next) {
                open.push(*next);
            }
        }
    }
    reached
}

/// Spreads a property of some types to all that refer to one of them.
fn spread(references: &[Vec<TypeId>], mut flags: Vec<bool>) -> Vec<bool> {
    loop {
        let mut changed = false;
        for (index, targets) in references.iter().enumerate() {
            let reaches = targets.iter().any(|target| at(&flags, *target));
            if let Some(flag) = flags.get_mut(index).filter(|flag| reaches && !**flag) {
                *flag = true;
                changed = true;
            }
        }
        if !changed {
            return flags;
        }
    }
}

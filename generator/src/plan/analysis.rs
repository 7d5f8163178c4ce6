//! What must be known about types before any of them is planned: direction, splits, boxes, checks, tags.
//!
//! Each question is a fixed point over the references between definitions, computed once and only read afterwards.

use std::collections::{HashMap, HashSet};

use crate::model::{
    self, Access, Api, Content, Definition, Form, Kind, Object, Pick, Response, Rest, Shape, Type,
    TypeId, Union,
};

/// So many tags of one type are kept: a document could give each type the tags of all unions.
const MOST_TAGS: usize = 16;

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
    tags: HashMap<TypeId, Vec<String>>,
    /// The circle that a type is on, following what a value contains without a pointer in between. Types on one circle have one number.
    circles: Vec<usize>,
}

impl Analysis {
    /// Analyses a whole API.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let count = api.types.len();
        let references: Vec<Vec<TypeId>> = ids(count).map(|id| references(api, id)).collect();
        let direct: Vec<Vec<TypeId>> = ids(count).map(|id| direct_references(api, id)).collect();
        let users = reversed(&references);
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
            in_multipart: parts(api),
            differs: reachable(
                &users,
                ids(count).filter(|id| differs_by_itself(*id)).collect(),
            ),
            checked: reachable(
                &users,
                ids(count)
                    .filter(|id| is_checked_itself(api, *id))
                    .collect(),
            ),
            tags: tags(api),
            circles: circles(&direct),
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
        owner == target || self.circles.get(owner.index()) == self.circles.get(target.index())
    }

    /// Whether values of a type are forms or parts of one, where bytes can stand.
    #[must_use]
    pub fn is_in_multipart(&self, id: TypeId) -> bool {
        at(&self.in_multipart, id)
    }

    /// The members by which unions know that a value is of this type; `None` where they are very many.
    #[must_use]
    pub fn tags(&self, id: TypeId) -> Option<&[String]> {
        let tags = self.tags.get(&id).map_or(&[][..], Vec::as_slice);
        (tags.len() <= MOST_TAGS).then_some(tags)
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
        .all_operations()
        .flat_map(|operation| &operation.parameters);
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let bodies = bodies.flat_map(|body| body.contents().filter_map(Content::ty));
    parameters
        .map(|parameter| &parameter.ty)
        .chain(bodies)
        .filter_map(named)
        .collect()
}

/// Which types are those of forms with files, and of parts of these that are no JSON, as objects within a form are (OpenAPI 3.0.3, "Special
/// Considerations for multipart Content").
fn parts(api: &Api) -> Vec<bool> {
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(model::Body::contents);
    // With whether it is the type of a part.
    let mut open: Vec<(TypeId, bool)> = Vec::new();
    for content in contents {
        if let Form::Multipart(form) = &content.form {
            open.extend(named(form).map(|id| (id, contained(form).is_none())));
        }
    }
    let mut in_multipart = vec![false; api.types.len()];
    let mut seen = HashSet::new();
    while let Some((id, is_part)) = open.pop() {
        let shape = api.definition(id).map(|definition| &definition.shape);
        let is_json = is_part && matches!(shape, Some(Shape::Object(_)));
        if is_json || !seen.insert((id, is_part)) {
            continue;
        }
        if let Some(flag) = in_multipart.get_mut(id.index()) {
            *flag = true;
        }
        let is_object = matches!(shape, Some(Shape::Object(_)));
        let held = uses(api, id).into_iter().filter_map(named);
        open.extend(held.map(|id| (id, is_part || is_object)));
    }
    in_multipart
}

/// The types that the responses of the API start from.
fn responses(api: &Api) -> Vec<TypeId> {
    let responses = api
        .all_operations()
        .flat_map(|operation| &operation.responses);
    let contents = responses.flat_map(Response::contents);
    let bodies = contents.filter_map(Content::ty).filter_map(named);
    let headers = api.headers.iter().map(|headers| headers.ty);
    // What the API sends by itself is like what it answers: it knows its own `readOnly` members.
    let sent = api.hooks.iter().filter_map(|hook| hook.body.as_ref());
    let sent = sent.flat_map(|body| body.contents().filter_map(Content::ty));
    bodies
        .chain(headers)
        .chain(sent.filter_map(named))
        .collect()
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
    matches!(listed, Some(Shape::Enumeration(listed)) if !listed.is_open)
        || matches!(listed, Some(Shape::Union(_)))
        || matches!(listed, Some(Shape::Object(object)) if !object.conditions.is_empty())
        || uses(api, id).into_iter().any(Type::has_limits)
}

fn union_of(definition: &Definition) -> Option<&Union> {
    match &definition.shape {
        Shape::Union(union) => Some(union),
        _ => None,
    }
}

/// The tags that values of a type have as variants of unions, or of unions in these.
fn tags(api: &Api) -> HashMap<TypeId, Vec<String>> {
    let mut tags: HashMap<TypeId, Vec<&str>> = HashMap::new();
    let variants = |union: &Union| -> Vec<TypeId> {
        let kinds = union.variants.iter().map(|it| &api.resolve(&it.ty).kind);
        let ids = kinds.filter_map(|kind| match kind {
            Kind::Named(id) => Some(*id),
            _ => None,
        });
        ids.collect()
    };
    let mut open: Vec<(TypeId, &str)> = Vec::new();
    for union in api.types.iter().filter_map(union_of) {
        if let Pick::Tag(tag) = &union.pick {
            open.extend(variants(union).into_iter().map(|id| (id, tag.as_str())));
        }
    }
    while let Some((id, tag)) = open.pop() {
        let known = tags.entry(id).or_default();
        if known.contains(&tag) || known.len() > MOST_TAGS {
            continue;
        }
        known.push(tag);
        if let Some(union) = api.definition(id).and_then(union_of) {
            open.extend(variants(union).into_iter().map(|id| (id, tag)));
        }
    }
    let owned = |tags: Vec<&str>| tags.into_iter().map(str::to_owned).collect();
    tags.into_iter()
        .map(|(id, tags)| (id, owned(tags)))
        .collect()
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

/// Who refers to each type.
fn reversed(references: &[Vec<TypeId>]) -> Vec<Vec<TypeId>> {
    let mut users = vec![Vec::new(); references.len()];
    for (id, targets) in ids(references.len()).zip(references) {
        for target in targets {
            if let Some(users) = users.get_mut(target.index()) {
                users.push(id);
            }
        }
    }
    users
}

/// The strongly connected components, numbered (Kosaraju, without recursion: a chain of references may be long).
fn circles(references: &[Vec<TypeId>]) -> Vec<usize> {
    let users = reversed(references);
    let mut numbers = vec![usize::MAX; references.len()];
    for start in finished(references).into_iter().rev() {
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if let Some(number) = numbers
                .get_mut(id.index())
                .filter(|number| **number == usize::MAX)
            {
                *number = start.index();
                open.extend(users.get(id.index()).into_iter().flatten());
            }
        }
    }
    numbers
}

/// The types in the order in which a walk to the depth is done with them.
fn finished(references: &[Vec<TypeId>]) -> Vec<TypeId> {
    let mut seen = vec![false; references.len()];
    let mut order = Vec::with_capacity(references.len());
    for start in ids(references.len()) {
        // With the number of references that were followed.
        let mut way = vec![(start, 0)];
        while let Some((id, next)) = way.pop() {
            if next == 0 && std::mem::replace(seen.get_mut(id.index()).unwrap_or(&mut true), true) {
                continue;
            }
            match references
                .get(id.index())
                .and_then(|targets| targets.get(next))
            {
                Some(target) => way.extend([(id, next + 1), (*target, 0)]),
                None => order.push(id),
            }
        }
    }
    order
}

//! Resources: what the mock can remember, and what of a request it may copy to an answer.
//!
//! A resource has a path that ends with a parameter (`/flows/{slug}/`), and an operation that changes it: PUT, PATCH or DELETE there, or POST
//! to its collection, whose path is what comes before the parameter (`/flows/` or `/flows`). What it is like is what GET answers, else PUT,
//! else PATCH: an object, without a condition on all of its members. An operation that answers something else does not tell the resource;
//! POST has to, for its caller would not know what was made. GET of the collection lists resources if it answers a list of their very
//! type, by itself or as the only such member of an object.
//!
//! The member that tells one resource from the others is a text, UUID or integer and never `null`: the one that is called as the parameter, else the
//! one with which the parameter's name ends (`id` for `petId`, the longest of several), else the first of [`USUAL`] that is of the
//! parameter's type. Without one nothing can be made or listed. By one of the last kind the path is another name of the resource: it
//! is not copied from PUT and PATCH.
//!
//! Members of a JSON body are copied if the resource has a member of that name, and [every value](is_within) of the one is one of the
//! other.

use std::collections::HashMap;

use heck::ToSnakeCase;

use super::mock::status;
use super::paging;
use super::query;
use super::rust::{MockAction, MockAnswer, MockCollection, MockList, MockOperation, MockResource};
use super::types::Index;
use super::within::is_within;
use crate::model::{
    Field, Form, Kind, Limits, Location, Object, Operation, Parameter, Shape, StringFormat, Style,
    Type, TypeId,
};
use crate::sample::Way;

/// What members that identify are called where the path does not say.
const USUAL: [&str; 5] = ["id", "pk", "uuid", "slug", "name"];

/// Gives a name to the members that are copied from a request body of that type.
pub(super) type Naming<'n> = dyn FnMut(&Operation, &Type, Vec<String>) -> String + 'n;

/// Plans what the mock can remember; `shown` is what it answers, by operation.
pub(super) fn plan(
    index: Index<'_>,
    shown: &[MockOperation],
    naming: &mut Naming<'_>,
) -> Vec<MockResource> {
    let operations = index.api.operations.iter().zip(shown);
    let operations = operations.map(|(operation, shown)| Shown { operation, shown });
    let operations: Vec<Shown<'_>> = operations.collect();
    let mut at = HashMap::new();
    for shown in &operations {
        let place = (&*shown.operation.path, &*shown.operation.method);
        at.entry(place).or_insert(*shown);
    }
    let planning = Planning { index, at };
    let mut planned: Vec<MockResource> = Vec::new();
    for shown in operations {
        let path = &shown.operation.path;
        if planned.iter().all(|resource| resource.path != *path)
            && let Some(resource) = planning.resource(shown.operation, naming)
        {
            planned.push(resource);
        }
    }
    planned
}

/// An operation, and what is shown of it.
#[derive(Clone, Copy)]
struct Shown<'a> {
    operation: &'a Operation,
    shown: &'a MockOperation,
}

impl<'a> Shown<'a> {
    /// The type of the JSON that the mock answers, and the answer.
    fn answer(self) -> Option<(&'a Type, &'a MockAnswer)> {
        let success = *self.operation.successes().first()?;
        let answer = self.shown.answers.first()?;
        match &success.content.as_ref()?.form {
            Form::Json(ty) => (answer.status == status(success.status)).then_some((ty, answer)),
            _ => None,
        }
    }
}

struct Planning<'a> {
    index: Index<'a>,
    /// The operations by path and method.
    at: HashMap<(&'a str, &'a str), Shown<'a>>,
}

/// What resources of one kind are like.
struct Like<'a> {
    id: TypeId,
    object: &'a Object,
    /// The member that tells one from the others.
    member: Option<Member<'a>>,
}

#[derive(Clone, Copy)]
struct Member<'a> {
    name: &'a str,
    /// Whether the path says it.
    is_in_path: bool,
}

impl<'a> Planning<'a> {
    fn resource(&self, one: &'a Operation, naming: &mut Naming<'_>) -> Option<MockResource> {
        let (parent, parameter) = own_parameter(one)?;
        let at = |method| self.at.get(&(one.path.as_str(), method)).copied();
        let told = |shown: Shown<'a>| {
            let (ty, answer) = shown.answer()?;
            let (id, object) = self.object(ty)?;
            Some((id, object, answer.body.clone()?))
        };
        let (id, object, shown) = match at("GET") {
            Some(get) => told(get)?,
            None => ["PUT", "PATCH"].into_iter().filter_map(at).find_map(told)?,
        };
        let like = Like {
            id,
            object,
            member: self.member(object, parameter),
        };
        let collection = self.collection(parent, &like, naming);
        let actions = ["GET", "PUT", "PATCH", "DELETE"].into_iter();
        let actions = actions.filter_map(|method| {
            let shown = at(method)?;
            let action = self.action(method, shown, &like, naming);
            let does = match method {
                "PUT" | "PATCH" => action.tells || action.copied.is_some(),
                _ => true,
            };
            does.then_some(action)
        });
        let actions: Vec<MockAction> = actions.collect();
        let creates = collection.as_ref().is_some_and(|it| it.creates.is_some());
        let changes = actions.iter().any(|action| action.method != "GET");
        (creates || changes).then(|| MockResource {
            path: one.path.clone(),
            member: like.member.map(|member| member.name.to_owned()),
            shown,
            actions,
            collection,
        })
    }

    fn action(
        &self,
        method: &'static str,
        shown: Shown<'a>,
        like: &Like<'_>,
        naming: &mut Naming<'_>,
    ) -> MockAction {
        MockAction {
            method,
            copied: self.copied(method, shown.operation, like, naming),
            tells: self.tells(shown, like),
        }
    }

    /// Whether the answer of an operation is the resource.
    fn tells(&self, shown: Shown<'a>, like: &Like<'_>) -> bool {
        let told = shown.answer().filter(|(_, answer)| answer.body.is_some());
        let told = told.and_then(|(ty, _)| self.object(ty));
        told.is_some_and(|(id, _)| id == like.id)
    }

    /// The members that are copied from a request.
    fn copied(
        &self,
        method: &str,
        operation: &Operation,
        like: &Like<'_>,
        naming: &mut Naming<'_>,
    ) -> Option<String> {
        if matches!(method, "GET" | "DELETE") {
            return None;
        }
        let mut contents = operation.body.as_ref()?.contents();
        let ty = contents.find_map(|content| match &content.form {
            Form::Json(ty) => Some(ty),
            _ => None,
        })?;
        let Kind::Named(id) = self.index.api.resolve(ty).kind else {
            return None;
        };
        let Shape::Object(sent) = &self.index.api.definition(id)?.shape else {
            return None;
        };
        let member = like.member.filter(|it| !it.is_in_path && method != "POST");
        let fields = sent.fields.iter().filter(|sent| {
            let mut fields = answered(like.object);
            let is_free = member.is_none_or(|member| member.name != sent.name);
            let own = fields.find(|field| field.name == sent.name);
            let own = own.filter(|_| is_free && Way::Request.carries(sent.access));
            own.is_some_and(|own| is_within(self.index, &sent.ty, &own.ty))
        });
        let members: Vec<String> = fields.map(|field| field.name.clone()).collect();
        (!members.is_empty()).then(|| naming(operation, ty, members))
    }

    fn collection(
        &self,
        parent: &str,
        like: &Like<'_>,
        naming: &mut Naming<'_>,
    ) -> Option<MockCollection> {
        like.member?;
        let paths = [parent, parent.trim_end_matches('/')];
        paths.into_iter().find_map(|path| {
            let at = |method| self.at.get(&(path, method)).copied();
            let creates = at("POST").filter(|post| self.tells(*post, like));
            let creates = creates.map(|post| self.action("POST", post, like, naming));
            let lists = at("GET").and_then(|get| self.list(get, like));
            (creates.is_some() || lists.is_some()).then(|| MockCollection {
                path: path.to_owned(),
                creates,
                lists,
            })
        })
    }

    fn list(&self, get: Shown<'_>, like: &Like<'_>) -> Option<MockList> {
        let (ty, answer) = get.answer()?;
        answer.body.as_ref()?;
        let asked = |list| MockList {
            pages: query::pages(self.index, get.operation),
            filters: query::filters(self.index, get.operation, like.object),
            ..list
        };
        if let Some(list) = self.list_of(ty, like.id, "") {
            return Some(asked(list));
        }
        let (_, page) = self.object(ty)?;
        let mut lists = answered(page).filter_map(|field| {
            let list = self.list_of(&field.ty, like.id, &field.name)?;
            Some((field, list))
        });
        let (_, list) = lists.next().filter(|(field, _)| field.required)?;
        lists.next().is_none().then(|| MockList {
            count: paging::plan(self.index, get.operation).and_then(|paging| paging.count),
            ..asked(list)
        })
    }

    /// A member of that name, "" for the whole, if it is a list of resources of that type and can be empty.
    fn list_of(&self, ty: &Type, of: TypeId, member: &str) -> Option<MockList> {
        let list = self.index.api.resolve(ty);
        let Kind::Array(item) = &list.kind else {
            return None;
        };
        let (id, _) = self.object(item)?;
        let limits = [&ty.limits, &list.limits];
        let can_be_empty = |limits: &&Limits| {
            limits.min_items.is_none_or(|least| least == 0) && limits.condition.is_none()
        };
        let is_one = id == of && !ty.nullable && !list.nullable;
        let most = limits.iter().filter_map(|limits| limits.max_items).min();
        let token = member.replace('~', "~0").replace('/', "~1");
        (is_one && limits.iter().all(can_be_empty)).then(|| MockList {
            pages: None,
            filters: Vec::new(),
            items: if member.is_empty() {
                token
            } else {
                format!("/{token}")
            },
            count: None,
            most: most.filter(|most| u32::try_from(*most).is_ok()),
        })
    }

    /// The object that a type is, if nothing but its members says what it can be.
    fn object(&self, ty: &Type) -> Option<(TypeId, &'a Object)> {
        let target = self.index.api.resolve(ty);
        let Kind::Named(id) = target.kind else {
            return None;
        };
        let is_plain = |ty: &Type| !ty.nullable && !ty.has_limits();
        match &self.index.api.definition(id)?.shape {
            Shape::Object(object) if object.conditions.is_empty() => {
                (is_plain(ty) && is_plain(target)).then_some((id, object))
            }
            _ => None,
        }
    }

    /// The member that tells one resource from the others.
    fn member(&self, object: &'a Object, parameter: &Parameter) -> Option<Member<'a>> {
        let identifying: Vec<&Field> = answered(object)
            .filter(|field| self.identifies(&field.ty))
            .collect();
        let name = parameter.name.to_snake_case();
        let ends = identifying.iter().filter(|field| {
            let own = field.name.to_snake_case();
            let before = name.strip_suffix(&*own);
            before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
        });
        let called = identifying
            .iter()
            .find(|field| field.name == parameter.name);
        let called = called.or_else(|| ends.max_by_key(|field| field.name.len()));
        if let Some(field) = called {
            return Some(Member {
                name: &field.name,
                is_in_path: true,
            });
        }
        let kind = |ty| std::mem::discriminant(&self.index.api.resolve(ty).kind);
        let text = |ty| match self.index.api.resolve(ty).kind {
            Kind::String(format) => Some(format),
            _ => None,
        };
        let usual = USUAL.into_iter().find_map(|usual| {
            let field = identifying.iter().find(|field| field.name == usual)?;
            let is_same =
                kind(&field.ty) == kind(&parameter.ty) && text(&field.ty) == text(&parameter.ty);
            is_same.then_some(field)
        })?;
        Some(Member {
            name: &usual.name,
            is_in_path: false,
        })
    }

    fn identifies(&self, ty: &Type) -> bool {
        let target = self.index.api.resolve(ty);
        let is_one = matches!(
            target.kind,
            Kind::Integer(_) | Kind::String(StringFormat::Text | StringFormat::Uuid)
        );
        is_one && !ty.nullable && !target.nullable
    }
}

/// The members that an object has in answers.
fn answered(object: &Object) -> impl Iterator<Item = &Field> {
    let fields = object.fields.iter();
    fields.filter(|field| Way::Answer.carries(field.access))
}

/// The last parameter of a path that ends with it, and the path before it.
fn own_parameter(operation: &Operation) -> Option<(&str, &Parameter)> {
    let path = operation.path.strip_suffix('/').unwrap_or(&operation.path);
    let (before, name) = path.strip_suffix('}')?.rsplit_once('{')?;
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find(|parameter| {
        parameter.location == Location::Path
            && parameter.name == name
            && parameter.style == Style::usual(Location::Path)
    })?;
    before.ends_with('/').then_some((before, parameter))
}

//! Paging: which operations hand out a list page by page, and how a reader gets from one page to the next.
//!
//! OpenAPI has no word for it, so it is read off the shape: a `GET` with an optional integer query parameter `page`, answering an
//! object with a list `results` and either `pagination.next` (the number of the next page, 0 at the end: authentik) or `next` (the
//! address of the next page, `null` at the end: Django REST framework).

use super::analysis::Direction;
use super::ident::field_name;
use super::rust::{NextPage, Paging};
use super::types::Index;
use crate::model::{
    Api, Field, Form, Kind, Location, Object, Operation, Shape, StringFormat, Type,
};
use crate::sample::fits::fits;
use crate::sample::{MANY, Way};

/// The parameter that says which page is wanted.
pub(super) const PARAMETER: &str = "page";
const ITEMS: &str = "results";

/// How an operation pages, if it does.
#[must_use]
pub fn plan(index: Index<'_>, operation: &Operation) -> Option<Paging> {
    let page = operation
        .parameters
        .iter()
        .find(|parameter| parameter.name == PARAMETER)?;
    let is_page_number = page.location == Location::Query
        && !page.required
        && matches!(index.api.resolve(&page.ty).kind, Kind::Integer(_));
    if operation.method != "GET" || !is_page_number {
        return None;
    }
    let successes = operation.successes();
    let [success] = successes.as_slice() else {
        return None;
    };
    let Form::Json(body) = &success.content.as_ref()?.form else {
        return None;
    };
    if !success.further.is_empty() {
        return None;
    }
    let list = object(index.api, body)?;
    let items = required(list, ITEMS)?;
    let Kind::Array(item) = &index.api.resolve(&items.ty).kind else {
        return None;
    };
    Some(Paging {
        parameter: PARAMETER.to_owned(),
        items: field_name(ITEMS),
        item: index.element(item, Direction::Response),
        next: next(index.api, list)?,
        count: count(index.api, list),
    })
}

/// The number of all items stands beside what tells the next page.
fn count(api: &Api, list: &Object) -> Option<&'static str> {
    let (beside, place) = match required(list, "pagination") {
        Some(pagination) => (object(api, &pagination.ty)?, "/pagination/count"),
        None => (list, "/count"),
    };
    let count = &required(beside, "count")?.ty;
    let is_number = matches!(api.resolve(count).kind, Kind::Integer(_) | Kind::Number);
    let is_one = |number: u64| fits(api, count, &number.into(), Way::Answer);
    let is_free = is_one(0) && is_one(MANY) && count.limits.condition.is_none();
    (is_number && is_free).then_some(place)
}

fn next(api: &Api, list: &Object) -> Option<NextPage> {
    if let Some(pagination) = required(list, "pagination") {
        let next = required(object(api, &pagination.ty)?, "next")?;
        let is_number = matches!(api.resolve(&next.ty).kind, Kind::Integer(_) | Kind::Number);
        return is_number
            .then(|| NextPage::Number(vec![field_name("pagination"), field_name("next")]));
    }
    let next = list.fields.iter().find(|field| field.name == "next")?;
    let is_link = matches!(api.resolve(&next.ty).kind, Kind::String(StringFormat::Text));
    (is_link && next.ty.nullable).then(|| NextPage::Link(field_name("next")))
}

fn object<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Object> {
    let Kind::Named(id) = api.resolve(ty).kind else {
        return None;
    };
    match &api.definition(id)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

fn required<'a>(object: &'a Object, name: &str) -> Option<&'a Field> {
    object
        .fields
        .iter()
        .find(|field| field.name == name && field.required && !field.ty.nullable)
}

//! What the query of a list asks for, as far as the mock can give it: a page, and resources with a member of some value.
//!
//! A page is asked for by the integer parameters `page` or `offset`, and `page_size`, `limit` or `per_page`. A filter is a parameter that is
//! called as a member of the resource, both of which are one text, number or Boolean value. All others, such as `ordering` and `search`, are
//! parameters whose meaning no document tells.

use super::paging;
use super::rust::MockPages;
use super::types::Index;
use crate::model::{Kind, Location, Object, Operation, Parameter, Shape, Style, Type};
use crate::sample::Way;

const OFFSET: &str = "offset";
const SIZES: [&str; 3] = ["page_size", "limit", "per_page"];

/// The parameters that ask for a page; `None` where there are none.
pub(super) fn pages(index: Index<'_>, operation: &Operation) -> Option<MockPages> {
    let number = |name: &str| {
        let mut parameters = in_query(operation);
        parameters.find(|parameter| {
            let kind = &index.api.resolve(&parameter.ty).kind;
            parameter.name == name && matches!(kind, Kind::Integer(_))
        })
    };
    let name = |parameter: &Parameter| parameter.name.clone();
    let pages = MockPages {
        number: number(paging::PARAMETER).map(name),
        offset: number(OFFSET).map(name),
        size: SIZES.into_iter().find_map(number).map(name),
    };
    let is_any = pages.number.is_some() || pages.offset.is_some() || pages.size.is_some();
    is_any.then_some(pages)
}

/// The parameters that are called as a member of what is listed.
pub(super) fn filters(index: Index<'_>, operation: &Operation, listed: &Object) -> Vec<String> {
    let is_free = |parameter: &&Parameter| {
        let name = parameter.name.as_str();
        name != paging::PARAMETER && name != OFFSET && !SIZES.contains(&name)
    };
    let is_member = |parameter: &&Parameter| {
        let mut fields = listed.fields.iter();
        let field = fields.find(|field| field.name == parameter.name);
        field.is_some_and(|field| {
            Way::Answer.carries(field.access)
                && is_scalar(index, &field.ty)
                && is_scalar(index, &parameter.ty)
        })
    };
    let parameters = in_query(operation).filter(is_free).filter(is_member);
    parameters.map(|parameter| parameter.name.clone()).collect()
}

/// The parameters of a query in the usual style.
fn in_query(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| {
        parameter.location == Location::Query && parameter.style == Style::usual(Location::Query)
    })
}

fn is_scalar(index: Index<'_>, ty: &Type) -> bool {
    match index.api.resolve(ty).kind {
        Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_) => true,
        Kind::Named(id) => index
            .api
            .definition(id)
            .is_some_and(|definition| matches!(definition.shape, Shape::Enumeration(_))),
        _ => false,
    }
}

//! Styles: what the runtime calls the way in which a parameter or a member of a form is written.

use super::rust::{Encoding, Style};
use crate::model::{
    self, Api, Content, Field, Headers, Kind, Layout, Location, MemberForm, Object, Parameter,
    Shape, StringFormat, Type,
};

/// The style of a parameter; `None` where it is written in the usual way of its location, be it only because its value has no parts.
#[must_use]
pub fn parameter(api: &Api, parameter: &Parameter) -> Option<Style> {
    let usual = model::Style::usual(parameter.location);
    let style = effective(api, &parameter.ty, parameter.style, usual);
    let is_usual = style == usual && !parameter.allow_reserved && !parameter.allow_empty;
    (!is_usual).then(|| Style {
        reserved: parameter.allow_reserved,
        empty: parameter.allow_empty,
        ..plain(style)
    })
}

/// The styles of the headers of an answer; `None` for each that is written in the usual way of headers.
#[must_use]
pub fn headers(api: &Api, headers: &Headers, object: &Object) -> Vec<Option<Style>> {
    let usual = model::Style::usual(Location::Header);
    let fields = object.fields.iter().zip(&headers.styles);
    let styles = fields.map(|(field, style)| effective(api, &field.ty, *style, usual));
    styles
        .map(|style| (style != usual).then(|| plain(style)))
        .collect()
}

/// The style, unless the value has no parts in which it would show.
fn effective(api: &Api, ty: &Type, style: model::Style, usual: model::Style) -> model::Style {
    let kind = &api.resolve(ty).kind;
    let is_named = matches!(kind, Kind::Named(_)) && !is_enumeration(api, kind);
    let has_parts = is_named || matches!(kind, Kind::Array(_) | Kind::Map(_));
    let is_told = matches!(
        style.layout,
        Layout::Label
            | Layout::Matrix
            | Layout::Cookie
            | Layout::Json
            | Layout::Whole
            | Layout::WholeJson
    );
    let shows = has_parts || is_told;
    if shows { style } else { usual }
}

fn is_enumeration(api: &Api, kind: &Kind) -> bool {
    let Kind::Named(id) = kind else {
        return false;
    };
    let definition = api.definition(*id);
    definition.is_some_and(|it| matches!(it.shape, Shape::Enumeration(_)))
}

/// The encodings of the members of a form. Where all members that have parts are written as deep objects, that is one row, of `*`.
#[must_use]
pub fn encodings(api: &Api, content: &Content) -> Vec<(String, Encoding)> {
    let encodings = content.encodings.iter();
    let all: Vec<(String, Encoding)> = encodings
        .map(|encoding| {
            let form = match &encoding.form {
                MemberForm::Style(style) => Encoding::Style(plain(*style)),
                MemberForm::ContentType(content_type) => {
                    Encoding::ContentType(content_type.clone())
                }
            };
            (encoding.member.clone(), form)
        })
        .collect();
    let deep = Encoding::Style(plain(model::Style {
        layout: Layout::DeepObject,
        explode: true,
    }));
    // Scalars are written alike, but for files.
    let is_deep = |field: &Field| {
        is_scalar(api, &field.ty) || all.iter().any(|(member, _)| *member == field.name)
    };
    let is_one = all.len() > 1 && all.iter().all(|(_, encoding)| *encoding == deep);
    if is_one && members(api, content).iter().all(is_deep) {
        return vec![("*".to_owned(), deep)];
    }
    all
}

fn members<'a>(api: &'a Api, content: &Content) -> &'a [Field] {
    let object = content.ty().and_then(|ty| match &api.resolve(ty).kind {
        Kind::Named(id) => api.definition(*id),
        _ => None,
    });
    match object.map(|definition| &definition.shape) {
        Some(Shape::Object(object)) => &object.fields,
        _ => &[],
    }
}

fn is_scalar(api: &Api, ty: &Type) -> bool {
    match &api.resolve(ty).kind {
        // A file has no style.
        Kind::Array(_) | Kind::Map(_) | Kind::Any | Kind::String(StringFormat::Binary) => false,
        kind @ Kind::Named(_) => is_enumeration(api, kind),
        _ => true,
    }
}

fn plain(style: model::Style) -> Style {
    let name = match (style.layout, style.explode) {
        (Layout::Simple, false) => "SIMPLE",
        (Layout::Simple, true) => "SIMPLE_EXPLODED",
        (Layout::Label, false) => "LABEL",
        (Layout::Label, true) => "LABEL_EXPLODED",
        (Layout::Matrix, false) => "MATRIX",
        (Layout::Matrix, true) => "MATRIX_EXPLODED",
        (Layout::Form, false) => "FORM",
        (Layout::Form, true) => "FORM_EXPLODED",
        (Layout::SpaceDelimited, _) => "SPACE_DELIMITED",
        (Layout::PipeDelimited, _) => "PIPE_DELIMITED",
        (Layout::TabDelimited, _) => "TAB_DELIMITED",
        (Layout::DeepObject, _) => "DEEP_OBJECT",
        (Layout::Cookie, false) => "COOKIE",
        (Layout::Cookie, true) => "COOKIE_EXPLODED",
        (Layout::Json, _) => "JSON",
        (Layout::Whole, _) => "WHOLE",
        (Layout::WholeJson, _) => "WHOLE_JSON",
    };
    Style {
        name,
        reserved: false,
        empty: false,
    }
}

//! Styles of parameters and of the members of forms (OpenAPI 3.0.3, Style Values and Encoding Object).

use std::collections::HashSet;

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Encoding, Form, Kind, Layout, Location, MemberForm, Rest, Shape, StringFormat, Style, Type,
};

/// What a value is, as far as a style is concerned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Parts {
    /// It has none.
    Scalar,
    /// Items, or whatever else a union says, objects excepted.
    List,
    /// Members.
    Object,
    /// Members, or something else.
    Either,
}

impl Lowering<'_> {
    /// The style that a parameter states. One that its location does not have is reported, and the usual one used.
    pub(super) fn style(
        &mut self,
        at: &Pointer,
        location: Location,
        style: Option<&str>,
        explode: Option<bool>,
    ) -> Style {
        let usual = Style::usual(location);
        let Some(name) = style else {
            return Style {
                explode: explode.unwrap_or(usual.explode),
                ..usual
            };
        };
        match layout(name).filter(|layout| is_in(*layout, location)) {
            Some(layout) => {
                let explodes = matches!(layout, Layout::Form | Layout::Cookie);
                normal(layout, explode.unwrap_or(explodes))
            }
            None => {
                let message = format!("no parameter there has the style `{name}`");
                self.report
                    .add(Code::OtherStyle, &at.join("style"), message);
                // Items between commas, where `simple` was meant for a query.
                Style {
                    explode: explode.unwrap_or(false),
                    ..usual
                }
            }
        }
    }

    /// Whether values of a type can be written in a style and read again; if not, it is reported that they are handed over as text. What is
    /// below the places of the style is written as JSON, which is reported, too.
    pub(super) fn has_place(&mut self, at: &Pointer, name: &str, ty: &Type, style: Style) -> bool {
        if matches!(style.layout, Layout::Json | Layout::WholeJson) {
            return true;
        }
        if self.has_bytes(ty) {
            let message =
                format!("`{name}` holds bytes, which have no text; it is handed over as text");
            self.report.add(Code::OtherStyle, at, message);
            return false;
        }
        let parts = self.parts_of(ty);
        if style.layout == Layout::DeepObject {
            if parts == Parts::List {
                let message = format!(
                    "`deepObject` is for objects; where `{name}` is a list, its items are written as `{name}[]`"
                );
                self.report
                    .add(Code::OtherStyle, &at.join("style"), message);
            }
            return true;
        }
        if parts == Parts::Either {
            let message = format!(
                "`{name}` can be an object or not, which its style cannot tell; it is handed over as text"
            );
            self.report.add(Code::OtherStyle, at, message);
            return false;
        }
        if let Some(place) = self.below(ty, style) {
            let message =
                format!("{place} of `{name}` has no place in its style; it is written as JSON");
            self.report.add(Code::NestedValue, at, message);
        }
        true
    }

    /// The members of a form that are written in a way of their own, as `encoding` says (OpenAPI 3.0.3, Media Type Object).
    pub(super) fn encodings(&mut self, media: &Pointer, form: &Form) -> Vec<Encoding> {
        let (ty, is_multipart) = match form {
            Form::Multipart(ty) => (ty.clone(), true),
            Form::UrlEncoded(ty) => (ty.clone(), false),
            _ => return Vec::new(),
        };
        let members = self.document.members(&media.join("encoding"));
        let mut encodings = Vec::new();
        for (member, at) in members {
            let Some(ty) = self.member(&ty, &member) else {
                let message = format!("the form has no member `{member}`");
                self.report.add(Code::OtherStyle, &at, message);
                continue;
            };
            if self.document.get(&at.join("headers")).is_some() {
                let message = format!("headers of the part `{member}` are not sent");
                self.report
                    .add(Code::OtherStyle, &at.join("headers"), message);
            }
            let form = self.encoding(&at, &member, &ty, is_multipart);
            encodings.extend(form.map(|form| Encoding { member, form }));
        }
        encodings
    }

    fn encoding(
        &mut self,
        at: &Pointer,
        member: &str,
        ty: &Type,
        is_multipart: bool,
    ) -> Option<MemberForm> {
        let text = |keyword: &str| self.document.get(&at.join(keyword)).and_then(Value::as_str);
        let flag = |keyword: &str| {
            self.document
                .get(&at.join(keyword))
                .and_then(Value::as_bool)
        };
        let (content_type, style) = (text("contentType"), text("style"));
        let explode = flag("explode");
        if let Some(name) = style
            && layout(name).is_none_or(|layout| !is_in(layout, Location::Query))
        {
            let message =
                format!("no member of a form has the style `{name}`, `{member}` has the usual one");
            self.report
                .add(Code::OtherStyle, &at.join("style"), message);
            return None;
        }
        let parts = self.parts_of(ty);
        if style.is_none() && explode.is_none() {
            let content_type = content_type?.trim();
            let is_json = content_type.eq_ignore_ascii_case("application/json");
            let is_usual = match parts {
                Parts::Scalar => content_type.starts_with("text/plain"),
                Parts::List | Parts::Object | Parts::Either => is_json,
            };
            // Who sends the part chooses one of several, and a form of pairs has no media types.
            let is_one = !content_type.contains(['*', ',']);
            return (is_multipart && is_one && !(is_usual && parts != Parts::List))
                .then(|| MemberForm::ContentType(content_type.to_owned()));
        }
        if parts == Parts::Scalar {
            return None;
        }
        let layout = style.and_then(layout).unwrap_or(Layout::Form);
        let style = normal(layout, explode.unwrap_or(layout == Layout::Form));
        let is_usual = style.explode && style.layout == Layout::Form;
        if is_usual && parts == Parts::List {
            return None;
        }
        let names_vanish = is_usual || style.layout != Layout::DeepObject && parts != Parts::List;
        if names_vanish {
            // Its members would have to be told from those of the form.
            let message = format!("`{member}` is an object and is written as JSON");
            self.report
                .add(Code::OtherStyle, &at.join("style"), message);
            return None;
        }
        Some(MemberForm::Style(style))
    }

    /// The type of a member of an object, or of the first of several objects that has it.
    fn member(&self, ty: &Type, name: &str) -> Option<Type> {
        let mut seen = HashSet::new();
        let mut left = vec![self.behind(ty, 0)];
        while let Some(ty) = left.pop() {
            let Kind::Named(id) = ty.kind else { continue };
            if !seen.insert(id) {
                continue;
            }
            match &self.definitions.get(id.index())?.as_ref()?.shape {
                Shape::Object(object) => {
                    let field = object.fields.iter().find(|field| field.name == name);
                    if let Some(field) = field {
                        return Some(field.ty.clone());
                    }
                }
                Shape::Union(union) => {
                    let variants = union.variants.iter().rev();
                    left.extend(variants.map(|variant| self.behind(&variant.ty, 0)));
                }
                _ => {}
            }
        }
        None
    }

    fn parts_of(&self, ty: &Type) -> Parts {
        self.parts_within(ty, &mut HashSet::new())
            .unwrap_or(Parts::Scalar)
    }

    /// `None` for a union that is being looked into.
    fn parts_within(&self, ty: &Type, seen: &mut HashSet<usize>) -> Option<Parts> {
        let id = match self.behind(ty, 0).kind {
            Kind::Map(_) => return Some(Parts::Object),
            Kind::Array(_) => return Some(Parts::List),
            Kind::Named(id) => id,
            _ => return Some(Parts::Scalar),
        };
        match &self.definitions.get(id.index())?.as_ref()?.shape {
            Shape::Object(_) => Some(Parts::Object),
            Shape::Union(union) => {
                if !seen.insert(id.index()) {
                    return None;
                }
                let variants = union.variants.iter();
                let mut parts = variants.filter_map(|it| self.parts_within(&it.ty, seen));
                let first = parts.next()?;
                Some(parts.fold(first, |one, other| match (one, other) {
                    (one, other) if one == other => one,
                    (Parts::Scalar | Parts::List, Parts::Scalar | Parts::List) => Parts::List,
                    _ => Parts::Either,
                }))
            }
            Shape::Enumeration(_) | Shape::Alias(_) => Some(Parts::Scalar),
        }
    }

    /// What the style has no place for, in words.
    fn below(&self, ty: &Type, style: Style) -> Option<&'static str> {
        self.below_within(ty, style, &mut HashSet::new())
    }

    fn below_within(
        &self,
        ty: &Type,
        style: Style,
        seen: &mut HashSet<usize>,
    ) -> Option<&'static str> {
        let is_whole = |inner: &Type| self.parts_of(inner) == Parts::Scalar;
        // An exploded object of a query repeats the names of its members.
        let repeats =
            style.explode && matches!(style.layout, Layout::Form | Layout::Matrix | Layout::Cookie);
        let fits = |inner: &Type| match self.behind(inner, 0).kind {
            Kind::Array(item) if repeats => is_whole(&item),
            _ => is_whole(inner),
        };
        let resolved = self.behind(ty, 0);
        match resolved.kind {
            Kind::Array(item) => (!is_whole(&item)).then_some("an item"),
            Kind::Map(value) => (!fits(&value)).then_some("a value"),
            Kind::Named(id) => {
                let definition = self.definitions.get(id.index())?.as_ref()?;
                let object = match &definition.shape {
                    Shape::Object(object) => object,
                    Shape::Union(union) if seen.insert(id.index()) => {
                        let mut variants = union.variants.iter();
                        return variants.find_map(|it| self.below_within(&it.ty, style, seen));
                    }
                    _ => return None,
                };
                let rest = match &object.rest {
                    Rest::Typed(ty) => Some(ty),
                    Rest::Unstated | Rest::Closed => None,
                };
                let mut members = object.fields.iter().map(|field| &field.ty).chain(rest);
                members.any(|ty| !fits(ty)).then_some("a member")
            }
            _ => None,
        }
    }

    /// Whether a value holds bytes, which a form sends as files. Each definition is looked into once: types may hold all others.
    pub(super) fn has_bytes(&self, ty: &Type) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            match &ty.kind {
                Kind::String(StringFormat::Binary) => return true,
                Kind::Array(inner) | Kind::Map(inner) => open.push(inner),
                Kind::Named(id) if seen.insert(*id) => {
                    let definition = self.definitions.get(id.index()).and_then(Option::as_ref);
                    match definition.map(|definition| &definition.shape) {
                        Some(Shape::Object(object)) => {
                            open.extend(object.fields.iter().map(|field| &field.ty));
                        }
                        Some(Shape::Alias(inner)) => open.push(inner),
                        Some(Shape::Union(union)) => {
                            open.extend(union.variants.iter().map(|variant| &variant.ty));
                        }
                        Some(Shape::Enumeration(_)) | None => {}
                    }
                }
                _ => {}
            }
        }
        false
    }
}

fn layout(name: &str) -> Option<Layout> {
    Some(match name {
        "simple" => Layout::Simple,
        "label" => Layout::Label,
        "matrix" => Layout::Matrix,
        "form" => Layout::Form,
        "spaceDelimited" => Layout::SpaceDelimited,
        "pipeDelimited" => Layout::PipeDelimited,
        "tabDelimited" => Layout::TabDelimited,
        "deepObject" => Layout::DeepObject,
        "cookie" => Layout::Cookie,
        _ => return None,
    })
}

/// Whether parameters of a location can have a style. Swagger 2.0 has separators everywhere.
fn is_in(layout: Layout, location: Location) -> bool {
    match layout {
        Layout::Simple => matches!(location, Location::Path | Location::Header),
        Layout::Label | Layout::Matrix => location == Location::Path,
        Layout::Form => matches!(location, Location::Query | Location::Cookie),
        Layout::SpaceDelimited | Layout::PipeDelimited | Layout::TabDelimited => {
            location != Location::Cookie
        }
        Layout::DeepObject => location == Location::Query,
        Layout::Cookie => location == Location::Cookie,
        Layout::Json | Layout::Whole | Layout::WholeJson => false,
    }
}

/// Items between separators that stand on their own are those of `form`.
fn normal(layout: Layout, explode: bool) -> Style {
    let is_separated = matches!(
        layout,
        Layout::SpaceDelimited | Layout::PipeDelimited | Layout::TabDelimited
    );
    match layout {
        _ if is_separated && explode => Style {
            layout: Layout::Form,
            explode,
        },
        Layout::DeepObject => Style {
            layout,
            explode: true,
        },
        layout => Style { layout, explode },
    }
}

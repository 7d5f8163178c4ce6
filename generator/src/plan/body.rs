//! Bodies of requests: what they hold, and who reads it.

use super::analysis::Direction;
use super::docs;
use super::rule;
use super::rust::{Body, BodyForm, Rule};
use super::style;
use super::types::Index;
use crate::model::{self, Api, Form, Kind, Role, Shape, StringFormat};
use crate::sample::Way;

/// Plans the body of a request.
pub(super) fn plan(index: Index<'_>, role: Role, body: &model::Body) -> Body {
    let direction = match role {
        Role::Served => Direction::Request,
        // What the API sends by itself is like what it answers.
        Role::Webhook | Role::Callback => Direction::Response,
    };
    let ty = |ty| index.element(ty, direction);
    let form = match &body.content.form {
        Form::Json(json) => BodyForm::Json(ty(json)),
        Form::Multipart(members) => BodyForm::Multipart(index.part(members, direction)),
        Form::UrlEncoded(members) => BodyForm::UrlEncoded(ty(members)),
        // The caller makes the items, the handler reads them.
        Form::Text | Form::Binary | Form::Sequence(_) => BodyForm::Raw,
    };
    let limits = match &body.content.form {
        Form::Json(json) => rule::plan(index.api, json),
        _ => Rule::new(),
    };
    Body {
        form,
        rule: limits,
        media_type: body.content.media_type.clone(),
        encodings: style::encodings(index.api, &body.content),
        files: files(index.api, role, body),
        further_media_types: further_media_types(body),
        or_form: !body.further.is_empty(),
        required: body.required,
        docs: docs::lines(&body.docs, "body"),
    }
}

/// The members of a multipart body that are files, or lists of files. None where the same value can come in another notation, which has to
/// be read as a whole.
fn files(api: &Api, role: Role, body: &model::Body) -> Vec<String> {
    let Form::Multipart(ty) = &body.content.form else {
        return Vec::new();
    };
    let Kind::Named(id) = api.resolve(ty).kind else {
        return Vec::new();
    };
    let Some(Shape::Object(object)) = api.definition(id).map(|definition| &definition.shape) else {
        return Vec::new();
    };
    if !body.further.is_empty() {
        return Vec::new();
    }
    let is_file = |ty: &model::Type| {
        let ty = api.resolve(ty);
        let item = match &ty.kind {
            Kind::Array(item) => api.resolve(item),
            _ => ty,
        };
        item.kind == Kind::String(StringFormat::Binary)
    };
    let fields = object.fields.iter();
    let way = match role {
        Role::Served => Way::Form,
        Role::Webhook | Role::Callback => Way::Answer,
    };
    let fields = fields.filter(|field| way.carries(field.access) && is_file(&field.ty));
    fields.map(|field| field.name.clone()).collect()
}

/// The media types besides the one that the client sends.
fn further_media_types(body: &model::Body) -> Vec<String> {
    let further = body.further.iter().map(|content| &content.media_type);
    let mut found: Vec<String> = Vec::new();
    for media_type in body.contents().flat_map(|it| &it.also).chain(further) {
        let is_known = |known: &str| known.eq_ignore_ascii_case(media_type);
        if !is_known(&body.content.media_type) && !found.iter().any(|known| is_known(known)) {
            found.push(media_type.clone());
        }
    }
    found
}

/// How a client sends the body as a form instead.
pub(super) fn form_docs(operation: &model::Operation) -> Vec<String> {
    let further = operation.body.iter().flat_map(|body| &body.further);
    let setters = further.filter_map(|content| match content.form {
        Form::Multipart(_) => Some("`multipart_body`"),
        Form::UrlEncoded(_) => Some("`form_body`"),
        Form::Json(_) | Form::Text | Form::Binary | Form::Sequence(_) => None,
    });
    let setters: Vec<&str> = setters.collect();
    if setters.is_empty() {
        return Vec::new();
    }
    let setters = setters.join(" or ");
    vec![format!(
        "The body may be a form, too: a client sends it with {setters} of the call."
    )]
}

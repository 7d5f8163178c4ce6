//! Request bodies and media types (OpenAPI 3.0.3, Request Body Object and Media Type Object).

use openapiv3 as oa;
use serde_json::Value;

use super::{Lowering, Place, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Body, Content, Docs, Form, Framing, Kind, Owner, Shape, Type};

/// Lists of lists deeper than this are not looked into.
const DEEPEST: usize = 8;

/// A body in a form that is not supported; it has been reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsupported;

/// The media types of a `content` map fall into these, the first one that is there being used.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Family {
    Json,
    JsonRelative,
    Multipart,
    UrlEncoded,
    Text,
    Binary,
    Events,
    Lines,
    Records,
}

impl Family {
    /// How its items are told apart, where a body is one item after the other. Such a body comes last: where there is another one, it is
    /// the whole that a plain call gives.
    const fn framing(self) -> Option<Framing> {
        match self {
            Self::Events => Some(Framing::Events),
            Self::Lines => Some(Framing::Lines),
            Self::Records => Some(Framing::Records),
            _ => None,
        }
    }
}

/// The media type of the body that is one item after the other, where there is one beside another body.
pub(super) fn sequence(content: &oa::Content) -> Option<&String> {
    let first = content.keys().min_by_key(|media_type| family(media_type))?;
    let is_sequence = |media_type: &str| family(media_type).framing().is_some();
    let found = content.keys().filter(|media_type| is_sequence(media_type));
    let found = found.min_by_key(|media_type| family(media_type));
    found.filter(|_| !is_sequence(first))
}

impl Lowering<'_> {
    /// The request body of an operation, if it has one.
    pub(super) fn body(
        &mut self,
        operation: &Pointer,
        owner: Owner,
    ) -> Result<Option<Body>, Unsupported> {
        let pointer = operation.join("requestBody");
        if self.document.get(&pointer).is_none() {
            return Ok(None);
        }
        let (body, at) = self.part::<oa::RequestBody>(&pointer).ok_or(Unsupported)?;
        let content = self.content(&at, &body.content, None, &Place::of(owner, "body"))?;
        let form = content
            .as_ref()
            .filter(|content| !matches!(content.form, Form::Json(_)));
        let ty = form.and_then(Content::ty);
        if ty.is_some_and(|ty| self.has_limits(ty, DEEPEST)) {
            let message = "the limits of a form as a whole are not checked";
            self.report.add(Code::UncheckedKeyword, &at, message);
        }
        let docs = Docs {
            title: None,
            description: words(body.description.as_deref()),
            deprecated: false,
        };
        Ok(content.map(|content| Body {
            required: body.required,
            docs,
            content,
        }))
    }

    /// Whether a type that stands by itself states limits, by another name, too. Lists are looked into to some depth: one can be a list
    /// of itself.
    fn has_limits(&self, ty: &Type, depth: usize) -> bool {
        let ty = self.behind(ty, 0);
        let within = match &ty.kind {
            Kind::Array(inner) | Kind::Map(inner) if depth > 0 => self.has_limits(inner, depth - 1),
            _ => false,
        };
        within || ty.has_limits()
    }

    /// What a `content` map holds, if anything.
    pub(super) fn content(
        &mut self,
        at: &Pointer,
        content: &oa::Content,
        as_sequence: Option<&String>,
        place: &Place,
    ) -> Result<Option<Content>, Unsupported> {
        let Some(media_type) = content.keys().min_by_key(|media_type| family(media_type)) else {
            return Ok(None);
        };
        let at = at.join("content");
        let unused = content.keys().filter(|other| *other != media_type);
        for other in unused.filter(|other| Some(*other) != as_sequence) {
            let message = format!("{other} is not used, {media_type} is");
            self.report
                .add(Code::IgnoredAlternative, &at.join(other), message);
        }
        let form = self.form(media_type, &at.join(media_type), place)?;
        Ok(Some(Content {
            media_type: media_type.clone(),
            form,
        }))
    }

    /// `at` is the place of the Media Type Object.
    pub(super) fn form(
        &mut self,
        media_type: &str,
        at: &Pointer,
        place: &Place,
    ) -> Result<Form, Unsupported> {
        if let Some(framing) = family(media_type).framing() {
            return Ok(Form::Sequence(self.sequence(framing, at, place)));
        }
        let items = at.join("itemSchema");
        if self.document.get(&items).is_some() {
            let message = format!("{media_type} is not read item by item");
            self.report.add(Code::NotGenerated, &items, message);
        }
        let schema = &at.join("schema");
        // Some documents describe a download as a binary string under a media type of text.
        if is_binary(self.document.get(schema)) {
            return Ok(Form::Binary);
        }
        Ok(match family(media_type) {
            Family::Json | Family::JsonRelative => Form::Json(self.body_type(schema, place)),
            Family::Multipart => Form::Multipart(self.members(media_type, schema, place)?),
            Family::UrlEncoded => Form::UrlEncoded(self.members(media_type, schema, place)?),
            Family::Text => Form::Text,
            Family::Binary | Family::Events | Family::Lines | Family::Records => Form::Binary,
        })
    }

    pub(super) fn body_type(&mut self, schema: &Pointer, place: &Place) -> Type {
        match self.document.get(schema) {
            Some(_) => self.schema(schema, place),
            None => Type::new(Kind::Any),
        }
    }

    /// The type of a body whose members are sent one by one.
    fn members(
        &mut self,
        media_type: &str,
        schema: &Pointer,
        place: &Place,
    ) -> Result<Type, Unsupported> {
        let ty = self.body_type(schema, place);
        let is_object = match ty.kind {
            Kind::Named(id) => self.definitions.get(id.index()).is_some_and(|definition| {
                matches!(definition, Some(definition) if matches!(definition.shape, Shape::Object(_)))
            }),
            _ => false,
        };
        if is_object {
            return Ok(ty);
        }
        let message = format!("{media_type} of something that is not an object with properties");
        self.report.add(Code::UnsupportedMedia, schema, message);
        Err(Unsupported)
    }
}

fn family(media_type: &str) -> Family {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => Family::Json,
        // A range that JSON is in.
        "*/*" | "application/*" => Family::JsonRelative,
        "multipart/form-data" => Family::Multipart,
        "application/x-www-form-urlencoded" => Family::UrlEncoded,
        "application/xml" | "application/yaml" => Family::Text,
        "text/event-stream" => Family::Events,
        "application/jsonl"
        | "application/jsonlines"
        | "application/ndjson"
        | "application/x-jsonl"
        | "application/x-jsonlines"
        | "application/x-ndjson" => Family::Lines,
        "application/json-seq" => Family::Records,
        essence if essence.ends_with("+json-seq") => Family::Records,
        essence if essence.ends_with("+json") => Family::JsonRelative,
        essence if essence.starts_with("text/") || essence.ends_with("+xml") => Family::Text,
        _ => Family::Binary,
    }
}

/// Whether a schema says that the content is bytes, whatever the media type says.
fn is_binary(schema: Option<&Value>) -> bool {
    let keyword = |name| {
        schema
            .and_then(|schema| schema.get(name))
            .and_then(Value::as_str)
    };
    keyword("type") == Some("string") && keyword("format") == Some("binary")
}

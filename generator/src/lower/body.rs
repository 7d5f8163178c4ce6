//! Bodies: which of the media types that they have are generated, and what they hold (OpenAPI 3.0.3, Request Body Object and Media Type
//! Object).

use std::collections::HashSet;

use openapiv3 as oa;
use serde_json::Value;

use super::media_type::{
    Notation, family, is_form, is_structured, notation, same_notation, subtype,
};
use super::{Lowering, Place, words};
use crate::diagnostic::{Code, Pointer, Report};
use crate::model::{Body, Content, Docs, Form, Kind, Owner, Pick, Shape, Type};

/// Lists of lists deeper than this are not looked into.
const DEEPEST: usize = 8;

/// A body in a form that is not supported; it has been reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsupported;

/// What a body is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Travels {
    Request,
    Success,
    Failure,
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
        let place = Place::of(owner, "body");
        let mut contents = self.contents(&at, &body.content, None, &place, Travels::Request)?;
        let further = self.of_one_value(&mut contents);
        contents.truncate(1);
        for other in further.iter().filter(|other| !other.encodings.is_empty()) {
            let place = at.join("content").join(&other.media_type).join("encoding");
            let message = "the members of this alternative are written in the usual way";
            self.report.add(Code::OtherStyle, &place, message);
        }
        let content = contents.into_iter().next();
        let mut forms = content.iter().chain(&further);
        let ty = forms.find(|content| !matches!(content.form, Form::Json(_)));
        let ty = ty.and_then(Content::ty);
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
            pointer: at,
            required: body.required,
            docs,
            content,
            further,
        }))
    }

    /// Takes out the contents in which the value of the first one is written in another way. A file has no place in JSON, so where the same
    /// value is a form, too, the form comes first and JSON is none of them.
    fn of_one_value(&self, contents: &mut Vec<Content>) -> Vec<Content> {
        let Some(first) = contents.first() else {
            return Vec::new();
        };
        let ty = first.ty().cloned();
        let first_is_json = matches!(first.form, Form::Json(_));
        let has_files = ty
            .as_ref()
            .is_some_and(|ty| first_is_json && self.has_bytes(ty));
        let form = contents.iter().position(
            |content| matches!(&content.form, Form::Multipart(other) if Some(other) == ty.as_ref()),
        );
        if let Some(form) = form.filter(|_| has_files) {
            let form = contents.remove(form);
            contents.insert(0, form);
            return Vec::new();
        }
        let is_same = |content: &Content| match &content.form {
            Form::UrlEncoded(other) | Form::Multipart(other) => ty.as_ref() == Some(other),
            Form::Json(_) | Form::Text | Form::Binary | Form::Sequence(_) => false,
        };
        let (same, others) = std::mem::take(contents)
            .into_iter()
            .enumerate()
            .partition::<Vec<_>, _>(|(index, content)| *index > 0 && is_same(content));
        let contents_of =
            |list: Vec<(usize, Content)>| list.into_iter().map(|(_, it)| it).collect();
        *contents = contents_of(others);
        contents_of(same)
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

    /// What a `content` map holds: each alternative that is a value of its own, what is read most exactly first. Media types in which the
    /// same schema is written in the same way are one alternative.
    pub(super) fn contents(
        &mut self,
        at: &Pointer,
        content: &oa::Content,
        as_sequence: Option<&String>,
        place: &Place,
        travels: Travels,
    ) -> Result<Vec<Content>, Unsupported> {
        let at = at.join("content");
        let mut media_types: Vec<&String> = content.keys().collect();
        media_types.retain(|media_type| Some(*media_type) != as_sequence);
        media_types.sort_by_key(|media_type| family(media_type));
        // With the schema of each.
        let mut found: Vec<(Content, Option<&Value>)> = Vec::new();
        let mut failed = false;
        for media_type in media_types {
            let pointer = at.join(media_type).join("schema");
            let schema = self.document.get(&pointer);
            let notation = notation(media_type, schema);
            let same = found.iter_mut().find(|(known, other)| {
                let raw = matches!(known.form, Form::Text | Form::Binary);
                same_notation(&known.form, notation) && (raw || *other == schema)
            });
            if let Some((known, _)) = same {
                known.also.push(media_type.clone());
                continue;
            }
            // One schema is one type, in whatever it is written.
            let known = found.iter().find(|(_, other)| *other == schema);
            let known = known.and_then(|(content, _)| content.ty().cloned());
            let known = known.filter(|ty| self.has_members(ty, notation));
            let first = found.first().map(|(first, _)| first.media_type.clone());
            let is_used = match (&first, travels) {
                (None, _) => true,
                (Some(_), Travels::Request) => is_form(notation) && known.is_some(),
                (Some(_), Travels::Success) => is_alternative(media_type, schema, &found),
                (Some(_), Travels::Failure) => false,
            };
            if !is_used {
                if travels == Travels::Request {
                    continue;
                }
                let first = first.unwrap_or_default();
                self.report_alternative(media_type, &at.join(media_type), &first);
                continue;
            }
            let step = match &first {
                Some(_) => place.within(&subtype(media_type)),
                None => place.clone(),
            };
            let form = match (known, notation) {
                (Some(ty), Notation::Multipart) => Ok(Form::Multipart(ty)),
                (Some(ty), Notation::UrlEncoded) => Ok(Form::UrlEncoded(ty)),
                _ => self.form(media_type, &at.join(media_type), &step),
            };
            match form {
                Ok(form) => {
                    let encodings = self.encodings(&at.join(media_type), &form);
                    let content = Content::new(media_type.clone(), form);
                    let content = Content {
                        encodings,
                        ..content
                    };
                    found.push((content, schema));
                }
                Err(Unsupported) => failed = true,
            }
        }
        if failed && found.is_empty() {
            return Err(Unsupported);
        }
        Ok(found.into_iter().map(|(content, _)| content).collect())
    }

    /// The media types of a request that are neither the body's nor another notation of its value, each with its place.
    fn unused(&mut self, body: &Body) -> Vec<(String, Pointer)> {
        let content = body.pointer.join("content");
        let members = self.document.members(&content).into_iter();
        let is_used = |media_type: &String| body.media_types().any(|used| used == media_type);
        members
            .filter(|(media_type, _)| !is_used(media_type))
            .collect()
    }

    /// Reports what is unused.
    pub(super) fn report_unused(&mut self, body: &Body) {
        for (media_type, at) in self.unused(body) {
            self.report_alternative(&media_type, &at, &body.content.media_type);
        }
    }

    /// Reports a media type that is not used because another one is.
    pub(super) fn report_alternative(&mut self, media_type: &str, at: &Pointer, used: &str) {
        let message = format!("{media_type} is not used, {used} is");
        self.report.add(Code::IgnoredAlternative, at, message);
    }

    /// The bodies that a request can have instead of this one: values of their own, in media types that can be written. What is no such
    /// thing is reported. `owner` says which owner each of them has.
    pub(super) fn further_bodies(
        &mut self,
        body: &Body,
        owner: impl Fn(usize) -> Owner,
    ) -> Vec<Body> {
        let used = body.pointer.join("content").join(&body.content.media_type);
        let used = self.document.get(&used.join("schema"));
        let mut bodies: Vec<Body> = Vec::new();
        for (media_type, at) in self.unused(body) {
            let schema = self.document.get(&at.join("schema"));
            let is_value = match notation(&media_type, schema) {
                // JSON of a range is sent as JSON, which is another value here.
                Notation::Json => {
                    !media_type.contains('*') || !matches!(body.content.form, Form::Json(_))
                }
                Notation::Multipart | Notation::UrlEncoded => true,
                Notation::Text | Notation::Binary => !is_structured(self.behind_reference(&at)),
                Notation::Sequence(_) => false,
            };
            let before = self.definitions.len();
            let place = Place::of(owner(bodies.len()), "body");
            let form = if is_value && schema != used {
                self.writable_form(&media_type, &at, &place)
            } else {
                None
            };
            let Some(form) = form else {
                self.give_up_inline_types(before);
                self.report_alternative(&media_type, &at, &body.content.media_type);
                continue;
            };
            let same = bodies.iter_mut().find(|it| it.content.form == form);
            if let Some(same) = same {
                same.content.also.push(media_type);
                continue;
            }
            let encodings = self.encodings(&at, &form);
            bodies.push(Body {
                required: true,
                content: Content {
                    encodings,
                    ..Content::new(media_type, form)
                },
                further: Vec::new(),
                ..body.clone()
            });
        }
        bodies
    }

    /// `at` is the place of the Media Type Object.
    pub(super) fn form(
        &mut self,
        media_type: &str,
        at: &Pointer,
        place: &Place,
    ) -> Result<Form, Unsupported> {
        if let Some(form) = self.writable_form(media_type, at, place) {
            return Ok(form);
        }
        let schema = at.join("schema");
        let message = format!("{media_type} of something that is not an object");
        // Parts need the boundary that stands in the header; pairs are a text like any other.
        if notation(media_type, self.document.get(&schema)) == Notation::UrlEncoded {
            let message = format!("{message}; it is handed over as text");
            self.report.add(Code::OtherStyle, &schema, message);
            return Ok(Form::Text);
        }
        self.report.add(Code::UnsupportedMedia, &schema, message);
        Err(Unsupported)
    }

    /// The same, `None` for a form of something that is not an object.
    fn writable_form(&mut self, media_type: &str, at: &Pointer, place: &Place) -> Option<Form> {
        if let Some(framing) = family(media_type).framing() {
            return Some(Form::Sequence(self.sequence(framing, at, place)));
        }
        let items = at.join("itemSchema");
        if self.document.get(&items).is_some() {
            let message = format!("{media_type} is not read item by item");
            self.report.add(Code::NotGenerated, &items, message);
        }
        let schema = &at.join("schema");
        Some(match notation(media_type, self.document.get(schema)) {
            Notation::Json => Form::Json(self.body_type(schema, place)),
            form @ Notation::Multipart => Form::Multipart(self.members(form, schema, place)?),
            form @ Notation::UrlEncoded => Form::UrlEncoded(self.members(form, schema, place)?),
            Notation::Text => {
                self.report_parts(media_type, schema, "text");
                Form::Text
            }
            Notation::Binary | Notation::Sequence(_) => {
                self.report_parts(media_type, schema, "bytes");
                Form::Binary
            }
        })
    }

    /// Tells of a schema with members or items whose values are handed over as a whole.
    fn report_parts(&mut self, media_type: &str, schema: &Pointer, what: &str) {
        let behind = self.document.follow(schema, &mut Report::default());
        let Some(behind) = behind.and_then(|at| self.document.schema(&at)) else {
            return;
        };
        let has_parts = ["properties", "items", "allOf", "oneOf", "anyOf"];
        let says = if behind.is_object() || has_parts.iter().any(|keyword| behind.has(keyword)) {
            "nothing is generated from its schema"
        } else if behind.only_limits() && !behind.only_formats()
            || behind.types().iter().any(|name| *name != "string")
        {
            "what its schema says of it is not checked"
        } else {
            return;
        };
        let message = format!("a body in {media_type} is handed over as {what}; {says}");
        self.report.add(Code::OtherStyle, schema, message);
    }

    /// The schema of a Media Type Object, behind its reference.
    fn behind_reference(&self, at: &Pointer) -> Option<&Value> {
        let schema = at.join("schema");
        let behind = self.document.follow(&schema, &mut Report::default());
        behind.and_then(|at| self.document.get(&at))
    }

    pub(super) fn body_type(&mut self, schema: &Pointer, place: &Place) -> Type {
        match self.document.get(schema) {
            Some(_) => self.schema(schema, place),
            None => Type::new(Kind::Any),
        }
    }

    /// Whether values of the type are objects with properties, or one of several such objects. A variant with a tag is written as JSON first,
    /// in which there are no files.
    pub(super) fn has_members(&self, ty: &Type, notation: Notation) -> bool {
        let mut seen = HashSet::new();
        let mut left = vec![ty];
        while let Some(ty) = left.pop() {
            let Kind::Named(id) = ty.kind else {
                return false;
            };
            let definition = self.definitions.get(id.index());
            match definition.and_then(|it| it.as_ref()).map(|it| &it.shape) {
                Some(Shape::Object(_)) => {}
                Some(Shape::Union(union))
                    if notation == Notation::UrlEncoded
                        || union.pick == Pick::Unstated
                        || !self.has_bytes(ty) =>
                {
                    if seen.insert(id) {
                        left.extend(union.variants.iter().map(|variant| &variant.ty));
                    }
                }
                _ => return false,
            }
        }
        true
    }

    /// The type of a body whose members are sent one by one.
    fn members(&mut self, notation: Notation, schema: &Pointer, place: &Place) -> Option<Type> {
        let ty = self.body_type(schema, place);
        let behind = self.behind(&ty, 0);
        match behind.kind {
            // A form is an object, whatever is in it.
            Kind::Any => Some(Type::new(Kind::Map(Box::new(Type::new(Kind::Any))))),
            Kind::Map(_) => Some(ty),
            _ => self.has_members(&behind, notation).then_some(ty),
        }
    }
}

/// Whether a media type says something that those before it do not. XML and the like of a schema is another notation of the value that JSON
/// has, and is not generated where there is JSON.
fn is_alternative(
    media_type: &str,
    schema: Option<&Value>,
    found: &[(Content, Option<&Value>)],
) -> bool {
    match notation(media_type, schema) {
        // JSON of a range is sent as JSON.
        Notation::Json => {
            let is_json = |(content, _): &(Content, _)| matches!(content.form, Form::Json(_));
            !media_type.contains('*') || !found.iter().any(is_json)
        }
        // A body without end is no alternative to a value.
        Notation::Multipart | Notation::UrlEncoded | Notation::Sequence(_) => false,
        Notation::Text | Notation::Binary => {
            let is_typed = found.iter().any(|(content, _)| content.ty().is_some());
            let is_known = found.iter().any(|(_, other)| *other == schema);
            !(is_typed && (is_known || is_structured(schema)))
        }
    }
}

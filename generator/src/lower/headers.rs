//! The headers of answers (OpenAPI 3.0.3, Response Object, `headers`, and Header Object).

use serde::Deserialize;

use super::{Lowering, Place};
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Access, Definition, Docs, Field, Headers, Kind, Location, Object, Operation, Origin, Owner,
    Response, Shape, StringFormat, Style, Type, TypeId,
};
use crate::spec::is_token;

/// So many headers make a name; more are called after the operation that has them first.
const LONGEST: usize = 3;

/// A header and how it is written.
type Header = (Field, Style);

/// Of which answers of an operation headers are.
#[derive(Clone, Copy)]
enum Outcome {
    Success,
    Failure,
}

impl Outcome {
    fn plural(self) -> &'static str {
        match self {
            Self::Success => "successes",
            Self::Failure => "failures",
        }
    }

    /// What goes before the steps of a success, which is the usual one.
    fn marker(self) -> &'static str {
        match self {
            Self::Success => "",
            Self::Failure => "failure_",
        }
    }
}

impl Lowering<'_> {
    /// The headers of an operation's successes as one object: what not every success has is optional.
    pub(super) fn success_headers(
        &mut self,
        operation: &Operation,
        owner: Owner,
    ) -> Option<TypeId> {
        let headers = self.merged_headers(&operation.successes(), Outcome::Success, owner);
        self.shared_headers(headers, Outcome::Success, owner)
    }

    /// The headers of its failures as one object. All are optional: a failure can be the answer of what stands before the service, and
    /// of the generated server before a handler is called.
    pub(super) fn failure_headers(
        &mut self,
        operation: &Operation,
        owner: Owner,
    ) -> Option<TypeId> {
        let successes = operation.successes();
        let is_success = |it: &&Response| successes.iter().any(|one| one.pointer == it.pointer);
        let mut failures = operation.failures();
        failures.retain(|it| !is_success(it));
        let mut headers = self.merged_headers(&failures, Outcome::Failure, owner);
        for (field, _) in &mut headers {
            field.required = false;
        }
        self.shared_headers(headers, Outcome::Failure, owner)
    }

    /// The headers of several responses, each name once.
    fn merged_headers(
        &mut self,
        responses: &[&Response],
        outcome: Outcome,
        owner: Owner,
    ) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::new();
        for (index, response) in responses.iter().enumerate() {
            let declared = self.declared_headers(&response.pointer, outcome, owner);
            for (field, _) in &mut headers {
                field.required &= declared
                    .iter()
                    .any(|it| is_same(&it.0, field) && it.0.required);
            }
            for (mut field, style) in declared {
                match headers.iter_mut().find(|known| is_same(&known.0, &field)) {
                    None => {
                        field.required &= index == 0;
                        headers.push((field, style));
                    }
                    Some((known, known_style))
                        if (&known.ty, &*known_style) != (&field.ty, &style) =>
                    {
                        let message = format!(
                            "`{}` is not the same in all {}; it is read as text",
                            field.name,
                            outcome.plural()
                        );
                        self.report.add(Code::OtherStyle, &field.pointer, message);
                        known.ty = Type::new(Kind::String(StringFormat::Text));
                        *known_style = Style::usual(Location::Header);
                    }
                    Some(_) => {}
                }
            }
        }
        headers
    }

    /// The headers that a response declares.
    fn declared_headers(
        &mut self,
        response: &Pointer,
        outcome: Outcome,
        owner: Owner,
    ) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::new();
        for (name, pointer) in self.document.members(&response.join("headers")) {
            // `Content-Type` is to be ignored (OpenAPI 3.0.3, Response Object, `headers`).
            let is_of_message = ["content-type", "content-length", "transfer-encoding"];
            if is_of_message.contains(&name.to_ascii_lowercase().as_str()) {
                let message = format!("`{name}` is set by the answer itself");
                self.report.add(Code::NotGenerated, &pointer, message);
                continue;
            }
            if !is_token(&name) {
                let message = format!("{name:?} cannot be the name of a header");
                self.report.add(Code::Malformed, &pointer, message);
                continue;
            }
            let mut known = headers.iter().map(|(field, _)| field.name.as_str());
            if let Some(first) = known.find(|known| known.eq_ignore_ascii_case(&name)) {
                let message = format!("`{name}` is the same header as `{first}`, which counts");
                self.report.add(Code::Malformed, &pointer, message);
                continue;
            }
            let Some((written, at)) = self.part::<Written>(&pointer) else {
                continue;
            };
            let style = self.style(
                &at,
                Location::Header,
                written.style.as_deref(),
                written.explode,
            );
            let step = format!("{}response_header_{name}", outcome.marker());
            let place = Place::of(owner, step);
            let (ty, style) = self.carried(&at, &name, style, Location::Header, &place);
            let field = Field {
                docs: self.parameter_docs(&at, written.description.as_deref(), written.deprecated),
                name,
                pointer: at,
                // There is no null outside of JSON.
                ty: Type {
                    nullable: false,
                    ..ty
                },
                required: written.required,
                access: Access::ReadWrite,
                default: None,
            };
            headers.push((field, style));
        }
        headers
    }

    /// The headers that are the same as these, or these; `None` where there are none.
    fn shared_headers(
        &mut self,
        headers: Vec<Header>,
        outcome: Outcome,
        owner: Owner,
    ) -> Option<TypeId> {
        let pointer = headers.first()?.0.pointer.clone();
        let (fields, styles): (Vec<Field>, Vec<Style>) = headers.into_iter().unzip();
        for known in &self.headers {
            let Some(Some(Definition {
                shape: Shape::Object(object),
                ..
            })) = self.definitions.get_mut(known.ty.index())
            else {
                continue;
            };
            if known.styles != styles || !is_alike(&object.fields, &fields) {
                continue;
            }
            // What is said about the headers of one operation need not be true of another one.
            for (known, field) in object.fields.iter_mut().zip(&fields) {
                if known.docs != field.docs {
                    known.docs = Docs::default();
                }
            }
            return Some(known.ty);
        }
        let ty = TypeId::new(self.definitions.len());
        self.definitions.push(Some(Definition {
            is_listed: false,
            origin: self.origin_of_headers(&fields, outcome, owner),
            pointer,
            docs: Docs::default(),
            shape: Shape::Object(Object {
                fields,
                ..Object::default()
            }),
            example: None,
        }));
        self.headers.push(Headers { ty, styles });
        Some(ty)
    }

    /// Called after the headers that there are, unless these are many or others are called so.
    fn origin_of_headers(&self, fields: &[Field], outcome: Outcome, owner: Owner) -> Origin {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let origin = Origin::Inline {
            owner: Owner::Document,
            step: format!("{}_headers", names.join("_")),
        };
        let known = self.definitions.iter().flatten();
        if names.len() <= LONGEST && known.into_iter().all(|known| known.origin != origin) {
            return origin;
        }
        Origin::Inline {
            owner,
            step: format!("{}headers", outcome.marker()),
        }
    }
}

/// Whether two headers have the same name (RFC 9110, section 5.1).
fn is_same(one: &Field, other: &Field) -> bool {
    one.name.eq_ignore_ascii_case(&other.name)
}

fn is_alike(ones: &[Field], others: &[Field]) -> bool {
    let facts = |field: &Field| (field.name.clone(), field.ty.clone(), field.required);
    ones.len() == others.len()
        && ones
            .iter()
            .zip(others)
            .all(|(one, other)| facts(one) == facts(other))
}

/// A header as the document writes it, without what its values are.
#[derive(Debug, Deserialize)]
struct Written {
    description: Option<String>,
    #[serde(default)]
    required: bool,
    deprecated: Option<bool>,
    style: Option<String>,
    explode: Option<bool>,
}

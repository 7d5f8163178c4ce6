//! Responses (OpenAPI 3.0.3, Responses Object and Response Object).

use openapiv3 as oa;

use super::body::{Travels, Unsupported};
use super::media_type::sequence;
use super::{Lowering, Place, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Content, Docs, Form, Owner, Response, Status};
use crate::spec::Dialect;

impl Lowering<'_> {
    /// The declared responses of an operation, `None` where a success body is not supported. A failure in an unsupported media type
    /// is kept without its content: its status is still told.
    pub(super) fn responses(&mut self, operation: &Pointer, owner: Owner) -> Option<Vec<Response>> {
        let mut responses = Vec::new();
        let list = operation.join("responses");
        // They may be missing since OpenAPI 3.1 (3.1.0, Operation Object).
        if self.document.get(&list).is_none() && self.document.dialect() < Dialect::V31 {
            let message = "`responses` has to be there";
            self.report.add(Code::MissingResponses, operation, message);
        }
        for (key, pointer) in self.document.members(&list) {
            if key.starts_with("x-") {
                continue;
            }
            let Some(status) = status(&key) else {
                self.report.add(
                    Code::Malformed,
                    &pointer,
                    format!("`{key}` is not a status"),
                );
                continue;
            };
            if status.is_interim() {
                let message = "it comes before the answer, and no handler or caller sees it";
                self.report.add(Code::NotGenerated, &pointer, message);
                continue;
            }
            match self.response(status, &key, &pointer, owner) {
                Some(response) => responses.push(response),
                None if status.is_success() => return None,
                None => {}
            }
        }
        Some(responses)
    }

    fn response(
        &mut self,
        status: Status,
        key: &str,
        pointer: &Pointer,
        owner: Owner,
    ) -> Option<Response> {
        let at = self.document.follow(pointer, self.report)?;
        // What is told of a reference to a schema is told of each, and an answer to HEAD is one of its own.
        let is_schema = at.parent() == Some(self.document.schemas());
        let is_shared = at != *pointer && !is_schema && !answers_head(pointer);
        let known = is_shared.then(|| self.responses.get(&(at.clone(), status)));
        if let Some(known) = known.flatten() {
            return Some(known.clone());
        }
        let response = self.read_response(status, key, pointer, at, owner)?;
        if is_shared {
            let at = response.pointer.clone();
            self.responses.insert((at, status), response.clone());
        }
        Some(response)
    }

    /// Reads the response that stands at `at`, for the operation that has it at `pointer`.
    fn read_response(
        &mut self,
        status: Status,
        key: &str,
        pointer: &Pointer,
        at: Pointer,
        owner: Owner,
    ) -> Option<Response> {
        let place = Place::of(owner, format!("response_{key}"));
        if at.parent() == Some(self.document.schemas()) {
            self.report.add(
                Code::SchemaAsResponse,
                pointer,
                format!("read as a JSON body of {at}"),
            );
            // The reference is the one of the schema, so the type is the component itself.
            let ty = self.schema(pointer, &place);
            return Some(Response {
                status,
                pointer: at,
                docs: Docs::default(),
                content: Some(Content::new("application/json", Form::Json(ty))),
                further: Vec::new(),
                sequence: None,
                examples: Vec::new(),
            });
        }
        let listed = if self.forbids_content(status, pointer, &at) {
            oa::Content::default()
        } else {
            self.listed(&at.join("content"))?
        };
        let description = self.description(&at)?;
        let as_sequence = sequence(&listed).filter(|_| {
            // A failure is read as a whole.
            status.is_success() || status == Status::Default
        });
        let sequence = as_sequence.and_then(|media_type| {
            let form = self.form(media_type, &at.join("content").join(media_type), &place);
            Some(Content::new(media_type, form.ok()?))
        });
        let travels = if status.is_success() {
            Travels::Success
        } else {
            Travels::Failure
        };
        let contents = match self.contents(&at, &listed, as_sequence, &place, travels) {
            Ok(contents) => contents,
            Err(Unsupported) if status.is_success() => return None,
            Err(Unsupported) => Vec::new(),
        };
        for content in &contents {
            if matches!(content.form, Form::Multipart(_) | Form::UrlEncoded(_)) {
                let media = at.join("content").join(&content.media_type);
                let message = "a form in an answer is handed over as its bytes";
                self.report.add(Code::OtherStyle, &media, message);
            }
        }
        let mut contents = contents.into_iter();
        let content = contents.next();
        let further = contents.collect();
        let docs = Docs {
            title: None,
            description: words(Some(&description)),
            deprecated: false,
        };
        Some(Response {
            status,
            examples: self.examples(&at, content.as_ref()),
            pointer: at,
            docs,
            content,
            further,
            sequence,
        })
    }

    /// The words of a response, which have to be there until OpenAPI 3.2; `None` where it is no object, which the audit has told.
    fn description(&mut self, at: &Pointer) -> Option<String> {
        let response = self.document.get(at)?.as_object()?;
        match response.get("description") {
            Some(description) => Some(description.as_str().unwrap_or_default().to_owned()),
            None => {
                if self.document.dialect() < Dialect::V32 {
                    let message = "a response has to have a `description`";
                    self.report.add(Code::MissingWords, at, message);
                }
                Some(String::new())
            }
        }
    }

    /// The media types of a response; `None` where they cannot be read.
    fn listed(&mut self, at: &Pointer) -> Option<oa::Content> {
        match self.part::<oa::Content>(at) {
            Some((listed, _)) => Some(listed),
            None if self.document.get(at).is_some() => None,
            None => Some(oa::Content::default()),
        }
    }

    /// Whether HTTP has no content there: in answers to HEAD, and with 204, 205 and 304 (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6
    /// and 15.4.5). `pointer` is the place below the operation, `at` that of the response itself.
    fn forbids_content(&mut self, status: Status, pointer: &Pointer, at: &Pointer) -> bool {
        let (place, message) = if answers_head(pointer) {
            let message = "an answer to HEAD has no content, whatever the document says";
            (pointer, message)
        } else if matches!(status, Status::Code(204 | 205 | 304)) {
            let message = "an answer of this status has no content, whatever the document says";
            (at, message)
        } else {
            return false;
        };
        let listed = self.document.get(&at.join("content"));
        let lists_any = listed
            .and_then(|listed| listed.as_object())
            .is_some_and(|listed| !listed.is_empty());
        if lists_any {
            self.report.add(Code::NotGenerated, place, message);
        }
        true
    }
}

/// Whether a response is that of a HEAD: `…/head/responses/200`.
fn answers_head(pointer: &Pointer) -> bool {
    let operation = pointer.parent().and_then(|list| list.parent());
    operation.and_then(|operation| operation.last()).as_deref() == Some("head")
}

/// The key of a response: a status, `4XX`, or `default`.
fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    if let Some(hundreds) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        return hundreds
            .parse()
            .ok()
            .filter(|hundreds| (1..=5).contains(hundreds))
            .map(Status::Range);
    }
    key.parse()
        .ok()
        .filter(|code| (100..=599).contains(code))
        .map(Status::Code)
}

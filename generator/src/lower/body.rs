//! Request bodies and media types (OpenAPI 3.0.3, Request Body Object and Media Type Object).

use openapiv3 as oa;

use super::operation::{is_binary, is_json};
use super::{Lowering, Place, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Body, Content, Docs, Kind, Owner, Type};

impl Lowering<'_> {
    /// The request body of an operation, `Some(None)` where it has none, `None` where it is not supported.
    #[expect(
        clippy::option_option,
        reason = "no body and no operation are different answers"
    )]
    pub(super) fn body(&mut self, operation: &Pointer, owner: Owner) -> Option<Option<Body>> {
        let pointer = operation.join("requestBody");
        if self.document.get(&pointer).is_none() {
            return Some(None);
        }
        let (body, at) = self.part::<oa::RequestBody>(&pointer)?;
        let content = self.content(&at, &body.content, &Place::of(owner, "body"))?;
        let docs = Docs {
            title: None,
            description: words(body.description.as_deref()),
            deprecated: false,
        };
        Some(content.map(|content| Body {
            required: body.required,
            docs,
            content,
        }))
    }

    /// What a `content` map holds: `Some(None)` where it is empty, `None` where it is not supported, which is reported.
    #[expect(
        clippy::option_option,
        reason = "no content and unsupported content are different answers"
    )]
    pub(super) fn content(
        &mut self,
        at: &Pointer,
        content: &oa::Content,
        place: &Place,
    ) -> Option<Option<Content>> {
        if content.is_empty() {
            return Some(None);
        }
        let at = at.join("content");
        let Some(media_type) = content.keys().find(|media_type| is_json(media_type)) else {
            let offered: Vec<&str> = content.keys().map(String::as_str).collect();
            self.report.add(
                Code::UnsupportedMedia,
                &at,
                format!("offered is {}", offered.join(", ")),
            );
            return None;
        };
        for other in content.keys().filter(|other| *other != media_type) {
            let message = format!("{other} is not used, {media_type} is");
            self.report
                .add(Code::IgnoredAlternative, &at.join(other), message);
        }
        let schema = at.join(media_type).join("schema");
        if is_binary(self.document.get(&schema)) {
            self.report.add(
                Code::UnsupportedMedia,
                &schema,
                format!("bytes under {media_type}"),
            );
            return None;
        }
        let ty = match self.document.get(&schema) {
            Some(_) => self.schema(&schema, place),
            None => Type::new(Kind::Any),
        };
        Some(Some(Content::Json(ty)))
    }
}

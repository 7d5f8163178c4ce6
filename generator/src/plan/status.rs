//! Answers that their status tells: what the variants of success and failure types are called and what they hold.

use super::analysis::Direction;
use super::rust::{AnswerBody, AnswerForm, AnswerStatus, AnswerVariant, RustType};
use super::types::Index;
use crate::model::{Content, Form, Kind, Shape, Status};

/// The status of a response, as the variant for it has it.
#[must_use]
pub(super) fn answer_status(status: Status) -> AnswerStatus {
    match status {
        Status::Code(code) => AnswerStatus::Code(code),
        Status::Range(range) => AnswerStatus::Range(range),
        Status::Default => AnswerStatus::Default,
    }
}

/// What a variant holds.
pub(super) fn body(index: Index<'_>, content: &Content) -> AnswerBody {
    let form = match &content.form {
        Form::Json(ty) => AnswerForm::Json(index.element(ty, Direction::Response)),
        Form::Text => AnswerForm::Text,
        // A form as an answer is rare enough to be handed over as it is.
        // A sequence beside other successes comes as its bytes.
        Form::Sequence(_) | Form::Binary | Form::Multipart(_) | Form::UrlEncoded(_) => {
            AnswerForm::Binary
        }
    };
    let definition = content.ty().and_then(|ty| match ty.kind {
        Kind::Named(id) => index.api.definition(id),
        _ => None,
    });
    AnswerBody {
        media_type: written_as(&form, &content.media_type),
        form,
        is_alias: definition.is_some_and(|it| matches!(it.shape, Shape::Alias(_))),
    }
}

/// The media type that an answer is sent with: a range of them, such as `*/*`, says less than the form does, and JSON has no charset
/// (RFC 8259, section 11). Other parameters may tell one answer from another.
fn written_as(form: &AnswerForm, media_type: &str) -> String {
    let usual = usual(form);
    let mut parameters = media_type.split(';').map(str::trim);
    let essence = parameters.next().unwrap_or_default();
    let is_charset = |parameter: &str| {
        let name = parameter.split('=').next().unwrap_or_default();
        parameter.is_empty() || name.trim_end().eq_ignore_ascii_case("charset")
    };
    let is_plain = parameters.all(is_charset);
    let is_usual = match form {
        AnswerForm::Json(_) => is_plain && essence.eq_ignore_ascii_case("application/json"),
        AnswerForm::Text => is_plain && essence.eq_ignore_ascii_case("text/plain"),
        AnswerForm::Binary => false,
    };
    if is_usual || essence.contains('*') {
        usual.to_owned()
    } else {
        media_type.to_owned()
    }
}

/// The media type that a form usually has.
fn usual(form: &AnswerForm) -> &'static str {
    match form {
        AnswerForm::Json(_) => "application/json",
        AnswerForm::Text => "text/plain; charset=utf-8",
        AnswerForm::Binary => "application/octet-stream",
    }
}

/// What `names.lock` calls a variant: its name with the type of its body, and the media type where that is not the usual one of its form.
pub(super) fn place(variant: &AnswerVariant) -> String {
    let name = &variant.name;
    let Some(AnswerBody {
        form, media_type, ..
    }) = &variant.body
    else {
        return name.clone();
    };
    let body = match form {
        AnswerForm::Json(RustType::Named(body)) => body.clone(),
        AnswerForm::Json(other) => format!("{other:?}"),
        AnswerForm::Text => "text".to_owned(),
        AnswerForm::Binary => "bytes".to_owned(),
    };
    if media_type == usual(form) {
        format!("{name} {body}")
    } else {
        format!("{name} {body} as {media_type}")
    }
}

/// The statuses of variants in words: `200, 202 and any other status`.
pub(super) fn listed(variants: &[AnswerVariant]) -> String {
    let mut statuses: Vec<String> = variants
        .iter()
        .map(|variant| match variant.status {
            AnswerStatus::Code(code) => code.to_string(),
            AnswerStatus::Range(range) => format!("{range}XX"),
            AnswerStatus::Default => "any other status".to_owned(),
        })
        .collect();
    statuses.dedup();
    match statuses.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        only => only.concat(),
    }
}

/// The reason phrase of a status as a variant's name (RFC 9110, section 15).
pub(super) fn status_name(status: AnswerStatus) -> String {
    let code = match status {
        AnswerStatus::Code(code) => code,
        AnswerStatus::Range(range) => return format!("Status{range}XX"),
        AnswerStatus::Default => return "Other".to_owned(),
    };
    match code {
        101 => "SwitchingProtocols",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        507 => "InsufficientStorage",
        code => return format!("Status{code}"),
    }
    .to_owned()
}

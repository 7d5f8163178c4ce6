//! Values in words, as both documents have them.

use super::walk::Side;
use crate::model::{
    Definition, Encoding, Enumeration, IntegerFormat, Kind, Layout, MemberForm, Operation, Origin,
    Owner, Role, Shape, Status, StringFormat, Style, Type, TypeId, Variant,
};

/// What a report says where there is nothing.
pub(super) const NONE: &str = "none";

impl Side<'_> {
    /// A type in words: `array of Flow`, `string/uuid, nullable`.
    pub(super) fn type_words(self, ty: &Type) -> String {
        let words = self.kind_words(&ty.kind);
        if ty.nullable && ty.kind != Kind::Any {
            format!("{words} or null")
        } else {
            words
        }
    }

    /// A variant of a union in words: its tag, where it has one of its own, else its type.
    pub(super) fn variant_words(self, variant: &Variant) -> String {
        match variant.tags.as_slice() {
            [only] => only.clone(),
            _ => self.type_words(&variant.ty),
        }
    }

    pub(super) fn kind_words(self, kind: &Kind) -> String {
        match kind {
            Kind::Any => "anything".to_owned(),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Integer(format) => match format {
                IntegerFormat::Unstated => "integer",
                IntegerFormat::Int32 => "integer/int32",
                IntegerFormat::Int64 => "integer/int64",
                IntegerFormat::Unsigned64 => "integer/uint64",
            }
            .to_owned(),
            Kind::Number => "number".to_owned(),
            Kind::String(format) => match format {
                StringFormat::Text => "string",
                StringFormat::Uuid => "string/uuid",
                StringFormat::DateTime => "string/date-time",
                StringFormat::Date => "string/date",
                StringFormat::Binary => "string/binary",
            }
            .to_owned(),
            Kind::Array(item) => format!("array of {}", self.type_words(item)),
            Kind::Map(value) => format!("map of {}", self.type_words(value)),
            Kind::Named(id) => self.definition_words(*id),
        }
    }

    /// A definition in words: its component's name, else what it is.
    pub(super) fn definition_words(self, id: TypeId) -> String {
        let Some(definition) = self.api.definition(id) else {
            return "anything".to_owned();
        };
        match &definition.origin {
            Origin::Component(name) => name.clone(),
            Origin::Inline { .. } => match &definition.shape {
                Shape::Alias(ty) => self.type_words(ty),
                Shape::Object(_) => "an inline object".to_owned(),
                Shape::Union(_) => "an inline union".to_owned(),
                Shape::Enumeration(enumeration) => values(enumeration),
            },
        }
    }

    /// What a definition is called: its component's name, or the way to it from the component or operation it stands in.
    pub(super) fn name(self, id: TypeId) -> String {
        self.way(id, 0)
    }

    fn way(self, id: TypeId, depth: usize) -> String {
        let Some(Definition { origin, .. }) = self.api.definition(id) else {
            return String::new();
        };
        match origin {
            Origin::Component(name) => name.clone(),
            Origin::Inline { owner, step } => {
                let owner = match owner {
                    // An owner that stands in itself has no way.
                    Owner::Type(owner) if depth < 64 => self.way(*owner, depth + 1),
                    Owner::Type(_) => String::new(),
                    Owner::Operation(_) | Owner::Hook(_) => {
                        let it = self.api.operation_of(*owner);
                        it.map_or_else(String::new, operation)
                    }
                    Owner::Document => return step.clone(),
                };
                format!("{owner}.{}", step.replace("_item", "[]"))
            }
        }
    }
}

/// An operation in words: `PATCH /flows/instances/{slug}/`, `webhook POST /petCreated`.
pub(super) fn operation(operation: &Operation) -> String {
    let call = format!("{} {}", operation.method, operation.path);
    match operation.role {
        Role::Served => call,
        Role::Webhook | Role::Callback => format!("{} {call}", role(operation.role)),
    }
}

/// Who serves an operation, by the word for what it is then.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Served => "operation",
        Role::Webhook => "webhook",
        Role::Callback => "callback",
    }
}

fn values(enumeration: &Enumeration) -> String {
    let values: Vec<&str> = enumeration
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    let others = if enumeration.is_open {
        " or any other text"
    } else {
        ""
    };
    format!("one of {}{others}", list(&values))
}

/// Names between commas.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    quoted.join(", ")
}

/// A name of the document between backticks, on one line.
pub(super) fn quoted(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|c| {
            if c.is_control() || c == '`' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    format!("`{clean}`")
}

/// Whether something has to be there.
pub(super) fn required(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// A style in words: `form, exploded`.
pub(super) fn style(style: Style) -> String {
    let name = match style.layout {
        Layout::Simple => "simple",
        Layout::Label => "label",
        Layout::Matrix => "matrix",
        Layout::Form => "form",
        Layout::SpaceDelimited => "spaceDelimited",
        Layout::PipeDelimited => "pipeDelimited",
        Layout::TabDelimited => "tabs between items",
        Layout::DeepObject => "deepObject",
        Layout::Cookie => "cookie",
        Layout::Json => "JSON",
        Layout::Whole => "the whole query",
        Layout::WholeJson => "JSON as the whole query",
    };
    let has_two = !matches!(style.layout, Layout::DeepObject | Layout::Json);
    if style.explode && has_two {
        format!("{name}, exploded")
    } else {
        name.to_owned()
    }
}

/// The encodings of a form in words: `tags in form, note in application/json`.
pub(super) fn encodings(encodings: &[Encoding]) -> String {
    let word = |encoding: &Encoding| {
        let way = match &encoding.form {
            MemberForm::Style(style) => self::style(*style),
            MemberForm::ContentType(content_type) => content_type.clone(),
        };
        format!("{} in {way}", quoted(&encoding.member))
    };
    let words: Vec<String> = encodings.iter().map(word).collect();
    if words.is_empty() {
        NONE.to_owned()
    } else {
        words.join(", ")
    }
}

//! Scalars and the limits of values (JSON Schema validation, as OpenAPI 3.0.3 takes it over).

use serde_json::{Number, Value};

use super::Lowering;
use super::condition::is_plain;
use crate::diagnostic::Code;
use crate::model::{
    Condition, IntegerFormat, Kind, Limits, Pattern, Shape, StringFormat, Type, TypeId,
};
use crate::spec::Schema;

/// Keywords that restrict texts.
const OF_TEXTS: [&str; 3] = ["minLength", "maxLength", "pattern"];

impl Lowering<'_> {
    /// A type that stands for itself, `name` being its `type`. One that OpenAPI does not have is any JSON, and reported.
    pub(super) fn scalar(&mut self, name: Option<&str>, schema: &Schema<'_>) -> Type {
        let format = schema.text("format");
        Type::new(match name {
            Some("boolean") => Kind::Boolean,
            Some("integer") => Kind::Integer(integer_format(format)),
            Some("number") => Kind::Number,
            Some("string") if is_bytes(schema) => Kind::String(StringFormat::Binary),
            Some("string") => Kind::String(string_format(format)),
            None => Kind::Any,
            Some(other) => {
                let message =
                    format!("OpenAPI has no type `{other}`; the value is kept as raw JSON");
                self.report
                    .add(Code::Malformed, &schema.pointer.join("type"), message);
                Kind::Any
            }
        })
    }

    /// What the schema says about its values beyond their type. Keywords that do not fit the type say nothing (JSON Schema
    /// validation, section 4.1) and are dropped here.
    pub(super) fn limits(&mut self, schema: &Schema<'_>, kind: &Kind) -> Limits {
        let bounds = self.bounds(schema, kind);
        let condition = Condition::all(self.conditions(schema, kind));
        Limits {
            condition,
            ..bounds
        }
        .fitting(kind)
    }

    /// The same without conditions.
    fn bounds(&mut self, schema: &Schema<'_>, kind: &Kind) -> Limits {
        self.report_unchecked(schema, kind);
        // An enumeration behind a reference is a string as well, but its values are listed.
        let is_text = matches!(kind, Kind::String(StringFormat::Text) | Kind::Any);
        let pattern = if is_text { self.pattern(schema) } else { None };
        let (minimum, exclusive_minimum) =
            schema.bound("minimum", "exclusiveMinimum", |included, excluded| {
                included > excluded
            });
        let (maximum, exclusive_maximum) =
            schema.bound("maximum", "exclusiveMaximum", |included, excluded| {
                included < excluded
            });
        let mut limits = Limits {
            min_length: schema.count("minLength"),
            max_length: schema.count("maxLength"),
            pattern,
            minimum: minimum.map(whole),
            maximum: maximum.map(whole),
            exclusive_minimum,
            exclusive_maximum,
            multiple_of: schema.number("multipleOf").map(whole),
            min_items: schema.count("minItems"),
            max_items: [schema.count("maxItems"), places(schema, kind)]
                .into_iter()
                .flatten()
                .min(),
            unique_items: schema.flag("uniqueItems"),
            min_properties: schema.count("minProperties"),
            max_properties: schema.count("maxProperties"),
            condition: None,
        };
        if let (Kind::Integer(_), Some((least, most))) = (kind, width(schema.text("format"))) {
            limits.refine(Limits {
                minimum: Some(least.into()),
                maximum: Some(most.into()),
                ..Limits::default()
            });
        }
        limits.fitting(kind)
    }

    /// What a schema says about those values of its alternatives that are of a kind. A condition is about all of the alternatives; it is not
    /// checked, and stays to be reported.
    pub(super) fn limits_beside(&mut self, schema: &Schema<'_>, kind: &Kind) -> Limits {
        match kind {
            Kind::Any | Kind::Named(_) => Limits::default(),
            kind => self.bounds(schema, kind),
        }
    }

    /// Reports keywords that restrict a value beyond what its Rust type is checked for.
    fn report_unchecked(&mut self, schema: &Schema<'_>, kind: &Kind) {
        let lost: Vec<&str> = match kind {
            Kind::String(StringFormat::Text) => Vec::new(),
            Kind::String(format) => lost_to_format(schema, *format).collect(),
            Kind::Named(id) => self.lost_behind(*id, schema),
            _ => Vec::new(),
        };
        for keyword in lost {
            let at = schema.pointer.join(keyword);
            let message = format!("`{keyword}` is not checked here");
            self.report.add(Code::UncheckedKeyword, &at, message);
        }
    }

    /// The keywords that say something about what stands behind a reference, which its own schema does not.
    fn lost_behind(&self, id: TypeId, schema: &Schema<'_>) -> Vec<&'static str> {
        let Some(Some(definition)) = self.definitions.get(id.index()) else {
            return Vec::new();
        };
        match &definition.shape {
            // A keyword that one of the values breaks.
            Shape::Enumeration(listed) => {
                let is_broken = |keyword: &&str| {
                    let limits = match *keyword {
                        "pattern" => Limits {
                            pattern: schema.text(keyword).map(as_read),
                            ..Limits::default()
                        },
                        "minLength" => Limits {
                            min_length: schema.count(keyword),
                            ..Limits::default()
                        },
                        _ => Limits {
                            max_length: schema.count(keyword),
                            ..Limits::default()
                        },
                    };
                    !listed.values.iter().all(|it| admits(&limits, &it.value))
                };
                OF_TEXTS.into_iter().filter(is_broken).collect()
            }
            // The object's own keywords are conditions.
            Shape::Object(_) if definition.pointer != schema.pointer => {
                ["minProperties", "maxProperties"]
                    .into_iter()
                    .filter(|keyword| schema.has(keyword))
                    .collect()
            }
            Shape::Object(_) | Shape::Alias(_) | Shape::Union(_) => Vec::new(),
        }
    }

    /// A pattern that the generated code can check: the engine is the one it will use.
    fn pattern(&mut self, schema: &Schema<'_>) -> Option<String> {
        let pattern = schema.text("pattern")?;
        match Pattern::of_document(pattern) {
            Ok((text, read)) => {
                self.has_backtracking |= read.is_backtracking();
                Some(text)
            }
            Err(error) => {
                let message = format!("`{pattern}` is not checked: {error}");
                let at = schema.pointer.join("pattern");
                self.report.add(Code::UncheckedPattern, &at, message);
                None
            }
        }
    }
}

/// How many items a list has at most that has a schema for each of its places. Where its items are kept as they are in JSON, a condition
/// says so.
fn places(schema: &Schema<'_>, kind: &Kind) -> Option<u64> {
    let is_full = schema.value("items") == Some(&Value::Bool(false));
    let places = schema.list("prefixItems").len() as u64;
    (is_full && places > 0 && !is_plain(kind)).then_some(places)
}

/// A number as an integer where it is one: JSON Schema tells `0.0` from `0` nowhere (2020-12 core, section 4.2.2), Rust does.
fn whole(number: Number) -> Number {
    /// All integers up to here are numbers of their own in 64 bits of floating point.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        Some(value) if number.is_f64() && value.fract() == 0.0 && value.abs() <= EXACT => {
            format!("{value:.0}")
                .parse::<i64>()
                .map_or(number, Number::from)
        }
        _ => number,
    }
}

/// The keywords that say something about values of a format, whose texts have so many characters.
fn lost_to_format<'s>(
    schema: &'s Schema<'_>,
    format: StringFormat,
) -> impl Iterator<Item = &'static str> + 's {
    let (shortest, longest) = match format {
        StringFormat::Uuid => (36, Some(36)),
        StringFormat::Date => (10, Some(10)),
        // RFC 3339, section 5.6: seconds may have a fraction of any length.
        StringFormat::DateTime => (20, None),
        _ => (0, None),
    };
    let says = move |keyword: &&str| match *keyword {
        "minLength" => schema.count(keyword).is_some_and(|least| least > shortest),
        "maxLength" => schema
            .count(keyword)
            .is_some_and(|most| longest.is_none_or(|longest| most < longest)),
        _ => schema.has(keyword),
    };
    OF_TEXTS.into_iter().filter(says)
}

/// Whether a text is within limits, as far as these are about texts.
pub(super) fn admits(limits: &Limits, text: &str) -> bool {
    let length = text.chars().count() as u64;
    let pattern = limits.pattern.as_deref().map(Pattern::new);
    limits.min_length.is_none_or(|least| least <= length)
        && limits.max_length.is_none_or(|most| length <= most)
        && pattern.is_none_or(|pattern| pattern.is_ok_and(|pattern| pattern.is_match(text)))
}

/// Whether a text is bytes as they are: a media type that is not encoded as text (JSON Schema 2020-12 validation, section 8).
fn is_bytes(schema: &Schema<'_>) -> bool {
    let text = |media_type: &str| {
        media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml")
    };
    schema
        .text("contentMediaType")
        .is_some_and(|media_type| !text(media_type))
        && !schema.has("contentEncoding")
}

/// The least and the greatest integer of a format that no type of the generated code says.
fn width(format: Option<&str>) -> Option<(i64, i64)> {
    Some(match format? {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        _ => return None,
    })
}

fn integer_format(format: Option<&str>) -> IntegerFormat {
    match format {
        Some("int8" | "int16" | "int32" | "uint8" | "uint16") => IntegerFormat::Int32,
        Some("int64" | "uint32") => IntegerFormat::Int64,
        Some("uint64" | "uint") => IntegerFormat::Unsigned64,
        _ => IntegerFormat::Unstated,
    }
}

fn string_format(format: Option<&str>) -> StringFormat {
    match format {
        Some("uuid") => StringFormat::Uuid,
        Some("date-time") => StringFormat::DateTime,
        Some("date") => StringFormat::Date,
        Some("binary") => StringFormat::Binary,
        _ => StringFormat::Text,
    }
}

/// A pattern as the engines read it, if one does.
fn as_read(pattern: &str) -> String {
    Pattern::of_document(pattern).map_or_else(|_| pattern.to_owned(), |(text, _)| text)
}

//! The document, read as a page would print it.

use std::borrow::Borrow;
use std::error::Error;
use std::fmt::Display;
use std::fs;

use openapiv3::{
    AdditionalProperties, Content, IntegerType, ObjectType, OpenAPI, Operation, Parameter,
    ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind, SecurityScheme, StringType, Type,
    VariantOrUnknownOrEmpty,
};

use super::page::Row;

/// How page 000 prints the members that `additionalProperties` allows.
pub(crate) const REST: &str = "property name*";

/// A property or parameter of the document, as far as a page could print it.
pub(crate) struct Field<'d> {
    pub(crate) name: String,
    pub(crate) schema: &'d Schema,
    pub(crate) required: bool,
    pub(crate) read_only: bool,
    pub(crate) description: &'d str,
}

/// `spec/authentik/openapi.yaml`.
pub(crate) struct Document(OpenAPI);

impl Document {
    pub(crate) fn read() -> Result<Self, Box<dyn Error>> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../spec/authentik/openapi.yaml"
        );
        Ok(Self(serde_yaml::from_str(&fs::read_to_string(path)?)?))
    }

    /// The method, the printed form of the path and the operation, by its id.
    pub(crate) fn operation(&self, id: &str) -> Option<(String, String, &Operation)> {
        let server = self.0.servers.first()?.url.trim_end_matches('/');
        self.0.paths.iter().find_map(|(path, item)| {
            let mut operations = item.as_item()?.iter();
            let (method, operation) =
                operations.find(|(_, operation)| operation.operation_id.as_deref() == Some(id))?;
            let path = format!("{server}{path}").replace('{', ":").replace('}', "");
            Some((method.to_uppercase(), path, operation))
        })
    }

    /// The schema behind references and behind an `allOf` of one, which only adds siblings.
    fn target<'d, S: Borrow<Schema>>(&'d self, schema: &'d ReferenceOr<S>) -> Option<&'d Schema> {
        let schema = match schema {
            ReferenceOr::Item(schema) => schema.borrow(),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/schemas/")?;
                return self.target(self.0.components.as_ref()?.schemas.get(name)?);
            }
        };
        match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => match all_of.as_slice() {
                [one] => self.target(one),
                _ => None,
            },
            _ => Some(schema),
        }
    }

    fn field<'d, S: Borrow<Schema>>(
        &'d self,
        name: String,
        schema: &'d ReferenceOr<S>,
        required: bool,
    ) -> Option<Field<'d>> {
        let own = schema.as_item().map(|schema| &schema.borrow().schema_data);
        Some(Field {
            name,
            schema: self.target(schema)?,
            required,
            read_only: own.is_some_and(|own| own.read_only),
            description: own
                .and_then(|own| own.description.as_deref())
                .unwrap_or_default(),
        })
    }

    pub(crate) fn properties<'d>(&'d self, object: &'d ObjectType, prefix: &str) -> Vec<Field<'d>> {
        let named = object.properties.iter().filter_map(|(name, schema)| {
            self.field(
                format!("{prefix}{name}"),
                schema,
                object.required.contains(name),
            )
        });
        let rest = match &object.additional_properties {
            Some(AdditionalProperties::Schema(schema)) => {
                self.field(format!("{prefix}{REST}"), &**schema, false)
            }
            _ => None,
        };
        named.chain(rest).collect()
    }

    /// The properties of a body, with those of nested objects where `unfolded` has rows for them.
    pub(crate) fn fields<'d>(
        &'d self,
        schema: &'d Schema,
        prefix: &str,
        unfolded: &[Row],
    ) -> Vec<Field<'d>> {
        let SchemaKind::Type(Type::Object(object)) = &schema.schema_kind else {
            return Vec::new();
        };
        let mut fields = Vec::new();
        for field in self.properties(object, prefix) {
            let (inner, schema) = match self.item(field.schema) {
                Some(item) => (format!("{}[].", field.name), item),
                None => (format!("{}.", field.name), field.schema),
            };
            fields.push(field);
            if unfolded.iter().any(|row| row.name().starts_with(&inner)) {
                fields.extend(self.fields(schema, &inner, unfolded));
            }
        }
        fields
    }

    pub(crate) fn item<'d>(&'d self, schema: &'d Schema) -> Option<&'d Schema> {
        let SchemaKind::Type(Type::Array(array)) = &schema.schema_kind else {
            return None;
        };
        self.target(array.items.as_ref()?)
    }

    /// The parameters; a page prints a parameter's own description, not its schema's.
    pub(crate) fn parameters<'d>(&'d self, operation: &'d Operation) -> Vec<Field<'d>> {
        let parameters = operation.parameters.iter().filter_map(ReferenceOr::as_item);
        let fields = parameters.filter_map(|parameter| {
            let data = parameter.parameter_data_ref();
            let ParameterSchemaOrContent::Schema(schema) = &data.format else {
                return None;
            };
            let name = match parameter {
                Parameter::Path { .. } => data.name.clone(),
                _ => format!("{} (not in the path)", data.name),
            };
            let description = data.description.as_deref().unwrap_or_default();
            Some(Field {
                description,
                ..self.field(name, schema, data.required)?
            })
        });
        fields.collect()
    }

    pub(crate) fn body<'d>(&'d self, content: &'d Content) -> Option<&'d Schema> {
        self.target(content.values().next()?.schema.as_ref()?)
    }

    /// The credential as pages print it, and the scheme of the `Authorization` header.
    pub(crate) fn authorization(&self, operation: &Operation) -> Option<(String, &str)> {
        let name = operation.security.as_ref()?.first()?.keys().next()?;
        let schemes = &self.0.components.as_ref()?.security_schemes;
        match schemes.get(name)?.as_item()? {
            SecurityScheme::HTTP { scheme, .. } => Some((
                format!("name: {name}, type: http, scheme: {scheme}"),
                scheme,
            )),
            _ => None,
        }
    }

    /// What a page prints after the name of a field.
    pub(crate) fn type_text(&self, field: &Field<'_>) -> String {
        let required = if field.required { " required" } else { "" };
        format!("{}{required}", self.kind_text(field.schema))
    }

    pub(crate) fn kind_text(&self, schema: &Schema) -> String {
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(StringType { format, .. })) => match format {
                VariantOrUnknownOrEmpty::Unknown(format) => format.clone(),
                _ => "string".to_owned(),
            },
            SchemaKind::Type(Type::Integer(_)) => "integer".to_owned(),
            SchemaKind::Type(Type::Number(_)) => "number".to_owned(),
            SchemaKind::Type(Type::Boolean(_)) => "boolean".to_owned(),
            SchemaKind::Type(Type::Object(_)) => "object".to_owned(),
            SchemaKind::Type(Type::Array(_)) => match self.item(schema) {
                Some(item) => format!("{}[]", self.kind_text(item)),
                None => "any[]".to_owned(),
            },
            _ => "any".to_owned(),
        }
    }
}

/// What a page prints after "Possible values:".
pub(crate) fn values_text(schema: &Schema) -> String {
    let (least, most, pattern) = match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) if !string.enumeration.is_empty() => {
            return format!("[{}]", join(string.enumeration.iter().flatten()));
        }
        SchemaKind::Type(Type::String(StringType {
            pattern,
            min_length,
            max_length,
            ..
        })) => (
            min_length.map(|length| match length {
                1 => "non-empty".to_owned(),
                length => format!(">= {length} characters"),
            }),
            max_length.map(|length| format!("<= {length} characters")),
            pattern
                .as_ref()
                .map(|text| format!("Value must match regular expression {text}")),
        ),
        SchemaKind::Type(Type::Integer(IntegerType {
            minimum, maximum, ..
        })) => (
            minimum.map(|least| format!(">= {least}")),
            maximum.map(|most| format!("<= {most}")),
            None,
        ),
        _ => (None, None, None),
    };
    let limits: Vec<String> = [least, most].into_iter().flatten().collect();
    let limits = Some(limits.join(" and ")).filter(|limits| !limits.is_empty());
    join(limits.into_iter().chain(pattern))
}

pub(crate) fn join<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    parts
        .into_iter()
        .map(|part| part.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

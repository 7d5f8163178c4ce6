//! Parameters (OpenAPI 3.0.3, Parameter Object).

use openapiv3 as oa;

use super::{Lowering, Place, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{Docs, Kind, Location, Owner, Parameter, Shape, StringFormat, Style, Type};

impl Lowering<'_> {
    /// The parameters of a path item and of its operation; the operation's take the place of the path's with the same name and
    /// location. `None` where one of them is not supported, which is reported.
    pub(super) fn parameters(
        &mut self,
        item: &Pointer,
        operation: &Pointer,
        owner: Owner,
    ) -> Option<Vec<Parameter>> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for list in [item.join("parameters"), operation.join("parameters")] {
            let count = self
                .document
                .get(&list)
                .and_then(serde_json::Value::as_array)
                .map_or(0, Vec::len);
            for index in 0..count {
                let at = list.join(index);
                let parameter = self.parameter(&at, owner)?;
                if is_reserved_header(&parameter) {
                    let message = format!("`{}` is set by the request itself", parameter.name);
                    self.report.add(Code::NotGenerated, &at, message);
                    continue;
                }
                let same = |known: &Parameter| {
                    known.name == parameter.name && known.location == parameter.location
                };
                parameters.retain(|known| !same(known));
                parameters.push(parameter);
            }
        }
        Some(parameters)
    }

    fn parameter(&mut self, pointer: &Pointer, owner: Owner) -> Option<Parameter> {
        self.check_form(pointer)?;
        let (parameter, at) = self.part::<oa::Parameter>(pointer)?;
        let (data, location, exploded) = match parameter {
            oa::Parameter::Path {
                parameter_data,
                style: oa::PathStyle::Simple,
            } => (parameter_data, Location::Path, false),
            oa::Parameter::Query {
                parameter_data,
                style: oa::QueryStyle::Form,
                ..
            } => (parameter_data, Location::Query, true),
            oa::Parameter::Header { parameter_data, .. } => {
                (parameter_data, Location::Header, false)
            }
            // Cookies are written in style `form`, which for a scalar is the value itself.
            oa::Parameter::Cookie { parameter_data, .. } => {
                (parameter_data, Location::Cookie, false)
            }
            oa::Parameter::Path { parameter_data, .. }
            | oa::Parameter::Query { parameter_data, .. } => {
                let message = format!(
                    "`{}` is written in a way that is not supported",
                    parameter_data.name
                );
                self.report.add(Code::UnsupportedParameter, &at, message);
                return None;
            }
        };
        if !matches!(data.format, oa::ParameterSchemaOrContent::Schema(_)) {
            let message = format!("`{}` is described by `content`", data.name);
            self.report.add(Code::UnsupportedParameter, &at, message);
            return None;
        }
        let ty = self.schema(&at.join("schema"), &Place::of(owner, data.name.clone()));
        let ty = self.as_text(ty);
        if !self.is_plain(&ty, location != Location::Cookie) {
            let message = format!("`{}` is neither a scalar nor a list of scalars", data.name);
            self.report.add(Code::UnsupportedParameter, &at, message);
            return None;
        }
        let style = if data.explode.unwrap_or(exploded) {
            Style::Exploded
        } else {
            Style::Joined
        };
        // Where the parameter has no words, those of its schema do.
        let schema = self.document.schema(&at.join("schema"));
        let description = data
            .description
            .as_deref()
            .or_else(|| schema.as_ref()?.text("description"));
        let docs = Docs {
            title: None,
            description: words(description),
            deprecated: data.deprecated.unwrap_or(false),
        };
        Some(Parameter {
            name: data.name,
            pointer: at,
            location,
            required: data.required,
            docs,
            ty,
            style,
        })
    }

    /// Reports a location or a style that OpenAPI 3.0 has not: `querystring` of 3.2, and tabs between items of Swagger 2.0.
    fn check_form(&mut self, pointer: &Pointer) -> Option<()> {
        let at = self.document.follow(pointer, self.report)?;
        let parameter = self.document.get(&at)?;
        let text = |keyword: &str| parameter.get(keyword).and_then(serde_json::Value::as_str);
        let unknown = [
            text("in").filter(|location| *location == "querystring"),
            text("style").filter(|style| matches!(*style, "cookie" | "tabDelimited")),
        ];
        if let Some(unknown) = unknown.into_iter().flatten().next() {
            let message = format!(
                "`{}` is written as `{unknown}`",
                text("name").unwrap_or_default()
            );
            self.report.add(Code::UnsupportedParameter, &at, message);
            return None;
        }
        Some(())
    }

    /// The type with text in the place of bytes: outside of a body there are none.
    fn as_text(&self, mut ty: Type) -> Type {
        if let Kind::Array(item) = &mut ty.kind {
            **item = self.as_text((**item).clone());
        } else if self.behind(&ty, 0).kind == Kind::String(StringFormat::Binary) {
            ty.kind = Kind::String(StringFormat::Text);
        }
        ty
    }

    /// Whether values of a type can stand outside of a body: scalars, enumerations, and lists of them.
    fn is_plain(&self, ty: &Type, lists: bool) -> bool {
        match &ty.kind {
            Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_) => true,
            Kind::Array(item) => lists && self.is_plain(item, false),
            Kind::Any | Kind::Map(_) => false,
            Kind::Named(id) => match self.definitions.get(id.index()) {
                Some(Some(definition)) => match &definition.shape {
                    Shape::Enumeration(_) => true,
                    Shape::Alias(target) => self.is_plain(target, lists),
                    Shape::Object(_) | Shape::Union(_) => false,
                },
                _ => false,
            },
        }
    }
}

/// Header parameters that are to be ignored (OpenAPI 3.0.3, Parameter Object, `name`).
fn is_reserved_header(parameter: &Parameter) -> bool {
    let reserved = ["accept", "content-type", "authorization"];
    parameter.location == Location::Header
        && reserved.contains(&parameter.name.to_ascii_lowercase().as_str())
}

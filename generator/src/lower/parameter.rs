//! Parameters (OpenAPI 3.0.3, Parameter Object).

use serde::Deserialize;

use super::media_type::{Notation, essence};
use super::{Lowering, Place, words};
use crate::diagnostic::{Code, Pointer};
use crate::model::{
    Docs, Kind, Layout, Limits, Location, Owner, Parameter, Rest, Shape, StringFormat, Style, Type,
};
use crate::spec::{Dialect, is_token};

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
            let mut of_list: Vec<Parameter> = Vec::new();
            let count = self
                .document
                .get(&list)
                .and_then(serde_json::Value::as_array)
                .map_or(0, Vec::len);
            for index in 0..count {
                let at = list.join(index);
                let parameter = self.parameter(&at, owner)?;
                let cannot = match parameter.location {
                    Location::Header if !is_token(&parameter.name) => Some("header"),
                    Location::Cookie if parameter.name.is_empty() => Some("cookie"),
                    _ => None,
                };
                if let Some(what) = cannot {
                    let message = format!("{:?} cannot be the name of a {what}", parameter.name);
                    self.report.add(Code::Malformed, &at, message);
                    continue;
                }
                if is_reserved_header(&parameter, self.document.dialect()) {
                    let message = format!("`{}` is set by the request itself", parameter.name);
                    self.report.add(Code::NotGenerated, &at, message);
                    continue;
                }
                let earlier = of_list.iter().position(|it| is_same(it, &parameter));
                if let Some(earlier) = earlier.map(|index| of_list.remove(index))
                    && earlier.pointer != parameter.pointer
                {
                    let message = format!("`{}` is there twice; this one counts", earlier.name);
                    self.report.add(Code::Malformed, &at, message);
                }
                of_list.push(parameter);
            }
            parameters.retain(|it| !of_list.iter().any(|own| is_same(it, own)));
            parameters.extend(of_list);
        }
        self.report_shared_names(&parameters);
        Some(parameters)
    }

    /// Reports parameters whose members stand in the query under names that those of an earlier one may have, too.
    fn report_shared_names(&mut self, parameters: &[Parameter]) {
        let names: Vec<Names> = parameters.iter().map(|it| self.names(it)).collect();
        for (index, (parameter, own)) in parameters.iter().zip(&names).enumerate() {
            let mut earlier = parameters.iter().zip(&names).take(index);
            let other = earlier.find(|(other, names)| {
                let is_shared = names.listed.iter().any(|name| own.listed.contains(name));
                other.location == parameter.location && (is_shared || names.is_open && own.is_open)
            });
            if let Some((other, _)) = other {
                let message = format!(
                    "`{}` may have members of the names that `{}` has, and a server cannot tell whose they are",
                    parameter.name, other.name
                );
                self.report
                    .add(Code::OtherStyle, &parameter.pointer, message);
            }
        }
    }

    /// The names under which a parameter stands in a query or a cookie; those of its members where each stands by itself.
    fn names(&self, parameter: &Parameter) -> Names {
        let by_name = |listed: Vec<String>, is_open| Names { listed, is_open };
        if !matches!(parameter.location, Location::Query | Location::Cookie) {
            return by_name(Vec::new(), false);
        }
        let is_exploded = parameter.style.layout == Layout::Form && parameter.style.explode;
        let kind = self.behind(&parameter.ty, 0).kind;
        let object = match kind {
            Kind::Map(_) if is_exploded => return by_name(Vec::new(), true),
            Kind::Named(id) if is_exploded => self.definitions.get(id.index()),
            _ => None,
        };
        match object.and_then(Option::as_ref).map(|it| &it.shape) {
            Some(Shape::Object(object)) => {
                let fields = object.fields.iter().map(|field| field.name.clone());
                by_name(fields.collect(), matches!(object.rest, Rest::Typed(_)))
            }
            _ => by_name(vec![parameter.name.clone()], false),
        }
    }

    fn parameter(&mut self, pointer: &Pointer, owner: Owner) -> Option<Parameter> {
        let (written, at) = self.part::<Written>(pointer)?;
        let location = match written.location.as_str() {
            "path" => Location::Path,
            "query" | QUERY_STRING => Location::Query,
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            other => {
                let message = format!("there are no parameters in `{other}`");
                self.report.add(Code::Malformed, &at.join("in"), message);
                return None;
            }
        };
        let is_whole = written.location == QUERY_STRING;
        // What is all of the query has no name there.
        let unnamed = is_whole.then(|| QUERY_STRING.to_owned());
        let Some(name) = written.name.or(unnamed) else {
            self.report
                .add(Code::Malformed, &at, "a parameter without `name`");
            return None;
        };
        let place = Place::of(owner, name.clone());
        let (ty, style) = if is_whole {
            self.query_string(&at, &name, &place)?
        } else {
            let style = self.style(&at, location, written.style.as_deref(), written.explode);
            self.carried(&at, &name, style, location, &place)
        };
        if location == Location::Path && written.required == Some(false) {
            let message = format!("`{name}` is a part of the path, which is always there");
            self.report
                .add(Code::NotGenerated, &at.join("required"), message);
        }
        let content = self.content_beside_schema(&at);
        let holder = content.map_or_else(|| at.clone(), |(_, media)| media);
        let schema = self.document.schema(&holder.join("schema"));
        let default = schema.and_then(|schema| {
            let value = schema.value("default")?.clone();
            Some((schema.pointer.join("default"), value))
        });
        let docs = self.parameter_docs(&at, written.description.as_deref(), written.deprecated);
        Some(Parameter {
            name,
            pointer: at,
            location,
            required: location == Location::Path || written.required == Some(true),
            docs,
            ty,
            style,
            allow_reserved: written.allow_reserved && location == Location::Query,
            allow_empty: written.allow_empty && location == Location::Query,
            default,
        })
    }

    /// The media type of the `content` that a parameter or a header has in the place of a `schema`, and its place.
    fn content_beside_schema(&self, at: &Pointer) -> Option<(String, Pointer)> {
        let contents = self.document.members(&at.join("content"));
        contents.into_iter().next()
    }

    /// The words about a parameter or a header; where it has none, those of its schema.
    pub(super) fn parameter_docs(
        &self,
        at: &Pointer,
        description: Option<&str>,
        deprecated: Option<bool>,
    ) -> Docs {
        let schema = self.document.schema(&at.join("schema"));
        let description = description.or_else(|| schema.as_ref()?.text("description"));
        Docs {
            title: None,
            description: words(description),
            deprecated: deprecated.unwrap_or(false),
        }
    }

    /// The type of a parameter or a header, and how it is written where its `content` does not say so in another way than `style`. What has
    /// no place in the style is text.
    pub(super) fn carried(
        &mut self,
        at: &Pointer,
        name: &str,
        style: Style,
        location: Location,
        place: &Place,
    ) -> (Type, Style) {
        let schema = at.join("schema");
        let content = self.content_beside_schema(at);
        self.report_beside(at, name, content.as_ref().map(|(used, _)| used.as_str()));
        let (ty, style) = match content {
            Some((media_type, media)) => {
                let ty = self.content_of_parameter(&media_type, &media, name, place);
                match ty {
                    Some(ty) => (
                        ty,
                        Style {
                            layout: Layout::Json,
                            explode: false,
                        },
                    ),
                    None => (
                        Type::new(Kind::String(StringFormat::Text)),
                        Style::usual(location),
                    ),
                }
            }
            None if self.document.get(&schema).is_none() => {
                (Type::new(Kind::String(StringFormat::Text)), style)
            }
            None => {
                let ty = self.schema(&schema, place);
                (self.as_text(ty, at), style)
            }
        };
        if self.has_place(at, name, &ty, style) {
            (ty, style)
        } else {
            let text = Type::new(Kind::String(StringFormat::Text));
            (text, Style::usual(location))
        }
    }

    /// Reports what stands beside the one schema that a parameter or a header has, `used` being the media type of it (OpenAPI 3.0.3, Parameter
    /// Object: either `schema` or `content`, with one entry).
    fn report_beside(&mut self, at: &Pointer, name: &str, used: Option<&str>) {
        let (schema, content) = (at.join("schema"), at.join("content"));
        let has_schema = self.document.get(&schema).is_some();
        let Some(used) = used else {
            if self.document.get(&content).is_some() {
                let (code, message) = if has_schema {
                    let message =
                        "`content` has no media type, and is not used; `schema` is".to_owned();
                    (Code::NotGenerated, message)
                } else {
                    let message =
                        format!("`content` has no media type; `{name}` is handed over as text");
                    (Code::OtherStyle, message)
                };
                self.report.add(code, &content, message);
            }
            return;
        };
        if has_schema {
            let message = "`schema` is not used, `content` is: there may be one of them";
            self.report.add(Code::NotGenerated, &schema, message);
        }
        for (media_type, media) in self.document.members(&content) {
            if media_type != used {
                self.report_alternative(&media_type, &media, used);
            }
        }
    }

    /// The type of a parameter that is described by `content`; `None` where that is not JSON, which is reported unless it is plain text.
    fn content_of_parameter(
        &mut self,
        media_type: &str,
        media: &Pointer,
        name: &str,
        place: &Place,
    ) -> Option<Type> {
        let essence = essence(media_type);
        if essence != "application/json" && !essence.ends_with("+json") {
            if essence != "text/plain" {
                let message = format!("`{name}` is handed over as the text of {media_type}");
                self.report.add(Code::OtherStyle, media, message);
            }
            return None;
        }
        let schema = media.join("schema");
        Some(match self.document.get(&schema) {
            Some(_) => self.schema(&schema, place),
            None => Type::new(Kind::Any),
        })
    }

    /// The value that is all of the query (OpenAPI 3.2.0, Parameter Locations): a form, whose members are its pairs as those of an exploded
    /// parameter are, JSON, or a text.
    fn query_string(&mut self, at: &Pointer, name: &str, place: &Place) -> Option<(Type, Style)> {
        let contents = self.document.members(&at.join("content"));
        let is_form = |media_type: &str| essence(media_type) == "application/x-www-form-urlencoded";
        let form = contents.iter().find(|(media_type, _)| is_form(media_type));
        let Some((media_type, media)) = form.or(contents.first()) else {
            self.report
                .add(Code::Malformed, at, "a `querystring` without `content`");
            return None;
        };
        self.report_beside(at, name, Some(media_type));
        let whole = |layout| Style {
            layout,
            explode: false,
        };
        let text = (
            Type::new(Kind::String(StringFormat::Text)),
            whole(Layout::Whole),
        );
        if !is_form(media_type) {
            let ty = self.content_of_parameter(media_type, media, name, place);
            return Some(match ty {
                Some(ty) => (ty, whole(Layout::WholeJson)),
                None => text,
            });
        }
        let ty = self.body_type(&media.join("schema"), place);
        let behind = self.behind(&ty, 0);
        let ty = match behind.kind {
            Kind::Any => Type::new(Kind::Map(Box::new(ty))),
            _ => ty,
        };
        let is_form = matches!(behind.kind, Kind::Any | Kind::Map(_))
            || self.has_members(&ty, Notation::UrlEncoded);
        if !is_form {
            let message = format!("`{name}` is a form of no object; it is handed over as text");
            self.report.add(Code::OtherStyle, at, message);
            return Some(text);
        }
        let style = Style::usual(Location::Query);
        let ty = self.as_text(ty, at);
        let has_place = self.has_place(at, name, &ty, style);
        Some(if has_place { (ty, style) } else { text })
    }

    /// The type with text in the place of bytes and of what has no type: outside of a body there is nothing else. What is said of values
    /// without a type is not checked there, which is reported.
    fn as_text(&mut self, mut ty: Type, at: &Pointer) -> Type {
        let is_lost = self.make_text(&mut ty);
        if is_lost {
            let message =
                "what is said of values without a type is not checked here, where they are texts";
            self.report.add(Code::UncheckedKeyword, at, message);
        }
        ty
    }

    /// Whether a condition is lost by it.
    fn make_text(&self, ty: &mut Type) -> bool {
        let is_inner_lost = match &mut ty.kind {
            Kind::Array(inner) | Kind::Map(inner) => {
                let had_any = inner.kind == Kind::Any;
                let is_lost = self.make_text(inner);
                if !had_any {
                    return is_lost;
                }
                is_lost
            }
            _ => {
                let mut behind = self.behind(ty, 0);
                match behind.kind {
                    Kind::String(StringFormat::Binary) | Kind::Any => {
                        ty.kind = Kind::String(StringFormat::Text);
                        false
                    }
                    // A name for a list of them.
                    Kind::Array(_) | Kind::Map(_) => {
                        let kind = behind.kind.clone();
                        let is_lost = self.make_text(&mut behind);
                        if behind.kind != kind {
                            *ty = behind;
                        }
                        return is_lost;
                    }
                    _ => return false,
                }
            }
        };
        let limits = std::mem::take(&mut ty.limits);
        let is_lost = limits.condition.is_some();
        ty.limits = Limits {
            condition: None,
            ..limits
        }
        .fitting(&ty.kind);
        is_inner_lost || is_lost
    }
}

/// Whether two parameters are one (OpenAPI 3.0.3, Parameter Object): names of headers do not distinguish case (RFC 9110, section 5.1).
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location {
            Location::Header => one.name.eq_ignore_ascii_case(&other.name),
            Location::Path | Location::Query | Location::Cookie => one.name == other.name,
        }
}

/// The location of a parameter that is all of the query.
const QUERY_STRING: &str = "querystring";

/// A parameter as the document writes it, without what its values are.
#[derive(Debug, Deserialize)]
struct Written {
    name: Option<String>,
    #[serde(rename = "in")]
    location: String,
    description: Option<String>,
    required: Option<bool>,
    deprecated: Option<bool>,
    style: Option<String>,
    explode: Option<bool>,
    #[serde(default, rename = "allowReserved")]
    allow_reserved: bool,
    #[serde(default, rename = "allowEmptyValue")]
    allow_empty: bool,
}

/// Header parameters that are to be ignored (OpenAPI 3.0.3, Parameter Object, `name`), or belong to the message or the connection (RFC 9110,
/// sections 7.6.1 and 8.6).
fn is_reserved_header(parameter: &Parameter, dialect: Dialect) -> bool {
    let reserved = [
        "accept",
        "connection",
        "content-length",
        "content-type",
        "transfer-encoding",
    ];
    let name = parameter.name.to_ascii_lowercase();
    // Swagger 2.0 knows no bearer tokens: documents have a parameter for them.
    let is_credential = name == "authorization" && dialect != Dialect::V20;
    parameter.location == Location::Header && (is_credential || reserved.contains(&name.as_str()))
}

/// The names that something has on the wire.
struct Names {
    listed: Vec<String>,
    /// Whether there may be any others.
    is_open: bool,
}

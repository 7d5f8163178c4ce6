//! Base URLs: what the client is given to start with. A server without variables is a constant, one with variables a struct.

use heck::ToShoutySnakeCase;

use super::docs;
use super::ident::{Scope, field_name, module_name, variant_name};
use super::rust::{BaseUrl, UrlPart, UrlValues, UrlVariable};
use crate::model::{Api, Docs, Operation, Server, ServerVariable};

/// Types that the file uses.
const RESERVED_TYPES: &[&str] = &["Default", "Self", "String"];

/// A description of so many words is a name.
const LONGEST: usize = 3;

/// Plans the base URLs of a document: addresses that say where they are, and those with variables, each once.
#[must_use]
pub fn plan(api: &Api) -> Vec<BaseUrl> {
    let mut names = Scope::with(RESERVED_TYPES);
    let mut constants = Scope::default();
    let mut known: Vec<&str> = Vec::new();
    let mut urls = Vec::new();
    for (index, server) in api.servers.iter().enumerate() {
        let is_absolute = server.url.contains("://");
        let is_open = !server.variables.is_empty();
        if !(is_absolute || is_open) || known.contains(&server.template.as_str()) {
            continue;
        }
        let Some(parts) = parts(server) else {
            continue;
        };
        known.push(&server.template);
        let wanted = wanted(server);
        let name = if is_open {
            names.take_camel(&variant_name(&wanted))
        } else {
            let name = module_name(&wanted);
            constants.take(&name.trim_end_matches('_').to_shouty_snake_case())
        };
        let mut fields = Scope::default();
        let variables = server.variables.iter();
        let variables = variables
            .map(|it| variable(it, &name, &mut fields, &mut names))
            .collect();
        urls.push(BaseUrl {
            server: index,
            docs: url_docs(server, is_absolute),
            name,
            parts,
            variables,
        });
    }
    urls
}

/// Where an operation is served that is not served where most are.
pub(super) fn operation_docs(api: &Api, operation: &Operation) -> Vec<String> {
    let servers = operation.servers.iter();
    let servers = servers.filter_map(|index| api.servers.get(*index));
    let addresses: Vec<String> = servers.map(address).collect();
    if addresses.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Not served at the base URL of other operations but at {}.",
        addresses.join(" or ")
    )]
}

/// An address as docs show it.
fn address(server: &Server) -> String {
    let template = server.template.chars();
    let template: String = template.filter(|c| !c.is_control() && *c != '`').collect();
    format!("`{template}`")
}

/// What a server is called: by its name, its description where that is short, else its address.
fn wanted(server: &Server) -> String {
    let description = server.description.as_deref();
    let is_short = |text: &&str| text.split_whitespace().count() <= LONGEST;
    let named = server.name.as_deref().or(description.filter(is_short));
    let (_, address) = server
        .template
        .split_once("://")
        .unwrap_or(("", &server.template));
    named.unwrap_or(address).to_owned()
}

fn url_docs(server: &Server, is_absolute: bool) -> Vec<String> {
    let description = Docs {
        description: server.description.clone(),
        ..Docs::default()
    };
    let mut place = address(server);
    if !is_absolute {
        place += ", relative to where the document is served";
    }
    if !server.is_general {
        place += ", for operations that say so";
    }
    docs::paragraphs([docs::lines(&description, ""), vec![place]])
}

fn variable(
    variable: &ServerVariable,
    owner: &str,
    fields: &mut Scope,
    names: &mut Scope,
) -> UrlVariable {
    let description = Docs {
        description: variable.description.clone(),
        ..Docs::default()
    };
    let values = (!variable.values.is_empty()).then(|| {
        let mut variants = Scope::with(&["Self"]);
        UrlValues {
            name: names.take_camel(&format!("{owner}{}", variant_name(&variable.name))),
            variants: variable
                .values
                .iter()
                .map(|value| (variants.take_camel(&variant_name(value)), value.clone()))
                .collect(),
        }
    });
    UrlVariable {
        wire: variable.name.clone(),
        field: fields.take(&field_name(&variable.name)),
        docs: docs::lines(&description, &variable.name),
        default: variable.default.clone(),
        values,
    }
}

/// The address cut at its variables; `None` where one of them is not declared.
fn parts(server: &Server) -> Option<Vec<UrlPart>> {
    let mut pieces = server.template.split('{');
    let mut parts = vec![text(pieces.next()?)?];
    for piece in pieces {
        let (name, rest) = piece.split_once('}')?;
        let index = server.variables.iter().position(|it| it.name == name)?;
        parts.extend([UrlPart::Variable(index), text(rest)?]);
    }
    parts.retain(|part| *part != UrlPart::Text(String::new()));
    Some(parts)
}

fn text(text: &str) -> Option<UrlPart> {
    (!text.contains('}')).then(|| UrlPart::Text(text.to_owned()))
}

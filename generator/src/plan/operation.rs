//! Operations: methods, arguments and answers, grouped by tag.

use super::analysis::Direction;
use super::base_url;
use super::body;
use super::default;
use super::docs;
use super::failure::Failures;
use super::features::RESERVED_FEATURES;
use super::field;
use super::hook;
use super::ident::{Scope, argument_name, field_name, module_name, named_in_turn, type_name};
use super::layout;
use super::paging;
use super::reserved::{
    RESERVED_ARGUMENTS, RESERVED_GROUPS, RESERVED_MARKERS, RESERVED_METHODS, RESERVED_MODULES,
    RESERVED_SETTERS,
};
use super::rust::{
    Body, Framing, Group, Items, Location, Operation, Parameter, RustType, Success, SuccessForm,
};
use super::style;
use super::success::SuccessTypes;
use super::told;
use super::types::Index;
use crate::model::{self, Api, Content, Form, Kind, Security, Sequence, TypeId};

/// The group of operations without a tag.
const UNTAGGED: &str = "untagged";

/// Plans the operations of all tags, in the order in which the tags are first used; then webhooks and callbacks.
#[must_use]
pub fn groups(
    index: Index<'_>,
    failures: &Failures,
    successes: &SuccessTypes,
) -> (Vec<Group>, Vec<Group>) {
    let answers = AnswerTypes {
        failures,
        successes,
    };
    let mut scope = Scope::with(RESERVED_GROUPS);
    for failure in &failures.types {
        // The server's modules import them.
        scope.take_camel(&failure.name);
    }
    let mut tags: Vec<&str> = Vec::new();
    for operation in &index.api.operations {
        let tag = tag(operation);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let mut modules = Scope::with(RESERVED_MODULES);
    let tags = tags.into_iter().map(|name| {
        let operations = index.api.operations.iter();
        let members: Vec<&model::Operation> = operations
            .filter(|operation| tag(operation) == name)
            .collect();
        let docs = tag_docs(index.api, name);
        group(
            index,
            answers,
            (name, docs),
            &members,
            &mut scope,
            &mut modules,
        )
    });
    let groups = tags.collect();
    let hooks = hook::groups(index, answers, &mut scope, &mut modules);
    (groups, hooks)
}

/// The types that operations answer with, besides those of the document.
#[derive(Clone, Copy)]
pub(super) struct AnswerTypes<'a> {
    failures: &'a Failures,
    successes: &'a SuccessTypes,
}

fn tag(operation: &model::Operation) -> &str {
    operation.tag.as_deref().unwrap_or(UNTAGGED)
}

/// Plans the operations of one name, which has these docs.
pub(super) fn group(
    index: Index<'_>,
    answers: AnswerTypes<'_>,
    (tag_name, docs): (&str, Vec<String>),
    members: &[&model::Operation],
    scope: &mut Scope,
    modules: &mut Scope,
) -> Group {
    let module = modules.take(&module_name(tag_name));
    let wanted = type_name(&super::ident::variant_name(tag_name));
    let name = if scope.is_free(&wanted) {
        wanted
    } else {
        format!("{wanted}Operations")
    };
    let name = scope.take_camel(&name);
    let members = || members.iter().copied();
    let kept = &index.kept.operations;
    let kept = members().filter_map(|operation| kept.get_key_value(&operation.id));
    let mut methods =
        Scope::with(RESERVED_METHODS).keeping(kept.map(|(id, name)| (id.as_str(), name)));
    let mut markers = Scope::with(RESERVED_MARKERS);
    markers.take_camel(&name);
    let operations = named_in_turn(
        members(),
        |operation| within_tag(&operation.id, tag_name),
        field_name,
        |operation| {
            plan(
                index,
                answers,
                tag_name,
                operation,
                &mut methods,
                &mut markers,
            )
        },
    );
    Group {
        tag: tag_name.to_owned(),
        feature: feature_name(&module),
        module,
        name,
        docs,
        client_imports: layout::mentions(operations.iter().flat_map(client_types_of)),
        imports: layout::mentions(operations.iter().flat_map(types_of)),
        operations,
    }
}

/// The types that an operation mentions.
pub(super) fn types_of(operation: &Operation) -> impl Iterator<Item = &RustType> {
    let items = operation
        .items
        .as_ref()
        .and_then(|items| items.item.as_ref());
    let success = operation.success.as_ref().and_then(Success::ty);
    arguments_of(operation).chain(success).chain(items)
}

/// The types that the client's methods mention: arguments, and pages with their items.
fn client_types_of(operation: &Operation) -> impl Iterator<Item = &RustType> {
    let page = operation.success.as_ref().and_then(Success::ty);
    let paged = operation
        .paging
        .iter()
        .flat_map(move |paging| page.into_iter().chain([&paging.item]));
    arguments_of(operation).chain(paged)
}

/// The types of what a caller hands over.
fn arguments_of(operation: &Operation) -> impl Iterator<Item = &RustType> {
    let parameters = operation
        .path_parameters
        .iter()
        .chain(&operation.parameters);
    let body = operation.body.as_ref().and_then(Body::ty);
    parameters.map(|parameter| &parameter.ty).chain(body)
}

fn feature_name(module: &str) -> String {
    if RESERVED_FEATURES.contains(&module) {
        format!("{module}-operations")
    } else {
        module.to_owned()
    }
}

fn tag_docs(api: &Api, name: &str) -> Vec<String> {
    let described = api.tags.iter().find(|tag| tag.name == name);
    described
        .map(|tag| docs::lines(&tag.docs, name))
        .unwrap_or_default()
}

fn plan(
    index: Index<'_>,
    answers: AnswerTypes<'_>,
    tag: &str,
    operation: &model::Operation,
    methods: &mut Scope,
    markers: &mut Scope,
) -> Operation {
    let method = methods
        .kept(&operation.id)
        .unwrap_or_else(|| methods.take(&field_name(within_tag(&operation.id, tag))));
    let marker = markers.take_camel(&super::ident::variant_name(method.trim_start_matches("r#")));
    let mut arguments = Scope::with(RESERVED_ARGUMENTS);
    let path_parameters = path_parameters(index, operation, &mut arguments);
    let parameters = parameters(index, operation, &mut arguments);
    let (status, further_statuses, success) = answers.successes.of(index, operation);
    let items = items(index, operation, success.as_ref());
    let failure = answers.failures.name(index, operation);
    let whole = success
        .as_ref()
        .filter(|success| !matches!(success.form, SuccessForm::Items(_)));
    let outcome = outcome_docs(whole, failure.as_deref());
    let headers_type = |headers: Option<TypeId>| {
        let ty = model::Type::new(Kind::Named(headers?));
        Some(index.rust_type(&ty, Direction::Response))
    };
    let headers = headers_type(operation.headers);
    let failure_headers = headers_type(operation.failure_headers);
    Operation {
        docs: docs::paragraphs([
            operation_docs(operation),
            body::form_docs(operation),
            outcome,
            items_docs(items.as_ref()),
            headers_docs(headers.as_ref(), failure_headers.as_ref()),
            told::docs(&operation.told),
            base_url::operation_docs(index.api, operation),
        ]),
        deprecated: operation.docs.deprecated,
        http_method: operation.method.clone(),
        path: operation.path.clone(),
        status,
        further_statuses,
        security: match &operation.security {
            Security::Unstated => None,
            Security::AnyOf(alternatives) => Some(alternatives.clone()),
        },
        success,
        items,
        headers,
        failure_headers,
        failure,
        path_parameters,
        parameters_struct: (!parameters.is_empty()).then(|| format!("{marker}Parameters")),
        parameters,
        paging: paging::plan(index, operation),
        body: operation
            .body
            .as_ref()
            .map(|body| body::plan(index, operation.role, body)),
        demands: told::demands(&operation.told),
        id: operation.id.clone(),
        method,
        marker,
    }
}

/// The operation's name without the tag it stands under: `flows_instances_list` of `flows` is `instances_list`.
fn within_tag<'a>(id: &'a str, tag: &str) -> &'a str {
    let rest = id
        .strip_prefix(tag)
        .and_then(|rest| rest.strip_prefix(['_', '-', '.', '/']));
    rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        .unwrap_or(id)
}

/// The document's words, then method and path.
fn operation_docs(operation: &model::Operation) -> Vec<String> {
    let title = model::Docs {
        description: operation.docs.title.clone(),
        ..model::Docs::default()
    };
    let text = model::Docs {
        title: None,
        ..operation.docs.clone()
    };
    let title_lines = docs::lines(&title, &operation.id);
    let text_lines = docs::lines(&text, &operation.id);
    let title_lines = if title_lines == text_lines {
        Vec::new()
    } else {
        title_lines
    };
    let place = format!("`{} {}`", operation.method, operation.path.replace('`', ""));
    docs::paragraphs([
        title_lines,
        text_lines,
        vec![place],
        parameter_docs(operation),
    ])
}

/// A line for each path parameter that the document says something about.
fn parameter_docs(operation: &model::Operation) -> Vec<String> {
    let line = |parameter: &model::Parameter| {
        let mut words = docs::lines(&parameter.docs, &parameter.name).into_iter();
        let first = words.next()?;
        let rest: Vec<String> = words.map(|line| format!("  {line}")).collect();
        let name = parameter.name.replace('`', "");
        Some(std::iter::once(format!("- `{name}`: {first}")).chain(rest))
    };
    in_path(operation).filter_map(line).flatten().collect()
}

/// What comes back, as links.
fn outcome_docs(success: Option<&Success>, failure: Option<&str>) -> Vec<String> {
    let named = match success.map(|success| &success.form) {
        Some(SuccessForm::Json(ty)) => match ty.parts().last() {
            Some(RustType::Named(name)) => Some(name),
            _ => None,
        },
        Some(SuccessForm::OneOf(name)) => Some(name),
        Some(SuccessForm::Text | SuccessForm::Binary | SuccessForm::Items(_)) | None => None,
    };
    let success = named.map(|name| format!("Answers with [`{name}`](crate::types::{name})"));
    // The label is no path: where the type is imported, rustdoc would call its target redundant.
    let failure = failure.map(|name| format!("[failures](crate::types::{name})"));
    match (success, failure) {
        (Some(success), Some(failure)) => vec![format!("{success} or one of its {failure}.")],
        (Some(success), None) => vec![format!("{success}.")],
        (None, Some(failure)) => vec![format!("Fails with one of its {failure}.")],
        (None, None) => Vec::new(),
    }
}

/// How the items of a success are had one by one.
fn items_docs(items: Option<&Items>) -> Vec<String> {
    let line = items.map(|items| {
        let method = items.framing.method();
        let of = match items.item.as_ref().and_then(|item| item.parts().last()) {
            Some(RustType::Named(name)) => format!(" of [`{name}`](crate::types::{name})"),
            _ => String::new(),
        };
        format!("The client's `.{method}()` gives the {method}{of} as they come.")
    });
    line.into_iter().collect()
}

/// Which headers come with a success and with a failure.
fn headers_docs(success: Option<&RustType>, failure: Option<&RustType>) -> Vec<String> {
    let line = |headers: Option<&RustType>, whose: &str, how: &str| match headers {
        Some(RustType::Named(name)) => Some(format!(
            "{whose} [headers](crate::types::{name}): the client's {how} gives them, the server's `cx.set_headers` sets them."
        )),
        _ => None,
    };
    let success = line(success, "A success has", "`.with_headers()`");
    let failure = line(failure, "A failure may have", "`error.typed_headers()`");
    success.into_iter().chain(failure).collect()
}

/// How a success can be had item by item: by itself or beside another form.
fn items(
    index: Index<'_>,
    operation: &model::Operation,
    success: Option<&Success>,
) -> Option<Items> {
    if let Some(SuccessForm::Items(items)) = success.map(|success| &success.form) {
        return Some(items.clone());
    }
    let successes = operation.successes();
    let content = successes.iter().find_map(|it| it.sequence.as_ref())?;
    match &content.form {
        Form::Sequence(sequence) => Some(sequence_items(index, content, sequence)),
        _ => None,
    }
}

/// The items of a sequence.
pub(super) fn sequence_items(index: Index<'_>, content: &Content, sequence: &Sequence) -> Items {
    let (framing, usual) = match sequence.framing {
        model::Framing::Events => (Framing::Events, "text/event-stream"),
        model::Framing::Lines => (Framing::Lines, "application/jsonl"),
        model::Framing::Records => (Framing::Records, "application/json-seq"),
    };
    let is_usual = content.media_type.eq_ignore_ascii_case(usual);
    Items {
        framing,
        item: sequence
            .item
            .as_ref()
            .map(|item| index.element(item, Direction::Response)),
        media_type: (!is_usual).then(|| content.media_type.clone()),
    }
}

/// The path parameters in the order of the path.
fn path_parameters(
    index: Index<'_>,
    operation: &model::Operation,
    scope: &mut Scope,
) -> Vec<Parameter> {
    let mut found: Vec<&model::Parameter> = in_path(operation).collect();
    found.sort_by_key(|parameter| operation.path.find(&format!("{{{}}}", parameter.name)));
    found
        .into_iter()
        .map(|found| parameter(index, found, scope))
        .collect()
}

fn in_path(operation: &model::Operation) -> impl Iterator<Item = &model::Parameter> {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == model::Location::Path)
}

/// The parameters outside of the path, required ones first, each group in the document's order.
fn parameters(index: Index<'_>, operation: &model::Operation, scope: &mut Scope) -> Vec<Parameter> {
    let outside = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location != model::Location::Path);
    let (required, optional): (Vec<_>, Vec<_>) = outside.partition(|parameter| parameter.required);
    let mut setters = scope.clone();
    // What no argument is called has been taken already.
    let names = RESERVED_SETTERS.iter();
    for name in names.filter(|name| !RESERVED_ARGUMENTS.contains(name)) {
        setters.take(name);
    }
    named_in_turn(
        required.into_iter().chain(optional),
        |found| &found.name,
        argument_name,
        |found| parameter(index, found, &mut setters),
    )
}

fn parameter(index: Index<'_>, found: &model::Parameter, scope: &mut Scope) -> Parameter {
    Parameter {
        name: scope.take(&argument_name(&found.name)),
        wire: found.name.clone(),
        docs: docs::lines(&found.docs, &found.name),
        // What has to be there has no default (OpenAPI 3.0.3, Schema Object, `default`).
        default: match &found.default {
            Some((_, value)) if !found.required => {
                default::lines(index.api, &found.ty, Some(value))
            }
            _ => Vec::new(),
        },
        ty: index.rust_type(&found.ty, Direction::Request),
        required: found.required,
        location: match found.location {
            model::Location::Path => Location::Path,
            model::Location::Query => Location::Query,
            model::Location::Header => Location::Header,
            model::Location::Cookie => Location::Cookie,
        },
        style: style::parameter(index.api, found),
        check: field::check(index, &found.ty),
    }
}

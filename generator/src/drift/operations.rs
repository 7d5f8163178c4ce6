//! Operations: method and path, parameters, bodies, responses.

use std::collections::{HashMap, HashSet};

use super::finding::{Owner, Site, Travel};
use super::id::ChangeId;
use super::walk::Walk;
use super::words::{self, NONE, quoted};
use crate::diagnostic::Pointer;
use crate::model::{
    Body, Content, Form, Kind, Layout, Location, Operation, Parameter, Style, Type,
};

/// The part of an operation in its public items.
const BODY: &str = "body";

impl Walk<'_> {
    /// Compares all operations: those of the same method and path, then those of the same operationId.
    pub(super) fn operations(&mut self) {
        let (before, after) = (&self.before.api.operations, &self.after.api.operations);
        let by_route: HashMap<(String, String), usize> = after
            .iter()
            .enumerate()
            .map(|(index, it)| (route(it), index))
            .collect();
        let mut pairs: HashMap<usize, usize> = HashMap::new();
        for (index, operation) in before.iter().enumerate() {
            if let Some(other) = by_route.get(&route(operation)) {
                pairs.insert(index, *other);
            }
        }
        let mut taken: HashSet<usize> = pairs.values().copied().collect();
        let by_id: HashMap<&str, usize> = after
            .iter()
            .enumerate()
            .map(|(index, it)| (it.id.as_str(), index))
            .collect();
        for (index, operation) in before.iter().enumerate() {
            let other = by_id.get(operation.id.as_str()).copied();
            if let Some(other) =
                other.filter(|other| !pairs.contains_key(&index) && !taken.contains(other))
            {
                pairs.insert(index, other);
                taken.insert(other);
            }
        }
        for (index, operation) in before.iter().enumerate() {
            match pairs.get(&index) {
                Some(other) => {
                    self.operations.push((index, *other));
                    if let Some(after) = after.get(*other) {
                        self.operation((index, *other), operation, after);
                    }
                }
                None => {
                    let site = Site {
                        before: Some(operation.pointer.clone()),
                        ..place(Some(index), None)
                    };
                    let words = self.before.operation_words(index);
                    self.findings
                        .add(ChangeId::OperationRemoved, &site, words, NONE);
                }
            }
        }
        for (index, operation) in after
            .iter()
            .enumerate()
            .filter(|(index, _)| !taken.contains(index))
        {
            let site = Site {
                after: Some(operation.pointer.clone()),
                ..place(None, Some(index))
            };
            let words = self.after.operation_words(index);
            self.findings
                .add(ChangeId::OperationAdded, &site, NONE, words);
        }
    }

    fn operation(&mut self, pair: (usize, usize), before: &Operation, after: &Operation) {
        let site = Site {
            before: Some(before.pointer.clone()),
            after: Some(after.pointer.clone()),
            ..place(Some(pair.0), Some(pair.1))
        };
        if route(before) != route(after) {
            let words = (
                self.before.operation_words(pair.0),
                self.after.operation_words(pair.1),
            );
            self.findings
                .add(ChangeId::OperationMoved, &site, words.0, words.1);
        }
        if before.id != after.id {
            let site = site.at("operationId", true, true);
            self.findings.add(
                ChangeId::OperationRenamed,
                &site,
                quoted(&before.id),
                quoted(&after.id),
            );
        }
        if before.tag != after.tag {
            let site = site.at("tags", before.tag.is_some(), after.tag.is_some());
            let words = |tag: &Option<String>| {
                tag.as_ref()
                    .map_or_else(|| NONE.to_owned(), |tag| quoted(tag))
            };
            self.findings.add(
                ChangeId::OperationRetagged,
                &site,
                words(&before.tag),
                words(&after.tag),
            );
        }
        self.deprecation(before.docs.deprecated, after.docs.deprecated, &site);
        self.security(&before.security, &after.security, &site);
        self.parameters(before, after, &site);
        self.bodies(before.body.as_ref(), after.body.as_ref(), &site);
        self.responses(before, after, &site);
        if let (Some(one), Some(other)) = (before.headers, after.headers) {
            let [one, other] = [one, other].map(|id| Type::new(Kind::Named(id)));
            self.types(&one, &other, &site.within("headers", "responses"));
        }
    }

    fn parameters(&mut self, before: &Operation, after: &Operation, site: &Site) {
        let (paths, other_paths) = (in_path(before), in_path(after));
        // Parameters of the path are the same by their place in it.
        for (one, other) in paths.iter().zip(&other_paths) {
            let site = parameter_site(site, one, Some(one), Some(other));
            if one.name != other.name {
                self.findings.add(
                    ChangeId::PathParameterRenamed,
                    &site,
                    quoted(&one.name),
                    quoted(&other.name),
                );
            }
            self.types(&one.ty, &other.ty, &site);
        }
        let outside = |operation: &Operation| -> Vec<Parameter> {
            let outside = operation
                .parameters
                .iter()
                .filter(|it| it.location != Location::Path);
            outside.cloned().collect()
        };
        let (ones, mut others) = (outside(before), outside(after));
        let odd = paths.iter().skip(other_paths.len()).copied().cloned();
        for parameter in ones.into_iter().chain(odd) {
            match others.iter().position(|other| is_same(&parameter, other)) {
                Some(index) => {
                    let other = others.remove(index);
                    self.parameter(&parameter, &other, site);
                }
                None => {
                    let id = if parameter.required {
                        ChangeId::RequiredParameterRemoved
                    } else {
                        ChangeId::ParameterRemoved
                    };
                    let words = self.before.type_words(&parameter.ty);
                    let site = parameter_site(site, &parameter, Some(&parameter), None);
                    self.findings.add(id, &site, words, NONE);
                }
            }
        }
        let odd = other_paths.iter().skip(paths.len()).copied().cloned();
        for parameter in others.into_iter().chain(odd) {
            let id = if parameter.required {
                ChangeId::RequiredParameterAdded
            } else {
                ChangeId::ParameterAdded
            };
            let words = self.after.type_words(&parameter.ty);
            let site = parameter_site(site, &parameter, None, Some(&parameter));
            self.findings.add(id, &site, NONE, words);
        }
    }

    fn parameter(&mut self, before: &Parameter, after: &Parameter, site: &Site) {
        let site = parameter_site(site, before, Some(before), Some(after));
        if before.required != after.required {
            let id = if after.required {
                ChangeId::ParameterBecameRequired
            } else {
                ChangeId::ParameterBecameOptional
            };
            let words = |required: bool| if required { "required" } else { "optional" };
            self.findings
                .add(id, &site, words(before.required), words(after.required));
        }
        // How items are written says nothing about a value that has none.
        let kind = &self.before.api.resolve(&before.ty).kind;
        let has_parts = matches!(kind, Kind::Array(_) | Kind::Map(_) | Kind::Named(_));
        let is_same = if has_parts {
            before.style == after.style
        } else {
            prefix(before.style) == prefix(after.style)
        };
        if !is_same {
            self.findings.add(
                ChangeId::ParameterStyleChanged,
                &site,
                words::style(before.style),
                words::style(after.style),
            );
        }
        self.deprecation(before.docs.deprecated, after.docs.deprecated, &site);
        self.types(&before.ty, &after.ty, &site);
    }

    fn bodies(&mut self, before: Option<&Body>, after: Option<&Body>, operation: &Site) {
        let site = Site {
            part: "request body".to_owned(),
            member: BODY.to_owned(),
            travel: Travel::Request,
            before: before
                .and(operation.before.as_ref())
                .map(|at| at.join("requestBody")),
            after: after
                .and(operation.after.as_ref())
                .map(|at| at.join("requestBody")),
            ..operation.clone()
        };
        match (before, after) {
            (None, None) => {}
            (None, Some(body)) => {
                let id = if body.required {
                    ChangeId::RequiredRequestBodyAdded
                } else {
                    ChangeId::RequestBodyAdded
                };
                let words = self.after.content_words(&body.content);
                self.findings.add(id, &site, NONE, words);
            }
            (Some(body), None) => {
                let words = self.before.content_words(&body.content);
                self.findings
                    .add(ChangeId::RequestBodyRemoved, &site, words, NONE);
            }
            (Some(before), Some(after)) => {
                if before.required != after.required {
                    let id = if after.required {
                        ChangeId::RequestBodyBecameRequired
                    } else {
                        ChangeId::RequestBodyBecameOptional
                    };
                    let words = |required: bool| if required { "required" } else { "optional" };
                    self.findings
                        .add(id, &site, words(before.required), words(after.required));
                }
                if before.content.encodings != after.content.encodings {
                    let words = |content: &Content| words::encodings(&content.encodings);
                    let (old, new) = (words(&before.content), words(&after.content));
                    self.findings
                        .add(ChangeId::ParameterStyleChanged, &site, old, new);
                }
                self.contents(&before.content, &after.content, &site);
                self.further_contents(&before.further, &after.further, &site);
            }
        }
    }

    pub(super) fn contents(&mut self, before: &Content, after: &Content, site: &Site) {
        let same_form = std::mem::discriminant(&before.form) == std::mem::discriminant(&after.form);
        let same_type = before.media_type.eq_ignore_ascii_case(&after.media_type);
        if !(same_form && same_type) {
            let (old, new) = (
                self.before.content_words(before),
                self.after.content_words(after),
            );
            self.findings
                .add(ChangeId::MediaTypeChanged, site, old, new);
        }
        if let (true, Some(one), Some(other)) = (same_form, before.ty(), after.ty()) {
            let schema = |pointer: &Option<Pointer>, content: &Content| {
                let content_at = pointer.as_ref()?.join("content");
                Some(content_at.join(&content.media_type).join("schema"))
            };
            let site = Site {
                before: schema(&site.before, before),
                after: schema(&site.after, after),
                ..site.clone()
            };
            self.types(one, other, &site);
        }
    }
}

impl super::walk::Side<'_> {
    pub(super) fn content_words(self, content: &Content) -> String {
        match &content.form {
            Form::Json(ty) if content.media_type.eq_ignore_ascii_case("application/json") => {
                self.type_words(ty)
            }
            Form::Json(ty) | Form::Multipart(ty) | Form::UrlEncoded(ty) => {
                format!("{} as {}", self.type_words(ty), content.media_type)
            }
            Form::Sequence(sequence) => match &sequence.item {
                Some(item) => format!(
                    "{} item by item as {}",
                    self.type_words(item),
                    content.media_type
                ),
                None => content.media_type.clone(),
            },
            Form::Text | Form::Binary => content.media_type.clone(),
        }
    }
}

/// Method and path, without the names of the path's parameters: what a router sees.
fn route(operation: &Operation) -> (String, String) {
    let mut parts = operation.path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let path = parts.fold(first, |text, part| {
        text + "{}" + part.split_once('}').map_or("", |(_, rest)| rest)
    });
    (operation.method.clone(), path)
}

fn place(before: Option<usize>, after: Option<usize>) -> Site {
    Site {
        owner: Owner::Operations(before, after),
        part: String::new(),
        member: String::new(),
        travel: Travel::Request,
        before: None,
        after: None,
    }
}

/// The parameters of the path, in its order.
fn in_path(operation: &Operation) -> Vec<&Parameter> {
    let mut found: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .collect();
    found.sort_by_key(|parameter| operation.path.find(&format!("{{{}}}", parameter.name)));
    found
}

/// Whether two parameters are one: names of header fields do not distinguish case (RFC 9110, section 5.1).
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let same_name = if one.location == Location::Header {
        one.name.eq_ignore_ascii_case(&other.name)
    } else {
        one.name == other.name
    };
    same_name && one.location == other.location
}

/// What a scalar shows of a style.
fn prefix(style: Style) -> Layout {
    match style.layout {
        layout @ (Layout::Label | Layout::Matrix | Layout::Json) => layout,
        _ => Layout::Simple,
    }
}

fn parameter_site(
    operation: &Site,
    parameter: &Parameter,
    before: Option<&Parameter>,
    after: Option<&Parameter>,
) -> Site {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    Site {
        part: format!("{location} parameter {}", quoted(&parameter.name)),
        member: parameter.name.clone(),
        travel: Travel::Request,
        before: before.map(|it| it.pointer.clone()),
        after: after.map(|it| it.pointer.clone()),
        ..operation.clone()
    }
}
